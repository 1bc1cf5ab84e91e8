"""Find again, everywhere in a file, the names that were found with certainty once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphbuild.detect.candidates import candidate_at
from graphbuild.model import Candidate, Post
from graphbuild.reading import Reading, plain

AGAIN_SCORE = 0.75

SURE = 0.75
"""Least support of a single word that is looked for elsewhere; several words, which are
hardly anything else where they stand again, need only be candidates (``SURE_WHOLE``)."""

SURE_WHOLE = 0.6

SHORTEST = 3


def lexicon(candidates: Iterable[Candidate]) -> dict[str, str]:
    """Return the exact forms found for certain, with the type most support gives them.

    A person's last name alone is looked for too, where one person of the file bears it.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for candidate in candidates:
        form = " ".join(plain(candidate.surface).split())
        if candidate.type != "Concept" and len(form) >= SHORTEST:
            votes[form][candidate.type] += candidate.score  # type: ignore[assignment]
    sure = {
        form: min(counter, key=lambda kind: (-counter[kind], kind))
        for form, counter in votes.items()
        if max(counter.values()) >= (SURE_WHOLE if " " in form else SURE) and form[0].isupper()
    }
    return sure | _surnames(sure)


def _surnames(sure: Mapping[str, str]) -> dict[str, str]:
    bearers: dict[str, set[str]] = defaultdict(set)
    for form, kind in sure.items():
        words = form.split()
        if kind == "Person" and len(words) > 1:
            bearers[words[-1]].add(form)
    return {
        name: "Person"
        for name, forms in bearers.items()
        if len(forms) == 1 and len(name) >= SHORTEST and name[0].isupper() and name not in sure
    }


def found_again(
    post: Post, readings: Sequence[Reading], names: Mapping[str, str]
) -> Iterator[Candidate]:
    """Yield every occurrence of the lexicon's forms, whole words, same case."""
    if not names:
        return
    forms = sorted(names, key=lambda form: (-len(form), form))
    alternatives = "|".join(_pattern(form) for form in forms)
    by_fold = {form.casefold(): names[form] for form in reversed(forms)}
    pattern = re.compile(rf"(?<![\w#])(?<!\w@)(?:{alternatives})(?!\w|-[A-ZÀ-ÖØ-Þ])")
    for reading in readings:
        for match in pattern.finditer(reading.view.text):
            form = " ".join(match.group().split())
            kind = names.get(form) or by_fold.get(form.casefold())
            if kind is None:  # ``İ`` matches ``i`` and folds to something else
                continue
            yield candidate_at(
                post, reading, *match.span(), kind, score=AGAIN_SCORE, detector="again"
            )


def _pattern(form: str) -> str:
    """One word as it is spelt; of several only the first needs its case."""
    first, _, rest = form.partition(" ")
    if not rest:
        return re.escape(first)
    return re.escape(first) + r"\s+(?i:" + re.escape(rest).replace("\\ ", r"\s+") + ")"
