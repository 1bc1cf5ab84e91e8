"""Builds into one folder come one after the other, and a killed one leaves nothing broken."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild.cache import FILE_NAME as CACHE
from graphbuild.config import Settings
from graphbuild.lock import FILE_NAME, alone
from graphbuild.output import ASIDE, PREFIX
from graphbuild.pipeline import build

Write = Callable[..., Path]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such locks there")

HELD = """
import sys, time
from pathlib import Path
from graphbuild.lock import alone
with alone(Path(sys.argv[1])):
    print("in", flush=True)
    time.sleep(float(sys.argv[2]))
print("out", flush=True)
"""


def holding(output: Path, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HELD, str(output), str(seconds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_second_build_says_that_it_waits_and_goes_on_after_the_first(tmp_path: Path) -> None:
    first = holding(tmp_path / "out", 1)
    assert first.stdout is not None
    assert first.stdout.readline() == "in\n"
    second = holding(tmp_path / "out", 0)
    _, err = second.communicate(timeout=30)
    assert "another build writes into" in err
    assert first.communicate(timeout=30)[0] == "out\n"
    assert not any((tmp_path / "out").glob("*"))


def test_a_build_that_was_killed_locks_nobody_out(tmp_path: Path) -> None:
    first = holding(tmp_path / "out", 60)
    assert first.stdout is not None
    first.stdout.readline()
    first.kill()
    first.communicate()
    assert (tmp_path / "out" / FILE_NAME).exists()
    _, err = holding(tmp_path / "out", 0).communicate(timeout=30)
    assert err == ""
    assert not (tmp_path / "out" / FILE_NAME).exists()


def test_what_a_killed_build_left_is_put_right(tmp_path: Path) -> None:
    """Killed between two renamings: one file moved aside, one already new."""
    aside = tmp_path / f"{PREFIX}x" / ASIDE
    aside.mkdir(parents=True)
    (aside / "graph.ttl").write_text("old")
    (aside / "graph.trig").write_text("old")
    (tmp_path / "graph.trig").write_text("new")
    (tmp_path / "mine").write_text("mine")
    with alone(tmp_path):
        assert (tmp_path / "graph.ttl").read_text() == "old"
        assert (tmp_path / "graph.trig").read_text() == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["graph.trig", "graph.ttl", "mine"]


def test_a_failure_inside_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), alone(tmp_path / "a" / "b"):
        raise ValueError("x")
    assert list(tmp_path.iterdir()) == []


RUN = """
import sys
from pathlib import Path
import pytest
sys.path.insert(0, {tests!r})
import conftest
from graphbuild import pipeline
from graphbuild.config import Settings
patch = pytest.MonkeyPatch()
conftest.without_model.__wrapped__(patch)
pipeline.build([Path({posts!r})], Path({output!r}), Settings(), cache=True, jobs=1)
"""

FULL = """
import resource, sys
from pathlib import Path
import pytest
sys.path.insert(0, {tests!r})
import conftest
from graphbuild.cli import main
conftest.without_model.__wrapped__(pytest.MonkeyPatch())
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
sys.exit(main(["build", {posts!r}, "-o", {output!r}]))
"""


@pytest.mark.parametrize("limit", [100, 9_000, 60_000])
@pytest.mark.usefixtures("without_model")
def test_a_full_disk_is_told_and_loses_nothing(limit: int, write_post: Write) -> None:
    """As far as a program can tell: no file may grow beyond so many bytes."""
    posts = write_post()
    output = posts.parent / "out"
    build([posts], output, Settings(), cache=True)
    before = _files(output)
    write_post("neuf.txt", "Zoé Lambert travaille à Namur.\n\n" * 40)
    script = FULL.format(
        tests=str(Path(__file__).parent), limit=limit, posts=str(posts), output=str(output)
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert "free space" in done.stderr
    assert "Traceback" not in done.stderr
    assert _files(output) == before
    assert not list(output.glob(f"{PREFIX}*/"))
    build([posts], output, Settings(), cache=True)
    build([posts], posts.parent / "fresh", Settings())
    assert _files(output) == _files(posts.parent / "fresh")


KILLS = int(os.environ.get("GRAPHBUILD_KILLS", "4"))
"""How often a build is killed: a few times in CI, more where somebody asks for it."""


@pytest.mark.usefixtures("without_model")
def test_a_kill_at_any_moment_leaves_the_previous_output_and_a_cache_that_serves(
    write_post: Write,
) -> None:
    chance = random.Random(7)
    posts = write_post()
    output = posts.parent / "out"
    build([posts], output, Settings(), cache=True)
    script = RUN.format(tests=str(Path(__file__).parent), posts=str(posts), output=str(output))
    whole = _files(output)
    for number in range(KILLS):
        for index in range(40):
            write_post(
                f"neuf-{number}-{index}.txt", f"Zoé Lambert à Namur, {number} {index}.\n\n" * 9
            )
        running = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE)
        time.sleep(chance.uniform(0.2, 3.0))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        after = _files(output)
        fresh = posts.parent / f"fresh-{number}"
        build([posts], fresh, Settings(), jobs=1)
        assert after in (whole, _files(fresh)), number
        build([posts], output, Settings(), cache=True, jobs=1)
        whole = _files(output)
        assert whole == _files(fresh)
        assert not list(output.glob(f"{PREFIX}*/"))


def _files(output: Path) -> dict[str, bytes]:
    hidden = {CACHE, f"{CACHE}-journal", FILE_NAME, "report.json"}
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name not in hidden and f"/{PREFIX}" not in path.as_posix()
    }
