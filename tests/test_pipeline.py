"""The whole pipeline without a model: what is replaced, what is kept, what is told apart."""

from __future__ import annotations

import csv
import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphbuild import pipeline
from graphbuild.config import Settings
from graphbuild.errors import InputError, OutputError
from graphbuild.output import WRITTEN, Replacing
from graphbuild.pipeline import build

Write = Callable[..., Path]

pytestmark = pytest.mark.usefixtures("without_model")


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Return every path under a folder, hidden ones too, with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def posts_table(output: Path) -> list[dict[str, str]]:
    with (output / "tables" / "posts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PAGE = (
    '<html><body><h1>Un lundi à Namur</h1><div class="entry-content"><p>Le lundi, à Namur, Zoé '
    "Lambert ouvre les grilles de la Régie Bleue avant le jour, et compte les barques.</p></div>"
)


@pytest.fixture
def built(write_post: Write) -> Path:
    """An output folder of an earlier build, with a file of the user's own in it."""
    posts = write_post()
    write_post("page.html", PAGE)
    output = posts.parent / "out"
    build([posts], output, Settings(), rdf12=True)
    (output / "README.md").write_text("mine", encoding="utf-8")
    write_post("second.txt", "Un jeudi à Namur\n\nZoé Lambert revient à Namur.\n")
    return output


def rebuild(output: Path) -> None:
    build([output.parent / "posts"], output, Settings(), rdf12=True)


def test_build_writes_all_it_owns_and_leaves_the_rest_alone(built: Path) -> None:
    before = snapshot(built)
    rebuild(built)
    after = snapshot(built)
    assert set(after) == set(before)
    assert {name for name in after if "/" not in name} == {*WRITTEN, "README.md"}
    assert after["README.md"] == b"mine"
    changed = {name for name in after if after[name] != before[name]}
    assert changed >= {"graph.ttl", "graph.trig", "graph.html", "tables/posts.csv", "report.json"}


def test_missing_output_folders_are_made(write_post: Write) -> None:
    output = write_post().parent / "a" / "b" / "out"
    rebuild_from = output.parents[2] / "posts"
    build([rebuild_from], output, Settings())
    assert {p.name for p in output.iterdir()} == {*WRITTEN} - {"graph-rdf12.ttl", "texts"}


def test_output_may_be_a_link_to_a_folder(built: Path) -> None:
    link = built.parent / "link"
    link.symlink_to(built)
    build([built.parent / "posts"], link, Settings())
    assert link.is_symlink()
    assert len(posts_table(built)) == 3


def test_progress_is_told_up_to_the_end(write_post: Write) -> None:
    write_post("b.txt", "Un jeudi\n\nZoé Lambert.\n")
    posts = write_post()
    told: list[tuple[int, int]] = []
    build([posts], posts.parent / "out", Settings(), progress=lambda *numbers: told.append(numbers))
    assert told == [(0, 2), (1, 2), (2, 2)]


# A build that does not come to its end

TROUBLES: dict[str, tuple[BaseException, type[BaseException]]] = {
    "interrupt": (KeyboardInterrupt(), KeyboardInterrupt),
    "full disk": (OSError(errno.ENOSPC, "No space left on device"), OutputError),
    "defect": (ZeroDivisionError(), ZeroDivisionError),
}


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("step", ["unify", "write_all", "write_report"])
def test_failed_build_leaves_the_previous_output(
    step: str, trouble: str, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised, expected = TROUBLES[trouble]
    if step == "unify" and expected is OutputError:
        pytest.skip("nothing is written yet")
    done = getattr(pipeline, step)

    def fail(*arguments: object, **options: object) -> None:
        if step == "write_all":
            done(*arguments, **options)  # half of the files are there when it happens
        raise raised

    monkeypatch.setattr(pipeline, step, fail)
    before = snapshot(built)
    with pytest.raises(expected):
        rebuild(built)
    assert snapshot(built) == before
    assert sorted(p.name for p in built.parent.iterdir()) == ["out", "posts"]


@pytest.mark.parametrize("trouble", ["interrupt", "full disk"])
@pytest.mark.parametrize("at", range(1, 2 * len(WRITTEN) + 1))
def test_trouble_at_any_renaming_puts_all_back(
    at: int, trouble: str, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised, expected = TROUBLES[trouble]
    rename, calls = Path.rename, 0

    def fail_once(path: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == at:
            raise raised
        return rename(path, target)

    before = snapshot(built)
    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(expected):
        rebuild(built)
    assert snapshot(built) == before
    monkeypatch.undo()


@pytest.mark.parametrize("at", range(1, 2 * len(WRITTEN) + 1))
def test_interrupt_right_after_a_renaming_puts_all_back(
    at: int, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (built / "graph.html").unlink()  # what was not there must not be there afterwards
    rename, calls = Path.rename, 0

    def interrupted(path: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        moved = rename(path, target)
        if calls == min(at, 2 * len(WRITTEN) - 1):
            raise KeyboardInterrupt
        return moved

    before = snapshot(built)
    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rebuild(built)
    assert snapshot(built) == before


def test_failed_first_build_leaves_nothing(
    write_post: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = write_post()

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pipeline, "write_all", fail)
    with pytest.raises(OutputError, match=r"cannot be written: No space left on device \(name"):
        build([posts], posts.parent / "a" / "out", Settings())
    assert [p.name for p in posts.parent.iterdir()] == ["posts"]


def test_temporary_folder_stands_in_the_output_folder(tmp_path: Path) -> None:
    """So that a mounted volume works, and a parent without write permission."""
    with Replacing(tmp_path / "out") as folder:
        assert folder.parent == tmp_path / "out"
        for name in WRITTEN:
            (folder / name).touch()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(WRITTEN)


@pytest.mark.skipif(os.name == "nt", reason="modes of files are POSIX's")
def test_written_files_are_as_readable_as_any(built: Path) -> None:
    mine = (built / "README.md").stat().st_mode
    assert (built / "graph.ttl").stat().st_mode == mine
    assert (built / "tables" / "posts.csv").stat().st_mode == mine


# Files that look alike


def test_paths_that_share_a_slug_give_posts_of_their_own(write_post: Write) -> None:
    text = "{}\n\nZoé Lambert.\n\nCommentaires\n\n1. Marc wrote...\n\nBravo pour ce billet.\n"
    for name in ("a b.txt", "a-b.txt", "à_b.txt"):
        posts = write_post(name, text.format(name.removesuffix(".txt").title()))
    build([posts], posts.parent / "out", Settings())
    rows = posts_table(posts.parent / "out")
    assert len({row["post"] for row in rows}) == len(rows) == 6
    for row in rows:
        if row["kind"] == "comment":
            (parent,) = [other for other in rows if other["post"] == row["parent"]]
            assert parent["source"] == row["source"]
    first, *others = sorted({row["post"].rpartition("/")[0] for row in rows}, key=len)
    assert first.endswith("/post/a-b")
    assert all(other.startswith(f"{first}--") for other in others)


def test_suffix_of_a_shared_slug_does_not_depend_on_other_files(write_post: Write) -> None:
    write_post("a b.txt", "Un mardi\n\nNamur.\n")
    posts = write_post("a-b.txt", "Un jeudi\n\nNamur.\n")
    output = posts.parent / "out"
    build([posts], output, Settings())
    before = {row["source"]: row["post"] for row in posts_table(output)}
    write_post("a_b.txt", "Un samedi\n\nNamur.\n")
    build([posts], output, Settings())
    after = {row["source"]: row["post"] for row in posts_table(output)}
    assert after.items() > before.items()


def test_file_named_twice_is_read_once(write_post: Write) -> None:
    posts = write_post()
    report = build([posts, posts / "namur.txt", posts], posts.parent / "out", Settings())
    assert report.posts == 1


def test_order_of_the_arguments_does_not_matter(write_post: Write) -> None:
    write_post("b.txt", "Un jeudi à Namur\n\nZoé Lambert parle de Namur.\n")
    posts = write_post("a.txt")
    files = sorted(posts.iterdir())
    for name, order in (("one", files), ("two", files[::-1]), ("three", [posts])):
        build(order, posts.parent / name, Settings())
        report = posts.parent / name / "report.json"
        content = json.loads(report.read_text(encoding="utf-8"))
        del content["seconds"]
        report.write_text(json.dumps(content), encoding="utf-8")
    one, two, three = (snapshot(posts.parent / name) for name in ("one", "two", "three"))
    assert one == two == three


def test_no_paths_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        build([], tmp_path / "out", Settings())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("jobs", "here", "writing"), [(1, 4, 1), (3, 4, 3), (None, 1, 1), (None, 2, 2)]
)
def test_as_many_processes_write_as_there_are_cores_or_as_are_asked_for(
    jobs: int | None, here: int, writing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "post.txt").write_text("Il pleut sur Brest.\n", encoding="utf-8")
    written = pipeline.write_all
    seen: list[int] = []

    def spy(*args: Any, **options: Any) -> None:
        seen.append(options["jobs"])
        written(*args, **options)

    monkeypatch.setattr(pipeline, "write_all", spy)
    monkeypatch.setattr(pipeline, "cores", lambda: here)
    build([tmp_path / "post.txt"], tmp_path / "output", Settings(), jobs=jobs)
    assert seen == [writing]
