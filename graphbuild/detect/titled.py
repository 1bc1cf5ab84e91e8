"""Titles that the layout of a post gives away: with who speaks, or one an item of a list.

Reports of conferences, programmes and reading lists name talks, articles and books without
quotation marks and often in plain sentences; what tells them is the line they fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphbuild.detect.candidates import candidate_at
from graphbuild.model import Candidate, Post
from graphbuild.reading import Reading
from graphbuild.words import fold

SPEAKER_SCORE = 0.7
LISTED_SCORE = 0.6
"""Shares that were right in the training part of ``training/corpus``, rounded."""

MOST_WORDS = 18
LEAST_WORDS = 2

_LINES = frozenset({"heading", "title", "item", "paragraph"})
_JOINT = re.compile(
    r"\s*[»\"”]\s*[-–—|:,(]?\s*(?:(?:présentée? |animée? |signée? )?par |by |de |d'|with )?"
    r"|\s*(?:[-–—|]|[,(]\s*(?:présentée? |animée? |signée? )?(?:par|by|de|d')\b)\s*",
    re.IGNORECASE,
)
"""What parts a title from who gives it: ``" (``, ``» de``, ``, par``, ``-``."""
_ENDED = re.compile(r"[.!?…] \S")
_AFTER = re.compile(r"(?:\s*[,(–—|-].{0,60}|\s+(?:et|&|and)\s.{0,60})?\W*\Z")
_EDGES = " «»\"“”'.,;:!?…-–—•*|()"
_WORD = re.compile(r"[^\W_]+")
_ENDS_SENTENCE = re.compile(r"[.;,:]\s*$")
_SENTENCE_END = re.compile(r"[.!?…]\s+(?=[A-ZÀ-ÖØ-Þ])")
_TALKS = frozenset(
    "conference presentation intervention atelier session talk keynote formation expose".split()
)
"""What is held rather than published, but goes by its title."""

PLURAL = 3
"""Least length of a word whose final ``s`` makes a plural."""


def with_speaker(post: Post, reading: Reading, names: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the title that fills a line but for who gives it: ``Title - par A. Person``.

    ``names`` are the block's candidates: who speaks must be one of the persons.
    """
    if reading.block.kind not in _LINES:
        return
    text = reading.view.text
    for name in names:
        if name.type != "Person" or " " not in name.surface.strip():
            continue
        start, end = reading.view.find(name.start, name.end)
        gap = _ending_at(start, text)
        if gap is None or not _AFTER.match(text, end):
            continue
        span = _trimmed(text, _title_start(text, gap), gap)
        if span is not None and not _ENDED.search(text, *span):
            yield candidate_at(post, reading, *span, "Work", score=SPEAKER_SCORE, detector="titled")


_ANNOUNCES = re.compile(r"(?:\s*\([^()]{1,60}\)|,[^«\"“:.]{1,80})?\s*:\s*[«\"“]\s*")
"""``Marie Dupont, directrice de X : « ``."""
_CLOSING = re.compile(r"[»\"”]\s*[^\w\s«\"“]*\s*\Z")


def after_speaker(post: Post, reading: Reading, names: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the title that fills an item of a list after who gives it: ``A. Person : « Title »``.

    What is in quotation marks must end the item: more after it makes it a saying.
    """
    if reading.block.kind != "item":
        return
    text = reading.view.text
    for name in names:
        start, end = reading.view.find(name.start, name.end)
        if name.type != "Person" or _WORD.search(text, 0, start):
            continue
        opening, closing = _ANNOUNCES.match(text, end), _CLOSING.search(text)
        span = _trimmed(text, opening.end(), closing.start()) if opening and closing else None
        if span is not None and not _ENDED.search(text, *span):
            yield candidate_at(post, reading, *span, "Work", score=SPEAKER_SCORE, detector="titled")


def _ending_at(end: int, text: str) -> int | None:
    """Return where what parts a title from the speaker at ``end`` starts."""
    for start in range(max(0, end - 24), end):
        if _JOINT.fullmatch(text, start, end):
            return start
    return None


def _title_start(text: str, end: int) -> int:
    """Return where the title that ends at ``end`` starts: at its quotation mark, or its line."""
    quoted = max(text.rfind(mark, 0, end) for mark in '«"“')
    return quoted + 1 if quoted >= 0 else text.rfind(" : ", 0, end) + 1


def in_title_lists(
    post: Post, readings: Sequence[Reading], heads: Mapping[str, str]
) -> Iterator[tuple[int, Candidate]]:
    """Yield ``(index of the reading, title)`` for items of lists that a plural announces.

    ``Voici mes derniers articles :``, then an item a title.
    """
    kind = None
    for index, reading in enumerate(readings):
        if reading.block.kind != "item":
            kind = _announced(reading, heads)
            continue
        span = _trimmed(reading.view.text, 0, len(reading.view.text)) if kind else None
        if kind and span is not None and not _ENDS_SENTENCE.search(reading.view.text):
            yield (
                index,
                candidate_at(post, reading, *span, kind, score=LISTED_SCORE, detector="listed"),
            )


def _announced(reading: Reading, heads: Mapping[str, str]) -> str | None:
    """Return ``Work`` when the last sentence before a list says that titles follow."""
    last = _SENTENCE_END.split(reading.view.text.strip())[-1]
    for word in _WORD.findall(last):
        folded = fold(word)
        if len(folded) > PLURAL and folded[-1] in "sx":
            one = folded[:-1]
            if one in _TALKS or "Work" in (heads.get(folded), heads.get(one)):
                return "Work"
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range without what surrounds it, ``None`` when it is no title's."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    words = text[start:end].split()
    if not LEAST_WORDS <= len(words) <= MOST_WORDS or not (
        text[start].isupper() or text[start].isdigit()
    ):
        return None
    return start, end
