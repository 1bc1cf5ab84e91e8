"""What the page ``graph.html`` shows, as plain lists ready for JSON.

Nodes are numbered by falling rank, so that the page can draw "the 800 best" by
their numbers. Numbers stand for entities, posts and passages everywhere, which
keeps the file small and hostile names out of identifiers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from graphbuild.model import ENTITY_TYPES, Build, Entity, Evidence, Knowledge, Statement
from graphbuild.write.passages import Passages, Quote

MENTIONS_SHOWN = 40
"""Quotes an entity shows in the page; the others are in ``tables/mentions.csv``."""
EVIDENCE_SHOWN = 12
"""Quotes a relation shows in the page."""
SYMMETRIC = frozenset({"relatedTo", "partnerOf"})
_LAYER_ORDER = ("stated", "inferred", "metadata", "provenance", "cooccurrence")

Json = Any
Packed = list[int]
"""A quote: passage, offset and length in it, start in the source."""


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
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: (str(edge[2]), *edge[:2]))
    links = [
        _link(number[subject], number[obj], data, statements.get(str(key)))
        for subject, obj, key, data in edges
    ]
    return sorted(links, key=lambda link: (link.subject, link.object, link.predicate))


def _link(subject: int, obj: int, data: Mapping[str, Any], statement: Statement | None) -> Link:
    return Link(
        subject=subject,
        object=obj,
        predicate=str(data.get("predicate", "")),
        layer=str(data.get("layer", "stated")),
        score=float(data.get("score", 0.0)),
        count=int(data.get("count", 1)),
        significance=statement.significance if statement else 0.0,
        modality=statement.modality if statement else "asserted",
        evidence=statement.evidence if statement else (),
    )


def page_data(knowledge: Knowledge, graph: nx.MultiDiGraph, build: Build) -> dict[str, Json]:
    """Return everything the page's scripts read, but for the positions."""
    order = order_nodes(graph)
    number = {iri: index for index, iri in enumerate(order)}
    posts = {record.post.id: (i, record.post) for i, record in enumerate(knowledge.posts)}
    passages = Passages(posts)
    links = collect_links(knowledge, graph)
    predicates = sorted({link.predicate for link in links})
    modalities = sorted({link.modality for link in links})
    layers = sorted({link.layer for link in links}, key=_layer_rank)
    entities = {entity.iri: entity for entity in knowledge.entities}
    result: dict[str, Json] = {
        "title": build.title,
        "build": {"version": build.version, "model": build.model, "license": build.license},
        "types": list(ENTITY_TYPES),
        "predicates": [[name, int(name in SYMMETRIC)] for name in predicates],
        "layers": layers,
        "modalities": modalities,
        "nodes": [_node(iri, graph.nodes[iri], entities.get(iri)) for iri in order],
        "posts": _posts(knowledge, number),
        "mentions": _mentions(knowledge, number, passages),
        "naming": _naming(knowledge, number),
        "links": [_packed_link(link, predicates, layers, modalities, passages) for link in links],
    }
    result["passages"] = [list(item) for item in passages.texts]
    return result


def _layer_rank(layer: str) -> tuple[int, str]:
    known = layer in _LAYER_ORDER
    return (_LAYER_ORDER.index(layer) if known else len(_LAYER_ORDER), layer)


def _node(iri: str, data: Mapping[str, Any], entity: Entity | None) -> list[Json]:
    """IRI, type, label, language, other labels, links out, definition, posts, mentions, rank."""
    kind = str(data.get("type", "Concept"))
    label = entity.label if entity else str(data.get("label", iri))
    forms = entity.labels if entity else ()
    others: dict[str, str] = {}
    for text, language in forms:
        if text != label:
            others[text] = others.get(text) or language
    return [
        iri,
        ENTITY_TYPES.index(kind) if kind in ENTITY_TYPES else len(ENTITY_TYPES) - 1,
        label,
        entity.language if entity else "",
        [list(pair) for pair in others.items()],
        sorted(set(entity.same_as)) if entity else [],
        entity.definition if entity else "",
        int(data.get("posts", entity.posts if entity else 0)),
        int(data.get("mentions", entity.mentions if entity else 0)),
        round(float(data.get("rank") or 0.0), 6),
    ]


def _posts(knowledge: Knowledge, number: Mapping[str, int]) -> list[list[Json]]:
    """Source, start, title, author (a node, a name or null), date, parent's number or null."""
    places = {record.post.id: index for index, record in enumerate(knowledge.posts)}
    rows: list[list[Json]] = []
    for record in knowledge.posts:
        post = record.post
        author: Json = number.get(record.author) if record.author else None
        rows.append(
            [
                post.source,
                post.start,
                post.title or _opening(post.text),
                post.author if author is None else author,
                post.date,
                places.get(post.parent) if post.parent else None,
                int(post.kind == "comment"),
            ]
        )
    return rows


def _opening(text: str, length: int = 60) -> str:
    words = " ".join(text[: 2 * length].split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def _mentions(
    knowledge: Knowledge, number: Mapping[str, int], passages: Passages
) -> list[list[Packed]]:
    """Quotes of each node, by its number; at most ``MENTIONS_SHOWN`` of each."""
    quotes: defaultdict[int, list[Packed]] = defaultdict(list)
    for mention in knowledge.mentions:
        node = number.get(mention.entity)
        if node is None or len(quotes[node]) >= MENTIONS_SHOWN:
            continue
        found = passages.quote(mention.post, mention.start, mention.end, mention.surface)
        if found:
            quotes[node].append(_pack(found))
    return [quotes.get(index, []) for index in range(len(number))]


def _naming(knowledge: Knowledge, number: Mapping[str, int]) -> list[list[int]]:
    """Numbers of the posts that name each node."""
    places = {record.post.id: index for index, record in enumerate(knowledge.posts)}
    found: list[set[int]] = [set() for _ in number]
    for mention in knowledge.mentions:
        if mention.entity in number and mention.post in places:
            found[number[mention.entity]].add(places[mention.post])
    return [sorted(posts) for posts in found]


def _pack(quote: Quote) -> Packed:
    return [quote.passage, quote.offset, quote.length, quote.start]


def _packed_link(
    link: Link,
    predicates: Sequence[str],
    layers: Sequence[str],
    modalities: Sequence[str],
    passages: Passages,
) -> list[Json]:
    """Subject, object, predicate, layer, score, count, significance, modality, evidence."""
    quotes = (
        passages.quote(item.post, item.start, item.end, item.quote)
        for item in link.evidence[:EVIDENCE_SHOWN]
    )
    return [
        link.subject,
        link.object,
        predicates.index(link.predicate),
        layers.index(link.layer),
        round(link.score, 3),
        link.count,
        round(link.significance, 4),
        modalities.index(link.modality),
        [_pack(quote) for quote in quotes if quote],
    ]
