"""What a file held the last time: an unchanged one is not taken apart again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from graphbuild.cache import decode, encode, to_bytes
from graphbuild.collect.blobs import Blob
from graphbuild.collect.readers import Item, read_blob
from graphbuild.config import Settings
from graphbuild.kept import Kept
from graphbuild.model import Failure, Post, Skipped, Source

LARGEST: Final = 1_000_000
"""Bytes of a file that is kept. Larger ones are exports, read a post at a time."""

_OTHERS: Final = {"failure": Failure, "skipped": Skipped}


def read_known(blob: Blob, settings: Settings, kept: Kept) -> Iterator[Item]:
    """Yield what ``read_blob`` yields, from what is kept where the file is the same.

    ``kept`` stands for everything else that counts: settings, code and libraries.
    """
    if blob.size > LARGEST:
        yield from read_blob(blob, settings)
        return
    try:
        key = b"%s\0%s" % (blob.name.encode(), blob.read())
    except OSError:  # told where the file is read
        yield from read_blob(blob, settings)
        return
    items = _unpacked(kept.get(key))
    if items is None:
        items = list(read_blob(blob, settings))
        kept.put(key, pack(items))
    yield from items


def pack(items: Sequence[Item]) -> bytes:
    """Return what a file holds as compressed JSON; posts without what their source has."""
    return zlib.compress(to_bytes([_plain(item) for item in items]), level=1)


def _plain(item: Item) -> list[Any]:
    if isinstance(item, tuple):
        source, posts = item
        return ["source", encode(source), [_without_text(post, source) for post in posts]]
    return [type(item).__name__.lower(), encode(item)]


def _without_text(post: Post, source: Source) -> list[Any]:
    same = post.text == source.text[post.start : post.end]
    return [same, encode(replace(post, text="") if same else post)]


def _unpacked(packed: bytes | None) -> list[Item] | None:
    if packed is None:
        return None
    try:
        return unpack(packed)
    except (zlib.error, ValueError, TypeError, KeyError, IndexError):
        return None


def unpack(packed: bytes) -> list[Item]:
    """Return what a file holds; the reverse of ``pack``. Raises for what is no such value."""
    found: list[Item] = []
    for kind, value, *posts in json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass")):
        if kind == "source":
            source: Source = decode(Source, value)
            found.append((source, tuple(_with_text(*post, source=source) for post in posts[0])))
        else:
            found.append(decode(_OTHERS[kind], value))
    return found


def _with_text(same: object, value: object, *, source: Source) -> Post:
    post: Post = decode(Post, value)
    return replace(post, text=source.text[post.start : post.end]) if same else post
