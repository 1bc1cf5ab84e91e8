"""Forms of names for comparison; ``C++`` stays apart from ``C#``."""

from __future__ import annotations

from graphbuild.words import SMALL_WORDS, fold, singular, words_in

LEGAL_FORMS = frozenset("sa sas sarl inc ltd llc corp gmbh".split())
"""``Bourdaine Conseil SARL`` is ``Bourdaine Conseil``."""

_ARTICLES = frozenset("le la les l the".split())


def plain_name(surface: str) -> str:
    """Return a name folded, without its leading article, punctuation and legal form."""
    words = words_in(surface)
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words = words[:-1]
    return " ".join(words) or fold(surface).strip()


def name_words(surface: str) -> tuple[str, ...]:
    """Return the words of a term that tell it from others, in the singular."""
    words = [word for word in words_in(surface) if word not in SMALL_WORDS | LEGAL_FORMS]
    return tuple(singular(word) for word in words) or (fold(surface),)
