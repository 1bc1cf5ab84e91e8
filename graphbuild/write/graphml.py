"""GraphML for Gephi, yEd, Cytoscape and networkx."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

_NOT_XML = dict.fromkeys({*range(32), 0xFFFE, 0xFFFF} - {9, 10, 13})


def write_graphml(path: Path, graph: nx.MultiDiGraph) -> None:
    """Write the graph, keyed edges and all attributes, in a stable order."""
    ordered = nx.MultiDiGraph()
    for node, data in sorted(graph.nodes(data=True)):
        ordered.add_node(node, **{key: _clean(data[key]) for key in sorted(data)})
    for subject, obj, key, data in sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3]):
        ordered.add_edge(subject, obj, key=key, **{k: _clean(data[k]) for k in sorted(data)})
    nx.write_graphml(ordered, path, encoding="utf-8", named_key_ids=True)


def _clean(value: object) -> object:
    """XML 1.0 has no control characters, not even escaped ones, and no lone surrogates."""
    if isinstance(value, str):
        return value.translate(_NOT_XML).encode("utf-8", "replace").decode("utf-8")
    return value
