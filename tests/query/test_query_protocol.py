"""SPARQL 1.1 Protocol (W3C Recommendation, 2013): the cases for queries, section by section.

Each test says which sentence it is for. The Update half is refused, as the server is read-only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results
from query_samples import BASE
from site_samples import small_output
from starlette.testclient import TestClient

from graphbuild.query.endpoint import make_app
from graphbuild.query.pool import Pool

DIRECT = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
STATED, TOGETHER = f"{BASE}layer/stated", f"{BASE}layer/cooccurrence"
COUNT = "SELECT (COUNT(*) AS ?n) {?s a gb:Statement}"
NAMED = "SELECT DISTINCT ?g {GRAPH ?g {?s a gb:Statement}} ORDER BY ?g"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    graph = small_output(tmp_path_factory.mktemp("protocol"))
    pool = Pool(graph, workers=1, seconds=10)
    with TestClient(make_app(graph, pool), base_url="http://127.0.0.1:8000") as client:
        yield client
    pool.stop()


def values(response: object, name: str) -> list[str]:
    rows = json.loads(response.text)["results"]["bindings"]  # type: ignore[attr-defined]
    return [row[name]["value"] for row in rows]


def test_2_1_1_query_via_get(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_2_1_2_query_via_post_with_url_encoded_parameters(client: TestClient) -> None:
    response = client.post("/sparql", content=urlencode({"query": "ASK {}"}), headers=FORM)
    assert response.json()["boolean"] is True


def test_2_1_2_a_parameter_may_hold_any_utf_8_text(client: TestClient) -> None:
    query = 'SELECT ("é 😀 &=+%" AS ?x) {}'
    response = client.post("/sparql", content=urlencode({"query": query}), headers=FORM)
    assert values(response, "x") == ["é 😀 &=+%"]


def test_2_1_3_query_via_post_directly(client: TestClient) -> None:
    response = client.post("/sparql", content='SELECT ("é" AS ?x) {}'.encode(), headers=DIRECT)
    assert values(response, "x") == ["é"]


def test_2_1_3_direct_post_takes_the_dataset_from_the_address(client: TestClient) -> None:
    response = client.post(
        "/sparql", params={"default-graph-uri": TOGETHER}, content=COUNT, headers=DIRECT
    )
    assert values(response, "n") == ["1"]


def test_2_1_4_one_default_graph(client: TestClient) -> None:
    for send in (client.get, client.post):
        options = {
            "params" if send == client.get else "data": {
                "query": COUNT,
                "default-graph-uri": STATED,
            }
        }
        assert values(send("/sparql", **options), "n") == ["6"]  # type: ignore[operator]


def test_2_1_4_several_default_graphs_are_merged(client: TestClient) -> None:
    pairs = [("query", COUNT), ("default-graph-uri", STATED), ("default-graph-uri", TOGETHER)]
    assert values(client.get("/sparql", params=pairs), "n") == ["7"]


def test_2_1_4_named_graphs(client: TestClient) -> None:
    pairs = [("query", NAMED), ("named-graph-uri", STATED)]
    assert values(client.get("/sparql", params=pairs), "g") == [STATED]
    pairs.append(("named-graph-uri", TOGETHER))
    assert values(client.get("/sparql", params=pairs), "g") == [TOGETHER, STATED]


def test_2_1_4_default_and_named_graphs_together(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) {?s a gb:Statement . GRAPH ?g {?t a gb:Statement}}"
    pairs = [("query", query), ("default-graph-uri", STATED), ("named-graph-uri", TOGETHER)]
    assert values(client.get("/sparql", params=pairs), "n") == ["6"]


def test_2_1_4_the_protocol_wins_over_the_query(client: TestClient) -> None:
    query = COUNT.replace("{?s", f"FROM <{TOGETHER}> {{?s")
    pairs = [("query", query), ("default-graph-uri", STATED)]
    assert values(client.get("/sparql", params=pairs), "n") == ["6"]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("application/sparql-results+json", QueryResultsFormat.JSON),
        ("text/csv", QueryResultsFormat.CSV),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
    ],
)
def test_2_1_5_select_in_each_result_format(
    client: TestClient, accept: str, form: QueryResultsFormat
) -> None:
    response = client.get("/sparql", params={"query": COUNT}, headers={"Accept": accept})
    assert response.headers["content-type"].split(";")[0] == accept
    if form != QueryResultsFormat.CSV:  # it has no types to read back
        (row,) = parse_query_results(response.content, format=form)  # type: ignore[union-attr]
        assert row["n"].value == "7"
    else:
        assert response.text.split() == ["n", "7"]


@pytest.mark.parametrize("form", [QueryResultsFormat.XML, QueryResultsFormat.JSON])
def test_2_1_5_ask_answers_a_boolean(client: TestClient, form: QueryResultsFormat) -> None:
    headers = {"Accept": form.media_type}
    response = client.get("/sparql", params={"query": "ASK {?s a gb:Nothing}"}, headers=headers)
    answer = parse_query_results(response.content, format=form)
    assert isinstance(answer, QueryBoolean)
    assert not answer


@pytest.mark.parametrize(
    "verb", ["CONSTRUCT {?s ?p ?o} WHERE {?s a gb:Place ; ?p ?o}", "DESCRIBE <place/lille>"]
)
@pytest.mark.parametrize(
    "form", [RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD]
)
def test_2_1_5_construct_and_describe_answer_a_graph(
    client: TestClient, verb: str, form: RdfFormat
) -> None:
    response = client.get("/sparql", params={"query": verb}, headers={"Accept": form.media_type})
    assert response.headers["content-type"].split(";")[0] == form.media_type
    assert len(list(parse(response.content, format=form))) > 3


def test_2_1_6_success_is_2xx_and_a_query_that_does_not_parse_is_400(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
    assert client.get("/sparql", params={"query": "ASK {"}).status_code == 400


@pytest.mark.parametrize(
    ("method", "status", "options"),
    [
        ("GET", 400, {"params": {"default-graph-uri": STATED}}),
        ("GET", 400, {"params": [("query", "ASK {}"), ("query", "SELECT * {}")]}),
        ("POST", 400, {"content": "", "headers": FORM}),
        ("POST", 415, {"content": "ASK {}", "headers": {"Content-Type": "text/plain"}}),
        ("POST", 415, {"content": "ASK {}"}),
        ("PUT", 405, {"params": {"query": "ASK {}"}}),
        ("POST", 400, {"content": 'SELECT ("é" AS ?x) {}'.encode("latin-1"), "headers": DIRECT}),
        ("GET", 400, {"params": {"query": "INSERT DATA {<a:b> <a:b> 1}"}}),
        ("GET", 400, {"params": {"update": "CLEAR ALL"}}),
        ("POST", 415, {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}),
    ],
)  # fmt: skip
def test_what_the_protocol_does_not_allow_is_refused(
    client: TestClient, method: str, status: int, options: dict[str, object]
) -> None:
    assert client.request(method, "/sparql", **options).status_code == status  # type: ignore[arg-type]


def test_head_answers_as_get_without_a_body(client: TestClient) -> None:
    response = client.head("/sparql", params={"query": "ASK {}"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/sparql-results+json"


def test_the_service_describes_itself_to_who_asks_nothing(client: TestClient) -> None:
    """Service Description, section 2: at the endpoint itself, without a query."""
    response = client.get("/sparql", headers={"Accept": "application/n-triples"})
    said = {str(quad.predicate).rpartition("#")[2].rstrip(">"): quad.object for quad in parse(
        response.content, format=RdfFormat.N_TRIPLES)}  # fmt: skip
    assert said["endpoint"].value == "http://127.0.0.1:8000/sparql"
    assert said["supportedLanguage"].value.endswith("#SPARQL11Query")
    assert STATED in response.text
    browser = client.get("/sparql", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (browser.status_code, browser.headers["location"]) == (303, "/ask")


def test_a_dollar_parameter_binds_a_variable_as_the_query_declares_it(client: TestClient) -> None:
    query = "# param: who Person *\nSELECT ?l ?who {?who gb:worksFor ?o . ?o skos:prefLabel ?l}"
    for name in ("zoé", f"<{BASE}person/zoe-martin>"):
        response = client.post("/sparql", data={"query": query, "$who": name})
        assert values(response, "l") == ["Atelier Nimbus"]
    response = client.post("/sparql", data={"query": query, "$who": '" } #'})
    assert response.status_code == 400
    assert "no Person is named" in response.text


def test_graph_store_protocol_reads_each_graph(client: TestClient) -> None:
    """Graph Store HTTP Protocol, 4.2 and 5.2: indirect identification, GET and HEAD."""
    headers = {"Accept": "application/n-triples"}
    one = client.get("/rdf-graph-store", params={"graph": TOGETHER}, headers=headers)
    assert 0 < len(one.text.splitlines()) < 20
    everything = client.get("/rdf-graph-store?default", headers=headers)
    assert set(one.text.splitlines()) < set(everything.text.splitlines())
    assert client.head("/rdf-graph-store?default").status_code == 200
    assert client.get("/rdf-graph-store?graph=urn:none").status_code == 404
    for wrong in ("", "?graph=a&default", "?graph=no+iri"):
        assert client.get(f"/rdf-graph-store{wrong}").status_code == 400
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        refused = client.request(method, "/rdf-graph-store?default", content="<a:b> <a:b> 1 .")
        assert refused.status_code == 405
        assert "GET" in refused.headers["allow"]
