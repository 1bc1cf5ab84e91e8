"""Bytes with a name, wherever they come from: a file, a member of a zip, standard input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

HEAD = 65_536
"""Bytes looked at to tell the format."""


class UnreadableError(Exception):
    """A file cannot be used as what it looks like; says why, and the way out."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        """Keep both for the ``Failure``."""
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """``name`` is a path with ``/``; ``open`` may be called again and again."""

    name: str
    size: int
    open: Callable[[], BinaryIO]

    def head(self) -> bytes:
        """Return the first bytes."""
        with self.open() as file:
            return file.read(HEAD)

    def read(self) -> bytes:
        """Return all bytes; the caller has looked at ``size``."""
        with self.open() as file:
            return file.read(self.size)
