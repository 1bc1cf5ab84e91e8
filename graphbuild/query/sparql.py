"""Evaluate one SPARQL query on a loaded graph, safely and with messages that help.

What a query may not do is decided by the engine's own parser, never by a parser of
ours: a second opinion on where a string or an IRI ends would be a hole to slip
``SERVICE`` through. A keyword that the text contains is misspelt everywhere in it; if
the query still parses, the word only stood in strings, comments or IRIs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Variable,
)

from graphbuild.errors import QueryError
from graphbuild.query.graphs import base_of
from graphbuild.rdf import PREFIXES

Answer = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | Literal

DEEPEST = 200
"""Brackets in brackets; the engine's parser overflows its stack at some thousands, and
no query written by a person or a tool was seen above 30."""

_UPDATES = {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}
_OPAQUE = re.compile(
    r"""\#[^\n]* | <[^<>"{}|^`\x00-\x20]*> | \"{3}.*?\"{3} | '{3}.*?'{3}
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'""",
    re.VERBOSE | re.DOTALL,
)
_WHERE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NAME = re.compile(r"(?<![\w:?$@.-])([^\W\d_][\w.-]*|):(?=[\w%\\:]|[\s.;,)}\]])")
_DECLARED = re.compile(r"\bPREFIX\s+([^\s:]*):", re.IGNORECASE)


def evaluate(
    store: Store,
    text: str,
    *,
    values: Mapping[str, Term] | None = None,
    place: str = "query",
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Answer:
    """Return the answer of a query, evaluated as it is read.

    The product's prefixes and the graph's base are declared already; ``values`` are bound
    to variables, never written into the text. Without ``FROM`` and ``default_graphs`` the
    default graph is the union of all. Raises ``QueryError``, which names ``place``.
    """
    _check_depth(text, place)
    _check_service(text, place)
    restricted = bool(default_graphs or named_graphs)
    has_from = _uses(text, "FROM")
    if has_from and re.search(r"<\s*file:", text, re.IGNORECASE):
        raise QueryError("FROM a file is refused", place=place, remedy="name it with --graph")
    try:
        return store.query(
            text,
            base_iri=base_of(store),
            prefixes=dict(PREFIXES),
            use_default_graph_as_union=not (restricted or has_from),
            default_graph=[*_nodes(default_graphs, place)] if restricted else None,
            named_graphs=[*_nodes(named_graphs, place)] if restricted else None,
            substitutions={Variable(name): term for name, term in (values or {}).items()},
        )
    except SyntaxError as error:
        raise _explained(text, str(error), place) from None
    except RuntimeError as error:
        raise _unbound(str(error), place) from None


def _check_depth(text: str, place: str) -> None:
    depth = 0
    for char in masked(text):
        depth += (char in "([{") - (char in ")]}")
        if depth > DEEPEST:
            raise QueryError(f"more than {DEEPEST} brackets in brackets", place=place)


def _check_service(text: str, place: str) -> None:
    if not _uses(text, "SERVICE"):
        return
    found = re.search(r"\bSERVICE\b", masked(text), re.IGNORECASE)
    if found is None:
        _parse(re.sub("service", "sxrvixe", text, flags=re.IGNORECASE), text, place)
    raise QueryError(
        "SERVICE is refused: nothing is asked over the network"
        + _shown(text, found.start() if found else 0),
        place=place,
    )


def _uses(text: str, keyword: str) -> bool:
    """Tell whether a query that parses has the keyword; true too if it does not parse."""
    if keyword.lower() not in text.lower():
        return False
    misspelt = keyword[0] + "x" + keyword[2:-2] + "x" + keyword[-1]
    try:
        Store().query(re.sub(keyword, misspelt, text, flags=re.IGNORECASE), prefixes=dict(PREFIXES))
    except SyntaxError:
        return True
    return False


def check_syntax(text: str, place: str) -> None:
    """Raise ``QueryError`` where a query does not parse."""
    _parse(text, text, place)


def _parse(text: str, shown: str, place: str) -> None:
    try:
        Store().query(text, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise _explained(shown, str(error), place) from None


def _nodes(iris: Sequence[str], place: str) -> list[NamedNode]:
    for iri in iris:
        if iri.lower().startswith("file:"):
            raise QueryError("a file as graph is refused", place=place)
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"a graph's name is no IRI: {error}", place=place) from None


def masked(text: str) -> str:
    """Return the query with strings, IRIs and comments blanked, positions kept.

    For messages only: it takes ``?a<?b&&?c>?d`` for an IRI.
    """
    return _OPAQUE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _explained(text: str, message: str, place: str) -> QueryError:
    """Turn the engine's complaint into one with a line, a caret and, where known, a cause."""
    code = masked(text)
    words = re.findall(r"[a-z]+", re.sub(r"(?i)\b(prefix\s+\S*:|base)", " ", code).lower())
    if words and words[0] in _UPDATES:
        return QueryError("updates are refused: the graph is only read", place=place)
    known = {*PREFIXES, *_DECLARED.findall(code)}
    for match in _NAME.finditer(code):
        if match[1] not in known:
            cause = f"the prefix {match[1]}: is not declared"
            return QueryError(cause + _shown(text, match.start()), place=place)
    found = _WHERE.match(message)
    if found is None:
        return QueryError(message, place=place)
    lines = text.split("\n")
    line, column = min(int(found[1]), len(lines)), int(found[2])
    offset = sum(len(before) + 1 for before in lines[: line - 1]) + column - 1
    return QueryError(f"does not parse{_expected(found[3])}" + _shown(text, offset), place=place)


def _expected(message: str) -> str:
    listed = message.removeprefix("expected ").removeprefix("one of ").split(", ")
    named = [item for item in listed if item and "[" not in item]
    return f" (expected {' or '.join(named)})" if named else ""


def _shown(text: str, offset: int) -> str:
    """Return ``, line 3:``, that line, and a caret below the offset."""
    offset = min(offset, len(text))
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].split("\n", 1)[0].rstrip("\r")
    number = text.count("\n", 0, offset) + 1
    visible = "".join(char if char.isprintable() else " " for char in line)
    column = min(offset - start, len(line))
    cut = max(0, column - 60)
    return f", line {number}:\n  {visible[cut : cut + 100]}\n  {' ' * (column - cut)}^"


def _unbound(message: str, place: str) -> QueryError:
    found = re.search(r"variable \?(\w+)", message)
    if found is None:
        return QueryError(message, place=place)
    name = found[1]
    return QueryError(
        f"parameter {name} cannot be bound",
        place=place,
        remedy=f"list ?{name} after SELECT, or use it in a triple of the query",
    )
