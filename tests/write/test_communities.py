"""Communities: what belongs together is found again, numbered the same way every time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import networkx as nx

from graphbuild.write.layout import arrange


def linked(*groups: str) -> nx.MultiDiGraph:
    """Return a graph whose groups of letters are all linked among themselves."""
    graph = nx.MultiDiGraph()
    for group in groups:
        for a, b in combinations(group, 2):
            graph.add_edge(a, b, layer="stated", score=1.0)
    return graph


def communities(graph: nx.MultiDiGraph, together: Iterable[str] = ()) -> dict[str, int]:
    return arrange(graph, together)[1]


def test_the_biggest_community_comes_first_then_the_first_name() -> None:
    found = communities(linked("xyz", "bcd", "efghi"))
    assert [found[name] for name in "ebx"] == [0, 1, 2]


def test_what_one_post_names_belongs_together() -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from("abcdef")
    found = communities(graph, ["abc", "fed"])
    assert found["a"] == found["b"] == found["c"] != found["d"] == found["e"] == found["f"]


def test_too_small_a_group_is_no_community() -> None:
    graph = linked("ab", "cdef")
    graph.add_node("alone")
    found = communities(graph)
    assert found == {"a": -1, "b": -1, "alone": -1, "c": 0, "d": 0, "e": 0, "f": 0}


def test_the_order_of_nodes_does_not_matter() -> None:
    graph = linked("xyz", "bcd", "efghi")
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    assert communities(turned) == communities(graph)


def test_nothing_has_no_community() -> None:
    assert communities(nx.MultiDiGraph()) == {}
