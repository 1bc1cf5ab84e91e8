"""Stage 5: one node per real-world thing, over all posts."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from operator import attrgetter

from graphbuild.config import Settings
from graphbuild.corrections import NO_CORRECTIONS, Corrections
from graphbuild.model import (
    Attribute,
    Evidence,
    Facts,
    Failure,
    Knowledge,
    Mention,
    Post,
    PostRecord,
    Relation,
    Source,
    Statement,
)
from graphbuild.on_disk import field_of, kept, sorted_by
from graphbuild.ontology import Ontology
from graphbuild.rdf import post_iri
from graphbuild.salience import content_words, salience
from graphbuild.sorting import in_order
from graphbuild.unify.ambiguity import ambiguities
from graphbuild.unify.citations import citations, permalink
from graphbuild.unify.cooccurrence import POST, cooccurrences
from graphbuild.unify.entities import drafts, entities, mint
from graphbuild.unify.graph import knowledge_graph
from graphbuild.unify.ledger import merges, replaced
from graphbuild.unify.passages import Passages
from graphbuild.unify.relabelled import keep_labels, relabel
from graphbuild.unify.resolve import resolve
from graphbuild.unify.sure import believed
from graphbuild.unify.unmatched import unmatched
from graphbuild.words import fold

__all__ = ["knowledge_graph", "unify"]

ABOUT_FROM = 3
"""Mentions from which a post is about an idea; one in the title is enough."""

MOST_ABOUT = 7

AUTHORS = ("Person", "Organization")
"""Types of those who write."""

EntityOf = Mapping[str, str]
"""From a mention's key to the entity's IRI."""

_in_text = attrgetter("start", "end", "type")


def unify(
    facts: Sequence[Facts],
    sources: Sequence[Source],
    ontology: Ontology,
    settings: Settings,
    *,
    corrections: Corrections = NO_CORRECTIONS,
    failed: Callable[[Failure], object] = lambda failure: None,
) -> Knowledge:
    """Return what all posts say together, sorted, whatever the order they come in.

    Where the facts are on disk, so is what is made of them; who is who is in memory.
    ``failed`` is told each correction that matches nothing or cannot be carried out.
    """
    base = settings.base_iri
    terms = {term.iri: term for term in ontology.terms()}
    facts = believed(sorted_by(facts, "post", _post_order))
    resolved = resolve(facts, ontology, settings, corrections)
    corrected, decided = resolved.corrected, resolved.decided
    facts, names, heads = resolved.facts, resolved.names, resolved.heads
    kinds = {**decided.types, **corrected.types}
    drafted = keep_labels(drafts(names, heads, terms, types=kinds), heads, decided.kept)
    shown = relabel(drafted, corrections)
    iris = mint(shown.drafts, base, shown.pinned)
    for failure in unmatched(corrections, corrected, decided, shown, heads):
        failed(failure)
    found = entities(shown.drafts, iris)
    entity_of = {key: iris[heads[key]] for key in names}
    types = {entity.iri: entity.type for entity in found}
    merged = [
        *merges(resolved.made, names, iris, heads, base, corrections),
        *replaced(corrected, shown, drafted, iris, heads, base),
    ]
    doubtful = ambiguities(resolved, shown.drafts, iris, corrections)
    passages = resolved.together.passages
    del resolved, names, drafted, shown  # as much as all that follows
    posts = field_of(facts, "post")
    linked, pages = citations(posts), _pages(posts)
    records = (_record(fact, entity_of, types, base, linked, pages) for fact in facts)
    statements = chain(
        _stated(facts, entity_of, types, ontology, base),
        _together(facts, entity_of, base, settings, passages),
    )
    by_iri = in_order(Statement, statements, lambda s: s.iri, like=facts)
    return Knowledge(
        posts=kept(PostRecord, records, like=facts, together=1),
        entities=found,
        mentions=kept(Mention, _mentions(facts, entity_of, types), like=facts),
        statements=kept(Statement, by_iri, like=facts),
        attributes=kept(Attribute, _attributes(facts, entity_of), like=facts),
        merges=tuple(sorted(merged, key=lambda m: (m.kept, m.merged, m.rule))),
        ambiguities=doubtful,
        sources=tuple(sorted((s.path, s.digest, s.encoding) for s in sources)),
        extracted=tuple(sorted((s for s in sources if s.origin), key=lambda s: s.path)),
    )


def _post_order(post: Post) -> tuple[str, int]:
    source, _, number = post.id.rpartition("/")
    return source, int(number)


def _pages(posts: Collection[Post]) -> dict[str, str]:
    """Return the address of the page that each post or comment stands on, where known."""
    pages: dict[str, str] = {}
    for first in (True, False):  # posts, then what is said under them
        for post in posts:
            if (post.kind == "post") is first:
                url = permalink(post) or pages.get(post.parent or "")
                if url:
                    pages[post.id] = url
    return pages


def _record(
    fact: Facts,
    entity_of: EntityOf,
    types: Mapping[str, str],
    base: str,
    linked: Mapping[str, Sequence[str]],
    pages: Mapping[str, str],
) -> PostRecord:
    post = fact.post
    signed = {(s.start, s.end) for s in post.signatures}
    # What looked like somebody's name in its own post may be a place for all others.
    authors = [
        m
        for m in fact.mentions
        if (m.start, m.end) in signed and types[entity_of[m.key]] in AUTHORS
    ]
    wanted = fold(post.author or "")
    authors.sort(key=lambda m: (fold(m.surface) != wanted, m.start))
    author = entity_of[authors[0].key] if authors else None
    return PostRecord(
        iri=post_iri(base, post.id),
        post=post,
        author=author,
        mentions=tuple(sorted({entity_of[m.key] for m in fact.mentions})),
        about=_about(fact, entity_of),
        topics=tuple(sorted({entity_of[m.key] for m in fact.mentions if m.detector == "tag"})),
        cites=tuple(post_iri(base, cited) for cited in linked.get(post.id, ())),
        url=pages.get(post.id),
    )


def _about(fact: Facts, entity_of: EntityOf) -> tuple[str, ...]:
    """Return the few ideas a post is about: the most salient of those it comes back to.

    An idea counts when the title names it or the post does so ``ABOUT_FROM`` times;
    ``salience.py`` ranks them.
    """
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in fact.mentions:
        if mention.type == "Concept":
            named[entity_of[mention.key]].append(mention)
    titles = [block for block in fact.post.blocks if block.kind == "title"]
    weight: dict[str, float] = {}
    for iri, mentions in named.items():
        title = any(block.start <= m.start < block.end for block in titles for m in mentions)
        if title or len(mentions) >= ABOUT_FROM:
            weight[iri] = salience(
                content_words(mentions[0].surface),
                count=len(mentions),
                place=_place(fact.post, min(m.start for m in mentions)),
                title=title,
            )
    ranked = sorted(weight, key=lambda iri: (-weight[iri], iri))
    return tuple(sorted(ranked[:MOST_ABOUT]))


def _place(post: Post, start: int) -> float:
    return min(1.0, max(0.0, (start - post.start) / max(1, len(post.text))))


def _mentions(
    facts: Iterable[Facts], entity_of: EntityOf, types: Mapping[str, str]
) -> Iterable[Mention]:
    for fact in facts:
        for mention in sorted(fact.mentions, key=_in_text):
            entity = entity_of[mention.key]
            yield Mention(  # three times as fast as ``replace``
                post=mention.post,
                source=mention.source,
                start=mention.start,
                end=mention.end,
                surface=mention.surface,
                type=types[entity],
                key=mention.key,
                score=mention.score,
                detector=mention.detector,
                language=mention.language,
                entity=entity,
            )


def _statement_iri(base: str, *parts: str) -> str:
    return f"{base}statement/{_digest(*parts)}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _stated(
    facts: Sequence[Facts],
    entity_of: EntityOf,
    types: Mapping[str, str],
    ontology: Ontology,
    base: str,
) -> Iterable[Statement]:
    relations = in_order(
        Relation, _between_entities(facts, entity_of, types, ontology), _said, like=facts
    )
    for said, group in groupby(relations, key=_said):
        subject, predicate_name, obj, layer, modality = said
        found = list(group)
        evidence: tuple[Evidence, ...] = tuple(sorted({r.evidence for r in found}))
        yield Statement(
            iri=_statement_iri(base, *said),
            subject=subject,
            predicate=predicate_name,
            object=obj,
            layer=layer,
            score=max(r.score for r in found),
            modality=modality,
            evidence=evidence,
            count=len(evidence),
        )


def _said(relation: Relation) -> tuple[str, str, str, str, str]:
    r = relation
    return r.subject, r.predicate, r.object, r.layer, r.modality


def _between_entities(
    facts: Iterable[Facts], entity_of: EntityOf, types: Mapping[str, str], ontology: Ontology
) -> Iterable[Relation]:
    for fact in facts:
        keys = {mention.key for mention in fact.mentions} if fact.relations else set()
        for relation in fact.relations:
            if relation.subject not in keys or relation.object not in keys:
                continue
            subject, obj = entity_of[relation.subject], entity_of[relation.object]
            predicate = ontology.predicates[relation.predicate]
            if subject == obj or not predicate.admits(types[subject], types[obj]):
                continue
            if predicate.symmetric and obj < subject:
                subject, obj = obj, subject
            yield replace(relation, subject=subject, object=obj)


def _together(
    facts: Sequence[Facts],
    entity_of: EntityOf,
    base: str,
    settings: Settings,
    passages: Passages,
) -> Iterable[Statement]:
    minimum = settings.min_cooccurrence
    for found in cooccurrences(facts, entity_of, minimum=minimum, passages=passages):
        left, right = found.pair
        of_posts = ("post",) if found.scope == POST else ()
        yield Statement(
            iri=_statement_iri(base, left, "relatedTo", right, "cooccurrence", *of_posts),
            subject=left,
            predicate="relatedTo",
            object=right,
            layer="cooccurrence",
            score=found.significance,
            evidence=found.evidence,
            count=found.count,
            significance=found.significance,
        )


def _attributes(facts: Sequence[Facts], entity_of: EntityOf) -> Iterable[Attribute]:
    found = (
        replace(attribute, subject=entity_of[attribute.subject])
        for fact in facts
        if fact.attributes
        for keys in [{mention.key for mention in fact.mentions}]
        for attribute in fact.attributes
        if attribute.subject in keys
    )
    ordered = in_order(Attribute, found, _attribute_order, like=facts)
    return (attribute for attribute, _ in groupby(ordered))


def _attribute_order(attribute: Attribute) -> tuple[str, str, str, Evidence]:
    return attribute.subject, attribute.predicate, attribute.value, attribute.evidence
