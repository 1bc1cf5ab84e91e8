"""Links that open a page on the web at the words quoted: WICG text fragments, ``#:~:text=``.

What Chromium 150 finds of them decides what is written (tried on a page of French):

- Words begin and end at a word boundary, and ``d'Adetem`` is one word to it: a name behind an
  elision is found only with the words before it as ``prefix-,``.
- ``start`` alone must lie in one block; what spans two is found as ``start,end``.
- The first place that fits is opened, so a name alone leads to its first mention: words before
  and after tell the places apart.
- ``-`` ``,`` and ``&`` have a meaning of their own and are percent-encoded.
"""

from __future__ import annotations

from urllib.parse import quote as percent_encoded

from graphbuild.model import Post
from graphbuild.write.metadata import web_node
from graphbuild.write.surroundings import surroundings

LONGEST = 100
"""Characters of a quote that is written out; a longer one is its first and last words."""
_ENDS = 4
"""Words that stand for each end of a long quote."""
_AROUND = 3
"""Words before and after: enough to be found once in a post, few enough to survive in it."""


def quote_link(url: str, post: Post, start: int, end: int, quote: str) -> str | None:
    """Return the term of the address that opens a page at ``start:end`` of its post's source.

    ``quote`` is what stands there, looked up alone where the span lies outside the post's own
    text (a byline above it). None without words or for what is no web address.
    """
    before, after = surroundings(post, start, end)
    if post.gaps and start >= post.start and end <= post.end:
        quote = _plain(post, start, end)
        before = _plain(post, start - len(before), start)
        after = _plain(post, end, end + len(after))
    return fragment_node(url, quote, before, after)


def fragment_node(url: str, quote: str, before: str = "", after: str = "") -> str | None:
    """Return the term of a quote's address; ``before`` and ``after`` stand in its line."""
    lines = [line.split() for line in quote.splitlines() if line.strip()]
    if not lines:
        return None
    whole = " ".join(lines[0])[: 3 * LONGEST]
    if len(lines) == 1 and (len(whole) <= LONGEST or len(lines[0]) < 2 * _ENDS):
        said = [_escaped(whole)]
    else:
        said = [_escaped(" ".join(words)) for words in (lines[0][:_ENDS], lines[-1][-_ENDS:])]
    if first := " ".join(before.split()[-_AROUND:]):
        said.insert(0, f"{_escaped(first)}-")
    if last := " ".join(after.split()[:_AROUND]):
        said.append(f"-{_escaped(last)}")
    page, mark, place = url.partition("#")
    return web_node(f"{page}{mark or '#'}{place}:~:text={','.join(said)}")


def _plain(post: Post, start: int, end: int) -> str:
    """Return a stretch of a post's text without what only marks it up."""
    parts = []
    for gap in post.gaps:
        if start < gap.end and gap.start < end:
            parts.append(post.surface(start, max(start, gap.start)))
            start = min(gap.end, end)
    return "".join((*parts, post.surface(start, end)))


def _escaped(text: str) -> str:
    return percent_encoded(text, safe="", errors="replace").replace("-", "%2D")
