"""Strict and untyped F1 of a recogniser on annotated lines, without the pipeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from corpus import TYPES, Text
from spacy.language import Language

from graphbuild.reading import plain


def score_lines(nlp: Language, gold: Sequence[Text], labels: Mapping[str, str]) -> dict[str, float]:
    """Return strict F1, untyped F1 and F1 a type, each 0 to 1, rounded to 3 places.

    ``labels`` maps our types to the recogniser's. Optional marks neither count nor cost.
    """
    ours = {label: kind for kind, label in labels.items()}
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for line, doc in zip(gold, nlp.pipe(plain(line.text) for line in gold), strict=True):
        spans = {(mark.start, mark.end): mark for mark in line.marks}
        for entity in doc.ents:
            kind = ours.get(entity.label_, entity.label_)
            mark = spans.get((entity.start_char, entity.end_char))
            if mark is None and _touches_optional(line, entity.start_char, entity.end_char):
                continue
            if mark is not None and mark.optional:
                continue
            found[kind] += 1
            if mark is not None:
                right["untyped"] += 1
                if kind in mark.types:
                    right[mark.types[0]] += 1
        wanted.update(mark.types[0] for mark in line.marks if not mark.optional)
    total = sum(found.values()) + sum(wanted.values())
    scores = {
        "strict": _f1(sum(right[kind] for kind in TYPES), total),
        "untyped": _f1(right["untyped"], total),
    }
    return scores | {kind: _f1(right[kind], found[kind] + wanted[kind]) for kind in TYPES}


def strict_of(
    nlp: Language, gold: Sequence[Text], labels: Mapping[str, str], types: Sequence[str]
) -> float:
    """Return strict F1 (0 to 1) of some types alone: the others neither count nor cost."""
    ours = {label: kind for kind, label in labels.items()}
    right = total = 0
    for line, doc in zip(gold, nlp.pipe(plain(line.text) for line in gold), strict=True):
        wanted = {(m.start, m.end, m.types[0]) for m in line.marks if m.types[0] in types}
        spans = {(e.start_char, e.end_char, ours.get(e.label_, e.label_)) for e in doc.ents}
        found = {span for span in spans if span[2] in types}
        right += len(wanted & found)
        total += len(wanted) + len(found)
    return _f1(right, total)


def _touches_optional(line: Text, start: int, end: int) -> bool:
    return any(mark.optional and mark.start < end and start < mark.end for mark in line.marks)


def _f1(right: int, total: int) -> float:
    return round(2 * right / total, 3) if total else 0.0
