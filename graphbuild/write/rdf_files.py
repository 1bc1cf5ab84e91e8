"""Write the graph's RDF files, a document at a time, whatever its size.

``graph.ttl`` is for people and every tool, ``graph.trig`` has the layers, ``graph.jsonld``
the nested documents, ``graph.nq`` sorted lines for large stores, ``graph-rdf12.ttl``, on
demand, statements as RDF 1.2 reifiers. What lies together in a file (all people, all
statements) is gathered in temporary files, so that memory does not grow with the graph.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import cached_property
from os import SEEK_END
from pathlib import Path
from typing import IO, Final, Protocol

from graphbuild.model import LAYERS, Build
from graphbuild.rdf import PREFIXES
from graphbuild.write.compact import Names, prefixes_of
from graphbuild.write.described import Properties, by_subject, lines, union
from graphbuild.write.documents import Document
from graphbuild.write.jsonld import context, frame, render_json
from graphbuild.write.sections import Sections
from graphbuild.write.sorted_lines import SortedLines
from graphbuild.write.turtle import header, reifying, render_subject

FORMATS: Final = ("graph.ttl", "graph.trig", "graph.jsonld", "graph.nq")
RDF12: Final = "graph-rdf12.ttl"


def write_rdf(
    folder: Path, documents: Iterable[Document], build: Build, *, formats: Iterable[str] = FORMATS
) -> None:
    """Write the files that ``formats`` names into ``folder``, in one pass over the documents."""
    with ExitStack() as stack:
        writers = {name: _WRITERS[name](build.base_iri, folder, stack) for name in formats}
        for document in documents:
            described = _Described(document, build.base_iri)
            for writer in writers.values():
                writer.add(described)
        for name, writer in writers.items():
            with (folder / name).open("wb") as file:
                writer.finish(file, build)


class _Described:
    """A document as N-Triples terms, grouped once for all formats."""

    def __init__(self, document: Document, base: str) -> None:
        self.root = f"<{document.root}>"
        self.lines = lines(document.quads)
        self.layers = by_subject(self.lines)
        self._inferred = f"<{base}layer/inferred>"

    @cached_property
    def spaced(self) -> dict[str, str]:
        """Return each subject's blank line; the parts of an annotation follow it closely."""
        spaces, head = {}, " "
        for subject in self.layers:
            spaces[subject] = "" if subject.startswith(head) else "\n"
            head = head if subject.startswith(head) else f"{subject[:-1]}/"
        return spaces

    @cached_property
    def union(self) -> dict[str, Properties]:
        """What all layers but the inferred one say, by subject."""
        known = {
            subject: [layers[graph] for graph in layers if graph != self._inferred]
            for subject, layers in self.layers.items()
        }
        return {s: said[0] if len(said) == 1 else union(said) for s, said in known.items() if said}


class _Writer(Protocol):
    def add(self, document: _Described) -> None:
        """Take a document."""

    def finish(self, file: IO[bytes], build: Build) -> None:
        """Write all that was taken."""


class _Turtle:
    """``graph.ttl``: the union of the layers but the inferred one."""

    def __init__(self, base: str, folder: Path, stack: ExitStack) -> None:
        self._prefixes = prefixes_of(base)
        self.names = Names(base, self._prefixes)
        self._sections = Sections(base, folder, stack)

    def add(self, document: _Described) -> None:
        for subject, properties in document.union.items():
            text = render_subject(subject, self.properties(properties), self.names)
            self._sections.add(subject, document.spaced[subject] + text)

    def properties(self, properties: Properties) -> Properties:
        return properties

    def finish(self, file: IO[bytes], build: Build) -> None:
        file.write(header(_comments(build), self.names, self._prefixes).encode())
        self._sections.write(file)


class _Turtle12(_Turtle):
    """``graph-rdf12.ttl``: the same, statements as reifiers."""

    def properties(self, properties: Properties) -> Properties:
        return reifying(properties, self.names)


class _Trig:
    """``graph.trig``: every layer a named graph."""

    def __init__(self, base: str, folder: Path, stack: ExitStack) -> None:
        self._prefixes = prefixes_of(base)
        self._names = Names(base, self._prefixes)
        self._graphs = {f"<{base}layer/{n}>": Sections(base, folder, stack) for n in LAYERS}

    def add(self, document: _Described) -> None:
        for subject, layers in document.layers.items():
            for graph, properties in layers.items():
                text = render_subject(subject, properties, self._names)
                self._graphs[graph].add(subject, document.spaced[subject] + text)

    def finish(self, file: IO[bytes], build: Build) -> None:
        file.write(header(_comments(build), self._names, self._prefixes).encode())
        for graph, sections in self._graphs.items():
            if any(True for _ in sections):
                file.write(f"\n{self._names.short(graph[1:-1])} {{\n".encode())
                sections.write(file)
                file.write(b"\n}\n")


class _JsonLd:
    """``graph.jsonld``: the documents of ``graph.ttl``, nested."""

    def __init__(self, base: str, folder: Path, stack: ExitStack) -> None:
        self._names = Names(base, PREFIXES)
        self._sections = Sections(base, folder, stack)

    def add(self, document: _Described) -> None:
        for node in frame(document.root, document.union, self._names):
            self._sections.add(document.root, f"{render_json(node)},\n")

    def finish(self, file: IO[bytes], build: Build) -> None:
        file.write(f'{{\n"@context": {render_json(context(self._names))},\n"@graph": [\n'.encode())
        for _, content in self._sections:
            shutil.copyfileobj(content, file)
        file.seek(-len(",\n"), SEEK_END)
        file.write(b"\n]\n}\n")


class _NQuads:
    """``graph.nq``: a line a statement, sorted, every layer."""

    def __init__(self, base: str, folder: Path, stack: ExitStack) -> None:
        self._lines = SortedLines(folder, stack)

    def add(self, document: _Described) -> None:
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
