"""Sort more lines than memory holds: sorted runs on disk, merged (external merge sort).

The lines of a subject stay together in one text, a block: there are five times as many lines.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

RUN: Final = 100_000_000
"""Bytes held in memory."""

_READ: Final = 1 << 20


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
        for block in blocks:
            encoded = block.encode()
            self._held.append(encoded)
            self._size += len(encoded)
        if self._size >= self._run:
            self._spill()

    def _spill(self) -> None:
        run = self._open.enter_context(
            tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 (closed by the stack)
        )
        self._held.sort()
        run.write(b"\n".join(self._held))  # a blank line between blocks
        run.seek(0)
        self._runs.append(run)
        self._held, self._size = [], 0

    def __iter__(self) -> Iterator[bytes]:
        """Yield the blocks, one for a subject; only once."""
        self._held.sort()
        subject, before = b"\n", b""
        for block in heapq.merge(self._held, *map(_blocks, self._runs)):
            if block.startswith(subject):
                lines = {*before.split(b"\n"), *block.split(b"\n")} - {b""}
                before = b"".join(b"%s\n" % line for line in sorted(lines))
                continue
            yield before
            subject, before = block[: block.index(b" ") + 1], block
        yield before


def _blocks(run: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while text := run.read(_READ):
        *whole, rest = (rest + text).split(b"\n\n")
        yield from (b"%s\n" % block for block in whole)
    yield rest
