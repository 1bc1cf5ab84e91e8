"""Write the graph's RDF files, a document at a time, whatever its size.

``graph.ttl`` is for people and every tool, ``graph.trig`` has the layers, ``graph.jsonld``
the nested documents, ``graph.nq`` sorted lines for large stores, ``graph-rdf12.ttl``, on
demand, statements as RDF 1.2 reifiers. What lies together in a file (all people, all
statements) is gathered in temporary files, so that memory does not grow with the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from os import SEEK_END
from pathlib import Path
from typing import IO, Final, Protocol

from graphbuild.model import LAYERS, Build
from graphbuild.rdf import PREFIXES
from graphbuild.write.compact import Names, prefixes_of
from graphbuild.write.described import Described, Said, by_subject
from graphbuild.write.documents import Document
from graphbuild.write.jsonld import context, frame, render_json
from graphbuild.write.sections import Sections
from graphbuild.write.sorted_lines import SortedLines
from graphbuild.write.turtle import blocks, header, reifying

FORMATS: Final = ("graph.ttl", "graph.trig", "graph.jsonld", "graph.nq")
RDF12: Final = "graph-rdf12.ttl"


def write_rdf(
    folder: Path, documents: Iterable[Document], build: Build, *, formats: Iterable[str] = FORMATS
) -> None:
    """Write the files that ``formats`` names into ``folder``, in one pass over the documents."""
    with ExitStack() as stack:
        writers = {name: _WRITERS[name](build.base_iri, folder, stack) for name in formats}
        for document in documents:
            described = Described(document, build.base_iri)
            for writer in writers.values():
                writer.add(described)
        for name, writer in writers.items():
            with (folder / name).open("wb") as file:
                writer.finish(file, build)


class _Writer(Protocol):
    def add(self, document: Described) -> None:
        """Take a document."""

    def finish(self, file: IO[bytes], build: Build) -> None:
        """Write all that was taken."""


class _Turtle:
    """``graph.ttl``: the union of the layers but the inferred one."""

    def __init__(self, base: str, folder: Path, stack: ExitStack) -> None:
        self._prefixes = prefixes_of(base)
        self.names = Names(base, self._prefixes)
        self._sections = Sections(base, folder, stack)

    def add(self, document: Described) -> None:
        for subject, text in blocks(self.said(document), self.names):
            self._sections.add(subject, text)

    def said(self, document: Described) -> Iterable[Said]:
        return document.union

    def finish(self, file: IO[bytes], build: Build) -> None:
        file.write(header(_comments(build), self.names, self._prefixes).encode())
        self._sections.write(file)


class _Turtle12(_Turtle):
    """``graph-rdf12.ttl``: the same, statements as reifiers."""

    def said(self, document: Described) -> Iterable[Said]:
        return reifying(document.union, self.names)


class _Trig:
    """``graph.trig``: every layer a named graph."""

    def __init__(self, base: str, folder: Path, stack: ExitStack) -> None:
        self._prefixes = prefixes_of(base)
        self._names = Names(base, self._prefixes)
        self._graphs = {f"<{base}layer/{n}>": Sections(base, folder, stack) for n in LAYERS}

    def add(self, document: Described) -> None:
        for graph, said in document.layers.items():
            for subject, text in blocks(said, self._names):
                self._graphs[graph].add(subject, text)

    def finish(self, file: IO[bytes], build: Build) -> None:
        file.write(header(_comments(build), self._names, self._prefixes).encode())
        for graph, sections in self._graphs.items():
            if sections:
                file.write(f"\n{self._names.term(graph)} {{\n".encode())
                sections.write(file)
                file.write(b"\n}\n")


class _JsonLd:
    """``graph.jsonld``: the documents of ``graph.ttl``, nested."""

    def __init__(self, base: str, folder: Path, stack: ExitStack) -> None:
        self._names = Names(base, PREFIXES)
        self._sections = Sections(base, folder, stack)

    def add(self, document: Described) -> None:
        for node in frame(document.root, by_subject(document.union), self._names):
            self._sections.add(document.root, f"{render_json(node)},\n")

    def finish(self, file: IO[bytes], build: Build) -> None:
        file.write(f'{{\n"@context": {render_json(context(self._names))},\n"@graph": [\n'.encode())
        self._sections.write(file, headings=False)
        file.seek(-len(",\n"), SEEK_END)
        file.write(b"\n]\n}\n")


class _NQuads:
    """``graph.nq``: a line a statement, sorted, every layer."""

    def __init__(self, base: str, folder: Path, stack: ExitStack) -> None:
        self._lines = SortedLines(folder, stack)

    def add(self, document: Described) -> None:
        self._lines.add(document.lines)

    def finish(self, file: IO[bytes], build: Build) -> None:
        file.writelines(line.encode() for line in self._lines)


def _comments(build: Build) -> tuple[str, ...]:
    return (
        build.title,
        f"Built by graphbuild {build.version}. Vocabulary: https://w3id.org/graphbuild",
    )


_WRITERS: Final[dict[str, Callable[[str, Path, ExitStack], _Writer]]] = {
    "graph.ttl": _Turtle,
    "graph.trig": _Trig,
    "graph.jsonld": _JsonLd,
    "graph.nq": _NQuads,
    RDF12: _Turtle12,
}
