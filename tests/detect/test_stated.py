"""What sentences say outright that a name is."""

from __future__ import annotations

import pytest
from graph_samples import place_of, post_of, reading_of

from graphbuild.detect.stated import stated, stated_type, telling
from graphbuild.model import Candidate
from graphbuild.ontology import ontology_folder, read_ontology

WORDS = {"directrice": "Person", "juriste": "Person", "agence": "Organization"}
WORDS |= {"roman": "Work", "logiciel": "Product", "salon": "Event"}


def told(text: str, name: str, kind: str) -> str | None:
    at = text.index(name)
    return stated_type(text, at, at + len(name), kind, WORDS)


@pytest.mark.parametrize(
    ("text", "name", "taken", "expected"),
    [
        (
            "avec Soizic Vauquelin, directrice du musée",
            "Soizic Vauquelin",
            "Organization",
            "Person",
        ),
        ("Ploumagoar, notre juriste, prépare", "Ploumagoar", "Place", "Person"),
        ("Ploumagoar (une petite agence de Brest)", "Ploumagoar", "Person", "Organization"),
        ("et Uzoil, c'est l'agence qui monte", "Uzoil", "Product", "Organization"),
        ("Tamarin, le roman de l'été", "Tamarin", "Person", "Work"),
        ("Uzoil est un beau mot", "Uzoil", "Product", None),
        ("À Morlaix, l'agence attend", "Morlaix", "Place", None),
        ("préfacé par Soizic Vauquelin, le roman", "Soizic Vauquelin", "Person", None),
        ("Uzoil, agence de voyage", "Uzoil", "Product", None),
    ],
)
def test_what_stands_beside_a_name_may_say_what_it_is(
    text: str, name: str, taken: str, expected: str | None
) -> None:
    assert told(text, name, taken) == expected


@pytest.mark.parametrize(
    ("text", "taken", "expected"),
    [
        ("le fondateur de Uzoil", "Person", "Organization"),
        ("le PDG d'Uzoil", "Place", "Organization"),
        ("trois analystes chez Uzoil", "Person", "Organization"),
        ("il travaille chez Uzoil", "Place", "Organization"),
        ("croisée lors de l'Uzoil", "Product", "Event"),
        ("en marge du Uzoil", "Organization", "Event"),
        ("tout tourne sous Uzoil", "Person", "Product"),
        ("le maire de Uzoil", "Place", None),
        ("le président d'Uzoil", "Place", None),
        ("avec Uzoil", "Person", None),
    ],
)
def test_what_stands_before_a_name_may_say_what_it_is(
    text: str, taken: str, expected: str | None
) -> None:
    assert told(text, "Uzoil", taken) == expected


def test_at_somebody_s_is_at_no_firm() -> None:
    assert told("on dîne chez Solène", "Solène", "Person") is None
    assert told("on dîne chez Marie Uzoil", "Marie Uzoil", "Person") is None


@pytest.mark.parametrize(
    ("text", "name", "taken", "expected"),
    [
        ("merci à la SOTRAMU", "SOTRAMU", "Place", "Organization"),
        ("un guide de l'UZGF", "UZGF", "Person", "Organization"),
        ("j'habite en UZGF", "UZGF", "Place", None),
        ("la FRANCE entière", "FRANCE", "Place", None),
        ("rendez-vous au UZGF", "UZGF", "Event", None),
        ("le Sotramu", "Sotramu", "Place", None),
    ],
)
def test_an_unknown_acronym_with_an_article_is_no_place_and_nobody(
    text: str, name: str, taken: str, expected: str | None
) -> None:
    assert told(text, name, taken) == expected


def test_what_is_stated_is_one_more_voice_for_the_same_span() -> None:
    post = post_of("Il travaille chez Uzoil, à Morlaix", start=9)
    spans = [(*place_of(post, name), name) for name in ("Uzoil", "Morlaix")]
    names = [
        Candidate(
            start=a, end=z, surface=name, type="Place", score=0.7, detector="model", iri="x:y"
        )
        for a, z, name in spans
    ]
    (voice,) = stated(post, reading_of(post), names, WORDS)
    assert (voice.surface, voice.type, voice.detector) == ("Uzoil", "Organization", "stated")
    assert (voice.start, voice.end) == spans[0][:2]
    assert voice.iri is None


def test_only_roles_that_firms_never_have_tell_a_person() -> None:
    words = telling(read_ontology(ontology_folder(), with_names=False))
    assert {words[role] for role in ("directrice", "cofondateur", "sociologue")} == {"Person"}
    assert words["agence"] == "Organization"
    assert "Person" not in {words.get(role) for role in ("editeur", "partenaire", "filiale")}
