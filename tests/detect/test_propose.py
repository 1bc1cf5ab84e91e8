"""Spans to try, which the evidence judges later."""

from __future__ import annotations

from dataclasses import replace

from graph_samples import post_of, reading_of

from graphbuild.detect.judge import ANY
from graphbuild.detect.propose import (
    from_capitals,
    from_hesitation,
    from_quotation_marks,
    in_small_letters,
    shorter,
    with_head,
)
from graphbuild.model import NAME_TYPES, Candidate
from graphbuild.reading import Beliefs


def test_capitals_in_a_row_are_tried_whole_and_in_parts() -> None:
    post = post_of("hier Marcel Tanguy de Flamboise est venu")
    surfaces = {c.surface for c in from_capitals(post, reading_of(post))}
    assert {"Marcel Tanguy de Flamboise", "Marcel Tanguy", "Flamboise"} <= surfaces


def test_proposals_carry_no_type() -> None:
    post = post_of("hier Marcel est venu")
    assert {c.type for c in from_capitals(post, reading_of(post))} == {ANY}


def test_a_lone_word_is_not_tried_where_the_recogniser_sees_no_name_at_all() -> None:
    post = post_of("Marcel est venu")
    for chance, tried in ((0.0005, []), (0.01, ["Marcel"])):
        rows = ((chance,) * len(NAME_TYPES),) * 3
        reading = replace(reading_of(post), beliefs=Beliefs(names=(), begins=rows))
        assert [c.surface for c in from_capitals(post, reading)] == tried
    for words in ("Marcel Tanguy", "RRV", "Web2"):  # more than a capital speaks for these
        post = post_of(f"{words} est venu")
        rows = ((0.0,) * len(NAME_TYPES),) * 4
        reading = replace(reading_of(post), beliefs=Beliefs(names=(), begins=rows))
        assert words in {c.surface for c in from_capitals(post, reading)}


def test_short_quotations_are_tried_long_ones_are_not() -> None:
    post = post_of("« La Vague » et « " + "mot " * 20 + "»")
    assert [c.surface for c in from_quotation_marks(post, reading_of(post))] == ["La Vague"]


def test_a_describing_word_is_tried_with_the_name_after_it() -> None:
    post = post_of("invités par la fondation de Tanguy et la veuve Tanguy")
    found = with_head(post, reading_of(post), {"fondation": "Organization"})
    assert [c.surface for c in found] == ["fondation de Tanguy"]


def test_tokens_at_which_the_recogniser_hesitated_are_tried() -> None:
    post = post_of("vu sur pulsette hier")
    chances = [tuple(0.0 for _ in NAME_TYPES)] * 4
    chances[2] = (0.0, 0.0, 0.0, 0.0, 0.0, 0.3)
    reading = replace(reading_of(post), beliefs=Beliefs(names=(), begins=tuple(chances)))
    assert [c.surface for c in from_hesitation(post, reading)] == ["pulsette"]


def test_a_marked_name_is_tried_without_its_tail_in_lower_case() -> None:
    post = post_of("La Tanguade d'initiation au web")
    marked = Candidate(
        start=3, end=31, surface=post.surface(3, 31), type="Event", score=0.7, detector="model"
    )
    assert "Tanguade" in {c.surface for c in shorter(post, reading_of(post), [marked])}


def test_names_of_the_file_are_tried_in_lower_case_too() -> None:
    post = post_of("encore pulsette ou Pulsette ?")
    found = in_small_letters(post, reading_of(post), {"pulsette"})
    assert [c.surface for c in found] == ["pulsette"]
