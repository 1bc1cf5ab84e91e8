"""Dates as pages print them -> ISO ``YYYY-MM-DD``; and lines that are nothing but a date."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from graphbuild.collect.fold import fold
from graphbuild.words import MONTHS

MAX_DATE_LINE = 120
MAX_MONTH_LINE = 40

_M = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = (
    r"(?:lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?"
    r"|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs)?(?:day)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\.?,? {1,3}(?:the )?(?:le )?"
)
_TIME = (
    r"(?:(?: ?,? ?(?:a|at|@|-|\||vers|h)? {0,3})"
    r"\d{1,2} ?(?:h|:|heures?) ?(?:\d{2})?(?::\d{2})?(?: ?min)?(?: ?[ap]\.?m\.?)?"
    r"|t\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:z|[+-]\d{2}:?\d{2})?)"
)
_DMY = (
    rf"(?P<d1>\d{{1,2}})(?:er|st|nd|rd|th)? {{1,3}}(?:of )?(?P<m1>{_M})\.?,? {{1,3}}(?P<y1>\d{{4}})"
)
_MDY = rf"(?P<m2>{_M})\.? {{1,3}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? {{1,3}}(?P<y2>\d{{4}})"
_NUM = r"(?P<d3>\d{1,2})[/.-](?P<m3>\d{1,2})[/.-](?P<y3>\d{4}|\d{2})"
_ISO = r"(?P<y4>\d{4})[-/](?P<m4>\d{1,2})[-/](?P<d4>\d{1,2})"
_DATE = re.compile(
    rf"(?<![\w/])(?:(?:le )?(?:{_DAY})?(?:le )?)(?:{_DMY}|{_MDY}|{_ISO}"
    rf"|{_NUM})(?!\d)(?P<time>{_TIME})?"
)
_DIGIT = re.compile(r"\d")
_MONTH_YEAR = re.compile(rf"(?<!\w)(?:en )?(?:{_M})\.? \d{{4}}(?!\d)")
_UPDATE = re.compile(r"\b(?:maj|mise? a jour|update[ds]?|modifie|edit)\b")
_UPDATED = re.compile(r"(?:derniere )?(?:mise a jour|modification)\b")
_REST = re.compile(
    r"\b(?:publie[es]?|poste[es]?|posted|published|ecrit|redige|mis en ligne|created|date|on|at|the"
    r"|le|du|a|derniere|mise|jour|modification|in|en|de|par|by|il y a|heure)\b|[\W_]"
)
_PLACE = re.compile(r"[^\W\d_][\w' .-]{1,30}, (?:le )?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMatch:
    """A date found in a line: offsets inside that line, day in ISO, whether a time follows."""

    start: int
    end: int
    iso: str
    timed: bool


def find_date(text: str) -> DateMatch | None:
    """Return the first full date (day, month, year) of a line, or ``None``."""
    return next(iter(find_dates(text)), None)


def find_dates(text: str) -> list[DateMatch]:
    """Return the full dates of a line, in order; impossible ones are left out."""
    found: list[DateMatch] = []
    folded = fold(text)
    if not _DIGIT.search(folded):  # most lines
        return found
    for match in _DATE.finditer(folded):
        iso = _iso(match)
        if iso:
            timed = bool(match["time"])
            found.append(DateMatch(start=match.start(), end=match.end(), iso=iso, timed=timed))
    return found


def date_line(text: str) -> DateMatch | None:
    """Return the date of a line that says nothing else (``Lyon, le 3 mars 2009 à 10h30``)."""
    if len(text) > MAX_DATE_LINE:
        return None
    found = find_date(text)
    folded = fold(text)
    if found is None or (_UPDATE.search(folded[: found.start]) and not _UPDATED.match(folded)):
        return None
    before, after = folded[: found.start], folded[found.end :]
    if _PLACE.fullmatch(before) or not _REST.sub("", before):
        return found if len(_REST.sub("", after)) <= 2 else None
    return None


def month_line(text: str) -> bool:
    """Tell whether a short line is a place and a month (``Genève, janvier 2014``): no day."""
    folded = fold(text).strip(" .")
    match = _MONTH_YEAR.search(folded) if len(folded) <= MAX_MONTH_LINE else None
    if match is None or match.end() != len(folded):
        return False
    before = folded[: match.start()]
    return not before or bool(_PLACE.fullmatch(before))


def _iso(match: re.Match[str]) -> str | None:
    group = match.groupdict()
    for n in "1234":
        if group[f"y{n}"]:
            month = group[f"m{n}"]
            number = int(month) if month.isdigit() else MONTHS[month]
            year = int(group[f"y{n}"])
            return _valid(year + 2000 if year < 100 else year, number, int(group[f"d{n}"]))
    return None


def _valid(year: int, month: int, day: int) -> str | None:
    if month > 12 >= day:  # American order: 07/20/2011
        month, day = day, month
    try:
        return datetime.date(year, month, day).isoformat() if 1990 <= year <= 2100 else None
    except ValueError:
        return None
