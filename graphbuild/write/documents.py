"""The triples grouped into documents: what a person reads, and a file streams, at a time.

A document is a post with its comments, an entity with all that is known of it (what it is,
what is stated of it, each with its evidence, where it is mentioned, what was merged into
it), a source, or the description of the whole. Every node is described in one document,
so that a writer needs no more than one of them at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from graphbuild.model import LAYERS, Build, Knowledge, Mention, Merge, PostRecord, Statement
from graphbuild.ontology import Ontology
from graphbuild.write.annotations import Annotation, evidence_annotation, mention_annotation
from graphbuild.write.dataset import Counts, describe_build, describe_dataset, describe_source
from graphbuild.write.document import Document, document
from graphbuild.write.fragments import quote_link
from graphbuild.write.metadata import describe_blogs, describe_metadata
from graphbuild.write.stated import stated
from graphbuild.write.surroundings import surroundings
from graphbuild.write.terms import layer, link, node, source_node
from graphbuild.write.triples import (
    Parts,
    Triples,
    describe_attribute,
    describe_entity,
    describe_merge,
    describe_post,
    direct_triples,
)

Said = tuple[str, Parts]
"""A triple, behind the layer that says it."""


def documents(knowledge: Knowledge, build: Build, ontology: Ontology) -> Iterator[Document]:
    """Yield every triple of the graph, in its layer's named graph, once.

    The order is that of the knowledge; the description of the whole, which counts all
    the others, comes last.
    """
    base = build.base_iri
    counts = Counts(base=base)
    for thing in _things(knowledge, build, ontology):
        counts.add(thing)
        yield thing
    whole = [
        (layer(base, "metadata"), describe_dataset(knowledge, build, counts)),
        (layer(base, "provenance"), describe_build(knowledge, build)),
    ]
    yield document(f"<{base}dataset>", base, whole)


def _things(knowledge: Knowledge, build: Build, ontology: Ontology) -> Iterator[Document]:
    base = build.base_iri
    metadata, provenance = layer(base, "metadata"), layer(base, "provenance")
    for thread in _threads(knowledge.posts):
        posts = (
            triples
            for record in thread
            for triples in (describe_post(record, base), describe_metadata(record, base))
        )
        yield document(link(thread[0].iri), base, ((metadata, triples) for triples in posts))
    for blog, triples in describe_blogs(knowledge.posts, base):
        yield document(blog, base, [(metadata, triples)])
    about = _About(knowledge, base, ontology)
    for entity in knowledge.entities:
        yield about.document(entity.iri, [(metadata, describe_entity(entity))])
    for iri in about.left():
        yield about.document(iri)
    origins = {source.path: source.origin for source in knowledge.extracted}
    for path, digest, encoding in knowledge.sources:
        source = describe_source(base, path, digest, encoding, origin=origins.get(path))
        yield document(source_node(base, path), base, [(provenance, source)])


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
        self._layers = {name: layer(base, name) for name in LAYERS}
        self._links: defaultdict[str, list[Said]] = defaultdict(list)
        self._statements: defaultdict[str, list[Statement]] = defaultdict(list)
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        self._merges: defaultdict[str, list[Merge]] = defaultdict(list)
        self._evidence: set[tuple[str, int, int]] = set()
        for mention in knowledge.mentions:
            self._mentions[mention.entity].append(mention)
        for merge in knowledge.merges:
            self._merges[merge.kept].append(merge)
        self._records = {record.post.id: record for record in knowledge.posts}
        self._index(knowledge, ontology)

    def _index(self, knowledge: Knowledge, ontology: Ontology) -> None:
        known = {e.known: link(e.iri) for e in knowledge.entities if e.known}
        broader = {term.iri: term.broader for term in ontology.concepts}
        for entity in knowledge.entities:
            for iri in broader.get(entity.known or "", ()):
                if iri in known:
                    upward = (link(entity.iri), node("skos:broader"), known[iri])
                    self._links[entity.iri].append(("metadata", upward))
        for attribute in knowledge.attributes:
            self._links[attribute.subject].append(("stated", describe_attribute(attribute)))
        for statement in knowledge.statements:
            self._statements[statement.subject].append(statement)
            if statement.modality == "asserted":
                for triple in direct_triples(statement, ontology):
                    self._links[triple[0][1:-1]].append((statement.layer, triple))

    def left(self) -> list[str]:
        """Return the IRIs that something is said of and that were not taken, sorted."""
        return sorted({*self._links, *self._statements, *self._mentions, *self._merges})

    def document(self, iri: str, more: Iterable[tuple[str, Triples]] = ()) -> Document:
        """Return more and all that is said of an IRI, and forget it."""
        statements = self._statements.pop(iri, [])
        spans = chain(self._evidence_of(statements), self._mentions_of(iri))
        records = (stated(statement, self._base) for statement in statements)
        return document(link(iri), self._base, chain(more, self._said(iri)), spans, records)

    def _said(self, iri: str) -> Iterator[tuple[str, Triples]]:
        links = sorted(self._links.pop(iri, ()), key=lambda said: said[1][1:])
        for name, group in groupby(links, key=lambda said: said[0]):
            yield self._layers[name], (triple for _, triple in group)
        for merge in self._merges.pop(iri, ()):
            yield self._layers["provenance"], describe_merge(merge)

    def _evidence_of(self, statements: Iterable[Statement]) -> Iterator[Annotation]:
        for statement in statements:
            for item in statement.evidence:
                if (key := (item.source, item.start, item.end)) not in self._evidence:
                    self._evidence.add(key)
                    url = self._on_page(item.post, item.start, item.end, item.quote)
                    yield evidence_annotation(item, self._base, url=url)

    def _mentions_of(self, iri: str) -> Iterator[Annotation]:
        for mention in self._mentions.pop(iri, ()):
            record = self._records.get(mention.post)
            around = surroundings(record.post if record else None, mention.start, mention.end)
            url = self._on_page(mention.post, mention.start, mention.end, mention.surface)
            yield mention_annotation(mention, self._base, around, url=url)

    def _on_page(self, post: str, start: int, end: int, quote: str) -> str:
        """Return the link that leads a browser to the quote on the post's page."""
        record = self._records.get(post)
        if record is None or not record.url:
            return ""
        return quote_link(record.url, record.post, start, end, quote) or ""
