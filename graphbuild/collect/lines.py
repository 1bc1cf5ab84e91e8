"""Text -> lines with their offsets: what all layout rules read.

A blank line is not kept; each line knows how many stood before it. Lines of a
hard-wrapped paragraph are joined, since a rule about line ends must not see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+|\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BLANK = " \t\u00a0\u202f\u2009\u200b\ufeff\u3000"
_STOPS = '.!?…:;»"”)'

WRAP_WIDTHS = (45, 110)
"""Widths between which text files are wrapped by hand or by a mail reader."""
WRAP_MIN_LINES = 3
WRAP_SLACK = 16
"""How much shorter than the longest a wrapped line can be: one long word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One non-blank line: its stripped span, text, blank lines before it, indentation."""

    start: int
    end: int
    text: str
    gap: int
    indent: int
    number: int = 0

    @property
    def words(self) -> int:
        """Count the words roughly, by spaces."""
        return self.text.count(" ") + self.text.count("\u00a0") + 1


def split_lines(text: str) -> list[Line]:
    """Return the non-blank lines of ``text``, wrapped paragraphs joined, numbered from 0."""
    joined = _join_wrapped(text, list(_raw_lines(text)))
    return [line if line.number == n else replace(line, number=n) for n, line in enumerate(joined)]


def _raw_lines(text: str) -> Iterator[Line]:
    ends = number = 0
    for match in _LINE.finditer(text):
        piece = match.group()
        if piece[0] in "\r\n\x0b\x0c\x85\u2028\u2029":
            ends += 1
            continue
        stripped = piece.strip(_BLANK)
        if not stripped:
            continue
        indent = len(piece) - len(piece.lstrip(_BLANK))
        start = match.start() + indent
        end = start + len(stripped)
        gap = max(0, ends - 1)
        yield Line(start=start, end=end, text=stripped, gap=gap, indent=indent, number=number)
        ends = 0
        number += 1


def _join_wrapped(text: str, lines: list[Line]) -> Iterator[Line]:
    run: list[Line] = []
    for line in lines:
        if run and (line.gap or not _continues(run[-1], line)):
            yield from _flush(text, run)
            run = []
        run.append(line)
    yield from _flush(text, run)


def _continues(before: Line, line: Line) -> bool:
    """Tell whether ``line`` may go on a wrapped paragraph whose last line is ``before``."""
    low, high = WRAP_WIDTHS
    return low <= len(before.text) <= high and len(line.text) <= high


def _flush(text: str, run: list[Line]) -> Iterator[Line]:
    if len(run) >= WRAP_MIN_LINES and _is_wrapped(run):
        first, last = run[0], run[-1]
        yield replace(first, end=last.end, text=text[first.start : last.end])
    else:
        yield from run


def _is_wrapped(run: list[Line]) -> bool:
    """Full lines of one width, most of which end amid a sentence."""
    full = run[:-1]
    width = max(len(line.text) for line in full)
    even = all(len(line.text) >= width - WRAP_SLACK for line in full)
    open_ended = sum(line.text[-1] not in _STOPS for line in full)
    resumed = sum(line.text[0].islower() for line in run[1:])
    return even and open_ended * 2 > len(full) and resumed * 2 >= len(full)
