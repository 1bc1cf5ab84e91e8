"""Where the posts of a page are: the marks that engines and their themes put on bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.collect.fragments import text_of
from graphbuild.collect.markup import Element
from graphbuild.collect.page_marks import Marks, is_inside
from graphbuild.collect.page_metadata import PageHead

APART = frozenset({"aside", "header", "footer", "time", "address"})
"""What an ``article`` holds besides its text."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A post of a page: the bodies that make its text, and the element around all of it."""

    bodies: tuple[Element, ...]
    around: Element


def find_regions(marks: Marks, head: PageHead) -> list[Region]:
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


def _grouped(marks: Marks, bodies: Sequence[Element], head: PageHead) -> list[Region]:
    """Put bodies of one post together: those around which stands one title."""
    groups: dict[Element, list[Element]] = {}
    for body in bodies:
        groups.setdefault(_around(body, bodies), []).append(body)
    regions = [Region(bodies=tuple(g), around=around) for around, g in groups.items()]
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
