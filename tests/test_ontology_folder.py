"""The ontology folder itself: what every Turtle file of it must keep to."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Literal, URIRef

from graphbuild.detect.matcher import Matcher, normal
from graphbuild.ontology import Ontology, Term, ontology_folder
from graphbuild.rdf import PREFIXES

GB = rdflib.Namespace(PREFIXES["gb"])
FILES = sorted(ontology_folder().glob("*.ttl"))


@cache
def parsed(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / name, format="turtle")


def languages(graph: rdflib.Graph, subject: URIRef, predicate: URIRef) -> list[str | None]:
    return sorted(
        str(o.language) for o in graph.objects(subject, predicate) if isinstance(o, Literal)
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_two_libraries_read_the_same_triples(path: Path) -> None:
    triples = list(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(parsed(path.name)) == len(set(triples)) == len(triples) > 50


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_term_of_ours_is_declared(path: Path) -> None:
    declared = set(parsed("schema.ttl").subjects())
    used = {
        node
        for triple in parsed(path.name)
        for node in triple
        if isinstance(node, URIRef) and str(node).startswith(str(GB))
    }
    assert used - declared == set()


def test_every_declared_term_has_a_label_and_a_comment_in_both_languages() -> None:
    schema = parsed("schema.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, GB.Layer, GB.Modality)
    terms = {
        s for kind in kinds for s in schema.subjects(RDF.type, kind) if str(s).startswith(str(GB))
    }
    assert len(terms) > 30
    for term in terms:
        assert languages(schema, term, RDFS.label) == ["en", "fr"], term
        assert languages(schema, term, RDFS.comment) == ["en", "fr"], term


def test_there_are_enough_ideas_with_labels_in_both_languages() -> None:
    concepts = parsed("concepts.ttl")
    found = set(concepts.subjects(RDF.type, SKOS.Concept))
    assert len(found) >= 150
    for concept in found:
        assert languages(concepts, concept, SKOS.prefLabel) == ["en", "fr"], concept
        assert languages(concepts, concept, SKOS.definition) == ["fr"], concept
        assert (concept, SKOS.inScheme, None) in concepts


def test_broader_ideas_exist_and_lead_to_a_top_concept() -> None:
    concepts = parsed("concepts.ttl")
    tops = set(concepts.subjects(SKOS.topConceptOf))
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        above = set(concepts.transitive_objects(concept, SKOS.broader)) - {concept}
        assert concept in tops or above & tops, concept
        assert concept not in {b for a in above for b in concepts.objects(a, SKOS.broader)}, concept
    linked = set(concepts.objects(None, SKOS.broader)) | set(concepts.objects(None, SKOS.related))
    assert linked <= set(concepts.subjects(RDF.type, SKOS.Concept))


def test_every_name_has_one_class_and_at_most_one_label_a_language() -> None:
    names = parsed("names.ttl")
    for name in set(names.subjects(SKOS.prefLabel)):
        assert len(list(names.objects(name, RDF.type))) == 1, name
        tags = languages(names, name, SKOS.prefLabel)
        assert len(tags) == len(set(tags)), name


def test_no_label_is_empty_or_padded(ontology: Ontology) -> None:
    for term in ontology.terms():
        for label, _ in term.patterns():
            assert label == " ".join(label.split()) != "", term.iri


def test_every_label_is_found_by_the_matcher_in_its_own_text(ontology: Ontology) -> None:
    for terms in (ontology.names, ontology.concepts):
        matcher = Matcher(terms)
        lost = [
            label
            for term in terms
            for label, _ in term.patterns()
            if not any(
                m.term.iri == term.iri and m.start <= 1 and m.end >= len(label) - 3
                for m in matcher.find(label)
            )
        ]
        assert lost == []


def test_no_label_belongs_to_two_terms(ontology: Ontology) -> None:
    """Two labels that the matcher cannot tell apart would give a name to the wrong thing."""
    owners: dict[str, set[str]] = defaultdict(set)
    for terms in (ontology.names, ontology.concepts):
        matcher = Matcher(terms)
        for label in {label for term in terms for label, _ in term.patterns()}:
            whole = [m for m in matcher.find(label) if (m.start, m.end) == (0, len(label))]
            owners[label] |= {m.term.iri for m in whole}
    assert {label: iris for label, iris in owners.items() if len(iris) > 1} == {}


def test_cues_are_of_the_kinds_that_the_readme_lists(ontology: Ontology) -> None:
    readme = (ontology_folder() / "README.md").read_text(encoding="utf-8")
    (kinds,) = re.findall(r"`gb:cueKind` is one of ([^.]+)\.", readme)
    assert {cue.kind for cue in ontology.cues} <= set(kinds.split(", "))
    for cue in ontology.cues:
        assert cue.predicate in ontology.predicates, cue.iri
        assert 0 < cue.score <= 1, cue.iri
        assert all(form.strip() for form, _ in cue.forms), cue.iri
        assert cue.forms, cue.iri


def test_every_relation_of_the_closed_set_has_shapes_for_both_ends(ontology: Ontology) -> None:
    shapes = parsed("shapes.ttl")
    sh = rdflib.SH
    subjects = set(shapes.objects(None, sh.targetSubjectsOf))
    objects = set(shapes.objects(None, sh.targetObjectsOf))
    assert {GB[name] for name in ontology.predicates} <= subjects & objects


def test_every_shape_says_what_to_do() -> None:
    shapes = parsed("shapes.ttl")
    for shape in shapes.subjects(RDF.type, rdflib.SH.NodeShape):
        for part in shapes.objects(shape, rdflib.SH.property):
            assert (part, rdflib.SH.message, None) in shapes, shape


def test_labels_are_compared_in_one_form() -> None:
    assert normal("Sociaux") == normal("social")
    assert normal("TEDx") != normal("TED")


def test_terms_come_with_stable_iris(ontology: Ontology) -> None:
    terms: list[Term] = list(ontology.terms())
    assert len({t.iri for t in terms}) == len(terms)
    assert all(t.iri.startswith("https://w3id.org/graphbuild/") for t in terms)
