"""Sort more lines than memory holds: sorted runs on disk, merged (external merge sort).

The lines of a subject stay together in one text, a block: there are five times as many lines.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

RUN: Final = 100_000_000
"""Bytes held in memory."""

_READ: Final = 1 << 20
_TOGETHER: Final = 1_000
"""Blocks written at a time."""

_BETWEEN: Final = b"\0"
"""Parts the blocks of a run; a line holds none, N-Quads escape it."""


class SortedLines:
    """Take blocks of lines in any order, give them back in UTF-8, sorted, without repeats.

    The order of bytes is that of code points.

    The lines of a block are sorted, those of its first subject are nowhere else but in blocks
    that begin with it too, and nothing sorts between its subjects.
    """

    def __init__(self, folder: Path, open_files: ExitStack, *, run: int = RUN) -> None:
        """Keep runs of ``run`` bytes in nameless files of ``folder``."""
        self._folder = folder
        self._run = run
        self._held: list[bytes] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []
        self._open = open_files

    def add(self, blocks: Iterable[str]) -> None:
        """Take blocks, whose lines have their ends."""
        encoded = [block.encode() for block in blocks]
        self._held += encoded
        self._size += sum(map(len, encoded))
        if self._size >= self._run:
            self._spill()

    def _spill(self) -> None:
        run = self._open.enter_context(
            tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 (closed by the stack)
        )
        self._held.sort()
        for blocks in _parted(self._held):
            run.write(_BETWEEN.join([*blocks, b""]))
        run.seek(0)
        self._runs.append(run)
        self._held, self._size = [], 0

    def __iter__(self) -> Iterator[bytes]:
        """Yield the blocks, those of a subject as one, some together; only once."""
        self._held.sort()
        before, subject = b"", b"\n"
        for blocks in _merged([_parted(self._held), *map(_blocks, self._runs)]):
            whole = []
            for block in blocks:
                if block.startswith(subject):
                    before = _as_one(before, block)
                    continue
                whole.append(before)
                before, subject = block, block[: block.index(b" ") + 1]
            yield b"".join(whole)
        yield before


def _as_one(one: bytes, other: bytes) -> bytes:
    lines = {*one.split(b"\n"), *other.split(b"\n")} - {b""}
    return b"".join(b"%s\n" % line for line in sorted(lines))


def _merged(runs: Iterable[Iterator[list[bytes]]]) -> Iterator[list[bytes]]:
    """Merge sorted runs that are read some blocks at a time.

    What nothing still to be read can precede is put together and sorted anew, which finds the
    runs in it: half of the time of ``heapq.merge``.
    """
    waiting = [(run, blocks) for run in runs if (blocks := next(run, []))]
    while waiting:
        bound = min(blocks[-1] for _, blocks in waiting)
        ready, left = [], []
        for run, blocks in waiting:
            end = bisect_right(blocks, bound)
            ready += blocks[:end]
            if rest := blocks[end:] or next(run, []):
                left.append((run, rest))
        ready.sort()
        yield ready
        waiting = left


def _parted(blocks: list[bytes]) -> Iterator[list[bytes]]:
    return (blocks[first : first + _TOGETHER] for first in range(0, len(blocks), _TOGETHER))


def _blocks(run: IO[bytes]) -> Iterator[list[bytes]]:
    rest = b""
    while text := run.read(_READ):
        *whole, rest = (rest + text).split(_BETWEEN)
        if whole:
            yield whole
