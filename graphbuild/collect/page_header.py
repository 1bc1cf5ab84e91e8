"""Title, author and day of a post on a page: by marks, by the head, by lines that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild.collect.bylines import parse_byline
from graphbuild.collect.dates import find_date
from graphbuild.collect.fragments import text_of
from graphbuild.collect.markup import Element
from graphbuild.collect.names import NAME, is_likely_person
from graphbuild.collect.page_comments import is_comment_area
from graphbuild.collect.page_marks import Marks, is_inside
from graphbuild.collect.page_metadata import PageHead, is_title
from graphbuild.collect.page_regions import APART, Region
from graphbuild.collect.people import author_name
from graphbuild.collect.stamps import day_of

TITLES = (
    "=headline", ".p-name", ".entry-title", ".post-title", ".article-title", ".post__title",
    ".article__title", ".post-full-title", ".page-title", ".article_title", ".titlearticle",
    ".ob-title", ".entry-header", ".pagetitle", ".node__title", ".titre", ".title",
    "h1", "h2", "h3",
)  # fmt: skip
AUTHORS = (
    "=author", ".p-author", ".author-name", ".post-author-name", ".entry-author", ".post-author",
    ".post__author", ".article-author", "^author", ".fn", ".author", ".auteur", ".auteurs",
    ".username", ".byline", ".ob-author",
)  # fmt: skip
DATES = (
    "=datepublished", "=datePublished", ".dt-published", ".published", ".entry-date",
    ".post-date", ".post__date", ".article-date", ".date-header", ".date", ".ob-date", "time",
    ".dateheader", ".timestamp", ".post-info", ".datepublished",
)  # fmt: skip
CHANGES = ("=datemodified", "=dateModified", ".dt-updated", ".updated")
BYLINES = (
    ".byline", ".entry-meta", ".post-meta", ".postmeta", ".post-info", ".postmetadata",
    ".post-footer", ".post-byline", ".entry-footer", ".entry-footer-info", ".meta", ".metadata",
    ".info-publi", ".publication", ".submitted", ".article-meta", ".article-info", ".infos",
    ".itemfooter", ".articlefooter", ".date", ".author", ".auteur", ".crayon", "small", "header",
    "address", "p", "i", "em", "span", "div",
)  # fmt: skip
MAX_LINE = 200
MAX_TITLE = 300
MAX_NAME_AND_DATE = 60
MAX_META = 400
_BY = re.compile(
    rf"\b(?:publiée?|postée?|écrite?|rédigée?|proposée?|posted|written|published)"
    rf" (?:par|by) ({NAME})"
)
_META = frozenset({"p", "span", "div", "small", "header", "i", "em", "address"})
"""Elements that may say anything; the others in ``BYLINES`` are meant for who and when."""


def find_title(marks: Marks, head: PageHead, region: Region, *, single: bool) -> str | None:
    """What is marked as title, else the heading that the head agrees with or that is nearest."""
    found = []
    for mark in TITLES:
        for element in marks.find(mark, inside=region.around):
            text = element.get("content") or text_of(_heading_in(element))
            if text and len(text) <= MAX_TITLE and not in_comment(element):
                found.append((mark, text))
    if single:
        for mark, text in found:
            if is_title(text, head.titles) and mark not in ("h1", "h2", "h3"):
                return text
    marked = [text for mark, text in found if mark[0] in ".=" and mark != ".title"]
    if marked:
        return marked[0]
    nearest = _nearest_heading(region)
    if single and head.title:
        said = head.title.casefold()
        if nearest and nearest.casefold() in said:
            return nearest
        inside = [text for _, text in found if text.casefold() in said]
        return max(inside, key=len, default=nearest if nearest and not head.single else head.title)
    return nearest or (found[0][1] if found else None)


def _nearest_heading(region: Region) -> str | None:
    """The last heading before the body, or the first in it."""
    nearest = None
    for element in region.around.iter("*"):
        if element in region.bodies:
            if nearest:
                return nearest
        elif element.tag in ("h1", "h2", "h3") and not in_comment(element):
            text = text_of(element)
            if text and len(text) <= MAX_TITLE:
                if any(is_inside(element, body) for body in region.bodies):
                    return nearest or text
                nearest = text
    return nearest if region.bodies else None


def _heading_in(element: Element) -> Element:
    return next((e for e in element.iter("h1", "h2", "h3") if text_of(e)), element)


def in_comment(element: Element) -> bool:
    """Tell whether an element stands among the comments."""
    return any(is_comment_area(above) for above in element.iterancestors())


def find_signature(
    marks: Marks, head: PageHead, region: Region, *, single: bool
) -> tuple[str | None, str | None]:
    """Return who and when: by what is marked, by the head, by lines that say so."""
    author = head.author if single else None
    date = (head.date if single else None) or find_day(marks, region, DATES)
    author = author or _marked_author(marks, region)
    if author and date:
        return author, date
    for element in marks.find(*BYLINES, inside=region.around):
        if in_comment(element) or (_says_anything(element) and _in_body(element, region)):
            continue
        line = text_of(element)
        said = parse_byline(line) if 4 < len(line) <= MAX_LINE else None
        if said:
            if said.names and not author:
                first = said.names[0]
                author = author_name(line[first.start : first.end])
            date = date or said.date
        found = find_date(line) if 4 < len(line) <= MAX_NAME_AND_DATE else None
        if found:
            date = date or found.iso
            before = line[: found.start].strip(" ,-–—|·•")
            author = author or (before if is_likely_person(before) else None)
        if author is None and not _says_anything(element) and (by := _BY.search(line[:MAX_META])):
            author, date = author_name(by[1]), date or _date_after(line, by.end())
        if author and date:
            break
    return author, date


def _date_after(line: str, start: int) -> str | None:
    found = find_date(line[start : start + MAX_NAME_AND_DATE])
    return found.iso if found else None


def _says_anything(element: Element) -> bool:
    return element.tag in _META and not (element.get("class") or element.get("id"))


def _in_body(element: Element, region: Region) -> bool:
    if any(above.tag in APART for above in element.iterancestors()):
        return False
    return any(is_inside(element, body) for body in region.bodies)


def _marked_author(marks: Marks, region: Region) -> str | None:
    for mark in AUTHORS:
        for element in marks.find(mark, inside=region.around):
            if element.tag in ("link", "meta") or in_comment(element):
                continue
            name = next((e for e in element.iter() if _named(e)), element)
            text = name.get("content") or text_of(name)
            said = parse_byline(text)
            if said and said.names and mark not in ("=author", ".fn", ".p-author"):
                text = text[said.names[0].start : said.names[0].end]
            found = author_name(text)
            if found and len(found.split()) <= 6 and not find_date(found):
                return found
    return None


def _named(element: Element) -> bool:
    return "name" in (element.get("itemprop") or "") or "fn" in (element.get("class") or "").split()


def find_day(marks: Marks, region: Region, names: Sequence[str]) -> str | None:
    """Return the day of the first of these elements that has one, as attribute or text."""
    for mark in names:
        for element in marks.find(mark, inside=region.around):
            if in_comment(element):
                continue
            stamp = element.get("datetime") or element.get("content")
            stamp = stamp or (element.get("title") if element.tag == "abbr" else "")
            day = day_of(stamp) or day_of(text_of(element)[:MAX_LINE])
            if day:
                return day
    return None
