"""``schema.ttl`` as something to publish: complete, documented, and free of contradictions."""

from __future__ import annotations

from functools import cache

import owlrl
import pytest
import rdflib
from graph_samples import BASE, small_knowledge, written
from owlrl.Namespaces import ERRNS
from rdflib import OWL, RDF, RDFS, BNode, Literal, URIRef
from rdflib.namespace import DCTERMS, VANN

from graphbuild import __version__
from graphbuild.ontology import Ontology, ontology_folder, symmetric_predicates
from graphbuild.rdf import PREFIXES
from graphbuild.write.json_names import TERMS

GB = rdflib.Namespace(PREFIXES["gb"])
SCHEMA = rdflib.Namespace(PREFIXES["schema"])
HEADER = URIRef("https://w3id.org/graphbuild")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@cache
def schema() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / "schema.ttl")


def ours(*kinds: URIRef) -> list[URIRef]:
    found = {s for kind in kinds for s in schema().subjects(RDF.type, kind)}
    return sorted(s for s in found if isinstance(s, URIRef) and s.startswith(str(GB)))


def languages(subject: URIRef, predicate: URIRef) -> set[str | None]:
    return {o.language for o in schema().objects(subject, predicate) if isinstance(o, Literal)}


def contradictions(graph: rdflib.Graph) -> list[str]:
    """Return what an OWL 2 RL reasoner objects to in the graph and the schema together."""
    whole = rdflib.Graph()
    for triple in (*schema(), *graph):
        whole.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, rdfs_closure=True).expand(whole)
    return [str(whole.value(e, ERRNS.error)) for e in whole.subjects(RDF.type, ERRNS.ErrorMessage)]


def test_the_header_says_what_it_is_and_who_may_use_it() -> None:
    assert (HEADER, RDF.type, OWL.Ontology) in schema()
    assert schema().value(HEADER, OWL.versionIRI) == URIRef(f"{HEADER}/{__version__}")
    assert str(schema().value(HEADER, OWL.versionInfo)) == __version__
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.rights):
        assert languages(HEADER, predicate) == {"fr", "en"}, predicate
    assert isinstance(schema().value(HEADER, DCTERMS.license), URIRef)
    assert str(schema().value(HEADER, VANN.preferredNamespaceUri)) == str(GB)
    assert not list(schema().objects(HEADER, DCTERMS.creator))


def test_every_term_of_ours_has_a_label_and_a_definition_in_both_languages() -> None:
    terms = ours(*KINDS, OWL.NamedIndividual)
    assert len(terms) > 70
    for term in terms:
        for predicate in (RDFS.label, RDFS.comment):
            texts = list(schema().objects(term, predicate))
            assert sorted(str(t.language) for t in texts) == ["en", "fr"], (term, predicate)  # type: ignore[attr-defined]
        assert schema().value(term, RDFS.isDefinedBy) == HEADER, term


def test_every_property_has_a_domain_and_a_range() -> None:
    for term in ours(OWL.ObjectProperty, OWL.DatatypeProperty):
        assert schema().value(term, RDFS.domain) is not None, term
        assert schema().value(term, RDFS.range) is not None, term


def test_every_entity_class_and_relation_is_tied_to_a_known_vocabulary() -> None:
    for name in ("Person", "Organization", "Place", "Event", "Work", "Product", "Concept"):
        above = {str(o) for o in schema().objects(GB[name], RDFS.subClassOf)}
        assert any(o.startswith((str(SCHEMA), PREFIXES["skos"])) for o in above), name
    for predicate, above in (("founderOf", "founder"), ("authorOf", "author"),
                             ("publisherOf", "publisher"), ("organizerOf", "organizer")):  # fmt: skip
        inverses = {
            schema().value(o, OWL.inverseOf)
            for o in schema().objects(GB[predicate], RDFS.subPropertyOf)
            if isinstance(o, BNode)
        }
        assert SCHEMA[above] in inverses, predicate


def test_the_domains_for_reasoners_and_for_the_program_are_the_same() -> None:
    for term in set(schema().subjects(GB.domainIncludes)):
        for owl, program in ((RDFS.domain, GB.domainIncludes), (RDFS.range, GB.rangeIncludes)):
            node = schema().value(term, owl)
            union = schema().value(node, OWL.unionOf)
            classes = set(rdflib.collection.Collection(schema(), union)) if union else {node}
            if classes == {GB.Entity}:
                classes = set(schema().subjects(RDFS.subClassOf, GB.Entity))
            assert classes == set(schema().objects(term, program)), (term, owl)


def test_the_schema_and_a_graph_contradict_nothing() -> None:
    graph = rdflib.Graph().parse(data=written(small_knowledge()), format="turtle")
    assert contradictions(graph) == []


@pytest.mark.parametrize(
    "wrong",
    [
        (GB.Person, RDF.type),
        (GB.Statement, RDF.type),
    ],
)
def test_the_reasoner_sees_a_contradiction_where_there_is_one(
    wrong: tuple[URIRef, URIRef],
) -> None:
    graph = rdflib.Graph()
    graph.add((URIRef(f"{BASE}x"), RDF.type, GB.Place))
    graph.add((URIRef(f"{BASE}x"), wrong[1], wrong[0]))
    assert contradictions(graph)


def test_symmetric_relations_are_declared_once_for_all(ontology: Ontology) -> None:
    declared = {str(s).rpartition("#")[2] for s in ours(OWL.SymmetricProperty)}
    assert declared == symmetric_predicates() == {"partnerOf", "relatedTo"}
    assert declared == {name for name, p in ontology.predicates.items() if p.symmetric}


def test_json_ld_knows_every_relation_of_the_closed_set(ontology: Ontology) -> None:
    assert set(ontology.predicates) <= set(TERMS)
