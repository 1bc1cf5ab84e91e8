"""The endpoint: the SPARQL 1.1 Protocol, and what a hostile client gets."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results
from query_samples import BASE
from site_samples import small_output
from starlette.testclient import TestClient

from graphbuild.errors import InputError
from graphbuild.query.answers import Answers
from graphbuild.query.endpoint import make_app
from graphbuild.query.jobs import Query, ReadGraph
from graphbuild.query.negotiation import GRAPH_OFFERS, RESULT_OFFERS, negotiate
from graphbuild.query.pool import Pool
from graphbuild.query.protocol import BODY_BYTES
from graphbuild.query.serve import listen

PLACES = "SELECT ?l {?e a gb:Place ; skos:prefLabel ?l}"
SLOW = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"
PATHS = "SELECT (COUNT(*) AS ?n) {?a (!<x:y>|^!<x:y>)* ?b . ?c (!<x:y>|^!<x:y>)* ?d}"
"""Endless paths both ways, from everything to everything, twice."""
LOCAL = {"Host": "127.0.0.1:8000"}
DIRECT = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_output(tmp_path_factory.mktemp("output"))


@pytest.fixture(scope="module")
def client(graph: Path) -> Iterator[TestClient]:
    pool = Pool(graph, workers=1, seconds=1.0)
    with TestClient(make_app(graph, pool), base_url="http://127.0.0.1:8000") as client:
        yield client
    pool.stop()


def test_get_answers_json_by_default(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": PLACES})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.json()["results"]["bindings"] == [{"l": {"type": "literal", "value": "Lille"}}]


def test_both_ways_of_post_answer_too(client: TestClient) -> None:
    for content, headers in ((PLACES, DIRECT), (urlencode({"query": PLACES}), FORM)):
        response = client.post("/sparql", content=content, headers=headers)
        assert response.status_code == 200
        assert "Lille" in response.text


@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("application/sparql-results+json", None, QueryResultsFormat.JSON),
        ("application/sparql-results+xml", None, QueryResultsFormat.XML),
        (
            "text/tab-separated-values",
            "text/tab-separated-values; charset=utf-8",
            QueryResultsFormat.TSV,
        ),
        ("application/json", None, QueryResultsFormat.JSON),
        (
            "text/csv;q=0.1, application/sparql-results+xml;q=0.2",
            "application/sparql-results+xml",
            QueryResultsFormat.XML,
        ),
    ],
)
def test_rows_come_in_the_form_asked_for(
    client: TestClient, accept: str, media: str | None, form: QueryResultsFormat
) -> None:
    response = client.get("/sparql", params={"query": PLACES}, headers={"Accept": accept})
    assert response.headers["content-type"] == (media or accept)
    answer = parse_query_results(response.content, format=form)
    assert isinstance(answer, QuerySolutions)
    assert [solution["l"].value for solution in answer] == ["Lille"]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_graphs_come_in_the_form_asked_for(
    client: TestClient, accept: str, form: RdfFormat
) -> None:
    query = "CONSTRUCT WHERE {?e a gb:Place ; skos:prefLabel ?l}"
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.status_code == 200
    assert len(list(parse(response.content, format=form))) == 2


def test_the_dataset_of_the_protocol_narrows(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) {?s a gb:Statement}"
    parameters = {"query": query, "default-graph-uri": f"{BASE}layer/cooccurrence"}
    response = client.get("/sparql", params=parameters, headers={"Accept": "text/csv"})
    assert response.text.split() == ["n", "1"]


@pytest.mark.parametrize(
    ("method", "path", "status", "options"),
    [
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400, {}),
        ("GET", "/sparql?query=%FF%FE", 400, {}),
        ("GET", "/sparql?query=", 400, {}),
        ("GET", "/sparql?query=SELECT", 400, {}),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=file:///etc/passwd", 400, {}),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no+iri", 400, {}),
        ("GET", "/sparql?query=ASK%7B%7D&update=CLEAR+ALL", 400, {}),
        ("GET", "/sparql?" + "a=1&" * 500, 400, {}),
        ("POST", "/sparql", 415, {"content": "ASK {}"}),
        ("POST", "/sparql", 415, {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}),
        ("POST", "/sparql", 415, {"content": "x", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}),
        ("POST", "/sparql", 415, {"content": "ASK {}", "headers": {"Content-Type": "application/sparql-query; charset=utf-16"}}),
        ("POST", "/sparql", 400, {"content": b"ASK {'\xff'}", "headers": DIRECT}),
        ("POST", "/sparql?query=ASK%7B%7D", 400, {"content": "ASK {}", "headers": DIRECT}),
        ("POST", "/sparql", 400, {"content": "update=CLEAR+ALL", "headers": FORM}),
        ("POST", "/sparql", 400, {"content": "", "headers": FORM}),
        ("POST", "/sparql", 413, {"content": " " * (BODY_BYTES + 1), "headers": DIRECT}),
        ("PUT", "/sparql", 405, {"content": "ASK {}", "headers": DIRECT}),
        ("DELETE", "/sparql", 405, {}),
        ("PATCH", "/", 405, {}),
        ("POST", "/graph.ttl", 405, {}),
        ("GET", "/sparql?query=ASK%7B%7D", 406, {"headers": {"Accept": "image/png"}}),
        ("GET", "/sparql?query=ASK%7B%7D", 406, {"headers": {"Accept": "text/turtle"}}),
        ("GET", "/sparql?query=ASK%7B%7D", 421, {"headers": {"Host": "evil.example"}}),
        ("GET", "/sparql?query=ASK%7B%7D", 421, {"headers": {"Host": "127.0.0.1.evil.example:8000"}}),
        ("GET", "/sparql?query=ASK%7B%7D", 403, {"headers": {"Sec-Fetch-Site": "cross-site"}}),
        ("GET", "/report.json", 404, {}),
        ("GET", "/graph.trig", 404, {}),
        ("GET", "/../../etc/passwd", 404, {}),
        ("GET", "/%2e%2e/%2e%2e/etc/passwd", 404, {}),
        ("GET", "/graph.html", 404, {}),
    ],
)  # fmt: skip
def test_wrong_requests_get_the_right_status(
    client: TestClient, method: str, path: str, status: int, options: dict[str, object]
) -> None:
    response = client.request(method, path, **options)  # type: ignore[arg-type]
    assert response.status_code == status
    assert "Traceback" not in response.text
    if status == 405:
        assert "GET" in response.headers["allow"]


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA {<a:b> <a:b> 1}",
        "LOAD <file:///etc/passwd>",
        "SELECT ?s {SERVICE <http://127.0.0.1:1/> {?s ?p ?o}}",
        "SELECT ?s {SERVICE SILENT <http://127.0.0.1:1/> {?s ?p ?o}}",
        "SELECT * FROM <file:///etc/passwd> {?s ?p ?o}",
        "SELECT ?x {" + "{" * 5000 + "}" * 5000 + "}",
        "\x00",
    ],
)
def test_what_is_refused_is_refused_with_a_reason(client: TestClient, query: str) -> None:
    response = client.post("/sparql", content=query, headers=DIRECT)
    assert response.status_code == 400
    assert response.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_streamed_body_is_cut_off_at_the_limit(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 65536

    assert client.post("/sparql", content=endless(), headers=DIRECT).status_code == 413


@pytest.mark.parametrize("query", [SLOW, PATHS])
def test_a_long_query_is_stopped_and_the_next_one_answered(client: TestClient, query: str) -> None:
    started = time.monotonic()
    response = client.post("/sparql", content=query, headers=DIRECT)
    assert response.status_code == 503
    assert "more than 1 seconds" in response.text
    assert time.monotonic() - started < 10
    assert client.get("/sparql", params={"query": PLACES}).status_code == 200


def test_a_query_that_breaks_the_engine_breaks_nothing_else(client: TestClient) -> None:
    tower = "SELECT ?x {BIND(" + "!" * 200_000 + "1 AS ?x)}"
    response = client.post("/sparql", content=tower, headers=DIRECT)
    assert response.status_code in (400, 500)
    assert client.get("/sparql", params={"query": PLACES}).status_code == 200


def test_a_query_that_wants_all_memory_is_stopped(client: TestClient) -> None:
    grow = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f), STR(?i))) AS ?x) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i}"
    response = client.post("/sparql", content=grow, headers=DIRECT)
    assert response.status_code in (500, 503)
    assert client.get("/sparql", params={"query": PLACES}).status_code == 200


def test_an_answer_that_is_too_long_says_so() -> None:
    from query_samples import small_store

    reply = Answers(small_store(), limit=10_000).answer(Query(query="SELECT * {?s ?p ?o}"))
    assert reply.status == 500
    assert b"LIMIT" in reply.body


def test_the_page_and_the_turtle_are_served_and_nothing_else(client: TestClient) -> None:
    page, turtle = client.get("/"), client.get("/graph.ttl")
    assert "<title>é</title>" in page.text
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert turtle.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "'é'" in turtle.text
    assert client.head("/").status_code == 200


def test_a_rebuilt_graph_is_answered_from_at_once(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text("<urn:a> <urn:b> 1 .", encoding="utf-8")
    pool = Pool(graph, workers=1, seconds=20)
    ask = Query(query="SELECT ?o {<urn:a> <urn:b> ?o}", accept="text/csv")
    assert pool.ask(ask).body.split() == [b"o", b"1"]
    graph.write_text("<urn:a> <urn:b> 22 .", encoding="utf-8")
    assert pool.ask(ask).body.split() == [b"o", b"22"]
    pool.stop()


def test_a_large_graph_is_not_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    from query_samples import small_store

    monkeypatch.setattr("graphbuild.query.answers.MOST_TRIPLES", 100)
    reply = Answers(small_store()).answer(ReadGraph(graph=None))
    assert reply.status == 500
    assert b"/graph.ttl" in reply.body


def test_a_broken_graph_file_is_known_before_serving(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text("<urn:a> <urn:b>\n oops:x .", encoding="utf-8")
    with pytest.raises(InputError, match=r"graph\.ttl:2: does not parse"):
        Pool(graph, workers=1)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", ""])
def test_only_loopback_is_listened_on(host: str) -> None:
    with pytest.raises(InputError, match="not this machine alone"):
        listen(host, 0)


def test_a_port_in_use_is_an_error_that_names_the_way_out() -> None:
    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(InputError, match="--port"):
            listen("127.0.0.1", taken.getsockname()[1])


def test_negotiation_follows_weights_and_the_most_specific_range() -> None:
    def chosen(accept: str) -> str | None:
        found = negotiate(accept, RESULT_OFFERS)
        return found[1] if found else None

    assert chosen("") == chosen("*/*") == "application/sparql-results+json"
    assert chosen("text/*") == "text/json"
    assert chosen("*/*;q=0.1, text/csv") == "text/csv"
    assert chosen("text/csv;q=0, */*") == "application/sparql-results+json"
    assert chosen("TEXT/CSV ; Q=0.5 , ;;,") == "text/csv"
    assert chosen("text/csv;q=bad") is None
    assert negotiate("text/csv", GRAPH_OFFERS) is None


def test_csv_of_the_endpoint_is_run_by_no_spreadsheet(client: TestClient) -> None:
    query = """SELECT ("=cmd|' /C calc'!A0" AS ?x) {}"""
    for accept, text in (("text/csv", "'=cmd|"), ("text/tab-separated-values", '"=cmd|')):
        response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert response.text.splitlines()[1].startswith(text)
