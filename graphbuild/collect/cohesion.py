"""Do two stretches of text speak of the same thing? Lexical overlap, after TextTiling.

Words are cut to a stem of six letters, function words are left out, and frequent
words of French weigh less (wordfreq), so that ``faire`` does not bind two posts.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable

from graphbuild.collect.fold import fold

STEM = 6
MIN_WORD = 4
WINDOW = 160
"""Words on either side; 80, 160 and 240 were tried on runs of concatenated posts."""

_WORD = re.compile(r"[^\W\d_]{%d,40}" % MIN_WORD)
COMMON_ZIPF = 5.6
"""Words more frequent than this in French carry no topic (``faire`` 6.1, ``marque`` 5.1)."""


def stems(text: str, *, limit: int = WINDOW) -> list[str]:
    """Return the stems of the first ``limit`` content words of ``text``."""
    words = _WORD.findall(fold(text[: limit * 30]))
    return [stem for word in words if (stem := _stem(word))][:limit]


def last_stems(text: str, *, limit: int = WINDOW) -> list[str]:
    """Return the stems of the last ``limit`` content words of ``text``."""
    return stems(text[-limit * 12 :], limit=limit * 4)[-limit:]


@functools.lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return "" if weight(word) <= 0 else word[:STEM]


@functools.lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """How much a word tells about the topic: 0 for a common one, up to 1."""
    from wordfreq import zipf_frequency

    return max(0.0, min(1.0, (COMMON_ZIPF - float(zipf_frequency(word, "fr"))) / 3))


def similarity(one: Iterable[str], other: Iterable[str]) -> float:
    """Cosine of two bags of stems, counts damped; 0..1."""
    a, b = Counter(one), Counter(other)
    if not a or not b:
        return 0.0
    dot = sum(math.sqrt(a[stem] * b[stem]) for stem in a.keys() & b.keys())
    return dot / math.sqrt(a.total() * b.total())


def share(part: Iterable[str], whole: Iterable[str]) -> float:
    """The share of the distinct stems of ``part`` that ``whole`` has too; 0..1."""
    wanted, had = set(part), set(whole)
    return len(wanted & had) / len(wanted) if wanted else 0.0
