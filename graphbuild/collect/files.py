"""Folders and files -> decoded sources: everything here that touches the disk."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from graphbuild.collect.decode import UndecodableError, decode
from graphbuild.collect.readers import is_readable, parse_posts
from graphbuild.errors import InputError
from graphbuild.model import Failure, Post, Source

MAX_BYTES = 50_000_000


def collect(
    paths: Sequence[Path], *, max_bytes: int = MAX_BYTES
) -> Iterator[tuple[Source, tuple[Post, ...]] | Failure]:
    """Yield each readable file with its posts, or the failure to read it.

    Each path is a folder, walked in the order of relative paths, hidden files left
    out, or a file. Raise ``InputError`` at once when a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise InputError(
                "no such file or folder", place=str(path), remedy="name a folder of text files"
            )
    return _collect(paths, max_bytes)


def _collect(
    paths: Sequence[Path], max_bytes: int
) -> Iterator[tuple[Source, tuple[Post, ...]] | Failure]:
    for path in paths:
        for name, file in find_files(path):
            source = read_source(file, name, max_bytes=max_bytes)
            if isinstance(source, Failure):
                yield source
                continue
            posts = parse_posts(source)
            yield (source, posts) if posts else _no_post(name)


def find_files(path: Path) -> list[tuple[str, Path]]:
    """Return ``(relative path with /, file)`` for every readable file, sorted by the first."""
    if not path.is_dir():
        return [(_shown(path.name), path)]
    found: list[tuple[str, Path]] = []

    def unlisted(error: OSError) -> None:
        folder = Path(error.filename)
        found.append((_shown(folder.relative_to(path).as_posix()), folder))

    for folder, folders, files in os.walk(path, onerror=unlisted):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and is_readable(name):
                file = Path(folder) / name
                found.append((_shown(file.relative_to(path).as_posix()), file))
    return sorted(found)


def _shown(name: str) -> str:
    """Spell out the bytes of an old file name that are not UTF-8, so that it can be written."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def read_source(file: Path, name: str, *, max_bytes: int = MAX_BYTES) -> Source | Failure:
    """Read and decode one file; a file that cannot be used is a ``Failure``."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            raise OSError("not a regular file")
        size = status.st_size
        if size > max_bytes:
            limit = max_bytes / 1_000_000
            return Failure(
                source=name,
                reason=f"too long: {size / 1_000_000:.1f} MB, the limit is {limit:g} MB",
                remedy="split the file",
            )
        data = file.read_bytes()
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        return Failure(source=name, reason=reason, remedy="check the file and its permissions")
    return make_source(data, name)


def make_source(data: bytes, name: str) -> Source | Failure:
    """Decode the bytes of the file called ``name``."""
    try:
        decoded = decode(data)
    except UndecodableError as error:
        return Failure(source=name, reason=str(error), remedy="save it as UTF-8 text")
    if not decoded.text.strip():
        return Failure(source=name, reason="empty file", remedy="remove it or give it a text")
    digest = hashlib.sha256(data).hexdigest()
    return Source(path=name, text=decoded.text, encoding=decoded.encoding, digest=digest)


def _no_post(name: str) -> Failure:
    return Failure(
        source=name,
        reason="no post found in it: only page furniture",
        remedy="check the extraction",
    )
