"""Stage 7: write every output file into a folder that is put in place as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event

import networkx as nx
from pyoxigraph import Quad, RdfFormat, parse

from graphbuild.beside import beside, can_be_copied, spared
from graphbuild.model import Build, Failure, Knowledge
from graphbuild.ontology import Ontology
from graphbuild.write.described import described_quads
from graphbuild.write.documents import documents
from graphbuild.write.graphml import write_graphml
from graphbuild.write.html import write_html
from graphbuild.write.rdf_files import FORMATS, RDF12, write_rdf
from graphbuild.write.tables import write_tables
from graphbuild.write.terms import layer
from graphbuild.write.texts import write_texts

__all__ = ["quads", "write_all"]


def write_all(
    folder: Path,
    knowledge: Knowledge,
    graph: nx.MultiDiGraph,
    build: Build,
    ontology: Ontology,
    *,
    failures: Sequence[Failure] = (),
    rdf12: bool = False,
    meanwhile: Callable[[], None] | None = None,
) -> None:
    """Write all files of a build but the report into ``folder``; ``rdf12`` adds one.

    ``meanwhile`` is called when the RDF files are there. The others are then being written
    by a copy of this process, from the start, or by a thread where it cannot be copied.
    """
    formats = (*FORMATS, RDF12) if rdf12 else FORMATS
    others = (
        partial(_write_tables, folder, knowledge),
        partial(write_texts, folder, knowledge.extracted),
        partial(write_graphml, folder / "graph.graphml", graph),
        partial(write_html, folder / "graph.html", knowledge, graph, build, failures),
    )

    def write() -> None:
        write_rdf(folder, documents(knowledge, build, ontology), build, formats=formats)

    with spared():
        if meanwhile is None:
            write()
            _all(others, Event())
        elif can_be_copied():
            with beside(partial(_all, others, Event())):
                write()
                meanwhile()
        else:
            write()
            _in_thread(others, meanwhile)


def _write_tables(folder: Path, knowledge: Knowledge) -> None:
    (folder / "tables").mkdir()
    write_tables(folder / "tables", knowledge)


def _in_thread(steps: Sequence[Callable[[], object]], work: Callable[[], None]) -> None:
    """Do the steps in a thread while ``work`` is done here; when it fails, few more."""
    stop = Event()
    with ThreadPoolExecutor(max_workers=1) as thread:
        done = thread.submit(_all, steps, stop)
        try:
            work()
        except BaseException:
            stop.set()
            raise
        done.result()


def _all(steps: Sequence[Callable[[], object]], stop: Event) -> None:
    for step in steps:
        if stop.is_set():
            return
        step()


def quads(knowledge: Knowledge, build: Build, ontology: Ontology) -> Iterator[Quad]:
    """Yield every triple in its layer's named graph, document by document."""
    provenance = layer(build.base_iri, "provenance")
    for document in documents(knowledge, build, ontology):
        text = "".join(described_quads(document, provenance))
        yield from parse(text.encode(), format=RdfFormat.N_QUADS)
