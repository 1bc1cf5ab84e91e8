"""What speaks for and against a span being a name, as features of a statistical judgement.

Nothing here decides: each feature is a fact about the span (who proposed it, what the
recogniser believes there and at the form's other occurrences in the file, how it is
spelt, which words stand beside it). ``judge`` weighs them with weights that were fitted.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from graphbuild.detect.dictionary import is_common, is_noun
from graphbuild.detect.sentence import in_sentence
from graphbuild.model import NAME_TYPES, Candidate
from graphbuild.reading import Named, Reading
from graphbuild.words import fold

Feature = tuple[str, float]

NO_CHANCE = 0.002
"""Probabilities below say nothing more."""

NO_VOTE = 0.01
MOST_VOTES = 3.0

MOST_PARTS = 3
SURE_PART = 0.3
"""Longest name, in words, and least belief in it, that says what its first or last word is."""

NEAR = 2
"""Tokens between two names that stand side by side: ``A et B``, ``A (B``."""

_NOTHING: Counter[str] = Counter()

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


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """A span that some detectors propose: all their candidates, and the block it is in.

    ``voted`` is what their votes alone make of it, and ``stands`` tells whether that
    outlasts the votes for spans that overlap it.
    """

    reading: Reading
    candidates: tuple[Candidate, ...]
    voted: Candidate | None = None
    stands: bool = False

    @cached_property
    def range(self) -> tuple[int, int]:
        """The span in the block's view."""
        first = self.candidates[0]
        return self.reading.view.find(first.start, first.end)

    @cached_property
    def tokens(self) -> tuple[int, int]:
        """The first of the block's tokens that the span touches, and the one after the last."""
        start, end = self.range
        starts = self.reading.token_starts
        return max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)

    @cached_property
    def form(self) -> str:
        """The surface as it is counted over the file."""
        start, end = self.range
        return " ".join(self.reading.view.text[start:end].split()).casefold()

    @cached_property
    def marked(self) -> Named | None:
        """The recogniser's own span, where it is what the sighting was cut from."""
        by_it = any(c.detector in ("model", "lower") for c in self.candidates)
        return self.overlapping if by_it else None

    @cached_property
    def overlapping(self) -> Named | None:
        """The first span of the recogniser's that shares a token with this one."""
        first, last = self.tokens
        names = self.reading.beliefs.names
        place = bisect_right(names, first, key=lambda name: name.last)
        return names[place] if place < len(names) and names[place].first < last else None

    @cached_property
    def chances(self) -> Sequence[float] | None:
        """The recogniser's belief that a name of each type begins here."""
        begins = self.reading.beliefs.begins
        if self.marked is not None:
            return begins[self.marked.first]
        first, _ = self.tokens
        return begins[first] if first < len(begins) else None

    def overlaps(self, other: Candidate) -> bool:
        """Tell whether the span shares a character with another."""
        first = self.candidates[0]
        return other.start < first.end and first.start < other.end


class Tally:
    """What is known of each form over all sightings of a file."""

    def __init__(self, sightings: Iterable[Sighting]) -> None:
        """Count every sighting once."""
        self._sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(NAME_TYPES))
        self._counts: dict[str, int] = defaultdict(int)
        self._votes: dict[str, Counter[str]] = defaultdict(Counter)
        self._edges: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for sighting in sightings:
            self._count(sighting)

    def _count(self, sighting: Sighting) -> None:
        form, row = sighting.form, sighting.chances
        if sighting.stands and sighting.voted is not None:
            self._votes[form][sighting.voted.type] += sighting.voted.score  # type: ignore[assignment]
        if row is None:
            return
        self._counts[form] += 1
        sums = self._sums[form]
        for i, chance in enumerate(row):
            sums[i] += chance
        words = form.split()
        if sighting.marked is not None and 1 < len(words) <= MOST_PARTS:
            for edge in (("first", words[0]), ("last", words[-1])):
                known = self._edges[edge]
                for kind, chance in zip(NAME_TYPES, row, strict=True):
                    if chance > SURE_PART:
                        known[kind] = max(known[kind], chance)  # type: ignore[assignment]

    def elsewhere(self, sighting: Sighting) -> Sequence[float] | None:
        """Return the mean belief over the form's other sightings, ``None`` without any."""
        form, own = sighting.form, sighting.chances
        others = self._counts[form] - (own is not None)
        if others < 1:
            return None
        own = own or [0.0] * len(NAME_TYPES)
        return [(total - mine) / others for total, mine in zip(self._sums[form], own, strict=True)]

    def votes(self, sighting: Sighting) -> Iterator[tuple[str, float]]:
        """Yield each type that detectors settle on at the form's other places, with their sum."""
        own = sighting.voted if sighting.stands else None
        for kind, total in self._votes.get(sighting.form, _NOTHING).items():
            rest = total - (own.score if own is not None and own.type == kind else 0)
            if rest > NO_VOTE:
                yield kind, rest

    def parts(self, edge: str, word: str) -> Iterable[tuple[str, float]]:
        """Return the types of the longer names that a word is the ``first`` or ``last`` of."""
        return self._edges.get((edge, word), _NOTHING).items()


def features(sighting: Sighting, tally: Tally, heads: Mapping[str, str]) -> Iterator[Feature]:
    """Yield the names and values of what is known of a sighting, each name once.

    ``heads`` are the words that say a name's type beside it (``agence``), folded.
    """
    yield "bias", 1.0
    yield from _voices(sighting.candidates)
    if sighting.voted is not None:
        yield f"vote:{sighting.voted.type}", _log_odds(sighting.voted.score)
        if sighting.stands:
            yield f"stands:{sighting.voted.type}", 1.0
    yield from _beliefs(sighting, tally)
    start, end = sighting.range
    text = sighting.reading.view.text
    yield from _spelt(text[start:end])
    yield from _surroundings(text, start, end)
    yield from in_sentence(sighting.reading.doc, *sighting.tokens, heads)


def _voices(candidates: Sequence[Candidate]) -> Iterator[Feature]:
    seen = set()
    for candidate in candidates:
        doubt = "?" if candidate.detector == "names" and candidate.score < 0.5 else ""
        seen.add(f"{candidate.detector}{doubt}={candidate.type}")
    for voice in sorted(seen):
        yield voice, 1.0


def _beliefs(sighting: Sighting, tally: Tally) -> Iterator[Feature]:
    row, marked = sighting.chances, sighting.marked
    if row is not None:
        source = "mark" if marked else "free"
        for kind, chance in zip(NAME_TYPES, row, strict=True):
            yield f"{source}:{kind}", _log_odds(chance)
    if marked is not None:
        yield "inside", max(marked.inside, -5.0)
    else:
        other = sighting.overlapping
        if other is not None:
            first, last = sighting.tokens
            where = "within" if other.first <= first and last <= other.last else "beyond"
            if where == "beyond" and not (first <= other.first and other.last <= last):
                where = "across"
            yield f"{where}:{other.type}", 1.0
    yield from _at_tokens(sighting)
    for kind, total in tally.votes(sighting):
        yield f"fvote:{kind}", min(total, MOST_VOTES)
    if " " not in sighting.form:
        for edge in ("first", "last"):
            for kind, chance in tally.parts(edge, sighting.form):
                yield f"{edge}of:{kind}", _log_odds(chance)
    others = tally.elsewhere(sighting)
    if others is None:
        yield "once", 1.0
    else:
        for kind, chance in zip(NAME_TYPES, others, strict=True):
            yield f"file:{kind}", _log_odds(chance)


def _at_tokens(sighting: Sighting) -> Iterator[Feature]:
    """The strongest beliefs inside the span, those beside it, and the names nearby."""
    first, last = sighting.tokens
    beliefs = sighting.reading.beliefs
    rows = [row for row in beliefs.begins[first:last] if row is not None]
    for i, kind in enumerate(NAME_TYPES):
        yield f"max:{kind}", _log_odds(max((row[i] for row in rows), default=0.0))
    for side, place in (("before", first - 1), ("after", last)):
        row = beliefs.begins[place] if 0 <= place < len(beliefs.begins) else None
        if row is not None:
            yield f"{side}:any", _log_odds(min(1.0, sum(row)))
    doc = sighting.reading.doc
    place = bisect_right(beliefs.names, first, key=lambda name: name.last)
    if place and first - beliefs.names[place - 1].last <= NEAR:
        name = beliefs.names[place - 1]
        yield f"name-before:{name.type}:{doc[name.last : first].text[:3].lower()}", 1.0
    place = bisect_left(beliefs.names, last, key=lambda name: name.first)
    if place < len(beliefs.names) and beliefs.names[place].first - last <= NEAR:
        name = beliefs.names[place]
        yield f"name-after:{name.type}:{doc[last : name.first].text[:3].lower()}", 1.0


@lru_cache(maxsize=20_000)
def _log_odds(chance: float) -> float:
    chance = min(max(chance, NO_CHANCE), 1 - NO_CHANCE)
    return (math.log(chance / (1 - chance)) - math.log(NO_CHANCE)) / 12


@lru_cache(maxsize=20_000)
def _spelt(surface: str) -> tuple[Feature, ...]:
    return tuple(_spelling(surface))


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
