"""The sentences of a post as sequences that patterns read: names collapsed, words typed.

Blogs are often too informal for the parser, so patterns are written over one letter an
item: ``P O L E W D`` for a name of each type, lower case for words by their role in a
sentence (see ``letters.py``). The parse adds what it is good at: parts of speech.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graphbuild.model import Mention, Span
from graphbuild.reading import Reading
from graphbuild.relate.items import Item, items_of
from graphbuild.words import singular

_ENDS = frozenset(".!?…") | {"...", "..", "!!", "??", "!!!", "?!", "!?", "….", ";"}

_ABBREVIATED = frozenset("ed eds vol coll cf m mr mme mlle dr st pr dir trad env p pp".split())
"""Words that a full stop shortens; it does not end their sentence."""

LONGEST = 200
"""Most items of a line; longer runs without punctuation are lists or tables."""


@dataclass(frozen=True, slots=True)
class IdeaAt:
    """Where an idea stands in a line: items ``first`` to ``last``."""

    first: int
    last: int
    mention: Mention


@dataclass(frozen=True)
class Line:
    """One sentence. ``code`` has one letter an item.

    ``found`` is where ``Lexicon`` notes what it found in the line, which many patterns ask.
    """

    reading: Reading
    index: int
    items: tuple[Item, ...]
    ideas: tuple[IdeaAt, ...] = ()
    found: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def code(self) -> str:
        """The line as one letter an item, for regular expressions."""
        return "".join(item.letter for item in self.items)

    @cached_property
    def words(self) -> tuple[tuple[str, int], ...]:
        """Every part of a word with the index of its item: ``co-président`` has two."""
        return tuple((part, i) for i, item in enumerate(self.items) for part in item.parts)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The parts of words that stand in the line."""
        return frozenset(word for word, _ in self.words)

    @cached_property
    def singulars(self) -> frozenset[str]:
        """The same in the singular."""
        return frozenset(map(singular, self.vocabulary))

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of the items."""
        return frozenset(item.lemma for item in self.items)

    def name_at(self, index: int) -> Mention | None:
        """Return the name that stands at an item, if one does."""
        return self.items[index].mention if 0 <= index < len(self.items) else None

    def span(self, first: int, last: int) -> Span:
        """Return the source's span of items ``first`` to ``last``."""
        doc = self.reading.doc
        start = doc[self.items[first].first].idx
        end_token = doc[self.items[last].last]
        return self.reading.view.span(start, end_token.idx + len(end_token))

    @property
    def english(self) -> bool:
        """Tell whether the block is English, which has no parts of speech."""
        return self.reading.block.language == "en"

    @property
    def asks(self) -> bool:
        """Tell whether the line ends in a question mark, of its own and no title's."""
        if self.code.count('"') % 2:
            return False
        return any("?" in item.text for item in self.items[-2:] if item.mention is None)

    def verb_in(self, index: int, lemmas: frozenset[str]) -> bool:
        """Tell whether an item is a form of one of these verbs.

        ``signe``, ``pointe`` count though the tagger takes them for nouns.
        """
        item = self.items[index]
        return item.lemma in lemmas or f"{item.parts[-1]}r" in lemmas


def lines(readings: Sequence[Reading], mentions: Sequence[Mention]) -> tuple[Line, ...]:
    """Return the lines of all readings in order, numbered through."""
    found: list[Line] = []
    for reading in readings:
        inside = [
            m for m in mentions if reading.block.start <= m.start and m.end <= reading.block.end
        ]
        names = _token_ranges(reading, [m for m in inside if m.type != "Concept"])
        ideas = _token_ranges(reading, [m for m in inside if m.type == "Concept"])
        for items in _sentences(items_of(reading, names)):
            found.append(
                Line(
                    reading=reading,
                    index=len(found),
                    items=items,
                    ideas=tuple(_ideas(items, ideas)),
                )
            )
    return tuple(found)


def _token_ranges(reading: Reading, mentions: Sequence[Mention]) -> list[tuple[int, int, Mention]]:
    """Return ``(first token, last token, mention)``, outermost first, none overlapping."""
    doc, starts = reading.doc, reading.token_starts
    found: list[tuple[int, int, Mention]] = []
    reached = -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        start, end = reading.view.find(mention.start, mention.end)
        first = max(0, bisect_right(starts, start) - 1)
        last = bisect_left(starts, end)
        inside = [
            i for i in range(first, last) if starts[i] + len(doc[i]) > start and not doc[i].is_space
        ]
        if inside and inside[0] > reached:
            found.append((inside[0], inside[-1], mention))
            reached = inside[-1]
    return found


def _sentences(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    start = 0
    for index, item in enumerate(items):
        ends = item.mention is None and item.text in _ENDS and not _goes_on(items, index)
        if ends and item.text not in ".;" and index + 1 < len(items):
            following = items[index + 1]
            ends = following.mention is not None or not following.small
        if ends or index - start >= LONGEST:
            yield tuple(items[start : index + 1])
            start = index + 1
    if start < len(items):
        yield tuple(items[start:])


def _goes_on(items: Sequence[Item], index: int) -> bool:
    """An initial (``J.``) or a mark inside brackets does not end a sentence.

    Nor does one inside a quotation that its sentence takes up: ``« ... ! », dit-il``.
    """
    before = items[index - 1] if index else None
    if items[index].text == "." and before and len(before.text) == 1 and before.text.isalpha():
        return True
    if items[index].text == "." and before and before.parts[-1] in _ABBREVIATED:
        return True
    after = "".join(item.letter for item in items[index + 1 : index + 3])
    taken_up = after[:1] == '"' and after[1:] in tuple("vxebi") and items[index + 2].small
    return after[:1] in tuple(",)") or after == '",' or taken_up


def _ideas(items: Sequence[Item], ranges: Sequence[tuple[int, int, Mention]]) -> Iterator[IdeaAt]:
    if not ranges:
        return
    firsts, lasts = [item.first for item in items], [item.last for item in items]
    for first_token, last_token, mention in ranges:
        start, end = bisect_left(lasts, first_token), bisect_right(firsts, last_token)
        inside = [i for i in range(start, end) if items[i].mention is None]
        if inside:
            yield IdeaAt(first=inside[0], last=inside[-1], mention=mention)
