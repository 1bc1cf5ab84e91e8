"""Do parts of the work in copies of this process while it goes on: all cores for one build.

A copy (``fork``) has all that is in memory at once; sent to another process, the knowledge of
a large corpus would take longer than its files. Not where that is unsafe: on macOS, whose
numerical libraries forbid it, and where threads run, which would be missing in the copy.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Thread, active_count
from typing import Final

from graphbuild.errors import GraphbuildError
from graphbuild.executors import FORKS, SECONDS, end_with_parent, quiet

LOADED: Final = "spacy"
"""What tells that models are in memory: with them come threads of libraries, and their size."""


def can_be_copied() -> bool:
    """Tell whether this process may be copied as it is now.

    One of a ``multiprocessing.Pool`` may not: Python forbids it.
    """
    alone = active_count() == 1 and not multiprocessing.current_process().daemon
    return FORKS and alone and LOADED not in sys.modules


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Do ``work`` in a copy of this process during the block, whose end waits for it.

    To be used where memory is ``spared``. What it raises is raised at the end; of what it
    does, only the files it writes are seen.
    When the block raises, or is interrupted, the copy is ended. Raises ``GraphbuildError``
    when it cannot be started, or dies.
    """
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=_serve, args=(work, there), daemon=True
    )
    try:
        _begin(process)
        there.close()
        yield
        _answer(here)
    finally:
        if process.pid is not None:
            process.kill()
            process.join()
        here.close()


def together(
    first: Callable[[], object], others: Sequence[Callable[[], object]], *, copies: int
) -> None:
    """Do ``first`` here, and all of ``others`` in turn, each in whoever is free for it.

    That is one of so many copies of this process (``beside``), or this one after ``first``.
    """
    ours, theirs = os.pipe()  # what is still to do, by its number: each byte is read once
    os.write(theirs, bytes(range(len(others))))
    os.close(theirs)

    def work() -> None:
        while number := os.read(ours, 1):
            others[number[0]]()

    try:
        with ExitStack() as stack:
            for _ in range(copies):
                stack.enter_context(beside(work))
            first()
            work()
    finally:
        os.close(ours)


@contextmanager
def spared() -> Iterator[None]:
    """Let the garbage collector leave alone what is in memory now, during the block.

    To look through the knowledge takes it a twentieth of the time of writing, and in a copy it
    would make a copy of each page that it looks at.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _begin(process: BaseProcess) -> None:
    try:
        with quiet():
            process.start()
    except OSError as error:
        raise GraphbuildError(
            f"no process can be started: {error.strerror}", remedy="build with --jobs 1"
        ) from None


def _answer(pipe: Connection) -> None:
    try:
        while not pipe.poll(SECONDS):
            pass
        error = pipe.recv()
    except EOFError:
        raise GraphbuildError(
            "a process that wrote some of the files died",
            remedy="see to free memory, or build with --jobs 1",
        ) from None
    if error is not None:
        raise error


def _serve(work: Callable[[], object], pipe: Connection) -> None:
    """Run in the copy."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # it has nothing to clean up
    Thread(target=end_with_parent, daemon=True).start()
    try:
        work()
        pipe.send(None)
    except Exception as error:
        error.add_note(traceback.format_exc())
        pipe.send(error)
