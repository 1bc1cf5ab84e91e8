"""Dates of events and works where a sentence states them: ``les 8 et 9 octobre``.

The year comes from the sentence, else from the event's own name, else from the post's
date (the year in which the day lies nearest to it); without any, nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graphbuild.model import Attribute, Evidence, Mention, Post
from graphbuild.relate.line import Line
from graphbuild.relate.referents import Referents
from graphbuild.words import MONTHS, fold

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?P<{0}>[0-3]?\d)(?:er|st|nd|rd|th)?"
_LINK = r"\s*(?:,|et|and|&|au|a|to|-|–|jusqu'au|jusqu’au)\s*(?:le\s+)?(?:\w+di\s+)?"

DAYS = re.compile(
    rf"(?<![\d/.]){_DAY.format('a')}(?:\s*(?P<m1>{_MONTH})\.?)?(?:\s+(?P<y1>20\d\d|19\d\d))?"
    rf"(?:(?:,\s*[0-3]?\d)?{_LINK}{_DAY.format('b')})?\s+(?P<m2>{_MONTH})\b\.?(?:,?\s+(?P<y2>20\d\d|19\d\d))?"
    rf"|(?<![\d/.]){_DAY.format('c')}\s*(?P<m3>{_MONTH})\b\.?(?:,?\s+(?P<y3>20\d\d|19\d\d))?"
)
ENGLISH = re.compile(
    rf"\b(?P<m>{_MONTH})\s+{_DAY.format('a')}(?:\s*(?:-|–|and|to|&)\s*{_DAY.format('b')})?"
    r"(?:,?\s+(?P<y>20\d\d|19\d\d))\b"
)
YEAR = re.compile(r"\b(19[5-9]\d|20[0-4]\d)\b")

PUBLISHED = re.compile(
    r"\b(?:publie|paru|parue|sorti|sortie|edite|ecrit|realise|published|released)e?s?\s+"
    r"(?:\w+\s+){0,4}?en\s+((?:19[5-9]|20[0-4])\d)\b"
)
"""``paru en 2008``: only after a verb of publishing."""

NEAR = 60
"""Characters between an event's name and its date: they must stand in one clause."""


@dataclass(frozen=True, slots=True)
class Dated:
    """When something is held; offsets are of the line's own text."""

    start: int
    end: int
    first: str
    last: str


def date_attributes(post: Post, lines: Sequence[Line], referents: Referents) -> Iterator[Attribute]:
    """Yield start and end of events, and the years works came out."""
    names = _event_names(lines)
    for line in lines:
        text, base = _text(post, line)
        events = _of_type(line, "Event", base, referents)
        works = _of_type(line, "Work", base, None)
        if not (events or works):
            continue
        folded = _aligned_fold(text)
        for event, at in events:
            dated = _nearest(folded, at, names[event.key], post)
            if dated:
                evidence = _evidence(post, base, min(dated.start, at[0]), max(dated.end, at[1]))
                yield Attribute(
                    subject=event.key, predicate="startDate", value=dated.first, evidence=evidence
                )
                yield Attribute(
                    subject=event.key, predicate="endDate", value=dated.last, evidence=evidence
                )
        match = PUBLISHED.search(folded)
        if match and len(works) == 1 and works[0][1][1] <= match.start() <= works[0][1][1] + NEAR:
            yield Attribute(
                subject=works[0][0].key, predicate="datePublished", value=match[1],
                evidence=_evidence(post, base, works[0][1][0], match.end()),
            )  # fmt: skip


def _event_names(lines: Sequence[Line]) -> dict[str, str]:
    """Return all names of each event, with those that go on from them where one year does.

    ``HUBFORUM Paris`` is dated by ``HUBFORUM Paris 2014`` in the same post, unless that
    speaks of another edition too.
    """
    names: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        for item in line.items:
            if item.mention is not None and item.mention.type == "Event":
                names[item.mention.key].append(fold(item.mention.surface))
    every = [name for own in names.values() for name in own]
    return {key: " ".join([*own, *_of_one_edition(own, every)]) for key, own in names.items()}


def _of_one_edition(own: Sequence[str], names: Iterable[str]) -> list[str]:
    longer = [name for name in names if any(name.startswith(f"{short} ") for short in own)]
    return longer if len(set(YEAR.findall(" ".join(longer)))) == 1 else []


def _text(post: Post, line: Line) -> tuple[str, int]:
    span = line.span(0, len(line.items) - 1)
    return post.surface(span.start, span.end), span.start


def _aligned_fold(text: str) -> str:
    """Fold each character on its own, so that offsets stay."""
    return "".join(map(_fold_letter, text))


@lru_cache(maxsize=4_096)
def _fold_letter(letter: str) -> str:
    return " " if letter == "\u00a0" else (fold(letter) or letter)[:1]


def _of_type(
    line: Line, kind: str, base: int, referents: Referents | None
) -> list[tuple[Mention, tuple[int, int]]]:
    """Return the names of a type with their place; ``ce rendez-vous`` for a lone event."""
    found = [
        (item.mention, (item.mention.start - base, item.mention.end - base))
        for item in line.items
        if item.mention is not None and item.mention.type == kind
    ]
    if not found and referents is not None:
        described = referents.subject_description(line, kind)
        if described is not None:
            span = line.span(described.first, described.last)
            found = [(described.mentions[0], (span.start - base, span.end - base))]
    return found


def _nearest(text: str, at: tuple[int, int], names: str, post: Post) -> Dated | None:
    found = [
        d for d in _dates(text, names, post) if _gap(d, at) <= NEAR and _one_clause(text, d, at)
    ]
    return min(found, key=lambda d: _gap(d, at)) if found else None


def _gap(dated: Dated, at: tuple[int, int]) -> int:
    return dated.start - at[1] if dated.start >= at[1] else at[0] - dated.end


def _one_clause(text: str, dated: Dated, at: tuple[int, int]) -> bool:
    between = text[min(dated.end, at[1]) : max(dated.start, at[0])]
    return not re.search(r"[.;!?]| (?:depuis|avant|apres|jusqu|publie|ecrit|poste) ", between)


def _dates(text: str, names: str, post: Post) -> Iterator[Dated]:
    for match in DAYS.finditer(text):
        if match["c"]:
            months, days = (match["m3"], match["m3"]), (match["c"], match["c"])
            year = match["y3"]
        else:
            months = (match["m1"] or match["m2"], match["m2"])
            days = (match["a"], match["b"] or match["a"])
            year = match["y2"]
        yield from _dated(match.span(), days, months, year, names, post)
    for match in ENGLISH.finditer(text):
        days = (match["a"], match["b"] or match["a"])
        yield from _dated(match.span(), days, (match["m"], match["m"]), match["y"], names, post)


def _dated(
    span: tuple[int, int], days: tuple[str, str], months: tuple[str, str], year: str | None,
    names: str, post: Post,
) -> Iterator[Dated]:  # fmt: skip
    chosen = int(year) if year else _year(names, post, MONTHS[months[0]], int(days[0]))
    if chosen is None:
        return
    try:
        first = date(chosen, MONTHS[months[0]], int(days[0]))
        last = date(chosen, MONTHS[months[1]], int(days[1]))
    except ValueError:
        return
    if last >= first:
        yield Dated(span[0], span[1], first.isoformat(), last.isoformat())


def _year(names: str, post: Post, month: int, day: int) -> int | None:
    named = YEAR.findall(names)
    if named:
        return int(named[-1])
    if not post.date:
        return None
    posted = date.fromisoformat(post.date[:10])
    years = [posted.year - 1, posted.year, posted.year + 1]
    return min(years, key=lambda y: abs((_day(y, month, day) - posted).days))


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, 28))


def _evidence(post: Post, base: int, start: int, end: int) -> Evidence:
    return Evidence(
        source=post.source,
        start=base + start,
        end=base + end,
        quote=post.surface(base + start, base + end),
        post=post.id,
        cue="date",
    )
