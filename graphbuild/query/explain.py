"""The command ``graphbuild explain``: everything known of one entity, each with its quote."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from graphbuild.query.graphs import first, label_of, load_graph, objects, subjects, type_of
from graphbuild.query.lookup import names_of
from graphbuild.query.table import show, visible
from graphbuild.rdf import expand, node


def run_explain(name: str, graph: Path) -> bool:
    """Print what is known of the entity, or the list of those so named; False if none is."""
    store = load_graph(graph)
    names = names_of(store)
    found = names.find(name)
    if not found:
        near = names.nearest(name)
        hint = f"; the nearest: {', '.join(near)}" if near else ""
        print(f"graphbuild: nothing is named {name!r}{hint}", file=sys.stderr)
        return False
    lines = explanation(store, found[0]) if len(found) == 1 else choices(store, found)
    show("".join(f"{line}\n" for line in lines))
    if len(found) > 1:
        print(f"{len(found)} entities are so named: name one by its IRI", file=sys.stderr)
    return True


def choices(store: Store, found: list[NamedNode]) -> Iterator[str]:
    """Yield a line for each of several entities."""
    for entity in found:
        posts = first(store, entity, "gb:postCount") or "0"
        label = visible(label_of(store, entity))
        yield f"{type_of(store, entity)}  {label}  posts: {posts}  {entity.value}"


def explanation(store: Store, entity: NamedNode) -> Iterator[str]:
    """Yield the lines that tell all of one entity."""
    yield f"{visible(label_of(store, entity))} ({type_of(store, entity)})"
    yield entity.value
    yield from _names(store, entity)
    yield from _section("Posts", list(_posts(store, entity)))
    yield from _section("Relations", list(_relations(store, entity)))
    yield from _section("Mentions", list(_mentions(store, entity)))
    yield from _section("Merged into it", list(_merges(store, entity)))


def _section(title: str, lines: list[str]) -> Iterator[str]:
    """Lines that start with a space belong to the one before and are not counted."""
    if lines:
        yield ""
        yield f"{title} ({sum(not line.startswith(' ') for line in lines)})"
        yield from (f"  {line}" for line in lines)


_PROPERTIES = {
    "label": "skos:prefLabel",
    "also": "skos:altLabel",
    "definition": "skos:definition",
    "same as": "schema:sameAs",
    "matches": "skos:exactMatch",
    "broader": "skos:broader",
    "starts": "schema:startDate",
    "ends": "schema:endDate",
    "published": "schema:datePublished",
}


def _names(store: Store, entity: NamedNode) -> Iterator[str]:
    for title, name in _PROPERTIES.items():
        values = objects(store, entity, name)
        if values:
            yield f"  {title:<10} {' | '.join(_value(value) for value in values)}"


def _value(value: NamedNode | Literal) -> str:
    language = f" [{value.language}]" if isinstance(value, Literal) and value.language else ""
    return visible(value.value) + language


def _posts(store: Store, entity: NamedNode) -> Iterator[str]:
    readable = {*subjects(store, "rdf:type", node("gb:Post"))}
    readable |= {*subjects(store, "rdf:type", node("gb:Comment"))}
    written = readable & set(subjects(store, "schema:author", entity))
    posts = written | set(subjects(store, "gb:mentions", entity))
    dated = sorted((first(store, post, "dcterms:created"), post.value, post) for post in posts)
    for date, _, post in dated:
        role = ", author" if post in written else ""
        kind = type_of(store, post).lower()
        yield f"{date or 'undated   '}  {visible(label_of(store, post))} ({kind}{role})"
        yield f"            {post.value}"


def _relations(store: Store, entity: NamedNode) -> Iterator[str]:
    found = {*subjects(store, "rdf:subject", entity), *subjects(store, "rdf:object", entity)}
    keyed = sorted((_relation_key(store, statement), statement.value) for statement in found)
    for _, iri in keyed:
        statement = NamedNode(iri)
        yield _relation(store, statement)
        for evidence in objects(store, statement, "prov:wasDerivedFrom"):
            if isinstance(evidence, NamedNode):
                yield f"    {_quote(store, evidence)}"


def _relation_key(store: Store, statement: NamedNode) -> tuple[bool, str, float]:
    """Stated before co-occurring; by predicate; the surest first."""
    layer = _local(first(store, statement, "gb:layer"))
    weight = first(store, statement, "gb:significance") or first(store, statement, "gb:confidence")
    return layer != "stated", first(store, statement, "rdf:predicate"), -float(weight or 0)


def _relation(store: Store, statement: NamedNode) -> str:
    subject, obj = (
        visible(label_of(store, NamedNode(first(store, statement, name))))
        for name in ("rdf:subject", "rdf:object")
    )
    predicate = _local(first(store, statement, "rdf:predicate"))
    layer, modality = (
        _local(first(store, statement, name)) for name in ("gb:layer", "gb:modality")
    )
    parts = [layer, f"score {first(store, statement, 'gb:confidence')}"]
    if modality not in ("", "asserted"):
        parts.insert(1, modality)
    if layer == "cooccurrence":
        parts.append(f"{first(store, statement, 'gb:count')} times")
        parts.append(f"significance {first(store, statement, 'gb:significance')}")
    return f"{subject} -> {predicate} -> {obj} ({', '.join(parts)})"


def _mentions(store: Store, entity: NamedNode) -> Iterator[str]:
    found = [_place(store, mention) for mention in subjects(store, "oa:hasBody", entity)]
    return (_placed(*place) for place in sorted(found))


def _quote(store: Store, annotation: NamedNode) -> str:
    return _placed(*_place(store, annotation))


def _place(store: Store, annotation: NamedNode) -> tuple[str, int, int, str]:
    """Return file, start, end and quoted text of a mention or an evidence."""
    target = NamedNode(first(store, annotation, "oa:hasTarget") or annotation.value)
    source = first(store, target, "oa:hasSource")
    path = first(store, NamedNode(source), "rdfs:label") if source else ""
    selectors = [s for s in objects(store, target, "oa:hasSelector") if isinstance(s, NamedNode)]

    def value(name: str) -> str:
        return next((text for s in selectors if (text := first(store, s, name))), "")

    return path or source, int(value("oa:start") or 0), int(value("oa:end") or 0), value("oa:exact")


def _placed(path: str, start: int, end: int, quote: str) -> str:
    return f"{visible(path)}:{start}-{end}  « {visible(quote)} »"


def _merges(store: Store, entity: NamedNode) -> Iterator[str]:
    for merge in subjects(store, "gb:kept", entity):
        merged = NamedNode(first(store, merge, "gb:merged") or merge.value)
        # A name that was absorbed may also be a label of another entity: show its IRI too.
        yield f"{visible(label_of(store, merged))}  {merged.value}"
        evidence = visible(first(store, merge, "rdfs:comment"))
        yield f"    rule {first(store, merge, 'gb:rule')}: {evidence}"


def _local(iri: str) -> str:
    return iri.removeprefix(expand("gb:"))
