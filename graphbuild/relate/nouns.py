"""Common nouns that tell the class of a name: ``l'agence X``, ``cette conférence``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from graphbuild.relate.letters import word_parts
from graphbuild.words import singular


@cache
def _classes() -> Mapping[str, str]:
    text = resources.files(__package__).joinpath("class_nouns.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for row in text.splitlines():
        if row and not row.startswith("#"):
            kind, *words = row.split()
            for word in words:
                found.setdefault(singular(word_parts(word)[-1]), kind)
    return MappingProxyType(found)


def class_of(word: str) -> str:
    """Return the entity type that a folded common noun announces, empty if none."""
    return _classes().get(singular(word), "")
