"""Which entities meet more often than chance, in sentences and in posts: a layer of its own."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import combinations, pairwise
from operator import attrgetter

from graphbuild.model import Evidence, Facts, Mention, Post
from graphbuild.sentences import LONGEST
from graphbuild.unify.pairs import PairCounts
from graphbuild.unify.passages import Passages
from graphbuild.unify.quotes import Quotes, quotes

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

REMEMBERED = 20_000
"""Results kept in memory of what small numbers give: most pairs meet two or three times."""

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


@dataclass(slots=True)
class _Read:
    """What a post names: of each mention the entity's number and the sentence's, if any."""

    post: Post
    mentions: Sequence[Mention]
    entities: Sequence[int]
    sentences: Sequence[int | None]


Place = tuple[int, int, int]
"""Start and end of a mention, and its entity's number."""

_in_order = attrgetter("source", "start", "end", "quote", "post", "cue")
"""The order of evidence, as its fields have it: without asking each pair who goes first."""


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
            read = _read(fact, number, passages)
            by_sentence.total += passages.count(fact.post)
            _count_sentences(read, by_sentence, in_sentences)
            _count_posts(read, by_post, in_posts)
        said = quotes(in_sentences.at_least(minimum), facts)
        likely = (pair for pair in in_posts.at_least(LEAST_POSTS) if _likely(*pair, by_post))
        near = quotes(likely, facts)
    for fact in facts:
        read = _read(fact, number, passages)
        _quote_sentences(read, said, passages)
        _quote_posts(read, near, passages)
    yield from _together(said, SENTENCE, by_sentence, iris)
    yield from _together(near, POST, by_post, iris)


def _read(fact: Facts, number: Mapping[str, int], passages: Passages) -> _Read:
    post = fact.post
    sentences = passages.indices(post, [m.start for m in fact.mentions])
    return _Read(post, fact.mentions, [number[m.key] for m in fact.mentions], sentences)


def _present(read: _Read) -> dict[int, set[int]]:
    """Return, by sentence, the entities it names."""
    present: dict[int, set[int]] = defaultdict(set)
    for sentence, entity in zip(read.sentences, read.entities, strict=True):
        if sentence is not None:
            present[sentence].add(entity)
    return present


def _places(read: _Read) -> dict[int, list[Place]]:
    """Return the places in a post of each entity it names."""
    post, places = read.post, defaultdict(list)
    for mention, entity in zip(read.mentions, read.entities, strict=True):
        if post.start <= mention.start and mention.end <= post.end:  # no byline
            places[entity].append((mention.start, mention.end, entity))
    return places


def _most(places: Mapping[int, Sequence[Place]]) -> list[int]:
    """Return the entities that a post names most; numbers rank as their IRIs do."""
    most = sorted(places, key=lambda entity: (-len(places[entity]), entity))
    return sorted(most[:MOST_IN_POST])


def _count_sentences(read: _Read, counted: _Counted, pairs: PairCounts) -> None:
    for found in _present(read).values():
        for entity in found:
            counted.singles[entity] += 1
        if 1 < len(found) <= MOST_IN_SENTENCE:
            pairs.add_all(sorted(found))


def _count_posts(read: _Read, counted: _Counted, pairs: PairCounts) -> None:
    counted.total += 1
    places = _places(read)
    for entity in places:
        counted.singles[entity] += 1
    pairs.add_all(_most(places))


def _quote_sentences(read: _Read, said: Quotes, passages: Passages) -> None:
    """Keep the first sentences of each pair by their place; pairs of one sentence share it."""
    for index, found in sorted(_present(read).items()):
        passage: Evidence | None = None
        for pair in combinations(sorted(found), 2) if len(found) <= MOST_IN_SENTENCE else ():
            if (kept := said.get(pair)) is not None:
                if passage is None:
                    span = passages.span(read.post, index)
                    passage = _evidence(read.post, span.start, span.end, SENTENCE)
                kept.append(passage)
                if isinstance(kept, list) and len(kept) > 2 * MOST_EVIDENCE:
                    kept[:] = sorted(kept, key=_in_order)[:MOST_EVIDENCE]


def _quote_posts(read: _Read, near: Quotes, passages: Passages) -> None:
    """Keep the passages of the first posts of each pair."""
    post, places = read.post, _places(read)
    sentence_of = cache(partial(_sentence_of, post, passages))
    made: dict[tuple[int, int], Evidence] = {}
    for pair in combinations(_most(places), 2):
        kept = near.get(pair)
        if kept is not None and len(kept) < MOST_EVIDENCE:
            left, right = places[pair[0]], places[pair[1]]
            span = _nearest(left, right)
            if span[1] - span[0] > LONGEST:
                span = sentence_of(left[0])
            if span not in made:
                made[span] = _evidence(post, *span, POST)
            kept.append(made[span])


def _nearest(left: Sequence[Place], right: Sequence[Place]) -> tuple[int, int]:
    """Return the passage from one entity to the other where they stand closest."""
    if len(left) == len(right) == 1:
        (one, *_), (other, *_) = left, right
        return min(one[0], other[0]), max(one[1], other[1])
    gaps = [
        (max(b[1], a[1]) - a[0], a[0], max(b[1], a[1]))
        for a, b in pairwise(sorted([*left, *right]))
        if a[2] != b[2]
    ]
    _, start, end = min(gaps)
    return start, end


def _sentence_of(post: Post, passages: Passages, place: Place) -> tuple[int, int]:
    """Return the sentence that names something, quoted where a passage would be too long."""
    index = passages.index(post, place[0])
    if index is None:
        return place[:2]
    span = passages.span(post, index)
    return span.start, span.end


def _together(
    quoted: Quotes, scope: str, counted: _Counted, iris: Sequence[str]
) -> Iterator[Together]:
    for (left, right, count), passages in quoted.told():
        singles = counted.singles[left], counted.singles[right]
        yield Together(
            pair=(iris[left], iris[right]),
            scope=scope,
            count=count,
            significance=_npmi(count, *singles, counted.total),
            evidence=tuple(sorted(passages, key=_in_order)[:MOST_EVIDENCE]),
        )


def _evidence(post: Post, start: int, end: int, scope: str) -> Evidence:
    return Evidence(
        source=post.source,
        start=start,
        end=end,
        quote=post.surface(start, end),
        post=post.id,
        cue=scope,
    )


@lru_cache(maxsize=REMEMBERED)
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


@lru_cache(maxsize=REMEMBERED)
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
