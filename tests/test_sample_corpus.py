"""``make graph``: what a build of the sample corpus must give to anybody's tools."""

from __future__ import annotations

import base64
import csv
import json
import re
import zlib
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from graphbuild.collect import make_source, parse_posts
from graphbuild.model import Post, Source
from graphbuild.ontology import ontology_folder
from graphbuild.validate import validate_file

POSTS = Path(__file__).parents[1] / "posts"
FILES = sorted(path.name for path in POSTS.glob("*.txt"))

# The columns of DESIGN: an interface, so they are spelt out here and not imported.
COLUMNS = {
    "posts": "post source start end kind parent title author date language "
    "modified url format tags copies",
    "mentions": "source post start end surface type entity score detector",
    "entities": "entity type label alt_labels posts mentions same_as",
    "relations": "subject predicate object layer score source start end evidence cue",
    "merges": "kept merged rule evidence score",
    "ambiguous": "entity label type candidate candidate_label score rule merged"
    " source start end quote candidate_source candidate_start candidate_end candidate_quote",
}

EXPECTED = [
    ("Andrew McAfee", "Person"),
    ("Seth Godin", "Person"),
    ("Dominique Wolton", "Person"),
    ("Adetem", "Organization"),
    ("Hootsuite", "Organization"),
    ("Forrester", "Organization"),
    ("social business", "Concept"),
]

EVIDENCE = """
PREFIX gb: <https://w3id.org/graphbuild#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?entity ?path ?start ?end ?quote WHERE {
  ?entity rdfs:label ?label ; a %s .
  FILTER(STR(?label) = "%s")
  ?annotation oa:hasBody ?entity ; oa:hasTarget ?target .
  ?target oa:hasSource ?source ; oa:hasSelector ?position ; oa:hasSelector ?words .
  ?source rdfs:label ?path .
  ?position oa:start ?start ; oa:end ?end .
  ?words oa:exact ?quote .
}
"""
CLASSES = {
    "Person": ("gb:Person", "schema:Person"),
    "Organization": ("gb:Organization", "schema:Organization"),
    "Concept": ("gb:Concept", "skos:Concept"),
}


@cache
def text_of(name: str) -> str:
    return (POSTS / name).read_bytes().decode("utf-8-sig")


@cache
def posts_of(name: str) -> tuple[Post, ...]:
    source = make_source((POSTS / name).read_bytes(), name)
    assert isinstance(source, Source)
    return parse_posts(source)


def rows(output: Path, table: str) -> list[dict[str, str]]:
    with (output / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def graph(sample_build: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(sample_build / "graph.ttl", format="turtle")


@pytest.fixture(scope="module")
def store(sample_build: Path) -> pyoxigraph.Store:
    loaded = pyoxigraph.Store()
    loaded.load(path=str(sample_build / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    return loaded


def test_nothing_is_a_blank_node(graph: rdflib.Graph) -> None:
    assert not [t for t in graph if any(isinstance(node, rdflib.BNode) for node in t)]


def test_the_layers_together_are_the_turtle_file(sample_build: Path, graph: rdflib.Graph) -> None:
    quads = list(pyoxigraph.parse(path=str(sample_build / "graph.trig")))
    inferred = "https://example.org/graph/layer/inferred"
    layers = {str(quad.graph_name.value) for quad in quads}
    assert {name.rpartition("/")[2] for name in layers} >= {
        "metadata",
        "stated",
        "cooccurrence",
        "provenance",
    }
    kept = {
        (str(q.subject), str(q.predicate), str(q.object))
        for q in quads
        if q.graph_name.value != inferred
    }
    assert len(kept) == len(graph)


@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig"])
def test_it_conforms_to_the_shapes(sample_build: Path, name: str) -> None:
    assert validate_file(sample_build / name, ontology_folder() / "shapes.ttl") == ()


@pytest.mark.parametrize(("label", "kind"), EXPECTED)
def test_plain_sparql_finds_the_expected_with_quotes_that_stand_in_the_files(
    label: str, kind: str, store: pyoxigraph.Store, graph: rdflib.Graph
) -> None:
    for name in CLASSES[kind]:
        query = EVIDENCE % (name, label)
        answer = store.query(query)
        assert isinstance(answer, pyoxigraph.QuerySolutions)
        found = {
            tuple(solution[key].value for key in ("path", "start", "end", "quote"))
            for solution in answer
        }
        assert found, f"no {name} {label} with an evidence"
        for path, start, end, quote in found:
            assert text_of(path)[int(start) : int(end)] == quote
    assert {
        tuple(str(value) for value in row[1:])
        for row in graph.query(query)
        if isinstance(row, rdflib.query.ResultRow)
    } == found


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_are_those_of_the_design(sample_build: Path, table: str) -> None:
    content = (sample_build / "tables" / f"{table}.csv").read_bytes()
    assert content.split(b"\r\n", 1)[0].decode() == COLUMNS[table].replace(" ", ",")
    assert all(None not in row and None not in row.values() for row in rows(sample_build, table))


def test_every_mention_stands_at_its_offsets(sample_build: Path) -> None:
    mentions = rows(sample_build, "mentions")
    assert len(mentions) > 300
    for row in mentions:
        start, end = int(row["start"]), int(row["end"])
        assert text_of(row["source"])[start:end] == row["surface"] != ""
        assert 0 <= float(row["score"]) <= 1


def test_every_evidence_stands_at_its_offsets(sample_build: Path) -> None:
    relations = rows(sample_build, "relations")
    assert any(row["layer"] == "stated" for row in relations)
    for row in relations:
        start, end = int(row["start"]), int(row["end"])
        assert text_of(row["source"])[start:end] == row["evidence"] != ""


def test_tables_name_only_what_the_entities_table_has(sample_build: Path) -> None:
    entities = {row["entity"]: row["type"] for row in rows(sample_build, "entities")}
    for row in rows(sample_build, "mentions"):
        assert entities[row["entity"]] == row["type"]
    for row in rows(sample_build, "relations"):
        assert row["subject"] in entities
        assert row["object"] in entities
    authors = {row["author"] for row in rows(sample_build, "posts")} - {""}
    assert authors <= set(entities)


def test_no_entity_comes_out_of_page_furniture(sample_build: Path) -> None:
    mentions = rows(sample_build, "mentions")
    furniture = 0
    for name in FILES:
        blocks = [b for post in posts_of(name) for b in post.blocks if b.kind == "furniture"]
        furniture += len(blocks)
        inside = [
            row["surface"]
            for row in mentions
            for block in blocks
            if row["source"] == name
            and block.start < int(row["end"])
            and int(row["start"]) < block.end
        ]
        assert inside == [], name
    assert furniture > 10, "the sample corpus has page furniture to beware of"


def test_posts_are_those_that_collect_finds(sample_build: Path) -> None:
    written = {(r["source"], int(r["start"]), r["kind"]) for r in rows(sample_build, "posts")}
    read = {(name, p.start, p.kind) for name in FILES for p in posts_of(name)}
    assert written == read


def test_the_report_counts_what_the_tables_hold(sample_build: Path) -> None:
    report = json.loads((sample_build / "report.json").read_text(encoding="utf-8"))
    posts = rows(sample_build, "posts")
    assert report["posts"] == sum(row["kind"] == "post" for row in posts) >= 15
    assert report["comments"] == sum(row["kind"] == "comment" for row in posts) > 0
    assert report["mentions"] == len(rows(sample_build, "mentions"))
    assert sum(report["entities"].values()) == len(rows(sample_build, "entities"))
    assert report["merges"] == len(rows(sample_build, "merges"))
    assert sum(report["encodings"].values()) == len(FILES)
    assert report["failures"] == []
    assert list(report["seconds"]) == ["collect", "read", "unify", "write", "validate"]


def test_the_page_shows_the_expected_and_asks_for_nothing(sample_build: Path) -> None:
    page = (sample_build / "graph.html").read_text(encoding="utf-8")
    packed = re.search(r'id="data">([^<]+)<', page)
    assert packed
    nodes = json.loads(zlib.decompress(base64.b64decode(packed[1])))["nodes"]
    assert {label for label, _ in EXPECTED} <= {node[2] for node in nodes}
    assert 'src="http' not in page
    assert "<link " not in page
    assert "default-src 'none'" in page


def test_the_output_folder_holds_what_the_design_lists_and_no_more(sample_build: Path) -> None:
    names = sorted(p.relative_to(sample_build).as_posix() for p in sample_build.rglob("*"))
    assert names == sorted(
        "graph.graphml graph.html graph.jsonld graph.nq graph.trig graph.ttl report.json "
        "tables".split()
        + [f"tables/{table}.csv" for table in COLUMNS]
    )
