"""Countries and cities under several names, and the vocabulary's links to Wikidata."""

from __future__ import annotations

import re

import pytest

from graphbuild.ontology import ontology_folder, read_ontology
from graphbuild.unify.exonyms import joined, place_of, places


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("États-Unis", "U.S.A."),
        ("les Pays-Bas", "Netherlands"),
        ("Royaume Uni", "UK"),
        ("Pékin", "beijing"),
        ("GENÈVE", "Geneva"),
        ("Côte d’Ivoire", "Ivory Coast"),
    ],
)
def test_one_place_under_two_names(one: str, other: str) -> None:
    assert place_of(one) == place_of(other) is not None


@pytest.mark.parametrize(
    ("one", "other"), [("Iran", "Irak"), ("Niger", "Nigeria"), ("Autriche", "Australie")]
)
def test_places_that_look_alike_are_two(one: str, other: str) -> None:
    assert None is not place_of(one) != place_of(other) is not None


@pytest.mark.parametrize("form", ["", "🎈", "Trifouilly", "Vienne", "Valence"])
def test_what_is_unknown_or_could_be_two_towns_is_none(form: str) -> None:
    assert place_of(form) is None


def test_the_table_names_its_sources_and_each_name_means_one_place() -> None:
    assert len(places()) > 1000
    assert all(re.fullmatch(r"wd:Q\d+|gn:\d+", place) for place in places().values())
    assert all(name == joined(name) for name in places())


def test_every_link_out_is_a_wikidata_item_of_one_name() -> None:
    found = [iri for term in read_ontology(ontology_folder()).names for iri in term.exact]
    assert len(found) == len(set(found)) > 150
    assert all(re.fullmatch(r"http://www\.wikidata\.org/entity/Q\d+", iri) for iri in found)
