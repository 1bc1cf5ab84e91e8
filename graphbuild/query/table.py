"""Aligned columns for a terminal; what names hold can neither move nor colour it."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence

from graphbuild.harmless import visible

NARROWEST = 8
"""Columns are cut to the terminal's width but never below this many cells."""
_GAP = "  "


def show(text: str) -> None:
    """Write a text to stdout in UTF-8, whatever the terminal's encoding."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def render_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None = None
) -> str:
    """Return a heading, a rule and the rows; cut to ``width`` cells where given."""
    lines = [[visible(cell) for cell in row] for row in (columns, *rows)]
    if not columns:
        return ""
    widths = [max(cells(line[i]) for line in lines) for i in range(len(columns))]
    if width:
        widths = _fitted(widths, width)
    numeric = [_is_numeric([row[i] for row in lines[1:]]) for i in range(len(columns))]
    lines.insert(1, ["-" * size for size in widths])
    shown = (
        _GAP.join(
            _padded(cell, size, right=right)
            for cell, size, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    )
    return "\n".join(shown) + "\n"


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes: wide characters two, marks none."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _padded(text: str, size: int, *, right: bool) -> str:
    text = _cut(text, size)
    room = " " * (size - cells(text))
    return room + text if right else text + room


def _cut(text: str, size: int) -> str:
    if cells(text) <= size:
        return text
    kept, used = "", 0
    for char in text:
        used += _cells(char)
        if used > size - 1:
            break
        kept += char
    return kept + "…"


def _fitted(widths: Sequence[int], width: int) -> list[int]:
    """Take cells off the widest column until all fit or none can give more."""
    fitted = list(widths)
    excess = sum(fitted) + len(_GAP) * (len(fitted) - 1) - width
    while excess > 0:
        widest = fitted.index(max(fitted))
        if fitted[widest] <= NARROWEST:
            break
        fitted[widest] -= 1
        excess -= 1
    return fitted


def _is_numeric(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return bool(filled) and all(_is_number(cell) for cell in filled)


def _is_number(text: str) -> bool:
    return text.lstrip("+-").replace(".", "", 1).isdecimal() and text.isascii()
