"""Find the labels of a vocabulary in text, all at once, in one pass.

A trie over normalised words: a label matches whatever the number, accents, case,
hyphens, inner articles (``la culture de la relation client``). Text is not rewritten,
only compared. Time grows with the text, not with the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graphbuild.ontology import Term
from graphbuild.rdf import fold

_WORD = re.compile(r"[^\W_]+(?:[+#]+(?!\w))?|[&@]")

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
    """Return a word's form for comparison: folded, in the singular.

    French and English plurals in -s and -x, and -aux for -al (``sociaux``), by rule;
    the same rule is applied to patterns and text, so an odd result does no harm.
    """
    word = fold(word)
    if len(word) > 4 and word.endswith("aux") and not word.endswith("eaux"):
        return word[:-3] + "al"
    if len(word) > 3 and word[-1] in "sx":
        return word[:-1]
    return _SAME.get(word, word)


class Matcher:
    """A vocabulary compiled for search."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Compile every label of the terms; the order of terms breaks ties."""
        self._root = _Node()
        for term in terms:
            for label, _ in term.patterns():
                self._add(term, label)

    def _add(self, term: Term, label: str) -> None:
        words = [normal(word) for word in _WORD.findall(label)]
        words = [word for i, word in enumerate(words) if i == 0 or word not in _ARTICLES]
        if not 0 < len(words) <= MAX_WORDS:
            return
        node = self._root
        for word in words:
            node = node.children.setdefault(word, _Node())
        if all(known.iri != term.iri for known, _ in node.ends):
            node.ends.append((term, label))

    def find(self, text: str) -> Iterator[Match]:
        """Yield every match, also nested and overlapping ones, by start then length."""
        words = [(m.start(), m.end(), normal(m.group())) for m in _WORD.finditer(text)]
        for first in range(len(words)):
            node: _Node | None = self._root
            for index in range(first, min(len(words), first + 2 * MAX_WORDS)):
                start, end, word = words[index]
                if index > first:
                    if _parted(text[words[index - 1][1] : start]):
                        break
                    if word in _ARTICLES and word not in (node.children if node else {}):
                        continue
                node = node.children.get(word) if node else None
                if node is None:
                    break
                for term, label in node.ends:
                    yield Match(start=words[first][0], end=end, term=term, label=label)


def _parted(gap: str) -> bool:
    """Tell whether what stands between two words keeps them from being one name."""
    return len(gap) > 3 or any(char in gap for char in ',;:!?()[]«»"\n.|•')
