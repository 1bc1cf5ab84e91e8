"""Who wrote a post, from the lines around and inside it; and which names stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.collect.bylines import NamePart, bio_name, closing_name
from graphbuild.collect.dates import find_dates
from graphbuild.collect.fold import key
from graphbuild.collect.names import is_first_name, is_full_name, is_likely_person
from graphbuild.collect.roles import LONG, READ, Mark, is_author_box
from graphbuild.model import Signature
from graphbuild.words import zipf

_HANDLE = re.compile(r"[^\W\d_]{3,20}")
TOP_LINES = 4
"""A byline under a title stands within so many lines, share buttons included."""
HANDLE_ZIPF = 1.0
"""A word less frequent than this in French (wordfreq) is a handle where a name is due: words of a
trade, which stand there as rubrics, are above (``netlinking`` 1.5, ``emarketing`` 1.4)."""
SIGNED_LINES = 4
"""A name line among the last lines read is a signature: a biography of a line or two may follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """What the layout says of a post: names with their places, day, lines that are only a name."""

    signatures: tuple[Signature, ...]
    author: str | None
    date: str | None
    name_lines: frozenset[int]


def read_authorship(marks: Sequence[Mark], title: int) -> Authorship:
    """Read the lines of one post, header lines included; ``title`` is its first line's number."""
    top, tail = _edges(marks, title)
    signatures = [s for mark in marks if mark.byline for s in _byline_signatures(mark)]
    named = [mark for mark in (*top, *tail) if _is_name_line(mark, title)]
    signatures += [_whole(mark) for mark in named]
    signatures += list(_handles(marks, title))
    signatures += list(_bios(tail))
    signatures += list(_signed(marks, title))
    signatures = sorted(set(signatures), key=lambda s: (s.start, s.end))
    return Authorship(
        signatures=tuple(signatures),
        author=_best(signatures),
        date=_date(marks, title, tail),
        name_lines=frozenset(mark.line.number for mark in named),
    )


def _edges(marks: Sequence[Mark], title: int) -> tuple[list[Mark], list[Mark]]:
    """Return the lines of the header, and those after the last paragraph that is no biography."""
    top: list[Mark] = []
    prose = 0
    for n, mark in enumerate(marks):
        if mark.role in READ and len(mark.text) > LONG and bio_name(mark.text) is None:
            prose = n
    for mark in marks:
        if mark.role in ("text", "item", "quote") or mark.line.number > title + TOP_LINES:
            break
        top.append(mark)
    read = [m.line.number for m in marks if m.role in READ]
    last = min(marks[prose].line.number, read[-SIGNED_LINES] if len(read) > SIGNED_LINES else title)
    tail = [m for m in marks if m.line.number > max(last, title) and m not in top]
    return _beside_date(top), tail


def _beside_date(top: list[Mark]) -> list[Mark]:
    """A bare name in the header is a byline only next to a date, a byline or a button."""
    kept = []
    for n, mark in enumerate(top):
        near = [top[k] for k in (n - 1, n + 1) if 0 <= k < len(top)]
        if any(other.role in ("date", "byline") or other.furniture for other in near):
            kept.append(mark)
    return kept


def _is_name_line(mark: Mark, title: int) -> bool:
    apart = bool(mark.line.gap) or mark.line.number <= title + TOP_LINES
    return (
        mark.role == "short" and mark.line.number != title and apart and is_likely_person(mark.text)
    )


def _handles(marks: Sequence[Mark], title: int) -> Iterator[Signature]:
    """A nickname alone on the line before or after the day, under the title: ``lzoe``."""
    header = [mark for mark in marks if title < mark.line.number <= title + TOP_LINES]
    for n, mark in enumerate(header):
        dated = any(other.role == "date" for other in header[max(0, n - 1) : n + 2])
        if not dated or mark.role != "short" or not _HANDLE.fullmatch(mark.text):
            continue
        if is_first_name(mark.text) or zipf(mark.text) < HANDLE_ZIPF:
            yield Signature(start=mark.line.start, end=mark.line.end, name=mark.text, full=False)


def _whole(mark: Mark) -> Signature:
    return Signature(start=mark.line.start, end=mark.line.end, name=mark.text)


def _byline_signatures(mark: Mark) -> Iterator[Signature]:
    assert mark.byline is not None
    for part in mark.byline.names:
        start, end = mark.line.start + part.start, mark.line.start + part.end
        yield Signature(start=start, end=end, name=mark.text[part.start : part.end], full=part.full)


def _signed(marks: Sequence[Mark], title: int) -> Iterator[Signature]:
    """The name that ends the post: welded to its last paragraph, or a first name alone."""
    read = [m for m in marks if m.line.number > title and m.role in READ and not bio_name(m.text)]
    if not read:
        return
    mark = read[-1]
    part = closing_name(mark.text)
    if part is None and mark.role == "short" and is_first_name(mark.text):
        part = NamePart(start=0, end=len(mark.text), full=False)
    if part:
        start, end = mark.line.start + part.start, mark.line.start + part.end
        name = mark.text[part.start : part.end]
        yield Signature(start=start, end=end, name=name, full=part.full)


def _bios(tail: Sequence[Mark]) -> Iterator[Signature]:
    """Names that open a biography: announced as one, or said by a line above it."""
    seen: set[str] = set()
    boxed = False
    for mark in tail:
        part = bio_name(mark.text) if mark.role in ("text", "short") else None
        if part:
            name = mark.text[part.start : part.end]
            if boxed or key(name) in seen:
                start, end = mark.line.start + part.start, mark.line.start + part.end
                yield Signature(start=start, end=end, name=name)
        boxed = boxed or is_author_box(mark)
        seen.add(key(mark.text))


def _best(signatures: Sequence[Signature]) -> str | None:
    """The first full name, else the first handle."""
    for signature in signatures:
        if signature.full and is_full_name(signature.name):
            return signature.name
    return signatures[0].name if signatures else None


def _date(marks: Sequence[Mark], title: int, tail: Sequence[Mark]) -> str | None:
    """The day in the header above the title, under it, or in the footer; in that order."""
    above = [m.date for m in marks if m.line.number < title and m.date]
    if above:
        return above[-1]
    under = [m.date for m in marks if title < m.line.number <= title + TOP_LINES and m.date]
    if under:
        return under[0]
    at_end = [m.date for m in tail if m.date] or [
        found[0].iso for m in tail if m.furniture and (found := find_dates(m.text))
    ]
    if at_end:
        return at_end[0]
    inside = [m.date for m in marks if m.byline and m.date]
    return inside[0] if inside else None
