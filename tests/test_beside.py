"""Files are written by copies of the process: they tell what goes wrong, and end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from graphbuild.beside import beside, can_be_copied, together
from graphbuild.errors import GraphbuildError
from graphbuild.executors import FORKS

pytestmark = pytest.mark.skipif(not FORKS, reason="processes are not copied here")

PATIENCE = 20.0
"""Seconds after which something is wrong."""


def comes_true(path: Path) -> bool:
    """Wait for a file."""
    end = time.monotonic() + PATIENCE
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.01)
    return path.exists()


def test_both_are_done_at_the_same_time_and_waited_for(tmp_path: Path) -> None:
    ready, seen, done = (tmp_path / name for name in ("ready", "seen", "done"))

    def work() -> None:
        ready.touch()
        assert comes_true(seen)
        time.sleep(0.1)
        done.write_text(str(os.getpid()))

    with beside(work):
        assert comes_true(ready)
        seen.touch()
    assert int(done.read_text()) != os.getpid()


def test_what_it_raises_is_raised_here() -> None:
    def full() -> None:
        raise OSError(28, "No space left on device", "graph.html")

    with pytest.raises(OSError, match="No space left") as raised, beside(full):
        pass
    assert (raised.value.errno, raised.value.filename) == (28, "graph.html")


def test_a_copy_that_is_killed_is_told() -> None:
    with pytest.raises(GraphbuildError, match="died"), beside(lambda: os.kill(os.getpid(), 9)):
        pass


@pytest.mark.parametrize("error", [OSError(28, "full"), KeyboardInterrupt()])
def test_it_ends_when_the_block_fails(error: BaseException, tmp_path: Path) -> None:
    process = tmp_path / "process"

    def work() -> None:
        process.with_suffix(".new").write_text(str(os.getpid()))
        process.with_suffix(".new").rename(process)
        time.sleep(PATIENCE)

    def fail() -> None:
        assert comes_true(process)
        raise error

    begun = time.monotonic()
    with pytest.raises(type(error)), beside(work):
        fail()
    assert time.monotonic() - begun < PATIENCE
    with pytest.raises(ProcessLookupError):
        os.kill(int(process.read_text()), 0)


@pytest.mark.parametrize("copies", [0, 1, 2, 5])
def test_each_step_is_done_once_whoever_does_it(copies: int, tmp_path: Path) -> None:
    def step(name: str) -> None:
        with (tmp_path / name).open("x") as file:
            file.write(str(os.getpid()))

    together(
        lambda: step("first"), [partial(step, str(number)) for number in range(9)], copies=copies
    )
    assert len([*tmp_path.iterdir()]) == 10
    assert (tmp_path / "first").read_text() == str(os.getpid())


def test_steps_are_left_to_a_copy_while_this_process_is_busy(tmp_path: Path) -> None:
    done = [tmp_path / name for name in ("one", "two")]

    def first() -> None:
        assert all(map(comes_true, done))

    together(first, [path.touch for path in done], copies=1)


def test_a_step_that_fails_in_a_copy_is_told(tmp_path: Path) -> None:
    def full() -> None:
        (tmp_path / "failing").touch()
        raise OSError(28, "No space left on device", "graph.html")

    with pytest.raises(OSError, match="No space left"):
        together(lambda: comes_true(tmp_path / "failing"), [full], copies=1)


@pytest.mark.parametrize("daemon", [False, True])
def test_a_process_that_may_have_no_others_is_not_copied(
    daemon: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of a ``multiprocessing.Pool`` is such a process."""
    monkeypatch.setattr("graphbuild.beside.active_count", lambda: 1)
    monkeypatch.delitem(sys.modules, "spacy", raising=False)
    monkeypatch.setitem(multiprocessing.process.current_process()._config, "daemon", daemon)
    assert can_be_copied() != daemon


SCRIPT = """
import os, sys, time
from pathlib import Path
from graphbuild.beside import beside
here = Path(sys.argv[1])
def work():
    (here / "new").write_text(str(os.getpid()))
    (here / "new").rename(here / "copy")
    time.sleep(60)
    (here / "late").touch()
try:
    with beside(work):
        time.sleep(60)
except KeyboardInterrupt:
    print("stopped")
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_it_ends_with_the_process_it_is_a_copy_of(number: int, tmp_path: Path) -> None:
    """Ctrl-C goes to both; the copy says nothing."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert comes_true(tmp_path / "copy")
        copy = int((tmp_path / "copy").read_text())
        if number == signal.SIGINT:
            os.killpg(process.pid, number)
        else:
            process.kill()
        out, err = process.communicate(timeout=PATIENCE)
        assert (out.strip(), err) == ("stopped" if number == signal.SIGINT else "", "")
        end = time.monotonic() + PATIENCE
        while running(copy) and time.monotonic() < end:
            time.sleep(0.05)
        assert not running(copy)
    finally:
        process.kill()


def running(process: int) -> bool:
    """Tell whether there is such a process, and no mere entry that nobody asked for."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
