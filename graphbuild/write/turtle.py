"""One subject as Turtle: short names, one predicate a line, a list where there are many.

Turtle 1.1 (https://www.w3.org/TR/turtle/). Written here and not by a library because a
graph is read by people too: pyoxigraph's writer knows no order, blank line or heading,
rdflib's takes 35 s for a million triples (this one under 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from graphbuild.rdf import expand
from graphbuild.write.compact import Names
from graphbuild.write.described import TYPE, Properties, in_order

WIDTH: Final = 96
"""Longest line of several objects; beyond it each gets a line of its own."""

_BARE = {
    expand("xsd:integer"): re.compile(r"[+-]?[0-9]+"),
    expand("xsd:decimal"): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    expand("xsd:boolean"): re.compile(r"true|false"),
}
"""Datatypes that Turtle lets one leave out, and the forms it reads as such."""

_PARTS = tuple(f"<{expand(f'rdf:{part}')}>" for part in ("subject", "predicate", "object"))
_REIFIES = f"<{expand('rdf:reifies')}>"


def render_subject(subject: str, properties: Properties, names: Names) -> str:
    """Return a subject and all that is said of it, ending in a full stop and a line end."""
    said = (_predicate(*pair, names) for pair in in_order(properties))
    return f"{render_term(subject, names)} " + " ;\n    ".join(said) + " .\n"


def _predicate(predicate: str, objects: list[str], names: Names) -> str:
    verb = "a" if predicate == TYPE else names.short(predicate[1:-1])
    if len(objects) == 1:
        return f"{verb} {render_term(objects[0], names)}"
    terms = [render_term(obj, names) for obj in objects]
    line = f"{verb} {', '.join(terms)}"
    return line if len(line) <= WIDTH else f"{verb}\n        " + ",\n        ".join(terms)


def render_term(term: str, names: Names) -> str:
    """Return an N-Triples term as Turtle writes it; a triple term is Turtle already."""
    if term[0] == "<":
        return term if term[1] == "<" else names.short(term[1:-1])
    if term[-1] != ">":
        return term
    value, _, datatype = term[:-1].rpartition("^^<")
    form = _BARE.get(datatype)
    if form is not None and form.fullmatch(value, 1, len(value) - 1):
        return value[1:-1]
    return f"{value}^^{names.short(datatype)}"


def reifying(properties: Properties, names: Names) -> Properties:
    """Return a statement's properties with RDF 1.2's one triple term for its three parts.

    https://www.w3.org/TR/rdf12-turtle/ ; other properties come back as they are.
    """
    if not all(part in properties for part in _PARTS):
        return properties
    triple = " ".join(render_term(properties[part][0], names) for part in _PARTS)
    kept = {key: value for key, value in properties.items() if key not in _PARTS}
    return kept | {_REIFIES: [f"<<( {triple} )>>"]}


def header(comments: Iterable[str], names: Names, prefixes: dict[str, str]) -> str:
    """Return the comments, the base and the prefixes that were used."""
    lines = [f"# {' '.join(comment.split())}" for comment in comments]
    if names.base:
        lines.append(f"@base <{names.base}> .")
    used = (name for name in prefixes if name in names.used)
    lines += [f"@prefix {name}: <{prefixes[name]}> ." for name in used]
    return "\n".join(lines) + "\n"
