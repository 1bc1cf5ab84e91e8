"""Discs pushed apart until none covers another: the communities of a map."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphbuild.write.springs import PUSHES, Points

_DISC_PUSHES = 400
_MANY = 1500
"""Discs from which on they are pushed ``PUSHES`` times."""

_FEW = 200
"""Discs up to which all pairs are looked at: sooner done than to look for neighbours."""

Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]


def part_discs(centres: Points, radii: Points) -> Points:
    """Return the centres after each disc was pushed off those it covers, all at once.

    Takes a place and a radius for each. A page of 5,000 comments has as many discs:
    all their pairs would take minutes and gigabytes.
    """
    count = len(radii)
    if count < 2:
        return centres
    reach = _reach(radii) if count <= _FEW else None
    for _ in range(_DISC_PUSHES if count < _MANY else PUSHES):
        one, other = _neighbours(centres, radii) if reach is None else _near(centres, reach)
        gap = centres[one] - centres[other]
        distance = np.maximum(np.sqrt((gap**2).sum(axis=1)), 1e-6)
        room = radii[one] + radii[other]
        lack = np.clip(room - distance, 0.0, None)
        if lack.max(initial=0.0) < 1.0:
            break
        push = gap * (lack / distance * (radii[other] / room) * 0.6)[:, None]
        moves = [np.bincount(one, push[:, axis], minlength=count) for axis in (0, 1)]
        centres = centres + np.column_stack(moves)
    return centres


def _reach(radii: Points) -> Points:
    """Return the squares of the distances from which on no disc covers another, for each pair."""
    reach = (radii[:, None] + radii[None, :]) ** 2 * (1 + 1e-9)
    np.fill_diagonal(reach, 0.0)
    return np.asarray(reach)


def _near(centres: Points, reach: Points) -> Pairs:
    """Return the pairs that may cover each other, both ways, in order: few of all."""
    x, y = np.ascontiguousarray(centres.T)
    one, other = np.nonzero(np.subtract.outer(x, x) ** 2 + np.subtract.outer(y, y) ** 2 < reach)
    return one, other


def _neighbours(centres: Points, radii: Points) -> Pairs:
    """Return the pairs that may cover each other, both ways, in order.

    Discs of about a size are looked up together: where one is large, the small ones are
    still compared with those beside them alone.
    """
    from scipy.spatial import KDTree  # 0.3 s: not for the usual map

    sizes = np.floor(np.log2(radii))
    members = [np.flatnonzero(sizes == size) for size in np.unique(sizes)]
    trees = [(each, KDTree(centres[each]), radii[each].max()) for each in members]
    found = []
    for ones, tree, reach in trees:
        for others, other_tree, other_reach in trees:
            near = tree.sparse_distance_matrix(
                other_tree, reach + other_reach, output_type="ndarray"
            )
            found.append((ones[near["i"]], others[near["j"]]))
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    apart = one != other
    one, other = one[apart], other[apart]
    order = np.lexsort((other, one))  # sums are taken in this order, whatever the trees did
    return one[order], other[order]
