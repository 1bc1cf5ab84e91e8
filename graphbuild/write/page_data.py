"""What the page ``graph.html`` shows, as plain lists ready for JSON.

Nodes are numbered by falling rank, so that the page can draw "the 1,000 best" by
their numbers. Numbers stand for entities and posts everywhere, which keeps the
file small and hostile names out of identifiers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from graphbuild.model import (
    ENTITY_TYPES,
    Attribute,
    Build,
    Entity,
    Evidence,
    Failure,
    Knowledge,
    Merge,
    Statement,
)
from graphbuild.ontology import symmetric_predicates
from graphbuild.write.post_texts import BLOCK_KINDS, PostTexts

_LAYER_ORDER = ("stated", "inferred", "metadata", "provenance", "cooccurrence")

MOST_TITLE = 300
"""Characters of a title that the page shows; the tables and the RDF have the whole of it."""

Json = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One statement between two numbered nodes."""

    subject: int
    object: int
    predicate: str
    layer: str
    score: float
    count: int
    significance: float
    modality: str
    evidence: tuple[Evidence, ...]


def order_nodes(graph: nx.MultiDiGraph) -> list[str]:
    """Return the entities' IRIs, best ranked first."""
    return sorted(graph.nodes, key=lambda iri: (-float(graph.nodes[iri].get("rank") or 0), iri))


def collect_links(knowledge: Knowledge, graph: nx.MultiDiGraph) -> list[Link]:
    """Return the graph's edges with their statements' evidence, in a stable order."""
    number = {iri: index for index, iri in enumerate(order_nodes(graph))}
    statements = {statement.iri: statement for statement in knowledge.statements}
    edges = sorted(
        (number[subject], number[obj], str(data.get("predicate", "")), str(key), data)
        for subject, obj, key, data in graph.edges(keys=True, data=True)
    )  # no two have the same ends and key
    return [
        _link(subject, obj, predicate, data, statements.get(key))
        for subject, obj, predicate, key, data in edges
    ]


def _link(
    subject: int,
    obj: int,
    predicate: str,
    data: Mapping[str, Any],
    statement: Statement | None,
) -> Link:
    return Link(
        subject=subject,
        object=obj,
        predicate=predicate,
        layer=str(data.get("layer", "stated")),
        score=float(data.get("score", 0.0)),
        count=int(data.get("count", 1)),
        significance=statement.significance if statement else 0.0,
        modality=statement.modality if statement else "asserted",
        evidence=statement.evidence if statement else (),
    )


def page_data(
    knowledge: Knowledge,
    graph: nx.MultiDiGraph,
    build: Build,
    links: Sequence[Link],
    texts: PostTexts,
    *,
    communities: Mapping[str, int],
    failures: Sequence[Failure] = (),
) -> dict[str, Json]:
    """Return what the page's scripts read at first: all but positions and posts' texts.

    ``communities`` are the nodes' by IRI, numbered from 0. IRIs under the base IRI
    are kept without it. ``links`` are those of ``collect_links``.
    """
    order = order_nodes(graph)
    number = {iri: index for index, iri in enumerate(order)}
    predicates = sorted({link.predicate for link in links})
    symmetric = symmetric_predicates()
    modalities = sorted({link.modality for link in links})
    layers = sorted({link.layer for link in links}, key=_layer_rank)
    entities = {entity.iri: entity for entity in knowledge.entities}
    rows = _NodeRows(knowledge, build.base_iri, texts)
    return {
        "title": build.title,
        "base": build.base_iri,
        "build": {"version": build.version, "model": build.model, "license": build.license},
        "types": list(ENTITY_TYPES),
        "predicates": [[name, int(name in symmetric)] for name in predicates],
        "layers": layers,
        "kinds": list(BLOCK_KINDS),
        "modalities": modalities,
        "nodes": [
            rows.row(iri, graph.nodes[iri], entities.get(iri), communities.get(iri, 0))
            for iri in order
        ],
        "posts": _posts(knowledge, number, build.base_iri),
        "naming": _naming(knowledge, number, texts),
        "links": [_packed_link(link, predicates, layers, modalities, texts) for link in links],
        "failures": [[f.source, f.reason, f.remedy] for f in failures],
        "encodings": sorted(Counter(encoding for *_, encoding in knowledge.sources).items()),
    }


def _layer_rank(layer: str) -> tuple[int, str]:
    known = layer in _LAYER_ORDER
    return (_LAYER_ORDER.index(layer) if known else len(_LAYER_ORDER), layer)


class _NodeRows:
    """Rows of entities, with what is looked up by their IRI."""

    def __init__(self, knowledge: Knowledge, base: str, texts: PostTexts) -> None:
        self._base = base
        self._texts = texts
        self._merges: defaultdict[str, list[Merge]] = defaultdict(list)
        self._attributes: defaultdict[str, list[Attribute]] = defaultdict(list)
        for merge in knowledge.merges:
            self._merges[merge.kept].append(merge)
        for attribute in knowledge.attributes:
            self._attributes[attribute.subject].append(attribute)

    def row(
        self, iri: str, data: Mapping[str, Any], entity: Entity | None, community: int
    ) -> list[Json]:
        """IRI, type, label, language, other labels, links out, definition, posts, mentions,
        rank, community, merges, attributes.
        """
        kind = str(data.get("type", "Concept"))
        label = entity.label if entity else str(data.get("label", iri))
        others: dict[str, str] = {}
        for text, language in entity.labels if entity else ():
            if text != label:
                others[text] = others.get(text) or language
        return [
            iri.removeprefix(self._base),
            ENTITY_TYPES.index(kind) if kind in ENTITY_TYPES else len(ENTITY_TYPES) - 1,
            label,
            entity.language if entity else "",
            [list(pair) for pair in others.items()],
            sorted(set(entity.same_as)) if entity else [],
            entity.definition if entity else "",
            int(data.get("posts", entity.posts if entity else 0)),
            int(data.get("mentions", entity.mentions if entity else 0)),
            round(float(data.get("rank") or 0.0), 6),
            community,
            [[m.label, m.rule, f"{m.evidence} ({m.score:g})", m.line] for m in self._merges[iri]],
            [self._attribute(attribute) for attribute in self._attributes[iri]],
        ]

    def _attribute(self, attribute: Attribute) -> list[Json]:
        item = attribute.evidence
        place = self._texts.place(item.post, item.start, item.end)
        return [attribute.predicate, attribute.value, place]


def _posts(knowledge: Knowledge, number: Mapping[str, int], base: str) -> list[list[Json]]:
    """IRI, source, start, title, author (a node, a name or null), date, parent's number or
    null, whether a comment, language, address on the web or null.
    """
    places = {record.post.id: index for index, record in enumerate(knowledge.posts)}
    rows: list[list[Json]] = []
    for record in knowledge.posts:
        post = record.post
        author: Json = number.get(record.author) if record.author else None
        rows.append(
            [
                record.iri.removeprefix(base),
                post.source,
                post.start,
                _shown_title(post.title) if post.title else _opening(post.text),
                post.author if author is None else author,
                post.date,
                places.get(post.parent) if post.parent else None,
                int(post.kind == "comment"),
                post.language,
                record.url,
            ]
        )
    return rows


def _shown_title(title: str) -> str:
    return title if len(title) <= MOST_TITLE else _opening(title, MOST_TITLE)


def _opening(text: str, length: int = 60) -> str:
    words = " ".join(text[: 2 * length].split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def _naming(knowledge: Knowledge, number: Mapping[str, int], texts: PostTexts) -> list[list[int]]:
    """Numbers of the posts that name each node."""
    found: list[set[int]] = [set() for _ in number]
    for mention in knowledge.mentions:
        if mention.entity in number and mention.post in texts.numbers:
            found[number[mention.entity]].add(texts.numbers[mention.post])
    return [sorted(posts) for posts in found]


def _packed_link(
    link: Link,
    predicates: Sequence[str],
    layers: Sequence[str],
    modalities: Sequence[str],
    texts: PostTexts,
) -> list[Json]:
    """Subject, object, predicate, layer, score, count, significance, modality, and the
    evidence's places, one after the other.
    """
    places = [texts.place(item.post, item.start, item.end) for item in link.evidence]
    return [
        link.subject,
        link.object,
        predicates.index(link.predicate),
        layers.index(link.layer),
        round(link.score, 3),
        link.count,
        round(link.significance, 4),
        modalities.index(link.modality),
        [value for place in places if place for value in place],
    ]
