"""Formats that can be read. A new format is one line here and one module.

A reader is a function from a ``Blob`` and the settings to sources with their posts; the
modules behind it, and the libraries they need, are loaded when the first file asks for them.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module

from graphbuild.collect.blobs import Blob, UnreadableError
from graphbuild.collect.decode import UndecodableError, decode
from graphbuild.collect.recognise import recognise
from graphbuild.collect.text import parse_text
from graphbuild.config import Settings
from graphbuild.model import Failure, Post, Skipped, Source

Found = tuple[Source, tuple[Post, ...]]
Item = Found | Failure | Skipped
Reader = Callable[[Blob, Settings], Iterator[Item]]

READERS = {
    "markdown": "markdown",
    "html": "pages",
    "wxr": "wxr",
    "rss": "feeds",
    "atom": "feeds",
    "blogger": "feeds",
    "jsonfeed": "jsonfeed",
    "jsonl": "records",
    "json": "records",
    "csv": "records",
}
"""The module of each format but plain text and zip: its ``read`` is the reader."""

STREAMED = frozenset({"wxr", "rss", "atom", "blogger", "jsonl", "csv", "zip"})
"""Formats of which no more than a post is held at once."""


def read_blob(blob: Blob, settings: Settings, *, inside: bool = False) -> Iterator[Item]:
    """Yield the posts of one file; whatever is wrong with it is a ``Failure`` at its place."""
    found = False
    try:
        for item in _read(blob, settings, inside=inside):
            found = True
            yield item
        if not found:
            yield _no_post(blob.name)
    except UnreadableError as error:
        yield Failure(source=blob.name, reason=error.reason, remedy=error.remedy)
    except UndecodableError as error:
        yield Failure(source=blob.name, reason=str(error), remedy="save it as UTF-8 text")
    except RecursionError:
        yield Failure(source=blob.name, reason="nested too deeply", remedy="mend the file")
    except (OSError, zipfile.BadZipFile, zlib.error) as error:
        yield Failure(source=blob.name, reason=f"cannot be read: {error}")


def _read(blob: Blob, settings: Settings, *, inside: bool) -> Iterator[Item]:
    form = recognise(blob.head(), blob.name)
    megabytes = settings.max_export_megabytes if form in STREAMED else settings.max_megabytes
    if blob.size > megabytes * 1_000_000:
        size = f"{blob.size / 1_000_000:.1f} MB, the limit is {megabytes} MB"
        raise UnreadableError(f"too long: {size}", "split the file")
    if not form:
        yield Skipped(source=blob.name, reason="no posts")
    elif form == "text":
        yield from _read_text(blob)
    elif form == "zip":
        yield from _read_zip(blob, settings, inside=inside)
    else:
        reader: Reader = import_module(f"graphbuild.collect.{READERS[form]}").read
        yield from reader(blob, settings)


def _read_text(blob: Blob) -> Iterator[Item]:
    source = make_source(blob.read(), blob.name)
    if isinstance(source, Failure):
        yield source
        return
    posts = parse_text(source)
    if posts:
        yield source, posts


def _read_zip(blob: Blob, settings: Settings, *, inside: bool) -> Iterator[Item]:
    from graphbuild.collect.archives import members, sites_in

    if inside:
        raise UnreadableError("a zip inside a zip is not opened", "unpack it beside the other")
    sites = sites_in(blob)
    for member in members(blob, max_bytes=settings.max_export_megabytes * 1_000_000):
        if not isinstance(member, Blob):
            yield member
        elif reason := sites.leaves_out(member.name):
            yield Skipped(source=member.name, reason=reason)
        else:
            items = read_blob(member, settings, inside=True)
            yield from (taken_from(blob.name, sites.named(item)) for item in items)


def taken_from(origin: str, item: Item) -> Item:
    """Mark a source that no file holds as such: its text has to be kept with the build."""
    return (replace(item[0], origin=origin), item[1]) if isinstance(item, tuple) else item


def make_source(data: bytes, name: str) -> Source | Failure:
    """Decode the bytes of the text file called ``name``."""
    try:
        decoded = decode(data)
    except UndecodableError as error:
        return Failure(source=name, reason=str(error), remedy="save it as UTF-8 text")
    if not decoded.text.strip():
        return Failure(source=name, reason="empty file", remedy="remove it or give it a text")
    digest = hashlib.sha256(data).hexdigest()
    return Source(path=name, text=decoded.text, encoding=decoded.encoding, digest=digest)


def parse_posts(source: Source) -> tuple[Post, ...]:
    """Divide a decoded plain text into posts and comments."""
    return parse_text(source)


def _no_post(name: str) -> Failure:
    return Failure(
        source=name,
        reason="no post found in it: only page furniture",
        remedy="check the extraction",
    )
