"""Do two stretches of text speak of the same thing? Lexical overlap, after TextTiling.

Words are cut to a stem of six letters and weighed by their rarity in French
(wordfreq): ``faire`` does not bind two posts, a repeated proper name does.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from graphbuild.collect.fold import fold
from graphbuild.words import zipf

STEM = 6
MIN_WORD = 4
AHEAD = 120
BEHIND = 160
"""Words on either side. Of 60, 120, 200 ahead and 80, 160, 400 behind this pair separated best
titles from headings on runs of concatenated posts (area under the curve 0.71)."""
KEY_WORDS = 600
COMMON_ZIPF = 5.6
"""Words more frequent than this in French carry no topic (``faire`` 6.1, ``marque`` 5.1)."""

_WORD = re.compile(rf"[^\W\d_]{{{MIN_WORD},40}}")

Stem = tuple[str, float]
"""A word's beginning and how much it tells about the topic, 0..1."""


def stems(lines: Iterable[str], *, limit: int = AHEAD) -> list[Stem]:
    """Return the stems of the first ``limit`` content words of a text, given line by line."""
    found: list[Stem] = []
    left = limit * 30
    for line in lines:
        found += _of_line(line[:left])
        left -= len(line) + 1
        if left <= 0 or len(found) >= limit:
            break
    return found[:limit]


def last_stems(lines: Sequence[str], *, limit: int = BEHIND) -> list[Stem]:
    """Return the stems of the last ``limit`` content words of a text."""
    kept: list[str] = []
    left = limit * 12
    for line in reversed(lines):
        if left <= 0:
            break
        kept.append(line[-left:])
        left -= len(line) + 1
    return stems(reversed(kept), limit=limit * 4)[-limit:]


@functools.lru_cache(maxsize=512)  # a page's lines: each candidate for a title reads them again
def _of_line(line: str) -> tuple[Stem, ...]:
    words = _WORD.findall(fold(line))
    return tuple([(word[:STEM], value) for word in words if (value := weight(word)) > 0])


@functools.lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """How much a folded word tells about the topic: 0 for a common one, up to 1."""
    return max(0.0, min(1.0, (COMMON_ZIPF - zipf(word)) / 3))


def similarity(one: Sequence[Stem], other: Sequence[Stem]) -> float:
    """Cosine of two weighed bags of stems, counts damped; 0..1."""
    weights = dict(one) | dict(other)
    a, b = Counter(stem for stem, _ in one), Counter(stem for stem, _ in other)
    size = _size(a, weights) * _size(b, weights)
    if not size:
        return 0.0
    shared = sorted(a.keys() & b.keys())
    return sum(weights[stem] ** 2 * math.sqrt(a[stem] * b[stem]) for stem in shared) / size


def _size(bag: Counter[str], weights: dict[str, float]) -> float:
    return math.sqrt(sum(weights[stem] ** 2 * count for stem, count in bag.items()))


def key_stems(lines: Iterable[str], *, top: int = 12) -> list[Stem]:
    """Return the stems that a text repeats most (twice at least): what it is about."""
    found = stems(lines, limit=KEY_WORDS)
    weights = dict(found)
    counts = Counter(stem for stem, _ in found)
    ranked = sorted(counts, key=lambda stem: (-counts[stem] * weights[stem], stem))
    return [(stem, weights[stem]) for stem in ranked[:top] if counts[stem] > 1]


def share(part: Iterable[Stem], whole: Iterable[Stem]) -> float:
    """The share of the distinct stems of ``part`` that ``whole`` has too; 0..1."""
    wanted, had = {stem for stem, _ in part}, {stem for stem, _ in whole}
    return len(wanted & had) / len(wanted) if wanted else 0.0
