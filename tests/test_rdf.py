"""Names and IRIs: the same label gives the same IRI, valid in every library."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.rdf import SLUG_LENGTH, entity_iri, expand, slug

BASE = "https://example.org/graph/"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Andrew McAfee", "andrew-mcafee"),
        ("Éric  Œuvrard", "eric-oeuvrard"),
        ("E\u0301ric Œuvrard", "eric-oeuvrard"),
        ("L’Oréal", "l-oreal"),
        ("C++", "c-plus-plus"),
        ("C+", "c-plus"),
        ("C#", "c-sharp"),
        ("Google+", "google-plus"),
        ("snake_case", "snake-case"),
        ("שלום עולם", "שלום-עולם"),
        ("Straße", "strasse"),
    ],
)
def test_slugs_are_readable(label: str, expected: str) -> None:
    assert slug(label) == expected


def test_a_label_without_letters_gets_a_digest() -> None:
    assert slug("🎈").startswith("x-")
    assert slug("🎈") != slug("🎉")
    assert slug("") == slug("")
    assert slug("\ud800").startswith("x-")


def test_a_long_label_is_cut_and_stays_apart_from_its_neighbours() -> None:
    one, other = "a" * 2000, "a" * 1999 + "b"
    assert len(slug(one)) <= SLUG_LENGTH
    assert slug(one) != slug(other)


@given(st.text(st.characters(exclude_categories=()), max_size=120))
def test_every_label_gives_an_iri_that_libraries_accept(label: str) -> None:
    iri = entity_iri(BASE, "Person", label)
    assert pyoxigraph.NamedNode(iri).value == iri
    assert not set(iri[len(BASE) :]) & set(' <>"{}|\\^`#%?')
    assert slug(label) == slug(label)
    line = f"<{iri}> <{BASE}p> <{BASE}o> .".encode()
    assert len(list(pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_TRIPLES))) == 1


def test_a_misspelt_prefix_fails_at_once() -> None:
    assert expand("schema:Person") == "https://schema.org/Person"
    with pytest.raises(KeyError):
        expand("shema:Person")
