"""How often each pattern is right: measured, and used as the score of what it finds."""

from __future__ import annotations

from collections.abc import Mapping

PRECISION: Mapping[str, float] = {}

DEFAULT = 0.7


def score(pattern: str, weight: float) -> float:
    """Return the score of a finding from its pattern's precision and its cue's weight."""
    return round(min(0.99, PRECISION.get(pattern, DEFAULT) * (0.5 + 0.5 * weight)), 4)
