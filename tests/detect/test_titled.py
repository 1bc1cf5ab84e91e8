"""Titles that the layout gives away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graph_samples import place_of, post_of, reading_of

from graphbuild.detect.titled import (
    after_speaker,
    in_title_lists,
    is_somebody,
    under_speaker,
    with_speaker,
)
from graphbuild.model import Candidate, Post
from graphbuild.reading import Reading

HEADS = {"article": "Work", "salon": "Event"}


def title(text: str, person: str = "Cléo Vasseur") -> list[str]:
    post = post_of(text, start=9)
    start, end = place_of(post, person)
    speaker = Candidate(
        start=start, end=end, surface=person, type="Person", score=0.9, detector="model"
    )
    found = list(with_speaker(post, reading_of(post), [speaker]))
    assert all(c.surface == post.surface(c.start, c.end) and c.type == "Work" for c in found)
    return [c.surface for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Le silence des formulaires » - par Cléo Vasseur", "Le silence des formulaires"),
        ('"Le silence des formulaires", Cléo Vasseur', "Le silence des formulaires"),
        ("Écrire court, par Cléo Vasseur (Tamarin)", "Écrire court"),
        ("Lu cette semaine : Nus sur la place, de Cléo Vasseur", "Nus sur la place"),
        ("Why Forms Fail – Cléo Vasseur", "Why Forms Fail"),
        ("9h30 Écrire court - Cléo Vasseur (Tamarin)", "Écrire court"),
        ("14h - 14h45 : Écrire court, par Cléo Vasseur", "Écrire court"),
    ],
)
def test_what_fills_a_line_but_for_its_speaker_is_a_title(text: str, expected: str) -> None:
    assert title(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "La présidente, Cléo Vasseur, a refusé",
        "Fondée en 2006 par Cléo Vasseur",
        "Je parle avec Cléo Vasseur",
        "Il pleut. Rien à faire, par Cléo Vasseur",
        "Merci, par Cléo Vasseur",
        "18h00 Conclusion, par Cléo Vasseur",
    ],
)
def test_a_sentence_with_a_person_is_no_title(text: str) -> None:
    assert title(text) == []


def test_one_name_alone_is_no_speaker() -> None:
    assert title("Écrire court, par Cléo", "Cléo") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cléo Vasseur : « Le silence des formulaires »", ["Le silence des formulaires"]),
        ("Cléo Vasseur (Tamarin) : « Qui parle ici ? » ;", ["Qui parle ici"]),
        ("Cléo Vasseur, libraire : « La « lenteur » du web ».", ["La « lenteur » du web"]),
        ("Cléo Vasseur : « Le silence des formulaires » m'a plu", []),
        ("Avec Cléo Vasseur : « Le silence des formulaires »", []),
        ("Cléo Vasseur : Le silence des formulaires", []),
    ],
)
def test_an_item_may_name_the_speaker_first(text: str, expected: list[str]) -> None:
    post, (reading,) = readings(("item", text))
    start, end = place_of(post, "Cléo Vasseur")
    speaker = Candidate(
        start=start, end=end, surface="Cléo Vasseur", type="Person", score=0.9, detector="model"
    )
    assert [c.surface for c in after_speaker(post, reading, [speaker])] == expected
    assert list(after_speaker(post, reading, [replace(speaker, type="Place")])) == []


def readings(*lines: tuple[str, str]) -> tuple[Post, list[Reading]]:
    post = post_of("\n\n".join(text for _, text in lines))
    found = [reading_of(post, block=i) for i in range(len(lines))]
    return post, [
        replace(reading, block=replace(reading.block, kind=kind))
        for reading, (kind, _) in zip(found, lines, strict=True)
    ]


def listed(*lines: tuple[str, str]) -> list[tuple[int, str]]:
    post, blocks = readings(*lines)
    return [(index, found.surface) for index, found in in_title_lists(post, blocks, HEADS)]


def test_the_items_of_a_list_that_a_plural_announces_are_titles() -> None:
    assert listed(
        ("paragraph", "Voici mes derniers articles :"),
        ("item", "Pourquoi vos formulaires fuient ?"),
        ("item", "12 façons de se taire"),
        ("paragraph", "Bonne lecture"),
        ("item", "Une liste de courses"),
    ) == [(1, "Pourquoi vos formulaires fuient"), (2, "12 façons de se taire")]


def test_other_lists_hold_no_titles() -> None:
    assert listed(("paragraph", "Il faut trois choses :"), ("item", "Du temps libre")) == []
    assert listed(("paragraph", "Mon article en parle :"), ("item", "Du temps libre")) == []


def test_sentences_and_single_words_are_no_titles() -> None:
    assert (
        listed(
            ("heading", "Mes articles"),
            ("item", "Je les ai perdus."),
            ("item", "Formulaires"),
            ("item", "en vrac et sans ordre"),
        )
        == []
    )


def test_a_choice_is_of_what_the_sentence_before_names() -> None:
    announced = "Plusieurs articles en parlent. Petite sélection :"
    assert listed(("paragraph", announced), ("item", "Du pain et des abeilles")) == [
        (1, "Du pain et des abeilles")
    ]
    unsaid = "Plusieurs voisins en parlent. Petite sélection :"
    assert listed(("paragraph", unsaid), ("item", "Du pain et des abeilles")) == []


def test_a_list_of_titles_goes_on_after_a_short_line() -> None:
    assert listed(
        ("paragraph", "Voici mes derniers articles :"),
        ("item", "Du pain et des abeilles"),
        ("paragraph", "Et un petit dernier :"),
        ("item", "La ruche du voisin"),
        ("paragraph", "Au menu de demain :"),
        ("item", "Une tarte aux poires"),
    ) == [(1, "Du pain et des abeilles"), (3, "La ruche du voisin")]


def test_one_item_may_end_as_a_sentence_among_titles() -> None:
    titles = ["Du pain et des abeilles", "La ruche du voisin", "Miel, cire et patience"]
    items = [("item", text) for text in (*titles, "Adieu, frelons.")]
    assert [found for _, found in listed(("paragraph", "Mes articles :"), *items)] == [
        *titles,
        "Adieu, frelons",
    ]


@pytest.mark.parametrize(
    "item",
    ["Et bien d'autres encore", "And many more to come", "Lyon, le 3 avril", "Accueil dès 9h30"],
)
def test_what_closes_or_dates_a_list_is_no_title(item: str) -> None:
    assert listed(("paragraph", "Nos conférences :"), ("item", item)) == []


def test_the_title_of_a_labelled_item_is_in_its_quotation_marks() -> None:
    for item in ("Budget : « Où va le miel ? »", 'Budget : "Où va le miel ?".'):
        assert listed(("heading", "Mes articles"), ("item", item)) == [(1, "Où va le miel")]


def test_an_item_that_is_a_known_or_short_name_is_no_title() -> None:
    def candidate(words: str, kind: str, iri: str | None = None) -> Candidate:
        return Candidate(
            start=3, end=3 + len(words), surface=words, type=kind, score=0.7, iri=iri, detector="x"
        )

    title = candidate("Cléo Vasseur", "Work")
    assert is_somebody(title, [candidate("Cléo Vasseur", "Person")])
    assert not is_somebody(title, [candidate("Cléo", "Person"), title])
    long = "Chambre des métiers de Plouvara"
    assert not is_somebody(candidate(long, "Work"), [candidate(long, "Organization")])
    known = candidate(long, "Organization", iri="https://example.org/known")
    assert is_somebody(candidate(long, "Work"), [known])


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("Cléo Vasseur :", "« Why forms fail »", ["Why forms fail"]),
        ("Cléo Vasseur (Tamarin) :", '"Why forms fail".', ["Why forms fail"]),
        ("Cléo Vasseur dit :", "« Why forms fail »", []),
        ("Cléo Vasseur :", "« Why forms fail », she said", []),
        ("Cléo Vasseur :", "Why forms fail", []),
    ],
)
def test_a_quoted_line_below_a_speaker_is_a_title(
    above: str, below: str, expected: list[str]
) -> None:
    post, blocks = readings(("item", above), ("quote", below))
    start, end = place_of(post, "Cléo Vasseur")
    speaker = Candidate(
        start=start, end=end, surface="Cléo Vasseur", type="Person", score=0.9, detector="model"
    )
    found = list(under_speaker(post, blocks, [[speaker], []]))
    assert [c.surface for _, c in found] == expected
    assert list(under_speaker(post, blocks, [[], []])) == []
