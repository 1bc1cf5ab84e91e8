"""What speaks for and against a span being a name, as features of a statistical judgement.

Nothing here decides: each feature is a fact about the span (who proposed it, what the
recogniser believes there and at the form's other occurrences in the file, how it is
spelt, which words stand beside it). ``judge`` weighs them with weights that were fitted.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from graphbuild.detect.sentence import in_sentence
from graphbuild.detect.spelling import Feature, spelt, surroundings
from graphbuild.model import NAME_TYPES, Candidate
from graphbuild.reading import Named, Reading

NO_CHANCE = 0.002
"""Probabilities below say nothing more."""

NO_VOTE = 0.01
MOST_VOTES = 3.0

MOST_PARTS = 3
SURE_PART = 0.3
"""Longest name, in words, and least belief in it, that says what its first or last word is."""

NEAR = 2
"""Tokens between two names that stand side by side: ``A et B``, ``A (B``."""

_NONE = (0.0,) * len(NAME_TYPES)
_NOTHING: Counter[str] = Counter()

_MARK, _FREE, _FILE, _MOST = (
    tuple(f"{source}:{kind}" for kind in NAME_TYPES) for source in ("mark", "free", "file", "max")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A span that some detectors propose: all their candidates, and the block it is in.

    ``voted`` is what their votes alone make of it, and ``stands`` tells whether that
    outlasts the votes for spans that overlap it.
    ``range`` is the span in the block's view, ``tokens`` the first of the block's tokens
    that it touches and the one after the last, ``form`` the surface as it is counted over
    the file. ``overlapping`` is the first span of the recogniser's that shares a token with
    it, ``marked`` the same where it is what the sighting was cut from, and ``chances`` the
    recogniser's belief that a name of each type begins here.
    """

    reading: Reading
    candidates: tuple[Candidate, ...]
    voted: Candidate | None = None
    stands: bool = False
    range: tuple[int, int] = field(init=False)
    tokens: tuple[int, int] = field(init=False)
    form: str = field(init=False)
    overlapping: Named | None = field(init=False)
    marked: Named | None = field(init=False)
    chances: Sequence[float] | None = field(init=False)

    def __post_init__(self) -> None:
        """Work out what each feature asks for again and again."""
        view, beliefs = self.reading.view, self.reading.beliefs
        span = self.candidates[0]
        start, end = view.find(span.start, span.end)
        starts = self.reading.token_starts
        first, last = max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)
        place = bisect_right(beliefs.names, first, key=_last)
        found = beliefs.names[place] if place < len(beliefs.names) else None
        overlapping = found if found and found.first < last else None
        marked = overlapping
        if not any(c.detector in ("model", "lower") for c in self.candidates):
            marked = None
        begin = marked.first if marked else first
        chances = beliefs.begins[begin] if begin < len(beliefs.begins) else None
        for name, value in (
            ("range", (start, end)),
            ("tokens", (first, last)),
            ("form", " ".join(view.text[start:end].split()).casefold()),
            ("overlapping", overlapping),
            ("marked", marked),
            ("chances", chances),
        ):
            object.__setattr__(self, name, value)

    def overlaps(self, other: Candidate) -> bool:
        """Tell whether the span shares a character with another."""
        first = self.candidates[0]
        return other.start < first.end and first.start < other.end


def _last(name: Named) -> int:
    return name.last


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


def features(sighting: Sighting, tally: Tally, heads: Mapping[str, str]) -> list[Feature]:
    """Return the names and values of what is known of a sighting, each name once.

    ``heads`` are the words that say a name's type beside it (``agence``), folded.
    """
    text, (start, end) = sighting.reading.view.text, sighting.range
    found = [("bias", 1.0), *_voices(sighting.candidates)]
    if sighting.voted is not None:
        found.append((f"vote:{sighting.voted.type}", _log_odds(sighting.voted.score)))
        if sighting.stands:
            found.append((f"stands:{sighting.voted.type}", 1.0))
    found += _beliefs(sighting)
    found += _nearby(sighting)
    found += _elsewhere(sighting, tally)
    found += spelt(text[start:end])
    found += surroundings(text, start, end)
    found += in_sentence(sighting.reading.doc, *sighting.tokens, heads)
    return found


def _voices(candidates: Sequence[Candidate]) -> list[Feature]:
    if len(candidates) == 1 and candidates[0].detector != "names":
        return [(f"{candidates[0].detector}={candidates[0].type}", 1.0)]
    seen = set()
    for candidate in candidates:
        doubt = "?" if candidate.detector == "names" and candidate.score < 0.5 else ""
        seen.add(f"{candidate.detector}{doubt}={candidate.type}")
    return [(voice, 1.0) for voice in sorted(seen)]


def _beliefs(sighting: Sighting) -> Iterator[Feature]:
    """Yield what the recogniser believes where the span begins and inside it."""
    row, marked, other = sighting.chances, sighting.marked, sighting.overlapping
    if row is not None:
        yield from zip(_MARK if marked else _FREE, map(_log_odds, row), strict=True)
    first, last = sighting.tokens
    if marked is not None:
        yield "inside", max(marked.inside, -5.0)
    elif other is not None:
        where = "across"
        if other.first <= first and last <= other.last:
            where = "within"
        elif first <= other.first and other.last <= last:
            where = "beyond"
        yield f"{where}:{other.type}", 1.0
    rows = [row for row in sighting.reading.beliefs.begins[first:last] if row is not None]
    most: Iterable[float] = map(max, zip(*rows, strict=True)) if rows[1:] else (rows or [_NONE])[0]
    yield from zip(_MOST, map(_log_odds, most), strict=True)


def _nearby(sighting: Sighting) -> Iterator[Feature]:
    """Yield the beliefs beside the span, and the names close to it."""
    first, last = sighting.tokens
    begins, names = sighting.reading.beliefs.begins, sighting.reading.beliefs.names
    before = begins[first - 1] if 0 < first <= len(begins) else None
    after = begins[last] if last < len(begins) else None
    if before is not None:
        yield "before:any", _log_odds(min(1.0, sum(before)))
    if after is not None:
        yield "after:any", _log_odds(min(1.0, sum(after)))
    doc = sighting.reading.doc
    place = bisect_right(names, first, key=_last)
    if place and first - names[place - 1].last <= NEAR:
        name = names[place - 1]
        yield f"name-before:{name.type}:{doc[name.last : first].text[:3].lower()}", 1.0
    for name in names[place:]:
        if name.first >= last:
            if name.first - last <= NEAR:
                yield f"name-after:{name.type}:{doc[last : name.first].text[:3].lower()}", 1.0
            break


def _elsewhere(sighting: Sighting, tally: Tally) -> Iterator[Feature]:
    """Yield what is known of the form's other places in the file."""
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
        yield from zip(_FILE, map(_log_odds, others), strict=True)


@lru_cache(maxsize=20_000)
def _log_odds(chance: float) -> float:
    chance = min(max(chance, NO_CHANCE), 1 - NO_CHANCE)
    return (math.log(chance / (1 - chance)) - math.log(NO_CHANCE)) / 12
