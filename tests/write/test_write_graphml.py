"""GraphML, read back by networkx and by a plain XML parser."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from graph_samples import facts_of, post_of, small_knowledge

from graphbuild.model import Knowledge
from graphbuild.unify import knowledge_graph
from graphbuild.write.graphml import write_graphml


def read(path: Path, knowledge: Knowledge) -> nx.MultiDiGraph:
    write_graphml(path, knowledge_graph(knowledge))
    ElementTree.parse(path)
    return nx.read_graphml(path, force_multigraph=True)


def test_nodes_and_edges_come_back_with_their_attributes(tmp_path: Path) -> None:
    knowledge = small_knowledge()
    wanted, found = knowledge_graph(knowledge), read(tmp_path / "g.graphml", knowledge)
    assert dict(found.nodes(data=True)) == dict(wanted.nodes(data=True))
    assert {key for *_, key in found.edges(keys=True)} == {s.iri for s in knowledge.statements}
    for subject, obj, key, data in wanted.edges(keys=True, data=True):
        assert found.edges[subject, obj, key] == data


@pytest.mark.parametrize(
    "surface", ['<b> & "c"', "🎈", "שלום", "a\x07b", "a\ufffeb", "a\uffffb", "a\ud800b"]
)
def test_any_label_gives_valid_xml(tmp_path: Path, surface: str) -> None:
    facts = [facts_of(post_of(f"Avec {surface} ici"), (surface, "Work"))]
    found = read(tmp_path / "g.graphml", small_knowledge(facts=facts))
    ((_, data),) = found.nodes(data=True)
    assert len(data["label"]) in (len(surface), len(surface) - 1)


def test_the_same_graph_gives_the_same_bytes_whatever_its_order(tmp_path: Path) -> None:
    graph = knowledge_graph(small_knowledge())
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    one, two = tmp_path / "1", tmp_path / "2"
    write_graphml(one, graph)
    write_graphml(two, other)
    assert one.read_bytes() == two.read_bytes()


def test_an_empty_graph_is_a_file_too(tmp_path: Path) -> None:
    assert len(read(tmp_path / "g.graphml", Knowledge())) == 0
