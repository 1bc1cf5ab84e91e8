"""Main text of a page whose markup says nothing: the only place that loads trafilatura."""

from __future__ import annotations

from graphbuild.collect.entries import Piece
from graphbuild.collect.fragments import element_pieces
from graphbuild.collect.markup import Element

LONGEST = 3_000_000
"""Characters of a page that trafilatura is given: its time grows faster than the page."""


def main_pieces(text: str, root: Element) -> tuple[Piece, ...]:
    """Return the paragraphs of the main text; all of the page's where none stands out."""
    if len(text) <= LONGEST:
        import trafilatura

        found = trafilatura.bare_extraction(
            text, include_comments=False, include_links=True, favor_recall=True, with_metadata=False
        )
        body = getattr(found, "body", None)
        if body is not None:
            pieces = element_pieces(body)
            if pieces:
                return pieces
    body = root.find("body")
    return element_pieces(root if body is None else body)
