"""The triples grouped into documents: what a person reads, and a file streams, at a time.

A document is a post with its comments, an entity with all that is known of it (what it is,
what is stated of it, each with its evidence, where it is mentioned, what was merged into
it), a source, or the description of the whole. Every node is described in one document,
so that a writer needs no more than one of them at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from operator import attrgetter, itemgetter

from graphbuild.model import (
    LAYERS,
    Build,
    Evidence,
    Knowledge,
    Mention,
    Merge,
    PostRecord,
    Statement,
)
from graphbuild.on_disk import OnDisk, by_name, field_of, kept
from graphbuild.ontology import Ontology
from graphbuild.sorting import Groups, grouped, in_order
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

Said = tuple[str, str, Parts]
"""A triple, behind what it is said of and the layer that says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A mention, the text before and after it, and the link to it on the post's page."""

    mention: Mention
    before: str
    after: str
    url: str


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


def _threads(records: Sequence[PostRecord]) -> Iterator[list[PostRecord]]:
    """Yield each post followed by its comments and theirs."""
    parents = {post.id: post.parent for post in field_of(records, "post")}
    known = by_name(records, parents)
    threads: dict[str, list[str]] = {}
    for post in parents:
        root, seen = post, {post}
        while (parent := parents[root]) in parents and parent not in seen:
            seen.add(parent)
            root = parent
        threads.setdefault(root, []).append(post)
    for root, thread in threads.items():
        thread.sort(key=lambda post: post != root)
        yield [known[post] for post in thread]


class _About:
    """What is said of each entity, looked up by its IRI; each thing is given out once."""

    def __init__(self, knowledge: Knowledge, base: str, ontology: Ontology) -> None:
        self._base = base
        self._layers = {name: layer(base, name) for name in LAYERS}
        posts = field_of(knowledge.posts, "post")
        ids = [post.id for post in posts]
        self._posts = by_name(posts, ids)
        urls = zip(ids, field_of(knowledge.posts, "url"), strict=True)
        self._urls = {post: url for post, url in urls if url}
        names = {entity.iri for entity in knowledge.entities}
        gathered = partial(grouped, names=names, like=knowledge.mentions)
        self._links: Groups[Said] = gathered(tuple, _links(knowledge, ontology), itemgetter(0))
        self._merges: Groups[Merge] = gathered(Merge, knowledge.merges, attrgetter("kept"))
        statements = _in_order_of_documents(knowledge.statements, names)
        self._first = _firsts(statements)
        self._statements: Groups[Statement] = gathered(Statement, statements, attrgetter("subject"))
        self._mentions: Groups[Mention] | Groups[Placed]
        if isinstance(knowledge.mentions, OnDisk):  # in their order they are near their posts
            placed = map(self._placed, knowledge.mentions)
            self._mentions = gathered(Placed, placed, attrgetter("mention.entity"))
        else:
            self._mentions = gathered(Mention, knowledge.mentions, attrgetter("entity"))

    def left(self) -> list[str]:
        """Return the IRIs that something is said of and that were not taken, sorted."""
        groups = (self._links, self._statements, self._mentions, self._merges)
        return sorted({iri for group in groups for iri in group.left()})

    def document(self, iri: str, more: Iterable[tuple[str, Triples]] = ()) -> Document:
        """Return more and all that is said of an IRI, and forget it."""
        statements = self._statements.take(iri)
        spans = chain(self._evidence_of(statements), self._mentions_of(iri))
        records = (stated(statement, self._base) for statement in statements)
        return document(link(iri), self._base, chain(more, self._said(iri)), spans, records)

    def _said(self, iri: str) -> Iterator[tuple[str, Triples]]:
        links = sorted(self._links.take(iri), key=lambda said: said[2][1:])
        for name, group in groupby(links, key=itemgetter(1)):
            yield self._layers[name], (triple for *_, triple in group)
        for merge in self._merges.take(iri):
            yield self._layers["provenance"], describe_merge(merge)

    def _evidence_of(self, statements: Iterable[Statement]) -> Iterator[Annotation]:
        for statement in statements:
            for item in statement.evidence:
                if self._first(item):
                    url = self._on_page(item.post, item.start, item.end, item.quote)
                    yield evidence_annotation(item, self._base, url=url)

    def _mentions_of(self, iri: str) -> Iterator[Annotation]:
        for found in self._mentions.take(iri):
            placed = found if isinstance(found, Placed) else self._placed(found)
            around = placed.before, placed.after
            yield mention_annotation(placed.mention, self._base, around, url=placed.url)

    def _placed(self, mention: Mention) -> Placed:
        post, start, end = self._posts.get(mention.post), mention.start, mention.end
        before, after = surroundings(post, start, end)
        url = self._on_page(mention.post, start, end, mention.surface)
        return Placed(mention=mention, before=before, after=after, url=url)

    def _on_page(self, post: str, start: int, end: int, quote: str) -> str:
        """Return the link that leads a browser to the quote on the post's page."""
        url = self._urls.get(post)
        return quote_link(url, self._posts[post], start, end, quote) or "" if url else ""


def _links(knowledge: Knowledge, ontology: Ontology) -> Iterator[Said]:
    known = {e.known: link(e.iri) for e in knowledge.entities if e.known}
    broader = {term.iri: term.broader for term in ontology.concepts}
    for entity in knowledge.entities:
        for iri in broader.get(entity.known or "", ()):
            if iri in known:
                upward = (link(entity.iri), node("skos:broader"), known[iri])
                yield entity.iri, "metadata", upward
    for attribute in knowledge.attributes:
        yield attribute.subject, "stated", describe_attribute(attribute)
    for statement in knowledge.statements:
        if statement.modality == "asserted":
            for triple in direct_triples(statement, ontology):
                yield triple[0][1:-1], statement.layer, triple


def _in_order_of_documents(
    statements: Sequence[Statement], names: Collection[str]
) -> Sequence[Statement]:
    """On disk, they are sorted once and read twice."""
    if not isinstance(statements, OnDisk):
        return statements
    ordered = in_order(
        Statement, statements, lambda s: (s.subject not in names, s.subject), like=statements
    )
    return kept(Statement, ordered, like=statements)


Place = tuple[str, int, int]


def _firsts(statements: Sequence[Statement]) -> Callable[[Evidence], bool]:
    """Return what tells of a piece of evidence whether it is new.

    On disk it is asked for all that of these statements, in their order: a byte each.
    """
    if not isinstance(statements, OnDisk):
        seen: set[Place] = set()

        def first(item: Evidence) -> bool:
            before = len(seen)
            seen.add((item.source, item.start, item.end))
            return len(seen) > before

        return first
    new = bytearray()

    def places() -> Iterator[tuple[str, int, int, int]]:
        for evidence in field_of(statements, "evidence"):
            for item in evidence:
                yield item.source, item.start, item.end, len(new)
                new.append(False)

    place = itemgetter(0, 1, 2)
    ordered = in_order(tuple, places(), place, like=statements)
    for _, same in groupby(ordered, key=place):
        new[next(same)[3]] = True
    told = iter(new)
    return lambda item: bool(next(told))
