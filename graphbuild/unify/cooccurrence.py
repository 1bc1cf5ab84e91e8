"""Which entities meet in sentences more often than chance: a layer of its own."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from graphbuild.model import Evidence, Facts, Span
from graphbuild.sentences import sentence_at, sentences

MOST_EVIDENCE = 5
"""Sentences quoted for one pair; the count tells of the others."""

MOST_IN_SENTENCE = 12
"""A sentence that names more things than this is a list, which links nothing."""

Pair = tuple[str, str]


def cooccurrences(
    facts: Iterable[Facts], entity_of: Mapping[tuple[str, str], str], *, minimum: int
) -> Iterable[tuple[Pair, int, float, tuple[Evidence, ...]]]:
    """Return ``(pair, sentences shared, significance, evidence)`` sorted by pair.

    ``entity_of`` maps ``(post, key)`` to an IRI. Significance is normalised pointwise
    mutual information over sentences (Bouma 2009), cut at 0: 1 when the two never
    occur apart. A pair counts from ``minimum`` sentences on.
    """
    singles: Counter[str] = Counter()
    pairs: Counter[Pair] = Counter()
    quotes: dict[Pair, list[Evidence]] = defaultdict(list)
    total = 0
    for fact in facts:
        spans = sentences(fact.post)
        total += len(spans)
        present: dict[int, set[str]] = defaultdict(set)
        for mention in fact.mentions:
            index = sentence_at(spans, mention.start)
            if index is not None:
                present[index].add(entity_of[fact.post.id, mention.key])
        for index, found in sorted(present.items()):
            singles.update(found)
            if len(found) > MOST_IN_SENTENCE:
                continue
            for pair in combinations(sorted(found), 2):
                pairs[pair] += 1
                quotes[pair].append(_evidence(fact, spans[index]))
    for pair, count in sorted(pairs.items()):
        if count >= minimum:
            value = _npmi(count, singles[pair[0]], singles[pair[1]], total)
            yield pair, count, value, tuple(sorted(quotes[pair])[:MOST_EVIDENCE])


def _evidence(fact: Facts, span: Span) -> Evidence:
    return Evidence(
        source=fact.post.source,
        start=span.start,
        end=span.end,
        quote=fact.post.surface(span.start, span.end),
        post=fact.post.id,
        cue="same sentence",
    )


def _npmi(both: int, left: int, right: int, total: int) -> float:
    joint = both / total
    if joint >= 1:
        return 1.0
    value = math.log(joint / ((left / total) * (right / total))) / -math.log(joint)
    return round(min(1.0, max(0.0, value)), 4)
