"""Stage 6: check the triples against the shapes (SHACL, by pySHACL on rdflib)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.errors import InputError, OntologyError

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """One place where a graph breaks a shape: the node, the property, what to do."""

    focus: str
    path: str
    message: str


def validate_turtle(turtle: bytes | Path, shapes: Path) -> tuple[Violation, ...]:
    """Return what does not conform, sorted; an empty tuple when the graph conforms.

    Raises ``InputError`` when the data is not Turtle, ``OntologyError`` for the shapes.
    """
    import pyshacl
    from rdflib import Graph
    from rdflib.namespace import SH

    data = _parse(turtle)
    try:
        shape_graph = Graph().parse(shapes, format="turtle")
    except Exception as error:  # rdflib raises its parsers' own exceptions
        raise OntologyError(
            f"is not valid Turtle: {str(error).splitlines()[0]}",
            place=str(shapes),
            remedy="restore the file from the release",
        ) from None
    _, report, _ = pyshacl.validate(data, shacl_graph=shape_graph, inference="none")
    assert isinstance(report, Graph)
    found = {
        Violation(
            focus=str(report.value(result, SH.focusNode) or ""),
            path=str(report.value(result, SH.resultPath) or ""),
            message=str(report.value(result, SH.resultMessage) or ""),
        )
        for result in report.subjects(SH.resultSeverity, SH.Violation)
    }
    return tuple(sorted(found))


def _parse(turtle: bytes | Path) -> Graph:
    from rdflib import Dataset, Graph

    place = str(turtle) if isinstance(turtle, Path) else "the graph"
    form = "trig" if place.endswith(".trig") else "turtle"
    try:
        if isinstance(turtle, Path):
            turtle = turtle.read_bytes()
        if form == "turtle":
            return Graph().parse(data=turtle, format=form)
        union = Graph()  # rdflib's own union of named graphs parses to nothing here
        for subject, predicate, obj, _ in Dataset().parse(data=turtle, format=form).quads():
            union.add((subject, predicate, obj))
        return union
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", place=place, remedy="name a Turtle file"
        ) from None
    except Exception as error:  # rdflib raises its parsers' own exceptions
        raise InputError(
            f"is not valid RDF: {str(error).splitlines()[0]}",
            place=place,
            remedy="build it again, or name a Turtle file",
        ) from None
