"""A proposal that two keys are one thing, and what every rule needs to make one.

Every rule works on blocks (names that share a word, a prefix or a source), so that the
work stays close to linear in the number of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graphbuild.unify.names import Name
from graphbuild.unify.scores import SCORES
from graphbuild.words import SMALL_WORDS, words_in

Names = Mapping[str, Name]

LARGEST_BLOCK = 200
"""Names that share a block are compared two by two up to this many: a word shared by
more of them tells nothing."""

CORRECTION = "correction"
"""The rule of what a person decided."""

_LIGHT = SMALL_WORDS | {"dans", "sur", "pour", "par", "in", "on", "for"}

_SPELT_OUT: Mapping[str, str] = {"st": "saint", "ste": "sainte"}

_ORDINAL = re.compile(r"(\d+)(?:er|ere|re|e|eme|ieme|nd|nde|th|st|rd)")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Proposal:
    """Two keys that may be one thing, the rule that says so, and how sure it is."""

    score: float
    left: str
    right: str
    rule: str
    evidence: str


@lru_cache(maxsize=200_000)
def words_of(form: str) -> tuple[str, ...]:
    """Return the folded words of a form without articles and prepositions; ``19ème`` is 19."""
    return tuple(_plain(word) for word in words_in(form) if word not in _LIGHT)


def _plain(word: str) -> str:
    found = _ORDINAL.fullmatch(word)
    return found[1] if found else _SPELT_OUT.get(word, word)


def propose(rule: str, left: Name, right: Name, *, among: int = 1) -> Proposal:
    """Return the proposal that two names are one.

    ``among`` is the number of things that the name could as well be: it divides the score.
    """
    one, other = sorted((left, right), key=lambda name: name.key)
    evidence = f"{one.form} = {other.form}"
    score = round(SCORES[rule] / among, 2)
    return Proposal(score=score, left=one.key, right=other.key, rule=rule, evidence=evidence)


def blocks(names: Iterable[tuple[str, Name]]) -> Iterator[list[Name]]:
    """Yield the names that share a block; a name without words (``^^``) shares none."""
    first: dict[str, Name] = {}  # most blocks hold one name: no dict of its own for it
    shared: dict[str, dict[str, Name]] = {}
    for block, name in names:
        if block and (known := first.setdefault(block, name)) is not name:
            shared.setdefault(block, {known.key: known})[name.key] = name
    del first
    for block in sorted(shared):
        if len(shared[block]) <= LARGEST_BLOCK:
            yield list(shared[block].values())
