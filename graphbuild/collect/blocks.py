"""Lines of a post -> blocks: what is read, with its kind and language, and what is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphbuild.collect.language import function_words, language_of
from graphbuild.collect.lines import split_lines
from graphbuild.collect.roles import BULLET, Mark, mark_lines
from graphbuild.model import PROSE, Block

MAX_HEADING_WORDS = 16
MIN_QUOTE_WORDS = 8
"""English quotations of fewer words stay in their French sentence (titles, slogans)."""
MAX_QUOTE_CHARS = 1500

_TAIL_FURNITURE = re.compile(
    r"(?:bouton retour en haut de la page|retour en haut(?: de (?:la )?page)?|more »"
    r"|read more ?[»…]?"
    r"|lire la suite ?[»→…]?|continue reading ?[»→…]?|\[\+\])\s*$",
    re.IGNORECASE,
)
_HEAD_IMAGE = re.compile(r"[\w()%+.-]{3,120}?\.(?:jpe?g|png|gif|webp)(?=[A-ZÀ-Þ«\"\[ ]|$)")
_TAIL_IMAGE = re.compile(
    r"(?<=[.!?…»)])[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+){3,}(?:\[\d+\])?$"
    r"|(?<=\s)[\w()%+.-]{3,120}\.(?:jpe?g|png|gif|webp)$"
    r"|(?<=\s)\w+(?:_\w+)+\[\d+\]$"
)
_QUOTATION = re.compile(rf"[«“\"„]\s?([^«»“”\"]{{30,{MAX_QUOTE_CHARS}}})[»”\"]")
_CODE = re.compile(
    r"^(?:<[/!?a-z][^>]*>|[\w.$]+\(.*\);?|(?:var|function|public|def|import|#include)\b.*[;{:]"
    r"|[{}]+;?)$"
)
_TAIL_SCAN = 200
_TAIL_LETTERS = frozenset("eEgGtT»…→]")
"""The last letters of ``_TAIL_FURNITURE``. A line of prose ends with a full stop."""


def mark_blocks(marks: Sequence[Mark], *, title: int | None, names: frozenset[int]) -> list[Block]:
    """Return the blocks of consecutive lines; ``title`` and ``names`` are line numbers.

    ``names`` are the lines that only carry the author's name. Languages are still
    those of ``settle_languages``.
    """
    blocks: list[Block] = []
    for n, mark in enumerate(marks):
        kind = _kind(marks, n, title=title, names=names)
        blocks += _line_blocks(mark, kind)
    return blocks


def plain_pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield ``(kind, text)`` for the lines of a body that is plain text, without bullets."""
    marks = mark_lines(split_lines(text))
    for n, mark in enumerate(marks):
        kind = _kind(marks, n, title=None, names=frozenset())
        if kind in ("byline", "date"):  # in a body, these are lines like any other
            kind = "paragraph"
        yield kind, BULLET.sub("", mark.text, count=1) if kind == "item" else mark.text


def _kind(marks: Sequence[Mark], n: int, *, title: int | None, names: frozenset[int]) -> str:
    mark = marks[n]
    if mark.line.number == title:
        return "title"
    if mark.line.number in names or mark.role == "byline":
        return "byline"
    if mark.role == "date":
        return "date"
    if mark.furniture:
        return "furniture"
    if len(mark.text) < 300 and _CODE.match(mark.text):
        return "code"
    if mark.role == "short":
        return "heading" if _is_heading(marks, n) else "paragraph"
    return "paragraph" if mark.role == "text" else mark.role


def _is_heading(marks: Sequence[Mark], n: int) -> bool:
    """A short line that stands apart from what is before, with prose or a list under it."""
    mark = marks[n]
    if mark.line.words > MAX_HEADING_WORDS or not (
        mark.text[0].isalnum() or mark.text[0] in '«"“¿#('
    ):
        return False
    if mark.text[0].islower() or (n and not mark.line.gap and marks[n - 1].role == "text"):
        return False
    after = next((other for other in marks[n + 1 : n + 8] if not other.furniture), None)
    return after is not None and after.role in ("text", "item", "quote", "caption")


def _line_blocks(mark: Mark, kind: str) -> Iterator[Block]:
    start, end = mark.line.start, mark.line.end
    if kind == "item":
        bullet = BULLET.match(mark.text)
        start += bullet.end() if bullet else 0
        yield from paragraph_blocks(mark.text[start - mark.line.start :], start, "item")
    elif kind in ("paragraph", "quote"):
        yield from paragraph_blocks(mark.text, start, kind)
    else:
        yield Block(start=start, end=end, kind=kind)


def paragraph_blocks(text: str, start: int, kind: str) -> Iterator[Block]:
    """Split page furniture off both ends of a paragraph, then the English quotations out.

    ``text`` stands at ``start`` in the source.
    """
    head = _HEAD_IMAGE.match(text[:_TAIL_SCAN])
    if head and head.end() < len(text):
        yield Block(start=start, end=start + head.end(), kind="furniture")
        yield from _trimmed(text, start, head.end(), len(text), kind)
        return
    scan = max(0, len(text) - _TAIL_SCAN)
    last = text.rstrip()[-1:]
    tail = (_TAIL_FURNITURE.search(text, scan) if last in _TAIL_LETTERS else None) or (
        _TAIL_IMAGE.search(text, scan) if last == "]" or last.isalnum() else None
    )
    if tail and tail.start() > 0:
        yield from _trimmed(text, start, 0, tail.start(), kind)
        yield Block(start=start + tail.start(), end=start + len(text.rstrip()), kind="furniture")
        return
    yield from _trimmed(text, start, 0, len(text), kind)


def _trimmed(text: str, start: int, low: int, high: int, kind: str) -> Iterator[Block]:
    position = low
    for match in _QUOTATION.finditer(text, low, high) if kind != "quote" else ():
        if not _is_english(match[1]):
            continue
        yield from _piece(text, start, position, match.start(), kind)
        yield Block(
            start=start + match.start(), end=start + match.end(), kind="quote", language="en"
        )
        position = match.end()
    yield from _piece(text, start, position, high, kind)


def _piece(text: str, start: int, low: int, high: int, kind: str) -> Iterator[Block]:
    piece = text[low:high]
    stripped = piece.strip()
    if any(char.isalnum() for char in stripped) or (low == 0 and high == len(text) and stripped):
        low += len(piece) - len(piece.lstrip())
        yield Block(start=start + low, end=start + low + len(stripped), kind=kind)


def _is_english(text: str) -> bool:
    if text.count(" ") + 1 < MIN_QUOTE_WORDS:
        return False
    french, english = function_words(text)
    return english >= 2 and english >= 3 * french and language_of(text, expected="fr") == "en"


def settle_languages(text: str, blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """Give each block its language; return the blocks and the language of most characters.

    A short block takes the language of the whole.
    """
    sizes: dict[str, int] = {}
    own: list[str | None] = []
    for block in blocks:
        if block.kind not in PROSE:
            own.append(None)
            continue
        piece = text[block.start : block.end]
        code = block.language if block.language != "fr" else language_of(piece, expected="")
        own.append(code or None)
        if code:
            sizes[code] = sizes.get(code, 0) + len(piece)
    main = max(sorted(sizes), key=lambda code: (sizes[code], code == "fr")) if sizes else "fr"
    return [replace(b, language=code or main) for b, code in zip(blocks, own, strict=True)], main
