"""Find the labels of a vocabulary in text, all at once, in one pass.

A trie over normalised words: a label matches whatever the number, accents, case,
hyphens, inner articles (``la culture de la relation client``). Text is not rewritten,
only compared. Time grows with the text, not with the vocabulary.

Punctuation parts words, but for the labels that hold the same mark at that place
(``web 2.0``, ``C. K. Prahalad``, ``Nudge: ...``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graphbuild.memory import undisturbed
from graphbuild.ontology import Term
from graphbuild.reading import plain
from graphbuild.words import fold, singular

_WORD = re.compile(r"[^\W_]+(?:[+#]+(?!\w))?|[&@]|(?<!\S)[+#]+(?!\w)")
"""A sign that stands alone counts: ``Google +`` is not ``Google``."""

_ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "the", "a", "an"})
_SAME = {"du": "de", "des": "de", "d": "de", "aux": "au", "and": "et", "&": "et", "of": "de"}

MAX_WORDS = 12
"""Longest label matched, in words that count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A label found: ``text[start:end]``; ``label`` is the pattern as written."""

    start: int
    end: int
    term: Term
    label: str


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[Term, str]] = field(default_factory=list)


@lru_cache(maxsize=100_000)
def normal(word: str) -> str:
    """Return a word's form for comparison: folded, in the singular, ``du`` as ``de``."""
    word = fold(word)
    return _SAME.get(word) or singular(word)


class Matcher:
    """A vocabulary compiled for search."""

    @undisturbed()
    def __init__(self, terms: Iterable[Term]) -> None:
        """Compile every label of the terms; the order of terms breaks ties."""
        self._root = _Node()
        for term in terms:
            for label, _ in term.patterns():
                self._add(term, label)

    def _add(self, term: Term, label: str) -> None:
        steps = [
            (mark if i else "") + word
            for i, (_, _, mark, word) in enumerate(_words(plain(label)))
            if i == 0 or mark or word not in _ARTICLES
        ]
        if not 0 < len(steps) <= MAX_WORDS:
            return
        node = self._root
        for step in steps:
            node = node.children.setdefault(step, _Node())
        if all(known.iri != term.iri for known, _ in node.ends):
            node.ends.append((term, label))

    def find(self, text: str) -> Iterator[Match]:
        """Yield every match, also nested and overlapping ones, by start then length."""
        words = _words(text)
        for first in range(len(words)):
            if words[first][3] not in self._root.children:
                continue
            node = self._root
            for index in range(first, min(len(words), first + 2 * MAX_WORDS)):
                _, end, mark, word = words[index]
                step = mark + word if index > first else word
                if step not in node.children:
                    if index > first and step in _ARTICLES:
                        continue
                    break
                node = node.children[step]
                for term, label in node.ends:
                    yield Match(start=words[first][0], end=end, term=term, label=label)


@lru_cache(maxsize=500)  # the vocabularies of names and of ideas ask in turn
def _words(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """Return ``(start, end, mark, word)``; the mark is what parts it from the word before."""
    found = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        mark = "" if text[last:start] == " " else _mark(text[last:start])
        found.append((start, end, mark, normal(match.group())))
        last = end
    return tuple(found)


def _mark(gap: str) -> str:
    """Return the mark that keeps two words from being one name, ``""`` without one."""
    if len(gap) > 3:
        return "\n"
    return next((char for char in gap if char in ',;:!?()[]«»"\n.|•'), "")
