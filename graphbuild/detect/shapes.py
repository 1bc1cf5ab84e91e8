"""Names that their own wording gives away: studies, venues, English titles, dated events.

Each rule says how French names things of a kind; none knows a particular name. Scores
are the share that was right on the development split of ``training/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from graphbuild.detect.candidates import candidate_at
from graphbuild.detect.spelling import given_names
from graphbuild.detect.stated import is_unknown
from graphbuild.model import Candidate, Post
from graphbuild.reading import Reading
from graphbuild.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[\w'&-]|\.(?=\w))*"
"""A full stop inside a word belongs to it (``Voyages-sncf.com``), one after it ends a sentence."""
_SMALL = r"(?:de la|de l'|de|du|des|d'|la|le|les|l'|en|et|à|au|aux|pour|sur|dans|&)"

_OF = r"(?:de la |de l'|du |des |de |d')"

_STUDIES = frozenset({"baromètre", "panorama", "observatoire", "palmarès"})

_COURSE = re.compile(
    rf"\b(?:Executive )?(?:Mast[eè]re?|MBA|Bachelor|MOOC|DESS|DUT|BTS|Licence)(?: Spécialisée?)?"
    rf"(?: (?:{_SMALL} )?{_CAPITAL})+"
)

_VENUES = "|".join(
    (
        "espace salle théâtre stade musée cinéma château hôtel gare aéroport parc square pont quai"
        " tour porte rue avenue boulevard place cours passage amphithéâtre auditorium hôpital"
        " lycée bibliothèque médiathèque galerie palais cité villa chapelle abbaye"
    ).split()
)
_VENUE = re.compile(rf"\b(?:{_VENUES}) (?:{_OF})?{_CAPITAL}(?:[ -]{_CAPITAL}){{0,3}}")

_BODIES = "|".join(
    (
        "ESC IUT IAE IEP CCI CHU ENS UFR Université Universités École Ecole Institut Faculté"
        " Académie Chambre Syndicat Fédération Fondation Ministère Office Centre Laboratoire"
        " Observatoire Confédération"
    ).split()
)
_BODY = re.compile(rf"\b(?:{_BODIES})(?: (?:{_OF})?{_CAPITAL})+")
"""Schools and public bodies: ``ESC d'Amiens``, ``Chambre de Commerce de Lille``."""

_MEETINGS = (
    r"Forum|Salon|Congrès|Sommet|Colloque|Festival|Assises|Rencontres|Trophées|Journées|Semaine"
    r"|Conférence|Convention|Biennale|Universités? d'[ée]té|[ÉE]tats généraux"
)
_MEETING = re.compile(rf"\b(?:{_MEETINGS})(?: (?:{_SMALL} ?)?{_CAPITAL})+(?: (?:19|20)\d\d\b)?")
"""Meetings: ``Forum Mobilité et Gouvernance de l'Eau``, ``Assises du Commerce 2011``."""

_HANDLE = re.compile(r"(?<![\w@/.])@([^\W\d]\w{2,29})\b(?!\.\w)")
"""An account of a social network, most often a person's: ``@jdupont_75``."""

_ACRONYM = re.compile(
    r"\b(?:du |de la |de l'|chez |au |à l'|l'|le |la )([A-ZÉ]{4,7})\b(?![-' ][A-Z])"
)
"""Initials after an article, of no French word: ``du CEFRIO``."""

_EDITION = re.compile(
    r"(?<![\w#@/.])[A-ZÀ-ÖØ-Þ][A-Za-zÀ-öø-ÿ]{1,20}(?:(?:20[0-4]\d)(?!\w)|'(?:0\d|[12]\d)(?!\w))"
)
"""A year welded to a name: ``CRIP2014``, ``WebDays'09``; four of six were events."""

_SERIES = re.compile(rf"^({_CAPITAL}(?: [\w'-]+){{0,5}}) \(?(?:n°|#|épisode|vol\.) ?\d+")

_TITLE_CASE = re.compile(
    r"[A-Z][\w'-]{0,60}+"
    r"(?: (?:[A-Z][\w'-]{0,60}+|of|the|and|in|to|for|a|an|on|is|with|or|by|from)){3,14}"
)

_LINKS = frozenset({"de", "du", "des", "d'", "en", "dans", "sur"})
MAX_GROUPS = 3
_BARE_NOUNS = frozenset({"marketing", "web", "mobile", "digital"})
"""Nouns used like adjectives (``départements marketing``), which taggers take for adverbs."""

STUDY_SCORE = 0.72
COURSE_SCORE = 0.8
VENUE_SCORE = 0.72
SERIES_SCORE = 0.75
TITLE_SCORE = 0.7
BODY_SCORE = 0.72
MEETING_SCORE = 0.72
HANDLE_SCORE = 0.6
EDITION_SCORE = 0.7
ACRONYM_SCORE = 0.55


def from_shapes(post: Post, reading: Reading) -> Iterator[Candidate]:
    """Yield the candidates of every rule in one block."""
    text = reading.view.text
    lower = text.lower()
    if any(word in lower for word in _STUDIES):
        for start, end in _studies(reading.doc):
            yield _found(post, reading, start, end, "Work", STUDY_SCORE)
    for match in _COURSE.finditer(text):
        yield _found(post, reading, match.start(), match.end(), "Work", COURSE_SCORE)
    for match in _VENUE.finditer(text):
        yield _found(post, reading, match.start(), match.end(), "Place", VENUE_SCORE)
    for match in _BODY.finditer(text):
        yield _found(post, reading, match.start(), match.end(), "Organization", BODY_SCORE)
    for match in _MEETING.finditer(text):
        if _held_by_somebody(match.group()):
            continue
        yield _found(post, reading, match.start(), match.end(), "Event", MEETING_SCORE)
    for match in _HANDLE.finditer(text):
        yield _found(post, reading, match.start(1), match.end(1), "Person", HANDLE_SCORE)
    for match in _ACRONYM.finditer(text):
        if is_unknown(match.group(1).lower()):
            yield _found(post, reading, *match.span(1), "Organization", ACRONYM_SCORE)
    for match in _EDITION.finditer(text):
        yield _found(post, reading, match.start(), match.end(), "Event", EDITION_SCORE)
    for match in _SERIES.finditer(text):
        yield _found(post, reading, match.start(1), match.end(1), "Work", SERIES_SCORE)
    if reading.block.language != "en":
        yield from _english_titles(post, reading)


def _held_by_somebody(name: str) -> bool:
    """Tell a person's talk from a meeting: ``Conférence de Jeanne Morel``."""
    last = name.split(" de ")[-1].split(" d'")[-1].split()
    return len(last) > 1 and last[0] != name.split()[0] and fold(last[0]) in given_names()


def _studies(doc: Doc) -> Iterator[tuple[int, int]]:
    """A study by its title-like name, also in lower case: ``baromètre 2015 du mécénat``.

    The word, at most a name and a year, then one to three groups of ``de``, ``en`` or
    ``dans`` with nouns and adjectives. ``ce baromètre`` alone is a description, and a name in a
    later group is another name: ``... de l'Adetem``.
    """
    for token in doc:
        if token.lower_ not in _STUDIES or not token.pos_:
            continue
        index = token.i + 1
        while index < len(doc) and (doc[index].is_title or _is_year(doc[index])):
            index += 1
        groups = 0
        while groups < MAX_GROUPS and (after := _group_end(doc, index)) > index:
            if groups and any(token.is_title for token in doc[index:after]):
                break
            index, groups = after, groups + 1
        if index < len(doc) and _is_year(doc[index]):
            index += 1
        if groups:
            yield token.idx, doc[index - 1].idx + len(doc[index - 1])


def _group_end(doc: Doc, index: int) -> int:
    """Return where a preposition with its noun group ends, or ``index`` without one."""
    if index >= len(doc) or doc[index].lower_ not in _LINKS:
        return index
    at = index + 1
    while at < len(doc) and doc[at].pos_ == "DET":
        at += 1
    noun = at
    while at < len(doc) and (doc[at].pos_ in ("NOUN", "ADJ") or doc[at].lower_ in _BARE_NOUNS):
        at += 1
    return at if at > noun else index


def _is_year(token: Token) -> bool:
    return len(token) == 4 and token.is_digit and token.text[:2] in ("19", "20")


def _english_titles(post: Post, reading: Reading) -> Iterator[Candidate]:
    """A run of four or more capitalised English words inside French text is a title."""
    for match in _TITLE_CASE.finditer(reading.view.text):
        words = match.group().split()
        capitals = [word for word in words if word[0].isupper() and not word.isupper()]
        if len(capitals) >= 4 and _english(words):
            yield _found(post, reading, match.start(), match.end(), "Work", TITLE_SCORE)


def _english(words: list[str]) -> bool:
    """Most words are commoner in English than in French (wordfreq), and one much more."""
    from wordfreq import zipf_frequency

    gaps = [
        zipf_frequency(word.lower(), "en") - zipf_frequency(word.lower(), "fr") for word in words
    ]
    return sum(gap > 0.5 for gap in gaps) >= 0.6 * len(gaps)


def _found(
    post: Post, reading: Reading, start: int, end: int, kind: str, score: float
) -> Candidate:
    text = reading.view.text
    while end > start and text[end - 1] in " .,;:'&-":
        end -= 1
    return candidate_at(post, reading, start, end, kind, score=score, detector="shape")


_INNER = re.compile(r"[^\W\d_]+")


def inner_type(surface: str, inner: Mapping[str, str]) -> str | None:
    """Return the type that a word inside a name tells: ``We Agency``, ``Forum du livre``.

    The first word counts before the last: ``Salon de l'Agriculture`` is an event.
    """
    words = [fold(word) for word in _INNER.findall(surface)]
    if len(words) < 2:
        return None
    return inner.get(words[0]) or inner.get(words[-1])
