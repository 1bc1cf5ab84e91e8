"""One candidate a span, and none that overlap."""

from __future__ import annotations

import itertools
import random
import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graphbuild.detect.select import CERTAIN, agreed, longest_first
from graphbuild.model import NAME_TYPES, Candidate


def candidate(
    start: int,
    end: int,
    kind: str = "Person",
    score: float = 0.7,
    detector: str = "model",
    iri: str | None = None,
) -> Candidate:
    return Candidate(
        start=start,
        end=end,
        surface="x" * (end - start),
        type=kind,
        score=score,
        detector=detector,
        iri=iri,
    )


def test_detectors_that_agree_make_a_span_surer() -> None:
    (found,) = agreed([candidate(0, 3), candidate(0, 3, score=0.9, detector="names", iri="i:x")])
    assert (found.score, found.detector, found.iri) == (0.97, "model+names", "i:x")


def test_the_type_with_most_support_wins_and_the_other_counts_against() -> None:
    group = [candidate(0, 3), candidate(0, 3, detector="again"), candidate(0, 3, "Place", 0.9)]
    (found,) = agreed(group)
    assert (found.type, found.iri) == ("Person", None)
    assert found.score == round(1 - 0.3 * 0.3 - 0.1, 4)


def test_what_the_vocabulary_says_outweighs_two_guesses() -> None:
    known = candidate(0, 3, "Place", 0.9, "names", "i:x")
    (found,) = agreed([candidate(0, 3), candidate(0, 3, detector="again"), known])
    assert (found.type, found.iri) == ("Place", "i:x")


def test_what_the_layout_says_comes_before_a_longer_span() -> None:
    byline, longer = candidate(5, 8, detector="byline+model"), candidate(0, 20)
    assert longest_first([longer, byline]) == [byline]


def test_the_outermost_extent_wins_and_neighbours_stay() -> None:
    long, inner, next_ = candidate(0, 10), candidate(4, 8, score=0.99), candidate(10, 12)
    assert longest_first([inner, next_, long]) == [long, next_]


candidates = st.lists(
    st.builds(
        lambda start, length, kind, score, detector: candidate(
            start, start + length, kind, score, detector
        ),
        st.integers(0, 40),
        st.integers(1, 12),
        st.sampled_from(NAME_TYPES),
        st.floats(0, 1),
        st.sampled_from(["model", "names", "byline", "again"]),
    ),
    max_size=25,
)


@given(candidates, st.randoms(use_true_random=False))
def test_the_choice_does_not_overlap_nor_depend_on_the_order(
    found: list[Candidate], order: random.Random
) -> None:
    chosen = longest_first(agreed(found))
    assert all(a.end <= b.start for a, b in itertools.pairwise(chosen))
    assert all(0 <= c.score <= CERTAIN for c in chosen)
    kept = {(c.start, c.end) for c in chosen}
    for other in found:
        assert (other.start, other.end) in kept or any(
            s < other.end and other.start < e for s, e in kept
        )
    order.shuffle(found)
    again = longest_first(agreed(found))
    assert [replace(c, iri=None) for c in again] == [replace(c, iri=None) for c in chosen]


def test_many_candidates_are_chosen_among_in_no_time() -> None:
    many = [candidate(i, i + 3) for i in range(0, 60_000, 2)]
    start = time.perf_counter()
    assert len(longest_first(many)) == 15_000
    assert time.perf_counter() - start < 10
