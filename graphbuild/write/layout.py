"""Where each node stands on the map, decided at build time.

Force-directed layouts of a whole graph give hairballs and take minutes; here
communities are found first, each is laid out on its own, and their discs are
spread over the map so that linked ones are neighbours. A community too big to be
read is divided again.

A graph that changes little must give a map that changes little, without knowing the
previous one, or the same input would not give the same bytes. So everything starts from
anchors, a place that each node's name alone decides; smoothing over the links, spreading
and pushing apart then move all at once and by little steps, with no order to depend on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from graphbuild.groups import closest_groups
from graphbuild.write.communities import numbered, tied_names
from graphbuild.write.discs import part_discs
from graphbuild.write.springs import SPACING, Points, springs

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Position = tuple[float, float]
Laid = dict[int, Points]

_READABLE = 220
"""Nodes a force layout still shows well; above it a community is divided."""
_ASPECT = 1.0
"""Width of the map over its height: what the columns beside it leave of a window."""
_SMOOTHING, _SMOOTHINGS = 0.9, 60
"""How much a node takes from its neighbours each time, and how often."""
_FILLED = 0.9
"""Share of the map that discs cover before they are pushed apart."""
_ROW_STEP = 1.8
"""Distance of unlinked nodes in a row, in spacings: their names stand side by side."""


def compute_layout(
    graph: nx.MultiDiGraph, together: Iterable[Iterable[str]] = ()
) -> dict[str, Position]:
    """Return ``(x, y)`` of each node; those the graph already carries are kept.

    ``together`` are groups of nodes (those one post names) that stand near each other
    even where nothing links them; their ties are not drawn.
    """
    return arrange(graph, together)[0]


def arrange(
    graph: nx.MultiDiGraph, together: Iterable[Iterable[str]] = ()
) -> tuple[dict[str, Position], dict[str, int]]:
    """Return the places of ``compute_layout`` and each node's community, -1 for none."""
    ties, names = tied_names(graph, together)
    groups = [
        group for group in closest_groups(ties) if ties.indptr[group[0]] < ties.indptr[group[0] + 1]
    ]
    communities = numbered(groups, names)
    given = {node: (data.get("x"), data.get("y")) for node, data in graph.nodes(data=True)}
    if given and all(x is not None and y is not None for x, y in given.values()):
        kept = {node: (float(x), float(y)) for node, (x, y) in given.items()}
        return kept, communities
    anchors = _anchors(ties, names)
    divided = [_divided(ties, group) for group in groups]
    places = _spread(divided, anchors, _laid_out(ties, divided, anchors))
    alone = [node for node in range(len(names)) if node not in places]
    places.update(_place_below(alone, places))
    rounded = {
        name: (round(places[node][0], 1), round(places[node][1], 1))
        for node, name in enumerate(names)
    }
    return rounded, communities


def _anchors(ties: csr_matrix, names: Sequence[str]) -> Points:
    """Return a place on a disc for each name, smoothed over the links.

    A node that stands for a post has no place of its own.
    """
    own = np.zeros((ties.shape[0], 2))
    for node, name in enumerate(names):
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
        angle = int.from_bytes(digest[:6], "big") / 2**48 * 2 * np.pi
        reach = (int.from_bytes(digest[6:12], "big") / 2**48) ** 0.5
        own[node] = reach * np.cos(angle), reach * np.sin(angle)
    if not ties.nnz:
        return own
    degree = np.maximum(np.asarray(ties.sum(axis=1)).reshape(-1, 1), 1e-9)
    points = own
    for _ in range(_SMOOTHINGS):
        points = (1 - _SMOOTHING) * own + _SMOOTHING * np.asarray(ties @ points) / degree
    return points


@dataclass(frozen=True, slots=True)
class _Community:
    """Some nodes, and the smaller communities that they are divided into, if any."""

    nodes: list[int]
    parts: tuple[_Community, ...] = ()


def _divided(ties: csr_matrix, nodes: list[int]) -> _Community:
    """Return a community, divided while it is too big."""
    if len(nodes) <= _READABLE:
        return _Community(nodes)
    groups = closest_groups(ties[nodes][:, nodes])
    if len(groups) < 2:
        return _Community(nodes)
    parts = (_divided(ties, [nodes[index] for index in group]) for group in groups)
    return _Community(nodes, tuple(parts))


def _laid_out(ties: csr_matrix, communities: Iterable[_Community], anchors: Points) -> Laid:
    """Return the places within each community that is not divided, by its first node."""
    by_size: dict[int, list[list[int]]] = {}
    for nodes in _undivided(communities):
        by_size.setdefault(len(nodes), []).append(nodes)
    laid: Laid = {}
    for size, alike in by_size.items():
        around = [_even(anchors[nodes], np.ones(size)) for nodes in alike]
        places: Iterable[Points] = (points * SPACING * 0.6 for points in around)
        if size <= _READABLE:
            places = springs([ties[nodes][:, nodes].toarray() for nodes in alike], around)
        laid.update(zip((nodes[0] for nodes in alike), places, strict=True))
    return laid


def _undivided(communities: Iterable[_Community]) -> Iterator[list[int]]:
    for community in communities:
        if community.parts:
            yield from _undivided(community.parts)
        else:
            yield community.nodes


def _pair(point: Points) -> Position:
    return float(point[0]), float(point[1])


def _spread(communities: Sequence[_Community], anchors: Points, laid: Laid) -> dict[int, Position]:
    """Give communities, as discs, room around their anchors."""
    groups = [community.nodes for community in communities]
    placed = zip(groups, (_place(each, anchors, laid) for each in communities), strict=True)
    discs = [(group, points - points.mean(axis=0)) for group, points in placed]
    if not discs:
        return {}
    radii = np.array([_radius(points) for _, points in discs])
    wishes = np.array([anchors[group].mean(axis=0) for group, _ in discs])
    centres = part_discs(_even(wishes, radii**2) / _FILLED**0.5, radii)
    return {
        node: _pair(point + centre)
        for (group, points), centre in zip(discs, centres, strict=True)
        for node, point in zip(group, points, strict=True)
    }


def _place(community: _Community, anchors: Points, laid: Laid) -> Points:
    if not community.parts:
        return laid[community.nodes[0]]
    places = _spread(community.parts, anchors, laid)
    return np.array([places[node] for node in community.nodes])


def _even(points: Points, areas: Points) -> Points:
    """Spread points over an ellipse, each where what is nearer the middle has room."""
    points = points - points.mean(axis=0)
    points = points / np.maximum(points.std(axis=0), 1e-9)
    length = np.sqrt((points**2).sum(axis=1))
    order = np.argsort(length, kind="stable")
    inner = np.empty(len(points))
    inner[order] = np.cumsum(areas[order]) - areas[order] / 2
    reach = np.sqrt(inner) if len(points) > 1 else np.zeros(1)
    even = points / np.maximum(length, 1e-9)[:, None] * reach[:, None]
    return np.asarray(even * [_ASPECT**0.5, _ASPECT**-0.5])


def _radius(points: Points) -> float:
    return float(np.sqrt((points**2).sum(axis=1)).max(initial=0.0)) + SPACING * 0.6


def _place_below(alone: Sequence[int], places: Mapping[int, Position]) -> dict[int, Position]:
    """Put nodes without any link in rows under all the others."""
    left = min((x for x, _ in places.values()), default=0.0)
    right = max((x for x, _ in places.values()), default=0.0)
    bottom = max((y for _, y in places.values()), default=-2 * SPACING)
    width = max(right - left, SPACING * np.sqrt(len(alone)))
    columns = max(1, int(width / (_ROW_STEP * SPACING)))
    return {
        node: (
            left + (index % columns) * _ROW_STEP * SPACING,
            bottom + (2 + index // columns) * SPACING,
        )
        for index, node in enumerate(alone)
    }
