"""Which entities meet more often than chance, in sentences and in posts: a layer of its own."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from graphbuild.model import Evidence, Facts, Mention, Span
from graphbuild.sentences import LONGEST, sentence_at, sentences

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
    """How often each entity and each pair occurs among ``total`` sentences or posts."""

    total: int = 0
    singles: Counter[str] = field(default_factory=Counter)
    pairs: Counter[Pair] = field(default_factory=Counter)
    quotes: dict[Pair, list[Evidence]] = field(default_factory=lambda: defaultdict(list))


def cooccurrences(
    facts: Iterable[Facts], entity_of: Mapping[tuple[str, str], str], *, minimum: int
) -> Iterator[Together]:
    """Yield the pairs that meet in sentences, then those that meet in posts, each sorted.

    ``entity_of`` maps ``(post, key)`` to an IRI. A pair counts from ``minimum`` sentences
    on, or from two posts on where that is no chance.
    """
    by_sentence, by_post = _Counted(), _Counted()
    for fact in facts:
        spans = sentences(fact.post)
        _count_sentences(fact, spans, entity_of, by_sentence)
        _count_posts(fact, spans, entity_of, by_post)
    yield from _significant(by_sentence, SENTENCE, minimum)
    likely = (t for t in _significant(by_post, POST, LEAST_POSTS) if _likely(t, by_post))
    yield from likely


def _count_sentences(
    fact: Facts,
    spans: Sequence[Span],
    entity_of: Mapping[tuple[str, str], str],
    counted: _Counted,
) -> None:
    counted.total += len(spans)
    present: dict[int, set[str]] = defaultdict(set)
    for mention in fact.mentions:
        index = sentence_at(spans, mention.start)
        if index is not None:
            present[index].add(entity_of[fact.post.id, mention.key])
    for index, found in sorted(present.items()):
        counted.singles.update(found)
        if len(found) > MOST_IN_SENTENCE:
            continue
        for pair in combinations(sorted(found), 2):
            counted.pairs[pair] += 1
            counted.quotes[pair].append(_evidence(fact, spans[index], SENTENCE))


def _count_posts(
    fact: Facts,
    spans: Sequence[Span],
    entity_of: Mapping[tuple[str, str], str],
    counted: _Counted,
) -> None:
    counted.total += 1
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in fact.mentions:
        if fact.post.start <= mention.start and mention.end <= fact.post.end:  # no byline
            named[entity_of[fact.post.id, mention.key]].append(mention)
    counted.singles.update(named.keys())
    most = sorted(named, key=lambda iri: (-len(named[iri]), iri))[:MOST_IN_POST]
    for pair in combinations(sorted(most), 2):
        counted.pairs[pair] += 1
        if len(counted.quotes[pair]) < MOST_EVIDENCE:
            span = _nearest(named[pair[0]], named[pair[1]], spans)
            counted.quotes[pair].append(_evidence(fact, span, POST))


def _nearest(left: Sequence[Mention], right: Sequence[Mention], spans: Sequence[Span]) -> Span:
    """Return the passage from one entity to the other where they stand closest.

    Too long to quote, it is the sentence that names the first of them.
    """
    ordered = sorted([*((m.start, m.end, 0) for m in left), *((m.start, m.end, 1) for m in right)])
    gaps = [
        (max(b[1], a[1]) - a[0], a[0], max(b[1], a[1]))
        for a, b in pairwise(ordered)
        if a[2] != b[2]
    ]
    length, start, end = min(gaps)
    if length <= LONGEST:
        return Span(start=start, end=end)
    index = sentence_at(spans, left[0].start)
    return spans[index] if index is not None else Span(start=left[0].start, end=left[0].end)


def _significant(counted: _Counted, scope: str, minimum: int) -> Iterator[Together]:
    for pair, count in sorted(counted.pairs.items()):
        if count >= minimum:
            left, right = counted.singles[pair[0]], counted.singles[pair[1]]
            yield Together(
                pair=pair,
                scope=scope,
                count=count,
                significance=_npmi(count, left, right, counted.total),
                evidence=tuple(sorted(counted.quotes[pair])[:MOST_EVIDENCE]),
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


def _likely(together: Together, counted: _Counted) -> bool:
    """Tell whether two entities share more posts than chance would have them share."""
    left, right = (counted.singles[iri] for iri in together.pair)
    total, both = counted.total, together.count
    more = both * total > left * right
    return more and log_likelihood(both, left, right, total) >= LIKELY


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
