"""Titles that the layout gives away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graph_samples import place_of, post_of, reading_of

from graphbuild.detect.titled import after_speaker, in_title_lists, with_speaker
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
