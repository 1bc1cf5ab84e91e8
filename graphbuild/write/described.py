"""A document as text, put together once for the files that hold the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from graphbuild.write.compact import Names
from graphbuild.write.document import Document, Nodes
from graphbuild.write.forms import in_quads, in_turtle
from graphbuild.write.turtle import block, spaced


class Described:
    """A document, and its blocks of Turtle: most stand in one layer and in the union."""

    def __init__(self, document: Document, names: Names) -> None:
        """Take a document and the short names of Turtle."""
        self.document = document
        self.names = names
        self._blocks: dict[int, str] = {}

    def blocks(self, nodes: Nodes) -> Iterator[tuple[str, str]]:
        """Yield each subject of a layer or of the union with what is said of it."""
        return spaced((subject, self._block(subject, nodes)) for subject in nodes)

    def _block(self, subject: str, nodes: Nodes) -> str:
        said = nodes[subject]
        text = self._blocks.get(id(said))  # it lives as long as the document
        if text is None:
            text = self._blocks[id(said)] = block(subject, said, self.names)
        return text

    @cached_property
    def annotations(self) -> list[tuple[str, str]]:
        """Each annotation's term and its block."""
        found = self.document.annotations
        return [(term, in_turtle(said, self.names)) for term, said in found.items()]


def described_quads(document: Document, provenance: str) -> Iterator[str]:
    """Yield N-Quads, all of a subject in one text, sorted by code point within it.

    ``provenance`` is the layer of the annotations; theirs holds what their parts say too.
    """
    lines: dict[str, list[str]] = {}
    for graph, nodes in document.layers.items():
        for subject, said in nodes.items():
            lines.setdefault(subject, []).extend(
                f"{subject} {verb} {obj} {graph} .\n" for verb, objs in said.items() for obj in objs
            )
    yield from ("".join(sorted(said)) for said in lines.values())
    for annotation in document.annotations.values():
        yield from in_quads(annotation, provenance)
