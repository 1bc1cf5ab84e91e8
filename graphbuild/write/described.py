"""A document's triples as N-Triples terms, by subject, layer and predicate.

pyoxigraph writes the terms (canonical N-Triples: UTF-8, control characters escaped), so
that Turtle can take them as they stand, and JSON reads the quoted part of a literal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, RdfFormat, serialize

from graphbuild.rdf import PREFIXES, expand

Properties = dict[str, list[str]]
"""From a predicate to its objects, all as N-Triples terms; sorted, the labels first."""

TYPE = f"<{expand('rdf:type')}>"

LEAD = tuple(
    f"<{expand(name)}>"
    for name in (
        "rdfs:label",
        "dcterms:title",
        "dcterms:description",
        "skos:prefLabel",
        "skos:altLabel",
        "schema:name",
        "skos:definition",
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "oa:start",
    )
)
"""What a reader looks for first, after the type; then the others, by their IRIs."""

_SHOWN = {TYPE, *LEAD}
_OURS, _ENTITY = f"<{PREFIXES['gb']}", f"<{expand('gb:Entity')}>"


def lines(quads: Iterable[Quad]) -> list[str]:
    """Return the quads as N-Quads, one a line, without repeats."""
    content = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return list(dict.fromkeys(content.decode().split("\n")[:-1]))


def by_subject(quads: Iterable[str]) -> dict[str, dict[str, Properties]]:
    """Group lines of N-Quads: subject, then layer, then predicate, as they come."""
    found: dict[str, dict[str, Properties]] = {}
    for line in quads:
        subject, predicate, rest = line.split(" ", 2)
        obj, graph, _ = rest.rsplit(" ", 2)
        found.setdefault(subject, {}).setdefault(graph, {}).setdefault(predicate, []).append(obj)
    return found


def union(layers: Iterable[Properties]) -> Properties:
    """Return what several layers say of one subject."""
    merged: Properties = {}
    for properties in layers:
        for predicate, objects in properties.items():
            merged.setdefault(predicate, []).extend(objects)
    return merged


def in_order(properties: Properties) -> Iterator[tuple[str, list[str]]]:
    """Yield predicates and their sorted objects, what a reader looks for first."""
    if TYPE in properties:
        yield TYPE, sorted(set(properties[TYPE]), key=_ours_first)
    for predicate in LEAD:
        if predicate in properties:
            yield predicate, _sorted(properties[predicate])
    for predicate in sorted(properties.keys() - _SHOWN):
        yield predicate, _sorted(properties[predicate])


def _ours_first(kind: str) -> tuple[bool, bool, str]:
    return not kind.startswith(_OURS), kind == _ENTITY, kind


def _sorted(objects: list[str]) -> list[str]:
    return objects if len(objects) == 1 else sorted(set(objects))
