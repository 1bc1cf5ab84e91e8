"""What looks like a name and is none."""

from __future__ import annotations

import pytest
from graph_samples import IDEAS, post_of, term

from graphbuild.detect.reject import Rejecter
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
