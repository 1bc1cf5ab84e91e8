"""Check a large graph a piece at a time: memory stays flat, and of nodes that are alike, one.

Whether a node keeps to the shapes depends on its own triples, on the classes of the nodes it
links to, and, where a path has several steps, on those that the first step leads to. So a piece
holds all triples of some nodes, and the classes of those outside that they link to. For these
not to be checked by what the piece does not know of them, the shapes' ``sh:targetClass`` are
replaced by marks on the piece's own nodes. Shapes for which this does not hold (``sight.py``)
get the whole graph at once, and so does a graph with classes within classes.

For the same reason one node of each sort (``alike.py``) is enough, and a sort that passed in an
earlier build needs no second look while the shapes stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from graphbuild.rdf import expand
from graphbuild.validate.alike import Blocks, Sorts, Unit, lines_of
from graphbuild.validate.sight import SH, Sight
from graphbuild.validate.values import Classes

SIZE = 10_000
"""Lines a piece: larger ones are slower, they outgrow the processor's memory (2,000 to 100,000
were tried on 120,000 triples: 1.0 to 1.6 s)."""

MARK = "urn:graphbuild:checked:"
_TYPE = f"<{expand('rdf:type')}>".encode()


@dataclass(slots=True)
class Checked:
    """Digests of the sorts that passed an earlier check, and of those that passed this one."""

    before: frozenset[bytes] = frozenset()
    now: set[bytes] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Piece:
    """Triples to check, and the units they are of."""

    content: bytes
    units: tuple[Unit, ...] = ()

    def sorts_near(self, nodes: set[bytes]) -> set[bytes]:
        """Return the sorts of what has or links to one of the nodes; of all when one is not met.

        They, and no others, may be to blame for what was found at these nodes.
        """
        near = {
            digest: nodes.intersection(
                term for line in chain.from_iterable(lines) for term in line.split(b" ", 3)[0:3:2]
            )
            for digest, lines in self.units
        }
        if set().union(*near.values()) != nodes:
            return set(near)
        return {digest for digest, met in near.items() if met}


class Pieces:
    """Shapes made ready to be applied piece by piece."""

    def __init__(self, shapes: bytes, *, apart: bool) -> None:
        """Read the shapes, in Turtle; ``apart`` says whether the graph can be taken to pieces.

        Raises ``SyntaxError``.
        """
        said = [
            Triple(q.subject, q.predicate, q.object) for q in parse(shapes, format=RdfFormat.TURTLE)
        ]
        self._targets = {_term(t) for t in said if t.predicate.value == f"{SH}targetClass"}
        self._asked = {_term(t) for t in said if t.predicate.value == f"{SH}class"}
        self._named = frozenset({_TYPE, *(_term(t) for t in said)})
        self._sight = Sight(said)
        self._apart = apart and self._sight.local
        if self._apart:
            said = list(map(_marked, said))
        self.shapes = serialize(said, format=RdfFormat.N_TRIPLES) or b""

    def of(self, read: Callable[[], Blocks], checked: Checked) -> Iterator[Piece]:
        """Yield the pieces with one unit of each sort that has not passed before.

        ``read`` gives the whole graph, each time anew. When a path leads further
        than to the next nodes, the whole comes as well, with no units.
        """
        if not self._apart:
            yield Piece(b"".join(b"%s .\n" % line.rsplit(b" ", 2)[0] for line in lines_of(read())))
            return
        met: set[bytes] = set()

        def is_new(sort: bytes) -> bool:
            if sort in met:
                return False
            met.add(sort)
            if sort in checked.before:
                checked.now.add(sort)
            return sort not in checked.before

        yield from self._pieces(read, is_new)
        if b"" in met:
            yield Piece(self._content(lines_of(read()), self._classes(read())))

    def of_sorts(self, read: Callable[[], Blocks], sorts: set[bytes]) -> Iterator[Piece]:
        """Yield the pieces with all units of some sorts."""
        return self._pieces(read, sorts.__contains__)

    def _pieces(
        self, read: Callable[[], Blocks], wanted: Callable[[bytes], bool]
    ) -> Iterator[Piece]:
        classes = self._classes(read())
        units: list[Unit] = []
        size = 0
        for unit in Sorts(self._sight, self._named, classes).units(read()):
            if not wanted(unit[0]) or not unit[0]:
                continue
            more = sum(map(len, unit[1]))
            if units and size + more > SIZE:
                yield self._piece(units, classes)
                units, size = [], 0
            units.append(unit)
            size += more
        if units:
            yield self._piece(units, classes)

    def _classes(self, blocks: Blocks) -> Classes:
        """Return what is known of nodes, by what stands around the types in blocks of lines.

        A text that reads the same gives a node that none is called.
        """
        shared: dict[bytes, bytes] = {}
        found = {node: b"=" + node[1:-1] for node in self._named if node[:1] == b"<"}
        asked = self._asked
        for block in blocks:
            before = b""
            for number, after in enumerate(block.split(b" %s " % _TYPE)):
                kind = after[: after.find(b" ")]
                if number and kind in asked:
                    node = before[before.rfind(b"\n") + 1 :]
                    known = found.get(node) or (b"_:" if node[:1] == b"_" else b"")
                    if kind not in known:
                        known = b"%s %s" % (known, kind) if known else kind
                        found[node] = shared.setdefault(known, known)
                before = after
        return found

    def _piece(self, units: list[Unit], classes: Classes) -> Piece:
        lines = (line for _, nodes in units for lines in nodes for line in lines)
        return Piece(self._content(lines, classes), tuple(units))

    def _content(self, lines: Iterable[bytes], classes: Classes) -> bytes:
        """Return the triples with marks and outer classes.

        What the shapes do not name cannot break them, and is left out.
        """
        own: set[bytes] = set()
        linked: set[bytes] = set()
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
        for node in sorted(linked - own):
            said += (
                b"%s %s %s .\n" % (node, _TYPE, kind)
                for kind in classes.get(node, b"").split()
                if kind[:1] == b"<"
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
