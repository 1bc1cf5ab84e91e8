"""What a sentence says outright that a name is: ``X, directrice de``, ``chez X``, ``lors de X``.

Each pattern is how French presents somebody or something; shares are of the marked names of
``training/corpus`` and of sixteen other posts that are of the type where the pattern holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graphbuild.detect.spelling import given_names
from graphbuild.model import Candidate, Post
from graphbuild.ontology import Ontology
from graphbuild.reading import Reading
from graphbuild.words import fold

ROLE = "role-noun"
"""The kind of the ontology's cues that say what people do: ``sociologue``, ``PDG``."""

STATED_SCORE = 0.85

_THE = (
    r"(?:l'|le |la |les |un |une |des |notre |votre |son |sa |ce |cette |mon |ma |the |an? |our )"
)
_LIKE = (
    r"(?:petite?s? |grande?s? |jeunes? |ancien(?:ne)?s? |célèbres? |nouve(?:au|lle|l)s? |ex-"
    r"|fameu(?:x|se) |vieu(?:x|ille) |premi(?:er|ère)s? )?"
)
_APPOSED = re.compile(rf"\s?[,(–—]\s?(?:c'est |qui est |est )?({_THE})?{_LIKE}([^\W\d_]+)")
"""A role beside a name (290 of 311 a person), or with an article what it is (44 of 50)."""

_OF = r"(?:de la |du |de l'|de |d'|des )"
_BEFORE = (
    (
        re.compile(rf"\b(?:co-?)?(?:fondat(?:eur|rice)s?|patronn?e?|PDG|DG|CEO) {_OF}\Z"),
        "Organization",
    ),
    (
        re.compile(r"\b(?:salariée?s?|analystes?|employée?s?|stagiaires?) (?:de |d'|chez )\Z"),
        "Organization",
    ),
    (re.compile(r"\bchez \Z"), "Organization"),
    (re.compile(rf"\b(?:[Ll]ors|à l'occasion|en marge) {_OF}\Z"), "Event"),
    (re.compile(r"\bsous \Z"), "Product"),
)
"""Heads of firms (29 of 33), ``chez`` (118 of 123 without given names), ``lors de`` (11 of 11),
``sous`` (35 of 35)."""

_ACRONYM = re.compile(r"[A-ZÉ]{3,8}")
_ARTICLE = re.compile(r"(?:\b(?:du|de la|au|à la|le|la) |l')\Z", re.IGNORECASE)
MAX_ACRONYM_ZIPF = 3.5
"""``inria`` 2.6, ``adetem`` 0, ``unesco`` 3.9 (known otherwise); ``vraie`` 5, ``gratuit`` 5."""

_ACTORS = ("Person", "Place")
"""Types that the recogniser gives organisations by mistake, unlike Event and Product."""

_WINDOW = 30


def telling(ontology: Ontology) -> Mapping[str, str]:
    """Return the words that tell what a name before them is, folded: ``agence``, ``PDG``.

    Roles are those of people: firms are partners, owners and editors too.
    """
    people, firms = set[str](), set[str]()
    for cue in ontology.cues:
        if cue.kind != ROLE:
            continue
        domain = ontology.predicates[cue.predicate].domain
        forms = {fold(form) for form, _ in cue.forms}
        if domain == {"Person"}:
            people |= forms
        elif "Person" not in domain:
            firms |= forms
    return {**dict.fromkeys(people - firms, "Person"), **ontology.heads}


def stated(
    post: Post, reading: Reading, candidates: Iterable[Candidate], words: Mapping[str, str]
) -> Iterator[Candidate]:
    """Yield what the words beside a block's candidates state that they are.

    ``words`` are those that tell (``telling``).
    """
    for candidate in candidates:
        start, end = reading.view.find(candidate.start, candidate.end)
        kind = stated_type(reading.view.text, start, end, candidate.type, words)
        if kind is not None:
            yield replace(candidate, type=kind, score=STATED_SCORE, detector="stated", iri=None)


def stated_type(text: str, start: int, end: int, kind: str, words: Mapping[str, str]) -> str | None:
    """Return the type that the words beside ``text[start:end]`` state, ``None`` without any.

    ``kind`` is what it was taken for.
    """
    before = text[max(0, start - _WINDOW) : start]
    surface = text[start:end]
    apposed = _APPOSED.match(text, end)
    if apposed:
        told = words.get(fold(apposed.group(2)))
        if told == "Person":
            return told
        if told and apposed.group(1) and not _ends_a_phrase(kind, surface):
            return told
    if kind in _ACTORS and _ACRONYM.fullmatch(surface) and _ARTICLE.search(before):
        return "Organization" if is_unknown(surface.lower()) else None
    if kind in _ACTORS and fold(surface.split()[0]) in given_names():
        return None
    return next((told for pattern, told in _BEFORE if pattern.search(before)), None)


def _ends_a_phrase(kind: str, surface: str) -> bool:
    """Tell a name that a new clause may follow: ``À Lyon, la société``, ``par A. B., le livre``."""
    return kind == "Place" or (kind == "Person" and len(surface.split()) > 1)


def is_unknown(word: str) -> bool:
    """Tell whether French hardly knows the word: capitals may stress what is no acronym.

    Of such acronyms after an article 163 of 175 were organisations, one a place.
    """
    from wordfreq import zipf_frequency

    return zipf_frequency(word, "fr") <= MAX_ACRONYM_ZIPF
