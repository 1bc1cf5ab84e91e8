"""Stage 7: write every output file into a folder that is put in place as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import networkx as nx
from pyoxigraph import Quad, RdfFormat, parse

from graphbuild.beside import can_be_copied, spared, together
from graphbuild.model import Build, Failure, Knowledge
from graphbuild.ontology import Ontology
from graphbuild.write.described import described_quads
from graphbuild.write.documents import documents
from graphbuild.write.graphml import write_graphml
from graphbuild.write.html import write_html
from graphbuild.write.rdf_files import FORMATS, LINES, RDF12, write_rdf
from graphbuild.write.tables import write_tables
from graphbuild.write.terms import layer
from graphbuild.write.texts import write_texts

__all__ = ["quads", "write_all"]


def write_all(
    folder: Path,
    knowledge: Knowledge,
    graph: Callable[[], nx.MultiDiGraph],
    build: Build,
    ontology: Ontology,
    *,
    failures: Sequence[Failure] = (),
    rdf12: bool = False,
    check: Callable[[], object] = lambda: None,
    jobs: int = 1,
) -> None:
    """Write all files of a build but the report into ``folder``; ``rdf12`` adds one.

    ``graph`` gives the knowledge's graph, where it is needed. ``check`` is called when
    ``graph.nq`` is there. With more than one of ``jobs``, copies of this process write files
    beside it, where it can be copied: which file then takes the documents anew.
    """
    formats = (*FORMATS, RDF12) if rdf12 else FORMATS

    def rdf(*formats: str) -> None:
        write_rdf(folder, documents(knowledge, build, ontology), build, formats=formats)

    def checked(*formats: str) -> None:
        rdf(*formats)
        check()

    def drawn() -> None:
        links = graph()
        write_graphml(folder / "graph.graphml", links)
        write_html(folder / "graph.html", knowledge, links, build, failures)

    def listed() -> None:
        write_texts(folder, knowledge.extracted)
        (folder / "tables").mkdir()
        write_tables(folder / "tables", knowledge)

    with spared():
        if jobs > 1 and can_be_copied():  # the longest first
            nested = partial(rdf, *(name for name in formats if name != LINES))
            steps = (nested, drawn, listed)
            together(partial(checked, LINES), steps, copies=min(jobs - 1, len(steps)))
        else:
            for step in (partial(checked, *formats), drawn, listed):
                step()


def quads(knowledge: Knowledge, build: Build, ontology: Ontology) -> Iterator[Quad]:
    """Yield every triple in its layer's named graph, document by document."""
    provenance = layer(build.base_iri, "provenance")
    for document in documents(knowledge, build, ontology):
        text = "".join(described_quads(document, provenance))
        yield from parse(text.encode(), format=RdfFormat.N_QUADS)
