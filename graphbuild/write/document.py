"""A document: what a person reads, and a file streams, at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphbuild.write.annotations import Annotation
from graphbuild.write.stated import Stated
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
    ``annotations`` are by their terms and belong to the layer of provenance; ``stated`` are by
    the terms of their layers, in the order of ``layers``. Where but one layer speaks of a node,
    the union holds the very same properties.
    """

    root: str
    layers: Mapping[str, Nodes]
    union: Nodes
    annotations: Mapping[str, Annotation]
    stated: Mapping[str, Sequence[Stated]]
    inferred: str

    def told(self) -> Iterator[Stated]:
        """Yield the records of the union."""
        for graph, records in self.stated.items():
            if graph != self.inferred:
                yield from records


def document(
    root: str,
    base: str,
    said: Iterable[tuple[str, Iterable[Parts]]],
    annotations: Iterable[Annotation] = (),
    stated: Iterable[Stated] = (),
) -> Document:
    """Return the document of what is said, each part behind the layer that says it."""
    layers: dict[str, Nodes] = {}
    for graph, triples in said:
        nodes, before, node = layers.setdefault(graph, {}), "", {}
        for subject, predicate, obj in triples:
            if subject != before:
                node = nodes.setdefault(subject, {})
                before = subject
            if predicate in node:
                node[predicate][obj] = None
            else:
                node[predicate] = {obj: None}
    by_layer: dict[str, list[Stated]] = {graph: [] for graph in layers}
    for record in stated:
        by_layer.setdefault(record.graph, []).append(record)
    inferred = layer(base, "inferred")
    return Document(
        root=root,
        layers=layers,
        union=_union(nodes for graph, nodes in layers.items() if graph != inferred),
        annotations={said.term: said for said in annotations},
        stated={graph: records for graph, records in by_layer.items() if records},
        inferred=inferred,
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
