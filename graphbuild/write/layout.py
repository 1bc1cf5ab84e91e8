"""Where each node stands on the map, decided at build time.

Force-directed layouts of a whole graph give hairballs and take minutes; here
communities are found first, each is laid out on its own, and the discs that
result are packed so that linked ones are neighbours. A community too big to be
read is divided again. Nothing is random and nothing depends on hash order, so
the same graph gives the same map.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphbuild.write.communities import STATED_WEIGHT, divide, tied_graph

Points = NDArray[np.float64]
Position = tuple[float, float]

_SPACING = 140.0
"""Distance between neighbours, in canvas units: room for a node and a short label."""
_READABLE = 220
"""Nodes a force layout still shows well; above it a community is divided."""
_STEPS = 120
_PUSHES = 60
_WITHIN = 0.9
"""Share of a community's nodes that decides its size."""
_ROW_STEP = 1.8
"""Distance of unlinked nodes in a row, in spacings: their names stand side by side."""
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
_SPIRAL = 4000
"""Places tried around the ideal one before a disc is put outside all others."""


def compute_layout(
    graph: nx.MultiDiGraph, together: Iterable[Iterable[str]] = ()
) -> dict[str, Position]:
    """Return ``(x, y)`` of each node; those the graph already carries are kept.

    ``together`` are groups of nodes (those one post names) that stand near each other
    even where nothing links them; their ties are not drawn.
    """
    given = {node: (data.get("x"), data.get("y")) for node, data in graph.nodes(data=True)}
    if given and all(x is not None and y is not None for x, y in given.values()):
        return {node: (float(x), float(y)) for node, (x, y) in given.items()}
    simple, names = tied_graph(graph, together)
    number = {name: index for index, name in enumerate(names)}
    linked = [node for node in simple if simple.degree(node)]
    alone = [node for node in simple if not simple.degree(node)]
    places = _place(simple.subgraph(linked).copy())
    places.update(_place_below(alone, places))
    return {
        name: (round(places[number[name]][0], 1), round(places[number[name]][1], 1))
        for name in names
    }


def _place(graph: nx.Graph) -> dict[int, Position]:
    """Lay out a graph without isolated nodes, dividing it while it is too big."""
    nodes = sorted(graph)
    if not nodes:
        return {}
    groups = divide(graph) if len(nodes) > _READABLE else [nodes]
    if len(groups) < 2:
        points = _sunflower(len(nodes)) if len(nodes) > 4 * _READABLE else _spring(graph)
        return dict(zip(nodes, map(_pair, points), strict=True))
    discs = []
    for group in groups:
        part = _place(graph.subgraph(group).copy())
        discs.append((group, np.array([part[node] for node in group])))
    return _pack(graph, discs)


def _pair(point: Points) -> Position:
    return float(point[0]), float(point[1])


def _sunflower(count: int) -> Points:
    """Spread points evenly over a disc, the first ones in its middle."""
    index = np.arange(count)
    radius = _SPACING * 0.6 * np.sqrt(index)
    return np.stack(
        (
            radius * np.cos(index * _GOLDEN_ANGLE),
            radius * np.sin(index * _GOLDEN_ANGLE),
        ),
        axis=1,
    )


def _spring(graph: nx.Graph) -> Points:
    """Fruchterman and Reingold from an even start, hubs in the middle, then room for each."""
    nodes = sorted(graph)
    count = len(nodes)
    by_degree = sorted(range(count), key=lambda i: (-graph.degree(nodes[i]), i))
    points = np.empty((count, 2))
    points[by_degree] = _sunflower(count)
    pull = nx.to_numpy_array(graph, nodelist=nodes, weight="weight")
    pull = np.minimum(pull, STATED_WEIGHT) / STATED_WEIGHT
    for heat in np.linspace(_SPACING, 2.0, _STEPS):
        points += _shift(points, pull, heat)
    return _push_apart(_fit_disc(points - points.mean(axis=0)))


def _fit_disc(points: Points) -> Points:
    """Scale to a disc with room for each point; stragglers come to its rim."""
    room = _SPACING * 0.6 * np.sqrt(len(points))
    length = np.sqrt((points**2).sum(axis=1, keepdims=True))
    scaled = length / max(float(np.quantile(length, _WITHIN)), 1e-9)
    return np.asarray(points / np.maximum(length, 1e-9) * np.minimum(scaled, 1.0) * room)


def _shift(points: Points, pull: Points, heat: float) -> Points:
    """Return one step of the force layout, no longer than ``heat``."""
    across, down, distance = _gaps(points)
    distance = np.maximum(distance, 1.0)
    force = (_SPACING / distance) ** 2 - pull * distance / _SPACING
    move = _summed(across, down, force) - 0.02 * points
    length = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
    return np.asarray(move / length * np.minimum(length, heat))


def _push_apart(points: Points) -> Points:
    """Move points that are closer than the spacing away from each other."""
    for _ in range(_PUSHES):
        across, down, distance = _gaps(points)
        lack = np.clip(_SPACING - distance, 0.0, None)
        np.fill_diagonal(lack, 0.0)
        if lack.max(initial=0.0) < 1.0:
            break
        points = points + _summed(across, down, lack / np.maximum(distance, 1e-6)) / 4
    return points


def _gaps(points: Points) -> tuple[Points, Points, Points]:
    """Return how far each point is from each other one: across, down, and in all.

    Flat arrays, one a coordinate: numpy sums along a last axis of two at a tenth of the speed.
    """
    x, y = np.ascontiguousarray(points.T)
    across, down = x[:, None] - x, y[:, None] - y
    return across, down, np.sqrt(across * across + down * down)


def _summed(across: Points, down: Points, force: Points) -> Points:
    """Return, for each point, the sum of the gaps times the force of each."""
    return np.stack(((across * force).sum(axis=1), (down * force).sum(axis=1)), axis=1)


def _pack(graph: nx.Graph, discs: list[tuple[list[int], Points]]) -> dict[int, Position]:
    """Place discs, biggest first, as near as may be to the placed ones they link to."""
    home = {node: index for index, (nodes, _) in enumerate(discs) for node in nodes}
    ties = np.zeros((len(discs), len(discs)))
    for u, v, weight in graph.edges(data="weight"):
        ties[home[u], home[v]] += weight
        ties[home[v], home[u]] += weight
    discs = [(nodes, points - points.mean(axis=0)) for nodes, points in discs]
    radii = np.array([_radius(points) for _, points in discs])
    centres = _centres(radii, ties)
    return {
        node: _pair(point + centre)
        for (nodes, points), centre in zip(discs, centres, strict=True)
        for node, point in zip(nodes, points, strict=True)
    }


def _radius(points: Points) -> float:
    return float(np.sqrt((points**2).sum(axis=1)).max(initial=0.0)) + _SPACING * 0.6


def _centres(radii: Points, ties: Points) -> Points:
    """Find a centre for each disc such that none overlap; rows as in ``radii``."""
    order = sorted(range(len(radii)), key=lambda i: (-radii[i], i))
    centres = np.zeros((len(radii), 2))
    placed: list[int] = []
    for index in order:
        if placed:
            centres[index] = _free_place(index, placed, centres, radii, ties)
        placed.append(index)
    return centres


def _free_place(
    index: int, placed: list[int], centres: Points, radii: Points, ties: Points
) -> Points:
    """Return the free place nearest to what a disc is tied to, and to the middle."""
    weights = ties[index, placed] + 1e-6
    wish = (centres[placed] * weights[:, None]).sum(axis=0) / weights.sum() * 0.9
    turns = np.arange(_SPIRAL)
    reach = np.sqrt(turns) * max(_SPACING * 0.4, radii[index] * 0.25)
    places = wish + np.stack(
        (reach * np.cos(turns * _GOLDEN_ANGLE), reach * np.sin(turns * _GOLDEN_ANGLE)),
        axis=1,
    )
    gaps = places[:, None, :] - centres[placed][None, :, :]
    room = np.sqrt((gaps**2).sum(axis=2)) - radii[placed][None, :] - radii[index]
    free = np.flatnonzero((room >= 0).all(axis=1))
    if len(free):
        return np.asarray(places[free[0]])
    outside = np.sqrt((centres[placed] ** 2).sum(axis=1)) + radii[placed]
    return np.array([outside.max() + radii[index], 0.0])


def _place_below(alone: Sequence[int], places: Mapping[int, Position]) -> dict[int, Position]:
    """Put nodes without any link in rows under all the others."""
    left = min((x for x, _ in places.values()), default=0.0)
    right = max((x for x, _ in places.values()), default=0.0)
    bottom = max((y for _, y in places.values()), default=-2 * _SPACING)
    width = max(right - left, _SPACING * np.sqrt(len(alone)))
    columns = max(1, int(width / (_ROW_STEP * _SPACING)))
    return {
        node: (
            left + (index % columns) * _ROW_STEP * _SPACING,
            bottom + (2 + index // columns) * _SPACING,
        )
        for index, node in enumerate(alone)
    }
