"""What the corpus says of each key: its forms, types and places, gathered for resolution."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graphbuild.model import Facts
from graphbuild.words import fold


@dataclass
class Name:
    """All that the posts call by one key. ``weight`` sums the mentions' scores by type.

    ``type`` and ``form`` are read once everything is gathered: the rules ask for them
    again and again.
    """

    key: str
    forms: Counter[str] = field(default_factory=Counter)
    weight: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    posts: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    language: Counter[str] = field(default_factory=Counter)

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
        """The commonest form, the best spelt of equals."""
        return best_form(self.forms)


def best_form(forms: Mapping[str, int]) -> str:
    """Return the form to show: the commonest, then capitalised, accented, shortest."""
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
    names: dict[str, Name] = {}
    for fact in facts:
        for mention in fact.mentions:
            name = names.setdefault(mention.key, Name(key=mention.key))
            name.forms[" ".join(mention.surface.split())] += 1
            name.weight[mention.type] += mention.score
            name.posts.add(mention.post)
            name.sources.add(mention.source)
            name.language[mention.language] += 1
    return dict(sorted(names.items()))
