"""Where comments stand in a page: runs of headers, and how far the last comment goes.

A comments section is opened by a line that says so; the first line after it tells
which layout its headers have. Without a section, headers count when they are
numbered or when there are several.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.collect.comments import (
    Header,
    after_header,
    dated_header,
    inline_header,
    numbered_header,
    reply_target,
    says_header,
)
from graphbuild.collect.furniture import counts_comments
from graphbuild.collect.roles import LONG, READ, Mark

LOOK_AFTER = 25
"""Lines read after a section line to find a header that stands after its comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment as lines: ``first`` to ``last`` (exclusive) are its body's."""

    header: Header
    first: int
    last: int
    date: str | None = None
    reply_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The comments of one post: lines ``start`` (the section line) to ``end`` (exclusive)."""

    start: int
    end: int
    comments: tuple[Comment, ...]


def find_threads(marks: Sequence[Mark]) -> list[Thread]:
    """Return the comment threads of a page, in order."""
    threads = []
    position = 0
    for opener, headers in _runs(marks):
        if not headers or headers[0].line < position:
            continue
        thread = _thread(marks, opener, headers)
        threads.append(thread)
        position = thread.end
    return threads


def _runs(marks: Sequence[Mark]) -> Iterator[tuple[int, list[Header]]]:
    """Yield ``(section line, headers)`` for each section, and for headers without one."""
    read = next((n for n, mark in enumerate(marks) if mark.role in READ), 0)
    openers = [n for n, mark in enumerate(marks) if _opens(mark) and n > read]
    bare = [
        header for mark in marks if mark.role in READ and (header := says_header(mark, strict=True))
    ]
    numbered = {h.line for h in bare if marks[h.line].text[:1].isdigit()}
    places = [header.line for header in bare]
    bounds = [*openers, len(marks)]
    early = [header for header in bare if header.line < bounds[0]]
    if len(early) >= 2 or (early and early[0].line in numbered):
        yield early[0].line, early
    for opener, following in zip(openers, bounds[1:], strict=True):
        headers = _section_headers(marks, opener, following)
        late = bare[bisect(places, opener) : bisect_left(places, following)]
        if not headers and (len(late) >= 2 or (late and _alone(marks, late[0], numbered))):
            yield late[0].line, late
        else:
            yield opener, headers


def _alone(marks: Sequence[Mark], header: Header, numbered: set[int]) -> bool:
    """A single header is believed when numbered, or when nothing else stands on its line."""
    return header.line in numbered or (header.body is None and bool(marks[header.line].line.gap))


def _opens(mark: Mark) -> bool:
    if mark.role in ("section", "form"):
        return True
    counted = mark.role in ("closing", "byline", "nav", "share", "empty")
    return counted and counts_comments(mark.text)


def _section_headers(marks: Sequence[Mark], opener: int, end: int) -> list[Header]:
    """Find the headers after a section line, in the layout that its first line shows."""
    first = opener + 1
    while (
        first < end
        and marks[first].role not in READ
        and marks[first].role not in ("byline", "date")
    ):
        first += 1
    if first >= end:
        return []
    if says_header(marks[first], strict=False):
        return _collect_says(marks, first, end)
    if dated_header(marks, first):
        return _collect_dated(marks, first, end)
    if inline_header(marks[first]) and marks[first].line.gap <= 2:
        return _collect_inline(marks, first, end)
    numbered = [h for n in range(first, end) if (h := numbered_header(marks[n]))]
    if numbered and numbered[0].line == first and marks[opener].role != "form":
        return numbered
    return _collect_after(marks, first, end)


def _collect_says(marks: Sequence[Mark], first: int, end: int) -> list[Header]:
    headers: list[Header] = []
    for n in range(first, end):
        header = says_header(marks[n], strict=n != first and marks[n].role == "text")
        if header is None and headers and headers[-1].body is not None and marks[n].role in READ:
            near = marks[n].line.gap <= marks[headers[0].line].line.gap
            header = inline_header(marks[n]) if near and not _titles_prose(marks, n) else None
        if header:
            headers.append(header)
    return headers


def _collect_dated(marks: Sequence[Mark], first: int, end: int) -> list[Header]:
    headers: list[Header] = []
    style = ""
    for n in range(first, end):
        if headers and n < headers[-1].line + headers[-1].lines + 1:
            continue
        header = dated_header(marks, n)
        if header and header.style == (style or header.style):
            headers.append(header)
            style = header.style
    return headers


def _collect_inline(marks: Sequence[Mark], first: int, end: int) -> list[Header]:
    """``Name : text`` lines that follow each other at one distance; a title stands farther off."""
    headers: list[Header] = []
    gap = 0
    for n in range(first, end):
        mark = marks[n]
        if headers and mark.line.gap > gap and len(headers) > 1:
            break
        header = inline_header(mark) if mark.role in READ else None
        if header is None:
            if mark.line.gap or mark.role not in READ:
                break
            continue
        if headers and _titles_prose(marks, n):
            break
        if len(headers) == 1:
            gap = mark.line.gap
        headers.append(header)
    return headers


def _titles_prose(marks: Sequence[Mark], n: int) -> bool:
    """Tell whether line ``n`` stands apart above a long paragraph, as a title does."""
    if n + 1 >= len(marks) or marks[n].role != "short":
        return False
    after = marks[n + 1]
    return bool(marks[n].line.gap and after.role == "text" and len(after.text) > LONG)


def _collect_after(marks: Sequence[Mark], first: int, end: int) -> list[Header]:
    headers: list[Header] = []
    last = first
    for n in range(first, min(end, len(marks))):
        if n - last > LOOK_AFTER:
            break
        header = after_header(marks[n])
        if header:
            headers.append(header)
            last = n
    return headers if headers and headers[0].line > first else []


def _thread(marks: Sequence[Mark], opener: int, headers: list[Header]) -> Thread:
    if headers[0].style == "after":
        before = tuple(_comments_before(marks, opener, headers))
        return Thread(start=opener, end=headers[-1].line + 1, comments=before)
    comments: list[Comment] = []
    end = headers[-1].line + 1
    gaps = max([marks[h.line].line.gap for h in headers[1:]] or [1])
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        first = header.line if header.body is not None else header.line + header.lines
        if following is not None:
            last = following.line
        else:
            last = end = thread_end(marks, header, first, gaps)
        comments.append(_comment(marks, header, first, last))
    opener += marks[opener].role in ("byline", "closing", "nav")
    return Thread(start=opener, end=end, comments=tuple(c for c in comments if c.last > c.first))


def _comment(marks: Sequence[Mark], header: Header, first: int, last: int) -> Comment:
    """Cut the lines around a body that are not it: dates, "reply" buttons, "in reply to"."""
    date, reply = header.date, None
    while first < last and (marks[first].role not in READ or reply_target(marks[first])):
        date = date or marks[first].date
        reply = reply or reply_target(marks[first])
        first += 1
    while last > first and marks[last - 1].role not in READ:
        date = date or marks[last - 1].date
        last -= 1
    return Comment(header=header, first=first, last=last, date=date, reply_to=reply)


def _comments_before(
    marks: Sequence[Mark], opener: int, headers: Sequence[Header]
) -> Iterator[Comment]:
    first = opener + 1
    for header in headers:
        comment = _comment(marks, header, first, header.line)
        if comment.last > comment.first:
            yield comment
        first = header.line + 1


def thread_end(marks: Sequence[Mark], header: Header, first: int, gap: int) -> int:
    """Return the line after the last comment's body: the form, the footer or the next title."""
    indent = marks[header.line].line.indent
    for n in range(first, len(marks)):
        mark = marks[n]
        if mark.role in ("form", "closing", "related", "legal", "section", "empty"):
            return n
        if n == first:
            continue
        if mark.role in ("date", "byline") and n + 1 < len(marks) and opens_post(marks, n + 1):
            return n
        apart = mark.line.gap > gap or (indent and not mark.line.indent)
        if mark.role == "short" and apart and opens_post(marks, n):
            return n
        if mark.role == "short" and _next_is_byline(marks, n):
            return n
    return len(marks)


def _next_is_byline(marks: Sequence[Mark], n: int) -> bool:
    return bool(
        n + 2 < len(marks)
        and marks[n].line.gap
        and marks[n + 1].role in ("byline", "date")
        and any(len(mark.text) > LONG for mark in marks[n + 2 : n + 5])
    )


def opens_post(marks: Sequence[Mark], n: int, end: int | None = None) -> bool:
    """Tell whether a short line has a post's prose under it."""
    if marks[n].role not in ("short", "quote"):
        return False
    for mark in marks[n + 1 : min(n + 6, len(marks) if end is None else end)]:
        if len(mark.text) > LONG and mark.role in ("text", "quote"):
            return bool(marks[n].line.gap)
        if mark.role in ("form", "section", "item", "signup"):
            return False
    return False
