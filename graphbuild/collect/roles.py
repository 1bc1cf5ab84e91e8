"""Each line's part in the page, as far as the line and its neighbours tell.

Roles: ``text`` (a paragraph), ``short`` (may be a title, a heading, a remark),
``item``, ``quote``, ``caption``; ``date``, ``byline``; and those of ``furniture``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphbuild.collect.bylines import Byline, is_bio_heading, parse_byline
from graphbuild.collect.dates import date_line, month_line
from graphbuild.collect.fold import fold
from graphbuild.collect.furniture import NETWORKS, counts_comments, furniture_role
from graphbuild.collect.lines import Line

LONG = 100
"""A line of this many characters is a paragraph; titles and remarks are often shorter."""

MAX_SHORT_CHARS = 140
MAX_SHORT_WORDS = 22
"""The longest title met in the sample pages has 17 words; longer lines are sentences."""

CLOSING = frozenset({"section", "empty", "form", "closing", "related"})
FURNITURE = CLOSING | {"signup", "share", "reply", "legal", "image", "rule", "nav"}
READ = frozenset({"text", "short", "item", "quote", "caption"})
"""Roles that may be part of what somebody wrote."""

BULLET = re.compile(r"(?:[•●○▪►→▶■◦·‣*+>✓✔–—-]|\(?\d{1,2}[.)°]|[a-z]\))[ \t\u00a0]+(?=\S)")
_CAPTION = re.compile(
    r"\(?(?:legende|caption|photo|credits?(?: photo)?|schema|figure|fig\.|illustration|image"
    r"|source|infographie) ?:.{2,200}"
)
_QUOTED = re.compile(r"[«“\"].*[»”\"][.!?…]?(?: \([^)]{2,80}\)\.?)?$", re.DOTALL)
_CLOCK = re.compile(r"\d{1,2} ?[hH:] ?\d{2}\b")
_ENDS_PROSE = ".,;:"
MAX_RELATED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A line with its role and what was read in it."""

    line: Line
    role: str
    byline: Byline | None = None
    date: str | None = None

    @property
    def text(self) -> str:
        """Return the line, stripped."""
        return self.line.text

    @property
    def furniture(self) -> bool:
        """Tell whether the line is page furniture."""
        return self.role in FURNITURE


def mark_lines(lines: Sequence[Line]) -> list[Mark]:
    """Give every line its role."""
    marks = [_mark(line) for line in lines]
    return _lone_networks(_related_lists(marks))


def _mark(line: Line) -> Mark:
    role = furniture_role(line.text)
    if role and role != "closing":
        return Mark(line=line, role=role)
    byline = parse_byline(line.text)
    dated = date_line(line.text) if byline is None else None
    if dated:
        return Mark(line=line, role="date", date=dated.iso)
    if byline is None and month_line(line.text):
        return Mark(line=line, role="date")
    if byline:
        return Mark(line=line, role="byline", byline=byline, date=byline.date)
    if role or _is_footer(line.text):
        return Mark(line=line, role=role or "closing")
    return Mark(line=line, role=_read_role(line))


def _is_footer(text: str) -> bool:
    """A line such as ``Classé dans Veille · Lien permanent · 1 commentaire``."""
    pieces = [piece for piece in re.split(r"\s[|·•–—-]\s", text[:300]) if piece.strip()]
    if len(pieces) < 2 or len(text) > 240:
        return False
    known = sum(bool(furniture_role(piece)) or bool(date_line(piece)) for piece in pieces)
    return (known * 2 >= len(pieces) and known >= 2) or (known >= 1 and counts_comments(text))


def _read_role(line: Line) -> str:
    text = line.text
    if _CLOCK.match(text[:12]):
        return "item"
    if BULLET.match(text[:8]):
        numbered = text[0].isdigit() or text[0] == "("
        if not numbered or not _short(line) or text.rstrip()[-1] not in "?!":
            return "item"
    if _QUOTED.match(text) and len(text) > 60:
        return "quote"
    if len(text) <= 220 and _CAPTION.fullmatch(fold(text)):
        return "caption"
    return "short" if _short(line) else "text"


def _short(line: Line) -> bool:
    text = line.text
    if len(text) > MAX_SHORT_CHARS or line.words > MAX_SHORT_WORDS or "\n" in text:
        return False
    if text.endswith(("...", "…")) or re.search(r"[^\W\d_]{2} [A-ZÀ-Þ]\.$", text):
        return True
    return text[-1] not in _ENDS_PROSE and any(char.isalpha() for char in text)


def _related_lists(marks: list[Mark]) -> list[Mark]:
    """The titles listed under ``Articles similaires`` are links, not posts."""
    out = list(marks)
    for n, mark in enumerate(marks):
        if mark.role != "related":
            continue
        first_gap = None
        for k in range(n + 1, min(n + 1 + MAX_RELATED, len(marks))):
            line = marks[k].line
            if marks[k].role not in ("short", "date", "item") or (first_gap == 0 and line.gap):
                break
            if k + 1 < len(marks) and marks[k + 1].role == "text" and line.gap:
                break
            first_gap = (
                line.gap if first_gap is None else 0 if k == n + 2 and not line.gap else first_gap
            )
            out[k] = replace(marks[k], role="nav")
    return out


def _lone_networks(marks: list[Mark]) -> list[Mark]:
    """``Facebook`` alone is a heading in prose and a button beside other buttons."""
    out = list(marks)
    for n, mark in enumerate(marks):
        if mark.role != "short" or fold(mark.text) not in NETWORKS:
            continue
        beside = [marks[k] for k in (n - 1, n + 1) if 0 <= k < len(marks)]
        if any(other.furniture or fold(other.text) in NETWORKS for other in beside):
            out[n] = replace(mark, role="share")
    return out


def is_author_box(mark: Mark) -> bool:
    """Tell whether a line opens the box about the author."""
    return mark.role == "short" and is_bio_heading(mark.text)
