"""Dates as formats write them (ISO 8601, RFC 822, databases) -> the ISO day, as written there."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate
from typing import Any

from graphbuild.collect.dates import find_date

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}")
FIRST_YEAR, LAST_YEAR = 1990, 2100


def day_of(value: Any) -> str | None:
    """Return the ISO day of a date in any of these forms, ``None`` for none or nonsense.

    The day is the one that is written: no time zone is reckoned. Digits alone are seconds
    or milliseconds since 1970.
    """
    if isinstance(value, datetime.date):
        return _checked(value.year, value.month, value.day)
    text = str(value or "").strip()[:80]
    if iso := _ISO.match(text):
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]))
    if _SECONDS.fullmatch(text):
        seconds = float(text) / (1000 if len(text) == 13 else 1)
        moment = datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)
        return _checked(moment.year, moment.month, moment.day)
    parts = _mail_date(text)
    if parts:
        return _checked(*parts[:3])
    found = find_date(text)
    return found.iso if found else None


def _mail_date(text: str) -> tuple[int, ...] | None:
    try:
        return parsedate(text)
    except (ValueError, IndexError, TypeError):
        return None


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        good = FIRST_YEAR <= year <= LAST_YEAR
        return datetime.date(year, month, day).isoformat() if good else None
    except ValueError:
        return None
