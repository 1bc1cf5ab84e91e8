"""A build of what has not changed does nothing; any change of what is read or written is seen."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild import pipeline
from graphbuild.cache import FILE_NAME
from graphbuild.config import Settings
from graphbuild.corrections import read_corrections
from graphbuild.output import WRITTEN
from graphbuild.pipeline import build
from graphbuild.report import Report

Write = Callable[..., Path]
Change = Callable[[Path, Path], None]

pytestmark = pytest.mark.usefixtures("without_model")


def built(posts: Path, **options: object) -> Report:
    return build([posts], posts.parent / "out", Settings(), cache=True, **options)  # type: ignore[arg-type]


def files(output: Path) -> dict[str, bytes]:
    paths = [p for name in WRITTEN for p in (output / name, *(output / name).rglob("*"))]
    return {p.name: p.read_bytes() for p in paths if p.is_file() and p.name != "report.json"}


def test_nothing_is_done_twice(write_post: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = write_post()
    first = built(posts)
    before = {p: p.stat().st_mtime_ns for p in (posts.parent / "out").rglob("*.*")}
    for stage in ("read_ontology", "read_corpus", "analysed", "unify", "write_all"):
        monkeypatch.setattr(pipeline, stage, None)
    again = built(posts)
    assert again.unchanged
    assert not first.unchanged
    assert list(again.seconds) == ["compare"]
    for name in set(Report.__slots__) - {"seconds", "unchanged"}:
        assert getattr(again, name) == getattr(first, name), name
    written = {p for p in before if p.name != FILE_NAME}
    assert all(p.stat().st_mtime_ns == before[p] for p in written)


CHANGES: dict[str, Change] = {
    "a word in a post": lambda posts, _: _append(posts / "namur.txt"),
    "a new post": lambda posts, _: (posts / "neuf.txt").write_text("Zoé Lambert à Namur.") and None,
    "a post less": lambda posts, _: (posts / "deux.txt").unlink(),
    "another name": lambda posts, _: (posts / "deux.txt").rename(posts / "trois.txt") and None,
    "a file left out": lambda posts, _: (posts / "image.png").write_bytes(b"x") and None,
    "an output altered": lambda _, output: _append(output / "graph.ttl"),
    "an output deleted": lambda _, output: (output / "graph.html").unlink(),
    "a table deleted": lambda _, output: (output / "tables" / "posts.csv").unlink(),
    "all tables deleted": lambda _, output: shutil.rmtree(output / "tables"),
    "a file put among the tables": lambda _, output: _append(output / "tables" / "x"),
    "the cache deleted": lambda _, output: (output / FILE_NAME).unlink(),
    "the cache broken": lambda _, output: (output / FILE_NAME).write_bytes(b"x" * 9999) and None,
}


def _append(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("\nZoé Lambert.\n")


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_any_change_is_seen_and_gives_what_a_build_from_nothing_gives(
    change: Change, write_post: Write
) -> None:
    posts = write_post("deux.txt", "Hootsuite à Boston.")
    write_post()
    built(posts)
    output = posts.parent / "out"
    change(posts, output)
    assert not built(posts).unchanged
    build([posts], posts.parent / "anew", Settings())
    assert files(output) == files(posts.parent / "anew")
    assert built(posts).unchanged


def test_settings_corrections_and_options_count(write_post: Write, tmp_path: Path) -> None:
    posts = write_post()
    output = posts.parent / "out"
    built(posts)
    assert not build([posts], output, Settings(title="Autre"), cache=True).unchanged
    assert not built(posts, rdf12=True).unchanged
    assert (output / "graph-rdf12.ttl").is_file()
    assert not built(posts).unchanged
    assert not (output / "graph-rdf12.ttl").exists()
    path = tmp_path / "corrections.toml"
    path.write_text('[[ignore]]\nname = "Namur"\n', encoding="utf-8")
    assert not built(posts, corrections=read_corrections(path)).unchanged
    assert built(posts, corrections=read_corrections(path)).unchanged
    assert not build([posts], output, Settings()).unchanged  # without the cache nothing is believed


def test_the_program_itself_counts(write_post: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = write_post()
    built(posts)
    ontology = posts.parent / "ontology"
    shutil.copytree(pipeline.ontology_folder(), ontology)
    _append_comment(ontology / "shapes.ttl")
    monkeypatch.setattr(pipeline, "ontology_folder", lambda: ontology)
    assert not built(posts).unchanged


def _append_comment(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "# x\n", encoding="utf-8")


def test_a_post_that_cannot_be_read_is_tried_again(write_post: Write) -> None:
    posts = write_post()
    (posts / "nowhere.txt").symlink_to(posts / "none")
    assert not built(posts).unchanged
    assert not built(posts).unchanged


@pytest.mark.parametrize("report", ["x", "[]", "{}", "[[1, 2]]", "null"])
def test_a_report_that_is_not_ours_is_not_believed(report: str, write_post: Write) -> None:
    posts = write_post()
    built(posts)
    with sqlite3.connect(posts.parent / "out" / FILE_NAME) as database:
        database.execute("UPDATE last SET report = ?", (report,))
    database.close()
    assert not built(posts).unchanged
