"""The page ``graph.html``: one file that opens offline, from disk, anywhere.

pyvis holds the network and hosts the template; nothing of its own page is used,
as every mode of it asks a content network for scripts. vis-network comes from
the copy inside pyvis. Names found in posts are data, never markup: they travel
as compressed JSON and reach the page by ``textContent`` alone, and a content
security policy lets only the scripts written here run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
import pyvis
from pyvis.network import Network

from graphbuild.model import Build, Failure, Knowledge
from graphbuild.write.layout import arrange
from graphbuild.write.page_data import Link, collect_links, order_nodes, page_data
from graphbuild.write.post_texts import PostTexts

_PAGE = Path(__file__).parent / "page"
_SCRIPTS = (
    *("words_fr", "words_en", "words", "dom", "data", "looks", "state", "filter", "chains"),
    *("map", "drawing", "names", "picture", "quotes", "sparql", "panel", "node_panel"),
    *("path_panel", "reader", "search", "filters", "timeline", "tables", "overview"),
    *("exports", "keyboard", "script"),
)
"""Read in this order as one script."""
_VIS_NETWORK = Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js"

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": False,
        "selectable": False,
        "dragNodes": False,
        "keyboard": False,
        "tooltipDelay": 10_000_000,
    },
    "edges": {"smooth": False},
}


def render_html(
    knowledge: Knowledge,
    graph: nx.MultiDiGraph,
    build: Build,
    failures: Sequence[Failure] = (),
) -> str:
    """Return the page; the same knowledge and graph give the same text.

    ``graph`` has the entities' IRIs as nodes (``type label posts mentions rank``,
    maybe ``x y``) and the statements' IRIs as edge keys (``predicate layer score
    count``). ``failures`` are shown among the figures of quality.
    """
    links = collect_links(knowledge, graph)
    network, communities = _network(knowledge, graph, links)
    script = "\n".join(_read(_PAGE / f"{name}.js") for name in _SCRIPTS)
    vis = _read(_VIS_NETWORK)
    numbers = {iri: index for index, iri in enumerate(order_nodes(graph))}
    texts = PostTexts(knowledge.posts)
    chunks = texts.chunks(knowledge.mentions, numbers)
    network.set_template_dir(str(_PAGE), "template.html")
    network.templateEnv.autoescape = True
    network.templateEnv.globals.update(
        title=build.title,
        policy=_policy((vis, script)),
        style=_read(_PAGE / "style.css"),
        vis=vis,
        script=script,
        data=_packed(
            page_data(
                knowledge, graph, build, links, texts, communities=communities, failures=failures
            )
        ),
        network=_packed({"nodes": network.nodes, "edges": network.edges}),
        texts=[(len(chunk), _packed(chunk)) for chunk in chunks],
    )
    return str(network.generate_html())


def write_html(
    path: Path,
    knowledge: Knowledge,
    graph: nx.MultiDiGraph,
    build: Build,
    failures: Sequence[Failure] = (),
) -> None:
    """Write ``render_html`` to a file, the same bytes on every system."""
    page = render_html(knowledge, graph, build, failures)
    path.write_bytes(page.encode("utf-8"))


def _network(
    knowledge: Knowledge, graph: nx.MultiDiGraph, links: Sequence[Link]
) -> tuple[Network, dict[str, int]]:
    """Return pyvis's network and the nodes' communities.

    Its lists are filled directly: its ``add_edge`` is slow and drops parallel edges.
    """
    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(_OPTIONS))
    places, communities = arrange(graph, _named_together(knowledge))
    network.nodes.extend(
        {"id": index, "x": places[iri][0], "y": places[iri][1]}
        for index, iri in enumerate(order_nodes(graph))
    )
    network.edges.extend(_drawn_edges(links))
    return network, communities


def _named_together(knowledge: Knowledge) -> list[set[str]]:
    """Return the entities that each post names, in the order of the posts' ids."""
    groups: dict[str, set[str]] = {}
    for mention in knowledge.mentions:
        groups.setdefault(mention.post, set()).add(mention.entity)
    return [groups[post] for post in sorted(groups)]


def _drawn_edges(links: Sequence[Link]) -> Iterable[dict[str, Any]]:
    """Yield one line per pair of nodes and layer, whatever the number of statements.

    ``links`` are the statements it stands for, by their place in the page's data.
    """
    drawn: dict[tuple[int, int, str], list[int]] = {}
    for index, link in enumerate(links):
        if link.subject < link.object:
            drawn.setdefault((link.subject, link.object, link.layer), []).append(index)
        elif link.object < link.subject:
            drawn.setdefault((link.object, link.subject, link.layer), []).append(index)
    for number, ((low, high, layer), members) in enumerate(sorted(drawn.items())):
        yield {
            "id": number,
            "from": low,
            "to": high,
            "layer": layer,
            "links": members,
            "strength": round(max([_strength(links[index]) for index in members]), 4),
        }


def _strength(link: Link) -> float:
    return link.significance or link.score


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _policy(scripts: Iterable[str]) -> str:
    """Allow these scripts by their digests, styles and drawn pictures, and no request."""
    digests = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _packed(value: object) -> str:
    """Compress for a script element; the letters of base64 cannot end it.

    The zlib format has no header that depends on the system.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 6)).decode()
