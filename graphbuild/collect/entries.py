"""What feeds, exports, pages and tables say of a post -> a text, and the post in it.

The text is made here, once: title, author, date and tags as lines of their own, so that
each has a place that evidence can point at, then the paragraphs, then the comments.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graphbuild.collect.blocks import paragraph_blocks
from graphbuild.collect.fold import key
from graphbuild.collect.furniture import furniture_role
from graphbuild.collect.names import is_full_name
from graphbuild.collect.nicks import is_nick, short_for
from graphbuild.collect.posts import make_post
from graphbuild.collect.slugs import source_slug
from graphbuild.model import (
    PROSE,
    Block,
    Link,
    Metadata,
    Post,
    Signature,
    Source,
    Tag,
)

MAX_FURNITURE = 80
"""A paragraph of a body that is a button (``Tweet``) is no longer than this."""

_SPLIT = frozenset({"paragraph", "quote"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph, and the links in it as ``(start, end, url)``, offsets in ``text``."""

    kind: str
    text: str
    links: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reader's comment; ``parent`` is the ``id`` of the comment it answers."""

    id: str = ""
    parent: str = ""
    author: str | None = None
    date: str | None = None
    by_author: bool = False
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One post as its format tells it. ``path`` names it among all sources."""

    path: str
    origin: str
    format: str
    encoding: str = "utf-8"
    title: str | None = None
    author: str | None = None
    date: str | None = None
    modified: str | None = None
    url: str | None = None
    blog: str | None = None
    home: str | None = None
    series: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    replies: tuple[Reply, ...] = ()


@dataclass(slots=True)
class _Text:
    """A text as it grows."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> tuple[int, int]:
        """Put a paragraph at the end; return its span."""
        start = self.length
        self.pieces += [text, "\n\n"]
        self.length += len(text) + 2
        return start, start + len(text)


def assemble(entry: Entry) -> tuple[Source, tuple[Post, ...]] | None:
    """Return the text of a post with its comments, and the posts in it; ``None`` without text."""
    if not any(piece.kind in PROSE for piece in entry.pieces) and not entry.title:
        return None
    text = _Text()
    head = _header(text, entry)
    body, links = _body(text, entry.pieces)
    threads = [(reply, *_reply(text, reply)) for reply in _threaded(entry.replies)]
    whole = "".join(text.pieces)
    source = Source(
        path=entry.path,
        text=whole,
        encoding=entry.encoding,
        digest=hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest(),
        origin=entry.origin,
    )
    slug = source_slug(entry.path)
    post = make_post(
        source, f"{slug}/1", 0, [*head.blocks, *body],
        title=entry.title, author=entry.author, signatures=head.signatures, date=entry.date,
        meta=Metadata(
            format=entry.format, url=entry.url, modified=entry.modified, series=entry.series,
            blog=entry.blog, home=entry.home, tags=head.tags, links=tuple(links),
        ),
    )  # fmt: skip
    return source, (post, *_comments(source, slug, post, threads))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...]
    tags: tuple[Tag, ...]


def _header(text: _Text, entry: Entry) -> _Header:
    blocks = []
    signatures: tuple[Signature, ...] = ()
    if entry.title:
        start, end = text.add(entry.title)
        blocks.append(Block(start=start, end=end, kind="title"))
    if entry.author:
        start, end = text.add(entry.author)
        blocks.append(Block(start=start, end=end, kind="byline"))
        signatures = (_signature(start, end, entry.author),)
    if entry.date:
        start, end = text.add(entry.date)
        blocks.append(Block(start=start, end=end, kind="date"))
    tags = tuple(_tags(text, entry))
    blocks += [Block(start=tag.start, end=tag.end, kind="furniture") for tag in tags]
    return _Header(blocks=tuple(blocks), signatures=signatures, tags=tags)


def _tags(text: _Text, entry: Entry) -> Iterator[Tag]:
    for name in dict.fromkeys(entry.categories):
        start, end = text.add(name)
        yield Tag(start=start, end=end, name=name, category=True)
    for name in dict.fromkeys(entry.tags):
        start, end = text.add(name)
        yield Tag(start=start, end=end, name=name)


def _signature(start: int, end: int, name: str) -> Signature:
    return Signature(start=start, end=end, name=name, full=is_full_name(name))


def _body(text: _Text, pieces: Sequence[Piece]) -> tuple[list[Block], list[Link]]:
    blocks: list[Block] = []
    links: list[Link] = []
    for piece in pieces:
        start, _ = text.add(piece.text)
        blocks += _blocks(piece, start)
        links += [Link(start=start + a, end=start + b, url=url) for a, b, url in piece.links]
    return blocks, links


def _blocks(piece: Piece, start: int) -> Iterator[Block]:
    if len(piece.text) <= MAX_FURNITURE and piece.kind in _SPLIT and furniture_role(piece.text):
        yield Block(start=start, end=start + len(piece.text), kind="furniture")
    elif piece.kind in _SPLIT or piece.kind == "item":
        yield from paragraph_blocks(piece.text, start, piece.kind)
    else:
        yield Block(start=start, end=start + len(piece.text), kind=piece.kind)


def _threaded(replies: Sequence[Reply]) -> Iterator[Reply]:
    """Yield each comment before those that answer it, else in the order given."""
    known = {reply.id for reply in replies if reply.id}
    under: dict[str, list[Reply]] = {}
    for reply in replies:
        under.setdefault(reply.parent if reply.parent in known else "", []).append(reply)
    waiting = list(reversed(under.pop("", [])))
    while waiting:
        reply = waiting.pop()
        yield reply
        if reply.id:
            waiting += reversed(under.pop(reply.id, []))
    for circle in under.values():  # comments that answer each other
        yield from circle


def _reply(text: _Text, reply: Reply) -> tuple[int, list[Block], tuple[Signature, ...], list[Link]]:
    head: list[Block] = []
    signatures: tuple[Signature, ...] = ()
    if reply.author:
        start, end = text.add(reply.author)
        head.append(Block(start=start, end=end, kind="byline"))
        signatures = (_signature(start, end, reply.author),)
    if reply.date:
        start, end = text.add(reply.date)
        head.append(Block(start=start, end=end, kind="date"))
    first = text.length
    blocks, links = _body(text, reply.pieces)
    if blocks and not any(block.kind in PROSE for block in blocks):
        blocks = [Block(start=b.start, end=b.end, kind="paragraph") for b in blocks]
    return first, [*head, *blocks], signatures, links


def _comments(
    source: Source,
    slug: str,
    post: Post,
    threads: Sequence[tuple[Reply, int, list[Block], tuple[Signature, ...], list[Link]]],
) -> Iterator[Post]:
    ids: dict[str, str] = {}
    number = 1
    for reply, first, blocks, signatures, links in threads:
        if not any(block.kind in PROSE for block in blocks):
            continue
        number += 1
        owned = reply.by_author or _is_authors(reply.author, post)
        comment = make_post(
            source, f"{slug}/{number}", first, blocks, kind="comment",
            parent=ids.get(reply.parent, post.id),
            author=post.author if owned and post.author else reply.author,
            signatures=() if owned and post.author else signatures,
            date=reply.date,
            meta=Metadata(format=post.meta.format, links=tuple(links)),
        )  # fmt: skip
        if reply.id:
            ids[reply.id] = comment.id
        yield comment


def _is_authors(name: str | None, post: Post) -> bool:
    if not name or not post.author or not key(name):
        return False
    return short_for(key(name), key(post.author)) or is_nick(key(name), post)
