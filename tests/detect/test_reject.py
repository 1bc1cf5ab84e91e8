"""What looks like a name and is none."""

from __future__ import annotations

import pytest
from graph_samples import IDEAS, post_of, term

from graphbuild.detect.reject import Rejecter, opens_sentence
from graphbuild.model import Candidate
from graphbuild.ontology import Ontology

REJECT = Rejecter(
    Ontology(
        concepts=(term("transformation digitale", "Concept", iri=f"{IDEAS}/td"),),
        heads={"livre": "Work"},
    )
)


def rejected_in(text: str, surface: str, kind: str = "Work") -> bool:
    """Tell whether a span of a text that starts later in its file is rejected."""
    post = post_of(text, start=7)
    at = 7 + text.index(surface)
    found = Candidate(
        start=at, end=at + len(surface), surface=surface, type=kind, score=0.9, detector="model"
    )
    return REJECT(post, found)


def rejected(surface: str, *, detector: str = "quotes") -> bool:
    post = post_of(f"Voir {surface} ici")
    return REJECT(
        post,
        Candidate(
            start=5,
            end=5 + len(surface),
            surface=surface,
            type="Work",
            score=0.9,
            detector=detector,
        ),
    )


@pytest.mark.parametrize(
    "surface",
    [
        "https://example.org/Tamarin",
        "www.tamarin.example",
        "cleo@tamarin.example",
        "Tamarin.JPG",
        "Février",
        "Mardi",
        "Transformation Digitale",
        "Transformations digitales",
        "Tamarin " * 30,
    ],
)
def test_addresses_days_and_ideas_are_no_names(surface: str) -> None:
    assert rejected(surface)


@pytest.mark.parametrize(
    "surface", ["Tamarin", "Mars Attacks", "Tamarin.com", "שלום", "C++", "2.0"]
)
def test_names_are_kept(surface: str) -> None:
    assert not rejected(surface)


@pytest.mark.parametrize("detector", ["byline", "names"])
def test_layout_and_vocabulary_are_believed(detector: str) -> None:
    assert not rejected("Mars", detector=detector)


def opens(text: str, surface: str, *, detector: str = "model", kind: str = "Person") -> bool:
    post = post_of(text)
    at = text.index(surface)
    found = Candidate(
        start=at, end=at + len(surface), surface=surface, type=kind, score=0.7, detector=detector
    )
    return opens_sentence(post, found)


def test_a_dictionary_s_word_that_opens_a_sentence_is_doubtful() -> None:
    assert opens("Soyons clairs", "Soyons")
    assert opens("Il vient. Imaginez la suite", "Imaginez")
    assert not opens("Il dit Soyons", "Soyons")
    assert not opens("Zéphyr arrive", "Zéphyr")


def test_a_given_name_may_open_a_sentence_though_it_is_a_word_too() -> None:
    assert not opens("Marie : bien sûr !", "Marie")


def test_only_the_recogniser_is_doubted_at_the_start_of_sentences() -> None:
    assert not opens("Soyons clairs", "Soyons", detector="names")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Son slogan : « Lire fatigue »", "Lire fatigue"),
        ("Trois axes, soit « Sols et eaux », « Haies » et « Lire fatigue »", "Lire fatigue"),
        ("le panneau indiquait « Lire fatigue » en rouge", "Lire fatigue"),
        ('La question "Lire fatigue" revient', "Lire fatigue"),
        ("Le mot «\u00a0Lenteur\u00a0» revient", "Lenteur"),
    ],
)
def test_what_is_announced_as_words_is_no_title(text: str, said: str) -> None:
    assert rejected_in(text, said)


@pytest.mark.parametrize(
    "text",
    [
        "Le thème de son livre « Lire fatigue » est connu",
        "La réponse tient. Voir « Lire fatigue »",
        "Elle a publié « Lire fatigue »",
        "Une question de Lire fatigue",
    ],
)
def test_a_quotation_that_nothing_announces_as_words_is_kept(text: str) -> None:
    assert not rejected_in(text, "Lire fatigue")


def test_what_is_announced_as_words_may_name_somebody() -> None:
    assert not rejected_in("Le mot « Uzoil » revient", "Uzoil", "Product")


def test_capitals_that_stress_a_word_make_no_name() -> None:
    assert rejected_in("Et c'est VOULU, oui", "VOULU", "Organization")
    assert not rejected_in("Chez ORANGE, oui", "ORANGE", "Organization")
    assert not rejected_in("Le MIT, oui", "MIT", "Organization")


def test_a_lone_letter_names_nobody_unless_it_is_an_initial() -> None:
    assert rejected_in("le docteur Y, lui", "Y", "Person")
    assert not rejected_in("demander K. au comptoir", "K", "Person")
    assert rejected_in("M. F. : « Oui »", "F", "Person")
    assert rejected_in("vu par Mme F. hier", "F", "Person")
