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
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphbuild.groups import closest_groups
from graphbuild.write.communities import STATED_WEIGHT, numbered, tied_names

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Points = NDArray[np.float64]
Position = tuple[float, float]

_SPACING = 140.0
"""Distance between neighbours, in canvas units: room for a node and a short label."""
_READABLE = 220
"""Nodes a force layout still shows well; above it a community is divided."""
_STEPS = 60
"""Of the force layout; 120 take twice the time and part communities no better."""
_PUSHES = 60
_DISC_PUSHES = 400
_WITHIN = 0.9
"""Share of a community's nodes that decides its size."""
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
    places = _spread(ties, groups, _anchors(ties, names))
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


def _place(ties: csr_matrix, nodes: list[int], anchors: Points) -> Points:
    """Lay out a community, dividing it while it is too big."""
    own = ties[nodes][:, nodes]
    if len(nodes) <= _READABLE:
        return _spring(own.toarray(), anchors[nodes])
    groups = closest_groups(own)
    if len(groups) < 2:
        return _even(anchors[nodes], np.ones(len(nodes))) * _SPACING * 0.6
    places = _spread(ties, [[nodes[index] for index in group] for group in groups], anchors)
    return np.array([places[node] for node in nodes])


def _pair(point: Points) -> Position:
    return float(point[0]), float(point[1])


def _spread(ties: csr_matrix, groups: list[list[int]], anchors: Points) -> dict[int, Position]:
    """Lay out each group as a disc and give the discs room around their anchors."""
    discs = []
    for group in groups:
        points = _place(ties, group, anchors)
        discs.append((group, points - points.mean(axis=0)))
    if not discs:
        return {}
    radii = np.array([_radius(points) for _, points in discs])
    wishes = np.array([anchors[group].mean(axis=0) for group, _ in discs])
    centres = _part_discs(_even(wishes, radii**2) / _FILLED**0.5, radii)
    return {
        node: _pair(point + centre)
        for (group, points), centre in zip(discs, centres, strict=True)
        for node, point in zip(group, points, strict=True)
    }


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


def _part_discs(centres: Points, radii: Points) -> Points:
    """Push discs apart until none covers another, all at once."""
    count = len(radii)
    if count < 2:
        return centres
    room = radii[:, None] + radii[None, :]
    for _ in range(_DISC_PUSHES if count < 1500 else _PUSHES):
        gap = centres[:, None, :] - centres[None, :, :]
        distance = np.maximum(np.sqrt((gap**2).sum(axis=2)), 1e-6)
        lack = np.clip(room - distance, 0.0, None)
        np.fill_diagonal(lack, 0.0)
        if lack.max(initial=0.0) < 1.0:
            break
        share = lack / distance * (radii[None, :] / room) * 0.6
        centres = centres + (gap * share[:, :, None]).sum(axis=1)
    return centres


def _spring(ties: Points, anchors: Points) -> Points:
    """Fruchterman and Reingold from the anchors, then room for each."""
    points = _even(anchors, np.ones(len(anchors))) * _SPACING * 0.6
    pull = np.minimum(ties, STATED_WEIGHT) / STATED_WEIGHT
    gaps = _Gaps(len(points))
    for heat in np.linspace(_SPACING, 2.0, _STEPS):
        points = points + _shift(points, pull, float(heat), gaps)
    return _push_apart(_fit_disc(points - points.mean(axis=0)), gaps)


def _fit_disc(points: Points) -> Points:
    """Scale to a disc with room for each point; stragglers come to its rim."""
    room = _SPACING * 0.6 * np.sqrt(len(points))
    length = np.sqrt((points**2).sum(axis=1, keepdims=True))
    scaled = length / max(float(np.quantile(length, _WITHIN)), 1e-9)
    return np.asarray(points / np.maximum(length, 1e-9) * np.minimum(scaled, 1.0) * room)


def _shift(points: Points, pull: Points, heat: float, gaps: _Gaps) -> Points:
    """Return one step of the force layout, no longer than ``heat``."""
    gaps.measure(points)
    distance, force, drawn = gaps.distance, gaps.force, gaps.spare
    np.maximum(distance, 1.0, out=distance)
    np.square(np.divide(_SPACING, distance, out=force), out=force)
    np.divide(np.multiply(pull, distance, out=drawn), _SPACING, out=drawn)
    np.subtract(force, drawn, out=force)
    move = gaps.summed() - 0.02 * points
    length = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
    return np.asarray(move / length * np.minimum(length, heat))


def _push_apart(points: Points, gaps: _Gaps) -> Points:
    """Move points that are closer than the spacing away from each other."""
    lack, distance = gaps.force, gaps.distance
    for _ in range(_PUSHES):
        gaps.measure(points)
        np.maximum(np.subtract(_SPACING, distance, out=lack), 0.0, out=lack)
        np.fill_diagonal(lack, 0.0)
        if lack.max(initial=0.0) < 1.0:
            break
        np.divide(lack, np.maximum(distance, 1e-6, out=distance), out=lack)
        points = points + gaps.summed() / 4
    return points


class _Gaps:
    """How far each point is from each other one: across, down, and in all.

    Flat arrays, one a coordinate: numpy sums along a last axis of two at a tenth of the speed.
    Always the same ones: new ones of this size take as long to get as to fill.
    """

    def __init__(self, count: int) -> None:
        """Make room for so many points."""
        self.across, self.down, self.distance, self.force, self.spare = np.empty((5, count, count))

    def measure(self, points: Points) -> None:
        """Set ``across``, ``down`` and ``distance``."""
        x, y = np.ascontiguousarray(points.T)
        np.subtract(x[:, None], x, out=self.across)
        np.subtract(y[:, None], y, out=self.down)
        np.multiply(self.across, self.across, out=self.distance)
        self.distance += np.multiply(self.down, self.down, out=self.spare)
        np.sqrt(self.distance, out=self.distance)

    def summed(self) -> Points:
        """Return, for each point, the sum of its gaps times the ``force`` of each."""
        sums = np.empty((len(self.force), 2))
        for axis, gap in enumerate((self.across, self.down)):
            sums[:, axis] = np.multiply(gap, self.force, out=self.spare).sum(axis=1)
        return sums


def _radius(points: Points) -> float:
    return float(np.sqrt((points**2).sum(axis=1)).max(initial=0.0)) + _SPACING * 0.6


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
