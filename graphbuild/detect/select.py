"""Choose among candidates that overlap, so that no two names share a character."""

from __future__ import annotations

from collections.abc import Iterable

from graphbuild.model import Candidate

_RANK = {"byline": 0}


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the best candidates that do not overlap, in text order.

    What the layout says comes first, then the longer span (names are marked by their
    outermost extent), then the higher score. Of candidates on one span the vocabulary's
    IRI is kept with the best score.
    """
    best: list[Candidate] = []
    ordered = sorted(
        candidates,
        key=lambda c: (
            _RANK.get(c.detector, 1),
            -(c.end - c.start),
            -c.score,
            c.start,
            c.type,
            c.detector,
            c.iri or "",
        ),
    )
    for candidate in ordered:
        if not any(candidate.start < kept.end and kept.start < candidate.end for kept in best):
            best.append(candidate)
    return sorted(best, key=lambda c: (c.start, c.end))
