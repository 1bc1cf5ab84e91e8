"""How much a post is about each thing it names: what a reader would give as its keywords.

How often it is named, how rare its words are in general French (tf-idf with wordfreq's
Zipf scale in place of a corpus), how early, and whether in the title. Measured against
readers' keyphrases by ``tests/benchmarks/keyphrases.py``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

from graphbuild.words import SMALL_WORDS, fold, zipf

RAREST = 7.5
"""Above the Zipf frequency of the most frequent noun; a word's rarity is what is left to it."""

LEAST_RARE = 0.3

IN_TITLE = 1.5


def salience(words: Sequence[str], *, count: int, place: float, title: bool) -> float:
    """Return the weight of a thing named ``count`` times.

    ``words`` are its content words in lower case, ``place`` where it first stands: 0 at
    the start of the post, 1 at its end.
    """
    weight = math.log2(1 + count) * rarity(words) * (1 - place) ** 2
    return weight * (IN_TITLE if title else 1.0)


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a name or term in lower case, without articles and prepositions."""
    words = re.findall(r"[^\W_]+", text.lower())
    return tuple(word for word in words if fold(word) not in SMALL_WORDS) or tuple(words)


def rarity(words: Sequence[str]) -> float:
    """Return the mean rarity of some words in general French, 0.3 to 7.5."""
    return sum(max(LEAST_RARE, RAREST - frequency(word)) for word in words) / max(1, len(words))


@cache
def frequency(word: str) -> float:
    """Return wordfreq's Zipf frequency of a word, kept for the next time."""
    return zipf(word)
