"""Values that are more than memory holds: a sequence in a file that has no name, and sorting.

From ``MANY`` posts on, what posts say and what is made of it lies there, and is read in order
or by number. A file without a name is gone with the process that made it, however that ends;
it stands in the system's folder for temporary files (``TMPDIR`` names another).

Values are dataclasses of ``model.py``, or tuples of what ``marshal`` takes (strings, numbers):
four times as fast as the JSON of ``cache.py``, and safe where nobody else can write.
"""

from __future__ import annotations

import heapq
import marshal
import os
import sys
import tempfile
import typing
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import pairwise, repeat
from operator import attrgetter
from threading import Lock
from typing import Any, Generic, TypeVar, overload

MANY = 20_000
"""Posts from which on values are kept on disk: some 2 GB of them. Fewer are quicker in memory."""

TOGETHER = 64
"""Values that are written, and read back, at once where they are read in order."""

RUN = 64_000
"""Values that are sorted in memory."""

T = TypeVar("T")
K = TypeVar("K")


class OnDisk(Sequence[T]):
    """Values of one kind, filled once and then read, as often as wanted and by copies of the
    process too."""

    def __init__(self, kind: type[T], values: Iterable[T] = (), *, together: int = 1) -> None:
        """Take the values, so many of which are read ``together``: one where they are picked."""
        self._kind = kind
        self._together = together
        self._file = _File()
        self._starts = array("Q")
        self._sizes = array("I")
        self._ends = array("Q", [0])  # numbers of values
        self._new: list[T] = []
        self.extend(values)

    def extend(self, values: Iterable[T]) -> None:
        """Take more values."""
        for value in values:
            self._new.append(value)
            if len(self._new) == self._together:
                self.close_block()

    def close_block(self) -> None:
        """Write what was taken, so that the next value begins another block."""
        if self._new:
            written = _written(self._kind, self._new)
            self._starts.append(self._file.write(written))
            self._sizes.append(len(written))
            self._ends.append(self._ends[-1] + len(self._new))
            self._new = []

    def picked(self, numbers: Iterable[int]) -> OnDisk[T]:
        """Return some of the values, or all in another order, in the same file."""
        self.close_block()
        chosen = OnDisk(self._kind)
        chosen._file = self._file
        for number in numbers:
            chosen._starts.append(self._starts[number])
            chosen._sizes.append(self._sizes[number])
        chosen._ends = array("Q", range(len(chosen._starts) + 1))
        return chosen

    def part(self, first: int, last: int) -> Iterator[T]:
        """Yield the values of some blocks."""
        for block in range(first, last):
            yield from self._block(block)

    def column(self, name: str) -> Iterator[Any]:
        """Yield one field of each value: the others are not read."""
        self.close_block()
        for block in range(self.blocks):
            yield from self.column_of(block, name)

    def column_of(self, block: int, name: str) -> Iterable[Any]:
        """Return one field of the values of a block."""
        return _column(self._kind, name, self._read(block))

    def place(self, number: int) -> tuple[int, int]:
        """Return the block that holds a value, and its number there."""
        self.close_block()
        number = range(len(self))[number]
        block = bisect_right(self._ends, number) - 1
        return block, number - self._ends[block]

    @property
    def blocks(self) -> int:
        """The number of blocks."""
        return len(self._starts)

    def _read(self, block: int) -> bytes:
        return self._file.read(self._starts[block], self._sizes[block])

    def _block(self, block: int) -> list[T]:
        return _values(self._kind, self._read(block))

    def __len__(self) -> int:
        """Return how many values there are."""
        return self._ends[-1] + len(self._new)

    def __iter__(self) -> Iterator[T]:
        """Yield the values, read again each time."""
        self.close_block()
        return self.part(0, self.blocks)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """Return a value by its number, or some of them."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        block, number = self.place(index)
        return self._block(block)[number]


class _File:
    """A file without a name. It is read at a place, not from where the last reading ended:
    copies of a process share where that was."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed when nobody has it)
        self._size = 0
        self._lock = Lock()
        self._written = True

    def write(self, data: bytes) -> int:
        """Return where it stands."""
        start = self._size
        self._file.write(data)
        self._size += len(data)
        self._written = False
        return start

    def read(self, start: int, size: int) -> bytes:
        if not self._written:
            self._file.flush()
            self._written = True
        if sys.platform != "win32":
            return os.pread(self._file.fileno(), size, start)
        with self._lock:
            self._file.seek(start)
            return self._file.read(size)


def kept(
    kind: type[T], values: Iterable[T], *, like: Sequence[object], together: int = TOGETHER
) -> Sequence[T]:
    """Return values: on disk if those they are made of are, else in a tuple."""
    if isinstance(like, OnDisk):
        return OnDisk(kind, values, together=together)
    return tuple(values)


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


def sorted_by(values: Sequence[T], name: str, key: Callable[[Any], Any]) -> Sequence[T]:
    """Return values sorted by what ``key`` makes of one of their fields."""
    if not isinstance(values, OnDisk):
        return sorted(values, key=lambda value: key(getattr(value, name)))
    keys = list(map(key, values.column(name)))
    return values.picked(sorted(range(len(keys)), key=keys.__getitem__))


def field_of(values: Sequence[Any], name: str) -> Sequence[Any]:
    """Return one field of each value."""
    if isinstance(values, OnDisk):
        return _Field(values, name)
    return list(map(attrgetter(name), values))


class _Field(Sequence[Any]):
    def __init__(self, values: OnDisk[Any], name: str) -> None:
        self._values, self._name = values, name

    def __iter__(self) -> Iterator[Any]:
        return self._values.column(self._name)

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: Any) -> Any:
        block, number = self._values.place(index)
        return list(self._values.column_of(block, self._name))[number]


def by_name(values: Sequence[T], keys: Iterable[str]) -> Mapping[str, T]:
    """Return the values by keys that come in their order."""
    if isinstance(values, OnDisk | _Field):
        return _ByName(values, keys)
    return dict(zip(keys, values, strict=True))


class _ByName(Mapping[str, T]):
    """Looks a value up by its number; the last one stays at hand."""

    def __init__(self, values: Sequence[T], keys: Iterable[str]) -> None:
        self._values = values
        self._numbers = {key: number for number, key in enumerate(keys)}
        self._last: tuple[str, T] | None = None

    def __getitem__(self, key: str) -> T:
        last = self._last
        if last is None or last[0] != key:
            last = self._last = key, self._values[self._numbers[key]]
        return last[1]

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


# A value as the tuple of its fields, a column of them at a time: to set each slot of all values
# takes a third of the time of calling the dataclass, whose ``__init__`` does the same.

Inner = Mapping[int, tuple[Any, bool]]
"""By the number of a field: the dataclass it holds, and whether it holds a tuple of them."""


@cache
def _shape(kind: Any) -> tuple[Callable[[Any], Any], tuple[Any, ...], Inner]:
    """Return how to get all fields, how to set each, and which of them hold dataclasses."""
    names = [field.name for field in fields(kind)]
    hints = typing.get_type_hints(kind)
    inner: dict[int, tuple[Any, bool]] = {}
    for index, name in enumerate(names):
        hint: Any = hints[name]
        args = typing.get_args(hint)
        if typing.get_origin(hint) is tuple and is_dataclass(args[0]):
            inner[index] = args[0], True
        elif is_dataclass(hint):
            inner[index] = hint, False
    setters = tuple(kind.__dict__[name].__set__ for name in names)
    return attrgetter(*names), setters, inner


def _written(kind: Any, values: Sequence[Any]) -> bytes:
    """Return a block: each field's column by itself, so that it can be read alone."""
    rows = _encoded(kind, values)
    return marshal.dumps(
        rows if kind is tuple else [marshal.dumps(c) for c in zip(*rows, strict=True)]
    )


def _values(kind: Any, block: bytes) -> list[Any]:
    found = _loaded(block)
    return found if kind is tuple else _made(kind, [_loaded(column) for column in found])


def _column(kind: Any, name: str, block: bytes) -> Iterable[Any]:
    index = [field.name for field in fields(kind)].index(name)
    return _made_column(kind, index, _loaded(_loaded(block)[index]))


def _loaded(data: bytes) -> Any:
    return marshal.loads(data)  # noqa: S302 (what this process wrote, where nobody else can)


def _encoded(kind: Any, values: Iterable[Any]) -> list[Any]:
    if kind is tuple:
        return list(values)
    get, _, inner = _shape(kind)
    rows = list(map(get, values))
    if inner:
        rows = [list(row) for row in rows]
        for index, (part, several) in inner.items():
            for row in rows:
                row[index] = _encoded(part, row[index] if several else (row[index],))
    return rows


def _made(kind: Any, columns: Sequence[Sequence[Any]]) -> list[Any]:
    new: Callable[[Any], Any] = object.__new__
    made = list(map(new, repeat(kind, len(columns[0]))))
    for index, (put, column) in enumerate(zip(_shape(kind)[1], columns, strict=True)):
        any(map(put, made, _made_column(kind, index, column)))  # none returns anything
    return made


def _made_column(kind: Any, index: int, column: Sequence[Any]) -> Iterable[Any]:
    part, several = _shape(kind)[2].get(index, (None, False))
    if part is None:
        return column
    if several:
        return [tuple(_rows_made(part, rows)) for rows in column]
    return _rows_made(part, [rows[0] for rows in column])


def _rows_made(kind: Any, rows: Sequence[Any]) -> list[Any]:
    return _made(kind, list(zip(*rows, strict=True))) if rows else []
