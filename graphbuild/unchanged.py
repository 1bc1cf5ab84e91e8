"""Tell that nothing has changed since the last build, without doing it again.

A build leaves, in the cache's file, the digest of all that went into it, the digest of all
that it wrote, and its report. While both digests hold there is nothing to do, and nothing
large is loaded, spaCy least of all.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from graphbuild.cache import FILE_NAME, decode, encode, open_database
from graphbuild.output import WRITTEN

FORMAT = 1
"""Raised when the meaning of a digest changes."""

Files = Iterable[tuple[str, Path | str]]
Kept = TypeVar("Kept")


class LastBuild:
    """What the last build into a folder read, wrote and reported."""

    def __init__(self, output: Path, inputs: str) -> None:
        """Take the output folder and the digest of what goes into the build at hand."""
        self._output = output
        self._inputs = inputs

    def report(self, kind: type[Kept]) -> Kept | None:
        """Return what was kept, ``None`` when anything read or written has changed since."""
        path = self._output / FILE_NAME
        if not path.is_file():
            return None
        try:
            database = open_database(path)
            try:
                row = database.execute("SELECT inputs, outputs, report FROM last").fetchone()
            finally:
                database.close()
            if row is None or row[0] != self._inputs or row[1] != written_digest(self._output):
                return None
            kept: Kept = decode(kind, json.loads(row[2]))
            return kept
        except (sqlite3.Error, ValueError, TypeError, OSError):
            return None  # then the build goes on and tells what is wrong with the cache

    def keep(self, report: object) -> None:
        """Keep the report of the build whose files are now in place."""
        text = json.dumps(encode(report))
        try:
            row = (self._inputs, written_digest(self._output), text)
            database = open_database(self._output / FILE_NAME)
            try:
                with database:
                    database.execute("DELETE FROM last")
                    database.execute("INSERT INTO last VALUES (?, ?, ?)", row)
            finally:
                database.close()
        except (sqlite3.Error, OSError):
            return  # the cache has told why it cannot be written


def inputs_digest(files: Files, said: Sequence[object], folders: Iterable[Path]) -> str | None:
    """Return the digest of all that determines a build; ``None`` when a file cannot be read.

    ``files`` are the posts by name (in place of a path, why one is left out), ``said`` is what
    the user chose, ``folders`` hold the program and the ontology.
    """
    digest = hashlib.sha256(repr((FORMAT, sys.version, *said)).encode("utf-8", "surrogatepass"))
    digest.update("\0".join(installed()).encode())
    try:
        for name, file in files:
            seal = file if isinstance(file, str) else _sealed(file)
            digest.update(f"\0{name}\0{seal}".encode("utf-8", "surrogatepass"))
        for folder in folders:
            digest.update(_folder_digest(folder, [folder]).encode())
    except OSError:
        return None
    return digest.hexdigest()


def written_digest(output: Path) -> str:
    """Return the digest of the files that a build owns in its output folder."""
    return _folder_digest(output, [output / name for name in WRITTEN])


def installed() -> list[str]:
    """Return name and version of every library there is: the names of their metadata folders."""
    found = (Path(entry).glob("*.dist-info") for entry in sys.path)
    return sorted(path.name for paths in found for path in paths)


def _folder_digest(folder: Path, roots: Iterable[Path]) -> str:
    paths = [path for root in roots for path in (root.rglob("*") if root.is_dir() else [root])]
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and path.suffix != ".pyc":
            name = path.relative_to(folder).as_posix()
            digest.update(f"{name}\0{_sealed(path)}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _sealed(path: Path) -> str:
    if not path.is_file():
        raise OSError("not a regular file")  # reading a pipe would wait for ever
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
