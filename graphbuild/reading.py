"""A post as the language pipeline read it, with the way back to the source.

``detect`` makes readings, ``relate`` uses them too, so that each post is parsed once.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graphbuild.model import Block, Post, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"',
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ", "\n": " ",
        "\r": " ", "\v": " ", "\f": " ", "\u2028": " ", "\u2029": " ", "\u0085": " ",
        "‑": "-", "‐": "-", "\u00ad": "-", "\u200b": " ", "\ufeff": " ",
    }
)  # fmt: skip
"""One code point for one: typography that models trained on edited text stumble over."""


def plain(text: str) -> str:
    """Return the text with typographic variants replaced, as a view has them."""
    if any(map(unicodedata.combining, text)):
        text = "".join(composed for _, composed in _letters(text))
    return text.translate(_PLAIN)


def _letters(text: str) -> Iterator[tuple[int, str]]:
    """Yield ``(offset, letter)``: a letter and the marks on it are composed into one."""
    index = 0
    while index < len(text):
        end = index + 1
        if text[index].translate(_PLAIN) != " ":
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
        letter = text[index:end]
        yield index, unicodedata.normalize("NFC", letter) if len(letter) > 1 else letter
        index = end


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A normalised text for models to read, mapped back to the source.

    ``offsets[i]`` is the source offset of character ``i`` of ``text``, and one more
    entry stands for the end. Typographic variants are replaced one for one, accents are
    composed, a space is put in where page extraction lost one, and markup is left out: its
    stretches are the ``gaps``.
    """

    text: str
    offsets: tuple[int, ...]
    gaps: tuple[Span, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the source's span for ``text[start:end]``, widened to whole letters.

        A space that was put in stands for nothing in the source.
        """
        last = end
        while start < last < len(self.text) and self._inside_letter(last):
            last += 1
        source_end = self.offsets[last]
        for gap in reversed(self.gaps):  # what is left out after the last letter is not its
            if gap.end == source_end and last > start:
                source_end = gap.start
        return Span(start=self.offsets[start], end=source_end)

    def _inside_letter(self, index: int) -> bool:
        return self.offsets[index] == self.offsets[index - 1] and not self._put_in(index - 1)

    def _put_in(self, index: int) -> bool:
        return self.text[index] == " " and self.offsets[index] == self.offsets[index + 1]

    def find(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of ``text`` that the source's span ``start:end`` covers."""
        first = bisect_left(self.offsets, start)
        if first < len(self.text) and self._put_in(first):
            first += 1
        return first, bisect_left(self.offsets, end)


def view(post: Post, block: Block) -> View:
    """Return the normalised view of one block of a post, without the markup inside it."""
    raw = post.surface(block.start, block.end)
    pieces: list[str] = []
    offsets: list[int] = []
    breaks = {offset for offset in post.breaks if block.start < offset < block.end}
    first = bisect_right(post.gaps, block.start, key=lambda gap: gap.end)
    gaps = post.gaps[first : bisect_left(post.gaps, block.end, key=lambda gap: gap.start)]
    if not (breaks or gaps or any(map(unicodedata.combining, raw))):  # nearly always
        return View(text=raw.translate(_PLAIN), offsets=(*range(block.start, block.end + 1),))
    left_out = {offset for gap in gaps for offset in range(gap.start, gap.end)}
    for index, composed in _letters(raw):
        if block.start + index in left_out:
            continue
        if block.start + index in breaks:
            pieces.append(" ")
            offsets.append(block.start + index)
        pieces.append(composed)
        offsets.extend(block.start + index for _ in composed)
    text = "".join(pieces).translate(_PLAIN)
    return View(text=text, offsets=(*offsets, block.end), gaps=gaps)


Row = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A span the recogniser marked: tokens ``first:last``, its type and its surety.

    ``inside`` is the log-probability of the decisions after the first.
    """

    first: int
    last: int
    type: str
    inside: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Beliefs:
    """What the recogniser believes of one block's tokens.

    ``begins[i]`` holds the probability (0 to 1) that a name of each of ``NAME_TYPES``
    begins at token ``i``; ``None`` inside a name.
    """

    names: tuple[Named, ...]
    begins: tuple[Row | None, ...]


NO_BELIEFS = Beliefs(names=(), begins=())


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One block of a post: its view and what the pipeline made of it.

    ``doc`` is spaCy's; its character offsets are those of ``view.text``. ``beliefs`` are
    empty where no recogniser read it.
    """

    block: Block
    view: View
    doc: Doc
    beliefs: Beliefs = NO_BELIEFS

    @cached_property
    def token_starts(self) -> tuple[int, ...]:
        """Where each token of ``doc`` starts in ``view.text``."""
        starts: list[int] = self.doc.to_array("IDX").tolist()
        return tuple(starts)
