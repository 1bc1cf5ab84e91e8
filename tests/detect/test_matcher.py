"""Labels of a vocabulary in text: whatever the number, case, accents; never across a break."""

from __future__ import annotations

import time

import pytest
from graph_samples import term
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.detect.matcher import Matcher, normal


def found(text: str, *labels: str) -> list[str]:
    matcher = Matcher(term(label, "Concept") for label in labels)
    return [text[m.start : m.end] for m in matcher.find(text)]


@pytest.mark.parametrize(
    ("label", "text", "surface"),
    [
        ("média social", "les Médias Sociaux !", "Médias Sociaux"),
        ("me\u0301dia social", "les médias sociaux", "médias sociaux"),
        (
            "culture de la relation client",
            "une culture de relation client",
            "culture de relation client",
        ),
        ("relation client", "la relation-client", "relation-client"),
        ("relation client", "la relation\u00a0client", "relation\u00a0client"),
        ("L'Oréal", "chez L’Oreal", "L’Oreal"),
        ("recherche et développement", "recherche & développement", "recherche & développement"),
        ("web 2.0", "le Web 2.0.", "Web 2.0"),
        ("C. K. Prahalad", "Avec C.K. Prahalad", "C.K. Prahalad"),
        ("Booking.com", "sur booking.com !", "booking.com"),
        ("Nudge: Improving", "lire Nudge : Improving", "Nudge : Improving"),
        ("Google +", "sur Google + et", "Google +"),
        ("Google+", "sur Google+, donc", "Google+"),
        ("C++", "en C++, oui", "C++"),
        ("réseau", "🎈 réseaux 🎈", "réseaux"),
        ("ארץ", "של ארץ", "ארץ"),
    ],
)
def test_a_label_is_found_as_people_write_it(label: str, text: str, surface: str) -> None:
    assert found(text, label) == [surface]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("C++", "en C# ou en C"),
        ("C#", "en C++ ou en C"),
        ("Google +", "Google vend, et Google aussi"),
        ("Google+", "Google plaît"),
        ("web 2.0", "le web. 2 fois 0"),
        ("web 2.0", "le web 2 0"),
        ("relation client", "une relation. Client heureux"),
        ("relation client", "une relation, client"),
        ("relation client", "une relation\nclient"),
        ("relation client", "une relation (client)"),
        ("TED", "à TEDx"),
    ],
)
def test_what_is_another_thing_is_not_found(label: str, text: str) -> None:
    assert found(text, label) == []


def test_nested_matches_come_by_start_then_length() -> None:
    labels = ("marketing", "marketing direct", "direct")
    assert found("marketing direct", *labels) == ["marketing", "marketing direct", "direct"]


@pytest.mark.parametrize("label", ["", "…", "🎈", " ".join(["mot"] * 30)])
def test_a_label_without_words_or_endless_is_left_out(label: str) -> None:
    assert found(f"{label} et mot", label) == []


def test_two_terms_of_one_label_are_both_given_in_their_order() -> None:
    matcher = Matcher([term("Orange", "Organization"), term("Orange", "Place")])
    assert [m.term.type for m in matcher.find("Orange")] == ["Organization", "Place"]


@pytest.mark.parametrize("word", ["sociaux", "Médias", "prix", "e\u0301tés", "C++"])
def test_normal_forms_are_the_same_for_every_case(word: str) -> None:
    assert normal(word) == normal(word.upper()) == normal(word.lower())


@given(st.text(max_size=50))
def test_any_text_can_be_searched_and_matches_lie_inside(text: str) -> None:
    matcher = Matcher([term("a b", "Concept"), term("é", "Concept"), term("2.0", "Concept")])
    for match in matcher.find(text):
        assert 0 <= match.start < match.end <= len(text)


@given(st.text(st.sampled_from("abé2 .-'&+"), min_size=1, max_size=12))
def test_every_label_is_found_in_its_own_text(label: str) -> None:
    matcher = Matcher([term(label, "Concept", iri="x:y")])
    compiled = bool(matcher._root.children)
    assert bool(list(matcher.find(label))) == compiled


def test_time_grows_with_the_text_and_not_with_the_vocabulary() -> None:
    matcher = Matcher(term(f"mot{i} mot{i + 1}", "Concept") for i in range(20_000))
    start = time.perf_counter()
    assert len(list(matcher.find("mot1 mot2 " * 2000))) == 2000
    assert time.perf_counter() - start < 8
