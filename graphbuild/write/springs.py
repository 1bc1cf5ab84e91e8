"""A force layout of communities: linked nodes draw each other near, all keep their distance.

Fruchterman and Reingold (1991). Most communities are small, and numpy takes as long to be
called as to work on them: those of a size are laid out together, each as it would be alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from graphbuild.write.communities import STATED_WEIGHT

Points = NDArray[np.float64]
Indices = NDArray[np.intp]

SPACING = 140.0
"""Distance between neighbours, in canvas units: room for a node and a short label."""
PUSHES = 60
"""How often points that are too close are pushed apart, at most."""
_STEPS = 60
"""Of the force layout; 120 take twice the time and part communities no better."""
_WITHIN = 0.9
"""Share of a community's nodes that decides its size."""
_TOGETHER = 20_000
"""Distances computed at once: more leave the processor's memory."""


def springs(ties: Sequence[Points], around: Sequence[Points]) -> Iterator[Points]:
    """Yield the places of the nodes of each community; all communities have as many.

    ``ties`` say how strongly each node is tied to each, ``around`` where the nodes begin.
    """
    count = max(1, _TOGETHER // len(ties[0]) ** 2)
    for first in range(0, len(ties), count):
        some = slice(first, first + count)
        pull = np.minimum(np.array(ties[some]), STATED_WEIGHT) / STATED_WEIGHT
        yield from _settled(pull, np.array(around[some]) * SPACING * 0.6)


def _settled(pull: Points, points: Points) -> Points:
    gaps = _Gaps(*points.shape[:2])
    tied = np.flatnonzero(pull)  # few of the pairs
    strength = pull.ravel()[tied]
    for heat in np.linspace(SPACING, 2.0, _STEPS):
        points = points + _shift(points, tied, strength, float(heat), gaps)
    fitted = np.array([_fit_disc(own - own.mean(axis=0)) for own in points])
    return _push_apart(fitted, gaps)


def _fit_disc(points: Points) -> Points:
    """Scale to a disc with room for each point; stragglers come to its rim."""
    room = SPACING * 0.6 * np.sqrt(len(points))
    length = np.sqrt((points**2).sum(axis=1, keepdims=True))
    scaled = length / max(float(np.quantile(length, _WITHIN)), 1e-9)
    return np.asarray(points / np.maximum(length, 1e-9) * np.minimum(scaled, 1.0) * room)


def _shift(points: Points, tied: Indices, strength: Points, heat: float, gaps: _Gaps) -> Points:
    """Return one step of the force layout, no longer than ``heat``."""
    gaps.measure(points)
    distance, force = gaps.distance, gaps.force
    np.maximum(np.sqrt(distance, out=distance), 1.0, out=distance)
    np.square(np.divide(SPACING, distance, out=force), out=force)
    force.ravel()[tied] -= strength * distance.ravel()[tied] / SPACING
    move = gaps.summed() - 0.02 * points
    length = np.maximum(np.sqrt((move**2).sum(axis=2, keepdims=True)), 1e-9)
    return np.asarray(move / length * np.minimum(length, heat))


def _push_apart(points: Points, gaps: _Gaps) -> Points:
    """Move points of a community that are closer than the spacing away from each other."""
    moving = np.arange(len(points))
    size = points.shape[1]
    diagonal = np.arange(size)
    for _ in range(PUSHES):
        gaps.measure(points[moving])
        gaps.distance[:, diagonal, diagonal] = np.inf
        near = np.flatnonzero(gaps.distance < SPACING**2)  # few of the pairs
        distance = np.sqrt(gaps.distance.ravel()[near])
        lack = SPACING - distance
        close = np.zeros(len(moving), dtype=bool)
        close[near[lack >= 1.0] // size**2] = True
        if not close.any():
            break
        sums = gaps.summed_over(near, lack / np.maximum(distance, 1e-6))
        points[moving[close]] += (sums / 4)[close]
        if not close.all():
            moving = moving[close]
            gaps = _Gaps(len(moving), size)
    return points


class _Gaps:
    """How far each point is from each other of its community: across, down, and in all.

    Flat arrays, one a coordinate: numpy sums along a last axis of two at a tenth of the speed.
    Always the same ones: new ones of this size take as long to get as to fill.
    """

    def __init__(self, communities: int, size: int) -> None:
        """Make room for so many communities of a size."""
        self.across, self.down, self.distance, self.force, self.spare = np.empty(
            (5, communities, size, size)
        )

    def measure(self, points: Points) -> None:
        """Set ``across`` and ``down``, and ``distance`` to its square."""
        x, y = np.ascontiguousarray(points.transpose(2, 0, 1))
        np.subtract(x[:, :, None], x[:, None, :], out=self.across)
        np.subtract(y[:, :, None], y[:, None, :], out=self.down)
        np.multiply(self.across, self.across, out=self.distance)
        self.distance += np.multiply(self.down, self.down, out=self.spare)

    def summed(self) -> Points:
        """Return, for each point, the sum of its gaps times the ``force`` of each."""
        sums = np.empty((*self.force.shape[:2], 2))
        for axis, gap in enumerate((self.across, self.down)):
            sums[:, :, axis] = np.multiply(gap, self.force, out=self.spare).sum(axis=2)
        return sums

    def summed_over(self, pairs: Indices, forces: Points) -> Points:
        """Return what ``summed`` does where there are but a few forces, in its order."""
        sums = np.empty((*self.force.shape[:2], 2))
        self.spare.fill(0.0)
        for axis, gap in enumerate((self.across, self.down)):
            self.spare.ravel()[pairs] = gap.ravel()[pairs] * forces
            sums[:, :, axis] = self.spare.sum(axis=2)
        return sums
