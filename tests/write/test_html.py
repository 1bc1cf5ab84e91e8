"""The page ``graph.html``: self-contained, inert whatever the posts hold, and stable."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graphbuild.model import (
    Block,
    Build,
    Entity,
    Evidence,
    Failure,
    Knowledge,
    Mention,
    Post,
    PostRecord,
    Span,
    Statement,
)
from graphbuild.write import post_texts
from graphbuild.write.html import render_html, write_html

BASE = "https://example.org/graph/"
HOSTILE = "</script><script>alert(1)</script>"
TEXT = f"Cléo Vasseur 🎈 travaille chez Tamarin. Elle lit {HOSTILE} & rit.\nTamarin recrute."
BUILD = Build(base_iri=BASE, version="1", model="m", settings_digest="d")


def _mention(surface: str, entity: str, kind: str, *, nth: int = 0) -> Mention:
    start = [m.start() for m in re.finditer(re.escape(surface), TEXT)][nth]
    return Mention(
        post="a/1",
        source="a.txt",
        start=start + 5,
        end=start + 5 + len(surface),
        surface=surface,
        type=kind,
        key=entity,
        score=1.0,
        detector="test",
        entity=entity,
    )


def sample() -> tuple[Knowledge, nx.MultiDiGraph]:
    """One post that starts at 5, three entities (one hostile), two statements."""
    cleo, tamarin, hostile = (f"{BASE}{name}" for name in ("person/c", "organization/t", "work/h"))
    quote = "Cléo Vasseur 🎈 travaille chez Tamarin"
    evidence = Evidence(source="a.txt", start=5, end=5 + len(quote), quote=quote, post="a/1")
    post = Post(id="a/1", source="a.txt", start=5, end=5 + len(TEXT), text=TEXT, date="2015-01-02")
    knowledge = Knowledge(
        posts=(PostRecord(iri=f"{BASE}post/a/1", post=post, author=cleo),),
        entities=(
            Entity(
                iri=cleo,
                type="Person",
                label="Cléo Vasseur",
                labels=(("Cléo Vasseur", ""), ("Cléo", "")),
                also=("Organization",),
                mentions=1,
            ),
            Entity(iri=tamarin, type="Organization", label="Tamarin", mentions=2),
            Entity(iri=hostile, type="Work", label=HOSTILE, mentions=1),
        ),
        mentions=(
            _mention("Cléo Vasseur", cleo, "Person"),
            _mention("Tamarin", tamarin, "Organization"),
            _mention(HOSTILE, hostile, "Work"),
            _mention("Tamarin", tamarin, "Organization", nth=1),
        ),
        statements=(
            Statement(
                iri=f"{BASE}statement/1",
                subject=cleo,
                predicate="worksFor",
                object=tamarin,
                layer="stated",
                score=0.9,
                evidence=(evidence,),
            ),
        ),
    )
    graph = nx.MultiDiGraph()
    for rank, entity in enumerate(reversed(knowledge.entities), start=1):
        graph.add_node(entity.iri, type=entity.type, label=entity.label, rank=rank / 10)
    graph.add_edge(
        cleo, tamarin, key=f"{BASE}statement/1", predicate="worksFor", layer="stated", score=0.9
    )
    graph.add_edge(
        tamarin, hostile, key="other", predicate="relatedTo", layer="cooccurrence", score=0.4
    )
    return knowledge, graph


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(*sample(), BUILD)


def read_data(page: str, name: str) -> Any:
    found = re.search(rf'<script type="text/plain" id="{name}">(.*?)</script>', page, re.S)
    assert found
    return json.loads(zlib.decompress(base64.b64decode(found[1])))


def read_texts(page: str) -> Any:
    """The posts' rows, ``[text, mentions, outside, blocks, gaps]``."""
    chunks = re.findall(r'class="texts" data-posts="(\d+)">(.*?)</script>', page, re.S)
    rows = [json.loads(zlib.decompress(base64.b64decode(packed))) for _, packed in chunks]
    assert [len(chunk) for chunk in rows] == [int(count) for count, _ in chunks]
    return [row for chunk in rows for row in chunk]


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    outside = re.sub(r'<script type="text/plain".*?</script>', "", page, flags=re.S)
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//""", outside)
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", outside)
    assert not re.search(r"<(?:link|iframe|img|object|embed|base)\b", outside)
    assert "@import" not in outside


def test_the_policy_allows_exactly_the_scripts_of_the_page(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    assert policy[1] == (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def test_hostile_names_stay_data(page: str) -> None:
    assert "alert(1)</script>" not in page
    assert page.count("</script>") == 6
    assert HOSTILE in [node[2] for node in read_data(page, "data")["nodes"]]


def test_scripts_set_text_never_markup() -> None:
    folder = Path(render_html.__code__.co_filename).parent / "page"
    for path in sorted(folder.glob("*.js")):
        script = path.read_text(encoding="utf-8")
        for forbidden in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
        ):
            assert forbidden not in script, path.name


def test_the_same_knowledge_gives_the_same_page(page: str) -> None:
    knowledge, graph = sample()
    shuffled = nx.MultiDiGraph()
    for iri, data in reversed(list(graph.nodes(data=True))):
        shuffled.add_node(iri, **data)
    for u, v, key, data in reversed(list(graph.edges(keys=True, data=True))):
        shuffled.add_edge(u, v, key=key, **data)
    assert render_html(knowledge, shuffled, BUILD) == page


def test_the_graph_is_not_changed() -> None:
    knowledge, graph = sample()
    before = (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)))
    render_html(knowledge, graph, BUILD)
    assert (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))) == before


def test_nodes_are_numbered_by_rank_and_placed(page: str) -> None:
    data, network = read_data(page, "data"), read_data(page, "network")
    assert [node[2] for node in data["nodes"]] == ["Cléo Vasseur", "Tamarin", HOSTILE]
    assert [node["id"] for node in network["nodes"]] == [0, 1, 2]
    assert len({(node["x"], node["y"]) for node in network["nodes"]}) == 3
    assert '"physics": {"enabled": false}' in page


def _quoted(text: str, offset: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")


def test_mentions_stand_where_javascript_counts(page: str) -> None:
    ((text, flat, outside, *_),) = read_texts(page)
    assert (text, outside) == (TEXT, [])
    spans = [flat[at : at + 3] for at in range(0, len(flat), 3)]
    assert [(_quoted(text, *span[:2]), span[2]) for span in spans] == [
        ("Cléo Vasseur", 0),
        ("Tamarin", 1),
        (HOSTILE, 2),
        ("Tamarin", 1),
    ]


def test_evidence_is_a_place_in_a_post_and_no_copy_of_it(page: str) -> None:
    post, offset, length = read_data(page, "data")["links"][0][8]
    assert _quoted(read_texts(page)[post][0], offset, length) == (
        "Cléo Vasseur 🎈 travaille chez Tamarin"
    )


def test_a_name_outside_the_text_of_its_post_is_kept_with_its_place() -> None:
    knowledge, graph = sample()
    header = replace(knowledge.mentions[0], start=0, end=4, surface="Cléo")
    page = render_html(replace(knowledge, mentions=(header,)), graph, BUILD)
    assert read_texts(page) == [[TEXT, [], [[0, 0, "Cléo"]], [], []]]


def test_blocks_and_gaps_go_along() -> None:
    knowledge, graph = sample()
    (record,) = knowledge.posts
    post = replace(
        record.post,
        blocks=(Block(start=0, end=4, kind="byline"), Block(start=5, end=30, kind="item")),
        gaps=(Span(start=18, end=20),),
    )
    page = render_html(replace(knowledge, posts=(replace(record, post=post),)), graph, BUILD)
    kinds = read_data(page, "data")["kinds"]
    assert read_texts(page)[0][3:] == [[0, 26, kinds.index("item")], [13, 3]]


def test_many_posts_are_packed_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post_texts, "CHUNK", 10)
    knowledge, graph = sample()
    again = replace(knowledge.posts[0], post=replace(knowledge.posts[0].post, id="a/2"))
    page = render_html(replace(knowledge, posts=(*knowledge.posts, again)), graph, BUILD)
    assert page.count('class="texts" data-posts="1"') == 2
    assert len(read_texts(page)) == 2


def test_what_could_not_be_read_is_in_the_page() -> None:
    failure = Failure(source="b.txt", reason="not text", remedy="save it as UTF-8")
    page = render_html(*sample(), BUILD, [failure])
    assert read_data(page, "data")["failures"] == [["b.txt", "not text", "save it as UTF-8"]]


def test_a_page_without_anything_is_still_a_page() -> None:
    page = render_html(Knowledge(), nx.MultiDiGraph(), BUILD)
    assert read_data(page, "data")["nodes"] == []


def test_the_file_is_utf_8_with_plain_line_ends_and_nothing_beside_it(tmp_path: Path) -> None:
    write_html(tmp_path / "graph.html", *sample(), BUILD)
    content = (tmp_path / "graph.html").read_bytes()
    assert b"\r\n" not in content
    assert read_data(content.decode("utf-8"), "data")["nodes"][0][2] == "Cléo Vasseur"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]
