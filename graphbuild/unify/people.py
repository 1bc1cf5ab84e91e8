"""People under several names: parts, initials, inversions, short first names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from graphbuild.model import Facts
from graphbuild.unify.handles import handles
from graphbuild.unify.names import Name
from graphbuild.unify.proposal import Names, Proposal, blocks, propose
from graphbuild.words import fold

_WORD = re.compile(r"[^\W_]+")

_PREFIX = re.compile(r"\b(Ma?c|MA?C|O)[ '’](?=[^\W\d_]{3})")

_PARTICLES = frozenset("de du des d di da del van von den der le la l el al ben bin ait".split())

_GENERATIONS = frozenset("jr junior sr senior pere fils ii iii iv".split())
"""Words that make another person of the same name."""


@lru_cache(maxsize=200_000)
def person_words(form: str) -> tuple[str, ...]:
    """Return the folded words of a person's name without particles, initials as one letter.

    ``Mac Allister`` and ``O'Dell`` are one word each.
    """
    words = _WORD.findall(_PREFIX.sub(r"\1", form))
    heavy = [w for w in words if fold(w) not in _PARTICLES or (len(w) == 1 and w.isupper())]
    return tuple(fold(word) for word in heavy or words)


def whole_words(form: str) -> int:
    """Return the number of words of a name that are no initials; none in lower case throughout
    (a handle)."""
    return 0 if form.islower() else sum(len(word) > 1 for word in person_words(form))


def is_part(form: str) -> bool:
    """Tell whether a form is a first name or a surname alone: ``Osei-Taylor``, ``de Kervadec``."""
    return " " not in form.strip() or len(person_words(form)) == 1


def of_one_person(left: str, right: str) -> bool:
    """Tell whether two whole names can be one person's: no word of one speaks against it."""
    one, other = person_words(left), person_words(right)
    if "".join(one) == "".join(other) or len(one) < 2 or len(other) < 2:
        return True
    if set(one) & _GENERATIONS != set(other) & _GENERATIONS:
        return False
    if man_and_woman(one[0], other[0]):
        return False
    short, long = sorted((one, other), key=len)
    return all(any(_alike(word, w) for w in long) for word in short)


def _alike(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if long.startswith(short) and (len(short) == 1 or len(short) > 2):
        return True
    return len(short) >= 5 and short[:2] == long[:2] and len(long) - len(short) <= 1


_FEMININE = (
    ("", "e"), ("", "le"), ("", "ne"), ("", "te"), ("", "ine"), ("", "ette"), ("", "a"),
    ("c", "que"), ("t", "ce"), ("y", "ie"), ("as", "e"), ("e", "ie"), ("ie", "ion"), ("o", "a"),
)  # fmt: skip
"""Ends of first names of men and women that differ by no more than a slip."""


def man_and_woman(one: str, other: str) -> bool:
    """Tell whether two first names are of two people: ``Louis``, ``Louise``; ``Paul``,
    ``Pauline``."""
    return any(
        a.endswith(his) and b == a[: len(a) - len(his)] + hers
        for his, hers in _FEMININE
        for a, b in ((one, other), (other, one))
    )


def people(names: Names, facts: Sequence[Facts]) -> Iterator[Proposal]:
    """Yield what the rules for people propose."""
    persons = [n for n in names.values() if n.type == "Person"]
    yield from _parts(persons)
    yield from _initials(persons)
    yield from _last_initial(persons)
    yield from _same_surname(persons)
    yield from _inverted(persons)
    yield from handles(names, persons, facts)


def _parts(persons: Sequence[Name]) -> Iterator[Proposal]:
    """A surname or first name in one file where a whole name holds it.

    A reader who signs with it is only ever somebody else who signs there.
    """
    parts = [(words, name) for name in persons if (words := _words_of_part(name))]
    wholes: dict[tuple[str, str], dict[str, Name]]
    wholes = {(source, words[-1]): {} for words, name in parts for source in name.sources}
    anywhere: dict[str, dict[str, Name]] = {words[-1]: {} for words, _ in parts}
    for name in persons:
        words = person_words(name.form)
        for word in words if len(words) > 1 else ():
            if word in anywhere:
                anywhere[word][name.key] = name
                for source in name.sources:
                    if (source, word) in wholes:
                        wholes[source, word][name.key] = name
    for words, name in parts:
        found = [wholes[source, words[-1]] for source in sorted(name.sources)]
        near = {key: whole for group in found for key, whole in group.items()}
        near = {k: w for k, w in near.items() if _holds(w, words) and _may_be(w, name)}
        far = anywhere[words[-1]] if len(anywhere[words[-1]]) <= 3 else {}
        for whole in near.values():
            yield propose("part of a name in the same file", name, whole, among=len(near))
        for whole in far.values() if not near and not name.signs else ():
            if _holds(whole, words):
                yield propose("part of a name in another file", name, whole, among=len(far))


def _words_of_part(name: Name) -> tuple[str, ...]:
    words = person_words(name.form)
    return words if len("".join(words)) >= 3 and is_part(name.form) else ()


def _may_be(whole: Name, name: Name) -> bool:
    """A reader who signs ``Sophie`` is no author ``Sophie Lang``: a rule of its own tells."""
    return not name.signs or any(not post.endswith("/1") for post in whole.signs)


def _holds(whole: Name, words: tuple[str, ...]) -> bool:
    """``Osei-Taylor`` stands in ``Brandon Osei-Taylor``, ``Marie`` not in ``Jean-Marie Roux``."""
    every = person_words(whole.form)
    ends = (every[: len(words)], every[-len(words) :], every[1 : 1 + len(words)])
    return len(every) > len(words) and words in ends and not set(every) & _GENERATIONS


def _initials(persons: Sequence[Name]) -> Iterator[Proposal]:
    """``A. Verdier`` where the file has one ``... Verdier`` whose first name begins so."""
    by_surname: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in persons:
        words = person_words(name.form)
        for source in name.sources if len(words) > 1 else ():
            by_surname[source, words[-1]].append(name)
    for name in persons:
        words = person_words(name.form)
        if len(words) < 2 or len(words[-1]) == 1 or any(len(w) > 1 for w in words[:-1]):
            continue
        found = {
            other.key: other
            for source in sorted(name.sources)
            for other in by_surname[source, words[-1]]
            if _spelt_by(words[:-1], person_words(other.form)[:-1])
        }
        for other in found.values():
            yield propose("initial of a first name in the same file", name, other, among=len(found))


def _last_initial(persons: Sequence[Name]) -> Iterator[Proposal]:
    """``Firmin L.`` where the file has one ``Firmin`` whose surname begins so."""
    by_first: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in persons:
        words = person_words(name.form)
        for source in name.sources if len(words) > 1 and len(words[-1]) > 1 else ():
            by_first[source, words[0]].append(name)
    for name in persons:
        words = person_words(name.form)
        if len(words) < 2 or len(words[-1]) > 1 or len(words[0]) == 1:
            continue
        found = {
            other.key: other
            for source in sorted(name.sources)
            for other in by_first[source, words[0]]
            if person_words(other.form)[:-1] == words[:-1]
            and person_words(other.form)[-1].startswith(words[-1])
        }
        for other in found.values():
            yield propose("initial of a surname in the same file", name, other, among=len(found))


def _spelt_by(initials: tuple[str, ...], firsts: tuple[str, ...]) -> bool:
    """``J.-P.`` is ``Jean-Pierre``, and ``J.`` too."""
    return (
        len(firsts) >= len(initials)
        and any(len(first) > 1 for first in firsts)
        and all(first.startswith(letter) for letter, first in zip(initials, firsts, strict=False))
    )


def _same_surname(persons: Sequence[Name]) -> Iterator[Proposal]:
    """``Greg Pouyard``, ``Donald K. Asher``, ``Nathalie Kosta``: beside the fuller name."""
    keyed = [(person_words(n.form), n) for n in persons]
    for block in blocks((f"{w[0][:3]} {w[-1]}", n) for w, n in keyed if len(w) > 1):
        for left, right in combinations(block, 2):
            yield from _fuller(left, right)
    starts = [(f"{s}:{w[0]} {w[1]}", n) for w, n in keyed if len(w) > 1 for s in sorted(n.sources)]
    for block in blocks(starts):
        for left, right in combinations(block, 2):
            one, other = sorted((person_words(left.form), person_words(right.form)), key=len)
            longer = len(one) < len(other) and other[: len(one)] == one
            if longer and not set(other) & _GENERATIONS:
                yield propose("shorter form of a name in the same file", left, right)


def _fuller(left: Name, right: Name) -> Iterator[Proposal]:
    one, other = sorted((person_words(left.form), person_words(right.form)), key=len)
    if one[0] == other[0]:
        if len(one) == 2 and len(one[-1]) > 1 and all(len(w) == 1 for w in other[1:-1]):
            yield propose("with and without a middle initial", left, right)
        return
    near = bool(left.sources & right.sources)
    if near and len(one) == len(other) and one[1:] == other[1:]:
        short, long = sorted((one[0], other[0]), key=len)
        if _short_first_name(short, long):
            yield propose("short first name in the same file", left, right)


def _short_first_name(short: str, long: str) -> bool:
    """``Greg`` for ``Grégory``; ``Andre`` for ``Andrew``: the same but for the end."""
    return len(short) > 2 and long.startswith(short) and not man_and_woman(short, long)


def _inverted(persons: Sequence[Name]) -> Iterator[Proposal]:
    """``VERDIER Antoine`` and ``Verdier, Antoine`` are ``Antoine Verdier``."""
    keyed = [(person_words(n.form), n) for n in persons]
    for block in blocks((" ".join(sorted(w)), n) for w, n in keyed if len(w) > 1):
        for left, right in combinations(block, 2):
            one, other = person_words(left.form), person_words(right.form)
            if one != other and other in (one[-1:] + one[:-1], one[1:] + one[:1]):
                sure = _surname_first(left.form) or _surname_first(right.form)
                rule = "surname first" if sure else "same words in another order"
                yield propose(rule, left, right)


def _surname_first(form: str) -> bool:
    words = form.split()
    return words[0].endswith(",") or (words[0].isupper() and not words[-1].isupper())
