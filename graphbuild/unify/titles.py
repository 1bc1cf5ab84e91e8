"""Events and works under longer and shorter names: years, subtitles, yearly studies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from graphbuild.unify.names import Name
from graphbuild.unify.proposal import Names, Proposal, blocks, propose, words_of

_SUBTITLE = re.compile(r"(?<!\s)\s*+[:–—]\s|\s-\s")

_YEAR = re.compile(r"^(?:19|20)\d\d$")


LEAST_IN_COMMON = 3
"""Words that a title shares with a longer one; ``The Long Tail`` is also in others' titles."""


def titles(names: Names) -> Iterator[Proposal]:
    """Yield what the rules for events and works propose."""
    yield from without_year(names)
    yield from with_subtitle(names)
    yield from title_and_subtitle(names)
    yield from longer_title(names)
    yield from same_study(names)


def without_year(names: Names) -> Iterator[Proposal]:
    """An event or work with its year or number, and the same without, in one file."""
    dated = [n for n in names.values() if n.type in ("Event", "Work")]
    for block in blocks(
        (f"{source}:{core}", n)
        for n in dated
        if (core := " ".join(_without_edition(words_of(n.form))))
        for source in sorted(n.sources)
    ):
        years = {w for n in block for w in words_of(n.form) if _YEAR.match(w)}
        if len(years) <= 1:
            for left, right in combinations(block, 2):
                yield propose("with and without its year", left, right)


def same_study(names: Names) -> Iterator[Proposal]:
    """A study under several names, anywhere: the same first word (``baromètre``) and most
    of at least three other words in common, years apart."""
    titled = [(words_of(n.form), n) for n in names.values() if n.type == "Work"]
    for block in blocks((words[0], n) for words, n in titled if len(words) > 3):
        for left, right in combinations(block, 2):
            one, other = _core(left), _core(right)
            if len(one & other) >= LEAST_IN_COMMON and len(one & other) >= 0.75 * min(
                len(one), len(other)
            ):
                yield propose("one study under two names", left, right)


def _core(name: Name) -> frozenset[str]:
    """The words of a title after the first, in the singular, without its year."""
    return frozenset(w.rstrip("sx") for w in words_of(name.form)[1:] if not _YEAR.match(w))


def _without_edition(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out years, and the number in front of ``14e Salon``."""
    rest = words[1:] if len(words) > 1 and words[0].isdecimal() else words
    return tuple(word for word in rest if not _YEAR.match(word))


def with_subtitle(names: Names) -> Iterator[Proposal]:
    """``Le Temps des usages : ce que...`` anywhere: two words or more, then a subtitle."""
    found = [n for n in names.values() if n.type in ("Event", "Work")]
    for block in blocks((" ".join(words_of(_SUBTITLE.split(n.form)[0])), n) for n in found):
        for left, right in combinations(block, 2):
            bare = [not _SUBTITLE.search(name.form) for name in (left, right)]
            if (
                any(bare)
                and not all(bare)
                and len(words_of(left.form)) > 1 < len(words_of(right.form))
            ):
                yield propose("title with its subtitle", left, right)


def longer_title(names: Names) -> Iterator[Proposal]:
    """One title whose words all stand in the other, both ending alike, in one file."""
    titled = [n for n in names.values() if n.type in ("Event", "Work")]
    for block in blocks(
        (f"{source}:{words_of(n.form)[-1]}", n)
        for n in titled
        if len(words_of(n.form)) > 1
        for source in sorted(n.sources)
    ):
        for left, right in combinations(block, 2):
            one, other = set(words_of(left.form)), set(words_of(right.form))
            if (one < other or other < one) and min(len(one), len(other)) >= LEAST_IN_COMMON:
                yield propose("longer form of a title", left, right)


def title_and_subtitle(names: Names) -> Iterator[Proposal]:
    """``Wave`` beside ``Wave - ...`` in one file: a title and its beginning.

    Also a study under several names: the same first word (``baromètre``) and half of
    the other words in common.
    """
    titled = [n for n in names.values() if n.type in ("Event", "Work")]
    for block in blocks(
        (f"{source}:{words_of(n.form)[0]}", n)
        for n in titled
        if words_of(n.form)
        for source in sorted(n.sources)
    ):
        for left, right in combinations(block, 2):
            if _one_title(left, right):
                yield propose("title and short title", left, right)


def _one_title(left: Name, right: Name) -> bool:
    first, second = words_of(left.form), words_of(right.form)
    years = {w for w in first if _YEAR.match(w)}, {w for w in second if _YEAR.match(w)}
    if years[0] and years[1] and years[0] != years[1]:
        return False
    short, whole = sorted((first, second), key=len)
    if whole[: len(short)] == short and len(short) < len(whole):
        longer = left.form if words_of(left.form) == whole else right.form
        return len(short) > 1 or bool(re.match(r"\W*\w+\s*[–—:-]\s", longer))
    rest = {w for w in short[1:] if not _YEAR.match(w)}
    return len(rest) >= 2 and len(rest & set(whole)) * 2 > len(rest)
