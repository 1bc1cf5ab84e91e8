"""Saved HTML pages: where the post is, by the marks that engines put, and what it says.

Most blogs run on a dozen engines whose themes mark the body (``entry-content``,
``itemprop="articleBody"``, ``e-content``...): that is surer than weighing text. A page
without any such mark is left to trafilatura.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphbuild.collect.blobs import Blob, UnreadableError
from graphbuild.collect.bylines import parse_byline
from graphbuild.collect.dates import date_line
from graphbuild.collect.encodings import encoding_of
from graphbuild.collect.entries import Entry, Piece, assemble
from graphbuild.collect.fragments import element_pieces, text_of
from graphbuild.collect.main_text import main_pieces
from graphbuild.collect.markup import Element, parse_page
from graphbuild.collect.page_comments import is_comment_area, read_comments
from graphbuild.collect.page_header import CHANGES, find_day, find_signature, find_title
from graphbuild.collect.page_marks import Marks
from graphbuild.collect.page_metadata import PageHead, read_head
from graphbuild.collect.page_regions import Region, find_regions
from graphbuild.collect.paths import Paths
from graphbuild.collect.readers import Item
from graphbuild.collect.roles import LONG
from graphbuild.config import Settings


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
    regions = find_regions(marks, head)
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
        whole = Region(bodies=(), around=root)
        entry = _entry(marks, head, whole, blob.name, encoding, single=True)
        pieces = _withoutfind_title(_without_header(body), entry.title)
        found = assemble(replace(entry, pieces=pieces)) if pieces else None
        if found:
            yield found


def _entry(
    marks: Marks, head: PageHead, region: Region, name: str, encoding: str, *, single: bool
) -> Entry:
    title = find_title(marks, head, region, single=single)
    author, date = find_signature(marks, head, region, single=single)
    pieces = [piece for body in region.bodies for piece in _body_pieces(body)]
    return Entry(
        path=name,
        origin=name,
        format="html",
        encoding=encoding,
        title=title,
        author=author,
        date=date,
        modified=(head.modified if single else None) or find_day(marks, region, CHANGES),
        url=head.url if single else _own_url(marks, region),
        blog=head.blog,
        home=head.home,
        tags=_tags(marks, head, region, category=False, single=single),
        categories=_tags(marks, head, region, category=True, single=single),
        pieces=_withoutfind_title(pieces, title),
        replies=read_comments(marks) if single else (),
    )


_HEADER = re.compile(
    r"(?:^|[\s_-])(?:post-?header|entry-?header|article-?header|post-?date|dateline|post-?author"
    r"|entry-?author|byline|author|post-?title|entry-?title|article-?title|tags|post-?labels"
    r"|categories)(?:$|[\s_-])",
    re.IGNORECASE,
)


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


def _withoutfind_title(pieces: Sequence[Piece], title: str | None) -> tuple[Piece, ...]:
    """Drop the title where the body begins with it."""
    if title and pieces and pieces[0].text.casefold() == title.casefold():
        return tuple(pieces[1:])
    return tuple(pieces)


def _tags(
    marks: Marks, head: PageHead, region: Region, *, category: bool, single: bool
) -> tuple[str, ...]:
    found = list((head.categories if category else head.tags) if single else ())
    for element in marks.find("^tag", inside=region.around):
        filed = "category" in (element.get("rel") or "").split()
        text = text_of(element).lstrip("#")
        if filed == category and 0 < len(text) <= 60:
            found.append(text)
    return tuple(dict.fromkeys(found))


def _own_url(marks: Marks, region: Region) -> str | None:
    for mark in (".u-url", "^bookmark"):
        for element in marks.find(mark, inside=region.around):
            if element.get("href"):
                return str(element.get("href"))
    for heading in region.around.iter("h1", "h2", "h3"):
        for link in heading.iter("a"):
            if link.get("href"):
                return str(link.get("href"))
    return None
