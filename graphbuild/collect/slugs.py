"""Slugs of source paths: the stable, readable first half of a post's id."""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = re.compile(r"[^a-z0-9]+")
_EXTENSION = re.compile(r"(?<=[^/.])\.[A-Za-z0-9]{1,8}$")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def source_slug(path: str) -> str:
    """Return an ASCII slug of ``path`` without its extension (``a/b c.txt`` -> ``a-b-c``).

    Two paths may share a slug; a build that reads both decides the suffix.
    """
    folded = _EXTENSION.sub("", path).lower().translate(_LIGATURES)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode("ascii")
    return _UNSAFE.sub("-", plain).strip("-") or "source"
