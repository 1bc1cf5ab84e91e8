"""Where posts begin: the first title, and the titles that follow in one file.

Telling a title from a section heading is the hard part. No clue decides alone;
each is a number between 0 and 1 (see ``features``), their weighted sum decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.collect.cohesion import last_stems, share, similarity, stems
from graphbuild.collect.fold import fold
from graphbuild.collect.roles import CLOSING, READ, Mark

LONG = 100
MAX_TITLE = 140

WEIGHTS: dict[str, float] = {
    "dated_before": 3.0,
    "dated_after": 2.0,
    "footer_before": 2.5,
    "wider_gap": 1.0,
    "loose_before": 0.8,
    "farewell": 1.0,
    "subtitle": 0.8,
    "long": 0.8,
    "marked": 0.4,
    "first_person": 0.6,
    "novel": 1.0,
    "resumed": 0.4,
    "dissimilar": 3.0,
    "tight_after": -1.5,
    "remark": -1.5,
    "series": -1.0,
    "short_post": -1.0,
}
THRESHOLD = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A short line that may be a title, with its clues."""

    line: int
    clues: dict[str, float]

    @property
    def score(self) -> float:
        return sum(WEIGHTS[name] * value for name, value in self.clues.items())


_TITLE_MARKS = re.compile(r"\S ?[:?!…]|\s[–—]\s|[«\"“#]")
_LOWER = re.compile(r"[a-zà-ÿ]")
_SUBTITLE = re.compile(r"\S ?:\s\S|\s[–—-]\s\S|\S \| \S")
_MARKED = re.compile(r"[«»\"“”#!?…]|\(n°|\b(?:19|20)\d\d\b|n° ?\d")
_FIRST_PERSON = re.compile(r"\b(?:mon|ma|mes|my|j'ai|je|notre|nous)\b")
_FAREWELL = re.compile(
    r"(?:a (?:demain|bientot|suivre|lundi|mardi|mercredi|jeudi|vendredi|la semaine prochaine|la prochaine|plus)\b"
    r"|prochain (?:billet|episode|article)|bonne (?:lecture|semaine|journee|annee|soiree|fin)|bon week-?end"
    r"|(?:les )?sources?\b ?:|et vous\b|qu'en pensez|votre avis|merci (?:a|de|pour|d'avance)|ps ?:|p\.s\."
    r"|vos (?:avis|commentaires|liens)|n'hesitez pas|rendez-vous|inscription|entree libre|see you|stay tuned)"
)


def first_title(marks: Sequence[Mark], first: int, end: int) -> int | None:
    """Return the line where the first post of ``marks[first:end]`` begins: title or first prose."""
    heads: list[int] = []
    prose = None
    for n in range(first, end):
        mark = marks[n]
        if mark.role in ("short", "quote") and len(mark.text) <= MAX_TITLE:
            heads.append(n)
        elif mark.role in READ and mark.role != "caption":
            prose = n
            break
    if not heads:
        return prose
    return max(heads, key=lambda n: (title_score(marks, n, first, heads), -n))


def title_score(marks: Sequence[Mark], n: int, first: int, heads: Sequence[int]) -> float:
    """How much line ``n`` of a page's head is the title rather than the site's name or a heading.

    The weights were set on the heads of the five seed pages and the sample corpus.
    """
    mark = marks[n]
    before = marks[n - 1] if n > first else None
    after = marks[n + 1] if n + 1 < len(marks) else None
    ahead = stems("\n".join(m.text for m in marks[heads[-1] + 1 : heads[-1] + 12] if m.role in READ))
    score = min(1.0, len(mark.text) / 40) + (0.8 if _TITLE_MARKS.search(mark.text) else 0.0)
    score += share(stems(mark.text), ahead) - 0.4 * heads.index(n)
    score += 0.3 * bool(mark.line.gap or n == first)
    if after is not None:
        score += 1.0 * (after.role in ("date", "byline") and after.line.gap <= 1)
        score -= 2.0 * (after.role in ("nav", "rule"))
    if before is not None:
        score += 0.5 * (before.role in ("date", "byline", "nav"))
    if is_category(mark.text) or is_site_name(mark.text):
        score -= 2.0
    return score


def is_category(text: str) -> bool:
    """Tell whether a short line is a category (``communication digitale / réseaux sociaux``)."""
    return bool(_LOWER.match(text)) and not re.search(r"[.!?:]", text)


def is_site_name(text: str) -> bool:
    """Tell whether a head line is the blog's name: says "blog", an address, a few capitals."""
    folded = fold(text)
    if re.fullmatch(r"(?:www\.)?[\w-]+\.(?:fr|com|net|org|be|ch|ca|info|eu|tn|ma)", folded):
        return True
    if re.match(r"(?:le |mon )?(?:blog|carnets?|journal)\b", folded) or " le blog " in folded:
        return not re.search(r"[:?!]", text)
    return False


def next_starts(marks: Sequence[Mark], first: int, end: int) -> list[int]:
    """Return the further lines of ``marks[first:end]`` where a post begins; ``first`` is the title."""
    return [c.line for c in candidates(marks, first, end) if c.score >= THRESHOLD]


def candidates(marks: Sequence[Mark], first: int, end: int) -> list[Candidate]:
    """Return the lines after ``first`` that may be titles, with their clues."""
    lines = [n for n in range(first + 1, end) if _may_be_title(marks, n, end)]
    found: list[Candidate] = []
    start = first
    for n in lines:
        candidate = Candidate(line=n, clues=features(marks, n, start, end, lines))
        found.append(candidate)
        if candidate.score >= THRESHOLD:
            start = n
    return found


def _may_be_title(marks: Sequence[Mark], n: int, end: int) -> bool:
    mark = marks[n]
    if mark.role not in ("short", "quote") or len(mark.text) > 140 or not mark.line.gap:
        return False
    if _LOWER.match(mark.text) or len(mark.text) < 4:
        return False
    for other in marks[n + 1 : min(end, n + 7)]:
        if other.role == "text" or (other.role in READ and len(other.text) > LONG):
            return True
    return False


def features(
    marks: Sequence[Mark], n: int, start: int, end: int, lines: Sequence[int]
) -> dict[str, float]:
    """Return the clues for line ``n`` as numbers from 0 to 1; ``start`` is the post's title."""
    mark, before, after = marks[n], marks[n - 1], marks[n + 1]
    text = fold(mark.text)
    past = "\n".join(m.text for m in marks[start:n] if m.role in READ)
    future = "\n".join(m.text for m in marks[n + 1 : _window_end(marks, n, end)] if m.role in READ)
    title, ahead, behind = stems(mark.text), stems(future), last_stems(past)
    gaps = sorted(marks[k].line.gap for k in lines)
    return {
        "dated_before": float(before.role in ("date", "byline") and _read_between(marks, start, n)),
        "dated_after": float(after.role in ("date", "byline")),
        "footer_before": float(before.role in CLOSING and _read_between(marks, start, n)),
        "wider_gap": float(mark.line.gap > gaps[len(gaps) // 2]),
        "loose_before": float(before.role in ("short", "caption", "image", "rule") and n - 1 != start),
        "farewell": float(bool(_FAREWELL.search(fold(before.text[-200:])))),
        "subtitle": float(bool(_SUBTITLE.search(mark.text))),
        "long": min(1.0, max(0, len(mark.text) - 20) / 30),
        "marked": float(bool(_MARKED.search(mark.text))),
        "first_person": float(bool(_FIRST_PERSON.search(text))),
        "novel": 1.0 - share(title, behind) if title else 0.0,
        "resumed": share(title, ahead),
        "dissimilar": max(0.0, 1.0 - 4 * similarity(behind, ahead)),
        "tight_after": float(after.line.gap == 0),
        "remark": float(mark.line.words <= 3),
        "series": min(1.0, _alike(marks, n, lines) / 5),
        "short_post": float(len(past) < 400),
    }


def _read_between(marks: Sequence[Mark], start: int, n: int) -> bool:
    """Tell whether the post that began at ``start`` has any prose before line ``n``."""
    return any(mark.role in READ for mark in marks[start + 1 : n])


def _window_end(marks: Sequence[Mark], n: int, end: int) -> int:
    return min(end, n + 40)


def _alike(marks: Sequence[Mark], n: int, lines: Sequence[int]) -> int:
    """Count the other candidates with the same shape: spacing and final mark."""
    def shape(k: int) -> tuple[int, int, str]:
        last = marks[k].text[-1]
        return marks[k].line.gap, marks[k + 1].line.gap, last if last in "?!" else ""

    return sum(shape(k) == shape(n) for k in lines if k != n)
