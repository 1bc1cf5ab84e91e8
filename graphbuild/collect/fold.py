"""Folding for comparison only: the text itself is never rewritten.

``fold`` keeps the length of its input, so that an offset in the folded string is
an offset in the original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SAME = {
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\u2011": "-",
    "\u200b": " ", "\ufeff": " ",
}  # fmt: skip


def _fold_char(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    lower = char.lower()
    base = unicodedata.normalize("NFD", lower)[:1]
    return base or char


_TABLE: dict[int, str] = {
    code: folded
    for code in range(0x250)
    if len(folded := _fold_char(chr(code))) == 1 and folded != chr(code)
} | {ord(char): plain for char, plain in _SAME.items()}


_PLAIN = {chr(code): plain for code, plain in _TABLE.items()}


def _page(name: str) -> bytes:
    """Return the folded byte of each byte in a code page."""
    chars = [bytes([n]).decode(name, "ignore") for n in range(0x100)]
    return bytes(
        _TABLE.get(ord(char), char).encode(name)[0] if char else n for n, char in enumerate(chars)
    )


_PAGES = [(name, _page(name)) for name in ("latin-1", "cp1252")]
"""Nearly every line fits one of these, and a byte is looked up ten times as fast as a letter."""

_SHORT = 400
"""Code points of a text whose folding is remembered, and how many there are of them: the rules
fold each line about ten times, one after the other."""
_REMEMBERED = 4096


def fold(text: str) -> str:
    """Lower-case ``text``, drop accents and typographic variants; same length.

    A combining accent stays where it is: ``compose`` reads text that has some.
    """
    return _known(text) if len(text) < _SHORT else _folded(text)


def _folded(text: str) -> str:
    for name, page in _PAGES:
        try:
            return text.encode(name).translate(page).decode(name)
        except UnicodeEncodeError:
            continue
    for letter in _PLAIN.keys() & set(text):  # in any order: what is put in is never replaced
        text = text.replace(letter, _PLAIN[letter])
    return text


_known = lru_cache(maxsize=_REMEMBERED)(_folded)


def key(text: str) -> str:
    """Return ``text`` folded, composed and with single spaces: for look-ups, not offsets."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(fold(composed).split())


_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")


def compose(text: str) -> tuple[str, list[int] | None]:
    """Compose accents typed as two code points, so that the rules see one letter.

    Return the composed text and, when it differs, the offset in ``text`` of each of
    its code points (and of its end); ``None`` when the text is its own.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in _CLUSTER.finditer(text):
        pieces.append(text[position : match.start()])
        offsets.extend(range(position, match.start()))
        cluster = unicodedata.normalize("NFC", match.group())
        pieces.append(cluster)
        offsets.extend(match.start() if n == 0 else match.start() + n for n in range(len(cluster)))
        position = match.end()
    if not pieces:
        return text, None
    pieces.append(text[position:])
    offsets.extend(range(position, len(text) + 1))
    return "".join(pieces), offsets
