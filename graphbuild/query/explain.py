"""The command ``graphbuild explain``: everything known of one entity, each with its quote."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from graphbuild.harmless import visible
from graphbuild.query.about import Fact, Passage, facts, mentions, merged, written
from graphbuild.query.graphs import first, label_of, load_graph, objects, type_of
from graphbuild.query.lookup import names_of
from graphbuild.query.table import show


def run_explain(name: str, graph: Path) -> bool:
    """Print what is known of the entity, or the list of those so named; False if none is."""
    store = load_graph(graph)
    names = names_of(store)
    found = names.find(name)
    if not found:
        near = names.nearest(name)
        hint = f"; the nearest: {', '.join(map(visible, near))}" if near else ""
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
    for item in written(store, entity):
        role = ", author" if item.author else ""
        yield (
            f"{item.date or 'undated   '}  {visible(item.post.label)} "
            f"({item.post.type.lower()}{role})"
        )
        yield f"            {item.post.iri}"


def _relations(store: Store, entity: NamedNode) -> Iterator[str]:
    for fact in facts(store, entity):
        yield _relation(fact)
        yield from (f"    {_placed(passage)}" for passage in fact.passages)


def _relation(fact: Fact) -> str:
    parts = [fact.layer, f"score {fact.score}"]
    if fact.modality not in ("", "asserted"):
        parts.insert(1, fact.modality)
    if fact.count:
        parts += [f"{fact.count} times", f"significance {fact.significance}", fact.meet]
    ends = visible(fact.subject.label), fact.predicate, visible(fact.object.label)
    return f"{' -> '.join(ends)} ({', '.join(parts)})"


def _mentions(store: Store, entity: NamedNode) -> Iterator[str]:
    return (_placed(passage) for passage in mentions(store, entity))


def _placed(passage: Passage) -> str:
    place = f"{visible(passage.file)}:{passage.start}-{passage.end}"
    return f"{place}  « {visible(passage.quote)} »"


def _merges(store: Store, entity: NamedNode) -> Iterator[str]:
    for merge in merged(store, entity):
        # A name that was absorbed may also be a label of another entity: show its IRI too.
        yield f"{visible(merge.name.label)}  {merge.name.iri}"
        yield f"    rule {merge.rule} (score {merge.score}): {visible(merge.evidence)}"
