"""Evidence for names that stands around them: describing words and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from graphbuild.model import Candidate, Post
from graphbuild.rdf import fold
from graphbuild.reading import Reading

HEAD_SCORE = 0.8
"""A name right after a word that says its type: ``l'agence X``, ``l'application X``."""

QUOTED_SCORE = 0.75
"""A quoted title after a word for a work: ``son livre « ... »``."""

_LAST_WORDS = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)\s+(?:([^\W\d_]+)\s+)?[«\"'(]?\s*$")
_QUOTED = re.compile(r"«\s*([^«»\n]{3,120}?)\s*»|\"([^\"\n]{3,120}?)\"")
_WINDOW = 40

MAX_TITLE_WORDS = 14
"""A longer quotation is what somebody says, not what something is called."""


def with_heads(
    post: Post, reading: Reading, candidates: list[Candidate], heads: Mapping[str, str]
) -> Iterator[Candidate]:
    """Yield a second voice for the candidates whose describing word tells their type."""
    for candidate in candidates:
        start, _ = reading.view.find(candidate.start, candidate.end)
        kind = _head_type(reading.view.text[max(0, start - _WINDOW) : start], heads)
        if kind is not None:
            yield replace(candidate, type=kind, score=HEAD_SCORE, detector="head", iri=None)


def _head_type(before: str, heads: Mapping[str, str]) -> str | None:
    found = _LAST_WORDS.search(before)
    if found is None:
        return None
    first, second = (fold(word) for word in found.groups(default=""))
    if second:
        return heads.get(second)
    return heads.get(first)


def from_quotes(post: Post, reading: Reading, heads: Mapping[str, str]) -> Iterator[Candidate]:
    """Yield quoted titles that a word for a work or an event announces."""
    text = reading.view.text
    for match in _QUOTED.finditer(text):
        group = 1 if match.group(1) is not None else 2
        start, end = match.span(group)
        title = text[start:end].rstrip(" .,;:!?…")
        kind = _head_type(text[max(0, match.start() - _WINDOW) : match.start()], heads)
        if kind is None or not _title_like(title):
            continue
        span = reading.view.span(start, start + len(title))
        yield Candidate(
            start=span.start,
            end=span.end,
            surface=post.surface(span.start, span.end),
            type=kind,
            score=QUOTED_SCORE,
            detector="quotes",
            language=reading.block.language,
        )


def _title_like(title: str) -> bool:
    first = next((char for char in title if char.isalnum()), "")
    return (first.isupper() or first.isdigit()) and len(title.split()) <= MAX_TITLE_WORDS
