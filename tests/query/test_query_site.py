"""Pages about things: who gets which form, and that no name can harm who reads them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize
from query_samples import BASE
from site_samples import small_output
from starlette.testclient import TestClient

from graphbuild.query.endpoint import make_app
from graphbuild.query.graphs import load_graph
from graphbuild.query.pool import Pool
from graphbuild.rdf import node

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
FRENCH = BROWSER | {"Accept-Language": "fr-FR,fr;q=0.9,en;q=0.5"}
ATTACK = "<script>alert(1)</script>\"' onload='x\u202e\r\nSet-Cookie: a=b"


def hostile(store: Store) -> None:
    """Give a person names and links that try to break out of the page."""
    eve, graph = NamedNode(f"{BASE}person/eve"), NamedNode(f"{BASE}layer/metadata")
    for name, value in (
        ("rdf:type", node("gb:Person")),
        ("rdfs:label", Literal(ATTACK)),
        ("skos:prefLabel", Literal(ATTACK)),
        ("skos:altLabel", Literal("<b>Eve</b>")),
        ("schema:sameAs", NamedNode("javascript:alert(1)")),
        ("schema:sameAs", NamedNode("https://other.example/?a=%22%3E%3Cscript%3E")),
    ):
        store.add(Quad(eve, node(name), value, graph))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    graph = small_output(tmp_path_factory.mktemp("site"))
    store = load_graph(graph)
    hostile(store)
    graph.write_bytes(serialize(store, format=RdfFormat.TRIG) or b"")
    pool = Pool(graph, workers=1, seconds=10)
    app = make_app(graph, pool)
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        yield client
    pool.stop()


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_browser_gets_a_page_with_the_quotes_and_links(client: TestClient) -> None:
    response = client.get("/person/zoe-martin", headers=BROWSER)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["vary"] == "Accept, Accept-Language"
    page = text_of(response.text)
    assert "Zoé Martin works for Atelier Nimbus" in page
    assert "travaille chez Atelier Nimbus atelier.txt:11–40" in page
    assert "Zoé Martin works for Ruche negated" in page
    assert "2010-05-03 Chez Nimbus author" in page
    assert 'href="/organization/atelier-nimbus"' in response.text
    assert 'href="https://orcid.example/zoe"' in response.text


def test_a_page_speaks_the_reader_s_language(client: TestClient) -> None:
    french = client.get("/person/zoe-martin", headers=FRENCH)
    assert '<html lang="fr">' in french.text
    assert "Zoé Martin travaille pour Atelier Nimbus" in text_of(french.text)
    english = client.get("/person/zoe-martin?lang=en", headers=FRENCH)
    assert english.headers["content-language"] == "en"


@pytest.mark.parametrize(
    ("path", "accept", "form"),
    [
        ("person/zoe-martin", "*/*", RdfFormat.TURTLE),
        ("person/zoe-martin", "text/turtle", RdfFormat.TURTLE),
        ("person/zoe-martin", "application/ld+json", RdfFormat.JSON_LD),
        ("person/zoe-martin.ttl", BROWSER["Accept"], RdfFormat.TURTLE),
        ("person/zoe-martin.jsonld", BROWSER["Accept"], RdfFormat.JSON_LD),
        ("person/zoe-martin.nt", "text/html", RdfFormat.N_TRIPLES),
        ("source/atelier.txt", "*/*", RdfFormat.TURTLE),
        ("mention/atelier.txt/0-10", "*/*", RdfFormat.TURTLE),
        ("statement/0000000000000001", "*/*", RdfFormat.TURTLE),
    ],
)
def test_a_program_gets_rdf_by_negotiation_or_ending(
    client: TestClient, path: str, accept: str, form: RdfFormat
) -> None:
    response = client.get(f"/{path}", headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == form.media_type
    iri = BASE + re.sub(r"\.(ttl|jsonld|nt)$", "", path)
    subjects = {getattr(quad.subject, "value", "") for quad in parse(response.content, format=form)}
    assert iri in subjects


def test_the_rdf_of_a_thing_leads_to_its_evidence_and_to_what_it_is_linked_to(
    client: TestClient,
) -> None:
    body = client.get("/person/zoe-martin.nt").text
    assert f"<{BASE}organization/atelier-nimbus> " in body
    assert '"travaille chez Atelier Nimbus"' in body
    assert f"<{BASE}person/mme-martin>" in body


@pytest.mark.parametrize(
    "path",
    [
        "post/salon/1",
        "source/salon.txt",
        "statement/0000000000000001",
        "build",
        "concept/confiance",
        "event/polygone",
    ],
)
def test_everything_of_the_graph_has_a_page(client: TestClient, path: str) -> None:
    response = client.get(f"/{path}", headers=FRENCH)
    assert response.status_code == 200
    assert f"{BASE}{path}" in response.text


def test_every_link_of_a_page_leads_somewhere(client: TestClient) -> None:
    seen = {"/ask"}
    for path in ("/person/zoe-martin", "/post/salon/1", "/concept/confiance", "/build"):
        for href in re.findall(r'href="(/[^"#?]*)', client.get(path, headers=BROWSER).text):
            if href not in seen:
                seen.add(href)
                assert client.get(href, headers=BROWSER).status_code == 200, href
    assert len(seen) > 20


def test_what_was_merged_leads_on_to_what_it_was_merged_into(client: TestClient) -> None:
    response = client.get("/person/mme-martin", headers=BROWSER)
    assert (response.status_code, response.headers["location"]) == (308, "/person/zoe-martin")


@pytest.mark.parametrize(
    "path",
    [
        "/person/nobody", "/person/", "/person/zoe-martin.exe", "/%ff%fe", "/person/%00",
        "/..%2f..%2fetc/passwd", "/assets/../answers.py", "/assets/%2e%2e/answers.py",
        "/assets/entity.html", "/person/x%0d%0aSet-Cookie:%20a=b", "/" + "a" * 5000,
        "/%2f%2fevil.example/person/zoe-martin", "/person/zoe-martin/%2e%2e/%2e%2e/x",
    ],
)  # fmt: skip
def test_addresses_of_nothing_are_404_and_leak_nothing(client: TestClient, path: str) -> None:
    for headers in (BROWSER, {"Accept": "*/*"}):
        response = client.get(path, headers=headers)
        assert response.status_code == 404, path
        assert "set-cookie" not in response.headers
        assert "root:" not in response.text


def test_hostile_names_are_shown_as_text_and_may_run_nothing(client: TestClient) -> None:
    response = client.get("/person/eve", headers=BROWSER)
    assert response.status_code == 200
    assert "<script" not in response.text
    assert "<b>Eve</b>" not in response.text
    assert "&lt;script&gt;alert(1)" in response.text
    assert 'href="javascript:' not in response.text
    assert "javascript:alert(1)" in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "script-src" not in response.headers["content-security-policy"]


def test_the_editor_comes_with_its_questions_and_asks_nobody_else(client: TestClient) -> None:
    page = client.get("/ask", headers=FRENCH)
    assert f'data-base="{BASE}"' in page.text
    policy = page.headers["content-security-policy"]
    assert "connect-src 'self'" in policy
    assert "http" not in policy
    for asset in re.findall(r'(?:src|href)="(/assets/[^"]+)"', page.text):
        assert client.get(asset).status_code == 200, asset
    groups = client.get("/questions", headers=FRENCH).json()
    titles = [question["title"] for group in groups for question in group["questions"]]
    assert "Qui travaille où" in titles
    assert len(titles) >= 25


def test_names_are_suggested_by_kind(client: TestClient) -> None:
    assert client.get("/names", params={"kind": "Person", "text": "MART"}).json() == [
        "Martin",
        "Zoé Martin",
    ]
    assert client.get("/names", params={"kind": "Place", "text": "zzz"}).json() == []
    assert client.get("/names", params={"kind": "Thing", "text": "a"}).status_code == 400


def test_pages_of_other_sites_are_let_in_one_by_one(tmp_path: Path) -> None:
    graph = small_output(tmp_path)
    pool = Pool(graph, workers=1, seconds=10)
    asked = {"params": {"query": "ASK {}"}}

    def page_of(site: str) -> dict[str, str]:
        return {"Origin": site, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}

    friend, stranger = page_of("https://friend.example"), page_of("https://stranger.example")
    allowed = "access-control-allow-origin"
    closed = TestClient(make_app(graph, pool), base_url="http://127.0.0.1")
    assert closed.get("/sparql", headers=friend, **asked).status_code == 403  # type: ignore[arg-type]
    some = TestClient(
        make_app(graph, pool, origins=["https://friend.example"]), base_url="http://127.0.0.1"
    )
    reply = some.get("/sparql", headers=friend, **asked)  # type: ignore[arg-type]
    assert (reply.status_code, reply.headers[allowed]) == (200, "https://friend.example")
    refused = some.get("/sparql", headers=stranger, **asked)  # type: ignore[arg-type]
    assert refused.status_code == 403
    assert allowed not in refused.headers
    preflight = friend | {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert some.options("/sparql", headers=preflight).headers[allowed] == "https://friend.example"
    everyone = TestClient(make_app(graph, pool, origins=["*"]), base_url="http://127.0.0.1")
    assert everyone.get("/sparql", headers=stranger, **asked).headers[allowed] == "*"  # type: ignore[arg-type]
    pool.stop()


def test_a_link_from_another_site_may_be_followed_to_a_page_but_not_to_a_query(
    client: TestClient,
) -> None:
    followed = BROWSER | {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/person/zoe-martin", headers=followed).status_code == 200
    assert client.get("/sparql?query=ASK%7B%7D", headers=followed).status_code == 403
