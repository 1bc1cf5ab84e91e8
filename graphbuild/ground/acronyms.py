"""Acronyms that the text itself introduces: ``Social Media Club France (SMCF)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from graphbuild.ground.normalise import name_words
from graphbuild.model import Candidate, Post
from graphbuild.words import plain_name


def acronyms(
    post: Post, candidates: Sequence[Candidate], keys: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """Return keys for bracketed initials of the name before them, or the reverse.

    Only names of one type whose initials spell the acronym (Schwartz and Hearst 2003,
    restricted to first letters) and with nothing but a bracket or a dash between.
    """
    found = {}
    names = {form: key for (form, kind), key in keys.items() if kind != "Concept"}
    for left, right in pairwise(candidates):
        if left.type == "Concept" or right.type == "Concept" or right.start - left.end > 3:
            continue
        gap = post.text[left.end - post.start : right.start - post.start].strip()
        short, whole = sorted((left, right), key=lambda c: c.end - c.start)
        if gap in ("(", "[", "–", "-", ":") and _spells(short.surface, whole.surface):
            whole_key = names.get(plain_name(whole.surface))
            if whole_key:
                found[plain_name(short.surface), whole.type] = whole_key
                found[plain_name(short.surface), short.type] = whole_key
    return found


def _spells(short: str, whole: str) -> bool:
    letters = plain_name(short).replace(" ", "")
    words = name_words(whole)
    every = plain_name(whole).split()
    return len(letters) >= 2 and letters in (
        "".join(word[0] for word in words),
        "".join(word[0] for word in every),
    )
