"""Stage 3: decide what each candidate of one post stands for, within that post.

A key is the vocabulary's IRI, or ``Type/slug`` of the name. What several posts say of
one thing is put together later, by ``unify``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graphbuild.ground.acronyms import acronyms
from graphbuild.ground.normalise import name_words
from graphbuild.ground.people import people_keys
from graphbuild.model import Candidate, Mention, Post
from graphbuild.rdf import slug
from graphbuild.words import plain_name

__all__ = ["ground"]


def ground(post: Post, candidates: Sequence[Candidate]) -> tuple[Mention, ...]:
    """Return the post's mentions: one a candidate, in text order.

    One form has one type within a post: the type with the greatest sum of scores.
    """
    types = _types(candidates)
    known = _known(candidates)
    keys: dict[tuple[str, str], str] = {}
    for candidate in candidates:
        form = plain_name(candidate.surface)
        kind = types[form, candidate.type == "Concept"]
        keys[form, kind] = known.get((form, kind)) or _key(candidate, kind)
    keys |= people_keys(post, keys)
    keys |= acronyms(post, candidates, keys)
    return tuple(
        _mention(post, candidate, types[form, candidate.type == "Concept"], keys)
        for candidate in candidates
        if (form := plain_name(candidate.surface))
    )


def _types(candidates: Sequence[Candidate]) -> Mapping[tuple[str, bool], str]:
    votes: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for candidate in candidates:
        form = plain_name(candidate.surface)
        weight = candidate.score * (2 if candidate.iri or candidate.detector == "byline" else 1)
        votes[form, candidate.type == "Concept"][candidate.type] += weight  # type: ignore[assignment]
    return {
        form: min(counter, key=lambda kind: (-counter[kind], kind))
        for form, counter in votes.items()
    }


def _known(candidates: Sequence[Candidate]) -> Mapping[tuple[str, str], str]:
    return {(plain_name(c.surface), c.type): c.iri for c in reversed(candidates) if c.iri}


def _key(candidate: Candidate, kind: str) -> str:
    if candidate.iri and candidate.type == kind:
        return candidate.iri
    if kind == "Concept":
        return f"{kind}/{slug(' '.join(name_words(candidate.surface)))}"
    return f"{kind}/{slug(plain_name(candidate.surface))}"


def _mention(
    post: Post, candidate: Candidate, kind: str, keys: Mapping[tuple[str, str], str]
) -> Mention:
    return Mention(
        post=post.id,
        source=post.source,
        start=candidate.start,
        end=candidate.end,
        surface=candidate.surface,
        type=kind,
        key=keys[plain_name(candidate.surface), kind],
        score=round(candidate.score, 4),
        detector=candidate.detector,
        language=candidate.language,
    )
