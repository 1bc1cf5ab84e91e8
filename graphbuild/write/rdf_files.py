"""Write the graph's RDF files, a document at a time, whatever its size.

``graph.ttl`` is for people and every tool, ``graph.trig`` has the layers, ``graph.jsonld``
the nested documents, ``graph.nq`` sorted lines for large stores, ``graph-rdf12.ttl``, on
demand, statements as RDF 1.2 reifiers. What lies together in a file (all people, all
statements) is gathered in temporary files, so that memory does not grow with the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from itertools import chain
from os import SEEK_END
from pathlib import Path
from typing import IO, Final, Protocol

from graphbuild.model import LAYERS, Build
from graphbuild.write.compact import Names, prefixes_of
from graphbuild.write.described import Described, described_quads
from graphbuild.write.document import Document
from graphbuild.write.json_names import Keys, context
from graphbuild.write.json_text import render_json
from graphbuild.write.jsonld import frame
from graphbuild.write.sections import Sections
from graphbuild.write.sorted_lines import SortedLines
from graphbuild.write.stated_forms import stated_in_turtle12
from graphbuild.write.terms import layer
from graphbuild.write.turtle import header

LINES: Final = "graph.nq"
FORMATS: Final = ("graph.ttl", "graph.trig", "graph.jsonld", LINES)
RDF12: Final = "graph-rdf12.ttl"


def write_rdf(
    folder: Path, documents: Iterable[Document], build: Build, *, formats: Iterable[str] = FORMATS
) -> None:
    """Write the files that ``formats`` names into ``folder``, in one pass over the documents."""
    base = build.base_iri
    names = Names(base, prefixes_of(base))
    with ExitStack() as stack:
        writers = {name: _WRITERS[name](base, names, folder, stack) for name in formats}
        for document in documents:
            described = Described(document, names)
            for writer in writers.values():
                writer.add(described)
        for name, writer in writers.items():
            with (folder / name).open("wb") as file:
                writer.finish(file, build)


class _Writer(Protocol):
    def add(self, described: Described) -> None:
        """Take a document."""

    def finish(self, file: IO[bytes], build: Build) -> None:
        """Write all that was taken."""


class _Turtle:
    """``graph.ttl``: the union of the layers but the inferred one."""

    def __init__(self, base: str, names: Names, folder: Path, stack: ExitStack) -> None:
        self._names = names
        self._sections = Sections(base, folder, stack)

    def add(self, described: Described) -> None:
        stated = self.stated(described)
        for subject, text in chain(
            described.blocks(described.document.union), stated, described.annotations
        ):
            self._sections.add(subject, text)

    def stated(self, described: Described) -> Iterable[tuple[str, str]]:
        """Yield the records of statements behind a term of theirs."""
        inferred = described.document.inferred
        return (said for graph, said in described.stated.items() if graph != inferred)

    def finish(self, file: IO[bytes], build: Build) -> None:
        file.write(_head(build, self._names))
        self._sections.write(file)


class _Turtle12(_Turtle):
    """``graph-rdf12.ttl``: the same, statements as reifiers."""

    def stated(self, described: Described) -> Iterable[tuple[str, str]]:
        told = described.document.told()
        return ((said.term, stated_in_turtle12(said, self._names)) for said in told)


class _Trig:
    """``graph.trig``: every layer a named graph."""

    def __init__(self, base: str, names: Names, folder: Path, stack: ExitStack) -> None:
        self._names = names
        self._graphs = {layer(base, name): Sections(base, folder, stack) for name in LAYERS}
        self._provenance = self._graphs[layer(base, "provenance")]

    def add(self, described: Described) -> None:
        for graph, nodes in described.document.layers.items():
            for subject, text in described.blocks(nodes):
                self._graphs[graph].add(subject, text)
        for graph, (subject, text) in described.stated.items():
            self._graphs[graph].add(subject, text)
        for subject, text in described.annotations:
            self._provenance.add(subject, text)

    def finish(self, file: IO[bytes], build: Build) -> None:
        file.write(_head(build, self._names))
        for graph, sections in self._graphs.items():
            if sections:
                file.write(f"\n{self._names.term(graph)} {{\n".encode())
                sections.write(file)
                file.write(b"\n}\n")


class _JsonLd:
    """``graph.jsonld``: the documents of ``graph.ttl``, nested."""

    def __init__(self, base: str, names: Names, folder: Path, stack: ExitStack) -> None:
        self._names = Keys(base)
        self._sections = Sections(base, folder, stack)

    def add(self, described: Described) -> None:
        document = described.document
        for node in frame(document, self._names):
            self._sections.add(document.root, f"{render_json(node)},\n")

    def finish(self, file: IO[bytes], build: Build) -> None:
        file.write(f'{{\n"@context": {render_json(context(self._names))},\n"@graph": [\n'.encode())
        self._sections.write(file, headings=False)
        file.seek(-len(",\n"), SEEK_END)
        file.write(b"\n]\n}\n")


class _NQuads:
    """``graph.nq``: a line a statement, sorted, every layer."""

    def __init__(self, base: str, names: Names, folder: Path, stack: ExitStack) -> None:
        self._provenance = layer(base, "provenance")
        self._lines = SortedLines(folder, stack)

    def add(self, described: Described) -> None:
        self._lines.add(described_quads(described.document, self._provenance))

    def finish(self, file: IO[bytes], build: Build) -> None:
        file.writelines(self._lines)


def _head(build: Build, names: Names) -> bytes:
    comments = (
        build.title,
        f"Built by graphbuild {build.version}. Vocabulary: https://w3id.org/graphbuild",
    )
    return header(comments, names, prefixes_of(build.base_iri)).encode()


_WRITERS: Final[dict[str, Callable[[str, Names, Path, ExitStack], _Writer]]] = {
    "graph.ttl": _Turtle,
    "graph.trig": _Trig,
    "graph.jsonld": _JsonLd,
    LINES: _NQuads,
    RDF12: _Turtle12,
}
