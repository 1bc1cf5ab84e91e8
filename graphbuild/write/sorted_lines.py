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

RUN: Final = 60_000_000
"""Characters held in memory."""

_READ: Final = 1 << 20


class SortedLines:
    """Take blocks of lines in any order, give them back sorted by code point, without repeats.

    The lines of a block are sorted, those of its first subject are nowhere else but in blocks
    that begin with it too, and nothing sorts between its subjects.
    """

    def __init__(self, folder: Path, open_files: ExitStack, *, run: int = RUN) -> None:
        """Keep runs of ``run`` characters in nameless files of ``folder``."""
        self._folder = folder
        self._run = run
        self._held: list[str] = []
        self._size = 0
        self._runs: list[IO[str]] = []
        self._open = open_files

    def add(self, blocks: Iterable[str]) -> None:
        """Take blocks, whose lines have their ends."""
        for block in blocks:
            self._held.append(block)
            self._size += len(block)
        if self._size >= self._run:
            self._spill()

    def _spill(self) -> None:
        run = self._open.enter_context(
            tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=self._folder)  # noqa: SIM115
        )
        self._held.sort()
        run.write("\n".join(self._held))  # a blank line between blocks
        run.seek(0)
        self._runs.append(run)
        self._held, self._size = [], 0

    def __iter__(self) -> Iterator[str]:
        """Yield the blocks, one for a subject; only once."""
        self._held.sort()
        subject, before = "\n", ""
        for block in heapq.merge(self._held, *map(_blocks, self._runs)):
            if block.startswith(subject):
                lines = {*before.split("\n"), *block.split("\n")} - {""}
                before = "".join(f"{line}\n" for line in sorted(lines))
                continue
            yield before
            subject, before = block[: block.index(" ") + 1], block
        yield before


def _blocks(run: IO[str]) -> Iterator[str]:
    rest = ""
    while text := run.read(_READ):
        *whole, rest = (rest + text).split("\n\n")
        yield from (f"{block}\n" for block in whole)
    yield rest
