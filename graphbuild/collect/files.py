"""Folders and files -> blobs: everything here that touches the disk."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from graphbuild.collect.blobs import Blob
from graphbuild.collect.known import read_known
from graphbuild.collect.readers import Item, read_blob, taken_from
from graphbuild.collect.recognise import is_asset
from graphbuild.collect.sites import CONFIGS, DATA, FILES, FOLDERS, LARGEST, NAMING, NO_SITES, Sites
from graphbuild.config import Settings
from graphbuild.errors import InputError
from graphbuild.kept import Kept
from graphbuild.model import Failure, Skipped

STDIN = "-"

OUTPUT = frozenset({"graph.ttl", "graph.html", "report.json"})
"""Files of a build: a folder that holds them all is no folder of posts."""


def collect(
    paths: Sequence[Path], settings: Settings | None = None, *, kept: Kept | None = None
) -> Iterator[Item]:
    """Yield each source with its posts, each failure to read, and what was skipped.

    Each path is a folder, walked in the order of relative paths, a file, or ``-`` for
    standard input. Raise ``InputError`` at once when a path does not exist. ``kept`` may
    know what unchanged files hold.
    """
    for path in paths:
        if str(path) != STDIN and not path.exists():
            raise InputError(
                "no such file or folder", place=str(path), remedy="name a folder of posts"
            )
    return _collect(paths, settings or Settings(), kept)


def _collect(paths: Sequence[Path], settings: Settings, kept: Kept | None) -> Iterator[Item]:
    for path in paths:
        if str(path) == STDIN:
            yield from _from_stdin(settings)
            continue
        files = find_files(path)
        sites = _sites(files) if path.is_dir() else NO_SITES
        for name, file in files:
            reason = file if isinstance(file, str) else "assets" if name in sites.configs else ""
            if reason or isinstance(file, str):
                yield Skipped(source=name, reason=reason)
                continue
            blob = open_file(file, name)
            if isinstance(blob, Failure):
                yield blob
                continue
            items = read_known(blob, settings, kept) if kept else read_blob(blob, settings)
            yield from map(sites.named, items)


def _sites(files: Sequence[tuple[str, Path | str]]) -> Sites:
    places = {name: file for name, file in files if isinstance(file, Path)}

    def read(name: str) -> bytes:
        with places[name].open("rb") as file:
            return file.read(LARGEST)

    return Sites(places, read)


def find_files(path: Path) -> list[tuple[str, Path | str]]:
    """Return ``(relative path with /, file)`` of what may be read, sorted by the first.

    Where a file is left out by its name, its reason stands instead of it. A link to a
    folder is not followed: it may lead round in a circle.
    """
    if not path.is_dir():
        return [(_shown(path.name), path)]
    found: list[tuple[str, Path | str]] = []

    def unlisted(error: OSError) -> None:
        folder = Path(error.filename)
        found.append((_shown(folder.relative_to(path).as_posix()), folder))

    for place, folders, files in os.walk(path, onerror=unlisted):
        site = bool(CONFIGS & set(files))
        built = set(files) >= OUTPUT
        inside = "" if place == str(path) else Path(place).relative_to(path).as_posix() + "/"
        for name in list(folders):
            reason = "output" if built else _left_out_folder(Path(place) / name, site=site)
            if reason:
                folders.remove(name)
                found.append((_shown(inside + name), reason))
        for name in files:
            reason = "output" if built else _left_out(name, site=site)
            found.append((_shown(inside + name), reason or Path(place) / name))
        found += [
            (_shown(inside + name), file)
            for name in DATA
            if site and (file := Path(place) / name).is_file()
        ]
    return sorted(found, key=lambda item: item[0])


def _left_out_folder(folder: Path, *, site: bool) -> str:
    if folder.name.startswith("."):
        return "hidden"
    if folder.is_symlink():
        return "link to a folder"
    if folder.name == "node_modules" or (site and folder.name in FOLDERS):
        return "site templates"
    return ""


def _left_out(name: str, *, site: bool) -> str:
    if name.startswith("."):
        return "hidden"
    if name in NAMING:
        return ""  # read for the blog's name, see sites.py
    if is_asset(name):
        return "assets"
    return "assets" if site and name.lower().startswith(FILES) else ""


def _shown(name: str) -> str:
    """Spell out the bytes of an old file name that are not UTF-8, so that it can be written."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def open_file(file: Path, name: str) -> Blob | Failure:
    """Return the blob of a regular file that can be opened."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            raise OSError("not a regular file")
        with file.open("rb"):
            pass
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        return Failure(source=name, reason=reason, remedy="check the file and its permissions")
    return Blob(name=name, size=status.st_size, open=lambda: file.open("rb"))


def _from_stdin(settings: Settings) -> Iterator[Item]:
    """Keep standard input in a temporary file, since a format may be read twice."""
    limit = settings.max_export_megabytes * 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "stdin"
        size = 0
        with file.open("wb") as kept:
            while chunk := sys.stdin.buffer.read(1 << 20):
                size += len(chunk)
                if size > limit:
                    reason = f"too long: over {limit / 1_000_000:g} MB"
                    yield Failure(source="stdin", reason=reason, remedy="split it")
                    return
                kept.write(chunk)
        blob = Blob(name="stdin", size=size, open=lambda: file.open("rb"))
        yield from (taken_from("stdin", item) for item in read_blob(blob, settings))
