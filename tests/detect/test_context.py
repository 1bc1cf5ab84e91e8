"""What stands around a name tells its type."""

from __future__ import annotations

import pytest
from graph_samples import place_of, post_of, reading_of

from graphbuild.detect.context import (
    MAX_TITLE_WORDS,
    from_heads,
    from_quotes,
    second_voices,
    to_closing_mark,
)
from graphbuild.detect.names import from_model
from graphbuild.model import Candidate
from graphbuild.ontology import Ontology

HEADS = {"livre": "Work", "agence": "Organization", "application": "Product"}
ONTOLOGY = Ontology(heads=HEADS, inner_heads={"agency": "Organization"})


def quoted(text: str) -> list[tuple[str, str]]:
    post = post_of(text, start=20)
    found = list(from_quotes(post, reading_of(post), HEADS))
    assert all(c.surface == post.surface(c.start, c.end) for c in found)
    return [(c.surface, c.type) for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "son livre « Les Vents »",
        "son livre “Les Vents”",
        'son livre "Les Vents"',
        "son livre «Les Vents !»",
    ],
)
def test_a_quoted_title_after_a_word_for_a_work_is_a_work(text: str) -> None:
    assert quoted(text) == [("Les Vents", "Work")]


@pytest.mark.parametrize(
    "text",
    [
        "elle dit « Les Vents »",
        "son livre « les vents se lèvent »",
        f"son livre « {'Vent ' * (MAX_TITLE_WORDS + 1)}»",
        "son livre « Les Vents",
        "son livre «  »",
    ],
)
def test_what_somebody_says_is_no_title(text: str) -> None:
    assert quoted(text) == []


def voices(text: str, words: str, label: str) -> set[tuple[str, str]]:
    post = post_of(text)
    reading = reading_of(post, ents=[(words, label)])
    candidates = list(from_model(post, reading))
    return {(c.type, c.detector) for c in second_voices(post, reading, candidates, ONTOLOGY)}


def test_a_describing_word_before_a_name_is_a_second_voice() -> None:
    assert voices("l’agence Tamarin rit", "Tamarin", "Person") == {("Organization", "head")}
    assert voices("une agence de Tamarin rit", "Tamarin", "Person") == set()
    assert voices("Tamarin, une agence", "Tamarin", "Person") == set()


def test_a_word_inside_a_name_is_a_second_voice() -> None:
    assert voices("chez Tamarin Agency", "Tamarin Agency", "Person") == {("Organization", "inner")}
    assert voices("chez Agency", "Agency", "Person") == set()


def test_capitalised_words_after_a_describing_word_are_found() -> None:
    post = post_of("Une application Grand Vent et l'agence zéro", start=8)
    found = list(from_heads(post, reading_of(post), ONTOLOGY))
    assert [(c.surface, c.type) for c in found] == [("Grand Vent", "Product")]
    assert post.surface(found[0].start, found[0].end) == "Grand Vent"


@pytest.mark.parametrize(
    "text",
    [
        "un baromètre publié par Tamarin",
        "une étude réalisée conjointement par Grand Vent et Tamarin",
        "les rencontres organisées par l'Observatoire Nord, Grand Vent et Tamarin",
    ],
)
def test_who_publishes_or_organises_is_no_product(text: str) -> None:
    assert ("Organization", "agent") in voices(text, "Tamarin", "Product")


@pytest.mark.parametrize(
    "text",
    ["une page propulsée par Tamarin", "il est passé par Tamarin", "publié par erreur sur Tamarin"],
)
def test_by_what_or_by_where_is_no_agent(text: str) -> None:
    assert not any(detector == "agent" for _, detector in voices(text, "Tamarin", "Product"))


def test_a_person_may_be_an_agent() -> None:
    assert not any(d == "agent" for _, d in voices("publié par Cléo", "Cléo", "Person"))


@pytest.mark.parametrize(
    ("text", "event", "whole"),
    [
        ("le Forum Polygone 2014 a", "Forum Polygone", "Forum Polygone 2014"),
        ("le Forum Polygone Lyon a", "Forum Polygone", "Forum Polygone Lyon"),
        ("le Forum Polygone Lyon 2014 a", "Forum Polygone", "Forum Polygone Lyon 2014"),
        ("le Forum Polygone #3 a", "Forum Polygone", "Forum Polygone #3"),
    ],
)
def test_an_event_s_town_number_and_year_belong_to_its_name(
    text: str, event: str, whole: str
) -> None:
    post = post_of(text, start=11)
    reading = reading_of(post, ents=[(event, "Event"), *([("Lyon", "LOC")] * ("Lyon" in text))])
    found = list(second_voices(post, reading, list(from_model(post, reading)), ONTOLOGY))
    assert [(c.surface, c.type) for c in found if c.detector == "year"] == [(whole, "Event")]


def test_a_short_year_welded_to_an_event_belongs_to_it() -> None:
    post = post_of("vu à Polygone’09, hier")
    known = Candidate(
        start=5, end=13, surface="Polygone", type="Event", score=0.8, detector="names"
    )
    found = second_voices(post, reading_of(post), [known], ONTOLOGY)
    assert [c.surface for c in found if c.detector == "year"] == ["Polygone’09"]


def test_a_town_after_a_comma_is_not_the_event_s() -> None:
    post = post_of("le Forum Polygone, Lyon")
    reading = reading_of(post, ents=[("Forum Polygone", "Event"), ("Lyon", "LOC")])
    found = second_voices(post, reading, list(from_model(post, reading)), ONTOLOGY)
    assert not [c for c in found if c.detector == "year"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dans « Le sel : histoire d'un goût » paru hier", ["Le sel : histoire d'un goût"]),
        ('dans "Le sel, et après ?" paru hier', ["Le sel, et après"]),
        ("dans « Le sel » paru hier", []),
        ("dans « Voir Le sel : histoire » paru hier", []),
    ],
)
def test_a_title_that_opens_a_quotation_goes_on_to_its_end(text: str, expected: list[str]) -> None:
    post = post_of(text, start=12)
    start, end = place_of(post, "Le sel")
    title = Candidate(
        start=start, end=end, surface="Le sel", type="Work", score=0.7, detector="model"
    )
    found = list(to_closing_mark(post, reading_of(post), [title]))
    assert [(c.surface, c.type) for c in found] == [(each, "Work") for each in expected]
