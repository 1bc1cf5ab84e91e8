"""What counts as the same span, the same label and the same beginning of a text.

The scores forgive what annotators and extractors cannot agree on to the letter
(an article inside or outside a name, a plural, a no-break space) and nothing
else. Texts are never changed: spans are narrowed, labels and openings folded.
"""

from __future__ import annotations

import re
import unicodedata

_DETERMINERS = "la|le|les|l|un|une|des|du|de|d|the|a|an|m|mr|mme|dr"
_LEADING = re.compile(
    rf"""(?: (?:{_DETERMINERS}) \b \.? \s* ['’]? \s*   # an article, a title
           | [«"“'’(\s]+                                         # an opening mark
         )+""",
    re.IGNORECASE | re.VERBOSE,
)
_TRAILING = " \n\t\u00a0.,;:!?»\"”'’)"

_LABEL_WORD = re.compile(r"[a-z0-9]+")
_ARTICLES = frozenset(("le", "la", "les", "l", "un", "une", "the", "a"))
_EMPTY_WORDS = _ARTICLES | {"de", "des", "du", "d", "of", "et", "en", "au", "aux"}
_PLURAL_ENDINGS = ("s", "x")
_SHORTEST_PLURAL = 4
"""Shorter words (``ROI``, ``bus``) keep their last letter."""


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a span by a leading article or title and by punctuation around it.

    A span made of nothing but articles keeps them.
    """
    surface = text[start:end]
    leading = _LEADING.match(surface)
    if leading and leading.end() < len(surface):
        surface = surface[leading.end() :]
        start += leading.end()
    return start, start + len(surface.rstrip(_TRAILING))


def fold_label(label: str) -> str:
    """Fold an idea's label: no accents, case, empty words or plural endings.

    A curly apostrophe is dropped, which joins ``l’entreprise`` to one word: give
    an idea a label with the plain one too.
    """
    plain = unicodedata.normalize("NFKD", label.lower()).encode("ascii", "ignore").decode()
    words = (word for word in _LABEL_WORD.findall(plain) if word not in _EMPTY_WORDS)
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    plural = len(word) >= _SHORTEST_PLURAL and word.endswith(_PLURAL_ENDINGS)
    return word[:-1] if plural else word


def fold_spaces(text: str) -> str:
    """Turn every run of white space, no-break ones included, into one space."""
    return " ".join(text.split())
