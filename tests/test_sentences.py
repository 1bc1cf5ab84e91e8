"""Sentences: spans of the source, in order, trimmed, never across blocks."""

from __future__ import annotations

import itertools

from graph_samples import post_of
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.sentences import LONGEST, sentence_at, sentences


def cut(text: str, *, start: int = 0) -> list[str]:
    post = post_of(text, start=start)
    return [post.surface(s.start, s.end) for s in sentences(post)]


def test_punctuation_before_a_capital_ends_a_sentence() -> None:
    assert cut("Bonjour à tous ! Zoé est là… Elle rit. 3 fois.") == [
        "Bonjour à tous !",
        "Zoé est là…",
        "Elle rit.",
        "3 fois.",
    ]


def test_initials_and_titles_end_none() -> None:
    assert cut("M. Dupont cite C. K. Prahalad. Fin.") == ["M. Dupont cite C. K. Prahalad.", "Fin."]


def test_quotation_marks_stay_with_their_sentence() -> None:
    assert cut("« Il pleut. » Elle sort.") == ["« Il pleut. »", "Elle sort."]


def test_paragraphs_and_items_end_a_sentence_without_punctuation() -> None:
    assert cut("Un titre\n\nUn autre\n- un point\n- un second") == [
        "Un titre",
        "Un autre",
        "- un point",
        "- un second",
    ]


def test_a_stretch_without_punctuation_is_cut() -> None:
    found = cut("mot " * 500)
    assert max(map(len, found)) <= LONGEST


def test_an_offset_leads_to_its_sentence_and_white_space_to_none() -> None:
    post = post_of("Un. Deux.", start=100)
    spans = sentences(post)
    assert [sentence_at(spans, i) for i in (99, 100, 103, 104, 109)] == [None, 0, None, 1, None]


@given(st.text(st.sampled_from("Aé. !?…»\n-\u00a0🎈"), max_size=60), st.integers(0, 9))
def test_sentences_rise_without_overlap_and_are_trimmed(text: str, start: int) -> None:
    post = post_of(text, start=start)
    spans = sentences(post)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for span in spans:
        words = post.surface(span.start, span.end)
        assert words == words.strip() != ""
