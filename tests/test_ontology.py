"""Reading the ontology: what a file says, and what is said when it is broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graphbuild.errors import OntologyError
from graphbuild.model import ENTITY_TYPES
from graphbuild.ontology import Ontology, Term, ontology_folder, read_ontology

PREFIXES = """@prefix gb: <https://w3id.org/graphbuild#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix n: <https://example.org/names/> .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in ontology_folder().glob("*.ttl"):
        shutil.copy(path, tmp_path)
    return tmp_path


def names_of(folder: Path, turtle: str) -> tuple[Term, ...]:
    (folder / "names.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
    return read_ontology(folder).names


def test_a_name_is_read_with_all_that_is_said_of_it(folder: Path) -> None:
    (term,) = names_of(
        folder,
        'n:orange a gb:Organization ; skos:prefLabel "Orange" ; skos:altLabel "Oranje"@nl ;'
        ' skos:hiddenLabel "Orrange" ; gb:alsoType gb:Product ; gb:needsCapital true ;'
        " schema:sameAs <https://example.org/o> .",
    )
    assert (term.type, term.label, term.also) == ("Organization", "Orange", ("Product",))
    assert term.patterns() == (("Orange", ""), ("Oranje", "nl"), ("Orrange", ""))
    assert term.needs_capital
    assert not term.ambiguous
    assert term.exact == ("https://example.org/o",)


def test_labels_without_a_language_come_first_then_french(folder: Path) -> None:
    (term,) = names_of(
        folder, 'n:londres a gb:Place ; skos:prefLabel "London"@en, "Londres"@fr, "Londra"@it .'
    )
    assert [language for _, language in term.labels] == ["fr", "en", "it"]


def test_a_name_of_two_classes_is_a_mistake(folder: Path) -> None:
    with pytest.raises(OntologyError, match="exactly one of Person") as caught:
        names_of(folder, 'n:x a gb:Place, gb:Person ; skos:prefLabel "X" .')
    assert caught.value.place.startswith(str(folder / "names.ttl"))


def test_broken_turtle_is_said_with_its_line(folder: Path) -> None:
    with pytest.raises(OntologyError) as caught:
        names_of(folder, 'n:x a gb:Place ; skos:prefLabel "X .\n')
    assert caught.value.place.startswith(f"{folder / 'names.ttl'}:")


def test_a_missing_file_is_said_with_its_name(folder: Path) -> None:
    (folder / "cues.ttl").unlink()
    with pytest.raises(OntologyError, match=r"cues\.ttl"):
        read_ontology(folder)


def test_without_names_the_names_file_is_not_even_read(folder: Path) -> None:
    (folder / "names.ttl").unlink()
    assert read_ontology(folder, with_names=False).names == ()


def test_the_digest_follows_the_files(folder: Path, tmp_path: Path, ontology: Ontology) -> None:
    assert read_ontology(folder).digest == ontology.digest
    assert read_ontology(folder, with_names=False).digest != ontology.digest


def test_predicates_are_the_closed_set_of_the_design(ontology: Ontology) -> None:
    assert set(ontology.predicates) == set(
        "worksFor memberOf founderOf authorOf publisherOf organizerOf participantIn locatedIn"
        " partnerOf offers ownerOf discusses criticizes mentions relatedTo".split()
    )
    assert ontology.predicates["worksFor"].admits("Person", "Organization")
    assert not ontology.predicates["worksFor"].admits("Organization", "Person")
    assert all(
        ontology.predicates["relatedTo"].admits(a, b) for a in ENTITY_TYPES for b in ENTITY_TYPES
    )
    assert {p.name for p in ontology.predicates.values() if p.symmetric} == {
        "partnerOf",
        "relatedTo",
    }
    assert ontology.predicates["authorOf"].schema_inverse == "https://schema.org/author"


def test_what_is_read_cannot_be_changed(ontology: Ontology) -> None:
    with pytest.raises(TypeError):
        ontology.predicates["x"] = ontology.predicates["worksFor"]  # type: ignore[index]
    assert hash(ontology.names[0])
