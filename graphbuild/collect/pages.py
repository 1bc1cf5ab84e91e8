"""Saved HTML pages: where the post is, by the marks that engines put, and what it says.

Most blogs run on a dozen engines whose themes mark the body (``entry-content``,
``itemprop="articleBody"``, ``e-content``...): that is surer than weighing text. A page
without any such mark is left to trafilatura.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphbuild.collect.blobs import Blob, UnreadableError
from graphbuild.collect.bylines import parse_byline
from graphbuild.collect.dates import date_line, find_date
from graphbuild.collect.encodings import encoding_of
from graphbuild.collect.entries import Entry, Piece, assemble
from graphbuild.collect.fragments import element_pieces, text_of
from graphbuild.collect.main_text import main_pieces
from graphbuild.collect.markup import Element, parse_page
from graphbuild.collect.names import NAME, is_likely_person
from graphbuild.collect.page_comments import is_comment_area, read_comments
from graphbuild.collect.page_marks import Marks, is_inside
from graphbuild.collect.page_metadata import PageHead, is_title, read_head
from graphbuild.collect.paths import Paths
from graphbuild.collect.people import author_name
from graphbuild.collect.readers import Item
from graphbuild.collect.roles import LONG
from graphbuild.collect.stamps import day_of
from graphbuild.config import Settings

BODIES = (
    "=articlebody", "=articleBody", ".e-content", ".entry-content", ".post-body", ".post-content",
    ".gh-content", ".post-full-content", ".article-content", ".article-body", ".article__content",
    ".article__body", ".post__content", ".post__body", ".post_content", ".postcontent",
    ".post-entry", ".postbody", ".single-content", ".td-post-content", ".blog-post-content",
    ".blog-item-content", ".entry-body", ".entry__content", ".itembody", ".storycontent",
    ".contenuarticle", ".article_text", ".ob-section", ".ob-sections", ".article-texte", ".texte",
    ".field--name-body", ".field-name-body", ".item-page", ".available-content", ".b-entry-text",
    ".textpost", ".content-post", ".body-text", ".entry", "article",
)  # fmt: skip
"""Marks of a post's body in the themes of WordPress, Blogger, Ghost, Hugo, Jekyll, TypePad,
Dotclear, SPIP, Drupal, Overblog, Canalblog, Medium, Squarespace, Joomla; the surest first."""

MIN_BODY = 80
"""Characters below which a body is a teaser or a caption."""

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
    rf"\b(?:publiée?|postée?|écrite?|rédigée?|proposée?|posted|written|published) (?:par|by) ({NAME})"
)
_META = frozenset({"p", "span", "div", "small", "header", "i", "em", "address"})
"""Elements that may say anything; the others in ``BYLINES`` are meant for who and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Region:
    """A post of a page: the bodies that make its text, and the element around all of it."""

    bodies: tuple[Element, ...]
    around: Element


def read(blob: Blob, settings: Settings) -> Iterator[Item]:
    """Yield the post of a page, or the posts where it shows several."""
    encoding = encoding_of(blob)
    text = blob.read().decode(encoding, "replace")
    if not text.strip():
        raise UnreadableError("empty file", "remove it or give it a text")
    root = parse_page(text)
    if root is None:
        raise UnreadableError("no HTML in it", "save the page again")
    marks = Marks(root)
    head = read_head(marks, text)
    regions = _regions(marks, head)
    paths = Paths(file=blob.name)
    for region in regions:
        single = len(regions) == 1
        entry = _entry(marks, head, region, blob.name, encoding, single=single)
        if not single:
            key = f"{entry.url}\n{entry.title}\n{entry.date}"
            entry = replace(entry, path=paths.give(url=entry.url, title=entry.title, key=key))
        found = assemble(entry) if entry.pieces else None
        if found:
            yield found
    if not regions:
        body = main_pieces(text, root)
        whole = _Region(bodies=(), around=root)
        entry = _entry(marks, head, whole, blob.name, encoding, single=True)
        pieces = _without_title(_without_header(body), entry.title)
        found = assemble(replace(entry, pieces=pieces)) if pieces else None
        if found:
            yield found


def _regions(marks: Marks, head: PageHead) -> list[_Region]:
    """Return the posts of a page by the surest mark of bodies that it has."""
    for mark in BODIES:
        found = [
            element
            for element in marks.places.get(mark, ())
            if element.tag not in ("body", "html", "meta", "a", "span", "time", "p", "h1", "h2")
            and not _is_aside(element)
            and len(text_of(element)) >= MIN_BODY
        ]
        outer = [e for e in found if not any(is_inside(e, o) for o in found if o is not e)]
        if outer:
            return _grouped(marks, outer, head)
    return []


_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:sidebar|related|widget|footer|menu|teaser|excerpt|respond"
    r"|comment-?\w*|comments-\w+|carousel|recent)(?:$|[\s_-])",
    re.IGNORECASE,
)


def _is_aside(element: Element) -> bool:
    for above in (element, *element.iterancestors()):
        if above.tag in ("aside", "footer", "nav"):
            return True
        if above.tag in ("body", "html"):
            return False
        if _ASIDE.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False


def _grouped(marks: Marks, bodies: Sequence[Element], head: PageHead) -> list[_Region]:
    """Put bodies of one post together: those around which stands one title."""
    groups: dict[Element, list[Element]] = {}
    for body in bodies:
        groups.setdefault(_around(body, bodies), []).append(body)
    regions = [_Region(bodies=tuple(g), around=around) for around, g in groups.items()]
    if len(regions) > 1 and head.single:
        regions = [max(regions, key=lambda r: sum(len(text_of(b)) for b in r.bodies))]
    return regions


def _around(body: Element, bodies: Sequence[Element]) -> Element:
    """Return the widest element that holds this post and no other."""
    around = body
    others = [other for other in bodies if other is not body]
    for above in body.iterancestors():
        if above.tag in ("body", "html"):
            return around if others else above
        inside = [other for other in others if is_inside(other, above)]
        if inside and not _one_post(above):
            return around
        around = above
    return around


def _one_post(element: Element) -> bool:
    names = element.get("class") or ""
    return element.tag == "article" or bool(
        re.search(r"(?:^|\s)(?:hentry|h-entry|post|entry|article|single)(?:\s|$)", names)
    )


def _entry(
    marks: Marks, head: PageHead, region: _Region, name: str, encoding: str, *, single: bool
) -> Entry:
    title = _title(marks, head, region, single=single)
    author, date = _signed(marks, head, region, single=single)
    pieces = [piece for body in region.bodies for piece in _body_pieces(body)]
    return Entry(
        path=name,
        origin=name,
        format="html",
        encoding=encoding,
        title=title,
        author=author,
        date=date,
        modified=(head.modified if single else None) or _stamp(marks, region, CHANGES),
        url=head.url if single else _own_url(marks, region),
        blog=head.blog,
        home=head.home,
        tags=_tags(marks, head, region, category=False, single=single),
        categories=_tags(marks, head, region, category=True, single=single),
        pieces=_without_title(pieces, title),
        replies=read_comments(marks) if single else (),
    )


_HEADER = re.compile(
    r"(?:^|[\s_-])(?:post-?header|entry-?header|article-?header|post-?date|dateline|post-?author"
    r"|entry-?author|byline|author|post-?title|entry-?title|article-?title|tags|post-?labels"
    r"|categories)(?:$|[\s_-])",
    re.IGNORECASE,
)
_APART = frozenset({"aside", "header", "footer", "time", "address"})
"""What an ``article`` holds besides its text."""


def _body_pieces(body: Element) -> tuple[Piece, ...]:
    def leave(element: Element) -> bool:
        if (
            element.tag in ("aside", "header", "footer", "time", "address")
            and body.tag == "article"
        ):
            return True
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        return is_comment_area(element) or (names != " " and bool(_HEADER.search(names)))

    return element_pieces(body, leave=leave)


def _without_header(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Drop the byline and the date above the first paragraph of a page that marks nothing."""
    first = next((n for n, piece in enumerate(pieces) if len(piece.text) > LONG), 0)
    return tuple(
        piece
        for n, piece in enumerate(pieces)
        if n >= first or not (parse_byline(piece.text) or date_line(piece.text))
    )


def _without_title(pieces: Sequence[Piece], title: str | None) -> tuple[Piece, ...]:
    """Drop the title where the body begins with it."""
    if title and pieces and pieces[0].text.casefold() == title.casefold():
        return tuple(pieces[1:])
    return tuple(pieces)


def _title(marks: Marks, head: PageHead, region: _Region, *, single: bool) -> str | None:
    """What is marked as title, else the heading that the head agrees with or that is nearest."""
    found = []
    for mark in TITLES:
        for element in marks.find(mark, inside=region.around):
            text = element.get("content") or text_of(_heading_in(element))
            if text and len(text) <= MAX_TITLE and not _in_comment(element):
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


def _nearest_heading(region: _Region) -> str | None:
    """The last heading before the body, or the first in it."""
    nearest = None
    for element in region.around.iter("*"):
        if element in region.bodies:
            if nearest:
                return nearest
        elif element.tag in ("h1", "h2", "h3") and not _in_comment(element):
            text = text_of(element)
            if text and len(text) <= MAX_TITLE:
                if any(is_inside(element, body) for body in region.bodies):
                    return nearest or text
                nearest = text
    return nearest if region.bodies else None


def _heading_in(element: Element) -> Element:
    return next((e for e in element.iter("h1", "h2", "h3") if text_of(e)), element)


def _in_comment(element: Element) -> bool:
    return any(is_comment_area(above) for above in element.iterancestors())


def _signed(
    marks: Marks, head: PageHead, region: _Region, *, single: bool
) -> tuple[str | None, str | None]:
    """Return who and when: by what is marked, by the head, by lines that say so."""
    author = head.author if single else None
    date = (head.date if single else None) or _stamp(marks, region, DATES)
    author = author or _marked_author(marks, region)
    if author and date:
        return author, date
    for element in marks.find(*BYLINES, inside=region.around):
        if _in_comment(element) or (_says_anything(element) and _in_body(element, region)):
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


def _in_body(element: Element, region: _Region) -> bool:
    if any(above.tag in _APART for above in element.iterancestors()):
        return False
    return any(is_inside(element, body) for body in region.bodies)


def _marked_author(marks: Marks, region: _Region) -> str | None:
    for mark in AUTHORS:
        for element in marks.find(mark, inside=region.around):
            if element.tag in ("link", "meta") or _in_comment(element):
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


def _stamp(marks: Marks, region: _Region, names: Sequence[str]) -> str | None:
    """Return the day of the first of these elements that has one, as attribute or text."""
    for mark in names:
        for element in marks.find(mark, inside=region.around):
            if _in_comment(element):
                continue
            stamp = element.get("datetime") or element.get("content")
            stamp = stamp or (element.get("title") if element.tag == "abbr" else "")
            day = day_of(stamp) or day_of(text_of(element)[:MAX_LINE])
            if day:
                return day
    return None


def _tags(
    marks: Marks, head: PageHead, region: _Region, *, category: bool, single: bool
) -> tuple[str, ...]:
    found = list((head.categories if category else head.tags) if single else ())
    for element in marks.find("^tag", inside=region.around):
        filed = "category" in (element.get("rel") or "").split()
        text = text_of(element).lstrip("#")
        if filed == category and 0 < len(text) <= 60:
            found.append(text)
    return tuple(dict.fromkeys(found))


def _own_url(marks: Marks, region: _Region) -> str | None:
    for mark in (".u-url", "^bookmark"):
        for element in marks.find(mark, inside=region.around):
            if element.get("href"):
                return str(element.get("href"))
    for heading in region.around.iter("h1", "h2", "h3"):
        for link in heading.iter("a"):
            if link.get("href"):
                return str(link.get("href"))
    return None
