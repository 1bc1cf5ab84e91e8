"""A document's quads as N-Triples terms, in the order they were made.

pyoxigraph writes the terms (canonical N-Triples: UTF-8, control characters escaped), so
that Turtle can take them as they stand, and JSON reads the quoted part of a literal.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from pyoxigraph import RdfFormat, serialize

from graphbuild.rdf import expand
from graphbuild.write.documents import Document

Said = tuple[str, str, str]
"""Subject, predicate and object as N-Triples terms."""

Properties = dict[str, list[str]]
"""From a predicate to its objects."""

TYPE = f"<{expand('rdf:type')}>"


class Described:
    """A document, put into text once for all formats."""

    def __init__(self, document: Document, base: str) -> None:
        """Write the quads out; ``base`` tells which layer is the inferred one."""
        content = serialize(document.quads, format=RdfFormat.N_QUADS) or b""
        self.root = f"<{document.root}>"
        self.lines = content.decode().split("\n")[:-1]
        self._inferred = f" <{base}layer/inferred> ."

    @cached_property
    def layers(self) -> dict[str, list[Said]]:
        """What each layer says."""
        found: dict[str, list[Said]] = {}
        for line in self.lines:
            subject, predicate, rest = line.split(" ", 2)
            end = rest.rindex(" ", 0, -2)
            found.setdefault(rest[end + 1 : -2], []).append((subject, predicate, rest[:end]))
        return found

    @cached_property
    def union(self) -> list[Said]:
        """What all layers but the inferred one say."""
        found = []
        for line in self.lines:
            if line.endswith(self._inferred):
                continue
            subject, predicate, rest = line.split(" ", 2)
            found.append((subject, predicate, rest[: rest.rindex(" ", 0, -2)]))
        return found


def by_subject(said: Iterable[Said]) -> dict[str, Properties]:
    """Group what is said by subject and predicate, in the order it comes."""
    found: dict[str, Properties] = {}
    for subject, predicate, obj in said:
        found.setdefault(subject, {}).setdefault(predicate, []).append(obj)
    return found
