"""What stands around a mention, for who reads a quote and for who finds it again in the page.

Web Annotation, 4.2.4: a quote should come with the text right before and right after it.
"""

from __future__ import annotations

from graphbuild.model import Post

CONTEXT = 60
"""Most code points on each side: with the name, the length of a line one reads at a glance."""


def surroundings(post: Post | None, start: int, end: int) -> tuple[str, str]:
    """Return the text before and after a span of the source, in its line, cut at a space.

    Empty for a span that lies outside the post (a byline above it).
    """
    if post is None or start < post.start or end > post.end:
        return "", ""
    before = post.surface(max(post.start, start - CONTEXT - 1), start).rpartition("\n")[2]
    after = post.surface(end, min(post.end, end + CONTEXT + 1)).partition("\n")[0]
    if len(before) > CONTEXT:
        before = before.partition(" ")[2]
    if len(after) > CONTEXT:
        after = after.rpartition(" ")[0]
    return before, after
