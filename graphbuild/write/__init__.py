"""Stage 7: write every output file into a folder that is put in place as a whole."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
from pyoxigraph import Quad

from graphbuild.model import Build, Knowledge
from graphbuild.write.graphml import write_graphml
from graphbuild.write.html import write_html
from graphbuild.write.rdf_files import write_rdf
from graphbuild.write.tables import write_tables
from graphbuild.write.triples import quads

__all__ = ["quads", "write_all"]


def write_all(
    folder: Path,
    knowledge: Knowledge,
    graph: nx.MultiDiGraph,
    build: Build,
    triples: list[Quad],
) -> None:
    """Write ``graph.ttl graph.trig graph.graphml graph.html tables/`` into ``folder``."""
    (folder / "tables").mkdir()
    write_rdf(folder, triples, base=build.base_iri)
    write_tables(folder / "tables", knowledge)
    write_graphml(folder / "graph.graphml", graph)
    write_html(folder / "graph.html", knowledge, graph, build)
