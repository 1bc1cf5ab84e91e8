"""WordPress' own export (WXR 1.0 to 1.2): a stream of posts, each with its comments.

The elements are those of https://developer.wordpress.org (wp-admin/includes/export.php).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.collect.blobs import Blob
from graphbuild.collect.entries import Entry, Reply, assemble
from graphbuild.collect.fragments import body_pieces, plain_text
from graphbuild.collect.markup import Element, stream
from graphbuild.collect.paths import Paths
from graphbuild.collect.readers import Item
from graphbuild.collect.stamps import day_of
from graphbuild.config import Settings
from graphbuild.model import Skipped

_LEFT_OUT = {
    "draft": "drafts", "auto-draft": "drafts", "pending": "drafts", "future": "drafts",
    "private": "private posts", "trash": "trash", "inherit": "revisions",
}  # fmt: skip
_PINGS = frozenset({"pingback", "trackback"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blog:
    title: str | None
    home: str | None
    names: dict[str, str]
    ids: dict[str, str]
    """Display names of the authors, by login and by number."""


def read(blob: Blob, settings: Settings) -> Iterator[Item]:
    """Yield the published posts of an export, and what was left out of it."""
    paths = Paths(file=blob.name)
    blog: _Blog | None = None
    for item, encoding in stream(blob, ("{*}item",)):
        if blog is None:
            blog = _blog(item.getparent())
        fields = _fields(item)
        reason = _reason(fields, pages=settings.pages)
        if reason:
            if reason != "attachments":
                yield Skipped(source=_place(blob.name, fields), reason=reason)
            continue
        found = assemble(_entry(item, fields, blog, blob.name, paths, encoding))
        if found:
            yield found
            spam = _rejected(item)
            yield from (Skipped(source=found[0].path, reason="spam") for _ in range(spam))
        else:
            yield Skipped(source=_place(blob.name, fields), reason="empty posts")
    if blog is None:
        yield Skipped(source=blob.name, reason="exports without posts")


def _place(name: str, fields: dict[str, str]) -> str:
    return f"{name}/{fields.get('post_id') or fields.get('title', '')[:60]}"


def _fields(item: Element) -> dict[str, str]:
    """Return the texts of an item's simple elements, by local name."""
    found: dict[str, str] = {}
    for child in item:
        name = child.tag.rpartition("}")[2]
        if name == "encoded":  # content:encoded and excerpt:encoded
            name = "excerpt" if "excerpt" in child.tag else "content"
        if name not in ("category", "comment", "postmeta"):
            found.setdefault(name, (child.text or "").strip())
    return found


def _reason(fields: dict[str, str], *, pages: bool) -> str:
    """Tell why an item is no post to read, in a word that is counted."""
    kind = fields.get("post_type", "post")
    if kind == "attachment":
        return "attachments"
    if kind == "page" and not pages:
        return "pages"
    if kind not in ("post", "page"):
        return "attachments"
    if fields.get("post_password"):
        return "private posts"
    return _LEFT_OUT.get(fields.get("status", "publish"), "")


def _blog(channel: Element) -> _Blog:
    title = home = None
    names: dict[str, str] = {}
    ids: dict[str, str] = {}
    for child in channel:
        name = child.tag.rpartition("}")[2]
        if name == "title":
            title = plain_text(child.text or "") or None
        elif name == "link":
            home = (child.text or "").strip() or None
        elif name == "author" and len(child):
            said = {c.tag.rpartition("}")[2]: (c.text or "").strip() for c in child}
            full = f"{said.get('author_first_name', '')} {said.get('author_last_name', '')}"
            shown = said.get("author_display_name") or full.strip()
            names[said.get("author_login", "")] = shown or said.get("author_login", "")
            ids[said.get("author_id", "")] = names[said.get("author_login", "")]
    return _Blog(title=title, home=home, names=names, ids=ids)


def _entry(
    item: Element, fields: dict[str, str], blog: _Blog, file: str, paths: Paths, encoding: str
) -> Entry:
    title = plain_text(fields.get("title", "")) or None
    url = fields.get("link") or None
    login = fields.get("creator", "")
    author = blog.names.get(login, login) or None
    slug = fields.get("post_name") or ""
    return Entry(
        path=paths.give(url=slug or url, title=title, key=fields.get("guid") or str(url)),
        origin=file,
        format="wxr",
        encoding=encoding,
        title=title,
        author=author,
        date=day_of(fields.get("post_date")) or day_of(fields.get("pubDate")),
        modified=day_of(fields.get("post_modified")),
        url=url,
        blog=blog.title,
        home=blog.home,
        tags=tuple(_terms(item, "post_tag", "tag")),
        categories=tuple(_terms(item, "category", "")),
        series=next(iter(_terms(item, "series")), None),
        pieces=body_pieces(fields.get("content") or fields.get("excerpt", ""), wordpress=True),
        replies=tuple(_replies(item, blog)),
    )


UNFILED = frozenset({"uncategorized", "non classé", "non-classe", "non classifié(e)"})
"""What WordPress files a post under when nobody did."""


def _terms(item: Element, *domains: str) -> Iterator[str]:
    for child in item:
        if child.tag == "category" and (child.get("domain") or "") in domains:
            name = plain_text(child.text or "")
            if name and name.lower() not in UNFILED:
                yield name


def _comments(item: Element) -> Iterator[dict[str, str]]:
    for child in item:
        if child.tag.rpartition("}")[2] == "comment":
            yield {c.tag.rpartition("}")[2]: (c.text or "").strip() for c in child if len(c) == 0}


def _published(said: dict[str, str]) -> bool:
    return said.get("comment_approved", "1") in ("1", "approve", "approved")


def _rejected(item: Element) -> int:
    return sum(not _published(said) for said in _comments(item))


def _replies(item: Element, blog: _Blog) -> Iterator[Reply]:
    for said in _comments(item):
        if not _published(said) or said.get("comment_type") in _PINGS:
            continue
        user = said.get("comment_user_id", "0")
        yield Reply(
            id=said.get("comment_id", ""),
            parent=said.get("comment_parent", "0"),
            author=blog.ids.get(user) or plain_text(said.get("comment_author", "")) or None,
            date=day_of(said.get("comment_date")),
            pieces=body_pieces(said.get("comment_content", ""), wordpress=True),
        )
