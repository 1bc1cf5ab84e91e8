"""Who is who, counted by hand."""

import pytest

from graphbuild.evaluate import render_curve
from graphbuild.evaluate.clusters import bcubed, ceaf_e, pairwise
from graphbuild.evaluate.score import score

MERGED = [("a", "1"), ("a", "1"), ("b", "1")]
"""Two mentions of a and one of b, all given to one entity."""

SPLIT = [("a", "1"), ("a", "2"), ("b", "3")]
"""The two mentions of a given to two entities."""


def test_the_same_grouping_is_perfect_whatever_the_names() -> None:
    pairs = [("a", "9"), ("a", "9"), ("b", "7")]
    for measure in (bcubed, pairwise, ceaf_e):
        assert measure(pairs).f1 == 1


def test_bcubed_averages_over_mentions() -> None:
    assert bcubed(MERGED).precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert bcubed(MERGED).recall == 1
    assert bcubed(SPLIT).precision == 1
    assert bcubed(SPLIT).recall == pytest.approx((1 / 2 + 1 / 2 + 1) / 3)


def test_pairwise_counts_links() -> None:
    assert pairwise(MERGED).precision == pytest.approx(1 / 3)
    assert pairwise(MERGED).recall == 1
    assert pairwise(SPLIT).recall == 0


def test_ceaf_matches_clusters_one_to_one() -> None:
    # entity 1 is best matched with a: 2 * 2 / (2 + 3) = 0.8; b stays alone
    assert ceaf_e(MERGED).precision == pytest.approx(0.8)
    assert ceaf_e(MERGED).recall == pytest.approx(0.4)
    # a with either half: 2 * 1 / (2 + 1); b with 3: 1
    assert ceaf_e(SPLIT).precision == pytest.approx((2 / 3 + 1) / 3)
    assert ceaf_e(SPLIT).recall == pytest.approx((2 / 3 + 1) / 2)


def test_ceaf_prefers_the_best_whole_over_the_best_first_pair() -> None:
    pairs = [("a", "1")] * 3 + [("a", "2")] * 3 + [("b", "1")] * 3
    # a-2 and b-1 (2/3 each) beat a-1 (1/2) alone
    assert ceaf_e(pairs).recall == pytest.approx(2 / 3)


def test_nothing_in_common_scores_nothing() -> None:
    for measure in (bcubed, pairwise, ceaf_e):
        assert measure([]).f1 == 0


def test_the_curve_marks_the_shipped_threshold() -> None:
    points = {t: score([], {}) for t in (0.5, 0.7)}
    header, *lines = render_curve(points, 0.7).strip().split("\n")
    assert "B-cubed" in header
    assert "CEAF-e" in header
    assert [line.startswith("0.70 shipped") for line in lines] == [False, False, True]
