"""Read back what a build wrote, as the libraries that people of this field know.

``graphbuild.load`` and ``graphbuild.load_graph`` are the doors; the imports stand inside the
functions, since ``import graphbuild`` must stay quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.errors import InputError
from graphbuild.model import ENTITY_TYPES

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

FORMATS = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "nt",
    ".nq": "nquads",
    ".jsonld": "json-ld",
}
LAYERED = frozenset({".trig", ".nq"})


def read_rdf(path: Path) -> rdflib.Graph:
    """Return an RDF file as an rdflib graph, the prefixes of the product bound.

    A file with layers gives an ``rdflib.Dataset``, which is a graph too: the union of its
    named graphs. Raises ``InputError`` naming the file.
    """
    import rdflib
    from rdflib.namespace import VOID

    from graphbuild.rdf import PREFIXES

    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise _unread(path, "is no graph file by its name", f"valid: {' '.join(FORMATS)}")
    layered = path.suffix.lower() in LAYERED
    graph = rdflib.Dataset(default_union=True) if layered else rdflib.Graph()
    try:
        graph.parse(data=path.read_bytes(), format=form)
    except OSError as error:
        raise _unread(path, f"cannot be read: {error.strerror}", "name a graph file") from None
    except Exception as error:  # rdflib raises its parsers' own exceptions
        raise _unread(
            path, f"does not parse: {str(error).splitlines()[0]}", "build it anew"
        ) from None
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri, override=True, replace=True)
    for base in sorted(map(str, graph.objects(None, VOID.uriSpace))):
        for kind in (kind.lower() for kind in ENTITY_TYPES):
            graph.bind(kind, f"{base}{kind}/", override=True, replace=True)
    return graph


def read_graphml(path: Path) -> nx.MultiDiGraph:
    """Return a GraphML file as a networkx graph; each edge's key is its statement's IRI.

    Raises ``InputError`` naming the file.
    """
    import networkx as nx

    try:
        return nx.read_graphml(path, force_multigraph=True)
    except OSError as error:
        raise _unread(path, f"cannot be read: {error.strerror}", "name a GraphML file") from None
    except Exception as error:  # networkx and its XML parser raise many kinds
        raise _unread(path, f"does not parse: {error}", "build it anew") from None


def _unread(path: Path, reason: str, remedy: str) -> InputError:
    return InputError(reason, place=str(path), remedy=remedy)
