"""Sentences of a post, cut by punctuation and blocks alone, for quotes and co-occurrence.

Cheaper than a parse and the same for every language; a wrong cut only shortens a quote.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from graphbuild.model import Post, Span

_END = re.compile(
    # The set comes first: the search leaps to its characters, and tries nowhere else.
    r"[.!?…\n](?:(?<=\n)(?:\s*\n|(?=\s*[•–*-]))"
    r"|(?<!\n)(?<![.!?…][.!?…])(?:(?<!\b[A-Z][.!?…])|[.!?…])[.!?…]*+"
    r"(?:[ \u00a0\u202f]?»|[\"”)\]])*+(?=\s++(?:[«\"“(\[]\s*+)?[A-ZÀ-ÖØ-Þ0-9]))"
)

LONGEST = 600
"""Characters after which a stretch without punctuation is cut, so that quotes stay readable."""


def sentences(post: Post) -> tuple[Span, ...]:
    """Return the sentences of a post's prose blocks, in order, trimmed of white space."""
    found: list[Span] = []
    for block in post.prose():
        text = post.surface(block.start, block.end)
        start = 0
        for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
            for cut in range(start, end, LONGEST):
                piece = text[cut : min(cut + LONGEST, end)].rstrip()
                trimmed = piece.lstrip()
                if trimmed:
                    last = block.start + cut + len(piece)
                    found.append(Span(start=last - len(trimmed), end=last))
            start = end
    return tuple(found)


def sentence_at(spans: Sequence[Span], offset: int) -> int | None:
    """Return the index of the sentence that holds an offset, or ``None``."""
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return index if index >= 0 and offset < spans[index].end else None
