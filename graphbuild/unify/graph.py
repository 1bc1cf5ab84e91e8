"""The knowledge as a ``networkx`` graph, ranked and split into communities."""

from __future__ import annotations

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
    _rank(graph)
    return graph


def _rank(graph: nx.MultiDiGraph) -> None:
    simple = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    for subject, obj, _, data in sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3]):
        weight = 2.0 if data["layer"] == "stated" else max(data["score"], 0.05)
        known = simple.get_edge_data(subject, obj, {"weight": 0.0})["weight"]
        simple.add_edge(subject, obj, weight=known + weight)
    if not simple:
        return
    from scipy.sparse import csr_matrix

    ranks = nx.pagerank(simple, weight="weight")
    nodes = list(simple)
    ties = csr_matrix(nx.to_scipy_sparse_array(simple, weight="weight", dtype=float))
    for number, group in enumerate(closest_groups(ties)):
        for index in group:
            graph.nodes[nodes[index]]["community"] = number
            graph.nodes[nodes[index]]["rank"] = round(ranks[nodes[index]], 8)
