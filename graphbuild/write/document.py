"""A document: what a person reads, and a file streams, at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphbuild.write.annotations import Annotation
from graphbuild.write.terms import layer
from graphbuild.write.triples import Parts

Properties = dict[str, dict[str, None]]
"""From a predicate to its objects, in the order they were said, each once."""

Nodes = dict[str, Properties]
"""From a subject to what is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All that is said of ``root`` and of the nodes that only make sense with it.

    ``layers`` are by the term of their graph, ``union`` is all of them but the inferred one,
    ``annotations`` are by their terms and belong to the layer of provenance. Where but one
    layer speaks of a node, the union holds the very same properties.
    """

    root: str
    layers: Mapping[str, Nodes]
    union: Nodes
    annotations: Mapping[str, Annotation]


def document(
    root: str,
    base: str,
    said: Iterable[tuple[str, Iterable[Parts]]],
    annotations: Iterable[Annotation] = (),
) -> Document:
    """Return the document of what is said, each part behind the layer that says it."""
    layers: dict[str, Nodes] = {}
    for graph, triples in said:
        nodes = layers.setdefault(graph, {})
        for subject, predicate, obj in triples:
            nodes.setdefault(subject, {}).setdefault(predicate, {})[obj] = None
    inferred = layer(base, "inferred")
    return Document(
        root=root,
        layers=layers,
        union=_union(nodes for graph, nodes in layers.items() if graph != inferred),
        annotations={f"<{said.iri}>": said for said in annotations},
    )


def _union(layers: Iterable[Nodes]) -> Nodes:
    union: Nodes = {}
    for nodes in layers:
        for subject, said in nodes.items():
            known = union.get(subject)
            union[subject] = said if known is None else _joined(known, said)
    return union


def _joined(one: Properties, other: Properties) -> Properties:
    return {key: {**one.get(key, {}), **other.get(key, {})} for key in {**one, **other}}
