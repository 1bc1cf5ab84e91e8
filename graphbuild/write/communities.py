"""Which entities belong together: by what is stated, what meets, and what one post names.

Most entities have no link at all; the posts they share tie them, so that a community is
what some posts talk about and not only a knot of statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

STATED_WEIGHT = 4.0
"""How much stronger a stated relation pulls than one co-occurrence."""
_SMALLEST = 3
"""A smaller group is no community: nothing could be said of it that its nodes do not say."""


def tied_names(
    graph: nx.MultiDiGraph, together: Iterable[Iterable[str]] = ()
) -> tuple[csr_matrix, list[str]]:
    """Return how strongly nodes are tied, and the names of the first ones.

    They are those of ``graph`` by sorted name, then one for each of the groups ``together``
    that have more than one member, which it ties.
    """
    from scipy.sparse import coo_matrix

    names = sorted(graph.nodes)
    number = {name: index for index, name in enumerate(names)}
    groups = [sorted({number[name] for name in group if name in number}) for group in together]
    groups = [group for group in groups if len(group) > 1]
    edges = [(number[u], number[v], _weight(data)) for u, v, data in graph.edges(data=True)]
    tied = np.array([edge for edge in edges if edge[0] != edge[1]]).reshape(-1, 3)
    size = len(names) + len(groups)
    low, high = np.sort(tied[:, :2].astype(np.int64)).T
    pairs, which = np.unique(low * size + high, return_inverse=True)
    weights = np.bincount(which, tied[:, 2], len(pairs))  # added up in the order of the edges
    posts = np.array(list(_ties(groups, len(names)))).reshape(-1, 3)
    rows = np.concatenate([pairs // size, posts[:, 0].astype(np.int64)])
    columns = np.concatenate([pairs % size, posts[:, 1].astype(np.int64)])
    values = np.concatenate([weights, posts[:, 2]])
    half = coo_matrix((values, (rows, columns)), shape=(size, size))
    return (half + half.T).tocsr(), names


def _weight(edge: Mapping[str, Any]) -> float:
    score = float(edge.get("score", 1.0))
    return STATED_WEIGHT * score if edge.get("layer") == "stated" else max(score, 0.05)


def _ties(groups: list[list[int]], first: int) -> Iterator[tuple[int, int, float]]:
    """Tie each group's nodes to a place of its own, those of many groups loosely to each."""
    count = Counter(node for group in groups for node in group)
    for index, group in enumerate(groups):
        for node in group:
            yield node, first + index, 1.0 / count[node]


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
