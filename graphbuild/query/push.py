"""Push a build into any store over the SPARQL 1.1 Graph Store HTTP Protocol.

https://www.w3.org/TR/sparql11-http-rdf-update/: each layer is a named graph, replaced as a
whole: its first chunk is PUT, the others are POSTed. The body is N-Triples under the name of
Turtle, which every store reads. Python's own HTTP client does it: one request at a time, with
basic or digest authentication (Virtuoso's); no more is needed.
"""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat, parse, serialize

from graphbuild.errors import InputError, StoreError

CHUNK: Final = 20_000
"""Triples a request: 3 to 4 MB, below the limits that stores set by default (Virtuoso 10 MB)."""

TRIES: Final = 4
PAUSE: Final = 0.5
"""Seconds before the second try; doubled each time."""

PASSING: Final = frozenset({408, 429, 500, 502, 503, 504})
"""HTTP answers after which it is worth trying again (500: Virtuoso's deadlocks)."""

PREFERRED: Final = ("graph.nq", "graph.trig", "graph.ttl")

Talk = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where to push: the address of the graph store, and who asks.

    ``url`` is what stores call the Graph Store Protocol endpoint; ``timeout`` is in seconds.
    """

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 120.0

    def graph_url(self, graph: str) -> str:
        """Return the address of a named graph, or of the default graph."""
        joint = "&" if urlsplit(self.url).query else "?"
        name = f"graph={quote(graph, safe='')}" if graph else "default"
        return f"{self.url}{joint}{name}"


@dataclass(slots=True, kw_only=True)
class Pushed:
    """What was sent for one graph, ``""`` for the default graph."""

    graph: str
    triples: int = 0
    requests: int = 0


def push(
    store: Store,
    path: Path,
    *,
    chunk: int = CHUNK,
    dry_run: bool = False,
    talk: Talk = lambda line: None,
) -> tuple[Pushed, ...]:
    """Replace in the store each graph that a file holds; return what was sent, by graph.

    ``path`` is a graph file or an output folder (then ``graph.nq``), read as a stream.
    ``dry_run`` sends nothing. Raises ``InputError`` for the file, ``StoreError`` when the
    store refuses or cannot be reached after four tries; a graph may then hold a part only.
    """
    check_address(store.url)
    opener = _opener(store)
    sent: dict[str, Pushed] = {}
    for graph, quads in _chunks(find_export(path), chunk):
        done = sent.setdefault(graph, Pushed(graph=graph))
        if not dry_run:
            body = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
            method = "POST" if done.requests else "PUT"
            _send(opener, store, method, graph, body, done, talk)
        done.triples += len(quads)
        done.requests += 1
    return tuple(sent[graph] for graph in sorted(sent))


def check_address(url: str) -> None:
    """Raise ``StoreError`` when ``url`` is no http(s) address without user and password."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # brackets that do not close, a port that is no number
        whole = False
    if not whole:
        raise StoreError(
            "is no http address",
            place=url,
            remedy="give the store's Graph Store Protocol address, "
            "such as http://localhost:7878/store",
        )
    if parts.username or parts.password:
        raise StoreError(
            "holds a user or password",
            place=f"{parts.scheme}://...@{parts.hostname}",
            remedy="use --user, and GRAPHBUILD_PASSWORD in the environment",
        )


def find_export(path: Path) -> Path:
    """Return the file to push: the path itself, or the best file of an output folder."""
    names = [path / name for name in PREFERRED] if path.is_dir() else [path]
    for name in names:
        if name.is_file():
            return name
    raise InputError(
        "there is no such graph file", place=str(names[0]), remedy="build one, or name it: --graph"
    )


def _chunks(path: Path, size: int) -> Iterator[tuple[str, list[Quad]]]:
    """Yield the quads of a file by graph, at most ``size`` at a time."""
    held: dict[str, list[Quad]] = {}
    for quad in _quads(path):
        graph = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
        held.setdefault(graph, []).append(quad)
        if len(held[graph]) >= size:
            yield graph, held.pop(graph)
    yield from sorted(held.items())


def _quads(path: Path) -> Iterator[Quad]:
    try:
        for quad in parse(path=str(path)):
            if any(isinstance(term, BlankNode) for term in (*quad.triple, quad.graph_name)):
                raise InputError(
                    "holds blank nodes, which cannot be sent in parts",
                    place=str(path),
                    remedy="push what `graphbuild build` wrote, or use the store's bulk loader",
                )
            yield quad
    except (SyntaxError, ValueError, OSError) as error:
        raise InputError(
            f"cannot be read: {str(error).splitlines()[0]}",
            place=str(path),
            remedy="name a .nq, .trig or .ttl file",
        ) from None


def _opener(store: Store) -> urllib.request.OpenerDirector:
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    if store.user:
        passwords.add_password(None, store.url, store.user, store.password)
    return urllib.request.build_opener(
        urllib.request.HTTPDigestAuthHandler(passwords),
        urllib.request.HTTPBasicAuthHandler(passwords),
    )


def _send(
    opener: urllib.request.OpenerDirector,
    store: Store,
    method: str,
    graph: str,
    body: bytes,
    done: Pushed,
    talk: Talk,
) -> None:
    request = urllib.request.Request(  # noqa: S310 (http or https: checked)
        store.graph_url(graph), body, {"Content-Type": "text/turtle"}, method=method
    )
    for attempt in range(1, TRIES + 1):
        try:
            with opener.open(request, timeout=store.timeout) as answer:
                answer.read()
            return
        except (OSError, http.client.HTTPException) as error:
            if attempt == TRIES or not _may_pass(error):
                raise _refused(store, graph, error, done) from None
            pause = PAUSE * 2 ** (attempt - 1)
            talk(f"{_reason(error)}; trying again in {pause:g} s")
            time.sleep(pause)


def _may_pass(error: Exception) -> bool:
    return not isinstance(error, urllib.error.HTTPError) or error.code in PASSING


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        page = error.read(4000).decode("utf-8", "replace")
        said = " ".join(re.sub(r"<[^>]*>", " ", page).split())[:200]
        return f"the store answers {error.code} {error.reason}" + (f": {said}" if said else "")
    cause = getattr(error, "reason", error)
    text = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    return f"the store cannot be reached: {text}"


REMEDIES: Final = {
    400: "is that the store's Graph Store Protocol address?",
    401: "name a user with --user, and set GRAPHBUILD_PASSWORD",
    403: "name a user who may write with --user, and set GRAPHBUILD_PASSWORD",
    404: "is that the store's Graph Store Protocol address?",
    405: "is that the store's Graph Store Protocol address, and may it be written to?",
    413: "send less at a time with --chunk",
}


def _refused(store: Store, graph: str, error: Exception, done: Pushed) -> StoreError:
    code = getattr(error, "code", 0)
    part = (
        f"; {graph or 'the default graph'} holds {done.triples} triples only"
        if done.triples
        else ""
    )
    remedy = REMEDIES.get(code, "see to the store, then load again: each graph is replaced")
    return StoreError(f"{_reason(error)}{part}", place=store.url, remedy=remedy)
