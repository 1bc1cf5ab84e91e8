"""Blocks of lines, more than memory shall hold, come back sorted and once."""

from __future__ import annotations

import random
from contextlib import ExitStack
from pathlib import Path

import pytest

from graphbuild.write.sorted_lines import SortedLines

BLOCKS = [f"<s/{n}> <p> \"é\" .\n<s/{n}> <q> 'x\u2028y' .\n" for n in range(300)]


@pytest.mark.parametrize("run", [1, 1000, 1_000_000])
def test_any_order_and_any_memory_give_the_same(run: int, tmp_path: Path) -> None:
    shuffled = random.Random(run).sample(BLOCKS, len(BLOCKS))
    with ExitStack() as stack:
        lines = SortedLines(tmp_path, stack, run=run)
        for block in shuffled:
            lines.add([block])
        assert b"".join(lines) == "".join(sorted(BLOCKS)).encode()


@pytest.mark.parametrize("run", [1, 1_000_000])
def test_what_two_blocks_say_of_one_subject_is_said_once(run: int, tmp_path: Path) -> None:
    with ExitStack() as stack:
        lines = SortedLines(tmp_path, stack, run=run)
        for block in (
            "<a> <p> 1\u2028 .\n<a> <q> 3 .\n",
            "<b> <p> 1 .\n",
            "<a> <p> 1\u2028 .\n<a> <p> 2 .\n",
        ):
            lines.add([block])
        assert (
            b"".join(lines).decode() == "<a> <p> 1\u2028 .\n<a> <p> 2 .\n<a> <q> 3 .\n<b> <p> 1 .\n"
        )


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    with ExitStack() as stack:
        assert b"".join(SortedLines(tmp_path, stack)) == b""
