"""Check a large graph a piece at a time: memory stays flat, and time in step with its size.

Whether a node keeps to the shapes depends on its own triples, on the classes of the nodes it
links to, and, where a path has several steps, on those that the first step leads to. So a piece
holds all triples of some nodes, and the classes of those outside that they link to. For these
not to be checked by what the piece does not know of them, the shapes' ``sh:targetClass`` are
replaced by marks on the piece's own nodes. This holds for shapes like ours: paths of
predicates, in sequence at most, and neither ``sh:closed`` nor SPARQL.

For the same reason nodes that passed once need no second look while nothing of this changes:
a unit, a few nodes, is known by the digest of its lines and of those classes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import Final
from zlib import crc32

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse, serialize

from graphbuild.rdf import expand

SIZE = 10_000
"""Lines a piece: larger ones are slower, they outgrow the processor's memory (2,000 to 100,000
were tried on 120,000 triples: 1.0 to 1.6 s)."""

DIGEST: Final = 12
"""Bytes of a digest: that two of a million units have the same is a chance of 1 in 10^17."""

UNIT: Final = 4
"""Nodes a unit, on average; a post more or less moves no other unit's bounds."""

MARK = "urn:graphbuild:checked:"
SH = "http://www.w3.org/ns/shacl#"
_TYPE: Final = f"<{expand('rdf:type')}>".encode()

Lines = Iterable[bytes]
"""N-Quads, a line a quad, sorted, so that the lines of a node lie together."""

Classes = Mapping[bytes, bytes]
"""Which of the classes that shapes ask for each node has, parted by spaces."""


@dataclass(slots=True)
class Checked:
    """Digests of the units that passed an earlier check, and of those that passed this one."""

    before: frozenset[bytes] = frozenset()
    now: set[bytes] = field(default_factory=set)


class Pieces:
    """Shapes made ready to be applied piece by piece."""

    def __init__(self, shapes: bytes) -> None:
        """Read the shapes, in Turtle. Raises ``SyntaxError``."""
        said = [
            Triple(q.subject, q.predicate, q.object) for q in parse(shapes, format=RdfFormat.TURTLE)
        ]
        self._targets = {_term(t) for t in said if t.predicate.value == f"{SH}targetClass"}
        self._asked = {_term(t) for t in said if t.predicate.value == f"{SH}class"}
        self._named = {_TYPE, *(_term(t) for t in said)}
        paths = {t.object for t in said if t.predicate.value == f"{SH}path"}
        first = NamedNode(expand("rdf:first"))
        self._steps = {
            _term(t)
            for t in said
            if t.predicate == first and isinstance(t.subject, BlankNode) and t.subject in paths
        }
        self.shapes = serialize(map(_marked, said), format=RdfFormat.N_TRIPLES) or b""

    def of(
        self, read: Callable[[], Lines], checked: Checked
    ) -> Iterator[tuple[bytes, list[bytes]]]:
        """Yield the pieces as N-Triples, each with the digests of its units.

        ``read`` gives the lines of the whole graph, each time anew. Units that passed before
        are in no piece. When a path of several steps leads from a piece into another, the
        whole comes as well, with no digest.
        """
        classes = self._classes(read())
        parted = False
        lines: list[bytes] = []
        digests: list[bytes] = []
        for unit in chain(self._units(read()), [[]]):
            if unit and (digest := _digest(unit, classes)) in checked.before:
                checked.now.add(digest)
                continue
            if lines and (not unit or len(lines) + len(unit) > SIZE):
                piece = self._piece(lines, classes)
                parted = parted or piece is None
                if piece is not None:
                    yield piece, digests
                lines, digests = [], []
            if unit:
                lines += unit
                digests.append(digest)
        if parted:
            yield self._piece(read(), classes, whole=True) or b"", []

    def _classes(self, lines: Lines) -> Classes:
        shared: dict[bytes, bytes] = {}
        found: dict[bytes, bytes] = {}
        for line in lines:
            if _TYPE not in line:
                continue
            subject, predicate, obj, _ = line.split(b" ", 3)
            if predicate == _TYPE and obj in self._asked:
                known = b"%s %s" % (found[subject], obj) if subject in found else obj
                found[subject] = shared.setdefault(known, known)
        return found

    def _units(self, graph: Lines) -> Iterator[list[bytes]]:
        """Yield some nodes at a time, kept together where a path leads through them.

        For this they must differ in the last part of their IRIs only, as a quote and its
        position do, and not be too many.
        """
        unit: list[bytes] = []
        for nodes in _alike(graph):
            lines = list(chain.from_iterable(nodes))
            content = b"".join(lines)
            through = len(nodes) > 1 and any(step in content for step in self._steps)
            for node in [lines] if through else nodes:
                if unit and crc32(node[0].partition(b" ")[0]) % UNIT == 0:
                    yield unit
                    unit = []
                unit += node
        if unit:
            yield unit

    def _piece(self, lines: Lines, classes: Classes, *, whole: bool = False) -> bytes | None:
        """Return the triples with marks and outer classes, ``None`` if a path leads out.

        What the shapes do not name cannot break them, and is left out.
        """
        own: set[bytes] = set()
        linked: set[bytes] = set()
        stepped: set[bytes] = set()
        said: list[bytes] = []
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            own.add(subject)
            if predicate not in self._named:
                continue
            obj, _, _ = rest.rsplit(b" ", 2)
            said.append(b"%s %s %s .\n" % (subject, predicate, obj))
            if obj[:1] == b'"':
                continue
            linked.add(obj)
            if predicate == _TYPE and obj in self._targets:
                said.append(b'%s <%s%s> "" .\n' % (subject, MARK.encode(), obj[1:-1]))
            elif predicate in self._steps:
                stepped.add(obj)
        if not whole and not stepped <= own:
            return None
        for node in sorted(linked - own):
            said += (
                b"%s %s %s .\n" % (node, _TYPE, kind) for kind in classes.get(node, b"").split()
            )
        return b"".join(said)


def _term(triple: Triple) -> bytes:
    return str(triple.object).encode()


def _marked(triple: Triple) -> Triple:
    """Return what makes a shape look for the mark in place of the class."""
    if triple.predicate.value != f"{SH}targetClass":
        return triple
    assert isinstance(triple.object, NamedNode)
    mark = NamedNode(f"{MARK}{triple.object.value}")
    return Triple(triple.subject, NamedNode(f"{SH}targetSubjectsOf"), mark)


def _digest(unit: list[bytes], classes: Classes) -> bytes:
    """Return what the outcome of checking a unit depends on, the shapes aside, in 12 bytes."""
    links = [line.rsplit(b" ", 3)[1] for line in unit if b'"' not in line]
    said = [*unit, *(classes.get(node, b"") for node in links)]
    return hashlib.blake2b(b"\0".join(said), digest_size=DIGEST).digest()


def _alike(lines: Lines) -> Iterator[list[list[bytes]]]:
    """Yield the lines node by node, those that differ in the last part of the IRI in a list."""
    nodes: list[list[bytes]] = []
    size, before = 0, b""
    for subject, said in groupby(lines, key=lambda line: line.partition(b" ")[0]):
        parent = subject.rpartition(b"/")[0]
        if nodes and (parent != before or size >= SIZE):
            yield nodes
            nodes, size = [], 0
        nodes.append(list(said))
        size += len(nodes[-1])
        before = parent
    if nodes:
        yield nodes
