"""A document as text, put together once for the files that hold the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from graphbuild.write.compact import Names
from graphbuild.write.document import Document, Nodes
from graphbuild.write.forms import in_quads, in_turtle
from graphbuild.write.stated_forms import stated_in_quads, stated_in_turtle
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
    def annotations(self) -> Sequence[tuple[str, str]]:
        """The blocks of the annotations, each kind's in one text behind a term of theirs."""
        texts: dict[str, list[str]] = {}
        terms: dict[str, str] = {}
        for term, said in self.document.annotations.items():
            terms.setdefault(said.kind, term)
            texts.setdefault(said.kind, []).append(in_turtle(said, self.names))
        return [(terms[kind], "".join(blocks)) for kind, blocks in texts.items()]

    @cached_property
    def stated(self) -> Mapping[str, tuple[str, str]]:
        """The blocks of each layer's records, in one text behind the term of the first."""
        return {
            graph: (records[0].term, "".join([stated_in_turtle(s, self.names) for s in records]))
            for graph, records in self.document.stated.items()
        }


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
    for records in document.stated.values():
        yield from map(stated_in_quads, records)
    for annotation in document.annotations.values():
        yield from in_quads(annotation, provenance)
