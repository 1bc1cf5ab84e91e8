"""Where further posts begin in one file: the titles that follow the first.

Telling a title from a section heading is the hard part. No clue decides alone;
each is a number between 0 and 1 (see ``features``), their weighted sum decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphbuild.collect.cohesion import key_stems, last_stems, share, similarity, stems
from graphbuild.collect.fold import fold
from graphbuild.collect.names import is_likely_person
from graphbuild.collect.roles import CLOSING, LONG, READ, Mark
from graphbuild.collect.titles import MAX_TITLE

MIN_TITLE = 4
MAX_LINES = 40
MAX_CHARS = 4000
"""A window of text for the topic: so many lines before or after, each cut at so many characters."""
MAX_CANDIDATES = 3000
"""Beyond, only lines next to a date, a byline or a footer are weighed: it is no blog page."""

Shape = tuple[int, int, str]

WEIGHTS: dict[str, float] = {
    "dated_before": 3.0,
    "wider_gap": 2.6,
    "dated_after": 2.5,
    "footer_before": 2.5,
    "grown_post": 2.4,
    "opening": 2.1,
    "dissimilar": 2.0,
    "resumed": 1.8,
    "long": 1.7,
    "farewell": 1.0,
    "loose_before": 1.0,
    "novel": 0.5,
    "first_person": 0.4,
    "longer": 0.4,
    "anaphora": 0.2,
    "subtitle": 0.1,
    "emphasis": -0.4,
    "question": -0.5,
    "marked": -0.6,
    "series": -0.6,
    "heading_word": -0.7,
    "over_title": -1.0,
    "connective": -1.0,
    "tight_after": -1.0,
    "keys": -1.2,
    "remark": -1.2,
    "short_post": -1.2,
    "theme": -1.4,
    "sentences": -1.9,
}
THRESHOLD = 5.7
"""Weights and threshold: a logistic regression on 320 composed files (one to four posts of the
training corpus and the sample posts run one after another, dates and furniture taken out), rounded.
Fitted on one half of the posts, it found 0.9 (F1) of the starts in files of the other half.
The three clues that such files cannot show (dates, footers) were set by hand.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleLine:
    """A short line that may be a title, with its clues."""

    line: int
    clues: dict[str, float]

    @property
    def score(self) -> float:
        """Return the weighted sum of the clues."""
        return sum(WEIGHTS[name] * value for name, value in self.clues.items())


_LOWER = re.compile(r"[a-zà-ÿ]")
_SUBTITLE = re.compile(r"\S ?:\s\S|\s[–—-]\s\S|\S \| \S")
_MARKED = re.compile(r"[«»\"“”#!?…]|\(n°|\b(?:19|20)\d\d\b|n° ?\d")
_FIRST_PERSON = re.compile(r"\b(?:mon|ma|mes|my|j'ai|je|notre|nous)\b")
_CONNECTIVE = re.compile(
    r"(?:et|mais|alors|donc|or|bref|enfin|oui|non|ensuite|puis|car|ainsi|ce qu[ei']|ce que|and"
    r"|but|so)\b"
)
_SENTENCES = re.compile(r"[.!?…] +[A-ZÀ-Þ«\"]")
_HEADING_WORDS = re.compile(
    r"\W*(?:(?:en |la |le |les |l'|une? )?(?:introductions?|conclusions?|contexte|resultats?"
    r"|limites?|bilan|methode|demarche|resume"
    r"|synthese|sommaire|preambule|avant-propos|edito(?:rial)?|suite|fin|morale|moralite|agenda"
    r"|a venir|annexes?|sources?|infos? pratiques?"
    r"|points? forts?|points? faibles?|programme|cloture|a retenir|ce qu'il faut retenir"
    r"|pour aller plus loin|pour (?:finir|conclure)"
    r"|mot de la fin|a propos.*|l'(?:auteure?|invitee?)|et (?:maintenant|apres|demain|ensuite"
    r"|vous).{0,12}"
    r"|(?:jour|etape|partie|chapitre|episode|question|point) \w+\b.*))\W*"
)
_EMPHASIS = re.compile(r"\*\*.*\*\*|__.*__|==.*==|#+ .*")
_OPENING = re.compile(
    r"(?:bonjour|salut|coucou|hello|chers?|cheres?|allo|ca y est|cette semaine|ce (?:matin|midi"
    r"|soir|week-?end)|hier|aujourd'hui"
    r"|la semaine (?:derniere|passee)|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|j'ai "
    r"|je (?:viens|vous|suis|reviens|voulais)"
    r"|on (?:m'avait|me|a) |il y a |il etait|depuis |voici|voila|comme (?:chaque|tous|promis)"
    r"|vous (?:vous|connaissez|l'avez)"
    r"|[a-z-]{3,20}, (?:le )?\d{1,2}|retour d|tous les ans|chaque annee|dans (?:un|le) )"
)
_ANAPHORA = re.compile(
    r"(?:ils?|elles?|cel[au]i?|ceux|celles?|ce |cet |cette |ces |et |mais |oui|non|d'abord"
    r"|ensuite|puis|enfin|premiere?(?:ment)?\b|deuxieme"
    r"|tous deux|la meme|les memes|la-?dessus|resultat|autre |c'est |lui |leur )"
)
_FAREWELL = re.compile(
    r"(?:a (?:demain|bientot|suivre|lundi|mardi|mercredi|jeudi|vendredi|la semaine prochaine"
    r"|la prochaine|plus)\b"
    r"|prochain (?:billet|episode|article)|bonne (?:lecture|semaine|journee|annee|soiree|fin)"
    r"|bon week-?end"
    r"|(?:les )?sources?\b ?:|et vous\b|qu'en pensez|votre avis|merci (?:a|de|pour|d'avance)"
    r"|ps ?:|p\.s\."
    r"|vos (?:avis|commentaires|liens)|n'hesitez pas|rendez-vous|inscription|entree libre"
    r"|see you|stay tuned)"
)


def next_starts(marks: Sequence[Mark], first: int, end: int) -> list[int]:
    """Return the further lines of ``marks[first:end]`` where posts begin."""
    return [c.line for c in candidates(marks, first, end) if c.score >= THRESHOLD]


def candidates(marks: Sequence[Mark], first: int, end: int) -> list[TitleLine]:
    """Return the lines after ``first`` that may be titles, with their clues."""
    lines = [n for n in range(first + 1, end) if _may_be_title(marks, n, end)]
    if len(lines) > MAX_CANDIDATES:
        lines = [n for n in lines if _beside_header(marks, n)][:MAX_CANDIDATES]
    page = _page(marks, lines)
    found: list[TitleLine] = []
    start = first
    for n in lines:
        line = TitleLine(line=n, clues=features(marks, n, start, end, page))
        found.append(line)
        if line.score >= THRESHOLD:
            start = n
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What all candidates of a page have in common, counted once."""

    lines: frozenset[int]
    gap: int
    length: int
    questions: int
    shapes: Mapping[Shape, int]


def _page(marks: Sequence[Mark], lines: Sequence[int]) -> Page:
    gaps = sorted(marks[n].line.gap for n in lines)
    lengths = sorted(len(marks[n].text) for n in lines)
    return Page(
        lines=frozenset(lines),
        gap=gaps[len(gaps) // 2] if gaps else 0,
        length=lengths[len(lengths) // 2] if lengths else 0,
        questions=sum(_asks(marks[n]) for n in lines),
        shapes=Counter(_shape(marks, n) for n in lines),
    )


def _shape(marks: Sequence[Mark], n: int) -> Shape:
    last = marks[n].text[-1]
    return marks[n].line.gap, marks[n + 1].line.gap, last if last in "?!" else ""


def _asks(mark: Mark) -> bool:
    return "?" in mark.text[-4:]


def _beside_header(marks: Sequence[Mark], n: int) -> bool:
    roles = {marks[n - 1].role, marks[n + 1].role}
    return bool(roles & (CLOSING | {"date", "byline"}))


def _may_be_title(marks: Sequence[Mark], n: int, end: int) -> bool:
    mark = marks[n]
    if mark.role not in ("short", "quote") or len(mark.text) > MAX_TITLE or not mark.line.gap:
        return False
    if _LOWER.match(mark.text) or len(mark.text) < MIN_TITLE or is_likely_person(mark.text):
        return False
    for other in marks[n + 1 : min(end, n + 7)]:
        if other.role == "text" or (other.role in READ and len(other.text) > LONG):
            return True
    return False


def features(marks: Sequence[Mark], n: int, start: int, end: int, page: Page) -> dict[str, float]:
    """Return the clues for line ``n`` as numbers from 0 to 1; ``start`` is the post's title."""
    clues = _layout_clues(marks, n, start, page)
    clues |= _wording_clues(marks, n, page)
    return clues | _topic_clues(marks, n, start, end)


def _layout_clues(marks: Sequence[Mark], n: int, start: int, page: Page) -> dict[str, float]:
    mark, before, after = marks[n], marks[n - 1], marks[n + 1]
    dated = before.role in ("date", "byline")
    read = (dated or before.role in CLOSING) and _read_between(marks, start, n)
    size = mark.line.start - marks[start].line.end
    loose = before.role in ("short", "caption", "image", "rule") and n - 1 != start
    return {
        "dated_before": float(dated and read),
        "dated_after": float(after.role in ("date", "byline")),
        "footer_before": float(before.role in CLOSING and read),
        "wider_gap": float(mark.line.gap > page.gap),
        "loose_before": float(loose),
        "tight_after": float(after.line.gap == 0),
        "over_title": float(n + 1 in page.lines),
        "series": min(1.0, (page.shapes.get(_shape(marks, n), 1) - 1) / 5),
        "short_post": float(size < 400),
        "grown_post": min(1.0, size / 3000),
    }


def _wording_clues(marks: Sequence[Mark], n: int, page: Page) -> dict[str, float]:
    mark, before, after = marks[n], marks[n - 1], marks[n + 1]
    text = fold(mark.text)
    return {
        "farewell": float(bool(_FAREWELL.search(fold(before.text[-200:])))),
        "opening": float(bool(_OPENING.match(fold(after.text[:60])))),
        "anaphora": float(bool(_ANAPHORA.match(fold(after.text[:40])))),
        "subtitle": float(bool(_SUBTITLE.search(mark.text))),
        "long": min(1.0, max(0, len(mark.text) - 20) / 30),
        "longer": max(-1.0, min(1.0, (len(mark.text) - page.length) / 40)),
        "marked": float(bool(_MARKED.search(mark.text))),
        "first_person": float(bool(_FIRST_PERSON.search(text))),
        "remark": float(mark.line.words <= 3),
        "connective": float(bool(_CONNECTIVE.match(text))),
        "sentences": float(bool(_SENTENCES.search(mark.text))),
        "heading_word": float(bool(_HEADING_WORDS.fullmatch(text))),
        "emphasis": float(bool(_EMPHASIS.fullmatch(mark.text))),
        "question": _questions(mark, page),
    }


def _questions(mark: Mark, page: Page) -> float:
    """For a question, the share of the candidates that are questions: interviews, FAQs."""
    others = len(page.lines) - 1
    return (page.questions - 1) / others if _asks(mark) and others else 0.0


def _topic_clues(marks: Sequence[Mark], n: int, start: int, end: int) -> dict[str, float]:
    """Is the title taken up after it, and does the text speak of something else from here on?"""
    title, opening = stems([marks[n].text]), _read_lines(marks[start:n])
    ahead = stems(_read_lines(marks[n + 1 : min(end, n + MAX_LINES)]))
    behind = last_stems(_read_lines(marks[max(start, n - MAX_LINES) : n]))
    return {
        "novel": 1.0 - share(title, behind) if title else 0.0,
        "resumed": share(title, ahead),
        "dissimilar": max(0.0, 1.0 - 4 * similarity(behind, ahead)),
        "theme": share(stems([marks[start].text]), ahead),
        "keys": share(key_stems(opening), ahead),
    }


def _read_lines(marks: Sequence[Mark]) -> list[str]:
    """The prose of the first ``MAX_LINES`` lines, each cut: a window needs no more."""
    return [m.text[-MAX_CHARS:] for m in marks[:MAX_LINES] if m.role in READ]


def _read_between(marks: Sequence[Mark], start: int, n: int) -> bool:
    """Tell whether the post that began at ``start`` has any prose before line ``n``."""
    low = max(start + 1, n - MAX_LINES)
    return low > start + 1 or any(mark.role in READ for mark in marks[low:n])
