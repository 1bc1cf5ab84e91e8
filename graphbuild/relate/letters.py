"""One letter a word: the alphabet in which the patterns of this stage are written.

``P O L E W D`` person, organization, place, event, work, product. ``d`` article,
``s`` possessive, ``e`` of, ``h`` chez, ``i`` at or in, ``b`` by, ``w`` with, ``f`` for,
``y`` another preposition, ``&`` and, ``q`` who, ``k`` whom, ``g`` he, ``p`` they,
``j`` I, ``u`` we, ``o`` another pronoun, ``z`` a clitic, ``x`` be or have, ``v`` verb,
``a`` adjective, ``n`` noun or unknown, ``r`` adverb, ``c`` but, if, when...; signs
``, ( ) : " .`` stand for their kinds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from graphbuild.words import fold

LETTER_OF_TYPE: Mapping[str, str] = MappingProxyType(
    {
        "Person": "P", "Organization": "O", "Place": "L",
        "Event": "E", "Work": "W", "Product": "D",
    }
)  # fmt: skip

_GROUPS: Mapping[str, str] = {
    "d": "le la les l un une ce cet cette ces the this these those quelques plusieurs deux trois",
    "s": "son sa ses leur leurs his her its their mon ma mes my notre nos our votre "
    "vos your ton ta tes",
    "e": "de d du des of",
    "h": "chez",
    "i": "a au aux en dans in at sur on",
    "b": "par by",
    "w": "avec with",
    "f": "pour for",
    "y": "from depuis sous vers entre lors pendant durant contre selon sans devant apres avant "
    "since about against under between during without as than to into via hors parmi",
    "&": "et ou and or & +",
    "q": "qui who which",
    "k": "que qu dont whom whose",
    "g": "il elle he she it",
    "p": "ils elles they",
    "j": "je j i",
    "u": "nous we",
    "o": "on vous tu you celui celle ceux cela ca ceci",
    "z": "se s me m y te t lui him",
    "x": "est sont etait etaient fut furent sera seront serait seraient suis sommes etes ete etre "
    "ont avait avaient ai avons as aura auront aurait ayant etant soit soient "
    "is are was were be been being has have had am devient deviennent devenu devenue devenus "
    "demeure reste restent becomes became",
    "c": "mais car donc si quand lorsque lorsqu comme puisque puisqu parce tandis but if "
    "because when while so although though however whereas where comment pourquoi afin ni",
    "r": "ne n pas plus jamais aussi tres encore deja toujours ensemble aujourd hui hier demain "
    "ailleurs egalement also now still then not never always already today currently "
    "actuellement desormais ainsi enfin notamment recemment justement alors",
}  # fmt: skip

_LETTER = {word: letter for letter, words in _GROUPS.items() for word in words.split()}

_BY_POS: Mapping[str, str] = {
    "NOUN": "n", "PROPN": "n", "NUM": "n", "X": "n", "SYM": "n", "ADJ": "a", "VERB": "v",
    "AUX": "x", "ADV": "r", "DET": "d", "ADP": "y", "PRON": "o", "CCONJ": "&", "SCONJ": "c",
    "INTJ": "r", "PUNCT": ".",
}  # fmt: skip

_SIGNS: Mapping[str, str] = {
    ",": ",", ";": ".", "(": "(", "[": "(", ")": ")", "]": ")", ":": ":", "-": ":", "–": ":",
    "—": ":", "|": ":", "•": ":", "/": ":", "→": ":", ">": ":", "«": '"', "»": '"', '"': '"',
    "''": '"', "'": '"', "@": "@", "%": "n", "€": "n", "$": "n",
}  # fmt: skip

_PARTS = re.compile(r"[^\W_]+|[&@+]")

_ENGLISH: Mapping[str, str] = {
    "a": "d", "an": "d", "on": "i", "as": "y", "i": "j", "by": "b", "or": "&", "me": "z",
    "that": "k", "de": "n", "pour": "n", "par": "n", "est": "n", "no": "r", "s": "e",
    "will": "x", "would": "x", "can": "v", "could": "v", "do": "v", "does": "v", "did": "v",
    "this": "d", "la": "n", "le": "n", "les": "n", "plus": "y", "dont": "v", "son": "n", "ton": "n",
    "et": "n", "if": "c", "us": "z", "them": "z", "pas": "n", "ses": "n", "ai": "n",
}  # fmt: skip


HAVE = frozenset(
    "a ai as ont avait avaient avons avez aura auront aurait ayant have has had".split()
)
"""Folded forms of ``avoir`` and ``have``: what follows them is said in the active voice."""

_CONTRACTED: Mapping[str, frozenset[str]] = {
    "de": frozenset({"de", "d", "du", "des"}),
    "a": frozenset({"a", "au", "aux"}),
}


def contracted(preposition: str) -> frozenset[str]:
    """Return the folded forms of a preposition: ``de`` is ``du`` before ``le``."""
    return _CONTRACTED.get(preposition, frozenset({preposition}))


@lru_cache(maxsize=50_000)
def word_parts(text: str) -> tuple[str, ...]:
    """Return a word folded, cut at hyphens and apostrophes: ``l'``, ``co-président``."""
    return tuple(_PARTS.findall(fold(text)))


@lru_cache(maxsize=50_000)
def letter_of(text: str, pos: str) -> str:
    """Return a word's letter from its form, else from its part of speech (English has none)."""
    if text in _SIGNS:
        return _SIGNS[text]
    parts = word_parts(text)
    if not parts:
        return "."
    if text[0].isdigit():
        return "n"
    if text.lower() in ("où", "whose"):
        return "k"
    if len(parts) == 1:
        if parts[0] == "a" and text.lower() == "a" and pos in ("AUX", "VERB"):
            return "x"
        if parts[0] == "i" and text != "I":
            return "n"
        if parts[0] == "plus" and pos == "NOUN":
            return "n"
        if parts[0] in ("leur", "lui", "en", "la", "le", "les", "l") and pos == "PRON":
            return "z"
        known = _LETTER.get(parts[0]) if pos else _ENGLISH.get(parts[0], _LETTER.get(parts[0]))
        if known:
            return known
        if not pos and text.endswith("ed") and text.islower():
            return "v"
    return _BY_POS.get(pos, "n")
