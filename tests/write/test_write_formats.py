"""Every RDF file of a build is read by parsers of three languages, which count the same.

rdflib (Python), pyoxigraph (Rust), raptor's ``rapper`` (C, no JSON-LD), n3 and jsonld.js
(JavaScript); the last two are skipped where they are not installed, as ``.ci/run`` does.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import rdflib.compare
from graph_samples import BASE, BUILD, facts_of, post_of, small_knowledge, small_source, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, Triple

from graphbuild.config import Settings
from graphbuild.model import Knowledge, Mention, Metadata, Tag
from graphbuild.ontology import Ontology
from graphbuild.unify import unify
from graphbuild.write import quads
from graphbuild.write.rdf_files import FORMATS, RDF12

PARSERS = Path(__file__).parents[1] / "parsers"
RAPPER, NODE = shutil.which("rapper"), shutil.which("node")
RDFLIB = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".jsonld": "json-ld"}
RAPTOR = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads"}

Count = Callable[[Path], int]


def by_rdflib(path: Path) -> int:
    dataset = rdflib.Dataset()
    dataset.parse(path, format=RDFLIB[path.suffix])
    return len(list(dataset.quads()))


def by_pyoxigraph(path: Path) -> int:
    return len(set(pyoxigraph.parse(path=str(path))))


def by_rapper(path: Path) -> int:
    if RAPPER is None:
        pytest.skip("needs Debian's raptor2-utils")
    if path.suffix not in RAPTOR:
        pytest.skip("raptor reads no JSON-LD")
    command = [RAPPER, "-q", "-i", RAPTOR[path.suffix], "-o", "nquads", str(path)]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert done.stderr == b""
    return len(set(done.stdout.splitlines()))


def by_javascript(path: Path) -> int:
    if NODE is None or not (PARSERS / "node_modules").is_dir():
        pytest.skip("needs node, and `npm install` in tests/parsers")
    command = [NODE, str(PARSERS / "count.mjs"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return int(done.stdout)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("count", [by_rdflib, by_pyoxigraph, by_rapper, by_javascript])
def test_every_parser_counts_what_the_dataset_says_of_itself(
    sample_build: Path, name: str, count: Count
) -> None:
    said = pyoxigraph.Store()
    said.load(path=str(sample_build / "graph.ttl"), format=RdfFormat.TURTLE)
    (row,) = said.query(  # type: ignore[misc, union-attr]
        "SELECT ?n { ?d a <http://www.w3.org/ns/dcat#Dataset> ; <http://rdfs.org/ns/void#triples> ?n }"
    )
    assert count(sample_build / name) == int(row["n"].value) > 10_000  # type: ignore[index, union-attr]


def read(content: bytes, form: RdfFormat) -> set[Triple]:
    return {quad.triple for quad in pyoxigraph.parse(content, format=form)}


@pytest.fixture(scope="module")
def everything(ontology: Ontology) -> set[Quad]:
    return set(quads(small_knowledge(), BUILD, ontology))


def test_every_format_holds_the_same_triples(everything: set[Quad]) -> None:
    wanted = {quad.triple for quad in everything}
    assert read(written(small_knowledge()), RdfFormat.TURTLE) == wanted
    assert read(written(small_knowledge(), "graph.jsonld"), RdfFormat.JSON_LD) == wanted
    for name, form in (("graph.trig", RdfFormat.TRIG), ("graph.nq", RdfFormat.N_QUADS)):
        found = pyoxigraph.parse(written(small_knowledge(), name), format=form)
        assert set(found) == everything


def test_the_round_trip_is_isomorphic() -> None:
    first = rdflib.Graph().parse(data=written(small_knowledge()), format="turtle")
    second = rdflib.Graph().parse(data=first.serialize(format="json-ld"), format="json-ld")
    third = rdflib.Graph().parse(data=written(small_knowledge(), "graph.jsonld"), format="json-ld")
    assert rdflib.compare.isomorphic(first, second)
    assert rdflib.compare.isomorphic(first, third)


def test_the_quads_are_sorted_by_code_point_without_repeats() -> None:
    lines = written(small_knowledge(), "graph.nq").decode().split("\n")
    assert lines.pop() == ""
    assert lines == sorted(set(lines))


def test_rdf_1_2_has_a_reifier_a_statement_under_the_same_iri() -> None:
    name = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
    found = list(pyoxigraph.parse(written(small_knowledge(), RDF12), format=RdfFormat.TURTLE))
    reified = {q.subject.value: q.object for q in found if q.predicate.value == name}  # type: ignore[union-attr]
    statements = {s.iri: s for s in small_knowledge().statements}
    assert reified.keys() == statements.keys()
    for iri, triple in reified.items():
        assert isinstance(triple, Triple)
        said = statements[iri]
        assert [str(t)[1:-1].rpartition("#")[2] for t in triple] == [
            said.subject,
            said.predicate,
            said.object,
        ]
    assert "rdf:subject" not in written(small_knowledge(), RDF12).decode()
    assert len(found) == len(read(written(small_knowledge()), RdfFormat.TURTLE)) - 2 * len(reified)


def test_rdf_1_2_is_read_by_another_language_too(tmp_path: Path) -> None:
    path = tmp_path / RDF12
    path.write_bytes(written(small_knowledge(), RDF12))
    assert by_javascript(path) == by_pyoxigraph(path) > 100


def document(nodes: list[dict[str, object]], identifier: str) -> dict[str, object]:
    (found,) = [node for node in nodes if node["id"] == identifier]
    return found


def test_json_ld_reads_as_documents() -> None:
    nodes = json.loads(written(small_knowledge(), "graph.jsonld"))["@graph"]
    cleo = document(nodes, "person/cleo-vasseur")
    assert cleo["type"] == ["Person", "Entity", "schema:Person"]
    assert cleo["worksFor"] == "organization/tamarin"
    quotes = [
        selector["exact"]
        for statement in cleo["statements"]  # type: ignore[attr-defined]
        if statement["predicate"] == "worksFor"
        for selector in statement["evidence"]["target"]["selector"]
        if "exact" in selector
    ]
    assert quotes == ["Cléo Vasseur travaille chez Tamarin"]
    assert len(cleo["mentionedAt"]) == cleo["mentionCount"]  # type: ignore[arg-type]
    (reply,) = document(nodes, "post/a/1")["comments"]  # type: ignore[misc, attr-defined]
    assert reply["id"] == "post/a/2"
    idea = document(nodes, "concept/longue-traine")
    assert idea["label"] == {"fr": "longue traîne", "en": "long tail"}


def test_turtle_is_for_reading() -> None:
    text = written(small_knowledge()).decode()
    assert (
        "person:cleo-vasseur a gb:Person, gb:Entity, schema:Person ;\n"
        '    rdfs:label "Cléo Vasseur" ;\n'
    ) in text
    assert "    gb:worksFor organization:tamarin ;\n" in text
    headings = [line for line in text.splitlines() if line.startswith("# --- ")]
    assert headings[1:3] == ["# --- Posts and comments ---", "# --- People ---"]
    assert max(map(len, text.splitlines())) < 140
    assert "\t" not in text


@pytest.mark.parametrize(
    "base",
    [
        "https://example.org/g#",
        "https://example.org/?g=/",
        "https://example.org/a/../b/",
        "https://example.org/é/",
        "http://localhost:8000/",
    ],
)
def test_any_base_gives_the_same_iris_in_every_format(base: str, ontology: Ontology) -> None:
    knowledge, build = small_knowledge(base=base), replace(BUILD, base_iri=base)
    wanted = {quad.triple for quad in quads(knowledge, build, ontology)}
    turtle = written(knowledge, build=build)
    assert read(turtle, RdfFormat.TURTLE) == wanted
    assert read(written(knowledge, "graph.jsonld", build=build), RdfFormat.JSON_LD) == wanted
    found = rdflib.Graph().parse(data=turtle, format="turtle")
    assert {str(s) for s in found.subjects()} == {t.subject.value for t in wanted}  # type: ignore[union-attr]


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), min_size=1, max_size=40),
    st.sampled_from(
        [
            "é" * 2000,
            "a b\tc",
            '"\\"',
            "🎈",
            "שלום",
            "\ud800",
            "x\u2028y",
            "<b>&",
            "a/../b",
            "%2F:#?",
        ]
    ),
)


def named(label: str, ontology: Ontology) -> Knowledge:
    """Return a small graph in which a name, an idea, a title and an author are the label."""
    post = post_of(f"Avec {label} ici.", title=label, author=label)
    facts = facts_of(post, (label, "Work"))
    idea = [replace(m, type="Concept", key=f"Concept/{label}") for m in facts.mentions[:1]]
    mentions: tuple[Mention, ...] = (*facts.mentions, *idea)
    return unify([replace(facts, mentions=mentions)], [small_source()], ontology, Settings())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(label=TEXTS)
def test_any_label_is_read_back_alike_from_every_format(label: str, ontology: Ontology) -> None:
    knowledge = named(label, ontology)
    wanted = {quad.triple for quad in quads(knowledge, BUILD, ontology)}
    for name, form in (
        ("graph.ttl", RdfFormat.TURTLE),
        ("graph.jsonld", RdfFormat.JSON_LD),
        ("graph.trig", RdfFormat.TRIG),
        ("graph.nq", RdfFormat.N_QUADS),
    ):
        assert read(written(knowledge, name, ontology=ontology), form) == wanted, name


LABELS = ("a b", "é à ü", "🎈", "שלום", '"\\"', "é" * 2000, "\ud800", "C++ & co <x>", "x\u2028y")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, ontology: Ontology) -> Path:
    """The files of a graph whose names are all awkward."""
    folder = tmp_path_factory.mktemp("odd")
    meta = Metadata(
        url="https://blog.example/é à (1)?q=a&b=[2]#s",
        home="https://blog.example/",
        blog=LABELS[5],
        series=LABELS[0],
        tags=tuple(
            Tag(start=0, end=1, name=label, category=bool(n % 2)) for n, label in enumerate(LABELS)
        ),
    )
    post = post_of(" ; ".join(LABELS), title=LABELS[4], meta=meta)
    facts = facts_of(post, *((label, "Product") for label in LABELS))
    knowledge = unify([facts], [small_source()], ontology, Settings())
    assert len(knowledge.entities) == len(LABELS)
    for name in FORMATS:
        (folder / name).write_bytes(written(knowledge, name))
    return folder


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("count", [by_rdflib, by_rapper, by_javascript])
def test_awkward_names_are_read_by_every_parser(odd: Path, name: str, count: Count) -> None:
    assert count(odd / name) == by_pyoxigraph(odd / name) > 100


def test_the_dataset_is_described_with_its_counts_and_licence() -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    content = written(small_knowledge(), "graph.trig", build=replace(BUILD, license=licence))
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=content, format="trig")
    whole = rdflib.URIRef(f"{BASE}dataset")
    void, dct = rdflib.VOID, rdflib.DCTERMS
    assert dataset.value(whole, dct.license) == rdflib.URIRef(licence)
    assert int(dataset.value(whole, void.triples)) == len(set(dataset.quads()))  # type: ignore[arg-type]
    assert int(dataset.value(whole, void.entities)) == len(small_knowledge().entities)  # type: ignore[arg-type]
    assert {o.language for o in dataset.objects(whole, dct.description)} == {"fr", "en"}  # type: ignore[attr-defined]
    for layer in dataset.objects(whole, void.subset):
        held = len(list(dataset.quads((None, None, None, layer))))
        assert int(dataset.value(layer, void.triples)) == held, layer  # type: ignore[arg-type]
    parts = {
        str(dataset.value(part, void["class"])).rpartition("#")[2]: int(
            dataset.value(part, void.entities)  # type: ignore[arg-type]
        )
        for part in dataset.objects(whole, void.classPartition)
    }
    assert sum(parts.values()) == len(small_knowledge().entities)
