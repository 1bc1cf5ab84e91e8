"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphbuild.collect.blobs import Blob, UnreadableError
from graphbuild.collect.encodings import encoding_of
from graphbuild.collect.entries import Entry, assemble
from graphbuild.collect.fragments import body_pieces, html_pieces, plain_text
from graphbuild.collect.paths import Paths
from graphbuild.collect.people import author_name
from graphbuild.collect.readers import Item
from graphbuild.collect.records import load_json
from graphbuild.collect.stamps import day_of
from graphbuild.config import Settings
from graphbuild.model import Skipped


def read(blob: Blob, settings: Settings) -> Iterator[Item]:
    """Yield the posts of a feed."""
    encoding = encoding_of(blob)
    feed = load_json(blob, encoding)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise UnreadableError("a JSON Feed without items", "check the export")
    if not items:
        yield Skipped(source=blob.name, reason="feeds without posts")
    paths = Paths(file=blob.name)
    for item in items:
        if isinstance(item, dict):
            found = assemble(_entry(item, feed, blob.name, paths, encoding))
            yield found or Skipped(source=f"{blob.name}/{_text(item, 'id')}", reason="empty posts")


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return str(value).strip() if isinstance(value, str | int) else ""


def _author(item: Mapping[str, Any]) -> str | None:
    authors = item.get("authors") or [item.get("author")]
    for author in authors if isinstance(authors, list) else ():
        if isinstance(author, dict) and author_name(_text(author, "name")):
            return author_name(_text(author, "name"))
    return None


def _entry(
    item: Mapping[str, Any], feed: Mapping[str, Any], file: str, paths: Paths, encoding: str
) -> Entry:
    title = plain_text(_text(item, "title")) or None
    url = _text(item, "url") or _text(item, "external_url") or None
    html = _text(item, "content_html")
    tags = item.get("tags")
    return Entry(
        path=paths.give(url=url, title=title, key=_text(item, "id") or str(url)),
        origin=file,
        format="jsonfeed",
        encoding=encoding,
        title=title,
        author=_author(item) or _author(feed),
        date=day_of(_text(item, "date_published")),
        modified=day_of(_text(item, "date_modified")),
        url=url,
        blog=_text(feed, "title") or None,
        home=_text(feed, "home_page_url") or None,
        tags=tuple(t for t in tags if isinstance(t, str) and t.strip())
        if isinstance(tags, list)
        else (),
        pieces=html_pieces(html) if html else body_pieces(_text(item, "content_text")),
    )
