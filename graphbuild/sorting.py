"""Sort more values than memory holds: sorted runs on disk, merged; and group them.

``write/sorted_lines.py`` does the same for lines, ``unify/pairs.py`` for numbers.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, Generic, Protocol, TypeVar

from graphbuild.on_disk import TOGETHER, OnDisk

RUN = 64_000
"""Values that are sorted in memory."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


def in_order(
    kind: type[T], values: Iterable[T], key: Callable[[T], Any], *, like: Sequence[object]
) -> Iterable[T]:
    """Return values sorted, once: as runs on disk that are merged if those they are made of are
    on disk. Equal ones stay in their order."""
    if not isinstance(like, OnDisk):
        return sorted(values, key=key)
    sorting = Sorting(kind, key)
    sorting.extend(values)
    return iter(sorting)


class Sorting(Generic[T]):
    """Values that come in any order and are then read sorted, once: as runs that are merged."""

    def __init__(self, kind: type[Any], key: Callable[[T], Any]) -> None:
        """Take the values' kind and what they are sorted by."""
        self._key = key
        self._held: list[T] = []
        self._runs: OnDisk[T] = OnDisk(kind, together=TOGETHER)
        self._ends = [0]

    def extend(self, values: Iterable[T]) -> None:
        """Take values."""
        for value in values:
            self._held.append(value)
            if len(self._held) == RUN:
                self._runs.extend(sorted(self._held, key=self._key))
                self._runs.close_block()
                self._ends.append(self._runs.blocks)
                self._held = []

    def __iter__(self) -> Iterator[T]:
        """Yield all of them; equal ones in the order they came."""
        runs = [self._runs.part(first, last) for first, last in pairwise(self._ends)]
        last = iter(sorted(self._held, key=self._key))
        return heapq.merge(*runs, last, key=self._key) if runs else last


class Groups(Protocol[T_co]):
    """Values by a name, each group given out once."""

    def take(self, name: str) -> Sequence[T_co]:
        """Return the values of a name, and forget them."""

    def left(self) -> Iterable[str]:
        """Return the names that were not taken."""


def grouped(
    kind: type[T],
    values: Iterable[T],
    name: Callable[[T], str],
    *,
    names: Collection[str],
    like: Sequence[object],
) -> Groups[T]:
    """Return values by name, in their order; those of ``names`` are taken first, sorted."""
    if not isinstance(like, OnDisk):
        return _Held(values, name)
    return _Stream(
        in_order(kind, values, lambda v: (name(v) not in names, name(v)), like=like), name
    )


class _Held(Generic[T]):
    def __init__(self, values: Iterable[T], name: Callable[[T], str]) -> None:
        self._groups: defaultdict[str, list[T]] = defaultdict(list)
        for value in values:
            self._groups[name(value)].append(value)

    def take(self, name: str) -> Sequence[T]:
        return self._groups.pop(name, ())

    def left(self) -> Iterable[str]:
        return self._groups


class _Stream(Generic[T]):
    """Reads on to the name that is asked for; what is left at the end is held."""

    def __init__(self, values: Iterable[T], name: Callable[[T], str]) -> None:
        self._groups = groupby(values, key=name)
        self._next: tuple[str, list[T]] | None = None
        self._left: dict[str, list[T]] = {}
        self._read_on()

    def _read_on(self) -> None:
        found = next(self._groups, None)
        self._next = found and (found[0], list(found[1]))

    def take(self, name: str) -> Sequence[T]:
        if self._next and self._next[0] == name:
            group = self._next[1]
            self._read_on()
            return group
        return self._left.pop(name, ())

    def left(self) -> Iterable[str]:
        while self._next:
            self._left[self._next[0]] = self._next[1]
            self._read_on()
        return self._left
