"""Forms of ideas for comparison; those of names are in ``graphbuild.words``."""

from __future__ import annotations

from graphbuild.words import LEGAL_FORMS, SMALL_WORDS, fold, singular, words_in


def name_words(surface: str) -> tuple[str, ...]:
    """Return the words of a term that tell it from others, in the singular."""
    words = [word for word in words_in(surface) if word not in SMALL_WORDS | LEGAL_FORMS]
    return tuple(singular(word) for word in words) or (fold(surface),)
