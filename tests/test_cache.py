"""The cache gives back exactly what was kept, and never stands in a build's way."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild import analysis
from graphbuild.cache import (
    FILE_NAME,
    NOT_FOR_FACTS,
    Cache,
    decode,
    encode,
    facts_context,
    pack,
    unpack,
)
from graphbuild.config import Settings
from graphbuild.model import Attribute, Evidence, Facts, Mention, Post, Relation
from graphbuild.pipeline import build

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
"""Lone surrogates, zeros and line separators too."""

st.register_type_strategy(str, ANY_TEXT)
st.register_type_strategy(float, st.floats(allow_nan=False))


@given(st.builds(Post))
@settings(max_examples=50, deadline=None)
def test_posts_come_back_as_they_were(post: Post) -> None:
    assert decode(Post, json.loads(json.dumps(encode(post), ensure_ascii=False))) == post


@given(st.lists(st.builds(Facts), max_size=3))
@settings(max_examples=50, deadline=None)
def test_facts_come_back_as_they_were(facts: list[Facts]) -> None:
    back = unpack(pack(facts), [one.post for one in facts])
    assert back == tuple(facts)
    assert repr(back) == repr(tuple(facts))


def test_a_text_that_comes_back_often_is_in_memory_once() -> None:
    post = Post(id="a/1", source="a", start=0, end=4, text="Lyon")
    lyon = Mention(
        post="a/1", source="a", start=0, end=4, surface="Lyon", type="Place", key="Place/lyon",
        score=1.0, detector="names",
    )  # fmt: skip
    one, other = (
        unpack(pack([Facts(post=post, mentions=(lyon,))]), [post])[0].mentions[0] for _ in range(2)
    )
    assert one == lyon == other
    assert one.key is other.key
    assert one.surface is other.surface


def test_what_has_another_shape_is_refused() -> None:
    for value in ([1, 2], ["a"], None, "text"):
        with pytest.raises((TypeError, ValueError)):
            decode(Evidence, value)


POST = Post(id="a/1", source="a.txt", start=0, end=5, text="Namur")
EVIDENCE = Evidence(source="a.txt", start=0, end=5, quote="Namur", post="a/1")
FACTS = Facts(
    post=POST,
    mentions=(
        Mention(
            post="a/1",
            source="a.txt",
            start=0,
            end=5,
            surface="Namur",
            type="Place",
            key="Place/namur",
            score=0.1,
            detector="model",
        ),
    ),
    relations=(
        Relation(subject="s", predicate="locatedIn", object="o", score=1, evidence=EVIDENCE),
    ),
    attributes=(Attribute(subject="s", predicate="startDate", value="2012", evidence=EVIDENCE),),
)


def keep(path: Path, *all_facts: Facts, context: str = "c") -> None:
    cache = Cache(path, context)
    for facts in all_facts:
        cache.put([facts.post], [facts])
    cache.finish()
    cache.close()


def look_up(path: Path, post: Post, context: str = "c") -> tuple[Facts, ...] | None:
    cache = Cache(path, context)
    found = cache.get([post])
    cache.close()
    return found


def test_kept_facts_are_found_by_the_next_build(tmp_path: Path) -> None:
    keep(tmp_path / "new" / "c", FACTS)
    assert look_up(tmp_path / "new" / "c", POST) == (FACTS,)


@pytest.mark.parametrize(
    "change",
    [{"id": "b/1"}, {"source": "b.txt"}, {"text": "Liège"}, {"author": "Zoé"}, {"breaks": (2,)}],
)
def test_a_post_that_differs_in_anything_is_not_found(
    change: dict[str, object], tmp_path: Path
) -> None:
    keep(tmp_path / "c", FACTS)
    assert look_up(tmp_path / "c", replace(POST, **change)) is None  # type: ignore[arg-type]


def test_another_context_finds_nothing(tmp_path: Path) -> None:
    keep(tmp_path / "c", FACTS)
    assert look_up(tmp_path / "c", POST, context="other") is None


def test_context_changes_with_all_that_determines_facts() -> None:
    base = {"model": "m", "ontology": "o", "settings": Settings()}
    same = facts_context(**base)  # type: ignore[arg-type]
    assert facts_context(**base | {"model": "n"}) != same  # type: ignore[arg-type]
    assert facts_context(**base | {"ontology": "p"}) != same  # type: ignore[arg-type]
    others: dict[str, object] = {
        field.name: {
            str: "x",
            bool: not field.default,
            int: 7,
            float: 0.25,
            tuple: (("text", "Corps"),),
        }[type(field.default)]
        for field in fields(Settings)
    }
    assert set(others) > NOT_FOR_FACTS
    for name, value in others.items():
        changed = replace(Settings(), **{name: value})  # type: ignore[arg-type]
        assert asdict(changed) != asdict(Settings())
        new = facts_context(**base | {"settings": changed})  # type: ignore[arg-type]
        assert (new == same) == (name in NOT_FOR_FACTS), name


def test_what_was_not_asked_for_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "c"
    many = [
        replace(FACTS, post=replace(POST, id=f"a/{n}", text=f"{n * 7919:x}" * 999))
        for n in range(40)
    ]
    keep(path, *many)
    size = path.stat().st_size
    keep(path, FACTS)
    assert look_up(path, many[0].post) is None
    assert look_up(path, POST) == (FACTS,)
    assert path.stat().st_size < size
    assert [p.name for p in tmp_path.iterdir()] == ["c"]


def test_interrupted_build_keeps_what_it_did_and_forgets_nothing(tmp_path: Path) -> None:
    keep(tmp_path / "c", FACTS)
    other = replace(FACTS, post=replace(POST, id="b/1"))
    cache = Cache(tmp_path / "c", "c")
    cache.put([other.post], [other])
    cache.close()
    assert look_up(tmp_path / "c", POST) == (FACTS,)
    assert look_up(tmp_path / "c", other.post) == (other,)


# Trouble


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_broken_file_is_begun_anew_with_one_warning(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "c"
    path.write_bytes(content)
    keep(path, FACTS)
    err = capsys.readouterr().err
    assert err.startswith(f"graphbuild: {path}: the cache is broken, and begun anew: ")
    assert err.count("\n") == 1
    assert look_up(path, POST) == (FACTS,)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("value", [b"", b"not compressed", pack([]), "text", None])
def test_broken_value_is_not_believed(
    value: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(tmp_path / "c", FACTS)
    with sqlite3.connect(tmp_path / "c") as database:
        database.execute("UPDATE facts SET value = ?", (value,))
    database.close()
    assert look_up(tmp_path / "c", POST) is None
    assert capsys.readouterr().err.count("\n") == 1
    keep(tmp_path / "c", FACTS)
    assert look_up(tmp_path / "c", POST) == (FACTS,)


def test_locked_file_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "c"
    keep(path, FACTS)
    monkeypatch.setattr("graphbuild.cache.LOCK_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert look_up(path, POST) is None
    assert "the cache is not used: database is locked" in capsys.readouterr().err
    other.execute("ROLLBACK")
    other.close()
    assert look_up(path, POST) == (FACTS,)


def test_folder_in_its_place_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "c").mkdir()
    keep(tmp_path / "c", FACTS)
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "c").is_dir()


def test_two_builds_at_once_share_it(tmp_path: Path) -> None:
    other = replace(FACTS, post=replace(POST, id="b/1"))
    one, two = Cache(tmp_path / "c", "c"), Cache(tmp_path / "c", "c")
    one.put([POST], [FACTS])
    two.put([other.post], [other])
    one.close()
    two.close()
    assert look_up(tmp_path / "c", POST) == (FACTS,)
    assert look_up(tmp_path / "c", other.post) == (other,)


# In a build


@pytest.mark.usefixtures("without_model")
def test_only_what_changed_is_read_again(
    write_post: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    analyse = analysis.analyse

    def told(files: Sequence[Sequence[Post]], *others: object) -> tuple[tuple[Facts, ...], ...]:
        read.extend(post.source for file in files for post in file)
        return analyse(files, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(analysis, "analyse", told)
    write_post("b.txt", "Un jeudi à Namur\n\nZoé Lambert revient à Namur.\n")
    posts = write_post("a.txt")
    output = posts.parent / "out"

    def built(*, cache: bool = True, **changes: object) -> list[str]:
        read.clear()
        build([posts], output, replace(Settings(), **changes), cache=cache)  # type: ignore[arg-type]
        return list(read)

    assert built() == ["a.txt", "b.txt"]
    assert (output / FILE_NAME).is_file()
    assert built() == []
    assert built(title="Another", base_iri="https://blog.example/") == []
    write_post("b.txt", "Un jeudi à Namur\n\nZoé Lambert est partie.\n")
    assert built() == ["b.txt"]
    (posts / "b.txt").unlink()
    assert built() == []
    before = (output / FILE_NAME).read_bytes()
    assert built(cache=False) == ["a.txt"]
    assert (output / FILE_NAME).read_bytes() == before
    assert built(min_score=0.25) == ["a.txt"]
