"""The items of a sentence: words and whole names, each with its letter.

Prepositions of several words (``au sein de``) are one item, that of the simple one that
they stand for, so that every pattern reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from graphbuild.model import Mention
from graphbuild.reading import Reading
from graphbuild.relate.letters import LETTER_OF_TYPE, letter_of, word_parts

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINING: dict[tuple[str, ...], tuple[tuple[tuple[str, ...], ...], ...]] = {
    ("ainsi",): ((("ainsi",), ("que",)), (("ainsi",), ("qu",))),
    ("as",): ((("as",), ("well",), ("as",)),),
}
"""Phrases by their first word, each word with its parts."""

_COMPOUND: dict[tuple[str, ...], tuple[tuple[str, str, str], ...]] = {
    ("au",): (("sein", "chez", "h"), ("cours", "a", "i")),
    ("du",): (("côté", "chez", "h"), ("cote", "chez", "h")),
    ("lors",): (("", "a", "i"),),
    ("a",): (("l' occasion", "a", "i"),),
    ("dans",): (("le cadre", "a", "i"),),
    ("en",): (("matière", "en", "i"), ("matiere", "en", "i")),
}
"""Prepositions of several words that end in ``de``, by their first word: the words
between, the simple preposition that they stand for, and its letter."""

_OF = frozenset({("de",), ("d",), ("du",), ("des",)})


@dataclass(frozen=True, slots=True)
class Item:
    """A word, or a whole name: tokens ``first`` to ``last`` of the reading's doc."""

    first: int
    last: int
    text: str
    parts: tuple[str, ...]
    lemma: str
    pos: str
    morph: str
    letter: str
    mention: Mention | None = None
    small: bool = False


def items_of(reading: Reading, names: Sequence[tuple[int, int, Mention]]) -> list[Item]:
    """Return the items of a reading; ``names`` are ``(first token, last token, mention)``."""
    first_of = {first: (last, mention) for first, last, mention in names}
    items: list[Item] = []
    index = 0
    doc = reading.doc
    english = reading.block.language == "en"
    while index < len(doc):
        if index in first_of:
            last, mention = first_of[index]
            items.append(_name(index, last, mention))
            index = last + 1
            continue
        if not doc[index].is_space:
            items.append(_word(doc[index], english=english))
        index += 1
    return _joined(items)


def _joined(items: Sequence[Item]) -> list[Item]:
    """``ainsi que`` and ``as well as`` coordinate like ``et``; ``au sein de`` is one word."""
    found = list(items)
    compounds: list[tuple[int, int, Item]] = []
    for i, item in enumerate(items):
        for phrase in _JOINING.get(item.parts, ()):
            if tuple(other.parts for other in items[i : i + len(phrase)]) == phrase:
                for k in range(i, i + len(phrase)):
                    found[k] = replace(found[k], letter="&")
        if item.parts in _COMPOUND:
            compounds += _compound(items, i)
    for first, last, whole in reversed(compounds):
        found[first : last + 1] = [whole]
    return found


def _compound(items: Sequence[Item], i: int) -> Iterator[tuple[int, int, Item]]:
    """Yield the preposition of several words that begins at an item, as one item."""
    for middle, simple, letter in _COMPOUND[items[i].parts]:
        words = middle.split()
        last = i + len(words) + 1
        if last >= len(items) or items[last].parts not in _OF:
            continue
        if [items[i + 1 + k].text.replace("’", "'") for k in range(len(words))] == words:
            whole = replace(
                items[i], last=items[last].last, parts=(simple,), lemma=simple, pos="ADP",
                letter=letter,
            )  # fmt: skip
            yield i, last, whole


def _name(first: int, last: int, mention: Mention) -> Item:
    return Item(
        first=first,
        last=last,
        text=mention.surface,
        parts=("\0",),
        lemma="",
        pos="PROPN",
        morph="",
        letter=LETTER_OF_TYPE[mention.type],
        mention=mention,
    )


def _word(token: Token, *, english: bool) -> Item:
    text, pos = token.text, "" if english else token.pos_
    return Item(
        first=token.i,
        last=token.i,
        text=text.lower(),
        parts=word_parts(text) or (text,),
        lemma=_lemma(token.lemma_),
        pos=pos,
        morph="" if english else str(token.morph),
        letter="a" if text == "-" and _joins(token) else letter_of(text, pos),
        small=text[0].islower(),
    )


@lru_cache(maxsize=50_000)
def _lemma(lemma: str) -> str:
    return " ".join(word_parts(lemma))


def _joins(token: Token) -> bool:
    """``consultant-blogueur``: a hyphen between two words is no dash."""
    return not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_
