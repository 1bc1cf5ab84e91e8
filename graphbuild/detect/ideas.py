"""Candidates for ideas: known terms of the field, and new ones found in the post.

New terms are noun groups in the shapes of French terminology (noun + adjective, noun +
de + noun, noun + noun), ranked by ``termhood.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from graphbuild.detect.candidates import candidate_at
from graphbuild.detect.dictionary import is_noun
from graphbuild.detect.matcher import Matcher, normal
from graphbuild.detect.termhood import Occurrence, termhood
from graphbuild.model import Candidate, Post, Span
from graphbuild.reading import Reading, plain
from graphbuild.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KNOWN_SCORE = 0.9

TERM_SCORE = 0.6

MIN_RANK = 2.6
"""Least rank of a new term."""

_SHAPE = re.compile(r"N(?:[NA]{0,2}(?:PD?N[NA]?){0,2})")
"""Part-of-speech shapes: N noun, A adjective, P a preposition ``de``, D an article."""

MAX_TERM_WORDS = 5


def generic_words() -> frozenset[str]:
    """Return the nouns that head no idea (``chose``, ``exemple``), folded."""
    return _listed("generic.txt")


@cache
def _listed(name: str) -> frozenset[str]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return frozenset(
        normal(word)
        for line in text.splitlines()
        if not line.startswith("#")
        for word in line.split()
    )


def known_ideas(
    post: Post, readings: Sequence[Reading], matcher: Matcher, names: Sequence[Span]
) -> Iterator[Candidate]:
    """Yield the longest matches of the vocabulary of ideas outside names.

    ``names`` do not overlap.
    """
    names = sorted(names)
    for reading in readings:
        reached = 0
        matches = sorted(matcher.find(reading.view.text), key=lambda m: (m.start, -m.end))
        for match in matches:
            surface = reading.view.text[match.start : match.end]
            if match.start < reached or not _spelling_agrees(surface, match.label):
                continue
            span = reading.view.span(match.start, match.end)
            if _meets(span, names):
                continue
            reached = match.end
            yield candidate_at(
                post,
                reading,
                match.start,
                match.end,
                "Concept",
                score=KNOWN_SCORE,
                detector="concepts",
                iri=match.term.iri,
            )


def _meets(span: Span, taken: Sequence[Span]) -> bool:
    """Tell whether the span overlaps one of the sorted spans, which do not overlap."""
    place = bisect_left(taken, span.end, key=lambda other: other.start)
    return place > 0 and taken[place - 1].end > span.start


def _spelling_agrees(surface: str, label: str) -> bool:
    """A short acronym counts in capitals only: ``SM``, ``RSE``, ``IA``.

    A single word keeps the accent of its last letter, which parts nouns from verbs and
    adjectives: ``le partage`` is not ``partagé``, ``la gratuité`` is not ``gratuite``.
    """
    if label.isupper() and len(label) <= 4:
        return surface.isupper()
    one_word = " " not in label and not surface.isupper()
    return not one_word or _ends_in_accent(surface) == _ends_in_accent(label)


def _ends_in_accent(word: str) -> bool:
    return plain(word).lower().removesuffix("s").removesuffix("e").endswith("é")


def new_ideas(
    post: Post, readings: Sequence[Reading], taken: Sequence[Span], *, most: int
) -> Iterator[Candidate]:
    """Yield the occurrences of the best new terms of a post, ``most`` terms at most.

    ``taken`` spans do not overlap; no new term overlaps one of them, and of two new terms
    that overlap the longer one stands.
    """
    taken = sorted(taken)
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for key, occurrence in noun_groups(post, readings):
        if not _meets(occurrence.span, taken):
            found[key].append(occurrence)
    ranks = _ranked(found)
    chosen = sorted((k for k in ranks if ranks[k] >= MIN_RANK), key=lambda k: (-ranks[k], k))
    reached = -1
    kept = [(o.span.start, -o.span.end, key, o) for key in chosen[:most] for o in found[key]]
    for start, _, key, occurrence in sorted(kept, key=lambda at: at[:3]):
        if start >= reached:
            reached = occurrence.span.end
            yield _candidate(occurrence, ranks[key])


def _candidate(occurrence: Occurrence, rank: float) -> Candidate:
    return Candidate(
        start=occurrence.span.start,
        end=occurrence.span.end,
        surface=occurrence.surface,
        type="Concept",
        score=min(0.85, TERM_SCORE + 0.02 * (rank - MIN_RANK)),
        detector="terms",
        language=occurrence.language,
    )


def noun_groups(
    post: Post, readings: Sequence[Reading], *, alone: bool = False
) -> Iterator[tuple[str, Occurrence]]:
    """Yield ``(key, occurrence)`` of each French noun group in a term's shape, nested ones too.

    The key is the group's words, normalised, without prepositions and articles. With
    ``alone`` a noun of general language counts too: a keyword of a text, but no idea.
    """
    length = sum(len(reading.view.text) for reading in readings)
    before = 0
    for reading in readings:
        if reading.block.language != "en":
            for key, first, last, shape in _groups(reading, alone=alone):
                # How far down the prose: markup and furniture differ by format, it does not.
                place = (before + reading.doc[first].idx) / length
                yield key, _occurrence(post, reading, first, last, shape, place)
        before += len(reading.view.text)


def _groups(reading: Reading, *, alone: bool) -> Iterator[tuple[str, int, int, str]]:
    doc = reading.doc
    shape = "".join(_letter(token) for token in doc)
    for match in _SHAPE.finditer(shape):
        for first in range(match.start(), match.end()):
            if shape[first] != "N":
                continue
            for last in range(first, min(match.end(), first + MAX_TERM_WORDS)):
                if shape[last] in "PD":
                    continue
                words = [normal(doc[i].text) for i in range(first, last + 1) if shape[i] in "NA"]
                if _is_term(doc, first, words, alone=alone):
                    yield " ".join(words), first, last, shape


def _occurrence(
    post: Post, reading: Reading, first: int, last: int, shape: str, place: float
) -> Occurrence:
    head, end = reading.doc[first], reading.doc[last]
    span = reading.view.span(head.idx, end.idx + len(end))
    return Occurrence(
        span=span,
        surface=post.surface(span.start, span.end),
        kind=reading.block.kind,
        place=place,
        shape=shape[first : last + 1],
        subject=head.dep_.startswith("nsubj"),
        language=reading.block.language,
    )


def _letter(token: Token) -> str:
    text, pos = token.text, token.pos_
    if not text[0].isalpha():
        return "A" if _VERSION.fullmatch(text) else "."
    if pos not in _KINDS or token.ent_iob_ in "BI":
        return "."
    if pos == "NOUN" and len(text) > 2:
        return "." if _is_unknown_name(token) or _ODD.search(text) else "N"
    if pos in ("NOUN", "PROPN", "X") and (_ACRONYM.fullmatch(text) or _is_borrowed(token)):
        return "N"
    if pos == "ADJ":
        return "A"
    if pos == "ADP" and fold(text) in ("de", "d'", "du", "des"):
        return "P"
    return "D" if pos == "DET" and fold(text) in ("le", "la", "l'", "les") else "."


_KINDS = frozenset({"NOUN", "PROPN", "X", "ADJ", "ADP", "DET"})
"""Parts of speech of the words that terms are made of."""


_VERSION = re.compile(r"\d\.\d")
"""``2.0`` qualifies a noun: ``web 2.0``."""

_ODD = re.compile(r"\w[.@]\w|^[a-zß-öø-ÿ]{1,2}[A-ZÀ-Þ][a-zß-öø-ÿ]")
"""``site.fr``, ``nMarie``: addresses, and names that a lost line end is welded to."""

_ACRONYM = re.compile(r"[A-Z]{2,4}|e?[A-Z]{3}")
"""``ROI``, ``eCRM``: what no name took."""


COMMON_ENGLISH = 5.5


def _is_borrowed(token: Token) -> bool:
    """``bad buzz``: taggers take foreign words in small letters for names."""
    from wordfreq import zipf_frequency

    common = zipf_frequency(token.text, "en") > COMMON_ENGLISH  # ``from``, ``what``
    return token.text.islower() and len(token.text) > 2 and not common


def _is_term(doc: Doc, first: int, words: Sequence[str], *, alone: bool) -> bool:
    generic = generic_words()
    if len(words) == 1 and _ACRONYM.fullmatch(doc[first].text):
        return True
    if words[0] in generic or words[-1] in generic or _is_verb(doc[first].lower_):
        return False
    if len(words) == 1 and not alone and words[0] in _listed("alone.txt"):
        return False
    return not _in_preposition(doc, first)


def _is_unknown_name(token: Token) -> bool:
    """A capital inside a sentence, on a word that is no French noun, makes a name."""
    return (
        token.text[0].isupper()
        and token.i > 0
        and not _all_in_capitals(token)
        and not is_noun(token.lower_)
    )


def _all_in_capitals(token: Token) -> bool:
    """Tell whether the word stands among others in capitals, as in a heading."""
    return token.text.isupper() and token.nbor(-1).text.isupper()


_OUTER = frozenset({"au", "en", "à", "par", "aux"})
_COMPLEX = frozenset({"de", "d'", "du", "des"})


def _in_preposition(doc: Doc, index: int) -> bool:
    """Tell whether a noun is part of a preposition: ``au profit de``, ``en fonction du``."""
    return (
        0 < index < len(doc) - 1
        and doc[index - 1].lower_ in _OUTER
        and doc[index + 1].lower_ in _COMPLEX
    )


_VERB_ENDING = re.compile(r"(?:ons|ez|ions|iez|mment|ément)$")


def _is_verb(word: str) -> bool:
    """Taggers take imperatives and adverbs for nouns: ``Soyons``, ``Gageons``, ``sciemment``."""
    return bool(_VERB_ENDING.search(word)) and not is_noun(word)


def _ranked(found: dict[str, list[Occurrence]]) -> dict[str, float]:
    """Return each term's rank; one that only stands inside longer terms keeps its own."""
    within: dict[str, list[str]] = defaultdict(list)
    for key in found:
        for part in _parts(key):
            within[part].append(key)
    ranks = {}
    for key, occurrences in found.items():
        longer = within[key]
        inside = sum(len(found[other]) for other in longer) / len(longer) if longer else 0.0
        ranks[key] = termhood(key, occurrences, inside=inside)
    return ranks


def _parts(key: str) -> set[str]:
    """Return the terms inside a term: its runs of words, less the whole."""
    words = key.split()
    runs = {" ".join(words[i:j]) for j in range(len(words) + 1) for i in range(j)}
    return runs - {key}


def spans_of(candidates: Iterable[Candidate]) -> list[Span]:
    """Return where the candidates stand."""
    return [Span(start=c.start, end=c.end) for c in candidates]
