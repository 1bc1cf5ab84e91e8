"""What the head of a page says: JSON-LD, OpenGraph, Dublin Core and the usual ``meta``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from graphbuild.collect.decode import whole_letters
from graphbuild.collect.fragments import plain_text
from graphbuild.collect.page_marks import Marks
from graphbuild.collect.people import author_name
from graphbuild.collect.stamps import day_of

ARTICLES = frozenset(
    """
BlogPosting Article NewsArticle SocialMediaPosting TechArticle Report OpinionNewsArticle
ReportageNewsArticle ScholarlyArticle LiveBlogPosting Review
    """.split()
)
_BLOGS = frozenset({"Blog", "WebSite", "Organization", "NewsMediaOrganization"})
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->")
_SEPARATOR = re.compile(r"(?<!\s)\s++(?:[|•·»«~–—:]|-|::|\\|/)\s+")
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """What the page says of its one post, where it says it."""

    title: str | None = None
    titles: tuple[str, ...] = ()
    author: str | None = None
    date: str | None = None
    modified: str | None = None
    url: str | None = None
    blog: str | None = None
    home: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    single: bool = False


def read_head(marks: Marks, raw: str) -> PageHead:
    """Read the head of a page; ``raw`` is its text, where browsers note what they saved."""
    meta = dict(_metas(marks))
    things = list(_json_ld(marks))
    article = next((thing for thing in things if _types(thing) & ARTICLES), {})
    site = next((thing for thing in things if _types(thing) & _BLOGS and _name(thing)), {})
    blog = meta.get("og:site_name") or _blog(article) or _name(site) or None
    url = _address(marks, meta, article, raw)
    titles = (
        _text(article.get("headline")), meta.get("og:title", ""), meta.get("twitter:title", ""),
        meta.get("dc.title", ""), marks.first_text("title"),
    )  # fmt: skip
    cleaned = tuple(dict.fromkeys(without_site(t, blog) for t in titles if t))
    return PageHead(
        title=cleaned[0] if cleaned else None,
        titles=cleaned,
        author=_first_author(article.get("author"))
        or _meta_author(meta, "author", "article:author", "dc.creator", "dcterms.creator", "byl")
        or None,
        date=_day(article.get("datePublished"), meta, "article:published_time",
                  "datepublished", "dc.date.issued", "dc.date",
                  "dcterms.created", "dcterms.date", "date", "pubdate"),
        modified=_day(article.get("dateModified"), meta, "article:modified_time",
                      "og:updated_time", "datemodified", "dcterms.modified", "last-modified"),
        url=url,
        blog=blog,
        home=_home(url) if blog else None,
        tags=tuple(dict.fromkeys([*_words(article.get("keywords")), *_all(marks, "article:tag")])),
        categories=tuple(
            dict.fromkeys([*_words(article.get("articleSection")), *_all(marks, "article:section")])
        ),
        single=bool(article) or meta.get("og:type") in ("article", "blog:post", "blogpost"),
    )  # fmt: skip


def without_site(title: str, blog: str | None) -> str:
    """Return a page's title without the site's name before or after it."""
    title = " ".join(title.split())
    parts = _SEPARATOR.split(title)
    if blog and len(parts) > 1:
        for n, name in ((-1, parts[-1]), (0, parts[0])):
            if name.casefold() == blog.casefold():
                seams = list(_SEPARATOR.finditer(title))
                return title[: seams[-1].start()] if n else title[seams[0].end() :]
    return title


def _metas(marks: Marks) -> Iterator[tuple[str, str]]:
    for element in reversed(marks.places.get("meta", [])):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            yield name.lower(), content


def _all(marks: Marks, name: str) -> Iterator[str]:
    for element in marks.places.get("meta", ()):
        if (element.get("property") or element.get("name")) == name and element.get("content"):
            yield " ".join(element.get("content").split())


def _json_ld(marks: Marks) -> Iterator[Mapping[str, Any]]:
    for script in marks.places.get("script", ()):
        if (script.get("type") or "").lower().startswith("application/ld+json"):
            text = re.sub(r"^\s*(?://)?<!\[CDATA\[|(?://)?\]\]>\s*$", "", script.text or "")
            try:
                yield from _things(whole_letters(json.loads(text, strict=False)), 0)
            except (ValueError, RecursionError):
                continue


def _things(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"):
            yield from _things(value.get(key), depth + 1)


def _types(thing: Mapping[str, Any]) -> set[str]:
    kinds = thing.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rpartition("/")[2] for kind in listed if isinstance(kind, str)}


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    return plain_text(value) if isinstance(value, str) else ""


def _name(thing: Mapping[str, Any]) -> str:
    return _text(thing.get("name"))


def _blog(article: Mapping[str, Any]) -> str:
    for key in ("isPartOf", "publisher"):
        value = article.get(key)
        if isinstance(value, dict) and _types(value) & _BLOGS:
            return _name(value)
    return ""


def _first_author(value: Any) -> str | None:
    for item in value if isinstance(value, list) else [value]:
        name = author_name(_text(item))
        if name:
            return name
    return None


def _meta_author(meta: Mapping[str, str], *names: str) -> str | None:
    return next((a for name in names if (a := author_name(meta.get(name, "")))), None)


def _day(value: Any, meta: Mapping[str, str], *names: str) -> str | None:
    if isinstance(value, str) and day_of(value):
        return day_of(value)
    return next((d for name in names if (d := day_of(meta.get(name)))), None)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        value = value.split(",")
    for item in value if isinstance(value, list) else ():
        if _text(item).strip():
            yield _text(item).strip()


def _address(
    marks: Marks, meta: Mapping[str, str], article: Mapping[str, Any], raw: str
) -> str | None:
    page = article.get("mainEntityOfPage")
    saved = _SAVED.search(raw, 0, 4000)
    found = [
        *(e.get("href") or "" for e in marks.find("^canonical")),
        meta.get("og:url", ""),
        article.get("url"),
        page.get("@id") if isinstance(page, dict) else page,
        saved[1] if saved else "",
    ]
    return next((u for u in found if isinstance(u, str) and re.match(r"https?://\S+$", u)), None)


def _home(url: str | None) -> str | None:
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}/"


def is_title(text: str, titles: tuple[str, ...]) -> bool:
    """Tell whether a heading is what the head calls the page's title, or begins with it."""
    folded = text.casefold()
    return any(folded == title.casefold() for title in titles)
