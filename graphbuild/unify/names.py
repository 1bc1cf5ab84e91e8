"""What the corpus says of each key: its forms, types and places, gathered for resolution."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from graphbuild.model import Facts
from graphbuild.rdf import slug
from graphbuild.words import fold, plain_name

IN_FILE = "@"
"""Parts the key of a name that means somebody within its file only from the file's name."""


class Places(Mapping[str, Sequence[int]]):
    """Where a name starts, by post in their order: 8 bytes a mention, where a dict has 200."""

    __slots__ = ("_found", "_ids", "_numbers")

    def __init__(self, ids: Sequence[str], numbers: Mapping[str, int]) -> None:
        """Take the posts' ids, which all names share, by number and the other way."""
        self._ids, self._numbers = ids, numbers
        self._found = array("Q")

    def add(self, number: int, start: int) -> None:
        """Take a place in the post that comes now."""
        self._found.append(number << 32 | start)

    def __getitem__(self, post: str) -> Sequence[int]:
        """Return the places in a post."""
        number = self._numbers[post]
        first = bisect_left(self._found, number << 32)
        last = bisect_left(self._found, (number + 1) << 32, first)
        if first == last:
            raise KeyError(post)
        return [place & 0xFFFFFFFF for place in self._found[first:last]]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of the posts."""
        return (self._ids[number] for number in self._in_posts())

    def __len__(self) -> int:
        """Return the number of posts."""
        return len(self._in_posts())

    def _in_posts(self) -> dict[int, None]:
        return dict.fromkeys([place >> 32 for place in self._found])


@dataclass
class Name:
    """All that the posts call by one key. ``weight`` sums the mentions' scores by type.

    ``places`` are where it starts, by post, ``signs`` the posts that the name signs. ``type`` and
    ``form`` are read once everything is gathered: the rules ask for them again and again.
    """

    key: str
    forms: dict[str, int] = field(default_factory=dict)
    weight: dict[str, float] = field(default_factory=dict)
    places: Mapping[str, Sequence[int]] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    language: dict[str, int] = field(default_factory=dict)
    signs: Set[str] = frozenset()

    @property
    def posts(self) -> Set[str]:
        """The posts that name it."""
        return self.places.keys()

    @cached_property
    def type(self) -> str:
        """The type with the most weight."""
        return min(self.weight, key=lambda kind: (-self.weight[kind], kind))

    @property
    def known(self) -> bool:
        """Whether the key is a vocabulary's IRI."""
        return "://" in self.key

    @cached_property
    def form(self) -> str:
        """The commonest form, the best spelt of equals; a whole name before a part of it."""
        return best_form({form: self.forms[form] for form in self.own})

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The forms that name it on their own: not those that a post alone gave a meaning to
        (a surname, an acronym)."""
        if self.known or len(self.forms) == 1:
            return tuple(sorted(self.forms))
        rest = self.key.partition("/")[2].partition(IN_FILE)[0]
        found = tuple(form for form in sorted(self.forms) if slug(plain_name(form)) == rest)
        return found or tuple(sorted(self.forms))

    @cached_property
    def attached(self) -> tuple[str, ...]:
        """The forms that only some post gave this meaning."""
        own = self.own
        return tuple(sorted(set(self.forms).difference(own))) if len(own) < len(self.forms) else ()


def best_form(forms: Mapping[str, float]) -> str:
    """Return the form to show: the commonest, then capitalised, accented, shortest."""
    if len(forms) == 1:
        return next(iter(forms))
    return min(
        forms,
        key=lambda form: (
            -forms[form],
            form.isupper() and len(form) > 5,
            form.islower(),
            fold(form) == form.casefold(),
            len(form),
            form,
        ),
    )


def gather(facts: Iterable[Facts]) -> dict[str, Name]:
    """Return every key with what the posts say of it, in the order of keys."""
    names: dict[str, tuple[Name, Places]] = {}
    signs: defaultdict[str, set[str]] = defaultdict(set)
    ids: list[str] = []
    numbers: dict[str, int] = {}
    for number, fact in enumerate(facts):
        ids.append(fact.post.id)
        numbers[fact.post.id] = number
        signed = {(s.start, s.end) for s in fact.post.signatures}
        for mention in fact.mentions:
            known = names.get(mention.key)
            if known is None:
                places = Places(ids, numbers)
                known = names[mention.key] = Name(key=mention.key, places=places), places
            name, places = known
            form = " ".join(mention.surface.split())
            name.forms[form] = name.forms.get(form, 0) + 1
            name.weight[mention.type] = name.weight.get(mention.type, 0.0) + mention.score
            name.sources.add(mention.source)
            name.language[mention.language] = name.language.get(mention.language, 0) + 1
            places.add(number, mention.start)
            if (mention.start, mention.end) in signed:
                signs[mention.key].add(mention.post)
    for key, posts in signs.items():
        names[key][0].signs = posts
    return {key: names[key][0] for key in sorted(names)}
