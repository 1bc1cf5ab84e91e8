"""The sentences of all posts, each post cut once, however many ask for them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable

from graphbuild.model import Post, Span
from graphbuild.sentences import sentences


class Passages:
    """Where sentences stand, by post: 8 bytes for each, where a ``Span`` has 100."""

    def __init__(self) -> None:
        """Begin without any; posts are cut when they are asked for."""
        self._cut: dict[str, tuple[array[int], array[int]]] = {}

    def count(self, post: Post) -> int:
        """Return how many sentences a post has."""
        return len(self._of(post)[0])

    def index(self, post: Post, offset: int) -> int | None:
        """Return the number of the sentence that holds an offset, or ``None``."""
        return self.indices(post, (offset,))[0]

    def indices(self, post: Post, offsets: Iterable[int]) -> list[int | None]:
        """Return the numbers of the sentences that hold some offsets."""
        starts, ends = self._of(post)
        found = ((bisect_right(starts, offset) - 1, offset) for offset in offsets)
        return [i if i >= 0 and offset < ends[i] else None for i, offset in found]

    def span(self, post: Post, index: int) -> Span:
        """Return where a sentence stands."""
        starts, ends = self._of(post)
        return Span(start=starts[index], end=ends[index])

    def _of(self, post: Post) -> tuple[array[int], array[int]]:
        found = self._cut.get(post.id)
        if found is None:
            spans = sentences(post)
            found = array("I", (s.start for s in spans)), array("I", (s.end for s in spans))
            self._cut[post.id] = found
        return found
