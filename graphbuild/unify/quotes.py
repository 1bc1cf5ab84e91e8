"""The passages that are quoted for pairs: in lists, or on disk where the facts are too."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from graphbuild.model import Evidence, Facts
from graphbuild.on_disk import OnDisk
from graphbuild.sorting import Sorting

Pair = tuple[int, int]

Counted = tuple[int, int, int]
"""Two entities by their numbers, and how often they meet."""


class OfPair(Protocol):
    """Where the passages of one pair go."""

    def append(self, passage: Evidence, /) -> object:
        """Take a passage."""

    def __len__(self) -> int:
        """Return how many there are, as far as that counts."""


class Quotes(Protocol):
    """The passages of some pairs."""

    def get(self, pair: Pair, /) -> OfPair | None:
        """Return where a pair's passages go, ``None`` where they are not wanted."""

    def told(self) -> Iterator[tuple[Counted, Sequence[Evidence]]]:
        """Yield the pairs in their order, each with its passages as they came."""


def quotes(pairs: Iterable[Counted], facts: Sequence[Facts]) -> Quotes:
    """Return an empty place for the passages of some pairs, which are sorted."""
    return _OnDisk(pairs) if isinstance(facts, OnDisk) else _InMemory(pairs)


class _InMemory:
    def __init__(self, pairs: Iterable[Counted]) -> None:
        self._pairs = list(pairs)
        self._found: dict[Pair, list[Evidence]] = {(one, two): [] for one, two, _ in self._pairs}
        self.get = self._found.get

    def told(self) -> Iterator[tuple[Counted, Sequence[Evidence]]]:
        return ((pair, self._found[pair[:2]]) for pair in self._pairs)


Row = tuple[int, str, int, int, str, str, str]
"""A pair's number, and the fields of a passage."""


class _OnDisk:
    """Memory holds 13 bytes a pair."""

    def __init__(self, pairs: Iterable[Counted]) -> None:
        self._keys, self._counts = array("Q"), array("I")
        for left, right, count in pairs:
            self._keys.append(left << 32 | right)
            self._counts.append(count)
        self.seen = bytearray(len(self._keys))
        self.rows: Sorting[Row] = Sorting(tuple, itemgetter(0))

    def get(self, pair: Pair, /) -> OfPair | None:
        key = pair[0] << 32 | pair[1]
        number = bisect_left(self._keys, key)
        if number == len(self._keys) or self._keys[number] != key:
            return None
        return _OfNumber(number, self)

    def told(self) -> Iterator[tuple[Counted, Sequence[Evidence]]]:
        for number, rows in groupby(self.rows, key=itemgetter(0)):
            key = self._keys[number]
            counted = key >> 32, key & 0xFFFFFFFF, self._counts[number]
            yield counted, [_evidence(row) for row in rows]


class _OfNumber:
    __slots__ = ("_number", "_quotes")

    def __init__(self, number: int, quotes: _OnDisk) -> None:
        self._number, self._quotes = number, quotes

    def __len__(self) -> int:
        return self._quotes.seen[self._number]

    def append(self, said: Evidence, /) -> None:
        seen = self._quotes.seen
        seen[self._number] = min(255, seen[self._number] + 1)
        row = (self._number, said.source, said.start, said.end, said.quote, said.post, said.cue)
        self._quotes.rows.extend([row])


def _evidence(row: Row) -> Evidence:
    _, source, start, end, quote, post, cue = row
    return Evidence(source=source, start=start, end=end, quote=quote, post=post, cue=cue)
