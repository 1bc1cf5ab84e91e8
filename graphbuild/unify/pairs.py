"""Count pairs of numbers, more of them than memory holds: sorted runs on disk, merged."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO

import numpy as np
from numpy.typing import NDArray

HELD = 4_000_000
"""Pairs held in memory before they are counted and written as a run: 32 MB, 130 MB while they
are sorted."""

STEP = 16_384
"""Pairs of a run that are read back at a time, 12 bytes each."""

LIMIT = 1 << 32

Keys = NDArray[np.uint64]
Counts = NDArray[np.uint32]

PAIR = np.dtype([("key", np.uint64), ("count", np.uint32)])


class PairCounts:
    """How often each pair of numbers below ``LIMIT`` was added; gives the files back on exit."""

    def __init__(self, *, held: int = HELD, step: int = STEP) -> None:
        """Take the most pairs to hold, and to read back of each run at a time."""
        self._held, self._step = held, step
        self._new = array("Q")
        self._runs: list[_Run] = []

    def __enter__(self) -> PairCounts:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the files, which the system then removes."""
        for run in self._runs:
            run.close()

    def add_all(self, numbers: Sequence[int]) -> None:
        """Count each pair of the numbers once; they are sorted and differ."""
        self._new.extend([left << 32 | right for left, right in combinations(numbers, 2)])
        if len(self._new) >= self._held:
            self._write_run()

    def at_least(self, minimum: int) -> Iterator[tuple[int, int, int]]:
        """Yield ``(left, right, count)`` of each pair that was added so often, sorted."""
        for keys, counts in self._merged():
            often = counts >= minimum
            for key, count in zip(keys[often].tolist(), counts[often].tolist(), strict=True):
                yield key >> 32, key & (LIMIT - 1), count

    def _taken(self) -> tuple[Keys, Counts]:
        keys, counts = np.unique(np.frombuffer(self._new, dtype=np.uint64), return_counts=True)
        self._new = array("Q")
        return keys, counts.astype(np.uint32)

    def _write_run(self) -> None:
        self._runs.append(_Run(*self._taken(), step=self._step))

    def _merged(self) -> Iterator[tuple[Keys, Counts]]:
        """Yield the sums over all runs, a range of keys at a time; once."""
        if not self._runs:
            yield self._taken()
            return
        self._write_run()
        marks = np.unique(np.concatenate([run.marks for run in self._runs]))
        # Between two that are taken lie about as many pairs as all runs read at once.
        for mark in [*marks[:: len(self._runs)].tolist(), LIMIT * LIMIT - 1]:
            parts = [run.below(mark) for run in self._runs]
            keys = np.concatenate([keys for keys, _ in parts])
            if len(keys):
                yield _summed(keys, np.concatenate([counts for _, counts in parts]))


class _Run:
    """Sorted keys with their counts in a file without a name, read back once from the start."""

    def __init__(self, keys: Keys, counts: Counts, *, step: int) -> None:
        self.marks = keys[::step].copy()
        self._step = step
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 (closed by whoever made this)
        pairs = np.empty(len(keys), PAIR)
        pairs["key"], pairs["count"] = keys, counts
        self._file.write(pairs.tobytes())
        self._file.seek(0)
        self._read = pairs[:0].copy()

    def below(self, mark: int) -> tuple[Keys, Counts]:
        """Return what is left of the keys below ``mark``."""
        parts = [self._read]
        while not len(parts[-1]) or parts[-1]["key"][-1] < mark:
            more = np.frombuffer(self._file.read(self._step * PAIR.itemsize), PAIR)
            if not len(more):
                break
            parts.append(more)
        pairs = np.concatenate(parts)
        end = int(np.searchsorted(pairs["key"], np.uint64(mark)))
        self._read = pairs[end:].copy()
        return pairs["key"][:end], pairs["count"][:end]

    def close(self) -> None:
        self._file.close()


def _summed(keys: Keys, counts: Counts) -> tuple[Keys, Counts]:
    """Return each key once, with the sum of its counts, sorted."""
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    return keys[first], np.add.reduceat(counts, first)
