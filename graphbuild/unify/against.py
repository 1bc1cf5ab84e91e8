"""What speaks against two names being one thing, whatever proposes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graphbuild.model import Facts
from graphbuild.on_disk import by_name, field_of
from graphbuild.unify.exonyms import place_of
from graphbuild.unify.names import Name
from graphbuild.unify.organizations import site_of
from graphbuild.unify.passages import Passages
from graphbuild.unify.people import of_one_person
from graphbuild.unify.proposal import words_of
from graphbuild.words import fold

_ROMAN = re.compile(r"(?<=\s)(?:I{1,3}|IV|VI{0,3}|IX|X)\b")

_RANKS: Mapping[str, str] = {
    word: str(number)
    for number, words in enumerate(
        (
            "premier premiere first",
            "second seconde deuxieme",
            "troisieme third",
            "quatrieme fourth",
            "cinquieme fifth",
            "sixieme sixth",
            "septieme seventh",
            "huitieme eighth",
            "neuvieme ninth",
            "dixieme tenth",
        ),
        start=1,
    )
    for word in words.split()
}

SAME_SENTENCE = frozenset(
    {
        "misspelling: a letter doubled",
        "misspelling: two letters swapped",
        "misspelling: a letter replaced",
        "misspelling: a letter left out",
        "same words in another order",
        "short first name in the same file",
        "initial of a first name in the same file",
        "surname first",
        "short form in the same post",
        "descriptive head",
        "singular and plural",
        "misspelt part of a name in the same file",
    }
)
"""Rules that two names in one sentence refute: nobody spells a name in two ways there."""


def differ(one: Name, other: Name) -> bool:
    """Tell whether two names are surely two things."""
    if one.known and other.known:
        return True
    numbers = _numbers(one.form), _numbers(other.form)
    if all(numbers) and numbers[0] != numbers[1]:
        return True
    if one.type == other.type == "Person":
        return not of_one_person(one.form, other.form)
    if one.type == other.type == "Place":
        places = place_of(one.form), place_of(other.form)
        return all(places) and places[0] != places[1]
    sites = site_of(one.form), site_of(other.form)
    return all(sites) and fold(one.form) != fold(other.form)


def _numbers(form: str) -> set[str]:
    found = set(re.findall(r"\d+", fold(form)))
    found |= {_RANKS[word] for word in words_of(form) if word in _RANKS}
    return found | set(_ROMAN.findall(form))


class Together:
    """Tells which names stand in one sentence."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        """Take the posts; their sentences are cut when they are asked for."""
        posts = field_of(facts, "post")
        self.posts = by_name(posts, (post.id for post in posts))
        self.passages = Passages()

    def ever(self, one: Name, other: Name) -> bool:
        """Tell whether any sentence holds both names."""
        shared = one.posts & other.posts
        return any(
            self._sentences(one, post) & self._sentences(other, post) for post in sorted(shared)
        )

    def _sentences(self, name: Name, where: str) -> set[int]:
        post = self.posts[where]
        found = {self.passages.index(post, start) for start in name.places[where]}
        return {index for index in found if index is not None}


def refutes(rule: str, one: Name, other: Name, together: Together | None) -> bool:
    """Tell whether anything speaks against two names that a rule puts together."""
    if differ(one, other):
        return True
    return together is not None and rule in SAME_SENTENCE and together.ever(one, other)
