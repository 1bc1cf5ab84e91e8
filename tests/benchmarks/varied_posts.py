"""Any number of posts for the benchmarks: our training texts, mixed and renamed by a seed.

Repeating a few files would flatter every cache inside a library and weigh on none of the
stages that look at all posts. Here each post takes the paragraphs of two texts in turn, and a
third of its names are others of the same type: common ones come back all the time, rare
ones go on appearing, as in a real collection.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

from corpus import MARK  # noqa: E402 (a script's neighbour, not a package)

OTHERS = 0.33
"""Share of the names that are replaced."""

INVENTED = 0.1
"""Share of those that no text has: they keep the number of entities growing."""

SYLLABLES = "ba cor dé fan gri jou lan mé nor pel quin rou sau tri val zé".split()


@cache
def _texts() -> tuple[tuple[list[str], ...], dict[str, list[str]]]:
    """Return each text as paragraphs with their marks, and the names by type."""
    names: dict[str, set[str]] = {}
    paragraphs = []
    for path in sorted((TRAINING / "corpus").glob("*.ann.txt")):
        text = path.read_text(encoding="utf-8").strip()
        for match in MARK.finditer(text):
            names.setdefault(match[3].split("/")[0], set()).add(match[1])
        paragraphs.append(text.split("\n\n"))
    return tuple(paragraphs), {kind: sorted(found) for kind, found in names.items()}


def _named(paragraph: str, names: dict[str, list[str]], chance: random.Random) -> str:
    """Return a paragraph without its marks, some names replaced."""

    def other(match: re.Match[str]) -> str:
        kind = match[3].split("/")[0]
        if chance.random() > OTHERS:
            return match[1]
        if chance.random() < INVENTED:
            words = ("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(2))
            return " ".join(words)
        pool = names[kind]
        return pool[int(len(pool) * chance.random() ** 2)]

    return MARK.sub(other, paragraph)


def posts(count: int, *, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Yield ``(file name, text)`` of so many posts; the first ones do not depend on ``count``."""
    texts, names = _texts()
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        first, second = (texts[chance.randrange(len(texts))] for _ in range(2))
        head, *body = first
        body = [p for pair in zip(body, second[1:], strict=False) for p in pair][: len(body)]
        text = "\n\n".join(_named(p, names, chance) for p in [head, *body])
        yield f"{number:06}.txt", text + "\n"


def write_posts(folder: Path, count: int) -> None:
    """Write so many posts into a folder."""
    for name, text in posts(count):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
