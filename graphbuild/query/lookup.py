"""Find the entity or post that a label, an alias or an IRI names, or the nearest labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store
from rapidfuzz import fuzz, process

from graphbuild.errors import QueryError
from graphbuild.model import ENTITY_TYPES
from graphbuild.query.sparql import evaluate
from graphbuild.rdf import PREFIXES, expand
from graphbuild.words import fold

NEAREST = 60.0
"""Similarity (0 to 100) of a label worth proposing: `macaffee` to `McAfee` is 86."""

POST_TYPES = ("Post", "Comment")
KINDS = {**{kind: (kind,) for kind in ENTITY_TYPES}, "entity": ENTITY_TYPES, "post": POST_TYPES}
"""What a caller may ask for, and the classes that answer it."""

NAMES = """
SELECT DISTINCT ?entity ?type ?label ?alias ?old WHERE {
    VALUES ?type {
        gb:Person gb:Organization gb:Place gb:Event gb:Work gb:Product gb:Concept gb:Post gb:Comment
    }
    ?entity a ?type .
    { ?entity rdfs:label ?label }
    UNION { ?entity skos:altLabel ?label BIND(true AS ?alias) }
    UNION { ?old dcterms:isReplacedBy ?entity ; rdfs:label ?label BIND(true AS ?alias) }
}
"""
"""Every name of every entity and post; what was merged into one names it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity or post by one of its names."""

    entity: NamedNode
    type: str
    label: str
    alias: bool = False


@dataclass(frozen=True)
class Names:
    """All names of a graph; ``replaced`` leads from the IRI of what was merged."""

    rows: tuple[Named, ...]
    replaced: dict[str, NamedNode] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, list[Named]]:
        """Names by what is left of them without case, accents and doubled spaces."""
        found: dict[str, list[Named]] = defaultdict(list)
        for row in self.rows:
            found[_key(row.label)].append(row)
        return found

    @cached_property
    def by_iri(self) -> dict[str, Named]:
        """The preferred name of each IRI."""
        found = {row.entity.value: row for row in self.rows}
        return found | {row.entity.value: row for row in self.rows if not row.alias}

    def find(self, name: str, kind: str = "entity") -> list[NamedNode]:
        """Return what a label (case and accents aside) or an IRI names, sorted.

        ``kind`` is one of ``KINDS``. The IRI or label of something merged into an entity
        finds that entity.
        """
        row = self._by_iri(name)
        rows = [row] if row else self.by_key.get(_key(name), [])
        return sorted({row.entity for row in rows if row.type in KINDS[kind]}, key=str)

    def best(self, name: str, kind: str) -> NamedNode:
        """Return the one thing that a name stands for: the exact label before an alias.

        Raises ``QueryError`` that names the nearest labels, or the several so named.
        """
        found = self.find(name, kind)
        rows = [row for row in self.by_key.get(_key(name), []) if row.entity in found]
        preferred = [row for row in rows if not row.alias]
        exact = [row for row in preferred if row.label == name]
        for tier in (found, {row.entity for row in exact}, {row.entity for row in preferred}):
            if len(tier) == 1:
                return next(iter(tier))
        wanted = f"no {kind}" if kind != "entity" else "nothing"
        if found:
            raise QueryError(
                f"several are named {name!r}",
                remedy="give one's IRI: " + ", ".join(f"<{iri.value}>" for iri in found),
            )
        near = self.nearest(name, kind)
        raise QueryError(
            f"{wanted} is named {name!r} in this graph",
            remedy=f"the nearest: {', '.join(near)}" if near else "give a label or an IRI",
        )

    def nearest(self, name: str, kind: str = "entity", *, most: int = 5) -> list[str]:
        """Return the labels most like a text, the nearest first."""
        shown = {_key(row.label): row.label for row in self.rows if row.type in KINDS[kind]}
        found = process.extract(
            _key(name), sorted(shown), scorer=fuzz.WRatio, limit=most, score_cutoff=NEAREST
        )
        return [shown[key] for key, _, _ in found]

    def holding(self, text: str, kind: str, *, most: int) -> list[str]:
        """Return the labels that hold a text, those that begin with it first."""
        wanted = _key(text)
        labels = {
            row.label: _key(row.label)
            for row in self.rows
            if row.type in KINDS[kind] and not row.alias
        }
        found = sorted(
            (not key.startswith(wanted), key, label)
            for label, key in labels.items()
            if wanted in key
        )
        return [label for _, _, label in found[:most]]

    def _by_iri(self, name: str) -> Named | None:
        text = name.removeprefix("<").removesuffix(">")
        prefix, _, local = text.partition(":")
        iri = PREFIXES[prefix] + local if prefix in PREFIXES else text
        kept = self.replaced.get(iri)
        if kept or iri in self.by_iri:
            return self.by_iri.get(kept.value if kept else iri)
        # `person/andrew-mcafee`, `mcafee-entreprise-2-0/1`: the end of an IRI is enough.
        tail = f"/{text}"
        ends = [i for i in self.by_iri if i.endswith(tail)] if "/" in text else []
        return self.by_iri[ends[0]] if len(ends) == 1 else None


def read_names(ask: Callable[[str], Iterable[QuerySolution]]) -> Names:
    """Read the names of a graph through a function that answers a query."""
    rows: list[Named] = []
    replaced: dict[str, NamedNode] = {}
    for solution in ask(NAMES):
        entity, kind, label, alias, old = (
            solution[name] for name in ("entity", "type", "label", "alias", "old")
        )
        if isinstance(entity, NamedNode) and isinstance(label, Literal):
            local = str(getattr(kind, "value", "")).removeprefix(expand("gb:"))
            rows.append(Named(entity=entity, type=local, label=label.value, alias=bool(alias)))
            if isinstance(old, NamedNode):
                replaced[old.value] = entity
    rows.sort(key=lambda row: (row.entity.value, row.alias, row.label))
    return Names(tuple(rows), replaced)


def names_of(store: Store) -> Names:
    """Read the names of a loaded graph."""
    answer = evaluate(store, NAMES)
    assert isinstance(answer, QuerySolutions)
    return read_names(lambda _: answer)


def _key(text: str) -> str:
    return " ".join(fold(text.replace("’", "'")).split())
