"""Queries: what is answered, what is refused, and how mistakes are shown."""

from __future__ import annotations

import socket

import pytest
from pyoxigraph import Literal, QuerySolutions
from query_samples import BASE, small_store

from graphbuild.errors import QueryError
from graphbuild.query.sparql import evaluate, masked


def rows(query: str, **options: object) -> list[list[str]]:
    answer = evaluate(small_store(), query, **options)  # type: ignore[arg-type]
    assert isinstance(answer, QuerySolutions)
    return [[getattr(term, "value", "") for term in solution] for solution in answer]


def test_product_prefixes_are_declared_already() -> None:
    assert rows("SELECT ?l {?e a gb:Place ; skos:prefLabel ?l}") == [["Lille"]]


def test_a_query_may_declare_a_prefix_its_own_way() -> None:
    assert rows("PREFIX gb: <urn:other#> SELECT ?e {?e a gb:Place}") == []


def test_default_graph_is_the_union_of_the_layers() -> None:
    assert rows("SELECT (COUNT(*) AS ?n) {?s a gb:Statement}") == [["7"]]


def test_from_narrows_to_one_layer() -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM <{BASE}layer/stated> {{?s a gb:Statement}}"
    assert rows(query) == [["6"]]


def test_graphs_of_the_protocol_narrow_too() -> None:
    query = "SELECT (COUNT(*) AS ?n) {?s a gb:Statement}"
    assert rows(query, default_graphs=[f"{BASE}layer/cooccurrence"]) == [["1"]]


def test_a_value_is_bound_not_pasted() -> None:
    hostile = '" } INSERT DATA { <a:b> <a:b> 1 } #'
    query = "SELECT ?x ?e {?e skos:prefLabel ?l FILTER(STR(?l) = ?x)}"
    assert rows(query, values={"x": Literal(hostile)}) == []
    assert rows(query, values={"x": Literal("Lille")}) == [["Lille", f"{BASE}place/lille"]]


def test_a_parameter_that_is_not_selected_is_explained() -> None:
    with pytest.raises(QueryError, match=r"list \?x after SELECT"):
        rows("SELECT ?e {?e skos:prefLabel ?l FILTER(STR(?l) = ?x)}", values={"x": Literal("a")})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s {SERVICE <http://127.0.0.1:PORT/> {?s ?p ?o}}",
        "SELECT ?s {SERVICE SILENT <http://127.0.0.1:PORT/> {?s ?p ?o}}",
        "SELECT ?s {service<http://127.0.0.1:PORT/>{?s ?p ?o}}",
        "SELECT ?s {VALUES ?g {<http://127.0.0.1:PORT/>} SERVICE ?g {?s ?p ?o}}",
        "PREFIX : <http://127.0.0.1:PORT/> SELECT ?s {SERVICE:x{?s ?p ?o}}",
        "PREFIX service: <http://127.0.0.1:PORT/> PREFIX : <http://127.0.0.1:PORT/> "
        "SELECT ?s {?s ?p 1 ; SERVICE :x {?s ?p ?o}}",
        # Where a string begins depends on whether `<?b,'>` is an IRI.
        "SELECT ?s {BIND(IF(?a<?b,'>',1) AS ?z) SERVICE <http://127.0.0.1:PORT/> {?s ?p ?o} #'\n}",
        "SELECT ?s {?s rdfs:a\\# SERVICE <http://127.0.0.1:PORT/> {?s ?p ?o}\n}",
        "SELECT ?s {?s rdfs:a\\#b 1 SERVICE <http://127.0.0.1:PORT/> {?s ?p ?o}\n}",
        "SELECT ?s {{SELECT ?s {OPTIONAL {SERVICE <http://127.0.0.1:PORT/> {?s ?p ?o}}}}}",
        "ASK {FILTER EXISTS {SERVICE <http://127.0.0.1:PORT/> {?s ?p ?o}}}",
        "SELECT ?s {\\u0053ERVICE <http://127.0.0.1:PORT/> {?s ?p ?o}}",
    ],
)
def test_no_spelling_of_service_reaches_the_network(query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        with pytest.raises(QueryError):
            list(evaluate(small_store(), query.replace("PORT", str(listener.getsockname()[1]))))  # type: ignore[arg-type]
        with pytest.raises(TimeoutError):
            listener.accept()


def test_service_in_a_string_a_comment_or_a_name_is_no_service() -> None:
    assert rows('SELECT ?service {BIND("self-service" AS ?service)} # SERVICE') == [
        ["self-service"]
    ]


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA {<a:b> <a:b> 1}",
        "PREFIX e: <http://e/> # first\nDELETE WHERE {?s ?p ?o}",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        "DROP GRAPH <a:b>",
        "WITH <a:b> DELETE {?s ?p ?o} WHERE {?s ?p ?o}",
    ],
)
def test_updates_are_refused_by_name(update: str) -> None:
    with pytest.raises(QueryError, match="updates are refused"):
        rows(update)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <file:///etc/passwd> {?s ?p ?o}",
        "SELECT * FROM NAMED <FILE:/etc/passwd> {GRAPH ?g {?s ?p ?o}}",
        "BASE <file:///etc/> SELECT * FROM <passwd> {?s ?p ?o}",
        "PREFIX f: <file:///etc/> SELECT * FROM f:passwd {?s ?p ?o}",
    ],
)
def test_files_as_graphs_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match="FROM a file"):
        rows(query)


def test_a_mistake_is_shown_with_its_line_and_a_caret() -> None:
    with pytest.raises(QueryError) as caught:
        rows("SELECT ?é\n{ ?é a gb:Person, }", place="mine.rq")
    message = str(caught.value)
    assert message.startswith("mine.rq: does not parse")
    assert "line 2:\n  { ?é a gb:Person, }\n" in message
    assert message.splitlines()[-1].strip() == "^"


def test_an_undeclared_prefix_is_named() -> None:
    with pytest.raises(QueryError, match=r"the prefix dbo: is not declared") as caught:
        rows("# dbp: is not meant\nSELECT ?s {\n  ?s dbo:city ?o }")
    line, caret = str(caught.value).splitlines()[-2:]
    assert line.index("dbo:") == caret.index("^")


def test_control_characters_of_a_query_do_not_reach_the_terminal() -> None:
    with pytest.raises(QueryError) as caught:
        rows("SELECT ?s { \x1b[31m }")
    assert "\x1b" not in str(caught.value)


def test_bracket_towers_are_refused_before_the_parser_overflows() -> None:
    with pytest.raises(QueryError, match="brackets"):
        rows("SELECT ?x {" + "{" * 20_000 + "}" * 20_000 + "}")


def test_masking_keeps_every_position() -> None:
    query = "SELECT ?a # 'c'\n{ ?a <x:y> 'é''', \"\"\"z\n\"\"\" }"
    hidden = masked(query)
    assert len(hidden) == len(query)
    assert hidden.count("\n") == query.count("\n")
    assert "x:y" not in hidden
