"""The server as other programs meet it: over a real socket, with clients that are not ours."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import rdflib
from query_samples import BASE
from site_samples import serving, small_output
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from graphbuild.cli import main

PLACES = (
    "PREFIX gb: <https://w3id.org/graphbuild#> SELECT ?place ?l {?place a gb:Place ; rdfs:label ?l}"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(small_output(tmp_path_factory.mktemp("clients")), workers=2) as address:
        yield address


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(address: str) -> None:
    command = [
        "curl",
        "-s",
        f"{address}/sparql",
        "-H",
        "Accept: text/csv",
        "--data-urlencode",
        f"query={PLACES}",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["place,l", f"{BASE}place/lille,Lille"]


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(address: str, method: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery(PLACES)
    client.setMethod(method)
    client.setReturnFormat(JSON)
    found = client.query().convert()
    assert [row["l"]["value"] for row in found["results"]["bindings"]] == ["Lille"]


def test_a_federated_query_of_another_engine(address: str) -> None:
    mine = rdflib.Graph()
    mine.add((rdflib.URIRef(f"{BASE}place/lille"), rdflib.RDFS.comment, rdflib.Literal("ma ville")))
    query = f"""
        PREFIX gb: <https://w3id.org/graphbuild#>
        SELECT ?l ?comment {{
            ?place rdfs:comment ?comment .
            SERVICE <{address}/sparql> {{ ?place a gb:Place ; rdfs:label ?l }}
        }}"""
    assert [(str(l), str(c)) for l, c in mine.query(query)] == [("Lille", "ma ville")]  # noqa: E741


def test_rdflib_reads_a_thing_by_its_address(address: str) -> None:
    graph = rdflib.Graph().parse(f"{address}/person/zoe-martin")
    zoe = rdflib.URIRef(f"{BASE}person/zoe-martin")
    assert (zoe, rdflib.RDFS.label, rdflib.Literal("Zoé Martin")) in graph
    for ending in ("ttl", "nt", "rdf", "jsonld"):
        again = rdflib.Graph().parse(f"{address}/person/zoe-martin.{ending}")
        assert len(again) == len(graph)


def test_the_command_asks_an_endpoint_as_it_asks_a_file(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def asked(*arguments: str) -> str:
        code = main(["query", *arguments, "--graph", f"{address}/sparql"])
        captured = capsys.readouterr()
        return captured.out if code == 0 else captured.err

    found = asked("who-works-where", "--param", "person=zoe martin", "--format", "csv")
    assert [line.split(",")[:2] for line in found.splitlines()[1:]] == [
        ["Zoé Martin", "Atelier Nimbus"]
    ]
    assert (
        len(asked("names-of-entity", "--param", "entity=Zoé", "--format", "csv").splitlines()) == 4
    )
    doubtful = asked("statements-below-score", "--param", "below=0.65", "--format", "csv")
    assert [line.split(",")[0] for line in doubtful.splitlines()[1:]] == ["0.6"]
    assert "worksFor" in asked("graph-of-entity", "--param", "entity=Zoé")
    assert asked("-q", "ASK {?s a gb:Place}") == "true\n"
    assert "line 2:\n  { ?x }" in asked("-q", "SELECT ?x\n{ ?x }")
    assert "the nearest: Lille" in asked("quotes", "--param", "entity=Lile")


def test_an_address_that_is_no_endpoint_is_explained(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for url, reason in ((f"{address}/nothing", "405"), ("http://127.0.0.1:1/", "does not answer")):
        assert main(["query", "-q", "ASK {}", "--graph", url]) == 2
        assert reason in capsys.readouterr().err


def test_many_clients_at_once_get_their_answers(address: str) -> None:
    """A short soak; tests/benchmarks/soak.py runs 20 clients for a minute."""
    url = f"{address}/sparql?query={quote(PLACES)}"
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(10):
            try:
                with urllib.request.urlopen(url, timeout=30) as reply:
                    if b"Lille" not in reply.read():
                        wrong.append("another answer")
            except OSError as error:
                wrong.append(error)

    clients = [threading.Thread(target=ask) for _ in range(20)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert wrong == []


def raw(address: str, request: bytes) -> bytes:
    """Send bytes as they are; return all that comes back."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    ("request_line", "statuses"),
    [
        (b"GET /person/x\r\nSet-Cookie: a=b HTTP/1.1", (400,)),
        (b"GET /sparql?query=ASK%7B%7D%0d%0aSet-Cookie:%20a=b HTTP/1.1", (400,)),
        (b"GET /../../../etc/passwd HTTP/1.1", (404,)),
        (b"GET /assets/../../../../etc/passwd HTTP/1.1", (404,)),
        (b"GET /\xff\xfe HTTP/1.1", (400, 404)),
        (b"GET http://evil.example/sparql HTTP/1.1", (400, 404)),
        (b"GET /" + b"a" * 60_000 + b" HTTP/1.1", (400, 404, 414, 431)),
        (b"BREW /sparql HTTP/1.1", (405,)),
        (b"\x16\x03\x01\x02\x00", (400,)),
    ],
)
def test_requests_that_no_client_makes_are_refused(
    address: str, request_line: bytes, statuses: tuple[int, ...]
) -> None:
    host = address.removeprefix("http://").encode()
    request = request_line + b"\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"
    head, _, body = raw(address, request).partition(b"\r\n\r\n")
    assert int(head.split()[1]) in statuses
    assert b"set-cookie" not in head.lower()
    assert b"root:" not in body
    with urllib.request.urlopen(f"{address}/sparql?query=ASK%7B%7D", timeout=30) as reply:
        assert b"true" in reply.read()
