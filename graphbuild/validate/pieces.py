"""Check a large graph a piece at a time: memory stays flat, and time in step with its size.

Whether a node keeps to the shapes depends on its own triples, on the classes of the nodes it
links to, and, where a path has several steps, on those that the first step leads to. So a piece
holds all triples of some nodes, and the classes of those outside that they link to. For these
not to be checked by what the piece does not know of them, the shapes' ``sh:targetClass`` are
replaced by marks on the piece's own nodes. This holds for shapes like ours: paths of
predicates, in sequence at most, and neither ``sh:closed`` nor SPARQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse, serialize

from graphbuild.rdf import expand

SIZE = 10_000
"""Triples a piece: larger ones are slower, they outgrow the processor's memory (2,000 to 100,000
were tried on 120,000 triples: 1.0 to 1.6 s)."""

MARK = "urn:graphbuild:checked:"
TYPE = f"<{expand('rdf:type')}>"
SH = "http://www.w3.org/ns/shacl#"

Lines = Iterable[str]
"""N-Triples, a line a triple, sorted, so that the lines of a node lie together."""


class Pieces:
    """Shapes made ready to be applied piece by piece."""

    def __init__(self, shapes: bytes) -> None:
        """Read the shapes, in Turtle. Raises ``SyntaxError``."""
        said = [
            Triple(q.subject, q.predicate, q.object) for q in parse(shapes, format=RdfFormat.TURTLE)
        ]
        self._targets = {str(t.object) for t in said if t.predicate.value == f"{SH}targetClass"}
        self._asked = {str(t.object) for t in said if t.predicate.value == f"{SH}class"}
        paths = {t.object for t in said if t.predicate.value == f"{SH}path"}
        first = NamedNode(expand("rdf:first"))
        self._steps = {
            str(t.object)
            for t in said
            if t.predicate == first and isinstance(t.subject, BlankNode) and t.subject in paths
        }
        self.shapes = serialize(map(_marked, said), format=RdfFormat.N_TRIPLES) or b""

    def of(self, read: Callable[[], Lines]) -> Iterator[bytes]:
        """Yield the pieces; ``read`` gives the lines of the whole graph, each time anew.

        When a path of several steps leads from a piece into another, the whole comes as well.
        """
        classes = self._classes(read())
        parted = False
        for lines in _cut(read()):
            piece = self._piece(lines, classes)
            parted = parted or piece is None
            yield piece or b""
        if parted:
            yield self._piece(read(), classes, whole=True) or b""

    def _classes(self, lines: Lines) -> dict[str, frozenset[str]]:
        """Return which of the classes that shapes ask for each node has."""
        shared: dict[frozenset[str], frozenset[str]] = {}
        found: dict[str, frozenset[str]] = {}
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            if predicate == TYPE and (kind := rest.split(" ", 1)[0]) in self._asked:
                known = found.get(subject, frozenset()) | {kind}
                found[subject] = shared.setdefault(known, known)
        return found

    def _piece(
        self, lines: Lines, classes: dict[str, frozenset[str]], *, whole: bool = False
    ) -> bytes | None:
        """Return the lines with marks and outer classes, ``None`` if a path leads out."""
        own: set[str] = set()
        linked: set[str] = set()
        stepped: set[str] = set()
        said: list[str] = []
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            own.add(subject)
            said.append(line)
            if rest[0] == '"':
                continue
            obj = rest.split(" ", 1)[0]
            linked.add(obj)
            if predicate == TYPE and obj in self._targets:
                said.append(f'{subject} <{MARK}{obj[1:-1]}> "" .\n')
            elif predicate in self._steps:
                stepped.add(obj)
        if not whole and not stepped <= own:
            return None
        for node in sorted(linked - own):
            said += (f"{node} {TYPE} {kind} .\n" for kind in sorted(classes.get(node, ())))
        return "".join(said).encode()


def _marked(triple: Triple) -> Triple:
    """Return what makes a shape look for the mark in place of the class."""
    if triple.predicate.value != f"{SH}targetClass":
        return triple
    assert isinstance(triple.object, NamedNode)
    mark = NamedNode(f"{MARK}{triple.object.value}")
    return Triple(triple.subject, NamedNode(f"{SH}targetSubjectsOf"), mark)


def _cut(lines: Lines) -> Iterator[list[str]]:
    """Yield some lines at a time, all of a node together.

    Nodes whose IRIs differ in the last part only are kept together too, if there are not too
    many: such are a quote and its position.
    """
    piece: list[str] = []
    before = ""
    for subject, said in groupby(lines, key=lambda line: line.split(" ", 1)[0]):
        parent = subject.rpartition("/")[0]
        if len(piece) >= (SIZE if parent != before else 2 * SIZE):
            yield piece
            piece = []
        piece += said
        before = parent
    if piece:
        yield piece
