"""Strings made to slow a regular expression down, drawn from the expression itself.

A backtracking engine takes quadratic time or worse where a repetition can begin anywhere, or can
share a stretch with its neighbour, and what follows does not come. So each repetition of an
expression is pumped in the middle of a string it matches, and each beginning of such a string
is repeated; in both cases something that cannot follow comes at the end.
"""

from __future__ import annotations

import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from typing import Any

_CATEGORY = {
    kinds.CATEGORY_DIGIT: "7",
    kinds.CATEGORY_NOT_DIGIT: "e",
    kinds.CATEGORY_SPACE: " ",
    kinds.CATEGORY_NOT_SPACE: "e",
    kinds.CATEGORY_WORD: "e",
    kinds.CATEGORY_NOT_WORD: "-",
}
_COMMON = "e E7-.,'\n\x00\u202f"
"""Tried for a character that must not be one of some."""

_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
_LOOKS = (kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT)
_LONG = 50
"""A repetition that may be longer than this is pumped."""

_ENDS = ("\x01", "\x01\n")


def attacks(pattern: re.Pattern[str], length: int) -> list[str]:
    """Return strings of about ``length`` characters that the expression may be slow on."""
    tree = list(parser.parse(pattern.pattern, pattern.flags))
    found = dict.fromkeys(_bodies(tree, length))
    return [body + end for body in found for end in _ENDS]


def _bodies(tree: list[Any], length: int) -> Iterator[str]:
    for before, bodies in _pumped(tree, {}):
        for body in bodies:
            if body:
                yield before + body * (length // len(body))
                yield (before + body) * (length // len(before + body))
    texts: list[str] = [""]
    for node in tree:
        texts = [t + s for t in texts[:3] for s in _samples(node, {})[:3]]
        for text in texts:
            if text:
                yield text * (length // len(text))


def _pumped(tree: list[Any], groups: dict[int, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield what comes before each repetition, and what it may repeat."""
    before = ""
    for node in tree:
        kind, value = node
        if kind in _REPEATS:
            _, high, inner = value
            bodies = _sequence(list(inner), groups)
            bodies += [one + other for one in bodies for other in bodies if one != other]
            if high > _LONG:
                yield before, bodies
            for deeper, more in _pumped(list(inner), groups):
                yield before + deeper, more
        else:
            for inner in _inside(node):
                for deeper, more in _pumped(inner, groups):
                    yield before + deeper, more
        before += _samples(node, groups)[0]


def _inside(node: tuple[Any, Any]) -> list[list[Any]]:
    kind, value = node
    if kind is kinds.BRANCH:
        return [list(branch) for branch in value[1]]
    if kind is kinds.SUBPATTERN:
        return [list(value[3])]
    if kind is kinds.ATOMIC_GROUP:
        return [list(value)]
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [list(value[1])]
    if kind is kinds.GROUPREF_EXISTS:
        return [list(part) for part in value[1:] if part]
    return []


def _sequence(tree: list[Any], groups: dict[int, str], most: int = 4) -> list[str]:
    """Return up to ``most`` strings that a sequence matches, looks around aside."""
    found = [""]
    for node in tree:
        found = [text + more for text in found for more in _samples(node, groups)][:most]
    return found


def _samples(node: tuple[Any, Any], groups: dict[int, str]) -> list[str]:
    kind, value = node
    if kind is kinds.LITERAL:
        return [chr(value)]
    if kind is kinds.NOT_LITERAL:
        return [next(c for c in _COMMON if c != chr(value))]
    if kind is kinds.ANY:
        return ["e"]
    if kind is kinds.IN:
        return _of_class(value)
    if kind is kinds.BRANCH:
        return [text for branch in value[1] for text in _sequence(list(branch), groups)][:6]
    if kind is kinds.SUBPATTERN:
        texts = _sequence(list(value[3]), groups)
        if value[0] is not None:
            groups[value[0]] = texts[0]
        return texts
    if kind is kinds.ATOMIC_GROUP:
        return _sequence(list(value), groups)
    if kind in _REPEATS:
        low, high, inner = value
        texts = _sequence(list(inner), groups)
        once = [text * max(low, 1) for text in texts]
        return once + [texts[0] * n for n in (max(low, 1) + 1,) if n <= high]
    if kind is kinds.GROUPREF:
        return [groups.get(value, "")]
    if kind is kinds.GROUPREF_EXISTS:
        return _sequence(list(value[1]), groups)
    assert kind in _LOOKS, kind
    return [""]


def _of_class(parts: list[Any]) -> list[str]:
    """Return a character for each part of a class, at most four."""
    if parts[0][0] is kinds.NEGATE:
        one = re.compile("[^" + "".join(_written(part) for part in parts[1:]) + "]")
        return [c for c in _COMMON if one.match(c)][:3] or ["\u2603"]
    chosen = []
    for kind, value in parts:
        if kind is kinds.LITERAL:
            chosen.append(chr(value))
        elif kind is kinds.RANGE:
            chosen.append(chr(value[0]))
        else:
            chosen.append(_CATEGORY[value])
    return chosen[:2] + chosen[-2:] if len(chosen) > 4 else chosen


def _written(part: tuple[Any, Any]) -> str:
    kind, value = part
    if kind is kinds.LITERAL:
        return re.escape(chr(value))
    if kind is kinds.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    names = {
        kinds.CATEGORY_DIGIT: r"\d", kinds.CATEGORY_NOT_DIGIT: r"\D", kinds.CATEGORY_SPACE: r"\s",
        kinds.CATEGORY_NOT_SPACE: r"\S", kinds.CATEGORY_WORD: r"\w",
        kinds.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    return names[value]
