"""How sure each merge rule is: what it was measured to be.

``tests/benchmarks/merge_rules.py`` counts, for each rule, how many of its proposals are right
and wrong on the names that annotators marked in ``training/corpus`` and
``tests/evaluation/gold`` and on the trap list of the tests, without a vocabulary. Annotators
disagree, so that some right proposals count as wrong. A change of a rule asks for new counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

COUNTED: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "a place in another language": (24, 2),
        "acronym explained in another post": (3, 0),
        "descriptive head": (7, 0),
        "handle of the post's author": (4, 0),
        "initial of a first name in the same file": (4, 0),
        "initial of a surname in the same file": (7, 0),
        "initials of a name in the same file": (4, 1),
        "longer form of a title": (2, 0),
        "misspelling: a letter doubled": (23, 0),
        "misspelling: a letter left out": (4, 0),
        "misspelling: a letter left out, in another file": (2, 3),
        "misspelling: a letter replaced": (2, 0),
        "misspelling: a letter replaced, in another file": (3, 1),
        "misspelling: two letters swapped": (6, 0),
        "misspelt part of a name in the same file": (9, 0),
        "name run together in the same file": (4, 0),
        "one study under two names": (2, 0),
        "part of a name in another file": (21, 67),
        "part of a name in the same file": (56, 0),
        "part of a place's name in the same file": (2, 0),
        "same name, other type": (3, 0),
        "same words": (32, 6),
        "same words in another order": (0, 0),
        "short first name in the same file": (4, 0),
        "short form in the same post": (10, 0),
        "shorter form of a name in the same file": (5, 0),
        "singular and plural": (4, 0),
        "singular and plural of one word": (3, 3),
        "site of an organization": (4, 0),
        "surname first": (5, 0),
        "title and short title": (8, 1),
        "title with its subtitle": (4, 0),
        "with and without a middle initial": (6, 1),
        "with and without its year": (5, 1),
    }
)
"""Right and wrong proposals of each rule that had one thing to choose from."""

SCORES: Final[Mapping[str, float]] = MappingProxyType(
    {rule: round((right + 1) / (right + wrong + 2), 2) for rule, (right, wrong) in COUNTED.items()}
)
"""The chance that a proposal is right, by the rule of succession (Laplace 1774): a rule seen
three times is not as sure as one seen sixty times."""
