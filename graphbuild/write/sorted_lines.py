"""Sort more lines than memory holds: sorted runs on disk, merged (external merge sort)."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import IO, Final

RUN: Final = 250_000
"""Lines held in memory: about 60 MB of N-Quads."""


class SortedLines:
    """Take lines in any order, give them back sorted by code point, without repeats."""

    def __init__(self, folder: Path, open_files: ExitStack, *, run: int = RUN) -> None:
        """Keep runs of ``run`` lines in nameless files of ``folder``."""
        self._folder = folder
        self._size = run
        self._held: list[str] = []
        self._runs: list[IO[str]] = []
        self._open = open_files

    def add(self, lines: Iterable[str]) -> None:
        """Take lines without their line ends."""
        self._held += lines
        if len(self._held) >= self._size:
            self._spill()

    def _spill(self) -> None:
        run = self._open.enter_context(
            tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=self._folder)  # noqa: SIM115
        )
        run.writelines(f"{line}\n" for line in sorted(self._held))
        run.seek(0)
        self._runs.append(run)
        self._held = []

    def __iter__(self) -> Iterator[str]:
        """Yield each line once, with its line end; only once."""
        held = (f"{line}\n" for line in sorted(self._held))
        return (line for line, _ in groupby(heapq.merge(held, *self._runs)))
