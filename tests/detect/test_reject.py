"""What looks like a name and is none."""

from __future__ import annotations

import pytest
from graph_samples import IDEAS, post_of, term

from graphbuild.detect.reject import Rejecter, opens_sentence
from graphbuild.model import Candidate
from graphbuild.ontology import Ontology

REJECT = Rejecter(
    Ontology(concepts=(term("transformation digitale", "Concept", iri=f"{IDEAS}/td"),))
)


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
