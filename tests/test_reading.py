"""Views: what models read, and the exact way back to the source."""

from __future__ import annotations

import unicodedata

import pytest
from graph_samples import place_of, post_of
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.model import Block, Post, Span
from graphbuild.reading import View, plain, view


def seen(text: str, *, start: int = 0, breaks: tuple[int, ...] = ()) -> tuple[Post, View]:
    block = Block(start=start, end=start + len(text), kind="paragraph")
    post = post_of(text, start=start, blocks=(block,), breaks=breaks)
    return post, view(post, block)


def back(post: Post, seen: View, words: str) -> str:
    at = seen.text.index(words)
    span = seen.span(at, at + len(words))
    return post.surface(span.start, span.end)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("l’agence", "l'agence"),
        ("« Zoé\u00a0» dit", "Zoé "),
        ("“Wave”", '"Wave"'),
        ("e\u0301cole", "école"),
        ("l'E\u0301cole d'E\u0301te\u0301", "École d'Été"),
        ("x\u0301y", "x\u0301y"),
        ("e\u0323\u0301a", "ẹ\u0301"),
        ("a\u200bb", "a b"),
        ("🎈 Zoé 🎈", "Zoé"),
        ("שלום עולם", "עולם"),
        ("peut‑être", "peut-être"),
    ],
)
def test_typography_is_replaced_and_leads_back(source: str, words: str) -> None:
    post, view_ = seen(f"Ici {source} là", start=50)
    found = back(post, view_, words)
    assert plain(found) == words
    assert plain(source).find(words) >= 0


def test_a_lost_space_is_put_in_and_stands_for_nothing() -> None:
    text = "chez ParisLyon et Nantes"
    post, view_ = seen(text, start=9, breaks=(9 + 10,))
    assert view_.text == "chez Paris Lyon et Nantes"
    assert [back(post, view_, w) for w in ("Paris", "Lyon", "Paris Lyon")] == [
        "Paris",
        "Lyon",
        "ParisLyon",
    ]
    assert back(post, view_, "Paris ") == "Paris"
    start, end = place_of(post, "Lyon")
    assert view_.text[slice(*view_.find(start, end))] == "Lyon"
    start, end = place_of(post, "Paris")
    assert view_.text[slice(*view_.find(start, end))] == "Paris"


def test_part_of_a_letter_is_widened_to_the_whole() -> None:
    post, view_ = seen("x\u0301y")
    assert view_.span(0, 1) == view_.span(1, 2) == Span(start=0, end=2)
    assert back(post, view_, "y") == "y"


def test_plain_is_what_a_view_has() -> None:
    for text in ("e\u0301 ’ “ ” \u00a0", "\u212b", "\u1112\u1161\u11ab", " \u0301a"):
        assert plain(text) == seen(text)[1].text


ALPHABET = "aé’“ \u00a0\u200b\n🎈xש\u0301\u0323\u05b0Å\u1100\u1161\u0958"


@given(
    st.text(st.one_of(st.sampled_from(ALPHABET), st.characters()), min_size=1, max_size=40),
    st.integers(0, 1000),
    st.data(),
)
def test_every_range_of_a_view_leads_back_exactly(
    text: str, start: int, data: st.DataObject
) -> None:
    places = st.integers(start + 1, start + max(1, len(text) - 1))
    breaks = tuple(sorted(data.draw(st.sets(places, max_size=4))))
    post, view_ = seen(text, start=start, breaks=breaks)
    assert len(view_.offsets) == len(view_.text) + 1
    assert list(view_.offsets) == sorted(view_.offsets)
    first = data.draw(st.integers(0, len(view_.text) - 1))
    last = data.draw(st.integers(first + 1, len(view_.text)))
    span = view_.span(first, last)
    assert start <= span.start <= span.end <= start + len(text)
    words = view_.text[first:last].replace(" ", "")
    found = plain(post.surface(span.start, span.end)).replace(" ", "")
    assert words in found
    whole = not (
        unicodedata.combining(view_.text[first])
        or (last < len(view_.text) and unicodedata.combining(view_.text[last]))
        or any(view_.offsets[i] == view_.offsets[i - 1] for i in (first, last) if i)
    )
    if whole:
        assert words == found
    assert view_.span(*view_.find(span.start, span.end)) == span or not words


@given(st.text(max_size=60))
def test_without_breaks_the_whole_view_is_the_whole_block(text: str) -> None:
    _, view_ = seen(text, start=3)
    assert view_.span(0, len(view_.text)) == Span(start=3, end=3 + len(text))
    assert plain(text) == view_.text
