"""How a span is spelt, and the words that stand beside it, as features."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from graphbuild.detect.dictionary import is_common, is_noun
from graphbuild.words import fold

Feature = tuple[str, float]

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|\S")
_AFTER = re.compile(
    r"\s*([^\W_]+(?:-[^\W_]+)*['’]?|[^\s\w])(?:\s*([^\W_]+(?:-[^\W_]+)*['’]?|[^\s\w]))?"
)
_BEFORE = re.compile(
    r"\s*(['’]?[^\W_]+(?:-[^\W_]+)*|[^\s\w])(?:\s*(['’]?[^\W_]+(?:-[^\W_]+)*|[^\s\w]))?"
)
"""The same in a text read backwards: a search for what ends at a place takes ten times as long."""

_WINDOW = 30
_PARTICLES = frozenset(
    "de du des d la le les l von van der den del della di da dos y el al ben".split()
)


@lru_cache(maxsize=20_000)
def spelt(surface: str) -> tuple[Feature, ...]:
    """Return the features of a surface's words, letters and signs."""
    return tuple(_spelling(surface))


def _spelling(surface: str) -> Iterator[Feature]:
    words = _WORD.findall(surface)
    letters = [word for word in words if word[0].isalpha()]
    yield f"words:{min(len(words), 9)}", 1.0
    if surface.isupper():
        yield f"capitals:{min(len(surface), 6)}", 1.0
    elif not any(char.isupper() for char in surface):
        yield "small", 1.0
    elif surface[0].islower():
        yield "starts-small", 1.0
    if any(char.isdigit() for char in surface):
        yield "digits", 1.0
    if any(char.isupper() for word in letters if not word.isupper() for char in word[1:]):
        yield "camel", 1.0
    small = sum(word[0].islower() and fold(word) not in _PARTICLES for word in letters)
    if small:
        yield f"small-words:{min(small, 4)}", 1.0
    if any(fold(word) in _PARTICLES for word in letters[1:]):
        yield "particle", 1.0
    for sign in ",:'-&.!?@#/(":
        if sign in surface:
            yield f"sign:{sign}", 1.0
    if letters and fold(letters[0].split("-")[0]) in given_names():
        yield "given", 1.0
        if len(letters) > 1 and letters[1][0].isupper():
            yield "given+", 1.0
    if len(words) == 1:
        yield from _single_word(surface)
    for word in dict.fromkeys(map(fold, letters)) if len(letters) > 1 else ():
        yield f"in:{word}", 1.0


def _single_word(word: str) -> Iterator[Feature]:
    lower = word.lower()
    if is_common(lower):
        yield "common", 1.0
    if is_noun(lower):
        yield "noun", 1.0
    yield f"zipf:{_zipf(lower)}", 1.0
    yield f"ends:{fold(word)[-2:]}", 1.0
    yield f"length:{min(len(word), 10)}", 1.0


@cache
def _zipf(word: str) -> int:
    from wordfreq import zipf_frequency

    return int(zipf_frequency(word, "fr"))


def surroundings(text: str, start: int, end: int) -> Iterator[Feature]:
    """Yield the two words or signs on either side of ``text[start:end]``."""
    before = _BEFORE.match(text[max(0, start - _WINDOW) : start][::-1])
    near, far = (word and word[::-1] for word in before.groups()) if before else (None, None)
    after = _AFTER.match(text, end, end + _WINDOW)
    follows, then = after.groups() if after else (None, None)
    near, follows = _neighbour(near), _neighbour(follows)
    yield f"p:{near}", 1.0
    yield f"n:{follows}", 1.0
    if far:
        yield f"pp:{_neighbour(far)} {near}", 1.0
    if then:
        yield f"nn:{follows} {_neighbour(then)}", 1.0
    if start and text[start - 1] in "@#-'":
        yield f"welded:{text[start - 1]}", 1.0
    if start == 0 and end >= len(text.rstrip()):
        yield "alone", 1.0


def _neighbour(word: str | None) -> str:
    if not word:
        return "-"
    if word[0].isdigit():
        return "0"
    if word[0].isupper():
        return "Aa"
    return word.replace("’", "'").lower()


@cache
def given_names() -> frozenset[str]:
    """Return common given names, folded."""
    text = (Path(__file__).parent / "given_names.txt").read_text(encoding="utf-8")
    return frozenset(
        fold(name)
        for line in text.splitlines()
        if not line.startswith("#")
        for name in line.split()
    )
