"""The title of a page's first post, among the short lines of the page's head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild.collect.cohesion import share, stems
from graphbuild.collect.fold import fold
from graphbuild.collect.roles import READ, Mark

MAX_TITLE = 140
MAX_HEADS = 6
"""Short lines above the first prose that may be the title."""

_TITLE_MARKS = re.compile(r"\S ?[:?!…]|\s[–—]\s|[«\"“#]")
_CATEGORY = re.compile(r"[a-zà-ÿ][^.!?:]*")
_GREETING = re.compile(r"(?:bonjour|salut|coucou|hello|chers? |cheres? |bienvenue)")


def first_title(marks: Sequence[Mark], first: int, end: int) -> int | None:
    """Return the line where the first post of ``marks[first:end]`` begins: title or first prose."""
    heads: list[int] = []
    prose = None
    for n in range(first, end):
        mark = marks[n]
        if mark.role in ("short", "quote") and len(mark.text) <= MAX_TITLE:
            heads.append(n)
            if len(heads) == MAX_HEADS:
                break
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
    ahead = stems(m.text for m in marks[heads[-1] + 1 : heads[-1] + 12] if m.role in READ)
    score = min(1.0, len(mark.text) / 40) + (0.8 if _TITLE_MARKS.search(mark.text) else 0.0)
    score += share(stems([mark.text]), ahead) - 0.4 * heads.index(n)
    score += 0.3 * bool(mark.line.gap or n == first)
    if after is not None:
        score += 1.0 * (after.role in ("date", "byline") and after.line.gap <= 1)
        score -= (1.0 if _TITLE_MARKS.search(mark.text) else 2.0) * (after.role in ("nav", "rule"))
    if before is not None:
        score += 0.5 * (before.role in ("date", "byline", "nav"))
        score -= 1.5 * (before.role == "image")
    if _GREETING.match(fold(mark.text)):
        score -= 1.5
    if is_category(mark.text) or is_site_name(mark.text):
        score -= 2.0
    return score


def is_category(text: str) -> bool:
    """Tell whether a short line is a category (``communication digitale / réseaux sociaux``)."""
    return bool(_CATEGORY.fullmatch(text))


def is_site_name(text: str) -> bool:
    """Tell whether a head line is the blog's name: says "blog", an address, a few capitals."""
    folded = fold(text)
    if re.fullmatch(r"(?:www\.)?[\w-]+\.(?:fr|com|net|org|be|ch|ca|info|eu|tn|ma)", folded):
        return True
    if re.match(r"(?:le |mon )?(?:blog|carnets?|journal)\b", folded) or " le blog " in folded:
        return not re.search(r"[:?!]", text)
    return False
