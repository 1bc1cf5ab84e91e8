"""Rules that say two keys are one thing. Each gives proposals, none decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from graphbuild.model import Facts
from graphbuild.unify.acronyms import acronyms
from graphbuild.unify.exonyms import place_of
from graphbuild.unify.names import IN_FILE, Name
from graphbuild.unify.organizations import organizations
from graphbuild.unify.people import people
from graphbuild.unify.proposal import Names, Proposal, blocks, propose, words_of
from graphbuild.unify.sites import same_site
from graphbuild.unify.spelling import misspelt, misspelt_parts
from graphbuild.unify.titles import titles
from graphbuild.words import plain_name, singular, words_in


def proposals(names: Names, facts: Sequence[Facts]) -> Iterator[Proposal]:
    """Yield the proposals of every rule."""
    yield from _same_words(names)
    yield from _singular(names)
    yield from _translated(names)
    yield from _part_of_place(names)
    yield from misspelt(names)
    yield from misspelt_parts(names)
    yield from acronyms(names)
    yield from organizations(names)
    yield from people(names, facts)
    yield from titles(names)
    yield from same_site(names, facts)


def _compatible(left: Name, right: Name) -> bool:
    """Ideas are only ever merged with ideas, people with people."""
    kinds = {left.type, right.type}
    return len(kinds) == 1 or kinds <= {"Organization", "Product"} or kinds <= {"Work", "Event"}


def _same_words(names: Names) -> Iterator[Proposal]:
    """One form written together, with hyphens or spaces, or seen as two types.

    Only forms that name it on their own count: a surname or an acronym that one post
    explained means something else in the next.
    """
    for block in blocks(
        (written, name)
        for name in names.values()
        for form in name.own
        for written in _written_together(form, person=name.type == "Person")
    ):
        for left, right in combinations(block, 2):
            if IN_FILE in left.key + right.key and not left.sources & right.sources:
                continue  # a first name alone, each in a file
            if _compatible(left, right):
                yield propose("same words", left, right)
            elif _one_is_an_error(left, right):
                yield propose("same name, other type", left, right)


def _written_together(form: str, *, person: bool) -> set[str]:
    """``LeWeb`` is ``Le Web``, ``#ForumDesUsages`` is ``Forum des Usages``; of people's names
    no word is small (``Josée L.``)."""
    if person:
        return {"".join(words_in(form))}
    return {
        "".join(words_in(form)),
        "".join(words_of(form)),
        "".join(words_of(plain_name(form))),
    }


def _one_is_an_error(left: Name, right: Name) -> bool:
    """One of two types of a form is an error when it is rare beside the other; a book may
    well bear a person's name."""
    if "Concept" in (left.type, right.type) or {left.type, right.type} == {"Person", "Work"}:
        return False
    low, high = sorted((sum(left.weight.values()), sum(right.weight.values())))
    return low * 3 <= high


def _singular(names: Names) -> Iterator[Proposal]:
    """``QR Codes`` are ``QR Code``; people, places and acronyms have no plural."""
    for block in blocks(
        ("".join(words), name)
        for name in names.values()
        if name.type not in ("Person", "Place", "Concept")
        for words in [[singular(word) for word in words_of(name.form)]]
        if not re.fullmatch(r"[A-Z]+s?", name.form)
    ):
        for left, right in combinations(block, 2):
            if _compatible(left, right) and not _alike(left, right):
                rule = "singular and plural"
                yield propose(f"{rule} of one word" if _one_word(left) else rule, left, right)


def _one_word(name: Name) -> bool:
    """``Écho`` and ``Les Échos`` are two; of several words, one is hardly in the plural by will."""
    return len(words_of(name.form)) == 1


def _alike(left: Name, right: Name) -> bool:
    return "".join(words_of(left.form)) == "".join(words_of(right.form))


def _translated(names: Names) -> Iterator[Proposal]:
    """``Londres`` is ``London``: countries and large cities."""
    placed = [n for n in names.values() if n.type == "Place"]
    for block in blocks((place_of(form) or "", n) for n in placed for form in n.own):
        for left, right in combinations(block, 2):
            yield propose("a place in another language", left, right)


_PLACES = frozenset(
    "place gare marche quartier espace centre salle stade theatre cinema cafe parc pont".split()
)


def _part_of_place(names: Names) -> Iterator[Proposal]:
    """``place Valois``, then ``Valois`` in the same file."""
    placed = [n for n in names.values() if n.type == "Place"]
    for block in blocks(
        (f"{source}:{' '.join(words[1:] if words[0] in _PLACES else words)}", n)
        for n in placed
        if (words := words_of(n.form))
        for source in sorted(n.sources)
    ):
        dressed = [n for n in block if words_of(n.form)[0] in _PLACES]
        for bare in block if len(dressed) == 1 else ():
            if bare is not dressed[0]:
                yield propose("part of a place's name in the same file", bare, dressed[0])
