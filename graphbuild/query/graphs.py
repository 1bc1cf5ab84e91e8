"""Find and load a graph file, and read single values off it."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from graphbuild.errors import InputError
from graphbuild.rdf import expand, node

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}

BUILD_FIRST = "build one with `make graph`, or name another file with --graph"


def find_graph(path: Path) -> Path:
    """Return the graph file that ``path`` names: a file, or ``graph.ttl`` of a folder."""
    found = path / "graph.ttl" if path.is_dir() else path
    if not found.is_file():
        raise InputError("there is no such graph file", place=str(found), remedy=BUILD_FIRST)
    if found.suffix.lower() not in FORMATS:
        valid = " ".join(FORMATS)
        raise InputError("is no graph file by its name", place=str(found), remedy=f"valid: {valid}")
    return found


def load_graph(path: Path) -> Store:
    """Load a graph file into memory; named graphs stay apart."""
    found, store = find_graph(path), Store()
    try:
        store.bulk_load(path=str(found), format=FORMATS[found.suffix.lower()])
    except SyntaxError as error:
        place = f"{found}:{error.lineno}" if error.lineno else str(found)
        reason = str(error).rsplit(": ", 1)[-1].removesuffix(f" (line {error.lineno})")
        raise InputError(f"does not parse: {reason}", place=place, remedy="build it anew") from None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {error}", place=str(found), remedy=BUILD_FIRST) from None
    return store


def base_of(store: Store) -> str | None:
    """Return the start of the graph's own IRIs, as its description gives it."""
    found = store.quads_for_pattern(None, node("void:uriSpace"), None, None)
    bases = sorted(quad.object.value for quad in found if isinstance(quad.object, Literal))
    return next((base for base in bases if ":" in base), None)


def objects(store: Store, subject: NamedNode, name: str) -> list[NamedNode | Literal]:
    """Return what a property holds for a subject, in any layer, sorted, each once."""
    found = store.quads_for_pattern(subject, node(name), None, None)
    kept = {q.object for q in found if isinstance(q.object, NamedNode | Literal)}
    return sorted(kept, key=str)


def subjects(store: Store, name: str, value: NamedNode | Literal) -> list[NamedNode]:
    """Return the subjects that have ``value`` for a property, sorted, each once."""
    found = store.quads_for_pattern(None, node(name), value, None)
    kept = {q.subject for q in found if isinstance(q.subject, NamedNode)}
    return sorted(kept, key=str)


def first(store: Store, subject: NamedNode, name: str) -> str:
    """Return the first value of a property as text, or an empty text."""
    return next((value.value for value in objects(store, subject, name)), "")


def label_of(store: Store, subject: NamedNode) -> str:
    """Return a label to show: French before no language before others, else the IRI."""
    found = objects(store, subject, "skos:prefLabel") or objects(store, subject, "rdfs:label")
    labels = [label for label in found if isinstance(label, Literal)]
    order = {"fr": 0, None: 1}
    return min(
        labels, key=lambda label: (order.get(label.language, 2), str(label)), default=subject
    ).value


def type_of(store: Store, subject: NamedNode) -> str:
    """Return the local name of the product's class of an entity, such as ``Person``."""
    names = (kind.value for kind in objects(store, subject, "rdf:type"))
    start = expand("gb:")
    known = (name.removeprefix(start) for name in names if name.startswith(start))
    return next((name for name in known if name != "Entity"), "")
