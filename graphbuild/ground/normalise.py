"""Forms of names for comparison; ``C++`` stays apart from ``C#``."""

from __future__ import annotations

import re

from graphbuild.words import fold

_WORDS = re.compile(r"[^\W_]+(?:[+#]+(?!\w))?")

_LIGHT = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "de",
        "des",
        "du",
        "d",
        "un",
        "une",
        "et",
        "en",
        "au",
        "aux",
        "the",
        "of",
        "a",
        "and",
        "sa",
        "sas",
        "sarl",
        "inc",
        "ltd",
        "llc",
        "corp",
        "gmbh",
    ]
)
"""Articles, prepositions and legal forms: they do not tell two names apart."""


def plain_name(surface: str) -> str:
    """Return a name folded, without its leading article, punctuation and legal form."""
    words = _WORDS.findall(fold(surface))
    while len(words) > 1 and words[0] in ("le", "la", "les", "l", "the"):
        words = words[1:]
    while len(words) > 1 and words[-1] in (
        "sa",
        "sas",
        "sarl",
        "inc",
        "ltd",
        "llc",
        "corp",
        "gmbh",
    ):
        words = words[:-1]
    return " ".join(words) or fold(surface).strip()


def name_words(surface: str) -> tuple[str, ...]:
    """Return the words of a term that tell it from others, in the singular."""
    words = [word for word in _WORDS.findall(fold(surface)) if word not in _LIGHT]
    return tuple(_singular(word) for word in words) or (fold(surface),)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("aux") and not word.endswith("eaux"):
        return word[:-3] + "al"
    return word[:-1] if len(word) > 3 and (word[-1] == "s" or word.endswith("ux")) else word
