"""Decide which proposals hold, so that each cluster holds together as a whole.

Strongest proposal first; two clusters join only when no pair of their names speaks
against it. There is no transitive closure over weak links.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from graphbuild.unify.names import Name
from graphbuild.unify.proposal import CORRECTION, Proposal, words_of
from graphbuild.words import fold

THRESHOLD = 0.7
"""Least score of a proposal that is carried out (evaluate prints what it gives)."""


def cluster(
    names: Mapping[str, Name],
    proposed: Iterable[Proposal],
    *,
    apart: Mapping[str, Collection[str]] = MappingProxyType({}),
    kept: Collection[str] = (),
) -> tuple[dict[str, str], list[Proposal]]:
    """Return each key's head key, and the proposals carried out, strongest first.

    The head of a cluster is a key that a person ``kept``, else a vocabulary's entry,
    else the key with most mentions. ``apart`` gives the keys that are never put
    together with a key; nothing else speaks against a person's correction.
    """

    def headship(key: str) -> tuple[bool, bool, int, int, str]:
        return (key not in kept, *_headship(names[key]))

    members: dict[str, list[str]] = {key: [key] for key in names}
    head = {key: key for key in names}
    made: list[Proposal] = []
    for proposal in sorted(proposed, key=lambda p: (-p.score, p)):
        left, right = head[proposal.left], head[proposal.right]
        if left == right or proposal.score < THRESHOLD:
            continue
        if apart and _kept_apart(members[left], members[right], apart):
            continue
        if proposal.rule != CORRECTION and _contradict(
            [names[k] for k in members[left]], [names[k] for k in members[right]]
        ):
            continue
        first, merged = sorted((left, right), key=headship)
        members[first] += members.pop(merged)
        for key in members[first]:
            head[key] = first
        made.append(proposal)
    return head, made


def _headship(name: Name) -> tuple[bool, int, int, str]:
    count = sum(name.forms.values())
    whole = len(words_of(name.form)) if name.type == "Person" else 0
    return (not name.known, -whole, -count, name.key)


def _kept_apart(
    left: Iterable[str], right: Collection[str], apart: Mapping[str, Collection[str]]
) -> bool:
    return any(key in apart.get(other, ()) for other in left for key in right)


def _contradict(left: list[Name], right: list[Name]) -> bool:
    return any(_differ(one, other) for one in left for other in right)


def _differ(one: Name, other: Name) -> bool:
    if one.known and other.known:
        return True
    if _numbers(one.form) and _numbers(other.form) and _numbers(one.form) != _numbers(other.form):
        return True
    if one.type == other.type == "Person":
        return _two_people(words_of(one.form), words_of(other.form))
    return False


def _numbers(form: str) -> set[str]:
    return set(re.findall(r"\d+", fold(form)))


def _two_people(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Two whole names that share no word, or a first or a last name only, are two people."""
    if len(one) < 2 or len(other) < 2:
        return False
    if set(one) <= set(other) or set(other) <= set(one):
        return False
    if _man_and_woman(one[0], other[0]):
        return True
    close = sum(any(_near(word, w) for w in other) for word in one)
    return close < min(len(one), len(other))


_FEMININE = (("", "e"), ("", "le"), ("", "ne"), ("", "te"), ("c", "que"), ("t", "ce"), ("y", "ie"))
"""Ends of French first names that differ by no more than a slip: ``Louis``, ``Louise``."""


def _man_and_woman(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return any(
        short.endswith(his) and long == short[: len(short) - len(his)] + hers
        for his, hers in _FEMININE
    )


def _near(word: str, other: str) -> bool:
    if word == other or (len(word) == 1 and other.startswith(word)):
        return True
    if len(other) == 1:
        return word.startswith(other)
    return (
        min(len(word), len(other)) >= 5
        and word[:2] == other[:2]
        and abs(len(word) - len(other)) <= 1
    )
