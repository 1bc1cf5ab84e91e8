"""Find the entity that a label or an IRI names, or the nearest labels."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Store
from rapidfuzz import fuzz, process

from graphbuild.model import ENTITY_TYPES
from graphbuild.query.graphs import objects, subjects
from graphbuild.rdf import PREFIXES, node
from graphbuild.words import fold

NEAREST = 60.0
"""Similarity (0 to 100) of a label worth proposing: `macaffee` to `McAfee` is 86."""

_LABELS = ("skos:prefLabel", "rdfs:label", "skos:altLabel")


def find_entities(store: Store, name: str) -> list[NamedNode]:
    """Return the entities that a label (case and accents aside) or an IRI names, sorted.

    The IRI or label of something merged into an entity finds that entity.
    """
    by_iri = _by_iri(store, name)
    if by_iri:
        return [by_iri]
    return sorted(labels(store).get(_key(name), ()), key=str)


def nearest_labels(store: Store, name: str, *, most: int = 5) -> list[str]:
    """Return the labels most like a text, the nearest first."""
    shown = {_key(label.value): label.value for prop in _LABELS for label in _every(store, prop)}
    known = [key for key in labels(store) if key in shown]
    found = process.extract(
        _key(name), sorted(known), scorer=fuzz.WRatio, limit=most, score_cutoff=NEAREST
    )
    return [shown[key] for key, _, _ in found]


def labels(store: Store) -> dict[str, set[NamedNode]]:
    """Return the entities of each folded label."""
    found: dict[str, set[NamedNode]] = defaultdict(set)
    for kind in ENTITY_TYPES:
        for entity in subjects(store, "rdf:type", node(f"gb:{kind}")):
            absorbed = subjects(store, "dcterms:isReplacedBy", entity)
            for name in (entity, *absorbed):
                for prop in _LABELS:
                    for label in objects(store, name, prop):
                        found[_key(label.value)].add(entity)
    return found


def _every(store: Store, prop: str) -> list[Literal]:
    quads = store.quads_for_pattern(None, node(prop), None, None)
    return sorted({q.object for q in quads if isinstance(q.object, Literal)}, key=str)


def _key(text: str) -> str:
    return " ".join(fold(text.replace("’", "'")).split())


def _by_iri(store: Store, name: str) -> NamedNode | None:
    text = name.removeprefix("<").removesuffix(">")
    prefix, colon, local = text.partition(":")
    if not colon:
        return None
    try:
        iri = NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else text)
    except ValueError:
        return None
    kept = [e for e in objects(store, iri, "dcterms:isReplacedBy") if isinstance(e, NamedNode)]
    found = kept[0] if kept else iri
    kinds = {kind.value for kind in objects(store, found, "rdf:type")}
    return found if kinds & {node(f"gb:{kind}").value for kind in ENTITY_TYPES} else None
