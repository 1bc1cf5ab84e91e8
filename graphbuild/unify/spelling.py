"""Names that differ by a slip of the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from graphbuild.unify.names import Name
from graphbuild.unify.proposal import Names, Proposal, blocks, propose, words_of


def misspelt(names: Names) -> Iterator[Proposal]:
    """A rare form one slip away from a common or known one, in the same type.

    Optimal string alignment distance: 1 from six letters, 2 from eleven (Damerau 1964:
    80% of slips are one edit). Numbers must agree, and the first letter.
    """
    spelt: dict[str, _Spelt] = {}
    placed: list[tuple[str, Name]] = []
    for name in names.values():
        words = words_of(name.form)
        if name.type == "Concept" or len(name.form) < 6 or not 0 < len(words) <= 6:
            continue
        spelt[name.key] = _Spelt.of(name, words)
        # What must agree goes into the block, so that blocks stay small.
        kind = "Organization" if name.type == "Product" else name.type
        must = f"{kind}:{words[0][0]}{len(words)}"
        placed += [(f"{must}:{word}", name) for word in words if len(word) > 2]
        placed.append((f"{must}:^{words[0][:3]}", name))
    found: set[tuple[str, str]] = set()
    for block in blocks(placed):
        for left, right in combinations(block, 2):
            pair = (left.key, right.key)
            if _one_slip(spelt[left.key], spelt[right.key]) and pair not in found:
                found.add(pair)
                yield propose(0.8, "misspelling", left, right)


@dataclass(frozen=True, slots=True)
class _Spelt:
    """What the comparison of a name needs, worked out once a name and not once a pair."""

    words: tuple[str, ...]
    text: str
    numbers: tuple[str, ...]
    count: int
    known: bool

    @classmethod
    def of(cls, name: Name, words: tuple[str, ...]) -> _Spelt:
        text = " ".join(words)
        numbers = tuple(re.findall(r"\d+", text))
        return cls(words, text, numbers, sum(name.forms.values()), name.known)


def _one_slip(left: _Spelt, right: _Spelt) -> bool:
    """Tell whether two spellings of as many words are close enough.

    Short words that differ are other words.
    """
    allowed = 2 if min(len(left.text), len(right.text)) >= 11 else 1
    if abs(len(left.text) - len(right.text)) > allowed or left.numbers != right.numbers:
        return False
    if left.known and right.known:
        return False
    if OSA.distance(left.text, right.text, score_cutoff=allowed) > allowed:
        return False
    pairs = zip(left.words, right.words, strict=True)
    if any(one != other and min(len(one), len(other)) < 5 for one, other in pairs):
        return False
    return left.known or right.known or left.count != right.count or len(left.words) > 1
