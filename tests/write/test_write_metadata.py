"""What a blog says of its posts stands in the graph, and quotes lead to their pages."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from graphbuild.config import Settings
from graphbuild.pipeline import build
from graphbuild.write.metadata import web_node

ITEM = (
    "<item><title>{title}</title><link>https://vents.example/{slug}/</link><pubDate>Mon, 06 May 2019 "
    "08:00:00 +0000</pubDate><category>mer</category><description><![CDATA[<p>Zoé Lambert dirige la "
    'Régie Bleue à Namur ; voir <a href="/{other}/">l\'autre</a>.</p>]]></description></item>'
)
FEED = (
    '<rss version="2.0"><channel><title>Vents de mer</title><link>https://vents.example/</link>'
    f"{ITEM.format(title='Un', slug='un', other='deux')}"
    f"{ITEM.format(title='Deux', slug='deux', other='trois').replace('dirige', 'quitte')}</channel></rss>"
)
BASE = "https://example.org/graph/"
PREFIXES = """
PREFIX gb: <https://w3id.org/graphbuild#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX sioc: <http://rdfs.org/sioc/ns#>
"""


@pytest.fixture
def output(tmp_path: Path, without_model: None) -> Path:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "flux.xml").write_text(FEED, encoding="utf-8")
    build([tmp_path / "posts"], tmp_path / "out", Settings())
    return tmp_path / "out"


def ask(output: Path, query: str) -> list[tuple[str, ...]]:
    graph = rdflib.Graph().parse(output / "graph.ttl")
    return sorted(tuple(map(str, row)) for row in graph.query(PREFIXES + query))  # type: ignore[arg-type]


def test_blog_permalink_tags_and_citations(output: Path) -> None:
    one, two = f"{BASE}post/flux-xml-un/1", f"{BASE}post/flux-xml-deux/1"
    blog = f"{BASE}blog/vents-example"
    assert ask(output, "SELECT ?b ?l { ?b a sioc:Weblog, schema:Blog ; schema:name ?l }") == [
        (blog, "Vents de mer")
    ]
    assert ask(output, "SELECT ?p { ?p sioc:has_container ?b }") == [(two,), (one,)]
    assert ask(output, "SELECT ?p ?u { ?p a gb:Post ; schema:url ?u }") == [
        (two, "https://vents.example/deux/"), (one, "https://vents.example/un/"),
    ]  # fmt: skip
    assert ask(output, "SELECT ?a ?b { ?a schema:citation ?b }") == [(one, two)]
    assert ask(output, "SELECT DISTINCT ?k { ?p schema:keywords ?k }") == [("mer",)]


def test_extracted_texts_are_kept_and_offsets_point_into_them(output: Path) -> None:
    found = ask(output, """SELECT ?file ?start ?end ?quote {
        ?source schema:contentUrl ?file . ?target oa:hasSource ?source ; oa:hasSelector ?p, ?q .
        ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?quote }""")  # fmt: skip
    assert len(found) >= 4
    for file, start, end, quote in found:
        text = (output / file).read_text(encoding="utf-8")
        assert text[int(start) : int(end)] == quote


def test_quotes_lead_to_the_page(output: Path) -> None:
    links = {link for (link,) in ask(output, "SELECT ?u { ?m a gb:Mention ; schema:url ?u }")}
    assert "https://vents.example/un/#:~:text=Zo%C3%A9%20Lambert,-dirige%20la%20R%C3%A9gie" in links


@pytest.mark.parametrize("url", ["", "javascript:x", "https://[", "/a", "http://a b.example/<>%zz"])
def test_what_is_no_web_address_is_left_out(url: str) -> None:
    assert web_node(url) is None


def test_a_static_site_is_a_blog_and_its_quotes_lead_to_its_pages(
    tmp_path: Path, without_model: None
) -> None:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    (tmp_path / "site" / "_config.yml").write_text(
        "title: Vents de mer\nurl: https://vents.example\n", encoding="utf-8"
    )
    (posts / "2019-05-06-un.md").write_text(
        "---\ntitle: Un\npermalink: /un/\n---\n\nHier, [Zoé Lambert](/zoe/) dirige la Régie Bleue.\n",
        encoding="utf-8",
    )
    build([tmp_path / "site"], tmp_path / "out", Settings())
    names = "SELECT ?b ?l ?u { ?b a sioc:Weblog ; schema:name ?l ; schema:url ?u }"
    assert ask(tmp_path / "out", names) == [
        (f"{BASE}blog/vents-example", "Vents de mer", "https://vents.example/")
    ]
    links = {
        link for (link,) in ask(tmp_path / "out", "SELECT ?u { ?m a gb:Mention ; schema:url ?u }")
    }
    page = "https://vents.example/un/#:~:text="
    assert f"{page}Hier%2C-,Zo%C3%A9%20Lambert,-dirige%20la%20R%C3%A9gie" in links
