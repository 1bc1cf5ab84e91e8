"""graphbuild: a knowledge graph that can be trusted, from a folder of blog posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    import networkx as nx
    import rdflib

__version__ = "0.1.0"

__all__ = ["__version__", "load", "load_graph"]


def load(path: str | PathLike[str]) -> rdflib.Graph:
    """Return an RDF file that a build wrote as an rdflib graph, the usual prefixes bound.

    ``.ttl`` and ``.jsonld`` give a ``Graph``; ``.trig`` and ``.nq`` a ``Dataset`` with the
    layers as named graphs, queried as their union. Raises ``graphbuild.errors.InputError``.
    """
    from pathlib import Path

    from graphbuild.exports import read_rdf

    return read_rdf(Path(path))


def load_graph(path: str | PathLike[str]) -> nx.MultiDiGraph:
    """Return ``graph.graphml`` as a networkx graph: entities, and an edge a statement.

    Raises ``graphbuild.errors.InputError``.
    """
    from pathlib import Path

    from graphbuild.exports import read_graphml

    return read_graphml(Path(path))
