"""A process that holds the graph and answers jobs, so that one can be stopped.

The engine cannot be interrupted, and a query may ask for more memory than there is or
overflow the parser's stack. In a process of its own it is killed and started again.
The process may open no file and no socket once the graph is loaded.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from graphbuild.errors import GraphbuildError
from graphbuild.query.answers import Answers
from graphbuild.query.graphs import load_graph

MEMORY_BYTES = 2 * 1024**3
"""What a query may take on top of the loaded graph (checked on Linux alone)."""

SPARE_SECONDS = 5.0
"""What a worker gives the server that owns it to stop a query first."""


def work(pipe: Connection, graph: str, seconds: float) -> None:
    """Load the graph, say so, then answer jobs until the other end closes.

    Sends the text of an error, or an empty one when ready; then a ``Reply`` a ``Job``.
    A query that runs well over ``seconds`` ends the process, should nobody be left to do so.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        answers = Answers(load_graph(Path(graph)))
    except GraphbuildError as error:
        pipe.send(str(error))
        return
    _confine()
    with contextlib.suppress(EOFError, OSError):
        pipe.send("")
        while True:
            job = pipe.recv()
            _set_alarm(seconds + SPARE_SECONDS)
            pipe.send(answers.answer(job))
            _set_alarm(0)


def _set_alarm(seconds: float) -> None:
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _confine() -> None:
    """Give up files, sockets, core dumps and unlimited memory, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + MEMORY_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
