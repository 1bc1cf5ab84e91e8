"""The knowledge as a ``networkx`` graph, ranked and split into communities."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graphbuild.groups import closest_groups
from graphbuild.model import Knowledge


def knowledge_graph(knowledge: Knowledge) -> nx.MultiDiGraph:
    """Return a graph of entities (nodes, by IRI) and statements (edges, keyed by IRI).

    Nodes carry ``type label posts mentions rank community``, edges ``predicate layer
    score count modality cue``. ``rank`` is PageRank over all edges, rounded to 8 places;
    communities (``groups.py``) are numbered by falling size, then first IRI.
    """
    graph = nx.MultiDiGraph()
    for entity in knowledge.entities:
        graph.add_node(
            entity.iri,
            type=entity.type,
            label=entity.label,
            posts=entity.posts,
            mentions=entity.mentions,
        )
    ties = []
    for statement in knowledge.statements:
        graph.add_edge(
            statement.subject,
            statement.object,
            key=statement.iri,
            predicate=statement.predicate,
            layer=statement.layer,
            modality=statement.modality,
            score=statement.score,
            count=statement.count,
            cue=" | ".join(sorted({e.cue for e in statement.evidence if e.cue})),
        )
        weight = 2.0 if statement.layer == "stated" else max(statement.score, 0.05)
        ties.append((statement.subject, statement.object, statement.iri, weight))
    _rank(graph, sorted(ties))
    return graph


def _rank(graph: nx.MultiDiGraph, ties: Iterable[tuple[str, str, str, float]]) -> None:
    weights: dict[tuple[str, str], float] = {}
    for subject, obj, _, weight in ties:
        pair = (subject, obj) if subject < obj else (obj, subject)
        weights[pair] = weights.get(pair, 0.0) + weight
    simple = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_weighted_edges_from((*pair, weight) for pair, weight in weights.items())
    if not simple:
        return
    from scipy.sparse import csr_matrix

    ranks = nx.pagerank(simple, weight="weight")
    nodes = list(simple)
    ties = csr_matrix(nx.to_scipy_sparse_array(simple, weight="weight", dtype=float))
    for number, group in enumerate(closest_groups(ties)):
        for index in group:
            node = nodes[index]
            graph.nodes[node].update(community=number, rank=round(ranks[node], 8))
