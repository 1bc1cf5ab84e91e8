"""Find again, everywhere in a file, the names that were found with certainty once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graphbuild.detect.candidates import candidate_at
from graphbuild.detect.spelling import given_names
from graphbuild.model import Candidate, Post
from graphbuild.reading import Reading, plain
from graphbuild.words import fold

AGAIN_SCORE = 0.75
SURNAME_SCORE = 0.95
"""The last word of the whole name of one person of the file: 166 of 172 were that person
in ``training/corpus``."""

GIVEN_SCORE = 0.9
"""The given name of one person of the file, alone: interviews call people so."""

SURE = 0.75
"""Least support of a single word that is looked for elsewhere; several words, which are
hardly anything else where they stand again, need only be candidates (``SURE_WHOLE``)."""

SURE_WHOLE = 0.6

SHORTEST = 3


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The forms that a file names for certain, each with its type, and parts of people's names."""

    forms: Mapping[str, str]
    surnames: frozenset[str]
    given: frozenset[str] = frozenset()

    @cached_property
    def lowered(self) -> frozenset[str]:
        """The forms in small letters, made once a file."""
        return frozenset(form.lower() for form in self.forms)

    @cached_property
    def finders(self) -> tuple[_Finder, ...]:
        """What looks for them, made once a file."""
        return tuple(
            _finder(names, score, detector)
            for names, score, detector in (
                (self.forms, AGAIN_SCORE, "again"),
                (dict.fromkeys(self.surnames, "Person"), SURNAME_SCORE, "surname"),
                (dict.fromkeys(self.given, "Person"), GIVEN_SCORE, "given"),
            )
            if names
        )


def lexicon(candidates: Iterable[Candidate]) -> Lexicon:
    """Return the exact forms found for certain, with the type most support gives them.

    A person's last name alone is looked for too, where one person of the file bears it:
    it is that person, whatever it looks like where it stands alone.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    known = set()
    for candidate in candidates:
        form = " ".join(plain(candidate.surface).split())
        if candidate.type != "Concept" and len(form) >= SHORTEST:
            votes[form][candidate.type] += candidate.score  # type: ignore[assignment]
            if candidate.iri:
                known.add(form)
    sure = {
        form: min(counter, key=lambda kind: (-counter[kind], kind))
        for form, counter in votes.items()
        if max(counter.values()) >= (SURE_WHOLE if " " in form else SURE) and form[0].isupper()
    }
    surnames = frozenset(_borne_by_one(sure, -1) - known)
    given = {name for name in _borne_by_one(sure, 0) - known if fold(name) in given_names()}
    forms = {form: kind for form, kind in sure.items() if form not in surnames | given}
    return Lexicon(forms=forms, surnames=surnames, given=frozenset(given - surnames))


def _borne_by_one(sure: Mapping[str, str], place: int) -> set[str]:
    """Return the words at a place of people's whole names that one person alone has there."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for form, kind in sure.items():
        words = form.split()
        if kind == "Person" and len(words) > 1:
            bearers[words[place]].add(form)
    return {
        name
        for name, forms in bearers.items()
        if len(forms) == 1 and len(name) >= SHORTEST and name[0].isupper()
    }


def found_again(post: Post, readings: Sequence[Reading], sure: Lexicon) -> Iterator[Candidate]:
    """Yield every occurrence of the lexicon's forms, whole words, same case."""
    for finder in sure.finders:
        for reading in readings:
            for match in finder.pattern.finditer(reading.view.text):
                form = " ".join(match.group().split())
                kind = finder.names.get(form) or finder.by_fold.get(form.casefold())
                if kind is not None:  # ``İ`` matches ``i`` and folds to something else
                    yield candidate_at(
                        post,
                        reading,
                        *match.span(),
                        kind,
                        score=finder.score,
                        detector=finder.detector,
                    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finder:
    """Forms with their types, by their exact spelling and folded, and their one pattern."""

    names: Mapping[str, str]
    by_fold: Mapping[str, str]
    pattern: re.Pattern[str]
    score: float
    detector: str


def _finder(names: Mapping[str, str], score: float, detector: str) -> _Finder:
    forms = sorted(names, key=lambda form: (-len(form), form))
    alternatives = "|".join(_pattern(form) for form in forms)
    return _Finder(
        names=names,
        by_fold={form.casefold(): names[form] for form in reversed(forms)},
        pattern=re.compile(rf"(?<![\w#])(?<!\w@)(?:{alternatives})(?!\w|-[A-ZÀ-ÖØ-Þ])"),
        score=score,
        detector=detector,
    )


def _pattern(form: str) -> str:
    """One word as it is spelt; of several only the first needs its case."""
    first, _, rest = form.partition(" ")
    if not rest:
        return re.escape(first)
    return re.escape(first) + r"\s+(?i:" + re.escape(rest).replace("\\ ", r"\s+") + ")"
