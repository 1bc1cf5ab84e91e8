"""Values that are more than memory holds: a sequence in a file that has no name.

From ``MANY`` posts on, what posts say and what is made of it lies there, and is read in order
or by number. A file without a name is gone with the process that made it, however that ends;
it stands in the system's folder for temporary files (``TMPDIR`` names another).

Values are dataclasses of strings, numbers, tuples and each other, or tuples of these.
"""

from __future__ import annotations

import os
import sys
import tempfile
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import attrgetter
from threading import Lock
from typing import Any, TypeVar, overload

from graphbuild.blocks import column_of, values_of, written
from graphbuild.errors import OutputError

MANY = 20_000
"""Posts from which on values are kept on disk: some 2 GB of them. Fewer are quicker in memory."""

TOGETHER = 64
"""Values that are written, and read back, at once where they are read in order."""

AT_HAND = 2_000
"""Values that stay in memory of those looked up by name."""

T = TypeVar("T")


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
            block = written(self._kind, self._new)
            self._starts.append(self._file.write(block))
            self._sizes.append(len(block))
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
        return column_of(self._kind, name, self._read(block))

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
        return values_of(self._kind, self._read(block))

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
        with _told():
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed when nobody has it)
        self._size = 0
        self._lock = Lock()
        self._written = True

    def write(self, data: bytes) -> int:
        """Return where it stands."""
        start = self._size
        with _told():
            self._file.write(data)
        self._size += len(data)
        self._written = False
        return start

    def read(self, start: int, size: int) -> bytes:
        if not self._written:
            with _told():
                self._file.flush()
            self._written = True
        if sys.platform != "win32":
            return os.pread(self._file.fileno(), size, start)
        with self._lock:
            self._file.seek(start)
            return self._file.read(size)


@contextmanager
def _told() -> Iterator[None]:
    """Tell which folder is full, or cannot be written."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"temporary files cannot be written: {error.strerror or error}",
            place=tempfile.gettempdir(),
            remedy="free some space there, or name another folder with TMPDIR",
        ) from None


def kept(
    kind: type[T], values: Iterable[T], *, like: Sequence[object], together: int = TOGETHER
) -> Sequence[T]:
    """Return values: on disk if those they are made of are, else in a tuple."""
    if isinstance(like, OnDisk):
        return OnDisk(kind, values, together=together)
    return tuple(values)


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
    """Looks a value up by its number; the last ones stay at hand."""

    def __init__(self, values: Sequence[T], keys: Iterable[str]) -> None:
        self._numbers = {key: number for number, key in enumerate(keys)}
        self._value = lru_cache(maxsize=AT_HAND)(values.__getitem__)

    def __getitem__(self, key: str) -> T:
        return self._value(self._numbers[key])

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
