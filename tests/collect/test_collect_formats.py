"""Each format as its tools write it gives the posts that are in it."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from format_samples import SAMPLES, WXR, Expected, P, Sample

from graphbuild.collect import collect
from graphbuild.collect.readers import Item
from graphbuild.config import Settings
from graphbuild.model import PROSE, Failure, Post, Skipped, Source

CASES = [(form, sample) for form, samples in SAMPLES.items() for sample in samples]


def found(items: list[Item]) -> list[tuple[Source, tuple[Post, ...]]]:
    return [item for item in items if isinstance(item, tuple)]


def summary(posts: tuple[Post, ...]) -> Expected:
    post = posts[0]
    tags = " ".join(tag.name for tag in post.meta.tags)
    return post.title, post.author, post.date, len(posts) - 1, tags


def check(source: Source, posts: tuple[Post, ...]) -> None:
    """What every post promises, whatever its format."""
    for post in posts:
        assert post.text == source.text[post.start : post.end]
        spans = [(b.start, b.end) for b in post.blocks]
        assert spans == sorted(spans)
        assert all(
            post.start <= b.start < b.end <= post.end for b in post.blocks if b.kind in PROSE
        )
        for signature in post.signatures:
            assert source.text[signature.start : signature.end] == signature.name
        for tag in post.meta.tags:
            assert source.text[tag.start : tag.end] == tag.name
        for link in post.meta.links:
            assert 0 <= link.start < link.end <= len(source.text)


@pytest.mark.parametrize(
    ("form", "sample"), CASES, ids=[f"{form}-{sample[0]}" for form, sample in CASES]
)
def test_posts_are_those_that_the_tool_wrote(form: str, sample: Sample, tmp_path: Path) -> None:
    name, content, expected = sample
    (tmp_path / name).write_bytes(content.encode())
    items = list(collect([tmp_path]))
    assert [item for item in items if isinstance(item, Failure)] == []
    for source, posts in found(items):
        check(source, posts)
        assert posts[0].meta.format == form or form == "json"
    assert [summary(posts) for _, posts in found(items)] == expected


def test_each_format_has_five_samples() -> None:
    assert all(len(samples) >= 5 for samples in SAMPLES.values())


@pytest.mark.parametrize("form", SAMPLES)
def test_a_format_is_told_by_its_content(form: str, tmp_path: Path) -> None:
    _, content, expected = SAMPLES[form][0]
    (tmp_path / "sans-suffixe").write_bytes(content.encode())
    posts = [posts for _, posts in found(list(collect([tmp_path])))]
    assert [p[0].title for p in posts] == [title for title, *_ in expected]


@pytest.mark.parametrize(
    "line", ["Bonjour, texte, article et tout", "Texte", "Le titre, le texte", "a,b"]
)
def test_prose_with_commas_is_no_table(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{line}\n\n{P}\n", encoding="utf-8")
    ((_, (post,)),) = found(list(collect([tmp_path])))
    assert post.meta.format == "text"


def test_comments_are_threaded_and_the_author_is_known(tmp_path: Path) -> None:
    name, content, _ = next(sample for sample in WXR if sample[0] == "fil.xml")
    (tmp_path / name).write_text(content, encoding="utf-8")
    ((_, (post, one, two, three)),) = found(list(collect([tmp_path])))
    assert [c.parent for c in (one, two, three)] == [post.id, one.id, post.id]
    assert (one.author, one.date, one.text) == ("Lise", "2019-05-07", "Bien vu, numéro 1 !")


def test_an_export_of_takeout_has_its_threads_and_paths(tmp_path: Path) -> None:
    name, content, _ = SAMPLES["blogger"][-1]
    (tmp_path / name).write_text(content, encoding="utf-8")
    items = list(collect([tmp_path]))
    ((_, (post, first, answer)),) = found(items)
    assert (post.meta.url, post.meta.blog) == ("/2019/05/le-phare.html", "Vents de mer")
    assert [first.parent, answer.parent] == [post.id, first.id]
    reasons = sorted(item.reason for item in items if isinstance(item, Skipped))
    assert reasons == ["drafts", "pages", "trash"]


def test_what_is_left_out_of_an_export_is_counted(tmp_path: Path) -> None:
    for name, content, _ in WXR:
        (tmp_path / name).write_text(content, encoding="utf-8")
    reasons = [item.reason for item in collect([tmp_path]) if isinstance(item, Skipped)]
    assert sorted(reasons) == ["drafts", "pages", "spam", "spam"]


def test_pages_are_read_on_request(tmp_path: Path) -> None:
    name, content, _ = next(sample for sample in WXR if sample[0] == "brouillons.xml")
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert len(found(list(collect([tmp_path], Settings(pages=True))))) == 2


def test_columns_are_mapped_in_the_settings(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'Objet,Contenu libre\nLe phare,"{P}"\n', encoding="utf-8")
    (failure,) = collect([tmp_path])
    assert isinstance(failure, Failure)
    assert "Objet, Contenu libre" in failure.reason
    columns = (("text", "Contenu libre"), ("title", "Objet"))
    ((_, (post,)),) = found(list(collect([tmp_path], Settings(columns=columns))))
    assert (post.title, post.surface(post.blocks[-1].start, post.end)) == ("Le phare", P)


def test_a_zip_of_all_formats_is_read_like_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    with zipfile.ZipFile(tmp_path / "tout.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for form, samples in SAMPLES.items():
            for name, content, _ in samples:
                archive.writestr(f"{form}/{name}", content)
                (folder / form).mkdir(exist_ok=True)
                (folder / form / name).write_bytes(content.encode())
    zipped = [posts for _, posts in found(list(collect([tmp_path / "tout.zip"])))]
    loose = [posts for _, posts in found(list(collect([folder])))]
    assert sorted(map(str, map(summary, zipped))) == sorted(map(str, map(summary, loose)))
    sources = [source for source, _ in found(list(collect([tmp_path / "tout.zip"])))]
    assert all(source.origin == "tout.zip" for source in sources)


@pytest.mark.parametrize("form", SAMPLES)
def test_standard_input_is_read(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, content, expected = SAMPLES[form][0]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    posts = [posts for _, posts in found(list(collect([Path("-")])))]
    assert [summary(p)[:2] for p in posts] == [e[:2] for e in expected]


def test_paths_of_posts_do_not_hang_on_what_stands_before_them(tmp_path: Path) -> None:
    def paths(content: str) -> list[str]:
        (tmp_path / "a.xml").write_text(content, encoding="utf-8")
        return [source.path for source, _ in found(list(collect([tmp_path])))]

    item = "<item><title>{}</title><link>https://v.example/{}/</link><description>{}</description></item>"
    feed = '<rss version="2.0"><channel><title>V</title>{}</channel></rss>'
    one, two = item.format("Un", "un", P), item.format("Deux", "deux", P)
    assert set(paths(feed.format(two))) < set(paths(feed.format(one + two)))


def test_the_site_around_markdown_posts_is_left_out(tmp_path: Path) -> None:
    for name in ("_posts/2020-01-02-a.md", "_layouts/post.html", "_site/a.html", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"---\ntitle: A\n---\n\n{P}\n", encoding="utf-8")
    (tmp_path / "_config.yml").write_text("title: V\n", encoding="utf-8")
    items = list(collect([tmp_path]))
    assert [source.path for source, _ in found(items)] == ["_posts/2020-01-02-a.md"]
    reasons = {item.reason for item in items if isinstance(item, Skipped)}
    assert reasons == {"assets", "site templates"}
