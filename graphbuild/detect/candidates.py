"""Make a candidate of a range of a block's view: the one way from a match to the source."""

from __future__ import annotations

from graphbuild.model import Candidate, Post
from graphbuild.reading import Reading

LONGEST = 200
"""Characters of a name or an idea: the longest title of the annotated posts has 86."""


def candidate_at(
    post: Post,
    reading: Reading,
    start: int,
    end: int,
    kind: str,
    *,
    score: float,
    detector: str,
    iri: str | None = None,
) -> Candidate:
    """Return the candidate for ``reading.view.text[start:end]``, placed in the source."""
    span = reading.view.span(start, end)
    return Candidate(
        start=span.start,
        end=span.end,
        surface=post.surface(span.start, span.end),
        type=kind,
        score=score,
        detector=detector,
        iri=iri,
        language=reading.block.language,
    )
