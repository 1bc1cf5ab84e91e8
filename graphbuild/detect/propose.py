"""Spans that might be names, for the evidence to judge: no type, no opinion."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping

from graphbuild.detect.candidates import candidate_at
from graphbuild.detect.context import MAX_TITLE_WORDS, QUOTED
from graphbuild.detect.judge import ANY
from graphbuild.model import Candidate, Post
from graphbuild.reading import Reading
from graphbuild.words import fold

LEAST_CHANCE = 0.12
"""A token that the recogniser passed over, but not without hesitation, is proposed."""

NO_CHANCE = 0.005
"""Belief below which a lone word is not proposed for its capital, as most that open sentences:
weighed with all other evidence, none of some 2,500 came to a score of 0.3."""

_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[\w'&-]|\.(?=\w))*"
_PARTICLE = (
    r"(?:d'|de la |de l'|de |du |des |le |la |von |van der |van |der |den |del |della |di |da "
    r"|dos |al |el |ben |of |the |and |& )"
)
_RUN = re.compile(rf"{_CAPITAL}(?: {_PARTICLE}?{_CAPITAL})*")
_HEADED = re.compile(
    rf"\b([a-zà-öø-ÿ]{{4,}}) (?:d'|de la |de l'|de |du |des )?"
    rf"{_CAPITAL}(?: {_PARTICLE}?{_CAPITAL}){{0,3}}"
)
_SMALL_WORD = re.compile(r"(?<![\w-])[a-zà-öø-ÿ][\w-]*[a-zà-öø-ÿ0-9](?![\w-])")
_PARTED = re.compile(rf" (?:et |{_PARTICLE})(?=[A-ZÀ-ÖØ-Þ])")


def from_capitals(post: Post, reading: Reading) -> Iterator[Candidate]:
    """Yield capitalised words in a row, and the parts that particles join."""
    text = reading.view.text
    for match in _RUN.finditer(text):
        start, end = match.span()
        if _hopeless(reading, match.group()[1:], start):
            continue
        spans = {(start, end)}
        for joint in _PARTED.finditer(text, start, end):
            spans |= {(start, joint.start()), (joint.end(), end)}
        words = [(m.start(), m.end()) for m in re.finditer(_CAPITAL, match.group())]
        if 1 < len(words) <= 4:
            spans.add((start + words[1][0], end))
            spans.add((start, start + words[-2][1]))
        for first, last in sorted(spans):
            while last > first and text[last - 1] in "'&-.":
                last -= 1
            if last > first:
                yield _bare(post, reading, first, last, "capitals")


def _hopeless(reading: Reading, word: str, start: int) -> bool:
    """Tell whether a lone word has its capital from its place, as the recogniser sees it."""
    if " " in word or not word.islower() or not word.replace("'", "").replace("-", "").isalpha():
        return False
    starts = reading.token_starts
    first = max(0, bisect_right(starts, start) - 1)
    rows = reading.beliefs.begins[first : bisect_left(starts, start + 1 + len(word))]
    return bool(rows) and all(row is not None and sum(row) < NO_CHANCE for row in rows)


def from_quotation_marks(post: Post, reading: Reading) -> Iterator[Candidate]:
    """Yield whatever stands in quotation marks and is short enough for a title."""
    for match in QUOTED.finditer(reading.view.text):
        start, end = match.span(1 if match.group(1) is not None else 2)
        if len(reading.view.text[start:end].split()) <= MAX_TITLE_WORDS:
            yield _bare(post, reading, start, end, "quoted")


def with_head(post: Post, reading: Reading, heads: Mapping[str, str]) -> Iterator[Candidate]:
    """Yield capitalised words with the describing word in lower case before them.

    ``fondation Orange``, ``marché Bonsecours``: where the word belongs to the name.
    """
    for match in _HEADED.finditer(reading.view.text):
        if fold(match.group(1)) in heads:
            yield _bare(post, reading, *match.span(), "headed")


def from_hesitation(post: Post, reading: Reading) -> Iterator[Candidate]:
    """Yield the tokens at which the recogniser nearly began a name."""
    doc = reading.doc
    begun = {name.first for name in reading.beliefs.names}
    for i, row in enumerate(reading.beliefs.begins):
        if row is None or i in begun or sum(row) < LEAST_CHANCE:
            continue
        token = doc[i]
        if any(char.isalpha() for char in token.text):
            yield _bare(post, reading, token.idx, token.idx + len(token), "hesitation")


def shorter(post: Post, reading: Reading, candidates: Collection[Candidate]) -> Iterator[Candidate]:
    """Yield what is left of marked names without a tail in lower case or after a joint."""
    text = reading.view.text
    for candidate in candidates:
        if candidate.detector != "model":
            continue
        start, end = reading.view.find(candidate.start, candidate.end)
        ends = [m.start() for m in re.finditer(r" (?=[a-zà-öø-ÿ])|(?<=\w)(?=,)", text[start:end])]
        for cut in ends[:6]:
            yield _bare(post, reading, start, start + cut, "shorter")
        for joint in _PARTED.finditer(text, start, end):
            yield _bare(post, reading, joint.end(), end, "shorter")


def in_small_letters(post: Post, reading: Reading, names: Collection[str]) -> Iterator[Candidate]:
    """Yield single words in lower case that are names elsewhere in the file."""
    if not names:
        return
    for word in _SMALL_WORD.finditer(reading.view.text):
        if word.group() in names:
            yield _bare(post, reading, *word.span(), "small")


def _bare(post: Post, reading: Reading, start: int, end: int, detector: str) -> Candidate:
    return candidate_at(post, reading, start, end, ANY, score=0.0, detector=detector)
