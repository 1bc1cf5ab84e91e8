"""What a pattern finds, before it becomes a relation with evidence."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.model import Mention
from graphbuild.relate.line import Line


@dataclass(frozen=True, slots=True)
class Found:
    """``subject`` and ``object`` as a pattern found them in items ``first`` to ``last``.

    ``pattern`` names the pattern (its precision is in ``scores.py``), ``cue`` the cue.
    """

    line: Line
    subject: Mention
    predicate: str
    object: Mention
    first: int
    last: int
    pattern: str
    cue: str
    weight: float = 1.0
    at: int = -1
    """The item of the cue: modality is judged around it."""
