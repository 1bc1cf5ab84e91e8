"""What the server asks of a worker, and what it gets back: plain values that travel by pipe."""

from __future__ import annotations

from dataclasses import dataclass

PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as the SPARQL Protocol brings it; ``given`` are ``name=value`` to bind."""

    query: str
    accept: str = "*/*"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadGraph:
    """A read of the Graph Store Protocol: a named graph, or None for the default graph."""

    graph: str | None
    accept: str = "*/*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The description of the service at an address."""

    address: str
    accept: str = "*/*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A look at the thing behind a path (``person/ada``), as the address has it, encoded."""

    path: str
    accept: str = "*/*"
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggest:
    """Labels that hold a text, of a kind of ``lookup.KINDS``."""

    kind: str
    text: str


Job = Query | ReadGraph | Service | Look | Suggest


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server sends back."""

    status: int
    media: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


def problem(status: int, text: str) -> Reply:
    """Return a reply that says what is wrong, in a line a person can read."""
    return Reply(status=status, media=PLAIN, body=(text.rstrip() + "\n").encode("utf-8", "replace"))
