"""The words a blog files a post under: names where they are known as such, else ideas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graphbuild.detect.matcher import Matcher
from graphbuild.model import Candidate, Post, Tag
from graphbuild.ontology import Term
from graphbuild.reading import plain
from graphbuild.words import fold

SCORE = 0.95
"""The blog says it itself; that its word and ours mean one thing is nearly always right."""


def from_tags(
    post: Post, names: Matcher, ideas: Matcher, found: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield a candidate for each tag and category; ``found`` are the names in the post's text."""
    types: Mapping[str, str] = {fold(c.surface): c.type for c in found}
    for tag in post.meta.tags:
        if not any(char.isalpha() for char in tag.name):
            continue
        name, idea = _whole(tag, names), _whole(tag, ideas)
        if name and name.needs_capital and not tag.name[0].isupper():
            name = None
        term = idea or name
        kind = term.type if term else types.get(fold(tag.name), "Concept")
        yield Candidate(
            start=tag.start, end=tag.end, surface=tag.name, type=kind, score=SCORE,
            detector="tag", iri=term.iri if term else None, language=post.language,
        )  # fmt: skip


def _whole(tag: Tag, matcher: Matcher) -> Term | None:
    """Return the term that a tag names as a whole; ``marketing-digital`` is two words."""
    text = plain(tag.name).replace("_", " ").strip()
    ends = (0, len(text))
    return next((m.term for m in matcher.find(text) if (m.start, m.end) == ends), None)
