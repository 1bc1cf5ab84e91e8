"""Candidates that look like names and are none."""

from __future__ import annotations

import re

from graphbuild.detect.matcher import normal
from graphbuild.model import Candidate
from graphbuild.ontology import Ontology
from graphbuild.rdf import fold

_ADDRESS = re.compile(r"https?:|www\.|@\w+\.\w|\.(?:jpe?g|png|gif|html?|php)\b", re.IGNORECASE)

_CALENDAR = frozenset(
    [
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "noel",
        "paques",
    ]
)


class Rejecter:
    """Tells whether a candidate is no name, from its surface alone."""

    def __init__(self, ontology: Ontology) -> None:
        """Keep the labels of ideas: ``ROI`` and ``Transformation digitale`` are no names."""
        self._ideas = frozenset(
            _normal(label) for term in ontology.concepts for label, _ in term.patterns()
        )

    def __call__(self, candidate: Candidate) -> bool:
        """Return whether to drop the candidate. Layout and vocabulary are believed."""
        if candidate.detector in ("byline", "names"):
            return False
        surface = candidate.surface
        return (
            bool(_ADDRESS.search(surface))
            or fold(surface) in _CALENDAR
            or _normal(surface) in self._ideas
        )


def _normal(label: str) -> str:
    return " ".join(normal(word) for word in re.findall(r"\w+", label))
