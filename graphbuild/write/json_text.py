"""JSON for people: letters as they are; what fits on a line stays on one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache, partial
from json.encoder import encode_basestring
from typing import Any, Final

WIDTH: Final = 96
"""Longest line that holds a whole list or object."""

_key = lru_cache(1024)(encode_basestring)


class Written(str):
    """JSON as it stands."""

    __slots__ = ()


def render_json(value: object, margin: str = "\n") -> str:
    """Return the JSON of a value; a ``partial`` is called with the margin that starts a line.

    From the inside out, so that no part is rendered more than once.
    """
    if isinstance(value, str):
        return value if type(value) is Written else encode_basestring(value)
    if isinstance(value, partial):
        return str(value(margin))
    if isinstance(value, dict):
        inner = f"{margin}  "
        parts = [
            f"{_key(key)}: {item if type(item) is Written else render_json(item, inner)}"
            for key, item in value.items()
        ]
        return _bracketed("{", parts, "}", margin)
    if isinstance(value, list):
        inner = f"{margin}  "
        parts = [
            encode_basestring(item) if type(item) is str else render_json(item, inner)
            for item in value
        ]
        return _bracketed("[", parts, "]", margin)
    return str(value) if type(value) is int else json.dumps(value)  # most are counts


def one_or_all(values: list[Any]) -> Any:
    """Return a list, or the only value of it."""
    return values[0] if len(values) == 1 else values


def _bracketed(opening: str, parts: Sequence[str], closing: str, margin: str) -> str:
    if len(parts) * len(", ") + sum(map(len, parts)) <= WIDTH:
        line = f"{opening}{', '.join(parts)}{closing}"
        if "\n" not in line:
            return line
    inner = f"{margin}  "
    return f"{opening}{inner}{f',{inner}'.join(parts)}{margin}{closing}"
