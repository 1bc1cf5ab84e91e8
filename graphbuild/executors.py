"""Spread work over processes: the same results in the same order, however many there are.

Not ``concurrent.futures``: when a process of its pool dies, all that was under way is lost
and nobody can say which item was to blame. Here each process has a pipe of its own and one
item at a time, so a death is known, with its item, by the end of that pipe.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Any, TypeVar, cast

from graphbuild.errors import GraphbuildError

Item = TypeVar("Item")
Result = TypeVar("Result")

Start = Callable[[], Callable[[Item], Result]]
"""Called once a process; gives the function that is applied to each item. Is pickled."""

FEW = 100
"""Files below which processes are not worth their start: each loads the models for itself
(80 short files on two busy cores: 14 s in one process, 20 s in two)."""

AHEAD = 8
"""Results a process may be ahead of the one that is due: bounds memory, keeps all busy."""

TRIES = 2
"""Processes an item may take down before it is given up: the first may have been killed."""


@dataclass(frozen=True, slots=True)
class Died:
    """Stands for the result of an item whose process died each time it was tried."""

    exit_code: int | None


def default_jobs(count: int) -> int:
    """Return the number of processes for so many files: 1 for few, else all cores."""
    if count < FEW:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    start: Start[Item, Result], items: Sequence[Item], *, jobs: int
) -> Generator[Result | Died, None, None]:
    """Yield the result of each item, in the items' order; close it to end the processes.

    With one job all is done in this process. What an item raises is raised here; an item
    that takes its process down gives a ``Died`` and the others go on. Raises
    ``GraphbuildError`` when processes cannot be started.
    """
    jobs = min(jobs, len(items))
    if jobs > 1:
        yield from _spread(start, items, jobs)
    elif items:
        work = start()
        for item in items:
            yield work(item)


def _spread(
    start: Start[Item, Result], items: Sequence[Item], jobs: int
) -> Iterator[Result | Died]:
    done: dict[int, Result | Died] = {}
    waiting = list(range(len(items) - 1, -1, -1))
    deaths = [0] * len(items)
    due = 0
    workers: list[_Worker] = []
    try:
        workers += (_Worker.launch(start) for _ in range(jobs))
        while due < len(items):
            for worker in workers:
                idle = worker.ready and worker.index is None
                if idle and waiting and waiting[-1] < due + AHEAD * jobs:
                    worker.give(waiting[-1], items[waiting[-1]])
                    waiting.pop()
            for place, worker in _speaking(workers):
                index, answer = worker.index, worker.answer()
                if isinstance(answer, Died):
                    workers[place] = worker.replaced(start, answer)
                    if index is not None:
                        deaths[index] += 1
                        if deaths[index] < TRIES:
                            waiting.append(index)
                            continue
                if index is not None:
                    done[index] = cast("Result | Died", answer)
            while due in done:
                yield done.pop(due)
                due += 1
    finally:
        for worker in workers:
            worker.end()


@dataclass(slots=True)
class _Worker:
    """A process, this end of its pipe, and the index of the item it is on."""

    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    index: int | None = None

    @classmethod
    def launch(cls, start: Callable[[], object]) -> _Worker:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(start, there), daemon=True)
        ForkingPickler.register(MappingProxyType, _plain_mapping)
        with _quiet(), _one_thread():
            process.start()
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
            raise GraphbuildError(
                f"a process that reads posts ended while it started (exit code {died.exit_code})",
                remedy="build with --jobs 1",
            )
        return _Worker.launch(start)

    def end(self) -> None:
        self.process.terminate()
        self.process.join()
        self.pipe.close()


def _speaking(workers: Sequence[_Worker]) -> list[tuple[int, _Worker]]:
    speaking = wait([w.pipe for w in workers if not w.ready or w.index is not None])
    return [(place, worker) for place, worker in enumerate(workers) if worker.pipe in speaking]


def _serve(start: Start[object, object], pipe: Connection) -> None:
    """Run in the process: answer ``(error, result)`` for the start and for each item."""
    with suppress(EOFError, BrokenPipeError):  # the parent is gone
        try:
            work = start()
            pipe.send((None, None))
            while True:
                pipe.send((None, work(pipe.recv())))
        except (EOFError, BrokenPipeError):
            raise
        except Exception as error:
            error.add_note(traceback.format_exc())
            pipe.send((error, None))


def _plain_mapping(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    """Let a read-only mapping, as the ontology has them, be sent to a process."""
    return _read_only, (dict(mapping),)


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


@contextmanager
def _quiet() -> Iterator[None]:
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
