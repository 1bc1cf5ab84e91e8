"""Markdown with front matter: posts whose offsets are those of the file, markup left out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from graphbuild.collect.blobs import Blob, UnreadableError
from graphbuild.collect.bylines import parse_byline
from graphbuild.collect.dates import date_line
from graphbuild.collect.decode import decode
from graphbuild.collect.front_matter import FrontMatter, Value, read_front_matter
from graphbuild.collect.markdown_body import read_body
from graphbuild.collect.names import is_full_name
from graphbuild.collect.people import author_name
from graphbuild.collect.posts import make_post
from graphbuild.collect.readers import Item
from graphbuild.collect.slugs import source_slug
from graphbuild.collect.stamps import day_of
from graphbuild.config import Settings
from graphbuild.model import (
    PROSE,
    Block,
    Metadata,
    Post,
    Signature,
    Skipped,
    Source,
    Span,
    Tag,
)

DATES = ("date", "published", "publishdate", "date_published", "pubdate", "created", "created_at")
CHANGES = ("lastmod", "updated", "last_modified_at", "modified", "date_modified", "updated_at")
AUTHORS = ("author", "authors", "auteur", "auteurs", "by")
ADDRESSES = ("canonical_url", "canonicalurl", "canonical", "permalink", "url", "link")
UNDER_TITLE = 3
"""Blocks under a title without front matter that may be a byline or a date."""

_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-")


def read(blob: Blob, settings: Settings) -> Iterator[Item]:
    """Yield the post of a file, or why it is none."""
    data = blob.read()
    decoded = decode(data)
    text = decoded.text
    if not text.strip():
        raise UnreadableError("empty file", "remove it or give it a text")
    front = read_front_matter(text, blob.name)
    reason = _reason(front, pages=settings.pages)
    if reason:
        yield Skipped(source=blob.name, reason=reason)
        return
    source = Source(
        path=blob.name, text=text, encoding=decoded.encoding,
        digest=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    post = _post(source, front)
    if any(True for _ in post.prose()):
        yield source, (post,)
    else:
        yield Skipped(source=blob.name, reason="empty posts")


def _reason(front: FrontMatter, *, pages: bool) -> str:
    if front.says("draft", "true", "yes") or front.says("published", "false", "no"):
        return "drafts"
    page = front.says("layout", "page", "home", "default") or front.says("type", "page")
    return "pages" if page and not pages else ""


def _post(source: Source, front: FrontMatter) -> Post:
    body = read_body(source.text, front.end)
    title = front.first("title")
    blocks = body.blocks
    heading = None if title else _title_in(blocks)
    if heading is not None:
        blocks[heading] = replace(blocks[heading], kind="title")
        title = _value(source.text, blocks[heading], body.gaps)
    head = _Head(source.text, front)
    under: Sequence[Block] = () if heading is None else blocks[heading + 1 :][:UNDER_TITLE]
    author, signatures, date = head.author, head.signatures, head.date
    if front.end == 0:
        author, signatures, date = _under_title(source.text, blocks, under)
    every = sorted([*head.blocks, *blocks], key=lambda block: block.start)
    prose = [block.start for block in every if block.kind in PROSE]
    post = make_post(
        source, f"{source_slug(source.path)}/1", min(prose, default=0), every,
        title=title.text if title else None, author=author, signatures=signatures,
        date=date or _date_in(source.path), gaps=tuple(body.gaps),
        meta=Metadata(
            format="markdown", url=head.url, modified=head.modified, series=head.series,
            tags=head.tags, links=tuple(body.links),
        ),
    )  # fmt: skip
    return replace(post, breaks=tuple(sorted({*post.breaks, *body.breaks})))


def _value(text: str, block: Block, gaps: Sequence[Span]) -> Value:
    """Return a heading as it reads, without its markup."""
    inside = [gap for gap in gaps if block.start <= gap.start < block.end]
    left_out = {n for gap in inside for n in range(gap.start, gap.end)}
    shown = "".join(text[n] for n in range(block.start, block.end) if n not in left_out)
    return Value(text=" ".join(shown.split()), start=block.start, end=block.end)


def _title_in(blocks: Sequence[Block]) -> int | None:
    """Return the heading that opens the body, if one does."""
    for n, block in enumerate(blocks):
        if block.kind in PROSE:
            return n if block.kind == "heading" else None
    return None


def _under_title(
    text: str, blocks: list[Block], under: Sequence[Block]
) -> tuple[str | None, tuple[Signature, ...], str | None]:
    """Read the byline and the date that stand under a title, as text files have them."""
    author, date = None, None
    signatures: list[Signature] = []
    for block in under:
        line = text[block.start : block.end]
        byline, dated = parse_byline(line), date_line(line)
        if byline:
            for name in byline.names:
                start, end = block.start + name.start, block.start + name.end
                signatures.append(
                    Signature(start=start, end=end, name=text[start:end], full=name.full)
                )
            author = author or (signatures[0].name if signatures else None)
            date = date or byline.date
        elif dated:
            date = date or dated.iso
        else:
            break
        blocks[blocks.index(block)] = replace(block, kind="byline" if byline else "date")
    return author, tuple(signatures), date


def _date_in(path: str) -> str | None:
    """Jekyll's file names begin with the day: ``2010-03-05-un-titre.md``."""
    found = _DATED_NAME.match(PurePosixPath(path).name)
    return day_of(found[1]) if found else None


class _Head:
    """What the front matter says, with a block for each value that stands in it as it is."""

    def __init__(self, text: str, front: FrontMatter) -> None:
        """Read the values; ``blocks`` come out in the order of the file."""
        self.blocks: list[Block] = []
        self.signatures: tuple[Signature, ...] = ()
        title = front.first("title")
        if title:
            self._block(title if title.start >= 0 else _as_written(text, front), "title")
        author = next((v for v in front.all(*AUTHORS) if author_name(v.text)), None)
        self.author = author_name(author.text) if author else None
        if author and author.start >= 0 and self.author == author.text:
            self._block(author, "byline")
            full = is_full_name(author.text)
            self.signatures = (
                Signature(start=author.start, end=author.end, name=author.text, full=full),
            )
        date = front.first(*DATES)
        self.date = day_of(date.text) if date else None
        changed = front.first(*CHANGES)
        self.modified = day_of(changed.text) if changed else None
        series = front.first("series")
        self.series = series.text if series else None
        self.url = _address(front)
        self.tags = tuple(self._tags(front))
        self.blocks.sort(key=lambda block: block.start)

    def _block(self, value: Value, kind: str) -> None:
        taken = any(b.start < value.end and value.start < b.end for b in self.blocks)
        if 0 <= value.start < value.end and not taken:
            self.blocks.append(Block(start=value.start, end=value.end, kind=kind))

    def _tags(self, front: FrontMatter) -> Iterator[Tag]:
        for category, keys in (
            (True, ("categories", "category")),
            (False, ("tags", "tag", "keywords")),
        ):
            for value in front.all(*keys):
                for part in _parted(value):
                    if part.start >= 0:
                        self._block(part, "furniture")
                        yield Tag(start=part.start, end=part.end, name=part.text, category=category)


def _as_written(text: str, front: FrontMatter) -> Value:
    """Return the title of a front matter whose quotes or escapes hide it: its line."""
    found = re.search(
        r"^[ \t]*[\"']?title[\"']?[ \t]*[:=][ \t]*([^\r\n]*)", front.text, re.M | re.I
    )
    if found is None:
        return Value(text="")
    raw = found[1].rstrip(" \t").removesuffix(",").strip("\"'")
    start = front.start + found.start(1) + found[1].find(raw)
    return Value(text=raw, start=start, end=start + len(raw))


def _parted(value: Value) -> Iterator[Value]:
    """Yield the parts of ``a, b``; Jekyll's ``a b`` stays one, as other generators read it."""
    for found in re.finditer(r"[^,\s](?:[^,]*[^,\s])?", value.text):
        start = value.start + found.start() if value.start >= 0 else -1
        yield Value(text=found.group(), start=start, end=start + len(found.group()))


def _address(front: FrontMatter) -> str | None:
    """Return the permalink: a whole address first, else a path, but no pattern of one."""
    found = [v.text for v in front.all(*ADDRESSES) if "/:" not in v.text and "{{" not in v.text]
    whole = [url for url in found if re.match(r"https?://", url)]
    paths = [url for url in found if url.startswith("/")]
    return next(iter([*whole, *paths]), None)
