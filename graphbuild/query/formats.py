"""Write an answer: the W3C result formats, RDF, or a table to read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, cast

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from graphbuild.errors import QueryError
from graphbuild.harmless import in_cell
from graphbuild.query.sparql import Answer
from graphbuild.query.table import render_table
from graphbuild.rdf import PREFIXES, reading_order

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
"""For SELECT and ASK."""

GRAPHS = {"ttl": RdfFormat.TURTLE, "json": RdfFormat.JSON_LD, "xml": RdfFormat.RDF_XML}
"""For CONSTRUCT and DESCRIBE."""

NAMES = ("table", *RESULTS, "ttl")


def write_answer(
    answer: Answer | list[Triple],
    output: BinaryIO,
    *,
    form: str | None = None,
    width: int | None = None,
    base: str | None = None,
) -> None:
    """Write an answer in UTF-8; ``form`` is one of ``NAMES``, by default the readable one.

    In a table IRIs are written from ``base`` on, ``<person/ada>``, as a query may, too.
    """
    if not isinstance(answer, QuerySolutions | QueryBoolean):
        chosen = form or "ttl"
        if chosen not in GRAPHS:
            raise _no_such_form(chosen, "CONSTRUCT and DESCRIBE give a graph", GRAPHS)
        output.write(render_graph(answer, GRAPHS[chosen]))
        return
    chosen = form or "table"
    if chosen == "table":
        output.write(answer_table(answer, width=width, base=base).encode("utf-8", "replace"))
    elif chosen in RESULTS:
        write_results(answer, output, RESULTS[chosen])
    else:
        raise _no_such_form(chosen, "SELECT and ASK give rows", ("table", *RESULTS))


def write_results(
    answer: QuerySolutions | QueryBoolean, output: BinaryIO, form: QueryResultsFormat
) -> None:
    """Write rows in a W3C result format.

    CSV is what spreadsheets open: a cell that one would run gets an apostrophe before it, as
    in the tables of a build. The other formats, whose terms are quoted, say what is there.
    """
    if isinstance(answer, QueryBoolean) or form not in (
        QueryResultsFormat.CSV,
        QueryResultsFormat.XML,
    ):
        answer.serialize(output, form)
        return
    if form == QueryResultsFormat.XML:
        answer.serialize(cast(BinaryIO, _XmlLetters(output)), form)
        return
    text = io.TextIOWrapper(output, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text)
        writer.writerow(variable.value for variable in answer.variables)
        writer.writerows([_cell(term) for term in solution] for solution in answer)
    finally:
        text.detach()  # the output is the caller's


_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""Letters that no XML may hold (https://www.w3.org/TR/xml/#charsets), as UTF-8."""


class _XmlLetters:
    """Writes U+FFFD for what no XML may hold: posts do, and the engine passes it on."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._begun = b""

    def write(self, data: ReadableBuffer) -> int:
        whole = self._begun + bytes(data)
        cut = len(whole) - next((n for n in (2, 1) if whole.endswith(b"\xef\xbf"[:n])), 0)
        self._output.write(_NO_XML.sub(b"\xef\xbf\xbd", whole[:cut]))
        self._begun = whole[cut:]
        return memoryview(data).nbytes

    def flush(self) -> None:
        self._output.flush()


def _cell(term: object) -> object:
    """https://www.w3.org/TR/sparql11-results-csv-tsv/#csv-terms"""
    if term is None:
        return ""
    if isinstance(term, NamedNode | Literal):
        return in_cell(term.value)
    return str(term)


def _no_such_form(form: str, reason: str, valid: Iterable[str]) -> QueryError:
    return QueryError(f"{reason}, not {form}", place="--format", remedy=f"valid: {' '.join(valid)}")


def render_graph(triples: Iterable[Triple], form: RdfFormat) -> bytes:
    """Return triples in a stable order, types first in a subject."""
    ordered = sorted({*triples}, key=reading_order)
    written = serialize(ordered, format=form, prefixes=dict(PREFIXES)) or b""
    return _NO_XML.sub(b"\xef\xbf\xbd", written) if form == RdfFormat.RDF_XML else written


def answer_table(
    answer: QuerySolutions | QueryBoolean, *, width: int | None = None, base: str | None = None
) -> str:
    """Return rows to read: literals bare, known namespaces and the graph's own shortened."""
    if isinstance(answer, QueryBoolean):
        return f"{str(bool(answer)).lower()}\n"
    columns = [variable.value for variable in answer.variables]
    rows = [[_shown(term, base) for term in solution] for solution in answer]
    return render_table(columns, rows, width=width)


def _shown(term: object, base: str | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    text = str(getattr(term, "value", term))
    for prefix, start in PREFIXES.items():
        local = text.removeprefix(start)
        if local != text and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return f"<{text.removeprefix(base)}>" if base and text.startswith(base) else text
