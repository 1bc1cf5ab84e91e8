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
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from graphbuild.model import Build, Knowledge, Mention, Merge, PostRecord, Statement
from graphbuild.ontology import Ontology
from graphbuild.rdf import node
from graphbuild.write.dataset import Counts, describe_build, describe_dataset, describe_source
from graphbuild.write.metadata import describe_blogs, describe_metadata, fragment_node
from graphbuild.write.surroundings import surroundings
from graphbuild.write.triples import (
    Parts,
    annotation_iri,
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
    base = build.base_iri
    counts = Counts(base=base)
    for document in _things(knowledge, build, ontology):
        counts.add(document.quads)
        yield document
    whole = [
        *_within(layer(base, "metadata"), describe_dataset(knowledge, build, counts)),
        *_within(layer(base, "provenance"), describe_build(knowledge, build)),
    ]
    yield _document(f"{base}dataset", whole)


def quads(knowledge: Knowledge, build: Build, ontology: Ontology) -> Iterator[Quad]:
    """Yield every triple in its layer's named graph, document by document."""
    for document in documents(knowledge, build, ontology):
        yield from document.quads


def _things(knowledge: Knowledge, build: Build, ontology: Ontology) -> Iterator[Document]:
    base = build.base_iri
    metadata, provenance = layer(base, "metadata"), layer(base, "provenance")
    for thread in _threads(knowledge.posts):
        posts = (
            triples
            for record in thread
            for triples in (describe_post(record, base), describe_metadata(record, base))
        )
        yield _document(thread[0].iri, _within(metadata, chain.from_iterable(posts)))
    for iri, triples in describe_blogs(knowledge.posts, base):
        yield _document(iri, _within(metadata, triples))
    about = _About(knowledge, base, ontology)
    for entity in knowledge.entities:
        described = _within(metadata, describe_entity(entity))
        yield _document(entity.iri, chain(described, about.taken(entity.iri)))
    for iri in about.left():
        yield _document(iri, about.taken(iri))
    origins = {source.path: source.origin for source in knowledge.extracted}
    for path, digest, encoding in knowledge.sources:
        origin = origins.get(path)
        source = describe_source(base, path, digest, encoding, origin=origin)
        described = _within(provenance, source)
        yield _document(source_node(base, path).value, described)


Said = tuple[NamedNode, Parts]
"""A triple, behind the layer that says it."""


def _within(graph: NamedNode, triples: Iterable[Parts]) -> Iterator[Said]:
    return ((graph, triple) for triple in triples)


def _document(root: str, said: Iterable[Said]) -> Document:
    """Return the document with each subject and predicate in one piece, nothing twice."""
    grouped: dict[NamedNode, dict[NamedNode, dict[tuple[NamedNode | Literal, NamedNode], None]]]
    grouped = {}
    for graph, (subject, predicate, obj) in said:
        grouped.setdefault(subject, {}).setdefault(predicate, {})[obj, graph] = None
    return Document(
        root=root,
        quads=tuple(
            Quad(subject, predicate, obj, graph)
            for subject, properties in grouped.items()
            for predicate, objects in properties.items()
            for obj, graph in objects
        ),
    )


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
        self._links: defaultdict[str, list[Said]] = defaultdict(list)
        self._statements: defaultdict[str, list[Statement]] = defaultdict(list)
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        self._merges: defaultdict[str, list[Merge]] = defaultdict(list)
        self._evidence: set[tuple[str, int, int]] = set()
        for mention in knowledge.mentions:
            self._mentions[mention.entity].append(mention)
        for merge in knowledge.merges:
            self._merges[merge.kept].append(merge)
        self._posts = {record.post.id: record.post for record in knowledge.posts}
        self._pages = {record.post.id: record.url for record in knowledge.posts}
        self._index(knowledge, ontology)

    def _index(self, knowledge: Knowledge, ontology: Ontology) -> None:
        known = {e.known: NamedNode(e.iri) for e in knowledge.entities if e.known}
        broader = {term.iri: term.broader for term in ontology.concepts}
        metadata, stated = layer(self._base, "metadata"), layer(self._base, "stated")
        for entity in knowledge.entities:
            for iri in broader.get(entity.known or "", ()):
                if iri in known:
                    upward = (NamedNode(entity.iri), node("skos:broader"), known[iri])
                    self._links[entity.iri].append((metadata, upward))
        for attribute in knowledge.attributes:
            self._links[attribute.subject].append((stated, describe_attribute(attribute)))
        for statement in knowledge.statements:
            self._statements[statement.subject].append(statement)
            graph = layer(self._base, statement.layer)
            if statement.modality == "asserted":
                for triple in direct_triples(statement, ontology):
                    self._links[triple[0].value].append((graph, triple))

    def left(self) -> list[str]:
        """Return the IRIs that something is said of and that were not taken, sorted."""
        return sorted({*self._links, *self._statements, *self._mentions, *self._merges})

    def taken(self, iri: str) -> Iterator[Said]:
        """Yield all that is said of an IRI, and forget it."""
        provenance = layer(self._base, "provenance")
        yield from sorted(self._links.pop(iri, ()), key=_by_terms)
        for merge in self._merges.pop(iri, ()):
            yield from _within(provenance, describe_merge(merge))
        for statement in self._statements.pop(iri, ()):
            graph = layer(self._base, statement.layer)
            yield from _within(graph, describe_statement(statement, self._base))
            for item in statement.evidence:
                if (key := (item.source, item.start, item.end)) not in self._evidence:
                    self._evidence.add(key)
                    yield from _within(provenance, describe_evidence(item, self._base))
                    place = (item.source, item.start, item.end)
                    link = self._on_page("evidence", item.post, place, item.quote)
                    yield from _within(provenance, link)
        for mention in self._mentions.pop(iri, ()):
            around = surroundings(self._posts.get(mention.post), mention.start, mention.end)
            yield from _within(provenance, describe_mention(mention, self._base, around))
            place = (mention.source, mention.start, mention.end)
            link = self._on_page("mention", mention.post, place, mention.surface)
            yield from _within(provenance, link)

    def _on_page(
        self, kind: str, post: str, place: tuple[str, int, int], quote: str
    ) -> Iterator[Parts]:
        """Yield the link that leads a browser to the quote on the post's page."""
        url = self._pages.get(post)
        link = fragment_node(url, quote) if url else None
        if link is not None:
            yield NamedNode(annotation_iri(kind, self._base, *place)), node("schema:url"), link


def _by_terms(said: Said) -> tuple[str, str]:
    _, (_, predicate, obj) = said
    return predicate.value, obj.value
