"""The command ``graphbuild diff``: what another build of the posts changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, Store

from graphbuild.harmless import visible
from graphbuild.model import ENTITY_TYPES
from graphbuild.query.graphs import first, label_of, load_graph, subjects
from graphbuild.query.table import render_table, show
from graphbuild.rdf import expand, node
from graphbuild.words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An entity of one build."""

    iri: str
    type: str
    label: str

    def __str__(self) -> str:
        """Return type, label and IRI on one line."""
        return f"{self.type}  {visible(self.label)}  {self.iri}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """A relation of one build: IRIs of the ends, local names otherwise."""

    layer: str
    predicate: str
    modality: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What is compared of a build; ``replaced`` maps an absorbed IRI to the one kept."""

    things: Mapping[str, Thing] = field(default_factory=dict)
    links: frozenset[Link] = frozenset()
    replaced: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is in one build alone; ``retyped`` and ``relabelled`` pair old with new."""

    added: tuple[Thing, ...]
    removed: tuple[Thing, ...]
    relabelled: tuple[tuple[Thing, Thing], ...]
    retyped: tuple[tuple[Thing, Thing], ...]
    links_added: tuple[Link, ...]
    links_removed: tuple[Link, ...]


def run_diff(old: Path, new: Path) -> None:
    """Print what changed between two output folders or graph files."""
    before, after = (read_snapshot(load_graph(path)) for path in (old, new))
    show("".join(f"{line}\n" for line in report(before, after)))


def read_snapshot(store: Store) -> Snapshot:
    """Read the entities, relations and merges of a graph."""
    things = {
        entity.value: Thing(iri=entity.value, type=kind, label=label_of(store, entity))
        for kind in ENTITY_TYPES
        for entity in subjects(store, "rdf:type", node(f"gb:{kind}"))
    }
    statements = subjects(store, "rdf:type", node("gb:Statement"))
    replaced = store.quads_for_pattern(None, node("dcterms:isReplacedBy"), None, None)
    return Snapshot(
        things=things,
        links=frozenset(_link(store, statement) for statement in statements),
        replaced={
            q.subject.value: q.object.value
            for q in replaced
            if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode)
        },
    )


def _link(store: Store, statement: NamedNode) -> Link:
    start = expand("gb:")
    return Link(
        layer=first(store, statement, "gb:layer").removeprefix(start),
        predicate=first(store, statement, "rdf:predicate").removeprefix(start),
        modality=first(store, statement, "gb:modality").removeprefix(start),
        subject=first(store, statement, "rdf:subject"),
        object=first(store, statement, "rdf:object"),
    )


def compare(before: Snapshot, after: Snapshot) -> Difference:
    """Return what changed; an entity gone whose label came back as another type is retyped."""
    old, new = before.things, after.things
    gone = [old[iri] for iri in old.keys() - new.keys()]
    come = [new[iri] for iri in new.keys() - old.keys()]
    both = [(old[iri], new[iri]) for iri in old.keys() & new.keys()]
    moved = _retyped(gone, come)
    retyped = moved + [(a, b) for a, b in both if a.type != b.type]
    paired = {thing.iri for pair in moved for thing in pair}
    return Difference(
        added=_sorted(thing for thing in come if thing.iri not in paired),
        removed=_sorted(thing for thing in gone if thing.iri not in paired),
        relabelled=_sorted_pairs((a, b) for a, b in both if a.label != b.label),
        retyped=_sorted_pairs(retyped),
        links_added=tuple(sorted(after.links - before.links)),
        links_removed=tuple(sorted(before.links - after.links)),
    )


def _retyped(gone: Iterable[Thing], come: Iterable[Thing]) -> list[tuple[Thing, Thing]]:
    """Pair what went with what came under the same label, where both are the only one."""
    old, new = _by_label(gone), _by_label(come)
    return [
        (old[label][0], new[label][0])
        for label in old.keys() & new.keys()
        if len(old[label]) == len(new[label]) == 1 and old[label][0].type != new[label][0].type
    ]


def _by_label(things: Iterable[Thing]) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = {}
    for thing in things:
        found.setdefault(fold(thing.label), []).append(thing)
    return found


def _sorted(things: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(sorted(things, key=lambda thing: (thing.type, fold(thing.label), thing.iri)))


def _sorted_pairs(pairs: Iterable[tuple[Thing, Thing]]) -> tuple[tuple[Thing, Thing], ...]:
    return tuple(sorted(pairs, key=lambda pair: pair[0].iri))


def report(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Yield counts, then a line a change: ``+`` added, ``-`` removed, ``~`` changed."""
    found = compare(before, after)
    yield from _counts(before, after).splitlines()
    yield from _section("Entities added", [f"+ {thing}" for thing in found.added])
    yield from _section(
        "Entities removed", [f"- {thing}{_fate(thing, after)}" for thing in found.removed]
    )
    yield from _section(
        "Entities relabelled",
        [f"~ {visible(a.label)} -> {visible(b.label)}  {b.iri}" for a, b in found.relabelled],
    )
    yield from _section(
        "Entities retyped",
        [f"~ {visible(b.label)}: {a.type} -> {b.type}  {b.iri}" for a, b in found.retyped],
    )
    yield from _section(
        "Relations added", [f"+ {_told(link, after)}" for link in found.links_added]
    )
    yield from _section(
        "Relations removed", [f"- {_told(link, before)}" for link in found.links_removed]
    )


def _fate(thing: Thing, after: Snapshot) -> str:
    kept = after.things.get(after.replaced.get(thing.iri, ""))
    return f"  (merged into {visible(kept.label)})" if kept else ""


def _told(link: Link, snapshot: Snapshot) -> str:
    subject, obj = (
        visible(snapshot.things[iri].label) if iri in snapshot.things else iri
        for iri in (link.subject, link.object)
    )
    modality = "" if link.modality in ("", "asserted") else f", {link.modality}"
    return f"{subject} -> {link.predicate} -> {obj} ({link.layer}{modality})"


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title} ({len(lines)})"
        yield from lines


def _counts(before: Snapshot, after: Snapshot) -> str:
    rows = []
    for count in (_types, _predicates):
        old, new = count(before), count(after)
        for name in sorted(old.keys() | new.keys()):
            change = new[name] - old[name]
            rows.append((name, str(old[name]), str(new[name]), f"{change:+d}"))
    return render_table(("what", "old", "new", "change"), rows)


def _types(snapshot: Snapshot) -> Counter[str]:
    return Counter(thing.type for thing in snapshot.things.values())


def _predicates(snapshot: Snapshot) -> Counter[str]:
    return Counter(f"{link.predicate} ({link.layer})" for link in snapshot.links)
