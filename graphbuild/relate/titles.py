"""A work whose own title holds an idea discusses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graphbuild.model import Mention
from graphbuild.relate.found import Found
from graphbuild.relate.letters import word_parts
from graphbuild.relate.line import Line
from graphbuild.words import SMALL_WORDS, singular

_LIGHT = SMALL_WORDS | {"in"}


def title_relations(lines: Sequence[Line], held: Mapping[str, Mention]) -> Iterator[Found]:
    """Yield the idea that the title of each work holds (``ideas_of_titles``)."""
    for line in lines:
        for i, item in enumerate(line.items):
            name = item.mention
            idea = held.get(name.key) if name is not None and name.type == "Work" else None
            if name is not None and idea is not None:
                yield Found(line, name, "discusses", idea, i, i, "own-title", "title", at=i)


def ideas_of_titles(mentions: Sequence[Mention]) -> Mapping[str, Mention]:
    """Return the first idea of several words in the title of each work, by the work's key.

    Single words (``marketing``, ``machine``) were wrong two times in three.
    """
    ideas: dict[tuple[str, ...], Mention] = {}
    for mention in mentions:
        words = _words(mention.surface) if mention.type == "Concept" else ()
        if sum(len(word) > 1 for word in words) > 1:  # ``e-mail`` is one
            ideas.setdefault(words, mention)
    held: dict[str, Mention] = {}
    for work in mentions:
        if work.type == "Work" and work.key not in held:
            title = _words(work.surface)
            inside = [key for key in ideas if _inside(key, title)]
            if inside:
                held[work.key] = ideas[min(inside, key=lambda k: (_place(k, title), -len(k)))]
    return held


def _words(surface: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in word_parts(surface) if word not in _LIGHT)


def _place(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    return next(k for k in range(len(long)) if long[k : k + len(short)] == short)


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    width = len(short)
    return any(long[k : k + width] == short for k in range(len(long) - width + 1))
