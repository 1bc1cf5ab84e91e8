"""Names that differ by a slip of the keyboard.

The kind of slip tells more than their number: a letter doubled or swapped is hardly ever
another name; a letter replaced makes ``Dupont`` of ``Dupond`` and ``Journée du Livre`` of
``Journée du Libre``, so that it counts only where one of the two is no word in use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby

from rapidfuzz.distance import OSA

from graphbuild.unify.names import Name
from graphbuild.unify.people import is_part, man_and_woman, person_words
from graphbuild.unify.proposal import Names, Proposal, blocks, propose, words_of
from graphbuild.words import singular, zipf

IN_USE = 2.0
"""Frequency from which a word is one of its own (wordfreq: ``lefevre`` 2.5, ``talinn`` 1.1)."""

SHORTEST = 5
"""Letters of a word that may be misspelt; ``Rey`` and ``Roy`` are two."""

SHORT = 6
"""Letters below which only a doubled one is a slip, and only where one spelling is unknown."""


MOST_WORDS = 6

UNSURE = frozenset({"misspelling: a letter replaced", "misspelling: a letter left out"})
"""Slips that are surer within a file than between two."""


def misspelt(names: Names) -> Iterator[Proposal]:
    """Yield pairs of names of one type of which one word is one slip away (Damerau 1964: 80%
    of misspellings are one edit). Numbers must agree, and the first letter.

    Names that share all other words and, but for one letter left out, the word itself meet in
    a block (Mor and Fraenkel 1982): blocks are tiny, and no pair one edit apart is missed.
    """
    words = {
        name.key: [singular(word) for word in words_of(name.form)]
        for name in names.values()
        if name.type != "Concept" and len(words_of(name.form)) <= MOST_WORDS
    }
    found: set[tuple[str, str]] = set()
    for block in blocks(_neighbours(names, words)):
        for left, right in combinations(block, 2):
            if words[left.key] == words[right.key]:
                continue  # one first name in many files
            pair = (left.key, right.key)
            if pair not in found and (rule := _slip(left, right)):
                found.add(pair)
                far = rule in UNSURE and not left.sources & right.sources
                yield propose(f"{rule}, in another file" if far else rule, left, right)


def _neighbours(names: Names, words: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Name]]:
    """Yield the blocks of each name that has all words but one, and the first letter of that
    one, in common with another: of most names that is none."""
    alike: defaultdict[tuple[str, str], list[tuple[str, Name]]] = defaultdict(list)
    for key, spelt in words.items():
        kind = "Organization" if names[key].type == "Product" else names[key].type
        for at, word in enumerate(spelt):
            if len(word) >= SHORTEST - 1:
                rest = " ".join([*spelt[:at], "", *spelt[at + 1 :]])
                alike[f"{kind}:{rest}", word[0]].append((word, names[key]))
    for (rest, _), near in alike.items():
        if len({word for word, _ in near}) > 1:
            for word, name in near:
                shorter = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
                for variant in {word, _undoubled(word), *shorter}:
                    yield f"{rest}:{variant}", name


def _slip(left: Name, right: Name) -> str | None:
    """Return the rule for two spellings of as many words that differ in one, number aside."""
    if left.known and right.known:
        return None
    pairs = list(zip(words_of(left.form), words_of(right.form), strict=True))
    differ = [(one, other) for one, other in pairs if singular(one) != singular(other)]
    if len(differ) != 1:
        return None
    one, other = differ[0]
    if min(len(one), len(other)) < SHORTEST or one[0] != other[0]:
        return None
    if re.findall(r"\d", one) != re.findall(r"\d", other):
        return None
    first = left.type == "Person" and len(pairs) > 1 and differ[0] == pairs[0]
    return None if first and man_and_woman(one, other) else kind_of_slip(one, other)


def misspelt_parts(names: Names) -> Iterator[Proposal]:
    """``Towsend`` in a file where one whole name holds ``Townsend``, and nobody ``Towsend``."""
    persons = [n for n in names.values() if n.type == "Person"]
    parts = [(words[0], n) for n in persons if (words := _of_one_word(n))]
    wholes: dict[tuple[str, str], dict[str, tuple[str, Name]]]
    wholes = {(source, part[:2]): {} for part, name in parts for source in name.sources}
    for name in persons:
        words = person_words(name.form)
        for word in words if len(words) > 1 else ():
            for source in name.sources:
                if (near_by := wholes.get((source, word[:2]))) is not None:
                    near_by[name.key + word] = word, name
    for part, name in parts:
        near = [w for s in sorted(name.sources) for w in wholes[s, part[:2]].values()]
        if any(word == part for word, _ in near):
            continue
        alike = {n.key: n for word, n in near if _misspells(part, word)}
        for other in alike.values():
            rule = "misspelt part of a name in the same file"
            yield propose(rule, name, other, among=len(alike))


def _of_one_word(name: Name) -> tuple[str, ...]:
    words = person_words(name.form)
    return words if len(words) == 1 and is_part(name.form) and len(words[0]) >= SHORTEST else ()


def _misspells(one: str, other: str) -> bool:
    return (
        len(other) >= SHORTEST and not man_and_woman(one, other) and bool(kind_of_slip(one, other))
    )


def kind_of_slip(one: str, other: str) -> str | None:
    """Return the rule for two spellings of a word, ``None`` where they are two words."""
    two_words = zipf(one) >= IN_USE and zipf(other) >= IN_USE
    short = min(len(one), len(other)) < SHORT
    if _undoubled(one) == _undoubled(other):
        return None if short and two_words else "misspelling: a letter doubled"
    distance = OSA.distance(one, other)
    if distance == 1 and sorted(one) == sorted(other) and not short:
        return "misspelling: two letters swapped"
    if two_words or (short and len(one) == len(other)):
        return None
    if distance > 1:
        return None
    same = len(one) == len(other)
    return "misspelling: a letter replaced" if same else "misspelling: a letter left out"


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))
