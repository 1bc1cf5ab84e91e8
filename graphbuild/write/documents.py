"""The triples grouped into documents: what a person reads, and a file streams, at a time.

A document is a post with its comments, an entity with all that is known of it (what it is,
what is stated of it, each with its evidence, where it is mentioned, what was merged into
it), a source, or the description of the whole. Every node is described in one document,
so that a writer needs no more than one of them at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from graphbuild.model import Build, Knowledge, Mention, PostRecord, Statement
from graphbuild.ontology import Ontology
from graphbuild.rdf import node
from graphbuild.write.dataset import Counts, describe_build, describe_dataset, describe_source
from graphbuild.write.triples import (
    Triples,
    describe_attribute,
    describe_entity,
    describe_evidence,
    describe_mention,
    describe_merge,
    describe_post,
    describe_statement,
    direct_triples,
    layer,
    source_node,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All that is said of ``root`` and of the nodes that only make sense with it."""

    root: str
    quads: tuple[Quad, ...]


def documents(knowledge: Knowledge, build: Build, ontology: Ontology) -> Iterator[Document]:
    """Yield every triple of the graph, in its layer's named graph, once.

    The order is that of the knowledge; the description of the whole, which counts all
    the others, comes last.
    """
    counts = Counts(base=build.base_iri)
    for document in _things(knowledge, build, ontology):
        counts.add(document.quads)
        yield document
    base = build.base_iri
    quads = (
        *_within(layer(base, "metadata"), describe_dataset(knowledge, build, counts)),
        *_within(layer(base, "provenance"), describe_build(knowledge, build)),
    )
    yield Document(root=f"{base}dataset", quads=quads)


def quads(knowledge: Knowledge, build: Build, ontology: Ontology) -> Iterator[Quad]:
    """Yield every triple in its layer's named graph, document by document."""
    for document in documents(knowledge, build, ontology):
        yield from document.quads


def _things(knowledge: Knowledge, build: Build, ontology: Ontology) -> Iterator[Document]:
    base = build.base_iri
    provenance = layer(base, "provenance")
    for thread in _threads(knowledge.posts):
        said = [
            q
            for record in thread
            for q in _within(layer(base, "metadata"), describe_post(record, base))
        ]
        yield _document(thread[0].iri, said)
    about = _About(knowledge, base, ontology)
    for entity in knowledge.entities:
        described = _within(layer(base, "metadata"), describe_entity(entity))
        yield _document(entity.iri, [*described, *about.taken(entity.iri)])
    for iri in about.left():
        yield _document(iri, about.taken(iri))
    for path, digest, encoding in knowledge.sources:
        described = _within(provenance, describe_source(base, path, digest, encoding))
        yield _document(source_node(base, path).value, described)


def _document(root: str, quads: Iterable[Quad]) -> Document:
    return Document(root=root, quads=tuple(dict.fromkeys(quads)))


def _within(graph: NamedNode, triples: Triples) -> Iterator[Quad]:
    return (Quad(*triple, graph) for triple in triples)


def _threads(records: Iterable[PostRecord]) -> Iterable[list[PostRecord]]:
    """Return each post followed by its comments and theirs."""
    known = {record.post.id: record for record in records}
    threads: dict[str, list[PostRecord]] = {}
    for record in known.values():
        root, seen = record.post, {record.post.id}
        while root.parent in known and root.parent not in seen:
            seen.add(root.parent)
            root = known[root.parent].post
        threads.setdefault(root.id, []).append(record)
    for identifier, thread in threads.items():
        thread.sort(key=lambda record: record.post.id != identifier)
    return threads.values()


class _About:
    """What is said of each entity, looked up by its IRI; each thing is given out once."""

    def __init__(self, knowledge: Knowledge, base: str, ontology: Ontology) -> None:
        self._base = base
        self._said: defaultdict[str, list[Quad]] = defaultdict(list)
        self._statements: defaultdict[str, list[Statement]] = defaultdict(list)
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        self._evidence: set[tuple[str, int, int]] = set()
        self._index(knowledge, ontology)

    def _index(self, knowledge: Knowledge, ontology: Ontology) -> None:
        known = {e.known: NamedNode(e.iri) for e in knowledge.entities if e.known}
        broader = {term.iri: term.broader for term in ontology.concepts}
        metadata, stated = layer(self._base, "metadata"), layer(self._base, "stated")
        for entity in knowledge.entities:
            for iri in broader.get(entity.known or "", ()):
                if iri in known:
                    upward = (NamedNode(entity.iri), node("skos:broader"), known[iri])
                    self._said[entity.iri].append(Quad(*upward, metadata))
        for attribute in knowledge.attributes:
            self._said[attribute.subject].append(Quad(*describe_attribute(attribute), stated))
        for statement in knowledge.statements:
            self._statements[statement.subject].append(statement)
            graph = layer(self._base, statement.layer)
            if statement.modality == "asserted":
                for triple in direct_triples(statement, ontology):
                    self._said[triple[0].value].append(Quad(*triple, graph))
        for mention in knowledge.mentions:
            self._mentions[mention.entity].append(mention)
        provenance = layer(self._base, "provenance")
        for merge in knowledge.merges:
            self._said[merge.kept] += _within(provenance, describe_merge(merge))

    def left(self) -> list[str]:
        """Return the IRIs that something is said of and that were not taken, sorted."""
        return sorted({*self._said, *self._statements, *self._mentions})

    def taken(self, iri: str) -> list[Quad]:
        """Return all that is said of an IRI, and forget it."""
        found = self._said.pop(iri, [])
        provenance = layer(self._base, "provenance")
        for statement in self._statements.pop(iri, ()):
            graph = layer(self._base, statement.layer)
            found += _within(graph, describe_statement(statement, self._base))
            for item in statement.evidence:
                if (key := (item.source, item.start, item.end)) not in self._evidence:
                    self._evidence.add(key)
                    found += _within(provenance, describe_evidence(item, self._base))
        for mention in self._mentions.pop(iri, ()):
            found += _within(provenance, describe_mention(mention, self._base))
        return found
