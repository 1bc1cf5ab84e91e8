"""Two thirds off the time that the French pipeline takes to load; what it gives is the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any

import spacy.lookups
from spacy.strings import get_string_id

from graphbuild.memory import undisturbed

LONG = 100_000
"""Characters of a regular expression that is worth shortening."""

_ALTERNATIVES = ("(?iu)(?:", ")|(?:", ")")
"""What stands before, between and after those of spaCy's expression for French words."""

_PARTS = re.compile(r"\^((?:\[[^\]]{200,}\]\+)?)(.+?)(\[[^\]]{200,}\].*\$)")
"""An alternative: perhaps a large set of letters, a word's own part, then a large set on."""


@contextmanager
def quickly() -> Iterator[None]:
    """Let spaCy load a pipeline without its two slowest steps.

    Its tokenizer's expression for French words with a hyphen is compiled in its short form, and
    the lemmatizer's tables of 200,000 words are taken as they come out of the file.
    """
    usual = re.compile

    def compiled(pattern: Any, flags: Any = 0) -> Any:
        long = isinstance(pattern, str) and len(pattern) > LONG
        return usual(shortened(pattern) if long else pattern, flags)

    tables = _replaced(spacy.lookups, "Table", ByHash)
    with undisturbed(), _replaced(re, "compile", compiled), tables:
        yield


@contextmanager
def _replaced(module: ModuleType, name: str, value: object) -> Iterator[None]:
    """Not by ``unittest.mock``, which imports ``asyncio`` for it."""
    usual = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, usual)


@cache
def shortened(pattern: str) -> str:
    r"""Return an expression that matches the same texts, where the shape of a long one is known.

    spaCy has 266 alternatives such as ``^auto[-–][a-z…][a-z…'’-]*$`` that spell out sets of a
    thousand letters each, 1.4 million characters that take Python more than a second. Those
    that end in the same sets, and begin with the same, become one.
    """
    first, between, last = _ALTERNATIVES
    if not (pattern.startswith(first) and pattern.endswith(last)):
        return pattern
    own: dict[tuple[str, str], list[str]] = defaultdict(list)
    for alternative in pattern[len(first) : -len(last)].split(between):
        parts = _PARTS.fullmatch(alternative)
        if not parts:
            return pattern
        own[parts[1], parts[3]].append(parts[2])
    return "(?iu)" + "|".join(
        f"^{begin}(?:{'|'.join(words)}){end}" for (begin, end), words in own.items()
    )


class ByHash(dict[int, Any]):
    """One of spaCy's tables, whose keys are hashes in its file already.

    spaCy hashes each again and notes it in a filter, in Python.
    """

    def __init__(self, name: str | None = None, data: Mapping[int, Any] | None = None) -> None:
        """Take what a file holds as the table ``name``."""
        super().__init__(data or {})
        self.name = name

    def get(self, key: str | int, default: Any = None) -> Any:
        """Return what stands under a word or its hash."""
        return super().get(get_string_id(key), default)

    def __getitem__(self, key: str | int) -> Any:
        """Return what stands under a word or its hash; raise ``KeyError`` for another."""
        return super().__getitem__(get_string_id(key))

    def __contains__(self, key: Any) -> bool:
        """Tell whether something stands under a word or its hash."""
        return super().__contains__(get_string_id(key))
