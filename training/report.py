"""Describe the training corpus, and fail on what breaks its format: ``python training/report.py``.

Prints files, words and sentences, mentions and distinct names by type, the share of sentences
without a name but with a capital (hard negatives), and near-duplicate sentences (the share of
sentences whose words, names left out, nearly equal another's: likeness to a template).
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import TYPES, Text, is_development, read_own

from graphbuild.words import fold

CORPUS = Path(__file__).parent / "corpus"

NEAR = 0.8
"""Share of words in common (Jaccard) from which two sentences are near-duplicates."""

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_STRAY = re.compile(r"\[\[|\]\]")


def main() -> int:
    """Print the report; exit 1 when a mark is malformed or has an unknown type."""
    texts = list(read_own(CORPUS))
    faults = [fault for text in texts for fault in _faults(text)]
    for fault in faults:
        print(fault)
    for name, part in (
        ("training", [t for t in texts if not is_development(t)]),
        ("development", [t for t in texts if is_development(t)]),
    ):
        _describe(name, part)
    print(f"near-duplicate sentences: {_near_duplicates(texts):.2%}")
    return 1 if faults else 0


def _faults(text: Text) -> Iterator[str]:
    for match in _STRAY.finditer(text.text):
        yield f"{text.name}: malformed mark near {text.text[max(0, match.start() - 20) :][:50]!r}"
    for mark in text.marks:
        if not set(mark.types) <= set(TYPES):
            yield f"{text.name}: unknown type in {mark.types}"
        surface = text.text[mark.start : mark.end]
        if surface != surface.strip() or "\n" in surface:
            yield f"{text.name}: mark with space around or a line end inside: {surface!r}"


def _describe(name: str, texts: Sequence[Text]) -> None:
    words = sum(len(re.findall(r"\w+", text.text)) for text in texts)
    mentions: Counter[str] = Counter()
    distinct: dict[str, set[str]] = defaultdict(set)
    sentences = empty = 0
    for text in texts:
        for mark in text.marks:
            if not mark.optional:
                mentions[mark.types[0]] += 1
                distinct[mark.types[0]].add(fold(text.text[mark.start : mark.end]))
        for match in _SENTENCE.finditer(text.text):
            if match.group().strip():
                sentences += 1
                named = any(match.start() <= m.start < match.end() for m in text.marks)
                empty += not named and bool(re.search(r"[A-ZÀ-Þ]", match.group()))
    print(f"{name}: {len(texts)} files, {words} words, {sentences} sentences")
    print(f"  without a name, with a capital: {empty} ({empty / max(1, sentences):.0%})")
    for kind in TYPES:
        print(f"  {kind:13}{mentions[kind]:6} mentions {len(distinct[kind]):6} distinct")


def _near_duplicates(texts: Sequence[Text]) -> float:
    """Compare sentences of eight words and more that share their rarest word."""
    bags = [bag for text in texts for bag in _bags(text)]
    count = Counter(word for bag in bags for word in bag)
    blocks: dict[str, list[frozenset[str]]] = defaultdict(list)
    for bag in bags:
        blocks[min(bag, key=lambda word: (count[word], word))].append(bag)
    near = sum(
        any(one is not two and len(one & two) >= NEAR * len(one | two) for two in block)
        for block in blocks.values()
        for one in block
    )
    return near / max(1, len(bags))


def _bags(text: Text) -> Iterator[frozenset[str]]:
    chars = list(text.text)
    for mark in text.marks:
        chars[mark.start : mark.end] = " " * (mark.end - mark.start)
    for match in _SENTENCE.finditer("".join(chars)):
        bag = frozenset(re.findall(r"\w+", fold(match.group())))
        if len(bag) >= 8:
            yield bag


if __name__ == "__main__":
    sys.exit(main())
