"""Discs of a map are pushed apart, as fast where there are thousands."""

from __future__ import annotations

import numpy as np
import pytest

from graphbuild.write import discs
from graphbuild.write.discs import part_discs
from graphbuild.write.springs import Points


def scattered(count: int) -> tuple[Points, Points]:
    """Discs of very different sizes over and over each other, some at one place."""
    chance = np.random.default_rng(count)
    centres = chance.normal(size=(count, 2)) * 60 * count**0.5
    centres[: count // 10] = centres[0]
    centres[: count // 10] += np.arange(count // 10)[:, None]
    radii = np.exp(chance.normal(4, 0.8, count))
    radii[-1] = 4000.0
    return centres, radii


def test_none_covers_another() -> None:
    centres, radii = scattered(60)
    parted = part_discs(centres, radii)
    gap = np.sqrt(((parted[:, None] - parted[None]) ** 2).sum(axis=2))
    np.fill_diagonal(gap, np.inf)
    assert (gap - radii[:, None] - radii[None]).min() > -1.0


@pytest.mark.parametrize("count", [2, 30, 150])
def test_to_look_at_neighbours_alone_changes_no_bit(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    centres, radii = scattered(count)
    every = part_discs(centres, radii)
    monkeypatch.setattr(discs, "_FEW", 1)
    assert np.array_equal(part_discs(centres, radii), every)


def test_few_of_the_pairs_of_many_discs_are_looked_at() -> None:
    for count in (2_000, 8_000):
        centres, radii = scattered(count)
        radii[-1] = 100.0
        centres[: count // 10] *= 2.0
        one, other = discs._neighbours(centres, radii)
        assert len(one) < 100 * count
        assert not (one == other).any()


def test_one_disc_stays_where_it_is() -> None:
    assert part_discs(np.array([[1.0, 2.0]]), np.array([3.0])).tolist() == [[1.0, 2.0]]
    assert part_discs(np.zeros((0, 2)), np.zeros(0)).shape == (0, 2)
