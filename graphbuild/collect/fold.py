"""Folding for comparison only: the text itself is never rewritten.

``fold`` keeps the length of its input, so that an offset in the folded string is
an offset in the original.
"""

from __future__ import annotations

import re
import unicodedata

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
_LONG = 400
"""Code points from which replacing each of the letters that occur is quicker than looking
every one up: three times for 3,000."""


def fold(text: str) -> str:
    """Lower-case ``text``, drop accents and typographic variants; same length.

    A combining accent stays where it is: ``compose`` reads text that has some.
    """
    if len(text) < _LONG or text.isascii():
        return text.translate(_TABLE)
    for letter in _PLAIN.keys() & set(text):  # in any order: what is put in is never replaced
        text = text.replace(letter, _PLAIN[letter])
    return text


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
