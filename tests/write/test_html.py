"""The page ``graph.html``: self-contained, inert whatever the posts hold, and stable."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graphbuild.errors import OutputError
from graphbuild.model import (
    Build,
    Entity,
    Evidence,
    Knowledge,
    Mention,
    Post,
    PostRecord,
    Statement,
)
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
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    outside = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.S)
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
    assert page.count("</script>") == 5
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
    assert network["nodes"][0]["size"] > network["nodes"][2]["size"]
    assert read_data(page, "options")["physics"] == {"enabled": False}


def test_quotes_are_marked_in_the_units_of_javascript(page: str) -> None:
    data = read_data(page, "data")
    passage, offset, length, start = data["mentions"][1][0]
    text = data["passages"][passage][1].encode("utf-16-le")
    assert text[2 * offset : 2 * (offset + length)].decode("utf-16-le") == "Tamarin"
    assert start == 5 + TEXT.index("Tamarin")


def test_one_sentence_is_kept_once_for_all_its_quotes(page: str) -> None:
    data = read_data(page, "data")
    first = data["mentions"][0][0][0]
    assert data["mentions"][1][0][0] == first
    (evidence,) = data["links"][0][8]
    assert evidence[0] == first
    assert data["passages"][first][1].startswith("Cléo Vasseur 🎈")


def test_a_page_without_anything_is_still_a_page() -> None:
    page = render_html(Knowledge(), nx.MultiDiGraph(), BUILD)
    assert read_data(page, "data")["nodes"] == []


def test_the_file_is_utf_8_with_plain_line_ends_and_nothing_beside_it(tmp_path: Path) -> None:
    write_html(tmp_path / "graph.html", *sample(), BUILD)
    content = (tmp_path / "graph.html").read_bytes()
    assert b"\r\n" not in content
    assert "Cléo" in content.decode("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]


def test_a_folder_that_is_not_there_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"graph\.html"):
        write_html(tmp_path / "none" / "graph.html", *sample(), BUILD)
