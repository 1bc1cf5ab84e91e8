"""Find the thing behind an address, and the triples that tell of it, or of the service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Triple

from graphbuild.query.about import nodes
from graphbuild.query.graphs import base_of, subjects
from graphbuild.query.negotiation import PAGE_OFFERS
from graphbuild.rdf import node

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A thing: its IRI, the form its address asks for, and what it was merged into."""

    iri: str
    form: str | None = None
    moved: str | None = None


def find_resource(store: Store, base: str, path: str) -> Found | None:
    """Return the thing of the graph that a path names, with or without ``.ttl`` and the like."""
    endings = [None, *(offer.ending for offer in PAGE_OFFERS)]
    for ending in endings:
        stem = path if ending is None else path.removesuffix(f".{ending}")
        if ending is not None and stem == path:
            continue
        for local in dict.fromkeys((stem, unquote(stem))):
            iri = _known(store, base + local)
            if iri is not None:
                kept = nodes(store, iri, "dcterms:isReplacedBy")
                moved = kept[0].value if kept else None
                return Found(iri=iri.value, form=ending, moved=moved)
    return None


def _known(store: Store, text: str) -> NamedNode | None:
    try:
        iri = NamedNode(text)
    except ValueError:
        return None
    return iri if any(store.quads_for_pattern(iri, None, None, None)) else None


def reading_triples(store: Store, iri: str) -> Iterator[Triple]:
    """Yield what is said of a thing: its own triples, those that lead to it, its statements and
    mentions with their passages, and the labels of all that these name.
    """
    thing = NamedNode(iri)
    told = [thing, *_records(store, thing)]
    named: set[NamedNode] = set()
    for subject in dict.fromkeys(told):
        for quad in store.quads_for_pattern(subject, None, None, None):
            yield quad.triple
            if isinstance(quad.object, NamedNode):
                named.add(quad.object)
    for quad in store.quads_for_pattern(None, None, thing, None):
        yield quad.triple
        if isinstance(quad.subject, NamedNode):
            named.add(quad.subject)
    for other in named - set(told):
        for quad in store.quads_for_pattern(other, node("rdfs:label"), None, None):
            yield quad.triple


def _records(store: Store, thing: NamedNode) -> Iterator[NamedNode]:
    """Yield the statements about a thing, its mentions, and their targets and selectors."""
    for name in ("rdf:subject", "rdf:object"):
        for statement in subjects(store, name, thing):
            yield statement
            for evidence in nodes(store, statement, "prov:wasDerivedFrom"):
                yield from _annotation(store, evidence)
    for mention in subjects(store, "oa:hasBody", thing):
        yield from _annotation(store, mention)
    yield from subjects(store, "gb:kept", thing)


def _annotation(store: Store, annotation: NamedNode) -> Iterator[NamedNode]:
    yield annotation
    for target in nodes(store, annotation, "oa:hasTarget"):
        yield target
        yield from nodes(store, target, "oa:hasSelector")


def described(store: Store, address: str) -> Iterator[Triple]:
    """Yield the SPARQL 1.1 Service Description of the endpoint at an address.

    No blank nodes: parts get the address with a fragment.
    """
    service, data = NamedNode(address), NamedNode(f"{address}#dataset")
    everything = NamedNode(f"{address}#default-graph")

    def sd(name: str) -> NamedNode:
        return NamedNode(SD + name)

    def count(graph: NamedNode | None) -> Literal:
        answer = store.query(
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
            default_graph=graph,
            use_default_graph_as_union=not graph,
        )
        assert isinstance(answer, QuerySolutions)
        value = next(answer)["n"]
        assert isinstance(value, Literal)
        return value

    a = node("rdf:type")
    yield Triple(service, a, sd("Service"))
    yield Triple(service, sd("endpoint"), service)
    yield Triple(service, sd("supportedLanguage"), sd("SPARQL11Query"))
    yield Triple(service, sd("feature"), sd("UnionDefaultGraph"))
    for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV",
                 "SPARQL_Results_TSV", "Turtle", "N-Triples", "JSON-LD", "RDF_XML"):  # fmt: skip
        yield Triple(service, sd("resultFormat"), NamedNode(FORMATS + name))
    yield Triple(service, sd("defaultDataset"), data)
    yield Triple(data, a, sd("Dataset"))
    yield Triple(data, sd("defaultGraph"), everything)
    yield Triple(everything, a, sd("Graph"))
    yield Triple(everything, node("void:triples"), count(None))
    for graph in store.named_graphs():
        if isinstance(graph, NamedNode):
            part = NamedNode(f"{address}#graph-{graph.value.rpartition('/')[2]}")
            yield Triple(data, sd("namedGraph"), part)
            yield Triple(part, a, sd("NamedGraph"))
            yield Triple(part, sd("name"), graph)
            yield Triple(part, sd("graph"), graph)
            yield Triple(graph, a, sd("Graph"))
            yield Triple(graph, node("void:triples"), count(graph))
    base = base_of(store)
    if base:
        yield Triple(data, node("void:uriSpace"), Literal(base))
