"""Candidates that look like names and are none."""

from __future__ import annotations

import re

from graphbuild.detect.candidates import LONGEST
from graphbuild.detect.context import MAX_TITLE_WORDS
from graphbuild.detect.dictionary import is_common, is_noun
from graphbuild.detect.judge import ANY
from graphbuild.detect.matcher import normal
from graphbuild.detect.spelling import given_names
from graphbuild.detect.stated import ROLE
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


_SAID = re.compile(
    r"\b(?:axes?|th[eè]mes?|th[ée]matiques?|parcours|slogans?|questions?|r[ée]ponses?|mots?|phrases?"
    r"|expressions?|formules?|cat[ée]gories?|rubriques?|onglets?|boutons?|mentions?|messages?"
    r"|consignes?|notions?|concepts?|termes?|panneaux?|pancartes?|p[ôo]les?|volets?|accroches?"
    r"|devises?|arguments?|options?|citations?|requ[êe]tes?)\b([^.;!?«»\"\n]{0,50})"
    r"(?:[«\"][^«»\"\n]{1,60}[»\"],?(?: (?:et|ou|puis|ainsi que))? ?){0,4}[«\"]\s?\Z",
    re.IGNORECASE,
)
"""What is quoted after these is said, written on a door or thought, and no title."""

_SAID_WINDOW = 200
_INITIALS = re.compile(r"\b(?:[A-Z]\.|Mme|Mlle|Dr|Pr|Mr)[ \u00a0-]?\Z")
_OPENING = ("«", '"', "“")
_SPACES = str.maketrans("\u00a0\u202f“”", '  ""')
SHORTEST_STRESSED = 4
"""``MIT``, ``SES`` and ``LET`` are forms of verbs and names; longer ones were never both."""


class Rejecter:
    """Tells whether a candidate is no name, from its surface alone."""

    def __init__(self, ontology: Ontology) -> None:
        """Keep the labels of ideas: ``ROI`` and ``Transformation digitale`` are no names."""
        self._ideas = frozenset(
            _normal(label) for term in ontology.concepts for label, _ in term.patterns()
        )
        self._titled = frozenset(
            word for word, kind in ontology.heads.items() if kind in ("Work", "Event")
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
            or fold(surface) in _CALENDAR
            or surface in _ABBREVIATIONS
            or _normal(surface) in self._ideas
            or _is_job(surface)
            or _is_stressed(surface)
            or (len(surface) == 1 and not _is_initial(post, candidate))
            or (candidate.type in ("Work", ANY) and self._is_said(post, candidate))
            or (candidate.type in ("Person", ANY) and fold(surface) in self._roles)
            or (candidate.type == "Work" and len(surface.split()) > MAX_TITLE_WORDS)
        )

    def _is_said(self, post: Post, candidate: Candidate) -> bool:
        """Tell whether a quotation is announced as words, and by no word for a work."""
        start = candidate.start - post.start
        before = post.text[max(0, start - _SAID_WINDOW) : start]
        if before.rstrip(" \u00a0\u202f")[-1:] not in _OPENING:
            return False
        said = _SAID.search(before.translate(_SPACES))
        return said is not None and self._titled.isdisjoint(
            fold(word) for word in re.findall(r"\w+", said.group(1))
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


def _is_stressed(surface: str) -> bool:
    """Tell whether capitals only stress a word that names nothing: ``VOULU``."""
    lower = surface.lower()
    return (
        len(surface) >= SHORTEST_STRESSED
        and surface.isalpha()
        and surface.isupper()
        and is_common(lower)
        and not is_noun(lower)
    )


def _is_initial(post: Post, candidate: Candidate) -> bool:
    """Tell whether a letter stands for somebody: in ``avec K.``, not in ``M. F. :``, ``Mme F.``."""
    start, end = candidate.start - post.start, candidate.end - post.start
    return post.text[end : end + 1] == "." and not _INITIALS.search(
        post.text[max(0, start - 6) : start]
    )


def _is_job(surface: str) -> bool:
    words = surface.lower().split()
    return len(words) > 1 and words[-1] in _JOBS


def _normal(label: str) -> str:
    words = [normal(word) for word in re.findall(r"\w+", label)]
    while len(words) > 1 and words[0] in ("le", "la", "les", "l", "un", "une", "de", "des"):
        words = words[1:]
    return " ".join(words)
