"""A process that holds the graph and answers queries, so that one can be stopped.

The engine cannot be interrupted, and a query may ask for more memory than there is or
overflow the parser's stack. In a process of its own it is killed and started again.
The process may open no file and no socket once the graph is loaded.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import QueryTriples, RdfFormat, Store

from graphbuild.errors import GraphbuildError, QueryError
from graphbuild.query.formats import render_graph
from graphbuild.query.graphs import load_graph
from graphbuild.query.negotiation import GRAPH_OFFERS, RESULT_OFFERS, Offer, negotiate
from graphbuild.query.sparql import Answer, evaluate

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

MEMORY_BYTES = 2 * 1024**3
"""What a query may take on top of the loaded graph (checked on Linux alone)."""

RESULT_BYTES = 50 * 1024**2
"""Longest answer; a graph of 1,000,000 triples is 60 to 150 MB, to be had as a file."""

SPARE_SECONDS = 5.0
"""What a worker gives the server that owns it to stop a query first."""

PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A query as the protocol brings it."""

    query: str
    accept: str = "*/*"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the endpoint sends back."""

    status: int
    media: str
    body: bytes


def problem(status: int, text: str) -> Reply:
    """Return a reply that says what is wrong, in a line a person can read."""
    return Reply(status=status, media=PLAIN, body=(text.rstrip() + "\n").encode("utf-8", "replace"))


class TooLongError(Exception):
    """The answer is longer than ``RESULT_BYTES``."""


class _Limited(io.BytesIO):
    """A buffer that refuses more than ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: ReadableBuffer, /) -> int:
        if self.tell() + memoryview(data).nbytes > self.limit:
            raise TooLongError
        return super().write(data)


def answer_request(store: Store, request: Request, *, limit: int = RESULT_BYTES) -> Reply:
    """Evaluate a request; every mistake of the client becomes a reply."""
    try:
        answer = evaluate(
            store,
            request.query,
            default_graphs=request.default_graphs,
            named_graphs=request.named_graphs,
        )
        return _written(answer, request.accept, limit)
    except QueryError as error:
        return problem(400, str(error))
    except TooLongError:
        return problem(500, f"the answer is longer than {limit} bytes: ask for less with LIMIT")


def _written(answer: Answer, accept: str, limit: int) -> Reply:
    offers = GRAPH_OFFERS if isinstance(answer, QueryTriples) else RESULT_OFFERS
    chosen = negotiate(accept, offers)
    if chosen is None:
        valid = ", ".join(offer.media[0] for offer in offers)
        return problem(406, f"this query can be answered as: {valid}")
    offer, media = chosen
    body = _Limited(limit)
    _write(answer, body, offer)
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    return Reply(status=200, media=media + charset, body=body.getvalue())


def _write(answer: Answer, body: _Limited, offer: Offer) -> None:
    if not isinstance(answer, QueryTriples):
        assert not isinstance(offer.form, RdfFormat)
        answer.serialize(body, offer.form)
        return
    assert isinstance(offer.form, RdfFormat)
    body.write(render_graph(answer, offer.form))


def work(pipe: Connection, graph: str, seconds: float) -> None:
    """Load the graph, say so, then answer requests until the other end closes.

    Sends the text of an error, or an empty one when ready; then a ``Reply`` a ``Request``.
    A query that runs well over ``seconds`` ends the process, should nobody be left to do so.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        store = load_graph(Path(graph))
    except GraphbuildError as error:
        pipe.send(str(error))
        return
    _confine()
    with contextlib.suppress(EOFError, OSError):
        pipe.send("")
        while True:
            request = pipe.recv()
            _set_alarm(seconds + SPARE_SECONDS)
            pipe.send(answer_request(store, request))
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
