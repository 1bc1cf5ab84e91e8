"""How often each pattern is right: measured, and used as the score of what it finds.

Counted on both gold folders with the gold's own names and ideas (18 and 5 documents,
406 relations, 2026-11) and on 200 relations drawn from 225 posts that nobody tuned for
and judged by reading; shrunk towards 0.85 by ten pseudo-counts, since most patterns
were seen 2 to 30 times. The patterns of ``workplaces.py``, ``makers.py``, ``gatherings.py``
and ``stages.py`` were read on 170 training texts and 14 posts (33 found, 32 right).
"""

from __future__ import annotations

from collections.abc import Mapping

PRECISION: Mapping[str, float] = {
    "role-after": 0.97, "role-copula": 0.92, "role-fragment": 0.92, "role-before": 0.9,
    "role-before-possessive": 0.88, "role-pronoun": 0.78, "role-pronoun-possessive": 0.7,
    "person-of-org": 0.95, "person-bracket": 0.95, "person-at": 0.88, "my-workplace": 0.88,
    "verb": 0.96, "verb-inverted": 0.9, "verb-pronoun": 0.92, "verb-idea": 0.85,
    "verb-pronoun-idea": 0.86, "verb-example-idea": 0.85, "passive": 0.95,
    "passive-pronoun": 0.9, "nominalization": 0.88, "held-at": 0.9, "whose-i": 0.89,
    "our-partner": 0.87, "took-part": 0.88, "work-by": 0.97, "work-at": 0.88,
    "work-from": 0.85, "work-bracket": 0.86, "person-work": 0.87, "course-of": 0.86,
    "event-of": 0.86, "class-noun": 0.93, "possessive-work": 0.87, "event-at": 0.93,
    "place-in": 0.87, "place-of": 0.87, "place-comma": 0.85, "place-bracket": 0.92,
    "org-at": 0.86, "org-noun-in": 0.86, "programme": 0.87, "theme": 0.86, "work-about": 0.86,
    "like-one-that": 0.85, "for-one": 0.85, "says-that": 0.82, "says-that-pronoun": 0.7,
    "according-to": 0.74, "own-title": 0.72, "own-criticism": 0.8, "quote-credited": 0.74,
    "quote-introduced": 0.68, "own-opinion": 0.68, "former": 0.9, "on-stage": 0.88,
    "at-event": 0.88, "product-of": 0.87, "named": 0.87, "done-at": 0.86, "his-work": 0.86,
    "company-of": 0.86, "at-first": 0.85, "in-book": 0.86, "announced": 0.86, "seat": 0.87,
    "reference": 0.86, "initiative": 0.82, "thanks": 0.82, "seen-by": 0.85, "entrusted": 0.85,
}  # fmt: skip

DEFAULT = 0.8
"""For a pattern that the measured texts do not hold."""


def score(pattern: str, weight: float) -> float:
    """Return the score of a finding, 0 to 1: its pattern's precision, less for a weak cue."""
    return round(PRECISION.get(pattern, DEFAULT) * (0.85 + 0.15 * weight), 4)
