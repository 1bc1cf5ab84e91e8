"""Marked lines -> regions: which lines make which post or comment, in file order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphbuild.collect.roles import CLOSING, LONG, READ, Mark
from graphbuild.collect.starts import next_starts
from graphbuild.collect.threads import Comment, Thread, find_threads, opens_post
from graphbuild.collect.titles import first_title


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLines:
    """The lines of a post: ``header`` before ``title``, up to ``end`` (exclusive)."""

    header: int
    title: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A page: marked lines, and its posts and comments in order."""

    marks: tuple[Mark, ...]
    parts: tuple[PostLines | Comment, ...]


def lay_out(marks: Sequence[Mark]) -> Layout:
    """Divide a page into posts and comments."""
    threads = find_threads(marks)
    marks = _headings_back(marks, threads)
    parts: list[PostLines | Comment] = []
    position = 0
    for thread in threads:
        parts += _posts(marks, position, thread.start)
        parts += thread.comments
        position = thread.end
    parts += _posts(marks, position, len(marks))
    return Layout(marks=tuple(marks), parts=tuple(parts))


def _headings_back(marks: Sequence[Mark], threads: Sequence[Thread]) -> list[Mark]:
    """``Réactions`` above prose, with no comment under it, is a heading after all."""
    openers = {thread.start for thread in threads}
    out = list(marks)
    for n, mark in enumerate(marks[:-1]):
        bare = (
            mark.role == "section" and n not in openers and not any(c.isdigit() for c in mark.text)
        )
        if bare and n > 0 and marks[n + 1].role == "text" and len(marks[n + 1].text) > LONG:
            out[n] = replace(mark, role="short")
    return out


def _posts(marks: Sequence[Mark], first: int, end: int) -> Iterator[PostLines]:
    """Yield the posts of a stretch without comments."""
    for low, high, opened in _stretches(marks, first, end):
        start = _opening(marks, low, high) if opened or low > 0 else first_title(marks, low, high)
        if start is not None:
            yield from _split(marks, low, start, high)


def _stretches(marks: Sequence[Mark], first: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Cut at lines that end a page's post for good: no comments, the comment form.

    The third value tells whether such a line stands before the stretch.
    """
    low, content, opened = first, False, False
    for n in range(first, end):
        role = marks[n].role
        content = content or role in READ
        if role in ("form", "section") and content:
            yield low, n, opened
            low, content, opened = n + 1, False, True
    yield low, end, opened


def _opening(marks: Sequence[Mark], low: int, high: int) -> int | None:
    """Return the first title after a form or a comments section: it needs prose under it."""
    for n in range(low, high):
        mark = marks[n]
        if opens_post(marks, n, high):
            return first_title(marks, n, high) or n
        dated = n > low and marks[n - 1].role in ("date", "byline")
        if mark.role == "text" and len(mark.text) > LONG and dated:
            return n
    return None


def _split(marks: Sequence[Mark], low: int, start: int, high: int) -> Iterator[PostLines]:
    starts = [start, *next_starts(marks, start, high)]
    header_style = any(m.role in ("date", "byline") for m in marks[low:start])
    headers = [
        low
        if n == start and not low
        else _header(marks, n, low if n == start else previous + 1, above=header_style)
        for previous, n in zip([start, *starts], starts, strict=False)
    ]
    for n, header, following in zip(starts, headers, [*headers[1:], high], strict=True):
        yield PostLines(header=header, title=n, end=following)


def _header(marks: Sequence[Mark], title: int, floor: int, *, above: bool) -> int:
    """Return the first line of the header above ``title``.

    A date or byline there belongs to the title under it where the page's first
    post has its own above, or where the title has none under it.
    """
    under = title + 1 < len(marks) and marks[title + 1].role in ("date", "byline")
    header = title
    for n in range(title - 1, floor - 1, -1):
        role = marks[n].role
        if role in READ or role in CLOSING or (under and not above):
            break
        if role == "byline" and not above:
            break
        if role in ("date", "byline", "image", "nav"):
            header = n
    return header
