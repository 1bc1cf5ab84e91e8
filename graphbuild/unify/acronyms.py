"""Acronyms: explained in another post, or spelt by the initials of a name in the same file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from graphbuild.unify.names import Name
from graphbuild.unify.proposal import Names, Proposal, propose, words_of
from graphbuild.words import plain_name, words_in

_ACRONYM = re.compile(r"(?:[A-ZÉÈÀ]\.?){2,7}")

_LEAST = 3
"""Letters of an acronym that initials alone may explain."""


def acronyms(names: Names) -> Iterator[Proposal]:
    """Yield what each acronym may stand for; one that has several meanings names them all."""
    explained: dict[str, dict[str, Name]] = defaultdict(dict)
    spelt: dict[tuple[str, str], dict[str, Name]] = defaultdict(dict)
    for name in names.values():
        if name.type in ("Person", "Concept"):
            continue
        for form in name.attached:
            if _ACRONYM.fullmatch(form):
                explained[plain_name(form)][name.key] = name
        for letters in initials(name.form):
            for source in name.sources:
                spelt[source, letters][name.key] = name
    for name in names.values():
        if name.type in ("Person", "Concept") or not _ACRONYM.fullmatch(name.form):
            continue
        yield from _meanings(name, explained, spelt)


def _meanings(
    name: Name,
    explained: dict[str, dict[str, Name]],
    spelt: dict[tuple[str, str], dict[str, Name]],
) -> Iterator[Proposal]:
    letters = plain_name(name.form)
    known = {k: n for k, n in explained[letters].items() if k != name.key}
    for other in known.values():
        yield propose("acronym explained in another post", name, other, among=len(known))
    if known or len(letters) < _LEAST:
        return
    found = {k: n for source in sorted(name.sources) for k, n in spelt[source, letters].items()}
    for other in found.values():
        yield propose("initials of a name in the same file", name, other, among=len(found))


def initials(form: str) -> set[str]:
    """Return what the initials of three words or more spell, with and without small words."""
    every, heavy = words_in(form), words_of(form)
    return {"".join(word[0] for word in words) for words in (every, heavy) if len(words) >= _LEAST}
