"""Organizations and products under several names: describing words, sites, short forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from graphbuild.unify.exonyms import place_of
from graphbuild.unify.names import Name
from graphbuild.unify.proposal import Names, Proposal, blocks, propose, words_of
from graphbuild.words import fold

_HEADS: Mapping[str, str] = {
    word: group.split()[0]
    for group in (
        "institut institute",
        "agence agency",
        "cabinet",
        "groupe group",
        "societe company compagnie",
        "research",
        "magazine",
        "journal",
        "site",
        "blog",
        "plateforme",
        "application appli app",
        "logiciel",
        "reseau",
        "start",
    )
    for word in group.split()
}
"""Words that describe a thing in front of or behind its name, one for each meaning. Words
that make another thing are none: a foundation, an association, a school of that name."""

_SITE = re.compile(
    r"^(?:https?://)?(?:www\.)?([\w-]+)\.(?:com|fr|net|org|info|eu|be|ch|ca|io|tv|co|me)/?$"
)


def organizations(names: Names) -> Iterator[Proposal]:
    """Yield what the rules for organizations and products propose."""
    found = [n for n in names.values() if n.type in ("Organization", "Product")]
    yield from _described(found)
    yield from _sites(found)
    yield from _short_forms(found)


def _described(found: Sequence[Name]) -> Iterator[Proposal]:
    """``Institut Forrester`` is ``Forrester``; with two such words, both must agree."""
    cores: list[tuple[str, Name]] = []
    for name in found:
        words = words_of(name.form)
        core = [word for word in words if word not in _HEADS]
        if core and len(core) >= len(words) - 1 and len("".join(core)) > 2:
            cores.append((" ".join(core), name))
    for block in blocks(cores):
        for left, right in combinations(block, 2):
            one, other = _heads(left), _heads(right)
            if bool(one) != bool(other) or (one and one == other):
                yield propose("descriptive head", left, right)


def _heads(name: Name) -> set[str]:
    return {_HEADS[word] for word in words_of(name.form) if word in _HEADS}


def site_of(form: str) -> str | None:
    """Return the name in a site's address, folded and without hyphens."""
    found = _SITE.match(fold(form.strip()))
    return found[1].replace("-", "") if found else None


def _sites(found: Sequence[Name]) -> Iterator[Proposal]:
    """``visionarymarketing.com`` is the site of ``Visionary Marketing``."""
    for block in blocks(
        (site_of(form) or "".join(words_of(form)), name) for name in found for form in name.own
    ):
        for left, right in combinations(block, 2):
            if bool(site_of(left.form)) != bool(site_of(right.form)):
                yield propose("site of an organization", left, right)


def _short_forms(found: Sequence[Name]) -> Iterator[Proposal]:
    """``Passerelle`` after ``Passerelle Marketing`` in one post, and only there.

    Before it, or in another post, it is the parent of a subsidiary (``Kelvaro`` and
    ``Kelvaro France``).
    """
    starts: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in found:
        words = words_of(name.form)
        for post in name.posts if len(words) > 1 else ():
            starts[post, words[0]].append(name)
    for name in found:
        words = words_of(name.form)
        if name.known or len(name.posts) != 1 or len("".join(words)) < 4:
            continue
        (post,) = name.posts
        first = min(name.places[post])
        longer = [
            other
            for other in starts[post, words[0]]
            if words_of(other.form)[: len(words)] == words
            and len(words_of(other.form)) > len(words)
            and min(other.places[post]) < first
        ]
        for other in longer:
            rest = " ".join(words_of(other.form)[len(words) :])
            if not place_of(rest) or len(words) > 1:
                yield propose("short form in the same post", name, other, among=len(longer))
