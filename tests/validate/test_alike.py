"""Checking one node of each sort finds exactly what checking every node finds."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
import shifty
from graph_samples import BASE, small_knowledge, written
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from graphbuild.ontology import ontology_folder
from graphbuild.validate import validate_quads

SHAPES = ontology_folder() / "shapes.ttl"

FEW = 4
"""A mistake in one of so many predicates is in the same copy."""

PREFIXES = """
@prefix e: <http://e.test/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

NODES = [f"e:{name}" for name in "abcd"]
TEXTS = """ "" " " "\\n" "\\t " "-" ">" "é" "ا" "ab" "a b" "a\\"" "\\\\" "\\\\\\"" "\\u0041"
    "long enough to be long" " long enough to be long" "----------------------"
    "a"@fr "b"@fr "a"@en "a"@FR "~>"@fr "long enough to be long"@fr """
NUMBERS = """ 0 1 2 05 -1 1.0 1.5 0.50 -0.5 1e0 "x"^^xsd:integer "1.5"^^xsd:integer
    "2"^^xsd:nonNegativeInteger "-2"^^xsd:nonNegativeInteger "3"^^xsd:nonNegativeInteger
    "1"^^xsd:string "99999999999999999999"^^xsd:integer "0.00000000000000000001"^^xsd:decimal """
OTHERS = """ true false "yes"^^xsd:boolean "2020-01-31"^^xsd:date "2020-02-30"^^xsd:date
    "2020-01-01"^^xsd:date "2020"^^xsd:gYear "20"^^xsd:gYear "2020-01"^^xsd:gYearMonth
    "2020-01-01T10:00:00Z"^^xsd:dateTime "2020-01-01T25:00:00Z"^^xsd:dateTime "x"^^e:own """
BLANKS = ["_:x", "_:y"]


CONSTRAINTS = [
    "sh:minCount 1",
    "sh:maxCount 1",
    "sh:minCount 2 ; sh:maxCount 3",
    "sh:nodeKind sh:IRI",
    "sh:nodeKind sh:Literal",
    "sh:nodeKind sh:BlankNodeOrIRI",
    "sh:class e:C",
    "sh:or ( [ sh:class e:C ] [ sh:class e:D ] )",
    "sh:not [ sh:class e:D ]",
    "sh:xone ( [ sh:class e:C ] [ sh:class e:D ] )",
    "sh:and ( [ sh:class e:C ] [ sh:nodeKind sh:IRI ] )",
    "sh:datatype xsd:integer",
    "sh:datatype xsd:nonNegativeInteger",
    "sh:datatype xsd:string",
    "sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] [ sh:datatype xsd:boolean ] )",
    "sh:or ( [ sh:datatype xsd:dateTime ] [ sh:datatype e:own ] )",
    "sh:minLength 1",
    "sh:minLength 2 ; sh:maxLength 3",
    r'sh:pattern "\\S"',
    'sh:pattern "^[a-z]"',
    'sh:pattern "^A" ; sh:flags "i"',
    "sh:minInclusive 0 ; sh:maxInclusive 1.0",
    "sh:minExclusive 0 ; sh:maxExclusive 2",
    "sh:datatype xsd:decimal ; sh:minInclusive 0.0 ; sh:maxInclusive 1.0",
    'sh:minInclusive "2020-01-15"^^xsd:date',
    "sh:uniqueLang true",
    'sh:languageIn ( "fr" )',
    "sh:in ( e:a e:b 1 )",
    "sh:hasValue e:b",
    'sh:hasValue "a"@fr',
    "sh:lessThan e:q",
    "sh:lessThanOrEquals e:r",
    "sh:equals e:q",
    "sh:disjoint e:r",
    "sh:qualifiedValueShape [ sh:class e:C ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1",
    "sh:qualifiedValueShape [ sh:in ( e:a e:b ) ] ; sh:qualifiedMaxCount 1",
    "sh:or ( [ sh:minLength 12 ] [ sh:not [ sh:datatype xsd:integer ] ] )",
]
FURTHER = [  # what nodes one by one do not tell
    "sh:node [ sh:property [ sh:path e:p ; sh:minCount 1 ] ]",
    "sh:property [ sh:path e:q ; sh:maxCount 1 ]",
    "sh:or ( [ sh:path e:r ; sh:minCount 1 ] [ sh:class e:C ] )",
]
PATHS = ["e:p", "e:q", "e:r", "rdf:type", "( e:p e:q )", "( e:r e:r )", "( e:r e:q )"]
FURTHER_PATHS = [*PATHS, "[ sh:inversePath e:p ]", "( e:p e:q e:r )"]
FOCUS = [
    "sh:nodeKind sh:IRI",
    "sh:class e:C",
    "sh:or ( [ sh:class e:D ] [ sh:nodeKind sh:BlankNode ] )",
]
FURTHER_FOCUS = ["sh:closed true ; sh:ignoredProperties ( rdf:type )", "sh:in ( e:a e:b )"]
TARGETS = ["sh:targetClass e:C", "sh:targetClass e:D", "sh:targetSubjectsOf e:p"]
FURTHER_TARGETS = ["sh:targetObjectsOf e:q", "sh:targetNode e:a"]


def triples_of(content: str) -> list[Triple]:
    quads = parse(f"{PREFIXES}{content}".encode(), format=RdfFormat.TURTLE)
    return [Triple(q.subject, q.predicate, q.object) for q in quads]


def literals_of(texts: str) -> list[str]:
    """Return the terms that a list in Turtle holds, each as its line in N-Triples has it."""
    listed = triples_of(f"e:s e:p ( {texts} ) .")
    return [str(t.object) for t in listed if t.predicate.value.endswith("#first")]


VALUES = [*NODES, *BLANKS, *chain.from_iterable(map(literals_of, (TEXTS, NUMBERS, OTHERS)))]


@st.composite
def shapes(draw: st.DrawFn) -> str:
    """Draw shapes, some of them of the sort that is applied to the whole graph at once."""

    def some(usual: list[str], further: list[str]) -> str:
        return draw(st.sampled_from(usual + further if beyond else usual))

    beyond = draw(st.sampled_from([False, False, False, True]))
    parts = []
    for number in range(draw(st.integers(1, 3))):
        said = [
            f"sh:property [ sh:path {some(PATHS, FURTHER_PATHS)} ; {some(CONSTRAINTS, FURTHER)} ;"
            f" sh:message 'Says {place}.' ]"
            for place in range(draw(st.integers(1, 3)))
        ]
        said += [some(FOCUS, FURTHER_FOCUS), some(TARGETS, FURTHER_TARGETS)]
        if draw(st.booleans()):
            said = [draw(st.sampled_from(FOCUS)), "sh:targetObjectsOf e:q"]
        parts.append(f"e:S{number} sh:message 'Shape {number}.' ; {' ; '.join(said)} .")
    return PREFIXES + "\n".join(parts)


TYPES = st.tuples(
    st.sampled_from([*NODES, *BLANKS]), st.just("rdf:type"), st.sampled_from(["e:C", "e:D", "e:a"])
)
FACTS = st.tuples(
    st.sampled_from([*NODES, *BLANKS]),
    st.sampled_from(["e:p", "e:q", "e:r", "e:unseen"]),
    st.sampled_from(VALUES),
)
GRAPHS = st.tuples(st.lists(TYPES, max_size=6), st.lists(FACTS, max_size=14)).map(
    lambda both: "\n".join(f"{s} {p} {o} ." for s, p, o in [*both[0], *both[1]])
)


def of_all_nodes(triples: list[Triple], shapes: str) -> set[tuple[str, str, str]]:
    """Return what the validator finds in the graph as a whole, the shapes as they are."""
    content = serialize(set(triples), format=RdfFormat.N_TRIPLES) or b""
    _, report, _ = shifty.validate(content, shapes.encode(), infer=False)
    assert isinstance(report, Graph)
    return {
        (
            focus(str(report.value(result, SH.focusNode) or "")),
            str(path) if isinstance(path := report.value(result, SH.resultPath), URIRef) else "",
            str(report.value(result, SH.resultMessage) or ""),
        )
        for result in report.subjects(SH.resultSeverity, SH.Violation)
    }


def focus(node: str) -> str:
    """Blank nodes have no names to compare."""
    return node if node.startswith("http") else ""


def of_sorts(triples: list[Triple], path: Path) -> set[tuple[str, str, str]]:
    found = validate_quads([Quad(t.subject, t.predicate, t.object) for t in triples], path)
    return {(focus(v.focus), v.path, v.message) for v in found}


@settings(max_examples=200)
@given(content=GRAPHS, shapes=shapes())
def test_any_graph_breaks_any_shapes_in_the_same_places(
    content: str, shapes: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("shapes") / "shapes.ttl"
    path.write_text(shapes, encoding="utf-8")
    triples = triples_of(content)
    assert of_sorts(triples, path) == of_all_nodes(triples, shapes)


OTHER_WAY_ROUND = """ e:S sh:targetClass e:C ;
    sh:property [ sh:path ( e:p e:q ) ; sh:minCount 1 ; sh:message 'P.' ] ,
        [ sh:path ( e:r e:s ) ; sh:maxCount 5 ; sh:message 'R.' ] . """
FROM_OTHERS = """ e:a a e:C ; e:p e:a1 ; e:r e:a2 . e:a1 e:q 1 . e:a2 e:s 1 .
    e:b a e:C ; e:p e:b1 ; e:r e:b2 . e:b1 e:s 1 . e:b2 e:q 1 . """
NEEDED = "e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ; sh:message 'P.' ] . "
OF_CLASS = "e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:class e:C ; sh:message 'P.' ] ."
WITHIN = "e:D rdfs:subClassOf e:C . "


@pytest.mark.parametrize(
    ("shapes", "content", "wrong"),
    [
        (OTHER_WAY_ROUND, FROM_OTHERS, {"http://e.test/b"}),
        (NEEDED, WITHIN + "e:a a e:D . e:b a e:C ; e:p 1 .", {"http://e.test/a"}),
        (OF_CLASS, WITHIN + "e:a a e:D . e:b a e:C ; e:p e:a .", set()),
    ],
)
def test_which_path_leads_where_and_classes_within_classes_are_seen(
    shapes: str, content: str, wrong: set[str], tmp_path: Path
) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(PREFIXES + shapes, encoding="utf-8")
    triples = triples_of(content)
    assert {node for node, _, _ in of_all_nodes(triples, path.read_text("utf-8"))} == wrong
    assert {node for node, _, _ in of_sorts(triples, path)} == wrong


def broken_copies() -> list[Triple]:
    """Return copies of a small graph, each under a base of its own and with some mistakes: a
    triple that is not there, or another value in its place or beside it.
    """
    lines = sorted(
        f"{Triple(q.subject, q.predicate, q.object)} ."
        for q in parse(written(small_knowledge(base=BASE)), format=RdfFormat.TURTLE)
    )
    predicates = sorted({line.split(" ")[1] for line in lines})
    others = literals_of('"" "autre chose" "x"@fr 0 1.5 "-1"^^xsd:nonNegativeInteger "2011"')
    values = ["", *others, f"<{BASE}place/lyon>", f"<{BASE}none>", "_:x"]
    copies = [lines]
    for place in range(2 * FEW * len(values)):
        copy = {*lines}
        for predicate in predicates[place % FEW :: FEW]:
            same = [line for line in lines if line.split(" ")[1] == predicate]
            line = same[place // FEW % len(same)]
            if value := values[place // FEW % len(values)]:
                copy.add(f"{' '.join(line.split(' ', 2)[:2])} {value} .")
            if not value or place < FEW * len(values):
                copy.remove(line)
        copies.append(sorted(copy))
    moved = (
        line.replace(BASE, f"http://e.test/{place}/").replace("_:", f"_:b{place}")
        for place, copy in enumerate(copies)
        for line in copy
    )
    content = "\n".join(moved).encode()
    quads = parse(content, format=RdfFormat.N_TRIPLES)
    return [Triple(q.subject, q.predicate, q.object) for q in quads]


def test_each_mistake_in_many_copies_of_a_graph_is_found() -> None:
    triples = broken_copies()
    found = of_sorts(triples, SHAPES)
    assert len({node.split("/")[3] for node, _, _ in found if node}) > 50
    assert found == of_all_nodes(triples, SHAPES.read_text(encoding="utf-8"))
