"""``graphbuild.load`` and ``load_graph``: what a build wrote, as rdflib and networkx know it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from graph_samples import BASE, small_knowledge, written

import graphbuild
from graphbuild.errors import InputError
from graphbuild.unify import knowledge_graph
from graphbuild.write.graphml import write_graphml

README = Path(__file__).parents[1] / "README.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("graph.ttl", "graph.trig", "graph.nq", "graph.jsonld"):
        (tmp_path / name).write_bytes(written(small_knowledge(), name))
    write_graphml(tmp_path / "graph.graphml", knowledge_graph(small_knowledge()))
    return tmp_path


@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig", "graph.nq", "graph.jsonld"])
def test_every_rdf_file_loads_with_its_prefixes_bound(folder: Path, name: str) -> None:
    graph = graphbuild.load(folder / name)
    assert isinstance(graph, rdflib.Graph)
    assert isinstance(graph, rdflib.Dataset) == (name in ("graph.trig", "graph.nq"))
    (row,) = graph.query("SELECT ?where { person:cleo-vasseur gb:worksFor ?where }")
    assert str(row[0]) == f"{BASE}organization/tamarin"  # type: ignore[index]
    assert graph.qname(f"{BASE}person/cleo-vasseur") == "person:cleo-vasseur"


def test_layers_stay_apart_in_a_dataset(folder: Path) -> None:
    dataset = graphbuild.load(str(folder / "graph.trig"))
    query = f"ASK {{ GRAPH <{BASE}layer/stated> {{ ?s gb:worksFor ?o }} }}"
    assert dataset.query(query).askAnswer
    assert not dataset.query(query.replace("stated", "metadata")).askAnswer


def test_the_network_has_a_node_an_entity_and_an_edge_a_statement(folder: Path) -> None:
    network = graphbuild.load_graph(folder / "graph.graphml")
    assert network.is_multigraph()
    assert set(network) == {entity.iri for entity in small_knowledge().entities}
    statements = {statement.iri for statement in small_knowledge().statements}
    assert {key for *_, key in network.edges(keys=True)} == statements


def test_what_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ttl: cannot be read: No such file"):
        graphbuild.load(tmp_path / "none.ttl")
    with pytest.raises(InputError, match=r"graph\.pdf: is no graph file by its name"):
        graphbuild.load(tmp_path / "graph.pdf")
    with pytest.raises(InputError, match=r"none\.graphml: cannot be read"):
        graphbuild.load_graph(tmp_path / "none.graphml")
    for name in ("x.ttl", "x.jsonld", "x.graphml"):
        (tmp_path / name).write_text("<a> <b>", encoding="utf-8")
        with pytest.raises(InputError, match="does not parse"):
            (graphbuild.load_graph if name == "x.graphml" else graphbuild.load)(tmp_path / name)


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, graphbuild; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"rdflib", "networkx", "pyoxigraph", "spacy"} & set(done.stdout.split())


def test_the_python_of_the_readme_runs(
    sample_build: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    link = sample_build.parent / "readme"
    link.mkdir()
    (link / "output").symlink_to(sample_build)
    monkeypatch.chdir(link)
    exec(compile(code, "README.md", "exec"), {})
    out = capsys.readouterr().out
    assert "person/andrew-mcafee https://example.org/graph/organization/mit" in out
    assert len(out.splitlines()) > 5
