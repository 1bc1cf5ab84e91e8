"""The body of a Markdown post -> blocks, links and what is markup; offsets in the file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphbuild.collect.blocks import paragraph_blocks
from graphbuild.collect.entries import MAX_FURNITURE
from graphbuild.collect.furniture import furniture_role
from graphbuild.collect.inline import parser
from graphbuild.model import Block, Link, Span

_INSTRUCTION = re.compile(
    r"\{%(?:[^%{]++|%(?!\})|\{(?!%))*+%\}|\{\{(?:[^{}]++|\}(?!\})|\{(?!\{))*+\}\}"
)
"""Tags of Liquid and Nunjucks, shortcodes of Hugo. One does not begin inside another."""
_OPENING = re.compile(r"\{%-?\s*(highlight|raw|codeblock|comment)\b|\{\{[<%]\s*highlight\b")
_CLOSING: dict[str | None, re.Pattern[str]] = {
    None: re.compile(r"/\s*highlight\s*[>%]\}\}"),
    **{
        name: re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}")
        for name in ("highlight", "raw", "codeblock", "comment")
    },
}
"""What ends the code that an instruction opens."""
_REFERRING = re.compile(
    r"\{[{%][<%-]?\s*(?:post_url|link|post_link|relref|ref)\s+[\"']?([^\s\"'}]+)"
)
_EXTRAS = re.compile(
    r"\{:[^{}\n]*\}|\[\^[^\[\]\s]+\]:?|(?<=[\w)])\{[.#][^{}\n]*\}|^\[\[?toc\]?\]$|^:::.*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Attribute lists of kramdown and Pandoc, notes' marks, fences of containers."""
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^>]*(?:>|\Z)", re.DOTALL)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|i|mark|q|s|small|span|strong|su[bp]|u)\b", re.IGNORECASE
)
_UNREAD_HTML = re.compile(
    r"\s*<(?:script|style|pre|iframe|svg|object|embed|form|video|audio)\b", re.IGNORECASE
)
_KINDS = {"heading_open": "heading", "list_item_open": "item", "blockquote_open": "quote"}


@dataclass(slots=True, kw_only=True)
class Body:
    """The blocks of a body as they are found; ``base`` is where ``raw`` stands in the file."""

    raw: str
    seen: str
    base: int
    blocks: list[Block] = field(default_factory=list)
    gaps: list[Span] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def gap(self, start: int, end: int) -> None:
        """Note a stretch of ``raw`` that is markup."""
        if start < end:
            self.gaps.append(Span(start=self.base + start, end=self.base + end))

    def add(self, start: int, end: int, kind: str) -> None:
        """Note a stretch of ``raw`` as a block, without the white space around it."""
        piece = self.raw[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if start < end:
            self.blocks.append(Block(start=self.base + start, end=self.base + end, kind=kind))


def read_body(text: str, start: int) -> Body:
    """Read the Markdown of ``text`` from ``start`` on."""
    raw = text[start:]
    # markdown-it reads placeholders of the same length, so that it cannot trip over them.
    instructions = list(_instructions(raw))
    seen = _hidden(raw, instructions)
    seen = seen.replace("\r\n", " \n").replace("\r", "\n")
    body = Body(raw=raw, seen=seen, base=start)
    lines = [0, *(m.end() for m in re.finditer(r"\n", seen)), len(seen), len(seen)]
    tokens, env = parser().blocks(seen)
    open_tokens: list[str] = []
    cursor = 0
    for token in tokens:
        first, last = (lines[n] for n in token.map or (0, 0))
        if token.type == "inline":
            cursor = _inline(body, token.content, env, max(first, cursor), _kind(open_tokens))
        elif token.type in ("fence", "code_block"):
            body.add(first, last, "code")
        elif token.type == "html_block":
            _html_block(body, first, last)
        elif token.nesting == 1:
            open_tokens.append(token.type)
        elif token.nesting == -1:
            open_tokens.pop()
    for first, last in (*instructions, *(found.span() for found in _EXTRAS.finditer(raw))):
        body.gap(first, last)
    body.gaps = merged(body.gaps)
    body.blocks = list(_settled(text, body))
    return body


def _instructions(raw: str) -> Iterator[tuple[int, int]]:
    """Yield where the instructions of a template stand, each with the code it opens."""
    endless: set[str | None] = set()
    at = 0
    while found := _INSTRUCTION.search(raw, at):
        at = found.end()
        opening = _OPENING.match(found[0])
        if opening and opening[1] not in endless:
            closing = _CLOSING[opening[1]].search(raw, at)
            if closing:
                at = closing.end()
            else:  # looked for once, not once for each that opens
                endless.add(opening[1])
        yield found.start(), at


def _hidden(raw: str, stretches: Sequence[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for first, last in stretches:
        pieces += raw[at:first], re.sub(r"[^\r\n]", "x", raw[first:last])
        at = last
    return "".join(pieces) + raw[at:]


def _kind(open_tokens: Sequence[str]) -> str:
    return next((_KINDS[token] for token in reversed(open_tokens) if token in _KINDS), "paragraph")


def _inline(body: Body, content: str, env: dict[str, Any], cursor: int, kind: str) -> int:
    """Place the lines of a paragraph in the file; return where it ends."""
    places: list[int] = []
    for line in content.split("\n"):
        at = body.seen.find(line, cursor) if line else cursor
        if at < 0:
            return cursor
        if places:  # the marks of a quotation or a list before a line
            body.gap(places[-1] + 1, at)
        places += range(at, at + len(line) + 1)
        cursor = at + len(line)
    notes = parser().notes(content, env)
    for a, b in notes.gaps:
        if a < b:
            body.gap(places[a], places[b - 1] + 1)
    body.breaks += [body.base + places[n] for n in notes.breaks]
    body.links += [
        _link(body, places[a], places[b - 1] + 1, url, cursor) for a, b, url in notes.links if a < b
    ]
    body.add(places[0], cursor, kind)
    return cursor


def _link(body: Body, start: int, end: int, url: str, limit: int) -> Link:
    """A link; where Liquid makes its address, what Liquid is told to refer to."""
    said = None if url.strip("x") else _REFERRING.search(body.raw, end, limit)
    return Link(start=body.base + start, end=body.base + end, url=said[1] if said else url)


def _html_block(body: Body, start: int, end: int) -> None:
    piece = body.raw[start:end]
    if _UNREAD_HTML.match(piece):
        body.add(start, end, "code")
        return
    for tag in _TAG.finditer(piece):
        body.gap(start + tag.start(), start + tag.end())
        if not _INLINE_TAG.match(tag.group()):
            body.breaks.append(body.base + start + tag.end())
    body.add(start, end, "caption" if "<figcaption" in piece else "paragraph")


def _settled(text: str, body: Body) -> Iterator[Block]:
    """Trim the markup at the ends of blocks; split what is quoted in English out of them."""
    starts, ends = [gap.start for gap in body.gaps], [gap.end for gap in body.gaps]
    for block in body.blocks:
        near = body.gaps[bisect_right(ends, block.start) : bisect_left(starts, block.end)]
        inner = _trimmed(text, block, near)
        if block.kind == "code":
            yield block
        elif inner is None:
            yield replace(block, kind="furniture")
        elif block.kind in ("paragraph", "quote", "item"):
            piece = text[inner.start : inner.end]
            if len(piece) <= MAX_FURNITURE and furniture_role(piece):
                yield replace(inner, kind="furniture")
            else:
                yield from paragraph_blocks(piece, inner.start, block.kind)
        else:
            yield inner


def _trimmed(text: str, block: Block, gaps: Sequence[Span]) -> Block | None:
    """Return the block without markup and spaces at its ends, ``None`` where no letter is left."""
    start, end = block.start, block.end
    first, last = 0, len(gaps)
    while start < end:
        if text[start].isspace():
            start += 1
        elif first < last and gaps[first].start <= start:
            start = max(start, gaps[first].end)
            first += 1
        elif text[end - 1].isspace():
            end -= 1
        elif first < last and gaps[last - 1].end >= end:
            end = min(end, gaps[last - 1].start)
            last -= 1
        else:
            break
    if start >= end:
        return None
    letters = sum(c.isalnum() for c in text[start:end])
    letters -= sum(c.isalnum() for gap in gaps[first:last] for c in text[gap.start : gap.end])
    return replace(block, start=start, end=end) if letters > 0 else None


def merged(gaps: Sequence[Span]) -> list[Span]:
    """Return the gaps in order, those that touch as one."""
    found: list[Span] = []
    for gap in sorted(gaps):
        if found and gap.start <= found[-1].end:
            found[-1] = Span(start=found[-1].start, end=max(gap.end, found[-1].end))
        else:
            found.append(gap)
    return found
