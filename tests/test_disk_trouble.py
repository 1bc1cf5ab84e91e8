"""A disk that is full or cannot be written, and a cache that goes away while it is in use.

Real ones: a small file system in memory, where the system lets the tests mount one.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from graphbuild import analysis
from graphbuild.cache import FILE_NAME
from graphbuild.model import Facts, Post
from graphbuild.output import WRITTEN

Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]

pytestmark = pytest.mark.usefixtures("without_model")


def mounted(folder: Path, options: str) -> bool:
    """Mount a file system in memory on a folder, or change the one that is there."""
    mount = shutil.which("mount")
    if mount is None:
        return False
    command = [mount, "-t", "tmpfs", "-o", options, "graphbuild-test", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for one build and not for two."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mounted(folder, "size=64m"):
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


def snapshot(output: Path) -> dict[str, bytes | None]:
    """Return what the user sees in the output folder."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(output.rglob("*"))
        if path.name != FILE_NAME
    }


def one_line(result: tuple[int, str, str], output: Path, problem: str) -> None:
    """Check for exit code 2, and a last line that names the folder, the trouble and a way out."""
    code, out, err = result
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    *warnings, last = err.splitlines()
    assert last.startswith(f"graphbuild: {output}: cannot be written: {problem} (name another")
    assert all(FILE_NAME in line for line in warnings), warnings


def built(run: Run, posts: Path, output: Path, *options: str) -> tuple[int, str, str]:
    """Build in this process, where the models are replaced."""
    return run("build", posts, "-o", output, "--jobs", "1", *options)


def room(disk: Path, size: int) -> None:
    """Leave so many bytes free."""
    (disk / "filler").unlink(missing_ok=True)
    free = shutil.disk_usage(disk).free
    (disk / "filler").write_bytes(b"x" * max(0, free - size))


SIZES = (0, 4_096, 20_000, 60_000, 150_000, 500_000)
"""Bytes free when the build begins: it fails at the lock, the cache, Turtle, the page..."""


@pytest.mark.parametrize("size", SIZES)
def test_a_full_disk_takes_nothing_from_the_previous_output(
    size: int, disk: Path, run: Run, write_post: Write
) -> None:
    posts = write_post()
    output = disk / "out"
    assert built(run, posts, output)[0] == 0
    before = snapshot(output)
    write_post("deux.txt", "Un jeudi à Namur\n\nZoé Lambert revient.\n")
    room(disk, size)
    one_line(built(run, posts, output), output, "No space left on device")
    assert snapshot(output) == before
    (disk / "filler").unlink()
    assert built(run, posts, output)[0] == 0
    assert built(run, posts, disk / "anew", "--no-cache")[0] == 0
    assert differing(output, disk / "anew") == []


@pytest.mark.parametrize("size", SIZES)
def test_a_first_build_on_a_full_disk_leaves_nothing(
    size: int, disk: Path, run: Run, write_post: Write
) -> None:
    posts = write_post()
    room(disk, size)
    output = disk / "a" / "out"
    code, out, err = built(run, posts, output)
    assert (code, out) == (2, "")
    assert "No space left on device" in err.splitlines()[-1]
    left = [p for p in disk.rglob("*") if p.is_file() and p.name not in ("filler", FILE_NAME)]
    assert left == []


def test_an_output_that_cannot_be_written_is_told_at_once(
    disk: Path, run: Run, write_post: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = write_post()
    output = disk / "out"
    assert built(run, posts, output)[0] == 0
    before = snapshot(output)
    assert mounted(disk, "remount,ro")
    monkeypatch.setattr(analysis, "analyse", lambda *_: pytest.fail("must be told first"))
    for folder in (output, disk / "new" / "out"):
        one_line(built(run, posts, folder), folder, "Read-only file system")
    assert snapshot(output) == before


# The cache, in use


def during(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen when the first post is read."""
    analyse = analysis.analyse
    told: list[bool] = []

    def interfered(
        files: Sequence[Sequence[Post]], *others: object
    ) -> tuple[tuple[Facts, ...], ...]:
        if not told:
            told.append(True)
            happens()
        return analyse(files, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(analysis, "analyse", interfered)


def differing(one: Path, other: Path) -> list[str]:
    names = [name for name in WRITTEN if name != "report.json"]
    left, right = (
        {k: v for k, v in snapshot(folder).items() if k.split("/")[0] in names}
        for folder in (one, other)
    )
    return [k for k in left.keys() | right.keys() if left.get(k) != right.get(k)]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3_000])


def replaced_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


HAPPENS: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "filled with noise": lambda path: path.write_bytes(bytes(range(256)) * 400),
    "noise in its middle": lambda path: path.write_bytes(
        path.read_bytes()[:4096] + b"\xff" * 4096 + path.read_bytes()[8192:]
    ),
    "cut short": cut,
    "emptied": lambda path: path.write_bytes(b""),
    "replaced by a folder": replaced_by_folder,
    "replaced by another file": lambda path: (path.unlink(), path.write_text("mine")),
}


@pytest.mark.parametrize("case", HAPPENS)
def test_a_cache_that_goes_away_in_the_middle_changes_nothing(
    case: str, run: Run, write_post: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = write_post()
    output = posts.parent / "out"
    for number in range(12):
        write_post(f"n{number}.txt", f"Un jeudi {number}\n\nZoé Lambert revient à Namur.\n" * 9)
    assert built(run, posts, output)[0] == 0
    write_post("deux.txt", "Un jeudi à Namur\n\nZoé Lambert revient.\n")
    with monkeypatch.context() as patched:
        during(patched, lambda: HAPPENS[case](output / FILE_NAME))
        code, _, err = built(run, posts, output)
    assert (code, "Traceback" in err) == (0, False), err
    assert built(run, posts, posts.parent / "anew", "--no-cache")[0] == 0
    assert differing(output, posts.parent / "anew") == []
    write_post("trois.txt", "Un samedi à Namur\n\nZoé Lambert repart.\n")
    code, _, err = built(run, posts, output)
    assert (code, "Traceback" in err) == (0, False), err
    assert built(run, posts, posts.parent / "anew", "--no-cache")[0] == 0
    assert differing(output, posts.parent / "anew") == []
