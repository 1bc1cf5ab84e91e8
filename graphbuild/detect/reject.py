"""Candidates that look like names and are none."""

from __future__ import annotations

import re

from graphbuild.detect.candidates import LONGEST
from graphbuild.detect.context import MAX_TITLE_WORDS
from graphbuild.detect.dictionary import is_common
from graphbuild.detect.judge import ANY
from graphbuild.detect.matcher import normal
from graphbuild.detect.spelling import given_names
from graphbuild.model import Candidate, Post
from graphbuild.ontology import Ontology
from graphbuild.words import fold

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


_ABBREVIATIONS = frozenset(
    "MAJ PS NB HS RDV SVP STP OK KO TTC HT FAQ URL TV CD DVD IRL LOL MDR SMS BD JT PME TPE ETI"
    " RTT CV RH DRH DSI PDG DG CEO CMO CDO CTO CIO CFO COO VIP ADN EDIT UPDATE NDLR CQFD PV"
    " QCM TGV AG CA HTTP RP SAV GRC UGC KPI API SDK UX UI DAF DGA PLV MMS USB SI NTIC TIC CSP"
    " CDI CDD BAC CTA CPC CPM CTR CMS ERP B2B B2C".split()
)
"""Abbreviations of common nouns: never names, though in capitals."""


_JOBS = frozenset(
    "strategist manager officer director planner designer developer consultant evangelist analyst"
    " specialist marketer copywriter strategists managers planners designers developers"
    " marketers".split()
)
"""Last words of job titles in English, which French capitalises: ``Digital Strategist``."""


ROLE = "role-noun"
"""The kind of the ontology's cues that say what people do: ``Sociologue au CNRS`` names none."""


class Rejecter:
    """Tells whether a candidate is no name, from its surface alone."""

    def __init__(self, ontology: Ontology) -> None:
        """Keep the labels of ideas: ``ROI`` and ``Transformation digitale`` are no names."""
        self._ideas = frozenset(
            _normal(label) for term in ontology.concepts for label, _ in term.patterns()
        )
        self._roles = frozenset(
            fold(form) for cue in ontology.cues if cue.kind == ROLE for form, _ in cue.forms
        )

    def __call__(self, post: Post, candidate: Candidate) -> bool:
        """Return whether to drop the candidate. Layout and vocabulary are believed."""
        if candidate.detector in ("byline", "names"):
            return False
        surface = candidate.surface
        return (
            len(surface) > LONGEST
            or bool(_ADDRESS.search(surface))
            or (len(surface) == 1 and candidate.type in ("Person", ANY))
            or fold(surface) in _CALENDAR
            or surface in _ABBREVIATIONS
            or _normal(surface) in self._ideas
            or _is_job(surface)
            or (candidate.type in ("Person", ANY) and fold(surface) in self._roles)
            or (candidate.type == "Work" and len(surface.split()) > MAX_TITLE_WORDS)
        )


def opens_sentence(post: Post, candidate: Candidate) -> bool:
    """Tell whether a marked word may have its capital from where it stands.

    That is a single word of the French dictionary that opens a sentence and is no given name.

    A name that is such a word (``Orange``) is found where it stands elsewhere.
    """
    word = candidate.surface
    if not word.isalpha() or word.isupper() or candidate.type == "Place":
        return False
    if candidate.detector != "model" or fold(word) in given_names():
        return False
    before = post.text[: candidate.start - post.start].rstrip(" \u00a0\u202f")
    return before[-1:] in ("", "\n", ".", "!", "?", "…", "•", "–") and is_common(word.lower())


def _is_job(surface: str) -> bool:
    words = surface.lower().split()
    return len(words) > 1 and words[-1] in _JOBS


def _normal(label: str) -> str:
    words = [normal(word) for word in re.findall(r"\w+", label)]
    while len(words) > 1 and words[0] in ("le", "la", "les", "l", "un", "une", "de", "des"):
        words = words[1:]
    return " ".join(words)
