"""A work whose own title holds an idea discusses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild.model import Mention
from graphbuild.relate.found import Found
from graphbuild.relate.letters import word_parts
from graphbuild.relate.line import Line
from graphbuild.words import SMALL_WORDS, singular

_LIGHT = SMALL_WORDS | {"in"}


def title_relations(lines: Sequence[Line], mentions: Sequence[Mention]) -> Iterator[Found]:
    """Yield the first idea of several words in the title of each work.

    Single words (``marketing``, ``machine``) were wrong two times in three.
    """
    ideas: dict[tuple[str, ...], Mention] = {}
    for mention in mentions:
        if mention.type == "Concept":
            ideas.setdefault(_words(mention.surface), mention)
    for line in lines:
        for i, item in enumerate(line.items):
            name = item.mention
            if name is None or name.type != "Work":
                continue
            words = _words(name.surface)
            held = [key for key in ideas if len(key) > 1 and _inside(key, words)]
            if held:
                key = min(held, key=lambda k: (_place(k, words), -len(k)))
                yield Found(line, name, "discusses", ideas[key], i, i, "own-title", "title", at=i)


def _words(surface: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in word_parts(surface) if word not in _LIGHT)


def _place(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    return next(k for k in range(len(long)) if long[k : k + len(short)] == short)


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    width = len(short)
    return any(long[k : k + width] == short for k in range(len(long) - width + 1))
