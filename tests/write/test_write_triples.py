"""The knowledge as RDF, read back by a library that did not write it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import rdflib
from graph_samples import BASE, BUILD, facts_of, post_of, small_knowledge, small_source, written
from rdflib import RDF, RDFS, SKOS, BNode, Literal, URIRef

from graphbuild.model import Knowledge
from graphbuild.ontology import Ontology, ontology_folder
from graphbuild.rdf import PREFIXES
from graphbuild.write import quads
from graphbuild.write.terms import source_node

GB, OA, SCHEMA = (rdflib.Namespace(PREFIXES[p]) for p in ("gb", "oa", "schema"))
E = rdflib.Namespace(BASE)


def read(knowledge: Knowledge, ontology: Ontology) -> rdflib.Graph:
    return rdflib.Graph().parse(data=written(knowledge, ontology=ontology), format="turtle")


@pytest.fixture(scope="module")
def graph(ontology: Ontology) -> rdflib.Graph:
    return read(small_knowledge(), ontology)


def test_every_triple_is_made_once(ontology: Ontology, graph: rdflib.Graph) -> None:
    made = list(quads(small_knowledge(), BUILD, ontology))
    assert len(made) == len(set(made))
    assert len(graph) == len({q.triple for q in made})


def test_every_layer_is_a_named_graph_of_its_own(ontology: Ontology) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=written(small_knowledge(), "graph.trig", ontology=ontology), format="trig")
    names = {str(g.identifier) for g in dataset.graphs() if len(g)}
    assert names == {
        f"{BASE}layer/{n}" for n in ("metadata", "stated", "cooccurrence", "provenance")
    }
    stated = dataset.graph(E["layer/stated"])
    assert (E["person/cleo-vasseur"], GB.worksFor, E["organization/tamarin"]) in stated
    assert not list(stated.triples((None, GB.relatedTo, None)))


def test_nothing_is_a_blank_node_and_every_term_of_ours_is_declared(graph: rdflib.Graph) -> None:
    schema = rdflib.Graph().parse(ontology_folder() / "schema.ttl")
    declared = {*schema.subjects(), URIRef(str(GB))}
    for triple in graph:
        assert not any(isinstance(node, BNode) for node in triple)
        for node in triple:
            if isinstance(node, URIRef) and node.startswith(str(GB)):
                assert node in declared, node


def test_what_the_text_denies_is_no_plain_triple(graph: rdflib.Graph) -> None:
    assert not list(graph.triples((None, GB.ownerOf, None)))
    assert not list(graph.triples((None, SCHEMA.owns, None)))
    (record,) = graph.subjects(RDF.predicate, GB.ownerOf)
    assert graph.value(record, GB.modality) == GB.negated


def test_a_fact_has_its_plain_triple_its_schema_org_twin_and_its_evidence(
    graph: rdflib.Graph,
) -> None:
    cleo, tamarin = E["person/cleo-vasseur"], E["organization/tamarin"]
    assert (cleo, GB.worksFor, tamarin) in graph
    assert (cleo, SCHEMA.worksFor, tamarin) in graph
    rows = graph.query(
        """SELECT ?quote ?start ?end WHERE {
             ?s rdf:subject ?who ; rdf:predicate gb:worksFor ; prov:wasDerivedFrom ?e .
             ?e oa:hasTarget/oa:hasSelector ?p, ?q .
             ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?quote }""",
        initNs=dict(PREFIXES),
    )
    ((quote, start, end),) = rows  # type: ignore[misc]
    assert small_source().text[int(start) : int(end)] == str(quote)  # type: ignore[arg-type]


def test_a_symmetric_relation_reads_both_ways_with_one_record(graph: rdflib.Graph) -> None:
    assert len(list(graph.triples((None, GB.partnerOf, None)))) == 2
    assert len(list(graph.subjects(RDF.predicate, GB.partnerOf))) == 1


def test_no_entity_is_linked_to_itself(graph: rdflib.Graph) -> None:
    assert not [t for t in graph if t[0] == t[2]]


def test_labels_are_told_apart_by_language_and_kind(graph: rdflib.Graph) -> None:
    idea, tamarin = E["concept/longue-traine"], E["organization/tamarin"]
    assert set(graph.objects(idea, RDFS.label)) == set(graph.objects(idea, SKOS.prefLabel))
    assert set(graph.objects(idea, SKOS.prefLabel)) == {
        Literal("longue traîne", lang="fr"),
        Literal("long tail", lang="en"),
    }
    assert set(graph.objects(tamarin, SKOS.altLabel)) == {Literal("Tamarine")}
    assert not list(graph.objects(idea, SCHEMA.name))
    assert set(graph.objects(tamarin, SCHEMA.name)) == {Literal("Tamarin")}


def test_a_comment_leads_to_its_post(graph: rdflib.Graph) -> None:
    sioc = rdflib.Namespace(PREFIXES["sioc"])
    assert graph.value(E["post/a/2"], sioc.reply_of) == E["post/a/1"]


def test_an_absorbed_name_leads_to_the_entity_that_kept_it(graph: rdflib.Graph) -> None:
    replaced = rdflib.DCTERMS.isReplacedBy
    assert graph.value(E["organization/tamarine"], replaced) == E["organization/tamarin"]


def test_every_mention_quotes_the_source(graph: rdflib.Graph) -> None:
    text = small_source().text
    found = list(graph.subjects(RDF.type, GB.Mention))
    assert len(found) == len(small_knowledge().mentions)
    for mention in found:
        start, end = (
            int(str(graph.value(URIRef(f"{mention}/position"), OA[p]))) for p in ("start", "end")
        )
        assert text[start:end] == str(graph.value(URIRef(f"{mention}/quote"), OA.exact))


def test_what_is_inferred_stays_out_of_the_turtle_file(ontology: Ontology) -> None:
    knowledge = small_knowledge()
    statement = next(s for s in knowledge.statements if s.predicate == "worksFor")
    guessed = replace(statement, iri=f"{BASE}statement/i", layer="inferred", predicate="memberOf")
    knowledge = replace(knowledge, statements=(*knowledge.statements, guessed))
    assert not list(read(knowledge, ontology).triples((None, GB.memberOf, None)))
    assert b"layer/inferred" in written(knowledge, "graph.trig", ontology=ontology)


@pytest.mark.parametrize(
    "surface",
    [
        'Le "Petit" \\ Robert',
        "🎈",
        "שלום",
        "é" * 2000,
        "<b>&amp;</b>",
        "a\x07b",
        "l'\u2028x",
        "C++",
        "\ufffe",
    ],
)
def test_any_name_is_read_back_as_it_was(ontology: Ontology, surface: str) -> None:
    knowledge = small_knowledge(facts=[facts_of(post_of(f"Avec {surface} ici"), (surface, "Work"))])
    found = {str(o) for o in read(knowledge, ontology).objects(None, OA.exact)}
    assert surface in found


def test_a_lone_surrogate_does_not_stop_the_build(ontology: Ontology) -> None:
    post = post_of("Avec x\ud800y ici", source="d\udce9part.txt", title="\udce9")
    knowledge = small_knowledge(facts=[facts_of(post, ("x\ud800y", "Work"))])
    assert "x?y" in {str(o) for o in read(knowledge, ontology).objects(None, OA.exact)}


@pytest.mark.parametrize("path", ["a b/é.txt", 'q"<>.txt', "a%20b.txt", "a#b?c.txt", "d\udce9.txt"])
def test_every_path_gives_an_iri_of_its_own(path: str) -> None:
    iri = source_node(BASE, path)[1:-1]
    assert not set(iri) & set(' <>"{}|\\^`#?')
    assert iri != source_node(BASE, path.replace("%20", " ") + "x")[1:-1]
