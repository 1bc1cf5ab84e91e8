"""Put together what several detectors say of one span, then choose among overlapping ones."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphbuild.model import Candidate

CERTAIN = 0.99

LEAST_VOTE = 0.5

VOCABULARY_TRUST = 2
"""What a known name is outweighs two guesses from context at what it might be."""


def agreed(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return one candidate a span: the type with most support, the detectors joined.

    Independent detectors that agree make a span surer: scores are joined as
    ``1 - product(1 - score)``; a detector that says another type counts against.
    """
    spans: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        spans[candidate.start, candidate.end].append(candidate)
    return [_one(group) for _, group in sorted(spans.items())]


def _one(group: Sequence[Candidate]) -> Candidate:
    support: Counter[str] = Counter()
    for candidate in group:
        trust = VOCABULARY_TRUST if candidate.iri else 1
        support[candidate.type] += candidate.score * trust  # type: ignore[assignment]
    kind = min(support, key=lambda k: (-support[k], k))
    voices = sorted((c for c in group if c.type == kind), key=lambda c: (-c.score, c.detector))
    doubt = 1.0
    for candidate in voices:
        doubt *= 1 - candidate.score
    if len(support) > 1:
        doubt += 0.1
    return replace(
        voices[0],
        score=round(min(CERTAIN, max(0.0, 1 - doubt)), 4),
        detector="+".join(sorted({c.detector for c in group})),
        iri=next((c.iri for c in voices if c.iri), None),
    )


def longest_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the best candidates that do not overlap, in text order.

    What the layout says comes first, then the longer span (names are marked by their
    outermost extent), then the higher score.
    """
    best: list[Candidate] = []  # by start, and so by end: none overlaps another
    ordered = sorted(
        candidates,
        key=lambda c: ("byline" not in c.detector, -(c.end - c.start), -c.score, c.start, c.type),
    )
    for candidate in ordered:
        place = bisect_left(best, candidate.start, key=lambda c: c.start)
        before, after = best[max(0, place - 1) : place], best[place : place + 1]
        if all(c.end <= candidate.start for c in before) and all(
            candidate.end <= c.start for c in after
        ):
            best.insert(place, candidate)
    return best
