"""Candidates for names: from the recogniser, the vocabulary and the page's layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.detect.beliefs import LABELS
from graphbuild.detect.candidates import candidate_at
from graphbuild.detect.matcher import Matcher
from graphbuild.model import NAME_TYPES, Candidate, Post
from graphbuild.ontology import Term
from graphbuild.reading import Reading

SIGNATURE_SCORE = 0.95
VOCABULARY_SCORE = 0.9
AMBIGUOUS_SCORE = 0.45
MODEL_SCORE = 0.7
SMALL_SCORE = 0.2
"""A name without a capital needs more than the recogniser's word."""

_LOWER_LEAD = re.compile(
    r"(?:le|la|les|l|un|une|des|du|de|d|the|an?|ce|cette|notre|votre|son|sa|ses|mon|ma|à|au|aux"
    r"|chez|en|et|avec|par|pour|via)\b['’]?\s*"
)
_ARTICLE = re.compile(r"(?:L['’]|Le |La |Les |Un |Une |The )")
_PREFIX_LEAD = re.compile(r"(?:ex|anti|pro|post|pré|non|néo|tout|mini|super|quasi)-(?=[A-ZÀ-Ö])")
"""Prefixes that French puts before any name: ``ex-Nestlé``, ``le tout-Facebook``."""
_TITLE_LEAD = re.compile(r"(?:MM?|Mme|Mlle|Dr|Pr|Mr|Mrs|Ms)\b\.?\s+(?![A-ZÀ-ÖØ-Þ]\b\.?[^\w\n]*\Z)")
"""Not so of ``M. F.`` and ``Mme F.``: an initial alone names nobody."""
_INITIALS = re.compile(r"\b(?:[A-ZÀ-ÖØ-Þ]\.[ \u00a0-]?){1,3}[A-ZÀ-ÖØ-Þ]\.\Z")
_MOST_INITIALS = 10
"""Characters of the initials before the last."""
_TAIL = re.compile(
    r"(?<!\s)\s++(?:de la|de l'|de|du|des|d'|la|le|les|l'|et|ou|en|à|au|aux|pour|sur|avec|chez|dans"
    r"|of|and|the|in|for|on|at|by)\Z"
)
_COLON = re.compile(r"(?<!\s)\s++:\s|:\s|\n")
"""Only titles go on after a colon: ``SEO Campus : deux jours de conférences``."""
_LOWER_WORD = re.compile(
    r"(?<!\s)\s++(?!(?:de|du|des|d'|la|le|les|l'|von|van|der|den|del|della|di|da|dos|do|y|al|el|ben|bin|et)\b)"
    r"[a-zà-öø-ÿ]{2}[\w'’-]*"
)
"""A word in lower case that is no particle ends a person's name: ``Ana Ruiz directrice``."""
_COMPOUND = re.compile(r"(?<=\w)-[A-ZÀ-ÖØ-Þ]\w+")
_YEAR = re.compile(r"(?<![\s,])[\s,]++(?:19|20)\d\d\Z")

_WORDS = re.compile(r"[^\W\d_][^\W_]*")
_EDGE = " \t\n\u00a0.,;:!?…»«\"“”‘’'()[]•*–—-/@&"


def trim(text: str, start: int, end: int, *, keep_article: bool = False) -> tuple[int, int]:
    """Return the range less articles, civility titles, quotation marks and punctuation.

    ``keep_article`` keeps a capitalised leading article, which may belong to a work's or
    a brand's name (``Les Échos``). The range may come back empty.
    """
    while start < end:
        if text[start] in _EDGE:
            start += 1
            continue
        lead = (
            _LOWER_LEAD.match(text, start, end)
            or _TITLE_LEAD.match(text, start, end)
            or _PREFIX_LEAD.match(text, start, end)
        )
        if not lead and not keep_article:
            lead = _ARTICLE.match(text, start, end)
        if not lead or lead.end() >= end:
            break
        start = lead.end()
    while end > start:
        if text[end - 1] in _EDGE and not _closes(text, start, end):
            end -= 1
            continue
        tail = _TAIL.search(text, start, end)
        if tail is None:
            break
        end = tail.start()
    return start, end


def _closes(text: str, start: int, end: int) -> bool:
    """Tell whether the last character belongs to the name: ``(bis)``, ``C. D.``."""
    last = text[end - 1]
    if last == ".":
        return bool(_INITIALS.search(text, max(start, end - _MOST_INITIALS), end))
    return last in ")]" and text.count("([["[")]".index(last)], start, end) > 0


def from_signatures(post: Post) -> Iterator[Candidate]:
    """Yield the names that the layout says are authors."""
    for signature in post.signatures:
        yield Candidate(
            start=signature.start,
            end=signature.end,
            surface=signature.name,
            type="Person",
            score=SIGNATURE_SCORE,
            detector="byline",
            language=post.language,
        )


def from_model(post: Post, reading: Reading) -> Iterator[Candidate]:
    """Yield what the recogniser marked, cleaned up."""
    text = reading.view.text
    for entity in reading.doc.ents:
        kind = LABELS.get(entity.label_, entity.label_)
        if kind not in NAME_TYPES:
            continue
        start, end = trim(
            text,
            entity.start_char,
            entity.end_char,
            keep_article=kind in ("Work", "Organization"),
        )
        end = _name_end(text, start, _word_end(text, end), kind)
        if start >= end:
            continue
        if kind == "Person" and end - start == 1:
            start, end = _with_initials(text, start, end)
        if _looks_like_name(text[start:end]):
            yield candidate_at(post, reading, start, end, kind, score=MODEL_SCORE, detector="model")
        elif any(char.isalpha() for char in text[start:end]):
            yield candidate_at(post, reading, start, end, kind, score=SMALL_SCORE, detector="lower")


def _with_initials(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of all initials where the recogniser took the last: ``M. F.``."""
    before = max(0, start - _MOST_INITIALS)
    found = _INITIALS.search(text, before, end + 1)
    return found.span() if found else (start, end)


def _word_end(text: str, end: int) -> int:
    """Return the end of a compound that the name stops short of: ``Jean-Michel``."""
    rest = _COMPOUND.match(text, end)
    return rest.end() if rest else end


def _name_end(text: str, start: int, end: int, kind: str) -> int:
    """Return where a name of this type ends at the latest: titles may hold anything."""
    stops = [_COLON] if kind != "Work" else []
    if kind in ("Person", "Place", "Organization"):
        stops.append(_YEAR)
    if kind == "Person":
        stops.append(_LOWER_WORD)
    for stop in stops:
        found = stop.search(text, start, end)
        end = found.start() if found else end
    return end


def from_vocabulary(post: Post, reading: Reading, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the known names, in the spelling that names need."""
    text = reading.view.text
    for match in matcher.find(text):
        surface = text[match.start : match.end]
        if not _spelt_as_name(surface, match.term, match.label):
            continue
        at_start = not any(char.isalnum() for char in text[: match.start])
        doubtful = match.term.ambiguous or (match.term.needs_capital and at_start)
        score = AMBIGUOUS_SCORE if doubtful else VOCABULARY_SCORE
        yield candidate_at(
            post,
            reading,
            match.start,
            match.end,
            match.term.type,
            score=score,
            detector="names",
            iri=match.term.iri,
        )


def _looks_like_name(surface: str) -> bool:
    """A name holds a letter, and a capital or a digit; names in lower case need better proof."""
    letters = any(char.isalpha() for char in surface)
    return letters and any(char.isupper() or char.isdigit() or char in "@#" for char in surface)


def _spelt_as_name(surface: str, term: Term, label: str) -> bool:
    if label.isupper() and len(label) <= 4:
        return surface in (label, label.rstrip("."))
    if any(char.isupper() for char in surface):
        return not term.needs_capital or _capitals_agree(surface, label)
    lower_as_label = label.islower()
    common = term.type in ("Product", "Organization") and len(surface) >= 5
    return lower_as_label or (common and not term.needs_capital and not term.ambiguous)


def _capitals_agree(surface: str, label: str) -> bool:
    """Tell whether every word has the capital it has in the label: ``Le soir`` is no daily."""
    if surface.isupper():
        return True
    pairs = zip(_WORDS.findall(surface), _WORDS.findall(label), strict=False)
    return all(word[0].isupper() or not known[0].isupper() for word, known in pairs)
