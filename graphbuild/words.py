"""What every stage knows of words: folding, number, the months, the commonest small ones.

For comparing only: text itself is never rewritten. Two tasks have rules of their own on
purpose: ``collect.fold`` keeps the length of its input (offsets stay), and
``evaluate.normalise`` must not move with the extraction that it scores.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_WORD = re.compile(r"[^\W_]+(?:[+#]+(?!\w))?")
"""``C++`` stays apart from ``C#``."""

SMALL_WORDS: Final = frozenset(
    "le la les l de des du d un une et en au aux the of a and".split(),
)
"""Articles and prepositions, folded: they do not tell two names apart."""

MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "janvier janv january jan",
                "fevrier fevr fev february feb",
                "mars march mar",
                "avril avr april apr",
                "mai may",
                "juin june jun",
                "juillet juil july jul",
                "aout august aug",
                "septembre september sept sep",
                "octobre october oct",
                "novembre november nov",
                "decembre december dec",
            ),
            start=1,
        )
        for name in names.split()
    }
)
"""Number of a month by its French or English name or abbreviation, folded."""


class _Folded(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        # Letters in disguise (``𝕊``, ``Ⓜ``) have their case once they are decomposed.
        letters = _without_marks(unicodedata.normalize("NFKD", chr(code)).casefold())
        text = unicodedata.normalize("NFKD", letters).replace("œ", "oe").replace("æ", "ae")
        self[code] = _without_marks(text)
        return self[code]


def _without_marks(text: str) -> str:
    return "".join(char for char in text if not unicodedata.combining(char))


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return the text in lower case without accents, for comparing names."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


LEGAL_FORMS: Final = frozenset("sa sas sarl inc ltd llc corp gmbh".split())
"""``Bourdaine Conseil SARL`` is ``Bourdaine Conseil``."""

_ARTICLES = frozenset("le la les l the".split())

_SIGNS_APART = re.compile(r"(?<!\s)\s++([+#]++)\s*+$")

REMEMBERED: Final = 20_000
"""Names whose folded form is kept in memory, 0.3 kB each: a text comes back to its names."""


def words_in(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=REMEMBERED)
def plain_name(surface: str) -> str:
    """Return a name folded, without its leading article, punctuation and legal form.

    The points of an acronym go (``C.A.B.``), a space before a sign too (``Google +``).
    """
    words = words_in(_SIGNS_APART.sub(r"\1", surface))
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words = words[:-1]
    if len(words) > 1 and words[0] in LEGAL_FORMS:
        words = words[1:]
    if len(words) > 1 and all(len(word) == 1 for word in words):
        words = ["".join(words)]
    return " ".join(words) or fold(surface).strip()


@lru_cache(maxsize=100_000)
def singular(word: str) -> str:
    """Return a folded word in the singular, by rule: -s, -ux, and -aux for -al (``sociaux``).

    Both sides of a comparison go through it, so an odd result does no harm. Other words
    in -x are whole (``TEDx`` is not ``TED``).
    """
    if len(word) > 4 and word.endswith("aux") and not word.endswith("eaux"):
        return word[:-3] + "al"
    return word[:-1] if len(word) > 3 and (word[-1] == "s" or word.endswith("ux")) else word


def zipf(word: str) -> float:
    """Return how frequent a word is in French, on wordfreq's Zipf scale of 0 to 8."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "fr"))
