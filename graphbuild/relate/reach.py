"""Names to the left and right of a cue, with what may stand between.

The nearest name of a wanted type counts, and only if what stands between matches a
pattern over letters; names coordinated with it (``A, B et C``) come along.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graphbuild.model import Mention
from graphbuild.relate.letters import LETTER_OF_TYPE
from graphbuild.relate.line import IdeaAt, Line

NAMES = "POLEWD"


@dataclass(frozen=True, slots=True)
class Reached:
    """Names found beside a cue; ``first`` to ``last`` are the items they span."""

    mentions: tuple[Mention, ...]
    first: int
    last: int
    gap: str


def letters(types: frozenset[str]) -> str:
    """Return the letters of some entity types."""
    return "".join(sorted(LETTER_OF_TYPE[t] for t in types if t in LETTER_OF_TYPE))


def left_names(
    line: Line, index: int, types: frozenset[str], gap: re.Pattern[str], *, passing: str = ""
) -> Reached | None:
    """Return the names before item ``index``; ``passing`` letters may be skipped over."""
    wanted = letters(types)
    code = line.code
    for k in range(index - 1, -1, -1):
        if code[k] not in NAMES:
            continue
        if code[k] in wanted and gap.fullmatch(code[k + 1 : index]):
            first = _coordinated_left(line, k, code[k])
            mentions = _mentions(line, first, k, code[k])
            return Reached(mentions, first, k, code[k + 1 : index])
        if code[k] not in passing:
            return None
    return None


def right_names(
    line: Line,
    index: int,
    types: frozenset[str],
    gap: re.Pattern[str],
    *,
    passing: str = "",
    check: Callable[[int, int], bool] = lambda first, last: True,
) -> Reached | None:
    """Return the names after item ``index``; ``check`` judges the gap's items too."""
    wanted = letters(types)
    code = line.code
    for k in range(index + 1, len(code)):
        if code[k] not in NAMES:
            continue
        if code[k] in wanted and gap.fullmatch(code[index + 1 : k]) and check(index + 1, k):
            last = _coordinated_right(line, k, code[k])
            mentions = _mentions(line, k, last, code[k])
            return Reached(mentions, k, last, code[index + 1 : k])
        if code[k] not in passing:
            return None
    return None


_JOINT_LEFT = (
    r"({0}(?:\([^()]{{1,8}}\))?(?:,[dn]{{0,2}}{0}(?:\([^()]{{1,8}}\))?)*,?&+[dsan]{{0,3}})$"
)
_JOINT_RIGHT = (
    r"(?:\([^()]{{1,8}}\))?(?:,[edsn]{{0,3}}{0}(?:\([^()]{{1,8}}\))?)*,?&+[edsnbih]{{0,3}}{0}"
)
_JOINT_ROLES = re.compile(r"(?:,[^,.xvqgPj]{1,16})?,&P")
"""``X[, directrice de Y, et ]Z``: people only."""


def _coordinated_left(line: Line, k: int, letter: str) -> int:
    match = re.search(_JOINT_LEFT.format(letter), line.code[:k])
    return match.start() if match else k


def _coordinated_right(line: Line, k: int, letter: str) -> int:
    match = re.match(_JOINT_RIGHT.format(letter), line.code[k + 1 :])
    if match is None and letter == "P":
        match = _JOINT_ROLES.match(line.code[k + 1 :])
    return k + match.end() if match else k


def _mentions(line: Line, first: int, last: int, letter: str) -> tuple[Mention, ...]:
    depth = 0
    found: list[Mention] = []
    for i in range(first, last + 1):
        depth += {"(": 1, ")": -1}.get(line.code[i], 0)
        mention = line.name_at(i)
        if mention and depth == 0 and line.code[i] == letter:
            found.append(mention)
    return tuple(dict.fromkeys(found))


def right_ideas(
    line: Line, index: int, gap: re.Pattern[str], *, most: int = 3
) -> tuple[IdeaAt, ...]:
    """Return the ideas after item ``index`` and those coordinated with the first."""
    first = next((idea for idea in line.ideas if idea.first > index), None)
    if first is None or not gap.fullmatch(line.code[index + 1 : first.first]):
        return ()
    found = [first]
    for idea in line.ideas:
        between = line.code[found[-1].last + 1 : idea.first]
        if idea.first > found[-1].last and re.fullmatch(r"\"?&[edsi]{0,2}\"?", between):
            found.append(idea)
    return tuple(found[:most])
