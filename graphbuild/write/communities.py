"""Which entities belong together: by what is stated, what meets, and what one post names.

Most entities have no link at all; the posts they share tie them, so that a community is
what some posts talk about and not only a knot of statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

STATED_WEIGHT = 4.0
"""How much stronger a stated relation pulls than one co-occurrence."""
_SMALLEST = 3
"""A smaller group is no community: nothing could be said of it that its nodes do not say."""


def tied_graph(
    graph: nx.MultiDiGraph, together: Iterable[Iterable[str]] = ()
) -> tuple[nx.Graph, list[str]]:
    """Return a simple weighted graph, and the names of its first nodes.

    Nodes are integers, whose hash order is the same everywhere: those of ``graph`` by
    sorted name, then one for each of the groups ``together``, which ties its members.
    """
    names = sorted(graph.nodes)
    number = {name: index for index, name in enumerate(names)}
    weights: dict[tuple[int, int], float] = {}
    for u, v, data in graph.edges(data=True):
        a, b = sorted((number[u], number[v]))
        if a != b:
            weights[a, b] = weights.get((a, b), 0.0) + _weight(data)
    simple = nx.Graph()
    simple.add_nodes_from(range(len(names)))
    simple.add_weighted_edges_from((a, b, w) for (a, b), w in sorted(weights.items()))
    groups = [sorted({number[name] for name in group if name in number}) for group in together]
    _tie(simple, [group for group in groups if len(group) > 1])
    return simple, names


def _weight(edge: Mapping[str, Any]) -> float:
    score = float(edge.get("score", 1.0))
    return STATED_WEIGHT * score if edge.get("layer") == "stated" else max(score, 0.05)


def _tie(simple: nx.Graph, groups: list[list[int]]) -> None:
    """Tie each group's nodes to a place of its own, those of many groups loosely to each."""
    count = Counter(node for group in groups for node in group)
    first = len(simple)
    for index, group in enumerate(groups):
        for node in group:
            simple.add_edge(first + index, node, weight=1.0 / count[node])


def numbered(groups: Iterable[list[int]], names: list[str]) -> dict[str, int]:
    """Return the community of each node of a tied graph by its name; -1 where it has none.

    They are numbered from 0 by falling size, then by their first name.
    """
    kept = [[node for node in group if node < len(names)] for group in groups]
    kept = [group for group in kept if len(group) >= _SMALLEST]
    kept.sort(key=lambda group: (-len(group), group[0]))
    found = dict.fromkeys(names, -1)
    for index, group in enumerate(kept):
        found.update((names[node], index) for node in group)
    return found
