"""The texts of the posts as the page keeps them: once each, with what they name.

A quote is three numbers, the post, the offset and the length in its text, so that no
sentence is kept twice however often it is quoted; the page cuts the sentence out itself.
JavaScript counts UTF-16 units, so offsets are turned from code points here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graphbuild.model import Mention, Post, PostRecord

CHUNK = 400_000
"""Characters of posts that are packed, and unpacked by the page, together."""

BLOCK_KINDS = (
    *("title", "heading", "paragraph", "item", "quote", "caption"),
    *("byline", "date", "furniture", "code"),
)
"""The kinds of ``Block``, numbered."""

_WIDE = re.compile("[\U00010000-\U0010ffff]")

Place = list[int]
"""Post, offset and length in its text, in UTF-16 units."""


class PostTexts:
    """The posts of a knowledge, numbered in their order."""

    def __init__(self, records: Sequence[PostRecord]) -> None:
        """Number the posts."""
        self.records = records
        self.numbers = {record.post.id: index for index, record in enumerate(records)}
        self._known: dict[str, tuple[int, int, int, list[int]]] = {}

    def place(self, post_id: str, start: int, end: int) -> Place | None:
        """Return where a source's ``start:end`` stands in the post's text; None outside it."""
        if post_id not in self.numbers:
            return None
        number, first, length, wide = self._known.get(post_id) or self._measured(post_id)
        low, high = start - first, end - first
        if low < 0 or high > length:
            return None
        if not wide:
            return [number, low, high - low]
        # Each character that takes two units moves all after it by one.
        first = low + bisect_left(wide, low)
        return [number, first, high + bisect_left(wide, high) - first]

    def _measured(self, post_id: str) -> tuple[int, int, int, list[int]]:
        """Return, and keep, a post's number, start, length and its characters of two units."""
        number = self.numbers[post_id]
        post = self.records[number].post
        wide = [match.start() for match in _WIDE.finditer(post.text)]
        self._known[post_id] = number, post.start, len(post.text), wide
        return self._known[post_id]

    def _shape(self, post: Post) -> tuple[list[int], list[int]]:
        """Return the blocks and the gaps that lie within the post's text, flat."""
        blocks: list[int] = []
        for block in post.blocks:
            place = self.place(post.id, block.start, block.end)
            if place:
                blocks += [*place[1:], BLOCK_KINDS.index(block.kind)]
        places = (self.place(post.id, gap.start, gap.end) for gap in post.gaps)
        return blocks, [value for place in places if place for value in place[1:]]

    def chunks(
        self, mentions: Iterable[Mention], numbers: Mapping[str, int]
    ) -> Iterator[list[list[Any]]]:
        """Yield lists of posts, each ``[text, mentions, outside, blocks, gaps]``.

        All but ``outside`` are flat lists: ``offset, length, node`` for each mention, the
        nodes numbered by ``numbers``; ``offset, length, kind`` for each block, the kinds by
        ``BLOCK_KINDS``; ``offset, length`` for each gap. ``outside`` holds ``[node, start,
        surface]`` of what stands outside the post's own text (the name in a comment's
        header), with its place in the source.
        """
        inside: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        outside: defaultdict[int, list[list[Any]]] = defaultdict(list)
        for mention in mentions:
            node, post = numbers.get(mention.entity), self.numbers.get(mention.post)
            if node is None or post is None:
                continue
            place = self.place(mention.post, mention.start, mention.end)
            if place:
                inside[post].append((place[1], place[2], node))
            else:
                outside[post].append([node, mention.start, mention.surface])
        chunk: list[list[Any]] = []
        size = 0
        for number, record in enumerate(self.records):
            flat = [value for place in sorted(inside[number]) for value in place]
            chunk.append([record.post.text, flat, outside[number], *self._shape(record.post)])
            size += len(record.post.text)
            if size >= CHUNK:
                yield chunk
                chunk, size = [], 0
        if chunk:
            yield chunk
