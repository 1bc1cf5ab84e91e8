"""Where page extraction welded two words: offsets at which a space or line end is missing.

Precision first: a missed weld costs one mention, an invented one cuts a brand in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.words import zipf

MIN_TOKEN = 6
MAX_TOKEN = 80
MAX_SHORT = 2000
"""Titles and furniture are short; what is longer is no line whose words need a look-up."""
MIN_KNOWN_ZIPF = 2.5
MIN_PART = 4
MIN_WELDED_PARTS = 6, 5
"""Lengths asked of the two known words of ``digitalemédias``: short parts fit anything."""

_STOP = re.compile(r"(?<=[a-zà-ÿ)»\"]{2})[.!?…](?=[A-ZÀ-Þ][a-zà-ÿ]{2,})")
_CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_TOKEN = re.compile(r"\S+")
_LEFT = re.compile(r"\S+$")
_BEFORE = r"[a-zß-öø-ÿ)»\"]"
_INNER_CAPITAL = re.compile(rf"[A-ZÀ-ÖØ-Þ](?:(?<={_BEFORE}.)|(?<={_BEFORE}[.!?…].))")
"""The capital comes first, for the search to go from one to the next."""
_URL = re.compile(
    r"://|^www\.|@|^#|\.(?:com|fr|net|org|io|eu|info|html?|php|be|ch|ca)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")


def find_breaks(text: str, start: int, *, prose: bool) -> list[int]:
    """Return offsets (``start`` added) in ``text`` before which a space is missing.

    ``prose`` is false for titles, headings and navigation, where two lower-case
    words may be welded (``digitalemédias``) and are looked up in a word list.
    """
    found: list[int] = []
    for low, token in _suspects(text) if prose else _tokens(text):
        if len(token) < MIN_TOKEN or len(token) > MAX_TOKEN or _URL.search(token):
            continue
        offset = start + low
        found += [offset + stop.end() for stop in _STOP.finditer(token)]
        for word in _WORD.finditer(token):
            cut = _camel_cut(word.group())
            if cut is None and not prose:
                cut = _lower_cut(word.group())
            if cut is not None:
                found.append(offset + word.start() + cut)
    return sorted(set(found))


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match.group()) for match in _TOKEN.finditer(text[:MAX_SHORT]))


def _suspects(text: str) -> Iterator[tuple[int, str]]:
    """The tokens with a capital inside: the only ones worth a look in prose, and few."""
    seen = -1
    for match in _INNER_CAPITAL.finditer(text):
        low = high = match.start()
        if low <= seen:
            continue
        left = _LEFT.search(text[max(0, low - MAX_TOKEN) : low])
        low -= len(left.group()) if left else 0
        right = _TOKEN.match(text[high : high + MAX_TOKEN + 1])
        seen = high + (right.end() if right else 0)
        yield low, text[low:seen]


def _camel_cut(word: str) -> int | None:
    """``précurseurEn``: a known word, then a known capitalised one; ``LinkedIn`` is a brand."""
    if len(word) < 6 or (word[0].isupper() and len(_CAMEL.findall(word)) > 1):
        return None
    for match in _CAMEL.finditer(word):
        left, right = word[: match.start()], word[match.start() :]
        if word[0].isupper() and zipf(word) > 0:
            return None
        if _left_ends(left) and _right_begins(right, left):
            return match.start()
    return None


def _left_ends(left: str) -> bool:
    """The left part must be a known French word of some length, written as prose writes it."""
    return (
        len(left) >= MIN_PART and left[0].islower() and zipf(left) >= MIN_KNOWN_ZIPF
    ) or _handle(left)


def _handle(left: str) -> bool:
    return len(left) >= 8 and left.islower()


def _right_begins(right: str, left: str) -> bool:
    if len(right) < 2 or not right[1:].islower():
        return False
    return zipf(right) >= MIN_KNOWN_ZIPF + (1 if _handle(left) and zipf(left) == 0 else 0)


def _lower_cut(word: str) -> int | None:
    """``digitalemédias``: no known word, but two long known ones in a row."""
    if len(word) < sum(MIN_WELDED_PARTS) or not word.islower() or zipf(word) > 0:
        return None
    low, high = MIN_WELDED_PARTS
    best, score = None, 2 * 3.5
    for cut in range(low, len(word) - high + 1):
        pair = min(zipf(word[:cut]), 9) + min(zipf(word[cut:]), 9)
        if min(zipf(word[:cut]), zipf(word[cut:])) >= 3.3 and pair > score:
            best, score = cut, pair
    return best
