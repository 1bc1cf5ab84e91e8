"""Evidence for names that stands around them: describing words and quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from graphbuild.detect.candidates import candidate_at
from graphbuild.detect.shapes import inner_type
from graphbuild.model import Candidate, Post
from graphbuild.ontology import Ontology
from graphbuild.reading import Reading
from graphbuild.words import fold

HEAD_SCORE = 0.8
"""A name right after a word that says its type: ``l'agence X``, ``l'application X``."""

INNER_SCORE = 0.6
"""A word inside the name: ``We Agency``, ``Forum du livre``."""

AGENT_SCORE = 0.85
"""``publié par X``: of the names there that are no people, all were organisations in
``training/corpus`` (74, the verbs of ``_AGENT`` alone)."""

LIST_SCORE = 0.8
AFTER_HEAD_SCORE = 0.55
MIN_LIST = 3
"""Two names beside each other say less of one another than three."""

QUOTED_SCORE = 0.75
"""A quoted title after a word for a work: ``son livre « ... »``."""

_LAST_WORDS = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)\s+(?:([^\W\d_]+)\s+)?[«\"'(]?\s*$")
QUOTED = re.compile(r"«\s{0,4}([^«»\n]{3,120}?)\s{0,4}»|\"([^\"\n]{3,120}?)\"")
_WINDOW = 40
_ACRONYM = re.compile(r"[A-Z]{3,6}")
"""People are not called by initials alone, organisations are: ``AIIM``."""
_WORD = r"(?:\w|['&-]+(?=\w)|\.(?=\w)){1,80}+(?!\w)"
_NAME = rf"[A-ZÀ-ÖØ-Þ]{_WORD}(?:[ -][A-ZÀ-ÖØ-Þ0-9]{_WORD}){{0,3}}"
"""Capitalised words in a row; a full stop after a word ends a sentence."""
_ITEMS = re.compile(rf"{_NAME}(?:\s*+,\s*+{_NAME})+(?:(?:\s*+,)?\s++(?:et|ou|and|&)\s+{_NAME})?")
_ITEM = re.compile(_NAME)
_SPLIT = re.compile(r"\s*,\s*(?:(?:et|ou|and|&)\s+)?|\s+(?:et|ou|and|&)\s+")
_AGENT = re.compile(
    r"\b(?:co-?)?(?:publi|édit|réalis|organis|lanc|propos|fond|cré|sign|présent|produ|men|conçu"
    r"|condui|command|développ|financ|parrain|soutenu|racheté?|acqui|anim|décern|remis|pilot)"
    r"(?:é|i|it|is)?e?s?(?: \w+ment)? par (?:le |la |les |l')?"
    rf"(?:{_NAME}(?:\s*,\s*(?:et )?|\s+(?:et|&|and)\s+)(?:le |la |les |l')?){{0,5}}\Z"
)
_AGENT_WINDOW = 120
_ACTORS = ("Person", "Organization")
_EDITION = re.compile(r" (?:19|20)\d\d\b| #\d{1,2}\b|'\d\d\b")
_CLOSES_LIST = re.compile(rf"\s+(?:et|ou|and|&)\s+({_NAME})")
_LISTING = re.compile(r"\s*+,\s*+(?:et|ou|and|or)?\s*+|\s++(?:et|ou|and|or|&)\s+|\s*+/\s*+")
_PLAIN = frozenset({"web", "tv"})
"""Short words that may stand between a describing word and the name, as longer ones do:
``série web "X"``, ``notre partenaire canadien X``; ``livre de X`` says nothing of X."""

_AFTER_HEAD = re.compile(rf"\b([^\W\d_]+(?:-[^\W\d_]+)?) ({_NAME})")

MAX_TITLE_WORDS = 14
"""A longer quotation is what somebody says, not what something is called."""


def second_voices(
    post: Post, reading: Reading, candidates: Sequence[Candidate], ontology: Ontology
) -> Iterator[Candidate]:
    """Yield what the surroundings and the wording of candidates say of their type."""
    text = reading.view.text
    places = {c.start: c.end for c in candidates if c.type == "Place"}
    for candidate in candidates:
        start, _ = reading.view.find(candidate.start, candidate.end)
        before = _head_type(text[max(0, start - _WINDOW) : start], ontology.heads)
        if before is not None:
            yield replace(candidate, type=before, score=HEAD_SCORE, detector="head", iri=None)
        inside = inner_type(candidate.surface, ontology.inner_heads)
        if inside is not None:
            yield replace(candidate, type=inside, score=INNER_SCORE, detector="inner", iri=None)
        if "Event" in (candidate.type, before, inside):
            yield from _dated(post, reading, candidate, places)
        agent = candidate.type not in _ACTORS and _AGENT.search(
            text[max(0, start - _AGENT_WINDOW) : start]
        )
        if agent:
            yield replace(candidate, type="Organization", score=AGENT_SCORE, detector="agent")
        if _ACRONYM.fullmatch(candidate.surface) and candidate.type == "Person":
            yield replace(candidate, type="Organization", score=HEAD_SCORE, detector="acronym")
    yield from _enumerated(post, candidates)


def _dated(
    post: Post, reading: Reading, candidate: Candidate, places: Mapping[int, int]
) -> Iterator[Candidate]:
    """An event's town, number and year belong to its name: ``HUBFORUM Paris 2014``, ``X #3``.

    ``places`` holds where the block's places start and end.
    """
    end = places.get(candidate.end + 1, candidate.end)
    if post.surface(candidate.end, candidate.end + 1) != " ":
        end = candidate.end
    _, at = reading.view.find(candidate.start, end)
    edition = _EDITION.match(reading.view.text, at)
    after = reading.view.span(edition.start(), edition.end()).end if edition else end
    if after == candidate.end:
        return
    yield replace(
        candidate,
        end=after,
        surface=post.surface(candidate.start, after),
        type="Event",
        score=max(candidate.score, HEAD_SCORE),
        detector="year",
        iri=candidate.iri if end == candidate.end else None,  # editions are one event
    )


def in_lists(post: Post, reading: Reading, names: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the capitalised words in a list most of whose members are names of one type."""
    text = reading.view.text
    types = {reading.view.find(c.start, c.end): c.type for c in names}
    for match in _ITEMS.finditer(text):
        items = [item.span() for item in _items(text, *match.span())]
        known = Counter(types[item] for item in items if item in types)
        if not known:
            continue
        kind, count = known.most_common(1)[0]
        if len(items) < MIN_LIST or count < 2 or 2 * count < len(items) or kind == "Work":
            continue
        for start, end in items:
            if (start, end) not in types:
                yield _listed_name(post, reading, start, end, kind)


def _items(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    while start < end and (item := _ITEM.match(text, start, end)):
        yield item
        gap = _SPLIT.match(text, item.end(), end)
        start = gap.end() if gap else end


def _listed_name(post: Post, reading: Reading, start: int, end: int, kind: str) -> Candidate:
    return candidate_at(post, reading, start, end, kind, score=AFTER_HEAD_SCORE, detector="list")


def _enumerated(post: Post, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """In a list of three names or more, the odd one out is most likely like the others."""
    ordered = sorted(
        {(c.start, c.end): c for c in candidates if c.detector == "model"}.values(),
        key=lambda c: c.start,
    )
    run: list[Candidate] = []
    for candidate in [*ordered, None]:
        if run and candidate is not None and _listed(post, run[-1], candidate):
            run.append(candidate)
            continue
        kind = _type_of_list(run)
        for odd in run if kind else ():
            if kind and odd.type != kind:
                yield replace(odd, type=kind, score=LIST_SCORE, detector="list", iri=None)
        run = [candidate] if candidate is not None else []


def next_in_list(post: Post, reading: Reading, names: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the capitalised words that close a list of organisations: ``A, B et C``."""
    text = reading.view.text
    ordered = sorted((c for c in names if c.type == "Organization"), key=lambda c: c.start)
    for left, right in pairwise(ordered):
        _, end = reading.view.find(right.start, right.end)
        found = _CLOSES_LIST.match(text, end) if _listed(post, left, right) else None
        if found is None:
            continue
        yield _listed_name(post, reading, *found.span(1), "Organization")


def _type_of_list(run: Sequence[Candidate]) -> str | None:
    """The type of most; of two, a bare surname beside an organisation is a firm as well."""
    if len(run) >= 3:
        kind, count = Counter(c.type for c in run).most_common(1)[0]
        return kind if 2 * count > len(run) else None
    if len(run) == 2 and {c.type for c in run} == {"Person", "Organization"}:
        person = next(c for c in run if c.type == "Person")
        return "Organization" if len(person.surface.split()) == 1 else None
    return None


def _listed(post: Post, left: Candidate, right: Candidate) -> bool:
    gap = post.surface(left.end, right.start) if right.start >= left.end else "."
    return bool(_LISTING.fullmatch(gap))


def _head_type(before: str, heads: Mapping[str, str]) -> str | None:
    found = _LAST_WORDS.search(before)
    if found is None:
        return None
    first, second = (fold(word) for word in found.groups(default=""))
    if not second or second in heads:
        return heads.get(second or first)
    return heads.get(first) if len(second) > 3 or second in _PLAIN else None


def from_heads(post: Post, reading: Reading, ontology: Ontology) -> Iterator[Candidate]:
    """Yield the capitalised words after a describing word in lower case."""
    text = reading.view.text
    for match in _AFTER_HEAD.finditer(text):
        kind = ontology.heads.get(fold(match.group(1)))
        if kind is None or not match.group(1)[0].islower():
            continue
        yield candidate_at(
            post, reading, *match.span(2), kind, score=AFTER_HEAD_SCORE, detector="head"
        )


def from_quotes(post: Post, reading: Reading, heads: Mapping[str, str]) -> Iterator[Candidate]:
    """Yield quoted titles that a word for a work or an event announces."""
    text = reading.view.text
    for match in QUOTED.finditer(text):
        group = 1 if match.group(1) is not None else 2
        start, end = match.span(group)
        title = text[start:end].rstrip(" .,;:!?…")
        kind = _head_type(text[max(0, match.start() - _WINDOW) : match.start()], heads)
        if kind is None or not _title_like(title):
            continue
        end = start + len(title)
        yield candidate_at(post, reading, start, end, kind, score=QUOTED_SCORE, detector="quotes")


def to_closing_mark(
    post: Post, reading: Reading, names: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield the whole quotation where a title starts it but ends before: it has a subtitle."""
    text = reading.view.text
    starts = {c.start: c.end for c in names if c.type == "Work" and c.detector == "model"}
    for match in QUOTED.finditer(text) if starts else ():
        start, end = match.span(1 if match.group(1) is not None else 2)
        title = text[start:end].rstrip(" .,;:!?…")
        found = candidate_at(
            post, reading, start, start + len(title), "Work", score=QUOTED_SCORE, detector="quotes"
        )
        if starts.get(found.start, found.end) < found.end and _title_like(title):
            yield found


def _title_like(title: str) -> bool:
    first = next((char for char in title if char.isalnum()), "")
    return (first.isupper() or first.isdigit()) and len(title.split()) <= MAX_TITLE_WORDS
