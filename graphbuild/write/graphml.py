"""GraphML for Gephi, yEd, Cytoscape and networkx.

Written here, line by line: networkx's writer makes an element object of every value, five
times as slow and all in memory. http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

_NOT_XML: Final = dict.fromkeys({*range(32), 0xFFFE, 0xFFFF} - {9, 10, 13})

_ESCAPED: Final = re.compile('[&<>"\n\r\t]')

_TYPES: Final = {str: "string", int: "long", float: "double", bool: "boolean"}

_HEAD: Final = """<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"""


def write_graphml(path: Path, graph: nx.MultiDiGraph) -> None:
    """Write the graph, keyed edges and all attributes, in a stable order."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(generate_graphml(graph))


def generate_graphml(graph: nx.MultiDiGraph) -> Iterator[str]:
    """Yield the lines of the file, those of a node or an edge together."""
    yield f"{_HEAD}\n"
    for place, found in (
        ("node", (data for _, data in graph.nodes(data=True))),
        ("edge", (data for *_, data in graph.edges(data=True))),
    ):
        for name, kind in sorted(_attributes(found).items()):
            yield f'  <key id="{name}" for="{place}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for node, data in sorted(graph.nodes(data=True)):
        yield f"    <node id={_attribute(node)}>\n{_data(data)}    </node>\n"
    for subject, obj, key, data in sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3]):
        ends = f"source={_attribute(subject)} target={_attribute(obj)} id={_attribute(key)}"
        yield f"    <edge {ends}>\n{_data(data)}    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _attributes(found: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the type of each attribute; a number that is not whole somewhere never is."""
    kinds: dict[str, type] = {}
    for data in found:
        for name, value in data.items():
            if kinds.get(name) is not float:
                kinds[name] = type(value)
    return {name: _TYPES[kind] for name, kind in kinds.items()}


def _data(data: Mapping[str, Any]) -> str:
    lines = [f'      <data key="{name}">{_text(data[name])}</data>\n' for name in sorted(data)]
    return "".join(lines)


def _attribute(value: str) -> str:
    if _plain(value):
        return f'"{value}"'
    clean = _clean(value)
    return quoteattr(clean) if _ESCAPED.search(clean) else f'"{clean}"'


def _text(value: object) -> str:
    if not isinstance(value, str):
        return str(value)
    if _plain(value):
        return value
    clean = _clean(value)
    return escape(clean, {"\r": "&#13;"}) if _ESCAPED.search(clean) else clean


def _plain(text: str) -> bool:
    """Tell most texts, which XML takes as they are."""
    return text.isprintable() and not ("&" in text or "<" in text or ">" in text or '"' in text)


def _clean(text: str) -> str:
    """XML 1.0 has no control characters, not even escaped ones, and no lone surrogates."""
    return text.translate(_NOT_XML).encode("utf-8", "replace").decode("utf-8")
