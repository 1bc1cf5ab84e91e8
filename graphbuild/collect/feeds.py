"""RSS 0.91 to 2.0, RSS 1.0, Atom and Blogger's export: streams of items or entries.

Feeds name the same things by many names (RSS 2.0 at cyber.harvard.edu/rss, RFC 4287,
content:, dc:, slash:, wfw:, thr:); elements are told by their local name, and where two
namespaces share one (``dc:date``, ``content:encoded``) both mean the same here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.collect.blobs import Blob
from graphbuild.collect.entries import Entry, Piece, Reply, assemble
from graphbuild.collect.fragments import body_pieces, element_pieces, plain_text, text_of
from graphbuild.collect.markup import Element, stream
from graphbuild.collect.paths import Paths
from graphbuild.collect.people import author_name
from graphbuild.collect.readers import Item
from graphbuild.collect.recognise import recognise
from graphbuild.collect.stamps import day_of
from graphbuild.config import Settings
from graphbuild.model import Skipped

ITEMS = ("{*}item", "{*}entry")
_KIND = "http://schemas.google.com/g/2005#kind"
_BODIES = ("encoded", "content", "body", "description", "summary")
"""Elements that may hold the text, the fullest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    title: str | None
    home: str | None
    author: str | None


def read(blob: Blob, settings: Settings) -> Iterator[Item]:
    """Yield the posts of a feed or of Blogger's export, and what was left out of it."""
    form = recognise(blob.head(), blob.name)
    paths = Paths(file=blob.name)
    replies: dict[str, list[Reply]] = {}
    if form == "blogger":
        replies = _blogger_comments(blob)
    feed: _Feed | None = None
    for item, encoding in stream(blob, ITEMS):
        feed = feed or _feed(item)
        reason = _reason(item, pages=settings.pages) if form == "blogger" else ""
        if reason:
            if reason != "settings":
                yield Skipped(source=f"{blob.name}/{_text(item, 'title')[:60]}", reason=reason)
            continue
        entry = _entry(item, feed, form, blob.name, paths, encoding, replies)
        found = assemble(entry) if entry else None
        yield found or Skipped(source=f"{blob.name}/{_text(item, 'title')}", reason="empty posts")
    if feed is None:
        yield Skipped(source=blob.name, reason="feeds without posts")


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _feed(item: Element) -> _Feed:
    """Read the channel; in RSS 1.0 it stands beside the items, not around them."""
    above = item.getparent()
    channel = next((child for child in above if _local(child) == "channel"), above)
    return _Feed(
        title=plain_text(_text(channel, "title")) or None,
        home=_link(channel),
        author=_author(channel),
    )


def _all(item: Element, *names: str) -> Iterator[Element]:
    return (child for child in item if _local(child) in names)


def _text(item: Element, *names: str) -> str:
    """Return the text of the first of these elements that has one."""
    for name in names:
        for child in _all(item, name):
            text = (child.text or "").strip() or (text_of(child) if len(child) else "")
            if text:
                return text
    return ""


def _link(item: Element) -> str | None:
    """Return the address of the page: Atom's ``alternate``, RSS' ``link``, a permalink guid."""
    for child in _all(item, "link"):
        href = child.get("href")
        if href and child.get("rel", "alternate") == "alternate":
            return str(href).strip() or None
    for child in _all(item, "origlink", "link"):
        if (child.text or "").strip():
            return str(child.text).strip()
    for child in _all(item, "guid"):
        if child.get("isPermaLink") != "false" and (child.text or "").strip().startswith("http"):
            return str(child.text).strip()
    return _text(item, "filename") or None  # Takeout has the path alone


def _author(item: Element) -> str | None:
    for child in _all(item, "creator", "author"):
        name = _text(child, "name") or (child.text or "")
        if author_name(plain_text(name)):
            return author_name(plain_text(name))
    return None


def _body(item: Element) -> Element | None:
    for name in _BODIES:
        for child in _all(item, name):
            if (child.text or "").strip() or len(child):
                return child
    return None


def _entry(
    item: Element, feed: _Feed, form: str, file: str, paths: Paths, encoding: str,
    replies: dict[str, list[Reply]],
) -> Entry | None:  # fmt: skip
    body = _body(item)
    title = plain_text(_text(item, "title")) or None
    url = _link(item)
    identity = _text(item, "guid", "id") or url or title or ""
    if body is None and not title:
        return None
    terms = tuple(dict.fromkeys(_terms(item)))
    return Entry(
        path=paths.give(url=url, title=title, key=identity),
        origin=file,
        format=form,
        encoding=encoding,
        title=title,
        author=_author(item) or feed.author,
        date=day_of(_text(item, "published", "pubdate", "date", "issued", "created"))
        or day_of(_text(item, "updated", "modified")),
        modified=day_of(_text(item, "updated", "modified")),
        url=url,
        blog=feed.title,
        home=feed.home,
        tags=terms,
        pieces=_pieces(body),
        replies=tuple(replies.get(identity, ())),
    )


def _pieces(body: Element | None) -> tuple[Piece, ...]:
    if body is None:
        return ()
    if len(body):  # Atom's xhtml
        return element_pieces(body)
    return body_pieces(body.text or "")


def _terms(item: Element) -> Iterator[str]:
    for child in _all(item, "category", "subject"):
        if (child.get("scheme") or "").startswith("http://schemas.google.com/g/"):
            continue
        name = plain_text(child.get("label") or child.get("term") or child.text or "")
        if name:
            yield name


# Blogger's exports: posts, comments, pages, the template and the settings, all as entries. The
# old one tells them by a category; Takeout's by ``blogger:type``, with a status beside it.


def _kind(item: Element) -> str:
    for child in _all(item, "category"):
        if child.get("scheme") == _KIND:
            return str(child.get("term") or "").rpartition("#")[2]
    return _text(item, "type").lower() or "post"


def _reason(item: Element, *, pages: bool) -> str:
    kind = _kind(item)
    if kind not in ("post", "page"):
        return "settings"
    if kind == "page" and not pages:
        return "pages"
    drafts = [text_of(found) for control in _all(item, "control") for found in control]
    if "yes" in drafts or _text(item, "status").upper() in ("DRAFT", "SCHEDULED"):
        return "drafts"
    return "" if _is_live(item) else "trash"


def _is_live(item: Element) -> bool:
    """Tell what readers see from what was thrown away, held back or marked as spam."""
    return _text(item, "status").upper() in ("", "LIVE") and not _text(item, "trashed")


def _blogger_comments(blob: Blob) -> dict[str, list[Reply]]:
    """Return the comments by the id of their post: they stand anywhere in the file."""
    found: dict[str, list[Reply]] = defaultdict(list)
    for item, _ in stream(blob, ("{*}entry",)):
        if _kind(item) != "comment" or not _is_live(item):
            continue
        target = next((c.get("ref") or "" for c in _all(item, "in-reply-to")), "")
        answered = next(
            (c.get("href") or "" for c in _all(item, "link") if c.get("rel") == "related"), ""
        )
        if target:
            parent = answered.rpartition("/")[2]
        else:
            target, parent = _text(item, "parent"), _text(item, "inreplyto").rpartition("post-")[2]
        found[target].append(
            Reply(
                id=_text(item, "id").rpartition("post-")[2],
                parent=parent,
                author=_author(item),
                date=day_of(_text(item, "published")),
                pieces=_pieces(_body(item)),
            )
        )
    return found
