"""The readers' comments of a saved page, in the markup of the common engines.

An element is a comment by its class, its id or its type; what is nested in it are answers.
Blogger's old pages and Dotclear's have pairs of ``dt`` and ``dd`` instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graphbuild.collect.bylines import parse_byline
from graphbuild.collect.comments import after_header, says_header
from graphbuild.collect.dates import find_date
from graphbuild.collect.entries import Piece, Reply
from graphbuild.collect.fragments import element_pieces, text_of
from graphbuild.collect.lines import split_lines
from graphbuild.collect.markup import Element
from graphbuild.collect.page_marks import Marks
from graphbuild.collect.people import author_name
from graphbuild.collect.roles import mark_lines
from graphbuild.collect.stamps import day_of

_ONE = re.compile(
    r"(?:^|\s)(?:comment|ob-comment|commentaire|comment-item|comment_item|comment-entry|h-cite"
    r"|p-comment|forum-message|single-comment|blog-comment)(?:\s|$)",
    re.IGNORECASE,
)
_ID = re.compile(r"^(?:li-|div-)?comment-?c?\d+$|^c\d{2,}$", re.IGNORECASE)
_AREA = re.compile(
    r"(?:^|[\s_-])(?:comments?|respond|reponses|commentaires|disqus_thread|forum|reactions"
    r"|comments-area|comment-list|commentlist|comments-block|trackbacks?|pingbacks?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AUTHOR = (".fn", "=author", ".p-author", ".comment-author", ".comment_author", ".commentauthor",
           ".comment-user", ".user", ".username", ".ob-user", ".ob-name", ".author", ".auteur",
           ".comment-header-author", ".comment-author-link", "cite")  # fmt: skip
_TEXT = ("=text", "=commenttext", ".comment-content", ".comment_content", ".comment-text",
         ".commenttext", ".comment-body-text", ".e-content", ".forum-texte", ".ob-message",
         ".ob-text", ".comment__content", ".comment__body", ".field--name-comment-body",
         ".field-name-comment-body", ".comment-copy")  # fmt: skip
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:comment-?(?:meta|metadata|author|footer|header|actions|date|time|reply|info"
    r"|permalink|count|timestamp|title)|commentmetadata|reply|fn|vcard|says|datetime|timestamp"
    r"|user|username|submitted|avatar|permalink|links|forum-chapo|ob-info|ob-user|awaiting"
    r"|secondary-text|icon)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"children|replies|reponses|indented")
_PING = re.compile(r"(?:^|\s)(?:pingback|trackback)(?:\s|$)", re.IGNORECASE)
_SAYS = re.compile(
    r"(?<!\w)(?:dit|a dit|a écrit|a répondu|says|said|wrote|replied)\Z", re.IGNORECASE
)

_INITIAL = re.compile(r"(?:\A|[\s.-])[^\W\d_]\Z")


def is_comment_area(element: Element) -> bool:
    """Tell whether an element holds comments or their form: no part of the post."""
    if element.tag in ("p", "a", "span", "em", "strong", "li", "body", "html", "article", "main"):
        return _is_comment(element)
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_AREA.search(names)) or _is_comment(element)


def _is_comment(element: Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in (
        "a",
        "span",
        "body",
        "time",
        "p",
        "cite",
    ):
        return False
    classes = element.get("class") or ""
    if _PING.search(classes):
        return False
    return bool(
        _ONE.search(classes)
        or (_ID.match(element.get("id") or "") and element.tag in ("li", "div", "article"))
        or (element.get("itemtype") or "").endswith(("/Comment", "/UserComments"))
    )


Every = dict[Element, int]
"""The comments of a page, numbered."""


def read_comments(marks: Marks) -> tuple[Reply, ...]:
    """Return the comments of a page, in its order."""
    found = [element for element in marks.root.iter("*") if _is_comment(element)]
    shells = {e for e in found if _is_shell(e)}
    every = {e: n for n, e in enumerate([e for e in found if e not in shells], start=1)}
    before = _before(every)
    replies = [reply for element in every if (reply := _reply(element, every, before))]
    return tuple(replies) or tuple(_definitions(marks))


def _is_shell(element: Element) -> bool:
    """``li.comment`` around ``article.comment``: the inner one is the same comment."""
    child = next((c for c in element if isinstance(c.tag, str)), None)
    return child is not None and element.tag != "dl" and _is_comment(child)


def _before(every: Every) -> dict[Element, Element]:
    """Return the comment that stands last before each of its siblings that is none."""
    found: dict[Element, Element] = {}
    for parent in {element.getparent() for element in every}:
        last = None
        for child in parent if parent is not None else ():
            if child in every:
                last = child
            elif last is not None:
                found[child] = last
    return found


def _reply(element: Element, every: Every, before: Mapping[Element, Element]) -> Reply | None:
    own = list(_own(element, every))
    pieces = _pieces(element, own, every)
    if not pieces:
        return None
    around = _around(own)
    author, date = _author(own), _date(own)
    said = parse_byline(around) if around else None
    if said and said.names:
        author = author or author_name(around[said.names[0].start : said.names[0].end])
    mark = next(iter(mark_lines(split_lines(around))), None)
    header = (after_header(mark) or says_header(mark, strict=False)) if mark else None
    return Reply(
        id=str(every[element]),
        parent=_answered(element, every, before),
        author=author or (author_name(header.name) if header else None),
        date=date or (said.date if said else None),
        by_author=bool(re.search(r"bypostauthor|by-author|isauthor", element.get("class") or "")),
        pieces=pieces,
    )


def _answered(element: Element, every: Every, before: Mapping[Element, Element]) -> str:
    """The comment around it, be it around its shell, or the sibling that its list answers."""
    above = next((e for e in element.iterancestors() if e in every), None)
    parent = element.getparent() if above is None else None
    while parent is not None and parent.tag in ("li", "ul", "ol", "div"):
        if parent in before and _ANSWERS.search(parent.get("class") or ""):
            above = before[parent]
            break
        parent = parent.getparent()
    return str(every[above]) if above is not None else ""


def _own(element: Element, every: Every) -> Iterator[Element]:
    """Yield what is inside a comment and in no answer to it."""
    waiting = list(reversed(element))
    while waiting:
        inner = waiting.pop()
        if inner in every or not isinstance(inner.tag, str):
            continue
        yield inner
        waiting += reversed(inner)


def _has(element: Element, mark: str) -> bool:
    if mark[0] == ".":
        return mark[1:] in (element.get("class") or "").lower().split()
    if mark[0] == "=":
        return mark[1:] in (element.get("itemprop") or "").lower().split()
    return bool(element.tag == mark)


def _author(own: list[Element]) -> str | None:
    for mark in _AUTHOR:
        for element in own:
            if _has(element, mark):
                name = author_name(_without_says(text_of(element)))
                if name:
                    return name
    return None


def _date(own: list[Element]) -> str | None:
    for element in own:
        stamp = element.get("datetime") or (element.get("title") if element.tag == "abbr" else "")
        if stamp and day_of(stamp):
            return day_of(stamp)
    for element in own:
        if _AROUND.search(element.get("class") or "") or element.tag == "time":
            found = find_date(text_of(element))
            if found:
                return found.iso
    return None


def _around(own: list[Element]) -> str:
    """Return the line that says who and when, where no class tells the one from the other."""
    for element in own:
        if _AROUND.search(element.get("class") or "") and 5 < len(text_of(element)) < 200:
            return text_of(element)
    return ""


def _pieces(element: Element, own: list[Element], every: Every) -> tuple[Piece, ...]:
    for mark in _TEXT:
        for inner in own:
            if _has(inner, mark):
                return element_pieces(inner, leave=lambda e: e in every)
    return element_pieces(
        element,
        leave=lambda e: (
            e in every
            or e.tag in ("cite", "time", "footer", "header")
            or bool(_AROUND.search(e.get("class") or ""))
        ),
    )


def _definitions(marks: Marks) -> Iterator[Reply]:
    """``dt`` says who and when, ``dd`` what; a second ``dd`` may hold the time."""
    for area in marks.places.get("dl", ()):
        names = f"{area.get('class') or ''} {area.get('id') or ''}"
        around = area.iterancestors()
        above = " ".join(f"{e.get('class') or ''} {e.get('id') or ''}" for e in around)
        if not _AREA.search(names) and not _AREA.search(above):
            continue
        author, date = None, None
        number = 0
        children = [child for child in area if child.tag in ("dt", "dd")]
        for n, child in enumerate(children):
            if child.tag == "dt":
                author, date = _header(text_of(child))
                continue
            if "footer" in (child.get("class") or ""):
                continue
            after = children[n + 1] if n + 1 < len(children) else None
            if date is None and after is not None and after.tag == "dd":
                found = find_date(text_of(after))
                date = found.iso if found else None
            number += 1
            yield Reply(id=str(number), author=author, date=date, pieces=element_pieces(child))


def _header(text: str) -> tuple[str | None, str | None]:
    """``1. Le mardi 2 mars 2010, 10:12 par Marc``, ``Marc a dit…``: who and when."""
    found = find_date(text)
    bare = re.sub(r"^\d+\.\s*", "", text)
    by = re.search(r"\bpar\s+(.+)$", bare)
    name = by[1] if by else _without_says(bare if not found else bare[: bare.find("|")])
    return author_name(name), found.iso if found else None


def _without_says(text: str) -> str:
    """``Marc a dit :`` is Marc, ``Hervé Q.`` keeps the full stop of his initial."""
    name = text.rstrip().rstrip(":,.…").rstrip()
    if text.startswith(".", len(name)) and _INITIAL.search(name[-2:]):
        return f"{name}."
    return _SAYS.sub("", name).rstrip()
