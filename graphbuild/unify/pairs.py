"""Count pairs of numbers, more of them than memory holds: sorted runs on disk, merged."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

HELD = 4_000_000
"""Pairs held in memory before they are counted and written as a run: 32 MB, and as much again
while they are sorted."""

BLOCK = 2_000_000
"""Pairs of all runs that are merged at a time."""

LIMIT = 1 << 32

Keys = NDArray[np.uint64]
Counts = NDArray[np.uint32]


class PairCounts:
    """How often each pair of numbers below ``LIMIT`` was added; gives the files back on exit."""

    def __init__(self, *, held: int = HELD, block: int = BLOCK) -> None:
        """Take the most pairs to hold, and to merge at a time."""
        self._held, self._block = held, block
        self._new = array("Q")
        self._files: list[IO[bytes]] = []
        self._runs: list[tuple[Keys, Counts]] = []

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
        self._runs.clear()
        for file in self._files:
            file.close()

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
        keys, counts = self._taken()
        file: Any = TemporaryFile()  # noqa: SIM115 (closed on exit)
        self._files.append(file)
        file.write(keys.tobytes())
        file.write(counts.tobytes())
        file.flush()
        kept = np.memmap(file, dtype=np.uint64, mode="r", shape=keys.shape)
        counted = np.memmap(file, dtype=np.uint32, mode="r", offset=keys.nbytes, shape=counts.shape)
        self._runs.append((kept, counted))

    def _merged(self) -> Iterator[tuple[Keys, Counts]]:
        """Yield the sums over all runs, a range of keys at a time."""
        runs = [*self._runs, self._taken()]
        if len(runs) == 1:
            yield runs[0]
            return
        # Between two neighbours of these, each run has at most ``step`` keys.
        step = max(1, self._block // len(runs))
        marks = np.unique(np.concatenate([keys[::step] for keys, _ in runs]))
        places = [np.append(np.searchsorted(keys, marks), len(keys)) for keys, _ in runs]
        for number in range(len(marks)):
            parts = [
                (keys[at[number] : at[number + 1]], counts[at[number] : at[number + 1]])
                for (keys, counts), at in zip(runs, places, strict=True)
            ]
            yield _summed(
                np.concatenate([keys for keys, _ in parts]),
                np.concatenate([counts for _, counts in parts]),
            )


def _summed(keys: Keys, counts: Counts) -> tuple[Keys, Counts]:
    """Return each key once, with the sum of its counts, sorted."""
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    return keys[first], np.add.reduceat(counts, first)
