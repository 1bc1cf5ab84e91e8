"""The folder of a static site generator tells its blog's name and address, loose or in a zip."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from graphbuild.collect import collect
from graphbuild.model import Metadata, Skipped

P = "Le phare de la pointe a été repeint au printemps, et les goélands n'en reviennent pas."
POST = f"---\ntitle: Un phare\npermalink: /phare/\n---\n\n{P}\n"

CONFIGS = {
    "Jekyll": (
        "_config.yml",
        "# réglages\ntitle: Vents de mer\nurl: https://vents.example\nbaseurl: /blog\nplugins: [a]\n",
        "https://vents.example/blog/",
    ),
    "Hexo": ("_config.yml", "title: Vents de mer\nurl: https://vents.example/\n", "https://vents.example/"),
    "Hugo": (
        "hugo.toml",
        'baseURL = "https://vents.example/"\ntitle = "Vents de mer"\n[params]\ntitle = "autre"\n',
        "https://vents.example/",
    ),
    "Hugo, in parts": (
        "config/_default/config.toml",
        'title = "Vents de mer"\nbaseURL = "https://vents.example/"\n',
        "https://vents.example/",
    ),
    "Hugo in JSON": ("hugo.json", '{"title": "Vents de mer"}', None),
    "Zola": (
        "config.toml", 'base_url = "https://vents.example"\ntitle = "Vents de mer"\n',
        "https://vents.example/",
    ),
    "Eleventy": (
        "_data/metadata.json", '{"title": "Vents de mer", "url": "https://vents.example/"}',
        "https://vents.example/",
    ),
    "as it was generated": ("_config.yml", "title: Vents de mer\nurl: http://example.com\n", None),
}  # fmt: skip


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def blogs(path: Path) -> dict[str, Metadata]:
    items = [item for item in collect([path]) if isinstance(item, tuple)]
    return {source.path: post.meta for source, (post, *_) in items}


def zipped(folder: Path, archive: Path) -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*")):
            file.write(path, path.relative_to(folder.parent))
    return archive


@pytest.mark.parametrize("generator", CONFIGS)
def test_a_blog_is_called_what_its_configuration_calls_it(generator: str, tmp_path: Path) -> None:
    name, content, home = CONFIGS[generator]
    files = {name: content, "content/posts/un-phare.md": POST, "content/note.txt": f"Note\n\n{P}"}
    if generator == "Eleventy":
        files["eleventy.config.js"] = "module.exports = {};"
    folder = write(tmp_path / "blog", files)
    found = blogs(folder)
    assert set(found) == {"content/posts/un-phare.md", "content/note.txt"}
    meta = found["content/posts/un-phare.md"]
    assert (meta.blog, meta.home, meta.url) == ("Vents de mer", home, "/phare/")
    assert found["content/note.txt"].blog is None
    packed = blogs(zipped(folder, tmp_path / "blog.zip"))
    assert packed["blog.zip/blog/content/posts/un-phare.md"] == meta


def test_each_post_belongs_to_the_site_it_lies_in(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        {
            "_config.yml": "title: Le grand\n", "a.md": POST,
            "petit/hugo.toml": 'title = "Le petit"\n', "petit/content/b.md": POST,
        },
    )  # fmt: skip
    assert {name: meta.blog for name, meta in blogs(folder).items()} == {
        "a.md": "Le grand", "petit/content/b.md": "Le petit",
    }  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "title: [",
        "- a\n- b\n",
        "",
        "title: Hexo\n",
        "title: {a: b}\n",
        "\x00\ufffe",
        "a: " + "[" * 9000,
    ],
)
def test_a_configuration_that_names_nothing_does_no_harm(content: str, tmp_path: Path) -> None:
    folder = write(tmp_path, {"_config.yml": content, "a.md": POST})
    assert blogs(folder)["a.md"].blog is None


def test_what_is_no_post_of_a_zipped_site_is_left_out(tmp_path: Path) -> None:
    names = ("_posts/2020-01-02-a.md", "_layouts/post.html", "_site/a.html", "README.md")
    page = f"<html><body><h1>A</h1><p>{P}</p></body></html>"
    files = {name: page if name.endswith("html") else POST for name in names}
    folder = write(tmp_path / "blog", {**files, "_config.yml": "title: Vents\n"})
    items = list(collect([zipped(folder, tmp_path / "blog.zip")]))
    read = [item[0].path for item in items if isinstance(item, tuple)]
    assert read == ["blog.zip/blog/_posts/2020-01-02-a.md"]
    reasons = sorted(item.reason for item in items if isinstance(item, Skipped))
    assert reasons == ["assets", "assets", "site templates", "site templates"]


def test_the_output_of_a_build_is_not_read_as_posts(tmp_path: Path) -> None:
    outputs = ("graph.ttl", "graph.html", "report.json", "tables/posts.csv", "texts/a.txt")
    folder = write(tmp_path, {"a.md": POST, **{f"output/{name}": P for name in outputs}})
    items = list(collect([folder]))
    assert [item[0].path for item in items if isinstance(item, tuple)] == ["a.md"]
    assert {item.reason for item in items if isinstance(item, Skipped)} == {"output"}
