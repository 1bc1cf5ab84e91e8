"""Formats that can be read, by file suffix. A new format is one line here and one module.

A reader is a pure function from a decoded ``Source`` to its posts.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from graphbuild.collect.text import parse_text
from graphbuild.model import Post, Source

Reader = Callable[[Source], tuple[Post, ...]]

READERS: dict[str, Reader] = {
    ".txt": parse_text,
    ".text": parse_text,
    "": parse_text,
}

SKIPPED_ENDINGS = (".ann.txt",)
"""Files that lie beside posts and are none: the annotated copies of a gold standard."""


def is_readable(name: str) -> bool:
    """Tell whether a file of this name is read; others are ignored without a word."""
    lower = name.lower()
    return PurePosixPath(lower).suffix in READERS and not lower.endswith(SKIPPED_ENDINGS)


def parse_posts(source: Source) -> tuple[Post, ...]:
    """Divide a decoded source into posts and comments, by the reader for its suffix."""
    return READERS.get(PurePosixPath(source.path.lower()).suffix, parse_text)(source)
