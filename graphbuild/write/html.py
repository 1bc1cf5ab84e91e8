"""The page ``graph.html``: one file that opens offline, from disk, anywhere.

pyvis holds the network and hosts the template; nothing of its own page is used,
as every mode of it asks a content network for scripts. vis-network comes from
the copy inside pyvis. Names found in posts are data, never markup: they travel
as escaped JSON and reach the page by ``textContent`` alone, and a content
security policy lets only the scripts written here run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import networkx as nx
import pyvis
from pyvis.network import Network

from graphbuild.errors import OutputError
from graphbuild.model import ENTITY_TYPES, Build, Knowledge
from graphbuild.write.layout import compute_layout
from graphbuild.write.page_data import Link, collect_links, order_nodes, page_data

_PAGE = Path(__file__).parent / "page"
_SCRIPTS = ("words.js", "data.js", "map.js", "panel.js", "search.js", "list.js", "script.js")
"""Read in this order as one script."""
_VIS_NETWORK = Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js"

_SHAPES = {
    "Person": "dot",
    "Organization": "square",
    "Place": "triangleDown",
    "Event": "star",
    "Work": "diamond",
    "Product": "hexagon",
    "Concept": "triangle",
}
"""A shape per type beside its colour, for those who do not tell colours apart."""

_SMALLEST, _GROWTH = 9.0, 33.0
"""Half the width of a shape of rank 0, and what the best rank adds; its area tells the rank."""

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": True,
        "keyboard": False,
        "tooltipDelay": 10_000_000,
    },
    "nodes": {"borderWidth": 1},
    "edges": {"smooth": False, "arrowStrikethrough": False, "selectionWidth": 2},
}
_ESCAPES = {
    character: f"\\u{ord(character):04x}" for character in ("<", ">", "&", "\u2028", "\u2029")
}


def render_html(
    knowledge: Knowledge,
    graph: nx.MultiDiGraph,
    build: Build,
) -> str:
    """Return the page; the same knowledge and graph give the same text.

    ``graph`` has the entities' IRIs as nodes (``type label posts mentions rank``,
    maybe ``community x y``) and the statements' IRIs as edge keys (``predicate
    layer score count``).
    """
    network = _network(knowledge, graph)
    script = "\n".join(_read(_PAGE / name) for name in _SCRIPTS)
    vis = _read(_VIS_NETWORK)
    network.set_template_dir(str(_PAGE), "template.html")
    network.templateEnv.autoescape = True
    network.templateEnv.globals.update(
        title=build.title,
        policy=_policy((vis, script)),
        style=_read(_PAGE / "style.css"),
        vis=vis,
        script=script,
        data=_script_json(page_data(knowledge, graph, build)),
        network=_script_json({"nodes": network.nodes, "edges": network.edges}),
    )
    return str(network.generate_html())


def write_html(
    path: Path,
    knowledge: Knowledge,
    graph: nx.MultiDiGraph,
    build: Build,
) -> None:
    """Write ``render_html`` to a file, the same bytes on every system."""
    page = render_html(knowledge, graph, build)
    try:
        path.write_bytes(page.encode("utf-8"))
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", place=str(path)) from error


def _network(knowledge: Knowledge, graph: nx.MultiDiGraph) -> Network:
    """Fill pyvis's lists directly: its ``add_edge`` is slow and drops parallel edges."""
    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(_OPTIONS))
    places = compute_layout(graph, _named_together(knowledge))
    ranks = {iri: float(data.get("rank") or 0.0) for iri, data in graph.nodes(data=True)}
    best = max(ranks.values(), default=0.0) or 1.0
    for index, iri in enumerate(order_nodes(graph)):
        kind = graph.nodes[iri].get("type")
        kind = kind if kind in ENTITY_TYPES else "Concept"
        x, y = places[iri]
        network.nodes.append(
            {
                "id": index,
                "x": x,
                "y": y,
                "size": round(_SMALLEST + _GROWTH * math.sqrt(max(ranks[iri], 0.0) / best), 1),
                "shape": _SHAPES[kind],
                "group": kind,
            }
        )
    network.edges.extend(_drawn_edges(collect_links(knowledge, graph)))
    return network


def _named_together(knowledge: Knowledge) -> list[set[str]]:
    """Return the entities that each post names, in the order of the posts' ids."""
    groups: dict[str, set[str]] = {}
    for mention in knowledge.mentions:
        groups.setdefault(mention.post, set()).add(mention.entity)
    return [groups[post] for post in sorted(groups)]


def _drawn_edges(links: Iterable[Link]) -> Iterable[dict[str, Any]]:
    """Yield one line per pair of nodes and layer, whatever the number of statements.

    ``links`` are the statements it stands for, by their place in the page's data.
    """
    numbered = [
        ((min(link.subject, link.object), max(link.subject, link.object), link.layer), index, link)
        for index, link in enumerate(links)
        if link.subject != link.object
    ]
    numbered.sort(key=lambda item: item[:2])
    for number, (key, group) in enumerate(groupby(numbered, key=lambda item: item[0])):
        members = list(group)
        low, high, layer = key
        yield {
            "id": number,
            "from": low,
            "to": high,
            "layer": layer,
            "links": [index for _, index, _ in members],
            "strength": round(max(_strength(link) for *_, link in members), 4),
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


def _script_json(value: object) -> str:
    """Encode for a script element: nothing in it can end the element or start another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text
