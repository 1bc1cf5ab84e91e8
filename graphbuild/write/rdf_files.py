"""Write the graph as Turtle (for people and every tool) and TriG (with the layers)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graphbuild.rdf import PREFIXES, reading_order


def sorted_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads without repeats, by graph, then in reading order."""
    keyed = {(str(q.graph_name), *reading_order(q)): q for q in quads}
    return [keyed[key] for key in sorted(keyed)]


def render_turtle(quads: Iterable[Quad], *, base: str) -> bytes:
    """Return the union of the layers but the inferred one, as Turtle."""
    left_out = f"{base}layer/inferred"
    merged = sorted_quads(
        Quad(q.subject, q.predicate, q.object)
        for q in quads
        if getattr(q.graph_name, "value", "") != left_out
    )
    triples = (Triple(q.subject, q.predicate, q.object) for q in merged)
    return _serialize(triples, RdfFormat.TURTLE)


def render_trig(quads: Iterable[Quad]) -> bytes:
    """Return the layers as named graphs, as TriG."""
    return _serialize(sorted_quads(quads), RdfFormat.TRIG)


def _serialize(items: Iterable[Quad] | Iterable[Triple], form: RdfFormat) -> bytes:
    content = serialize(items, format=form, prefixes=dict(PREFIXES))
    return content or b""


def write_rdf(folder: Path, quads: Iterable[Quad], *, base: str) -> None:
    """Write ``graph.ttl`` and ``graph.trig``."""
    found = list(quads)
    (folder / "graph.ttl").write_bytes(render_turtle(found, base=base))
    (folder / "graph.trig").write_bytes(render_trig(found))
