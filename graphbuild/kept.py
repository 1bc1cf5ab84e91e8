"""Results of the last build that the next may use again, beside the facts in the cache's file.

Bytes by name and key, where the key is the hash of all that determines them. Never needed:
whatever is wrong with the file is told by ``cache.py``, and here only costs time.
"""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from graphbuild.cache import open_database


class Kept:
    """Results of one name, in the file ``path``; ``context`` counts for every key."""

    def __init__(self, path: Path, name: str, context: str) -> None:
        """Take the cache's file, which need not exist."""
        self._path, self._name = path, name
        self._context = hashlib.sha256(context.encode()).digest()
        self._database = _opened(path) if path.is_file() else None
        self._used: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}

    def get(self, key: bytes) -> bytes | None:
        """Return what is kept under a key, ``None`` when there is nothing."""
        if self._database is None:
            return None
        digest = self._digest(key)
        self._used.add(digest)
        query = "SELECT value FROM kept WHERE name = ? AND key = ?"
        try:
            rows = self._database.execute(query, (self._name, digest)).fetchall()
        except sqlite3.Error:
            return None
        return rows[0][0] if rows and isinstance(rows[0][0], bytes) else None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a result."""
        self._new[self._digest(key)] = value

    def finish(self) -> None:
        """Write what is new, and forget all that was not asked for."""
        self._database = self._database or _opened(self._path)
        if self._database is None:
            return
        query = "SELECT key FROM kept WHERE name = ?"
        try:
            with self._database:
                rows = self._database.execute(query, (self._name,)).fetchall()
                gone = [(self._name, *row) for row in rows if row[0] not in self._used]
                self._database.executemany("DELETE FROM kept WHERE name = ? AND key = ?", gone)
                new = [(self._name, *item) for item in self._new.items()]
                self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", new)
        except sqlite3.Error:
            pass  # nothing was written
        finally:
            self._database.close()
            self._database = None

    def _digest(self, key: bytes) -> bytes:
        return hashlib.sha256(self._context + key).digest()


def _opened(path: Path) -> sqlite3.Connection | None:
    try:
        return open_database(path)
    except (sqlite3.Error, OSError):
        return None
