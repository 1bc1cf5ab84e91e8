"""Spread work over processes: the same results, however many there are.

Not ``concurrent.futures``: when a process of its pool dies, all that was under way is lost
and nobody can say which item was to blame. Here each process has a pipe of its own and one
item at a time, so a death is known, with its item, by the end of that pipe.

On Linux the processes are copies of one that has loaded what all need (a *fork server*): it
is loaded once, beside other work, and held in memory once. Elsewhere each loads it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from threading import Thread
from types import MappingProxyType, ModuleType
from typing import Any, TypeVar, cast

from graphbuild.errors import GraphbuildError

Item = TypeVar("Item")
Result = TypeVar("Result")

Start = Callable[[], Callable[[Item], Result]]
"""Called once a process; gives the function that is applied to each item. Is pickled: it
stands in a module, not in a script."""

FORKS = sys.platform == "linux"
"""Where a process that has loaded numerical libraries can be copied: macOS forbids it."""

FEW = 16
"""Files below which processes are not worth their start (22 posts take 13 s of processor, in one
process or two)."""

TRIES = 2
"""Processes an item may take down before it is given up: the first may have been killed."""

SECONDS = 1.0
"""How long is waited for processes at a time: a Ctrl-C that comes just before the system's
call to wait does not end it, and is seen when it returns."""


@dataclass(frozen=True, slots=True)
class Died:
    """Stands for the result of an item whose process died each time it was tried."""

    exit_code: int | None


def cores() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def default_jobs(count: int) -> int:
    """Return the number of processes for so many files: 1 for few, else all cores."""
    return 1 if count < FEW else cores()


def prepare(module: str) -> None:
    """Begin to load what processes will need, while this one does other work.

    ``module`` is the name of one whose import loads it. Nothing is begun where processes
    cannot be copied.
    """
    if FORKS:
        multiprocessing.set_forkserver_preload([module])
        _begin_server()


def spread(
    start: Start[Item, Result], items: Sequence[Item], *, jobs: int
) -> Generator[tuple[int, Result | Died], None, None]:
    """Yield the index and result of each item as they come; close it to end the processes.

    Items are begun in their order. With one job all is done in this process. What an item
    raises is raised here; an item that takes its process down gives a ``Died`` and the
    others go on. Raises ``GraphbuildError`` when processes cannot be started.
    """
    jobs = min(jobs, len(items))
    if jobs > 1:
        yield from _spread(start, items, jobs)
    elif items:
        work = start()
        for index, item in enumerate(items):
            yield index, work(item)


def _spread(
    start: Start[Item, Result], items: Sequence[Item], jobs: int
) -> Iterator[tuple[int, Result | Died]]:
    waiting = list(range(len(items) - 1, -1, -1))
    deaths = [0] * len(items)
    left = len(items)
    found: list[tuple[int, Result | Died]] = []
    workers: list[_Worker] = []
    try:
        _wait_for_server()
        workers += (_Worker.launch(start) for _ in range(jobs))
        while left:
            for worker in workers:
                if waiting and worker.ready and worker.index is None:
                    index = waiting.pop()
                    worker.give(index, items[index])
            yield from found  # while they work on
            left -= len(found)
            found.clear()
            for place, worker in _speaking(workers):
                given, answer = worker.index, worker.answer()
                if isinstance(answer, Died):
                    workers[place] = worker.replaced(start, answer)
                    if given is not None:
                        deaths[given] += 1
                        if deaths[given] < TRIES:
                            waiting.append(given)
                            continue
                if given is not None:
                    found.append((given, cast("Result | Died", answer)))
    finally:
        for worker in workers:
            worker.end()
    _end_server()


def _begin_server() -> None:
    from multiprocessing import forkserver  # POSIX's alone

    with quiet(), _one_thread(), _without_main():
        forkserver.ensure_running()


def _wait_for_server() -> None:
    """Wait until processes can be copied, by one that does nothing, which Ctrl-C may disturb."""
    if FORKS:
        _begin_server()
        probe = _context().Process(target=_nothing, daemon=True)
        _begin(probe)
        probe.join()


def _nothing() -> None:
    pass


def _end_server() -> None:
    if not FORKS:
        return
    from multiprocessing import forkserver

    # There is no public way; it would hold the models in memory while the rest is built.
    stop = getattr(forkserver._forkserver, "_stop", None)
    if stop:
        stop()


@dataclass(slots=True)
class _Worker:
    """A process, this end of its pipe, and the index of the item it is on."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False
    index: int | None = None

    @classmethod
    def launch(cls, start: Callable[[], object]) -> _Worker:
        here, there = multiprocessing.Pipe()
        process = _context().Process(target=_serve, args=(start, there), daemon=True)
        with quiet():
            _begin(process)
        there.close()
        return cls(process=process, pipe=here)

    def give(self, index: int, item: object) -> None:
        self.index = index
        with suppress(OSError):  # it is dead: the end of its pipe says so
            self.pipe.send(item)

    def answer(self) -> object:
        """Return what the process found, ``Died`` if it died; raise what it raised."""
        try:
            raised, value = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            return Died(self.process.exitcode)
        if raised is not None:
            raise raised
        self.ready, self.index = True, None
        return value

    def replaced(self, start: Callable[[], object], died: Died) -> _Worker:
        self.end()
        if not self.ready:
            raise _cannot_start(died.exit_code)
        return _Worker.launch(start)

    def end(self) -> None:
        self.process.terminate()
        self.process.join()
        self.pipe.close()


def _speaking(workers: Sequence[_Worker]) -> list[tuple[int, _Worker]]:
    busy = [worker.pipe for worker in workers if not worker.ready or worker.index is not None]
    speaking = wait(busy, SECONDS) if busy else []
    return [(place, worker) for place, worker in enumerate(workers) if worker.pipe in speaking]


def _context() -> Any:
    return multiprocessing.get_context("forkserver" if FORKS else "spawn")


def _begin(process: BaseProcess) -> None:
    try:
        with _one_thread(), _without_main():
            process.start()
    except (EOFError, ConnectionError):  # the server is dead
        raise _cannot_start(None) from None


def _cannot_start(exit_code: int | None) -> GraphbuildError:
    code = "" if exit_code is None else f" (exit code {exit_code})"
    return GraphbuildError(
        f"a process that reads posts ended while it started{code}", remedy="build with --jobs 1"
    )


def _serve(start: Start[object, object], pipe: Connection) -> None:
    """Run in the process: answer ``(error, result)`` for the start and for each item."""
    Thread(target=end_with_parent, daemon=True).start()
    with suppress(EOFError, ConnectionError):  # the parent is gone
        try:
            work = start()
            pipe.send((None, None))
            while True:
                pipe.send((None, work(pipe.recv())))
        except (EOFError, ConnectionError):
            raise
        except Exception as error:
            error.add_note(traceback.format_exc())
            pipe.send((error, None))


def end_with_parent() -> None:
    """End this process when the one that began it is killed, in the midst of an item too."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def sendable(start: Callable[[], object]) -> bytes:
    """Return a ``Start`` as a pickle, to be sent where processes of other makers run."""
    return bytes(ForkingPickler.dumps(start))


def _plain_mapping(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    """Let a read-only mapping, as the ontology has them, be sent to a process."""
    return _read_only, (dict(mapping),)


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


ForkingPickler.register(MappingProxyType, _plain_mapping)


@contextmanager
def quiet() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: this one gets it, and ends them.

    The signal is blocked rather than ignored, so that one which comes now is not lost.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    # Else it is started in between, and unblocks the signal when it is done.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """Start processes that do not run the user's script again, which may have no guard.

    They find all they need in modules.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _one_thread() -> Iterator[None]:
    """Start processes whose numerical libraries keep to one core: there is one each."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        del os.environ["OMP_NUM_THREADS"]
        if before is not None:
            os.environ["OMP_NUM_THREADS"] = before
