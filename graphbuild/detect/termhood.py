"""How much a noun group looks like an idea of its post.

How often it is named, less the times inside longer terms (C-value, Frantzi et al. 2000),
how rare its words are in general French (wordfreq's Zipf scale), where it stands, and its
form: the shapes of French terminology (Daille 1996: noun + adjective, noun + de + noun)
and nouns of action and quality come first. The weights were tuned by random search on
three sets of annotated posts (39 documents) without any vocabulary.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.model import Span
from graphbuild.salience import frequency, rarity
from graphbuild.words import fold

TITLE, HEADING = 1.13, 1.7
SUBJECT = 1.22
LATE = 0.1
"""Share of its rank that a term loses when it first stands at the end."""

SINGLE, SINGLE_COMMON, SINGLE_ABSTRACT = 0.56, 0.74, 1.85
COMMON = 5.2
"""Zipf frequency from which a word is common: ``client`` has 5.2, ``confiance`` 5.1."""

SEVERAL, NOUN_ADJECTIVE, LONG, INNER, HEAD_ABSTRACT = 1.6, 1.33, 0.61, 0.71, 1.39

ABSTRACT = re.compile(
    r"(?:tion|sion|ite|ance|ence|isme|age|ment|ing|tude|ture|ie|eur|tique|esse|ise|crm|seo)$"
)
"""Endings of nouns of action and quality, of disciplines and of English borrowings."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a noun group stands. ``place`` is 0 at the start of the post, 1 at its end."""

    span: Span
    surface: str
    kind: str
    place: float
    shape: str
    subject: bool
    language: str = "fr"


def termhood(key: str, occurrences: Sequence[Occurrence], *, inside: float) -> float:
    """Return how much a term looks like an idea; ``inside`` counts it in longer terms."""
    words = key.split()
    count = len(occurrences)
    rank = math.log2(1 + count) * rarity(words)
    rank *= 1 - LATE * min(o.place for o in occurrences)
    rank *= max(_PLACES.get(o.kind, 1.0) for o in occurrences)
    if any(o.subject for o in occurrences):
        rank *= SUBJECT
    abstract = bool(ABSTRACT.search(fold(words[0])))
    if len(words) == 1:
        common = frequency(occurrences[0].surface.lower()) > COMMON
        return rank * SINGLE * (SINGLE_ABSTRACT if abstract else 1) * (
            SINGLE_COMMON if common else 1
        )  # fmt: skip
    rank *= SEVERAL * (HEAD_ABSTRACT if abstract else 1)
    if len(words) == 2 and occurrences[0].shape.endswith("A"):
        rank *= NOUN_ADJECTIVE
    if len(words) > 3:
        rank *= LONG
    return rank * (INNER if inside and count <= inside else 1)


_PLACES = {"title": TITLE, "heading": HEADING}
