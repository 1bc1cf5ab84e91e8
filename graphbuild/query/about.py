"""What a graph knows of one entity or post, as values to print or to show on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from graphbuild.query.graphs import first, label_of, objects, subjects, type_of
from graphbuild.rdf import expand, node


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Thing:
    """Something with an IRI, as it is shown: label and type (``Person``, ``Post``, ...)."""

    iri: str
    label: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """A stretch of a source: file, code points, words; for a mention, what stands around it."""

    file: str
    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement with its evidence; ``predicate``, ``layer`` and ``modality`` are local names.

    ``count``, ``significance`` and ``meet`` (``same sentence`` or ``same post``) are empty but
    for what occurs together.
    """

    subject: Thing
    predicate: str
    object: Thing
    layer: str
    modality: str
    score: str
    count: str
    significance: str
    meet: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A post or comment that names an entity, or that it wrote."""

    post: Thing
    date: str
    author: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A name that was folded into an entity."""

    name: Thing
    rule: str
    evidence: str
    score: str


def thing(store: Store, iri: NamedNode) -> Thing:
    """Return what is shown of an IRI."""
    return Thing(iri=iri.value, label=label_of(store, iri), type=type_of(store, iri))


def written(store: Store, entity: NamedNode) -> list[Written]:
    """Return the posts and comments that name or were written by an entity, oldest first."""
    readable = {*subjects(store, "rdf:type", node("gb:Post"))}
    readable |= {*subjects(store, "rdf:type", node("gb:Comment"))}
    by = readable & set(subjects(store, "schema:author", entity))
    posts = by | set(subjects(store, "gb:mentions", entity))
    dated = sorted((first(store, post, "dcterms:created"), post.value, post) for post in posts)
    return [
        Written(post=thing(store, post), date=date, author=post in by) for date, _, post in dated
    ]


def facts(store: Store, entity: NamedNode) -> list[Fact]:
    """Return the statements about an entity: stated before co-occurring, the surest first."""
    found = {*subjects(store, "rdf:subject", entity), *subjects(store, "rdf:object", entity)}
    keyed = sorted((_order(store, statement), statement.value) for statement in found)
    return [_fact(store, NamedNode(iri)) for _, iri in keyed]


def _order(store: Store, statement: NamedNode) -> tuple[bool, str, float]:
    layer = _local(first(store, statement, "gb:layer"))
    weight = first(store, statement, "gb:significance") or first(store, statement, "gb:confidence")
    return layer != "stated", first(store, statement, "rdf:predicate"), -float(weight or 0)


def _fact(store: Store, statement: NamedNode) -> Fact:
    subject, obj = (
        thing(store, NamedNode(first(store, statement, name)))
        for name in ("rdf:subject", "rdf:object")
    )
    together = _local(first(store, statement, "gb:layer")) == "cooccurrence"
    return Fact(
        subject=subject,
        predicate=_local(first(store, statement, "rdf:predicate")),
        object=obj,
        layer=_local(first(store, statement, "gb:layer")),
        modality=_local(first(store, statement, "gb:modality")),
        score=first(store, statement, "gb:confidence"),
        count=first(store, statement, "gb:count") if together else "",
        significance=first(store, statement, "gb:significance") if together else "",
        meet=first(store, statement, "gb:cue") if together else "",
        passages=tuple(
            passage(store, evidence)
            for evidence in objects(store, statement, "prov:wasDerivedFrom")
            if isinstance(evidence, NamedNode)
        ),
    )


def mentions(store: Store, entity: NamedNode) -> list[Passage]:
    """Return every passage that names an entity, in the order of the files."""
    return sorted(passage(store, mention) for mention in subjects(store, "oa:hasBody", entity))


def passage(store: Store, annotation: NamedNode) -> Passage:
    """Return where a mention or an evidence stands."""
    target = NamedNode(first(store, annotation, "oa:hasTarget") or annotation.value)
    source = first(store, target, "oa:hasSource")
    path = first(store, NamedNode(source), "rdfs:label") if source else ""
    selectors = [s for s in objects(store, target, "oa:hasSelector") if isinstance(s, NamedNode)]

    def value(name: str) -> str:
        return next((text for s in selectors if (text := first(store, s, name))), "")

    start, end = int(value("oa:start") or 0), int(value("oa:end") or 0)
    return Passage(
        file=path or source,
        start=start,
        end=end,
        quote=value("oa:exact"),
        before=value("oa:prefix"),
        after=value("oa:suffix"),
    )


def merged(store: Store, entity: NamedNode) -> Iterator[Merged]:
    """Yield the names that were folded into an entity, with rule, evidence and score."""
    for merge in subjects(store, "gb:kept", entity):
        name = NamedNode(first(store, merge, "gb:merged") or merge.value)
        yield Merged(
            name=thing(store, name),
            rule=first(store, merge, "gb:rule"),
            evidence=first(store, merge, "rdfs:comment"),
            score=first(store, merge, "gb:confidence"),
        )


def literals(store: Store, subject: NamedNode, name: str) -> list[Literal]:
    """Return the texts and values that a property holds for a subject."""
    return [value for value in objects(store, subject, name) if isinstance(value, Literal)]


def nodes(store: Store, subject: NamedNode, name: str) -> list[NamedNode]:
    """Return the things that a property leads to from a subject."""
    return [value for value in objects(store, subject, name) if isinstance(value, NamedNode)]


def _local(iri: str) -> str:
    return iri.removeprefix(expand("gb:"))
