"""Stage 6: check the triples against the shapes (SHACL Core, by Shifty).

Not by pySHACL, which took a quarter of a build over rdflib. And of the nodes that the shapes
cannot tell apart, one: ``sight`` reads what the shapes look at, ``values`` and ``alike`` sort the
nodes by it, ``pieces`` hands one of each sort to the validator. Two million triples take 5 s,
where pySHACL would take 200. When one fails, all of its sort are checked, so that each violation
is told with its own node. The tests hold all this against the validators on whole graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from graphbuild.errors import InputError, OntologyError
from graphbuild.kept import Kept
from graphbuild.rdf import expand
from graphbuild.validate.alike import DIGEST, Blocks
from graphbuild.validate.pieces import Checked, Piece, Pieces

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node
    from shifty import PreparedValidator

BLOCK = 1 << 17
"""Bytes read at once: eight times as many leave the processor's memory, and take twice as long to
be made into lines."""

SUBCLASS = b" <%s> " % expand("rdfs:subClassOf").encode()
"""With it in a graph, which no build writes, nodes have classes that their triples do not name."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """One place where a graph breaks a shape: the node, the property, what to do.

    ``path`` is the property's IRI, or nothing: where the node itself or a longer path is meant.
    """

    focus: str
    path: str
    message: str


def validate_file(path: Path, shapes: Path) -> tuple[Violation, ...]:
    """Return what does not conform in a Turtle or TriG file, all its graphs as one, sorted.

    Raises ``InputError`` when it is neither, ``OntologyError`` for the shapes.
    """
    form = RdfFormat.TRIG if path.suffix == ".trig" else RdfFormat.TURTLE
    try:
        quads = list(parse(path.read_bytes(), format=form))
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", place=str(path), remedy="name a Turtle file"
        ) from None
    except (SyntaxError, ValueError) as error:
        raise InputError(
            f"is not valid RDF: {str(error).splitlines()[0]}",
            place=str(path),
            remedy="build it again, or name a Turtle file",
        ) from None
    return validate_quads(quads, shapes)


def validate_quads(quads: Iterable[Quad], shapes: Path) -> tuple[Violation, ...]:
    """Return what does not conform in the union of all graphs, sorted; nothing if all does.

    Raises ``OntologyError`` when the shapes cannot be used.
    """
    union = NamedNode("urn:graphbuild:union")
    one = (Quad(q.subject, q.predicate, q.object, union) for q in quads)
    content = serialize(one, format=RdfFormat.N_QUADS) or b""
    lines = b"".join(sorted({b"%s\n" % line for line in content.split(b"\n") if line}))
    apart = SUBCLASS not in lines
    return _validated(lambda: [lines], shapes, Checked(), apart=apart)


def validate_lines(path: Path, shapes: Path, kept: Kept | None = None) -> tuple[Violation, ...]:
    """Return the same for a file of sorted N-Quads, ``graph.nq``, whatever its size.

    ``kept`` may know what passed before, and is given what passes now; it stands for the
    code and the libraries that check.
    """
    key = shapes.read_bytes() if shapes.is_file() else b""
    passed = kept.get(key) if kept else None
    checked = Checked(before=_parted(passed or b""))

    def read() -> Iterator[bytes]:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block + file.readline()

    violations = _validated(read, shapes, checked)
    if kept:
        kept.put(key, b"".join(sorted(checked.now)))
    return violations


def _parted(digests: bytes) -> frozenset[bytes]:
    return frozenset(digests[n : n + DIGEST] for n in range(0, len(digests), DIGEST))


def _validated(
    read: Callable[[], Blocks], shapes: Path, checked: Checked, *, apart: bool = True
) -> tuple[Violation, ...]:
    import shifty

    try:
        pieces = Pieces(shapes.read_bytes(), apart=apart)
        validator = shifty.PreparedValidator(pieces.shapes)
    except (OSError, ValueError, SyntaxError) as error:
        raise OntologyError(
            f"cannot be used: {str(error).splitlines()[0]}",
            place=str(shapes),
            remedy="restore the file from the release",
        ) from None
    found: set[Violation] = set()
    failed: set[bytes] = set()
    for piece in pieces.of(read, checked):
        # All conforms nearly always, and the report that SHACL defines takes twice as long.
        sorts = {sort for sort, _ in piece.units}
        if not _conforms(validator, piece):
            report = _report(validator, piece)
            found |= _violations(report)
            wrong = piece.sorts_near(_focus_nodes(report))
            failed |= wrong
            sorts -= wrong
        checked.now.update(sorts)
    if failed:
        for piece in pieces.of_sorts(read, failed):
            found |= _violations(_report(validator, piece))
    return tuple(sorted(found))


def _conforms(validator: PreparedValidator, piece: Piece) -> bool:
    return bool(
        validator.validate_algebra(
            piece.content,
            graph_mode="data",
            infer=False,
            on_unsupported="error",
            sort_results=False,
        )
    )


def _report(validator: PreparedValidator, piece: Piece) -> Graph:
    _, report, _ = validator.validate(
        piece.content, graph_mode="data", infer=False, on_unsupported="error", sort_results=False
    )
    return report


def _focus_nodes(report: Graph) -> set[bytes]:
    """Return the IRIs of what was found wrong, and something that is none for what has none."""
    from rdflib import URIRef
    from rdflib.namespace import SH

    focus = report.objects(None, SH.focusNode)
    return {f"<{node}>".encode() if isinstance(node, URIRef) else b"" for node in focus}


def _violations(report: Graph) -> set[Violation]:
    from rdflib.namespace import SH

    return {
        Violation(
            focus=str(report.value(result, SH.focusNode) or ""),
            path=_iri(report.value(result, SH.resultPath)),
            message=str(report.value(result, SH.resultMessage) or ""),
        )
        for result in report.subjects(SH.resultSeverity, SH.Violation)
    }


def _iri(path: Node | None) -> str:
    from rdflib import URIRef

    return str(path) if isinstance(path, URIRef) else ""
