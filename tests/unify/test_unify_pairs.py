"""Pairs are counted exactly, whether they fit into memory or not."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import pytest

from graphbuild.unify.pairs import LIMIT, PairCounts


@pytest.mark.parametrize(("held", "step"), [(10_000_000, 1), (7, 3), (1, 1), (100, 1000), (64, 2)])
@pytest.mark.parametrize("minimum", [1, 2, 5])
def test_the_counts_are_those_of_a_table_in_memory(held: int, step: int, minimum: int) -> None:
    chance = random.Random(held)
    wanted: Counter[tuple[int, int]] = Counter()
    with PairCounts(held=held, step=step) as pairs:
        for _ in range(150):
            numbers = sorted({int(30 * chance.random() ** 2) for _ in range(5)})
            wanted.update(combinations(numbers, 2))
            pairs.add_all(numbers)
        found = list(pairs.at_least(minimum))
    assert found == sorted((*pair, n) for pair, n in wanted.items() if n >= minimum)


def test_nothing_was_added() -> None:
    with PairCounts() as pairs:
        assert list(pairs.at_least(1)) == []


def test_one_thing_meets_nobody() -> None:
    with PairCounts(held=1) as pairs:
        pairs.add_all([3])
        pairs.add_all([])
        assert list(pairs.at_least(1)) == []


def test_the_largest_numbers_are_kept_whole() -> None:
    with PairCounts(held=1) as pairs:
        pairs.add_all([0, LIMIT - 2, LIMIT - 1])
        pairs.add_all([LIMIT - 2, LIMIT - 1])
        found = list(pairs.at_least(1))
    assert found == [(0, LIMIT - 2, 1), (0, LIMIT - 1, 1), (LIMIT - 2, LIMIT - 1, 2)]
