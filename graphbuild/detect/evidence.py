"""What speaks for and against a span being a name, as features of a statistical judgement.

Nothing here decides: each feature is a fact about the span (who proposed it, what the
recogniser believes there and at the form's other occurrences in the file, how it is
spelt, which words stand beside it). ``judge`` weighs them with weights that were fitted.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphbuild.detect.dictionary import is_common, is_noun
from graphbuild.model import NAME_TYPES, Candidate
from graphbuild.reading import Named, Reading
from graphbuild.words import fold

Feature = tuple[str, float]

NO_CHANCE = 0.002
"""Probabilities below say nothing more."""

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|\S")
_BEFORE = re.compile(
    r"([^\W_]+(?:-[^\W_]+)*['’]?|[^\s\w])?\s*([^\W_]+(?:-[^\W_]+)*['’]?|[^\s\w])\s*\Z"
)
_AFTER = re.compile(
    r"\s*([^\W_]+(?:-[^\W_]+)*['’]?|[^\s\w])\s*([^\W_]+(?:-[^\W_]+)*['’]?|[^\s\w])?"
)
_WINDOW = 30
_PARTICLES = frozenset(
    "de du des d la le les l von van der den del della di da dos y el al ben".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A span that some detectors propose: all their candidates, and the block it is in.

    ``voted`` is what their votes alone make of it, and ``stands`` tells whether that
    outlasts the votes for spans that overlap it.
    """

    reading: Reading
    candidates: tuple[Candidate, ...]
    voted: Candidate | None = None
    stands: bool = False

    @property
    def range(self) -> tuple[int, int]:
        """The span in the block's view."""
        first = self.candidates[0]
        return self.reading.view.find(first.start, first.end)

    def overlaps(self, other: Candidate) -> bool:
        """Tell whether the span shares a character with another."""
        first = self.candidates[0]
        return other.start < first.end and first.start < other.end

    @property
    def form(self) -> str:
        """The surface as it is counted over the file."""
        start, end = self.range
        return " ".join(self.reading.view.text[start:end].split()).casefold()


class Tally:
    """What the recogniser believes of each form, summed over a file's sightings."""

    def __init__(self, sightings: Iterable[Sighting]) -> None:
        """Count every sighting once."""
        self._sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(NAME_TYPES))
        self._counts: dict[str, int] = defaultdict(int)
        for sighting in sightings:
            row = chances(sighting)
            if row is not None:
                self._counts[sighting.form] += 1
                sums = self._sums[sighting.form]
                for i, chance in enumerate(row):
                    sums[i] += chance

    def elsewhere(self, sighting: Sighting) -> Sequence[float] | None:
        """Return the mean belief over the form's other sightings, ``None`` without any."""
        form, own = sighting.form, chances(sighting)
        others = self._counts[form] - (own is not None)
        if others < 1:
            return None
        own = own or [0.0] * len(NAME_TYPES)
        return [(total - mine) / others for total, mine in zip(self._sums[form], own, strict=True)]


def chances(sighting: Sighting) -> Sequence[float] | None:
    """Return the recogniser's belief that a name of each type begins here."""
    name = _marked(sighting)
    if name is not None:
        return sighting.reading.beliefs.begins[name.first]
    first, _ = _tokens(sighting)
    return (
        sighting.reading.beliefs.begins[first]
        if first < len(sighting.reading.beliefs.begins)
        else None
    )


def _tokens(sighting: Sighting) -> tuple[int, int]:
    start, end = sighting.range
    span = sighting.reading.doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)


def _marked(sighting: Sighting) -> Named | None:
    """The recogniser's own span, where it is what the sighting was cut from."""
    if not any(c.detector in ("model", "lower") for c in sighting.candidates):
        return None
    return _overlapping(sighting)


def _overlapping(sighting: Sighting) -> Named | None:
    first, last = _tokens(sighting)
    for name in sighting.reading.beliefs.names:
        if name.first < last and first < name.last:
            return name
    return None


def features(sighting: Sighting, tally: Tally) -> Iterator[Feature]:
    """Yield the names and values of what is known of a sighting, each name once."""
    yield "bias", 1.0
    yield from _voices(sighting.candidates)
    if sighting.voted is not None:
        yield f"vote:{sighting.voted.type}", _log_odds(sighting.voted.score)
        if sighting.stands:
            yield f"stands:{sighting.voted.type}", 1.0
    yield from _beliefs(sighting, tally)
    start, end = sighting.range
    text = sighting.reading.view.text
    yield from _spelling(text[start:end])
    yield from _surroundings(text, start, end)


def _voices(candidates: Sequence[Candidate]) -> Iterator[Feature]:
    seen = set()
    for candidate in candidates:
        doubt = "?" if candidate.detector == "names" and candidate.score < 0.5 else ""
        seen.add(f"{candidate.detector}{doubt}={candidate.type}")
    for voice in sorted(seen):
        yield voice, 1.0


def _beliefs(sighting: Sighting, tally: Tally) -> Iterator[Feature]:
    row = chances(sighting)
    marked = _marked(sighting)
    if row is not None:
        source = "mark" if marked else "free"
        for kind, chance in zip(NAME_TYPES, row, strict=True):
            yield f"{source}:{kind}", _log_odds(chance)
    if marked is not None:
        yield "inside", max(marked.inside, -5.0)
    else:
        other = _overlapping(sighting)
        if other is not None:
            first, last = _tokens(sighting)
            where = "within" if other.first <= first and last <= other.last else "beyond"
            if where == "beyond" and not (first <= other.first and other.last <= last):
                where = "across"
            yield f"{where}:{other.type}", 1.0
    others = tally.elsewhere(sighting)
    if others is None:
        yield "once", 1.0
    else:
        for kind, chance in zip(NAME_TYPES, others, strict=True):
            yield f"file:{kind}", _log_odds(chance)


def _log_odds(chance: float) -> float:
    chance = min(max(chance, NO_CHANCE), 1 - NO_CHANCE)
    return (math.log(chance / (1 - chance)) - math.log(NO_CHANCE)) / 12


def _spelling(surface: str) -> Iterator[Feature]:
    words = _WORD.findall(surface)
    letters = [word for word in words if word[0].isalpha()]
    yield f"words:{min(len(words), 9)}", 1.0
    if surface.isupper():
        yield f"capitals:{min(len(surface), 6)}", 1.0
    elif not any(char.isupper() for char in surface):
        yield "small", 1.0
    elif surface[0].islower():
        yield "starts-small", 1.0
    if any(char.isdigit() for char in surface):
        yield "digits", 1.0
    if any(char.isupper() for word in letters if not word.isupper() for char in word[1:]):
        yield "camel", 1.0
    small = sum(word[0].islower() and fold(word) not in _PARTICLES for word in letters)
    if small:
        yield f"small-words:{min(small, 4)}", 1.0
    if any(fold(word) in _PARTICLES for word in letters[1:]):
        yield "particle", 1.0
    for sign in ",:'-&.!?@#/(":
        if sign in surface:
            yield f"sign:{sign}", 1.0
    if letters and fold(letters[0].split("-")[0]) in given_names():
        yield "given", 1.0
        if len(letters) > 1 and letters[1][0].isupper():
            yield "given+", 1.0
    if len(words) == 1:
        yield from _single_word(surface)
    for word in {fold(word) for word in letters} if len(letters) > 1 else ():
        yield f"in:{word}", 1.0


def _single_word(word: str) -> Iterator[Feature]:
    lower = word.lower()
    if is_common(lower):
        yield "common", 1.0
    if is_noun(lower):
        yield "noun", 1.0
    yield f"zipf:{_zipf(lower)}", 1.0
    yield f"ends:{fold(word)[-2:]}", 1.0
    yield f"length:{min(len(word), 10)}", 1.0


@cache
def _zipf(word: str) -> int:
    from wordfreq import zipf_frequency

    return int(zipf_frequency(word, "fr"))


def _surroundings(text: str, start: int, end: int) -> Iterator[Feature]:
    before = _BEFORE.search(text[max(0, start - _WINDOW) : start])
    after = _AFTER.match(text, end, end + _WINDOW)
    far, near = before.groups() if before else (None, None)
    follows, then = after.groups() if after else (None, None)
    yield f"p:{_neighbour(near)}", 1.0
    yield f"n:{_neighbour(follows)}", 1.0
    if far:
        yield f"pp:{_neighbour(far)} {_neighbour(near)}", 1.0
    if then:
        yield f"nn:{_neighbour(follows)} {_neighbour(then)}", 1.0
    if start and text[start - 1] in "@#-'":
        yield f"welded:{text[start - 1]}", 1.0
    if start == 0 and end >= len(text.rstrip()):
        yield "alone", 1.0


def _neighbour(word: str | None) -> str:
    if not word:
        return "-"
    if word[0].isdigit():
        return "0"
    if word[0].isupper():
        return "Aa"
    return word.replace("’", "'").lower()


@cache
def given_names() -> frozenset[str]:
    """Return common given names, folded."""
    text = (Path(__file__).parent / "given_names.txt").read_text(encoding="utf-8")
    return frozenset(
        fold(name)
        for line in text.splitlines()
        if not line.startswith("#")
        for name in line.split()
    )
