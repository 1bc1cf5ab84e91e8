"""Which entities meet more often than chance, in sentences and in posts: a layer of its own."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from graphbuild.model import Evidence, Facts, Mention, Post, Span
from graphbuild.sentences import LONGEST
from graphbuild.unify.pairs import PairCounts
from graphbuild.unify.passages import Passages

MOST_EVIDENCE = 5
"""Passages quoted for one pair; the count tells of the others."""

MOST_IN_SENTENCE = 12
"""A sentence that names more things than this is a list, which links nothing."""

MOST_IN_POST = 20
"""Entities of one post that are paired with each other, those it names most: at most 190
pairs a post, however long it is."""

LEAST_POSTS = 2

LIKELY = 3.84
"""Least log-likelihood ratio (Dunning 1993) for meeting in posts: p < 0.05, one degree of
freedom. Sentences need no such test: there two things are said together."""

SENTENCE, POST = "same sentence", "same post"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two entities that meet in ``count`` sentences or posts (``scope``).

    ``significance`` is normalised pointwise mutual information (Bouma 2009), cut at 0:
    1 when the two never occur apart.
    """

    pair: Pair
    scope: str
    count: int
    significance: float
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class _Counted:
    """How often each entity, by its number, occurs among ``total`` sentences or posts."""

    singles: list[int]
    total: int = 0


Quotes = dict[tuple[int, int], list[Evidence]]
"""The passages kept for each pair that is yielded."""


def cooccurrences(
    facts: Sequence[Facts],
    entity_of: Mapping[str, str],
    *,
    minimum: int,
    passages: Passages | None = None,
) -> Iterator[Together]:
    """Yield the pairs that meet in sentences, then those that meet in posts, each sorted.

    ``entity_of`` maps a mention's key to an IRI. A pair counts from ``minimum`` sentences
    on, or from two posts on where that is no chance. Nearly all pairs meet once: they are
    counted first, in bounded memory, and quoted in a second pass, when it is known which.
    ``passages`` may know the posts' sentences already.
    """
    passages = passages or Passages()
    iris = sorted(set(entity_of.values()))
    rank = {iri: index for index, iri in enumerate(iris)}
    number = {key: rank[iri] for key, iri in entity_of.items()}
    del rank
    by_sentence, by_post = (_Counted([0] * len(iris)) for _ in range(2))
    with PairCounts() as in_sentences, PairCounts() as in_posts:
        for fact in facts:
            named = _named(fact, number)
            by_sentence.total += passages.count(fact.post)
            for _, found in _present(fact, named, passages):
                _count_sentence(found, by_sentence, in_sentences)
            _count_posts(fact, named, by_post, in_posts)
        sentence_pairs = list(in_sentences.at_least(minimum))
        post_pairs = [
            (left, right, count)
            for left, right, count in in_posts.at_least(LEAST_POSTS)
            if _likely(left, right, count, by_post)
        ]
    said: Quotes = {(left, right): [] for left, right, _ in sentence_pairs}
    near: Quotes = {(left, right): [] for left, right, _ in post_pairs}
    for fact in facts:
        named = _named(fact, number)
        _quote_sentences(fact, named, said, passages)
        _quote_posts(fact, named, near, passages)
    yield from _together(sentence_pairs, SENTENCE, by_sentence, said, iris)
    yield from _together(post_pairs, POST, by_post, near, iris)


Named = Sequence[tuple[Mention, int]]
"""The mentions of a post, each with its entity's number."""


def _named(fact: Facts, number: Mapping[str, int]) -> Named:
    return [(mention, number[mention.key]) for mention in fact.mentions]


def _present(fact: Facts, named: Named, passages: Passages) -> Iterator[tuple[int, list[int]]]:
    """Yield the sentences that name something, each with the numbers of what it names."""
    present: dict[int, set[int]] = defaultdict(set)
    for mention, entity in named:
        index = passages.index(fact.post, mention.start)
        if index is not None:
            present[index].add(entity)
    return ((index, sorted(found)) for index, found in sorted(present.items()))


def _most(fact: Facts, named: Named) -> tuple[dict[int, list[Mention]], list[int]]:
    """Return the mentions in a post of each entity, and the entities it names most."""
    by_entity: dict[int, list[Mention]] = defaultdict(list)
    for mention, entity in named:
        if fact.post.start <= mention.start and mention.end <= fact.post.end:  # no byline
            by_entity[entity].append(mention)
    # Numbers rank as their IRIs do.
    most = sorted(by_entity, key=lambda entity: (-len(by_entity[entity]), entity))
    return by_entity, sorted(most[:MOST_IN_POST])


def _count_sentence(found: Sequence[int], counted: _Counted, pairs: PairCounts) -> None:
    for entity in found:
        counted.singles[entity] += 1
    if len(found) <= MOST_IN_SENTENCE:
        pairs.add_all(found)


def _count_posts(fact: Facts, named: Named, counted: _Counted, pairs: PairCounts) -> None:
    counted.total += 1
    by_entity, most = _most(fact, named)
    for entity in by_entity:
        counted.singles[entity] += 1
    pairs.add_all(most)


def _quote_sentences(fact: Facts, named: Named, said: Quotes, passages: Passages) -> None:
    """Keep the first sentences of each pair by their place; pairs of one sentence share it."""
    for index, found in _present(fact, named, passages):
        passage: Evidence | None = None
        for pair in combinations(found, 2) if len(found) <= MOST_IN_SENTENCE else ():
            if (quotes := said.get(pair)) is not None:
                passage = passage or _evidence(fact, passages.span(fact.post, index), SENTENCE)
                quotes.append(passage)
                if len(quotes) > 2 * MOST_EVIDENCE:
                    quotes[:] = sorted(quotes)[:MOST_EVIDENCE]


def _quote_posts(fact: Facts, named: Named, near: Quotes, passages: Passages) -> None:
    """Keep the passages of the first posts of each pair."""
    by_entity, most = _most(fact, named)
    made: dict[Span, Evidence] = {}
    for left, right in combinations(most, 2):
        quotes = near.get((left, right))
        if quotes is not None and len(quotes) < MOST_EVIDENCE:
            span = _nearest(by_entity[left], by_entity[right])
            if span.end - span.start > LONGEST:
                span = _sentence_of(fact.post, by_entity[left][0], passages)
            if span not in made:
                made[span] = _evidence(fact, span, POST)
            quotes.append(made[span])


def _nearest(left: Sequence[Mention], right: Sequence[Mention]) -> Span:
    """Return the passage from one entity to the other where they stand closest."""
    ordered = sorted([*((m.start, m.end, 0) for m in left), *((m.start, m.end, 1) for m in right)])
    gaps = [
        (max(b[1], a[1]) - a[0], a[0], max(b[1], a[1]))
        for a, b in pairwise(ordered)
        if a[2] != b[2]
    ]
    _, start, end = min(gaps)
    return Span(start=start, end=end)


def _sentence_of(post: Post, mention: Mention, passages: Passages) -> Span:
    """Return the sentence that names something, quoted where a passage would be too long."""
    index = passages.index(post, mention.start)
    outside = Span(start=mention.start, end=mention.end)
    return outside if index is None else passages.span(post, index)


def _together(
    pairs: Sequence[tuple[int, int, int]],
    scope: str,
    counted: _Counted,
    quotes: Quotes,
    iris: Sequence[str],
) -> Iterator[Together]:
    for left, right, count in pairs:
        singles = counted.singles[left], counted.singles[right]
        yield Together(
            pair=(iris[left], iris[right]),
            scope=scope,
            count=count,
            significance=_npmi(count, *singles, counted.total),
            evidence=tuple(sorted(quotes[left, right])[:MOST_EVIDENCE]),
        )


def _evidence(fact: Facts, span: Span, scope: str) -> Evidence:
    return Evidence(
        source=fact.post.source,
        start=span.start,
        end=span.end,
        quote=fact.post.surface(span.start, span.end),
        post=fact.post.id,
        cue=scope,
    )


def _npmi(both: int, left: int, right: int, total: int) -> float:
    joint = both / total
    if joint >= 1:
        return 1.0
    value = math.log(joint / ((left / total) * (right / total))) / -math.log(joint)
    return round(min(1.0, max(0.0, value)), 4)


def _likely(left: int, right: int, both: int, counted: _Counted) -> bool:
    """Tell whether two entities share more posts than chance would have them share."""
    total, one, other = counted.total, counted.singles[left], counted.singles[right]
    return both * total > one * other and log_likelihood(both, one, other, total) >= LIKELY


def log_likelihood(both: int, left: int, right: int, total: int) -> float:
    """Return Dunning's ratio for ``both`` of ``total`` cases holding two things.

    ``left`` and ``right`` are the cases that hold each of them.
    """
    cells = (both, left - both, right - both, total - left - right + both)
    rows, columns = (left, total - left), (right, total - right)
    expected = [row * column / total for row in rows for column in columns]
    return 2 * sum(
        seen * math.log(seen / wanted)
        for seen, wanted in zip((cells[0], cells[1], cells[2], cells[3]), expected, strict=True)
        if seen > 0 and wanted > 0
    )
