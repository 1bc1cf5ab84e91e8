"""The sentences that quotes stand in, each kept once however many quotes it holds.

JavaScript counts UTF-16 units where the rest of the program counts code points;
the difference (one emoji) is settled here, and nowhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from graphbuild.model import Post

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"»”’)\]]*\s+|\s*\n\s*")
_LONGEST = 420
"""Code points shown of a passage; longer ones are cut around the quote."""
_AROUND = 160
_CUT = "… "


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch of a passage, in UTF-16 units, and where it starts in its source."""

    passage: int
    offset: int
    length: int
    start: int


@dataclass(slots=True)
class Passages:
    """A growing list of distinct passages, ``(post number, text)``."""

    posts: Mapping[str, tuple[int, Post]]
    """Number and value of each post by its id."""
    texts: list[tuple[int, str]] = field(default_factory=list)
    _numbers: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _bounds: dict[int, list[int]] = field(default_factory=dict)

    def quote(self, post_id: str, start: int, end: int, surface: str) -> Quote | None:
        """Quote a source's ``start:end`` in its sentence; None where the post is unknown.

        ``surface`` is shown alone for what lies outside the post's own text (a header).
        """
        if post_id not in self.posts:
            return None
        number, post = self.posts[post_id]
        low, high = start - post.start, end - post.start
        if low < 0 or high > len(post.text):
            passage = self._add((number, start, end), surface)
            return Quote(passage=passage, offset=0, length=_units(surface), start=start)
        first, last = self._window(number, post.text, low, high)
        lead = _CUT if self._is_cut(number, first) else ""
        tail = _CUT[::-1] if self._is_cut(number, last) else ""
        passage = self._add((number, first, last), lead + post.text[first:last].rstrip() + tail)
        return Quote(
            passage=passage,
            offset=_units(lead + post.text[first:low]),
            length=_units(post.text[low:high]),
            start=start,
        )

    def _add(self, key: tuple[int, int, int], text: str) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.texts)
            self.texts.append((key[0], text))
        return self._numbers[key]

    def _sentences(self, number: int, text: str) -> list[int]:
        """Return where sentences begin, and the text's length."""
        if number not in self._bounds:
            ends = {match.end() for match in _SENTENCE_END.finditer(text)}
            self._bounds[number] = sorted({0, *ends, len(text)})
        return self._bounds[number]

    def _window(self, number: int, text: str, low: int, high: int) -> tuple[int, int]:
        bounds = self._sentences(number, text)
        first = bounds[max(bisect_right(bounds, low) - 1, 0)]
        last = bounds[min(bisect_right(bounds, max(high - 1, low)), len(bounds) - 1)]
        if last - first > _LONGEST:
            first = max(first, _word_start(text, low - _AROUND, low))
            last = min(last, _word_start(text, high + _AROUND, len(text)))
        return min(first, low), max(last, high)

    def _is_cut(self, number: int, offset: int) -> bool:
        bounds = self._bounds[number]
        return bounds[bisect_right(bounds, offset) - 1] != offset


def _word_start(text: str, offset: int, limit: int) -> int:
    """Return the first start of a word from ``offset`` on, at most ``limit``."""
    space = re.compile(r"\s").search(text, max(offset, 0), limit)
    return space.end() if space and offset > 0 else min(max(offset, 0), limit)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
