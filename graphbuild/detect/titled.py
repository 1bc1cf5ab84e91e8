"""Titles that the layout of a post gives away: with who speaks, or one an item of a list.

Reports of conferences, programmes and reading lists name talks, articles and books without
quotation marks and often in plain sentences; what tells them is the line they fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

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

_CHOICE = re.compile(
    r"\b(?:sélection|liste|échantillon|aperçu|exemples?|extraits?|florilège|revue|voici|programme)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:et|puis|enfin|mais aussi|sans oublier|plus)\b[^.!?:]{0,40}:", re.IGNORECASE
)
_LABELLED = re.compile(r"^[^«\"“»”]{1,40}:\s*+[«\"“]\s*+([^«\"“»”]{3,160}?)\s*+[»\"”]\W*$")
"""``Budget : « Où va l'argent »``: the title in an item is what is in quotation marks."""

_AND_OTHERS = re.compile(
    r"\W*(?:(?:et|and) (?:bien |tant |plein |many |much )?(?:d'autres?|plus|encore|more|others?)"
    r"|etc\b|(?:la )?suite\b|à suivre\b|voir aussi\b)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\W*\d{1,2} ?[h:](?:\d\d)?\b(?:\s*[-–—]\s*\d{1,2} ?[h:](?:\d\d)?\b)?")
"""When a programme says that something starts: ``9h30 Titre - A. Person``."""

_DATED = re.compile(
    r"\b(?:\d{1,2}|1er) (?:janv|f[ée]vr?|mars|avr|mai|juin|juil|ao[ûu]t|sept|oct|nov|d[ée]c)"
    r"|\b\d{1,2} ?h(?:\d\d)?\b",
    re.IGNORECASE,
)
"""``Lyon, 3 avril``: a list of dates is announced by the plural of what is held on them."""

_NO_TITLES = frozenset({"Person", "Place", "Organization"})
MOST_NAME = 3
"""Words of an item that the recogniser may take for somebody's name."""

MOST_ODD = 4
"""Items to one that ends as a sentence for it to be a title like the others."""

MOST_CHOICE = 6
"""Words of a sentence that announces a choice of what the sentence before names."""

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
_ANNOUNCED = re.compile(r"(?:\s*\([^()]{1,60}\)|,[^«\"“:.]{1,80})?\s*:\s*")
_OPENING_MARKS = ("«", '"', "“")
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


def under_speaker(
    post: Post, readings: Sequence[Reading], blocks: Sequence[Sequence[Candidate]]
) -> Iterator[tuple[int, Candidate]]:
    """Yield ``(index, title)`` for quoted lines below a line that only says who speaks.

    ``A. Person :``, then ``« Title »``: a title in another language is a block of its own.
    ``blocks`` holds the candidates of each reading.
    """
    for index, (above, reading) in enumerate(pairwise(readings), 1):
        text = reading.view.text.strip()
        if text[:1] not in _OPENING_MARKS or _CLOSING.search(text) is None:
            continue
        if not _only_speaker(above, blocks[index - 1]):
            continue
        closing = _CLOSING.search(reading.view.text)
        span = _trimmed(reading.view.text, 0, closing.start()) if closing else None
        if span is not None and not _ENDED.search(reading.view.text, *span):
            yield (
                index,
                candidate_at(post, reading, *span, "Work", score=SPEAKER_SCORE, detector="titled"),
            )


def _only_speaker(reading: Reading, names: Iterable[Candidate]) -> bool:
    text = reading.view.text
    return reading.block.kind == "item" and any(
        name.type == "Person"
        and not _WORD.search(text, 0, start)
        and _ANNOUNCED.fullmatch(text, end)
        for name in names
        for start, end in [reading.view.find(name.start, name.end)]
    )


def in_title_lists(
    post: Post, readings: Sequence[Reading], heads: Mapping[str, str]
) -> Iterator[tuple[int, Candidate]]:
    """Yield ``(index of the reading, title)`` for items of lists that a plural announces.

    ``Voici mes derniers articles :``, then an item a title; ``Et un dernier :`` goes on.
    """
    kind = None
    items: list[int] = []
    for index, reading in enumerate(readings):
        if reading.block.kind == "item":
            items += [index] if kind else []
            continue
        yield from _titles_of(post, readings, items, kind)
        items = []
        goes_on = kind and _GOES_ON.fullmatch(reading.view.text.strip())
        kind = kind if goes_on else _announced(reading, heads)
    yield from _titles_of(post, readings, items, kind)


def _titles_of(
    post: Post, readings: Sequence[Reading], items: Sequence[int], kind: str | None
) -> Iterator[tuple[int, Candidate]]:
    """Yield the titles of one list; what ends as a sentence is one, unless it is the odd one."""
    texts = {index: readings[index].view.text for index in items}
    ended = {index for index, text in texts.items() if _ENDS_SENTENCE.search(text)}
    for index, text in texts.items():
        labelled = _LABELLED.search(text)
        sentence = index in ended and not labelled and MOST_ODD * len(ended) > len(texts)
        if kind is None or sentence or _AND_OTHERS.match(text) or _DATED.search(text):
            continue
        span = _trimmed(text, *(labelled.span(1) if labelled else (0, len(text))))
        if span is not None:
            found = candidate_at(
                post, readings[index], *span, kind, score=LISTED_SCORE, detector="listed"
            )
            yield index, found


def is_somebody(title: Candidate, names: Iterable[Candidate]) -> bool:
    """Tell whether an item of a list is what one of the names in it says, and no title."""
    return any(
        (name.start, name.end) == (title.start, title.end)
        and name.type in _NO_TITLES
        and (name.iri is not None or len(name.surface.split()) <= MOST_NAME)
        for name in names
    )


def _announced(reading: Reading, heads: Mapping[str, str]) -> str | None:
    """Return ``Work`` when the last sentence before a list says that titles follow.

    Where it only says that a choice of them does (``Petite sélection :``), the one before.
    """
    sentences = _SENTENCE_END.split(reading.view.text.strip())
    last = sentences[-1]
    if len(sentences) > 1 and _CHOICE.search(last) and len(last.split()) <= MOST_CHOICE:
        last = f"{sentences[-2]} {last}"
    for word in _WORD.findall(last):
        folded = fold(word)
        if len(folded) > PLURAL and folded[-1] in "sx":
            one = folded[:-1]
            if one in _TALKS or "Work" in (heads.get(folded), heads.get(one)):
                return "Work"
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range without what surrounds it, ``None`` when it is no title's."""
    clock = _CLOCK.match(text, start, end)
    start = clock.end() if clock else start
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
