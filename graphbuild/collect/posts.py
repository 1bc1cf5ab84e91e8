"""Blocks -> a post: its extent, its languages, the places where a space was lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild.collect.blocks import settle_languages
from graphbuild.collect.breaks import find_breaks
from graphbuild.model import PROSE, Block, Metadata, Post, Signature, Source, Span

_PLAIN = frozenset({"paragraph", "item", "quote"})
_NOTHING_SAID = Metadata()


def make_post(
    source: Source,
    post_id: str,
    start: int,
    blocks: Sequence[Block],
    *,
    kind: str = "post",
    parent: str | None = None,
    title: str | None = None,
    author: str | None = None,
    signatures: tuple[Signature, ...] = (),
    date: str | None = None,
    gaps: tuple[Span, ...] = (),
    meta: Metadata = _NOTHING_SAID,
) -> Post:
    """Return the post of these blocks, which are in order and have no language yet.

    ``start`` is where its title or its body begins; ``gaps`` are sorted.
    """
    settled, language = settle_languages(source.text, blocks)
    inside = [block.end for block in settled if block.start >= start]
    if kind == "comment":
        inside = [block.end for block in settled if block.kind in PROSE]
    end = max(inside, default=start)
    return Post(
        id=post_id, source=source.path, start=start, end=end, text=source.text[start:end],
        kind=kind, parent=parent, title=title, author=author, signatures=signatures, date=date,
        language=language, blocks=tuple(settled), breaks=tuple(_breaks(source.text, settled, gaps)),
        gaps=gaps, meta=meta,
    )  # fmt: skip


def _breaks(text: str, blocks: Sequence[Block], gaps: Sequence[Span]) -> Iterator[int]:
    markup = {offset for gap in gaps for offset in range(gap.start, gap.end + 1)}
    for block in blocks:
        piece = text[block.start : block.end]
        found = find_breaks(piece, block.start, prose=block.kind in _PLAIN)
        yield from (offset for offset in found if offset not in markup)
