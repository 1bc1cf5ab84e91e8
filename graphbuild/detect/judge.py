"""Weigh the evidence for each span and keep the spans that hold.

A multinomial logistic regression over ``evidence.features``: its classes are the six
types and "no name", its probabilities the scores of mentions (0 to 1). ``training/``
fits the weights on text that the recogniser was not trained on.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from graphbuild.detect.evidence import Sighting
from graphbuild.detect.spelling import Feature
from graphbuild.model import NAME_TYPES, Candidate

TEMPER = 0.85
VOTE = 2.0
"""How regression and votes are pooled (logarithmic opinion pool, Genest and Zidek 1986): the
regression's odds to the power ``TEMPER``, times ``exp(VOTE * score)`` for the type the votes
settle on. The regression knows our corpus, the votes carry what rules say of rarer things;
tuned on the development split and on real posts kept apart, F1 flat around these values."""

LAYOUT = frozenset({"titled", "listed"})
LAYOUT_VOTE = 6.0
"""The detectors that read a title from the line it fills, and ``VOTE`` for what they settle on:
the regression, which met few titles of more than five words, gives most of them no chance. 38
of 44 such titles are right in ``training/corpus``, 27 of 29 in posts that it does not hold."""

SURE_TITLE = 0.6
"""Score of a title by layout from which the names inside it are part of it."""

OTHERS = 0.5
HEARD = 0.3
LEAST_CHANCE = 0.001
"""How much the other places of a form weigh in its type, divided by the root of their number,
the score from which a place is heard, and what is added to each chance. Tuned on the
development split and annotated posts, where F1 hardly changes around these values."""

WEIGHTS = Path(__file__).parent / "weights.json"

ANY = "Name"
"""The type of candidates that only propose a span."""


class _Rows(dict[str, int]):
    """From features to rows of weights; the first row, of zeros, stands for unknown ones."""

    def __missing__(self, name: str) -> int:
        return 0


class Judge:
    """The fitted weights, one row a feature and one column a class."""

    def __init__(self, weights: Mapping[str, Sequence[float]]) -> None:
        """Keep the weights: six types, then no name."""
        self._rows = _Rows((name, i) for i, name in enumerate(weights, 1))
        self._weights = np.array([[0.0] * (len(NAME_TYPES) + 1), *weights.values()])

    def chances(self, sightings: Iterable[Sequence[Feature]]) -> list[list[float]]:
        """Return, for the features of each sighting, the probability of each of ``NAME_TYPES``.

        The rest, to 1, is no name.
        """
        rows: list[int] = []
        values: list[float] = []
        starts: list[int] = []
        row = self._rows.__getitem__
        for features in sightings:
            starts.append(len(rows))
            names, numbers = zip(*features, strict=True)
            rows += map(row, names)
            values += numbers
        if not starts:
            return []
        weighed = self._weights[rows] * np.array(values)[:, None]
        scores = np.add.reduceat(weighed, starts)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances = powers / powers.sum(axis=1, keepdims=True)
        found: list[list[float]] = chances[:, :-1].tolist()
        return found


@cache
def shipped() -> Judge:
    """Return the judge with the weights of the package."""
    return Judge(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def judged(sighting: Sighting, chances: Sequence[float]) -> Candidate:
    """Return the one candidate for a span: its most probable type, its detectors joined."""
    return _as_likely(sighting, _pooled(sighting, chances))


def _as_likely(sighting: Sighting, chances: Sequence[float]) -> Candidate:
    candidates = sighting.candidates
    best = max(range(len(NAME_TYPES)), key=lambda i: (chances[i], -i))
    kind = NAME_TYPES[best]
    voices = sorted((c for c in candidates if c.type == kind), key=lambda c: (-c.score, c.detector))
    return replace(
        voices[0] if voices else candidates[0],
        type=kind,
        score=round(chances[best], 4),
        detector="+".join(sorted({c.detector for c in candidates})),
        iri=next((c.iri for c in voices if c.iri), None),
    )


def with_one_sense(
    seen: Sequence[tuple[Sighting, Sequence[float]]], found: Sequence[Candidate]
) -> list[Candidate]:
    """Return what was judged of a file's sightings, types of a form weighed together.

    ``seen`` holds the chances beside each sighting, ``found`` what each was judged to be.
    Where places of one form are judged differently, each takes the others' word as well
    ("one sense per discourse", Gale, Church and Yarowsky 1992).
    """
    places: dict[str, list[int]] = defaultdict(list)
    for i, ((sighting, _), candidate) in enumerate(zip(seen, found, strict=True)):
        if candidate.score > HEARD:
            places[sighting.form].append(i)
    settled = list(found)
    for same in places.values():
        if len({found[i].type for i in same}) == 1:
            continue
        pooled = [_pooled(*seen[i]) for i in same]
        logs = [[math.log(chance + LEAST_CHANCE) for chance in row] for row in pooled]
        sums = [sum(column) for column in zip(*logs, strict=True)]
        part = OTHERS / math.sqrt(len(same) - 1)
        for i, row, own in zip(same, pooled, logs, strict=True):
            odds = [
                math.exp(mine + part * (all_ - mine)) for mine, all_ in zip(own, sums, strict=True)
            ]
            scale = sum(row) / sum(odds)
            candidate = _as_likely(seen[i][0], [value * scale for value in odds])
            if candidate.type != found[i].type:
                settled[i] = candidate
    return settled


def _pooled(sighting: Sighting, chances: Sequence[float]) -> list[float]:
    """Return the chances of ``NAME_TYPES`` when the votes have been heard as well."""
    odds = [chance**TEMPER for chance in (*chances, max(0.0, 1 - sum(chances)))]
    voted = sighting.voted
    if sighting.stands and voted is not None:
        told = any(c.detector in LAYOUT and c.type == voted.type for c in sighting.candidates)
        vote = LAYOUT_VOTE if told else VOTE
        odds[NAME_TYPES.index(voted.type)] *= math.exp(vote * voted.score)
    total = sum(odds)
    return [value / total for value in odds[:-1]]


def outside_titles(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that are no part of a title that the layout gives away.

    The outermost name alone counts; two names inside would be worth more together.
    """
    titles = [
        c
        for c in candidates
        if c.score > SURE_TITLE and not LAYOUT.isdisjoint(c.detector.split("+"))
    ]
    return [
        c
        for c in candidates
        if not any(t is not c and t.start <= c.start and c.end <= t.end for t in titles)
    ]


def without_overlaps(candidates: Iterable[Candidate], *, least: float) -> list[Candidate]:
    """Return the candidates that do not overlap and are worth most together, in text order.

    A candidate is worth its score less ``least`` (weighted interval scheduling: the best
    choice, found in one pass over the spans by their ends).
    """
    ordered = sorted(
        (c for c in candidates if c.score > least), key=lambda c: (c.end, c.start, c.type)
    )
    ends = [c.end for c in ordered]
    worth = [0.0]
    for i, candidate in enumerate(ordered):
        before = bisect_right(ends, candidate.start, hi=i)
        worth.append(max(worth[i], worth[before] + candidate.score - least))
    chosen: list[Candidate] = []
    i = len(ordered)
    while i:
        if worth[i] == worth[i - 1]:
            i -= 1
            continue
        chosen.append(ordered[i - 1])
        i = bisect_right(ends, ordered[i - 1].start, hi=i - 1)
    return chosen[::-1]
