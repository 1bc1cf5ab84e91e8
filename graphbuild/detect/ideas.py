"""Candidates for ideas: known terms of the field, and new ones found in the post.

New terms are noun groups in the shapes of French terminology (Daille 1996: noun +
adjective, noun + de + noun, noun + noun), ranked by frequency less the frequency
inside longer terms (C-value, Frantzi et al. 2000), by rarity in general French
(wordfreq's Zipf scale, 0 to 8) and by place (title, headings, first lines).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from graphbuild.detect.candidates import candidate_at
from graphbuild.detect.dictionary import is_noun
from graphbuild.detect.matcher import Matcher, normal
from graphbuild.model import Candidate, Post, Span
from graphbuild.reading import Reading, plain
from graphbuild.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KNOWN_SCORE = 0.9

TERM_SCORE = 0.6

MIN_RANK = 4.0
"""Least rank of a new term, tuned with the figure above."""

_SHAPE = re.compile(r"N(?:[NA]{0,2}(?:PD?N[NA]?){0,2})")
"""Part-of-speech shapes: N noun, A adjective, P a preposition ``de``, D an article."""

MAX_TERM_WORDS = 5


@cache
def generic_words() -> frozenset[str]:
    """Return the nouns that name no idea on their own (``chose``, ``exemple``), folded."""
    text = resources.files(__package__).joinpath("generic.txt").read_text(encoding="utf-8")
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


@dataclass(frozen=True, slots=True)
class _Occurrence:
    span: Span
    surface: str
    weight: float
    language: str


def new_ideas(
    post: Post, readings: Sequence[Reading], taken: Sequence[Span], *, per_1000_words: int
) -> Iterator[Candidate]:
    """Yield the occurrences of the best new terms of a post.

    ``taken`` spans do not overlap; no new term overlaps one of them.
    """
    taken = sorted(taken)
    found: dict[str, list[_Occurrence]] = defaultdict(list)
    for reading in readings:
        if reading.block.language == "en":
            continue
        for key, first, last in _terms(reading.doc):
            start = reading.doc[first].idx
            end = reading.doc[last].idx + len(reading.doc[last])
            span = reading.view.span(start, end)
            if not _meets(span, taken):
                occurrence = _Occurrence(
                    span=span,
                    surface=post.surface(span.start, span.end),
                    weight=_place_weight(post, reading, span),
                    language=reading.block.language,
                )
                found[key].append(occurrence)
    ranks = _ranked(found)
    room = max(3, round(per_1000_words * len(post.text.split()) / 1000))
    chosen = sorted(ranks, key=lambda key: (-ranks[key], key))[:room]
    for key in chosen:
        if ranks[key] < MIN_RANK:
            continue
        for occurrence in found[key]:
            yield Candidate(
                start=occurrence.span.start,
                end=occurrence.span.end,
                surface=occurrence.surface,
                type="Concept",
                score=min(0.85, TERM_SCORE + 0.02 * (ranks[key] - MIN_RANK)),
                detector="terms",
                language=occurrence.language,
            )


def _terms(doc: Doc) -> Iterator[tuple[str, int, int]]:
    """Yield ``(key, first token, last token)`` of each noun group in a term's shape."""
    shape = "".join(_letter(token) for token in doc)
    for match in _SHAPE.finditer(shape):
        first, last = match.start(), match.end() - 1
        for end in range(last, first - 1, -1):
            if shape[end] in "PD" or end - first + 1 > MAX_TERM_WORDS:
                continue
            words = [normal(doc[i].text) for i in range(first, end + 1) if shape[i] in "NA"]
            if _is_term(doc, first, end, words):
                yield " ".join(words), first, end


def _letter(token: Token) -> str:
    if not token.text[0].isalpha() or token.ent_iob_ in "BI":
        return "."
    if token.pos_ == "NOUN" and len(token.text) > 2:
        return "." if _is_unknown_name(token) else "N"
    if token.pos_ == "ADJ":
        return "A"
    if token.pos_ == "ADP" and fold(token.text) in ("de", "d'", "du", "des"):
        return "P"
    return "D" if token.pos_ == "DET" and fold(token.text) in ("le", "la", "l'", "les") else "."


def _is_term(doc: Doc, first: int, last: int, words: Sequence[str]) -> bool:
    generic = generic_words()
    if words[0] in generic or words[-1] in generic or _is_verb(doc[first].lower_):
        return False
    if _in_preposition(doc, first):
        return False
    return len(words) > 1 or (first == last and _zipf(doc[first].text) < 3.3 and len(words[0]) > 4)


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


_VERB_ENDING = re.compile(r"(?:ons|ez|ions|iez)$")


def _is_verb(word: str) -> bool:
    """Taggers take imperatives at the start of a line for nouns: ``Soyons``, ``Gageons``."""
    return bool(_VERB_ENDING.search(word)) and not is_noun(word)


@cache
def _zipf(word: str) -> float:
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "fr"))


def _place_weight(post: Post, reading: Reading, span: Span) -> float:
    if reading.block.kind == "title":
        return 2.0
    if reading.block.kind == "heading":
        return 1.5
    early = (span.start - post.start) / max(1, len(post.text))
    return 1.2 if early < 0.15 else 1.0


def _ranked(found: dict[str, list[_Occurrence]]) -> dict[str, float]:
    """Return each term's rank: C-value times rarity times place."""
    ranks = {}
    within: dict[str, list[str]] = defaultdict(list)
    for key in found:
        for part in _parts(key):
            within[part].append(key)
    for key, occurrences in found.items():
        words = key.split()
        longer = within[key]
        nested = sum(len(found[other]) for other in longer) / len(longer) if longer else 0.0
        count = len(occurrences) - nested
        if count <= 0:
            continue
        rarity = sum(max(0.0, 7.5 - _zipf(o)) for o in words) / len(words)
        place = max(occurrence.weight for occurrence in occurrences)
        ranks[key] = math.log2(1 + len(words)) * math.log2(1 + count) * rarity * place
    return ranks


def _parts(key: str) -> set[str]:
    """Return the terms inside a term: its runs of words, less the whole."""
    words = key.split()
    runs = {" ".join(words[i:j]) for j in range(len(words) + 1) for i in range(j)}
    return runs - {key}


def spans_of(candidates: Iterable[Candidate]) -> list[Span]:
    """Return where the candidates stand."""
    return [Span(start=c.start, end=c.end) for c in candidates]
