"""SHACL: a small graph conforms, and every way to break it is found and said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
from graph_samples import BUILD, small_knowledge, written
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SH

from graphbuild.cache import FILE_NAME
from graphbuild.errors import InputError, OntologyError
from graphbuild.kept import Kept
from graphbuild.ontology import ontology_folder
from graphbuild.rdf import PREFIXES
from graphbuild.validate import Violation, pieces, validate_file, validate_lines, validate_quads

GB, OA, SCHEMA = (Namespace(PREFIXES[p]) for p in ("gb", "oa", "schema"))
SIOC, XSD = (Namespace(PREFIXES[p]) for p in ("sioc", "xsd"))
SHAPES = ontology_folder() / "shapes.ttl"


class Broken:
    """A small graph under a base of its own, to be broken in one place."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.graph = Graph().parse(
            data=written(small_knowledge(base=base), build=replace(BUILD, base_iri=base)),
            format="turtle",
        )

    def __getitem__(self, name: str) -> URIRef:
        return URIRef(self.base + name)

    def first(self, kind: URIRef) -> URIRef:
        found = min(self.graph.subjects(RDF.type, kind))
        assert isinstance(found, URIRef)
        return found

    def drop(self, *triple: object) -> None:
        subject, predicate, obj = (*triple, None, None)[:3]
        assert (subject, predicate, obj) in self.graph, triple
        self.graph.remove((subject, predicate, obj))  # type: ignore[arg-type]

    def add(self, *triple: object) -> None:
        self.graph.add(triple)  # type: ignore[arg-type]

    def swap(self, subject: URIRef, predicate: URIRef, obj: object) -> None:
        self.drop(subject, predicate)
        self.add(subject, predicate, obj)


CLEO, TAMARIN, LYON = "person/cleo-vasseur", "organization/tamarin", "place/lyon"

VARIANTS: dict[str, tuple[Callable[[Broken], None], str]] = {
    "two classes": (lambda b: b.add(b[CLEO], RDF.type, GB.Place), "exactly one of the seven"),
    "no label": (lambda b: b.drop(b[CLEO], RDFS.label), "needs an rdfs:label"),
    "blank label": (lambda b: b.swap(b[CLEO], RDFS.label, Literal(" ")), "needs an rdfs:label"),
    "no prefLabel": (lambda b: b.drop(b[CLEO], SKOS.prefLabel), "one skos:prefLabel a language"),
    "two prefLabels": (
        lambda b: [b.add(b[CLEO], SKOS.prefLabel, Literal(x, lang="fr")) for x in "ab"] and None,
        "one skos:prefLabel a language",
    ),
    "empty altLabel": (lambda b: b.add(b[CLEO], SKOS.altLabel, Literal("")), "drop the empty one"),
    "count of a wrong type": (
        lambda b: b.swap(b[CLEO], GB.mentionCount, Literal("3")),
        "gb:mentionCount is at most one",
    ),
    "exactMatch to a text": (
        lambda b: b.add(b[CLEO], SKOS.exactMatch, Literal("x")),
        "skos:exactMatch links to an IRI",
    ),
    "no schema.org class": (
        lambda b: b.drop(b[CLEO], RDF.type, SCHEMA.Person),
        "typed schema:Person too",
    ),
    "no schema:name": (lambda b: b.drop(b[TAMARIN], SCHEMA.name), "has a schema:name"),
    "broader to nothing": (
        lambda b: b.add(b["concept/longue-traine"], SKOS.broader, b["concept/none"]),
        "skos:broader leads to another concept",
    ),
    "relation from the wrong class": (
        lambda b: b.add(b[LYON], GB.worksFor, b[TAMARIN]),
        "subject of gb:worksFor is gb:Person",
    ),
    "relation to the wrong class": (
        lambda b: b.add(b[CLEO], GB.worksFor, b[LYON]),
        "object of gb:worksFor is gb:Organization",
    ),
    "mention of nothing": (
        lambda b: b.add(b["post/a/1"], GB.mentions, b["person/none"]),
        "object of gb:mentions is an entity",
    ),
    "a comment without parent": (
        lambda b: b.drop(b["post/a/2"], SIOC.reply_of),
        "replies to one post",
    ),
    "a post without its type": (
        lambda b: b.drop(b["post/a/1"], RDF.type, SCHEMA.BlogPosting),
        "typed schema:BlogPosting too",
    ),
    "an empty title": (
        lambda b: b.swap(b["post/a/1"], DCTERMS.title, Literal("")),
        "title is optional",
    ),
    "a date that is a text": (
        lambda b: b.swap(b["post/a/1"], DCTERMS.created, Literal("hier")),
        "dcterms:created is at most one",
    ),
    "an author that is a place": (
        lambda b: b.add(b["post/a/1"], SCHEMA.author, b[LYON]),
        "author of a post is a person",
    ),
    "a mention without body": (
        lambda b: b.drop(b.first(GB.Mention), OA.hasBody),
        "names one entity",
    ),
    "a mention without target": (
        lambda b: b.drop(b.first(GB.Mention), OA.hasTarget),
        "exactly one oa:hasTarget",
    ),
    "a mention without position": (
        lambda b: b.drop(URIRef(f"{b.first(GB.Mention)}/target"), OA.hasSelector),
        "one oa:TextPositionSelector",
    ),
    "a confidence above one": (
        lambda b: b.swap(b.first(GB.Mention), GB.confidence, Literal("1.5", datatype=XSD.decimal)),
        "from 0 to 1",
    ),
    "a span that ends before it starts": (
        lambda b: b.swap(
            URIRef(f"{b.first(GB.Mention)}/position"),
            OA.end,
            Literal("0", datatype=XSD.nonNegativeInteger),
        ),
        "before oa:end",
    ),
    "an empty quote": (
        lambda b: b.swap(URIRef(f"{b.first(GB.Mention)}/quote"), OA.exact, Literal("")),
        "oa:exact that is not empty",
    ),
    "a mention without source": (
        lambda b: b.drop(URIRef(f"{b.first(GB.Mention)}/target"), OA.hasSource),
        "one oa:hasSource",
    ),
    "a source that is not there": (
        lambda b: b.swap(URIRef(f"{b.first(GB.Mention)}/target"), OA.hasSource, b["source/no"]),
        "a gb:Source of the same graph",
    ),
    "a mention without offsets": (
        lambda b: b.drop(URIRef(f"{b.first(GB.Mention)}/position"), OA.start),
        "one oa:start",
    ),
    "a mention of a text": (
        lambda b: b.swap(b.first(GB.Mention), OA.hasBody, Literal("Tamarin")),
        "names one entity",
    ),
    "a relation to a text": (
        lambda b: b.add(b[CLEO], GB.worksFor, Literal(b[TAMARIN])),
        "object of gb:worksFor is gb:Organization",
    ),
    "a statement about nothing": (
        lambda b: b.swap(b.first(GB.Statement), RDF.subject, b["person/none"]),
        "one rdf:subject, an entity of the same graph",
    ),
    "a statement with a text": (
        lambda b: b.swap(b.first(GB.Statement), RDF.object, Literal("Tamarin")),
        "one rdf:object, an entity of the same graph",
    ),
    "a statement's score below nought": (
        lambda b: b.swap(
            b.first(GB.Statement), GB.confidence, Literal("-0.1", datatype=XSD.decimal)
        ),
        "A statement has one gb:confidence",
    ),
    "evidence that is not there": (
        lambda b: b.add(b.first(GB.Statement), PROV.wasDerivedFrom, b["evidence/none"]),
        "an annotation of the same graph",
    ),
    "a merge into what is not there": (
        lambda b: b.swap(b.first(GB.Merge), GB.kept, b["person/none"]),
        "the entity of the same graph",
    ),
    "a statement without evidence": (
        lambda b: b.drop(b.first(GB.Statement), PROV.wasDerivedFrom),
        "needs evidence",
    ),
    "a statement without object": (
        lambda b: b.drop(b.first(GB.Statement), RDF.object),
        "one rdf:object",
    ),
    "an unknown layer": (
        lambda b: b.swap(b.first(GB.Statement), GB.layer, GB.guessed),
        "one of the five layers",
    ),
    "an unknown modality": (
        lambda b: b.swap(b.first(GB.Statement), GB.modality, GB.maybe),
        "one of the five modalities",
    ),
    "evidence that is a blank node": (
        lambda b: b.add(b.first(GB.Statement), PROV.wasDerivedFrom, BNode()),
        "Evidence is an IRI",
    ),
    "a merge without rule": (lambda b: b.drop(b.first(GB.Merge), GB.rule), "by which rule"),
    "a merge into nothing": (lambda b: b.drop(b.first(GB.Merge), GB.kept), "one gb:kept"),
    "a build without settings": (lambda b: b.drop(b["build"], GB.settingsDigest), "settingsDigest"),
}


@pytest.fixture(scope="module")
def broken() -> Graph:
    """A graph that is whole, and a copy of it under another base for each variant."""
    union = Broken("https://example.org/whole/").graph
    for number, (break_it, _) in enumerate(VARIANTS.values()):
        copy = Broken(f"https://example.org/{number}/")
        break_it(copy)
        union += copy.graph
    return union


@pytest.fixture(scope="module")
def violations(broken: Graph) -> dict[str, list[Violation]]:
    found: dict[str, list[Violation]] = defaultdict(list)
    for violation in validate_quads(quads_of(broken), SHAPES):
        found[violation.focus.split("/")[3]].append(violation)
    return found


def quads_of(graph: Graph) -> list[Quad]:
    return list(parse(graph.serialize(format="nt").encode(), format=RdfFormat.N_TRIPLES))


def test_a_whole_graph_conforms(violations: dict[str, list[Violation]]) -> None:
    assert violations["whole"] == []


@pytest.mark.parametrize("number", range(len(VARIANTS)), ids=list(VARIANTS))
def test_every_broken_variant_is_found(violations: dict[str, list[Violation]], number: int) -> None:
    _, message = list(VARIANTS.values())[number]
    found = violations[str(number)]
    assert any(message in v.message for v in found), found


def test_the_reference_validator_finds_the_same(
    broken: Graph, violations: dict[str, list[Violation]]
) -> None:
    shapes = Graph().parse(SHAPES)
    _, report, _ = pyshacl.validate(broken, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    theirs = set()
    for result in report.subjects(SH.resultSeverity, SH.Violation):
        path = report.value(result, SH.resultPath)
        theirs.add(
            Violation(
                focus=str(report.value(result, SH.focusNode)),
                path=str(path) if isinstance(path, URIRef) else "",
                message=str(report.value(result, SH.resultMessage)),
            )
        )
    assert theirs == {violation for found in violations.values() for violation in found}


@pytest.mark.parametrize("size", [1, 5, 40])
def test_pieces_of_any_size_find_the_same(
    size: int,
    broken: Graph,
    violations: dict[str, list[Violation]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pieces, "SIZE", size)
    found = validate_quads(quads_of(broken), SHAPES)
    assert found == tuple(sorted(v for one in violations.values() for v in one))


def test_sorted_lines_are_checked_as_the_union_of_their_layers(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(written(small_knowledge(base="https://example.org/graph/"), path.name))
    assert validate_lines(path, SHAPES) == ()
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join(line for line in lines if RDFS.label.encode() not in line))
    assert str(RDFS.label) in {v.path for v in validate_lines(path, SHAPES)}


def test_a_sort_of_nodes_that_passed_is_not_checked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []
    of = pieces.Pieces.of

    def counted(*given: object) -> Iterator[pieces.Piece]:
        for piece in of(*given):  # type: ignore[arg-type]
            looked_at.append(len(piece.units))
            yield piece

    monkeypatch.setattr(pieces.Pieces, "of", counted)
    path = tmp_path / "graph.nq"
    path.write_bytes(written(small_knowledge(base="https://example.org/graph/"), path.name))
    content = path.read_bytes()

    def check() -> tuple[tuple[Violation, ...], int]:
        looked_at.clear()
        kept = Kept(tmp_path / FILE_NAME, "validate", "")
        found = validate_lines(path, SHAPES, kept)
        kept.finish()
        looked = sum(looked_at)
        assert found == validate_lines(path, SHAPES)
        return found, looked

    found, whole = check()
    assert found == ()
    assert check() == ((), 0)
    path.write_bytes(content.replace(b"lyon", b"lille").replace(b"Lyon", b"Lille"))
    assert check() == ((), 0)  # a city for another
    # The class of what is mentioned is gone: its mentions are wrong now, and have not changed.
    lines = [line for line in content.split(b"\n") if b"person/" not in line.split(b" ")[0]]
    path.write_bytes(b"\n".join(lines))
    found, looked = check()
    assert 0 < looked < whole
    assert {v.path.rpartition("#")[2] for v in found} >= {"hasBody", "subject"}
    assert check()[0] == found  # what did not pass is looked at again
    path.write_bytes(content)
    assert check()[0] == ()


def test_trig_files_are_checked_as_the_union_of_their_layers(tmp_path: Path) -> None:
    base = "https://example.org/graph/"
    path = tmp_path / "graph.trig"
    path.write_bytes(written(small_knowledge(base=base), "graph.trig"))
    assert validate_file(path, SHAPES) == ()
    path.write_bytes(path.read_bytes().replace(b"rdfs:label", b"rdfs:comment"))
    assert validate_file(path, SHAPES)


def test_what_is_no_rdf_is_said_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        validate_file(tmp_path / "none.ttl", SHAPES)
    path = tmp_path / "x.ttl"
    path.write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(InputError, match="not valid RDF") as caught:
        validate_file(path, SHAPES)
    assert caught.value.place == str(path)
    path.write_bytes(b"\xff")
    with pytest.raises(InputError, match="not valid RDF"):
        validate_file(path, SHAPES)


def test_broken_shapes_are_a_mistake_of_the_ontology(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text("sh:x", encoding="utf-8")
    with pytest.raises(OntologyError, match="restore the file"):
        validate_quads([], shapes)
