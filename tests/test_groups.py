"""Groups are found again, the same ones in whatever order nodes and edges come."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import networkx as nx
from scipy.sparse import csr_matrix

from graphbuild.groups import closest_groups


def groups(graph: nx.Graph) -> list[list[object]]:
    """Return the groups of a graph by its sorted nodes."""
    nodes = sorted(graph)
    ties = csr_matrix((len(nodes), len(nodes)))
    if nodes:
        ties = csr_matrix(nx.to_scipy_sparse_array(graph, nodelist=nodes, dtype=float))
    return [[nodes[index] for index in group] for group in closest_groups(ties)]


def test_what_is_tied_closely_is_a_group_the_largest_first() -> None:
    graph = nx.Graph()
    for members in ("abc", "defghi", "klmn"):
        graph.add_edges_from(combinations(members, 2), weight=1.0)
    graph.add_edges_from(pairwise("adk"), weight=0.1)
    assert groups(graph) == [list("defghi"), list("klmn"), list("abc")]


def test_weight_decides() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([(1, 2, 5), (3, 4, 5), (1, 3, 1), (2, 4, 1)])
    assert groups(graph) == [[1, 2], [3, 4]]


def test_nodes_without_ties_stand_alone() -> None:
    graph = nx.Graph()
    graph.add_nodes_from("ba")
    assert groups(graph) == [["a"], ["b"]]
    graph.add_edge("c", "d", weight=1.0)
    assert groups(graph) == [["c", "d"], ["a"], ["b"]]
    assert groups(nx.Graph()) == []


def test_the_order_of_nodes_and_edges_does_not_matter() -> None:
    graph = nx.planted_partition_graph(8, 12, 0.5, 0.03, seed=1)
    nx.set_edge_attributes(graph, 1.0, "weight")
    edges = list(graph.edges(data=True))
    random.Random(2).shuffle(edges)
    turned = nx.Graph()
    turned.add_edges_from((b, a, data) for a, b, data in edges)
    turned.add_nodes_from(reversed(list(graph)))
    assert groups(turned) == groups(graph)
