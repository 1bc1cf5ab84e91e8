"""Ask a SPARQL endpoint that somebody named by its address.

The one place of the product that uses the network, and only where a person writes
``--graph https://...``. The protocol has no way to bind a variable: the values travel as
a ``VALUES`` block, SPARQL's own form for data, put first in the query's pattern.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from urllib.parse import urlencode

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from graphbuild import __version__
from graphbuild.errors import QueryError
from graphbuild.harmless import visible
from graphbuild.query.lookup import Names, read_names
from graphbuild.query.sparql import Answer, Term, check_syntax, masked
from graphbuild.rdf import PREFIXES

SECONDS = 120.0
"""Longest wait for an answer; public endpoints give up after 60 s."""

ACCEPT = "application/sparql-results+json, application/n-triples, text/turtle;q=0.9"

_PATTERN = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_CONSTRUCT = re.compile(r"\b(CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


def is_address(graph: str) -> bool:
    """Tell the address of an endpoint from the path of a file."""
    return graph.lower().startswith(("http://", "https://"))


def ask_endpoint(
    address: str, text: str, *, values: Mapping[str, Term], place: str = "query"
) -> Answer | list[Triple]:
    """Return the answer of an endpoint; raises ``QueryError`` with what it complains of."""
    query = declared(with_values(text, values, place))
    request = urllib.request.Request(  # noqa: S310 - is_address() lets only http and https by
        address,
        data=urlencode({"query": query}).encode(),
        headers={"Accept": ACCEPT, "User-Agent": f"graphbuild/{__version__}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as reply:  # noqa: S310
            return _answer(reply.read(), reply.headers.get_content_type())
    except urllib.error.HTTPError as error:
        if error.code == 400:
            check_syntax(text, place)
        said = visible(error.read(500).decode("utf-8", "replace"))
        raise QueryError(f"{error.code} {error.reason}: {said}", place=address) from None
    except (OSError, ValueError, SyntaxError) as error:
        reason = getattr(error, "reason", None) or error
        raise QueryError(f"does not answer a query: {reason}", place=address) from None


def names_at(address: str) -> Names:
    """Read all names of the graph behind an endpoint."""

    def ask(text: str) -> list[QuerySolution]:
        answer = ask_endpoint(address, text, values={})
        return list(answer) if isinstance(answer, QuerySolutions) else []

    return read_names(ask)


def _answer(body: bytes, media: str) -> Answer | list[Triple]:
    form = QueryResultsFormat.from_media_type(media)
    if form is not None:
        answer: QuerySolutions | QueryBoolean = parse_query_results(body, format=form)
        return answer
    rdf = RdfFormat.from_media_type(media)
    if rdf is None:
        raise ValueError(f"it sent {media}")
    return [quad.triple for quad in parse(body, format=rdf)]


def declared(text: str) -> str:
    """Declare the product's prefixes, on the first line so that later lines keep their number."""
    return " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()) + " " + text


def with_values(text: str, values: Mapping[str, Term], place: str) -> str:
    """Return the query with its variables bound by ``VALUES``, terms as the engine writes them."""
    if not values:
        return text
    code = masked(text)
    found = _PATTERN.search(code)
    at = found.end() if found else code.find("{") + 1
    if not at or (found is None and _CONSTRUCT.search(code)):
        raise QueryError("parameters need a query with WHERE {", place=place)
    names = " ".join(f"?{name}" for name in values)
    terms = " ".join(map(str, values.values()))
    return f"{text[:at]} VALUES ({names}) {{ ({terms}) }} {text[at:]}"
