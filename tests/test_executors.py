"""Work that is spread over processes gives the same as work that is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest

from graphbuild.errors import GraphbuildError, ModelError
from graphbuild.executors import FEW, Died, default_jobs, spread


def work(item: int, *, mapping: MappingProxyType[str, int], pace: float) -> tuple[int, int, str]:
    time.sleep(pace * (item % 3))
    if item == mapping["mistake"]:
        raise ModelError("no model", remedy="install it")
    if item == mapping["deadly"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return item * item, os.getpid(), os.environ.get("OMP_NUM_THREADS", "")


def start(
    mapping: MappingProxyType[str, int], pace: float = 0.0
) -> Callable[[int], tuple[int, int, str]]:
    return partial(work, mapping=mapping, pace=pace)


def begin(
    *, mistake: int = -1, deadly: int = -1, pace: float = 0.0
) -> partial[Callable[[int], tuple[int, int, str]]]:
    return partial(start, MappingProxyType({"mistake": mistake, "deadly": deadly}), pace)


def never() -> Callable[[int], int]:
    os._exit(3)


def test_each_result_comes_with_the_index_of_its_item() -> None:
    results = dict(spread(begin(pace=0.01), range(60), jobs=2))
    assert all(not isinstance(result, Died) for result in results.values())
    ordered = [results[n] for n in range(60)]
    squares, processes, threads = zip(*ordered, strict=True)  # type: ignore[arg-type]
    assert list(squares) == [n * n for n in range(60)]
    assert len(set(processes)) == 2
    assert os.getpid() not in processes
    assert set(threads) == {"1"}


def test_one_job_needs_no_process() -> None:
    ((_, (square, process, _)),) = spread(begin(), [3], jobs=8)  # type: ignore[misc]
    assert (square, process) == (9, os.getpid())


def test_nothing_to_do_starts_nothing() -> None:
    assert list(spread(never, [], jobs=2)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_in_an_item_is_raised_here(jobs: int) -> None:
    with pytest.raises(ModelError, match=r"no model \(install it\)") as caught:
        list(spread(begin(mistake=5), range(9), jobs=jobs))
    assert caught.value.remedy == "install it"


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_an_item_that_kills_its_process_is_known_and_the_others_go_on() -> None:
    results = dict(spread(begin(deadly=4), range(12), jobs=2))
    assert results.pop(4) == Died(-signal.SIGKILL)
    rest = {n: result[0] for n, result in results.items() if not isinstance(result, Died)}
    assert rest == {n: n * n for n in range(12) if n != 4}


def test_processes_that_cannot_start_are_a_mistake_not_a_loop() -> None:
    with pytest.raises(GraphbuildError, match=r"exit code 3\) \(build with --jobs 1\)"):
        list(spread(never, [1, 2], jobs=2))


def test_processes_end_when_the_results_are_no_longer_wanted() -> None:
    results = spread(begin(), range(100), jobs=2)
    _, (_, process, _) = next(results)  # type: ignore[misc]
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_few_files_get_one_process() -> None:
    assert default_jobs(FEW - 1) == 1
    assert default_jobs(FEW) >= 1


MODULE = """
import os, time

def work(item):
    print(os.getpid(), flush=True)
    time.sleep(60)

def start():
    return work
"""

SCRIPT = """
import sys
from graphbuild.executors import spread
from working import start

try:
    list(spread(start, [1, 2], jobs=2))
except KeyboardInterrupt:
    sys.exit(130)
"""


def two_at_work(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """Return a process that has spread work over two others, and these.

    Its script has no guard: no process runs it again.
    """
    (folder / "working.py").write_text(MODULE, encoding="utf-8")
    script = folder / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell starts what runs in its background, these tests perhaps, deaf to Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert running.stdout is not None
    return running, [int(running.stdout.readline()) for _ in range(2)]


@pytest.mark.skipif(os.name == "nt", reason="process groups are POSIX's")
def test_no_process_outlives_the_one_that_is_killed(tmp_path: Path) -> None:
    running, _ = two_at_work(tmp_path)
    running.kill()
    # Its pipes end when the last process that has them does: workers, server and all.
    _, err = running.communicate(timeout=20)
    assert err == ""


@pytest.mark.skipif(os.name == "nt", reason="process groups are POSIX's")
def test_ctrl_c_ends_all_processes_quietly(tmp_path: Path) -> None:
    """The terminal sends the signal to the whole group."""
    running, workers = two_at_work(tmp_path)
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=20)
    assert (running.returncode, err) == (130, "")
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)
