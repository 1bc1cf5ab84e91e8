"""The same post as a page, in a feed and in an export: found, and put together as one.

Two posts are copies when they share an address, or most of their sentences; a feed's
excerpt, cut off amid a sentence, when it has the title and the opening of the other.
The fullest copy is kept; the others give it what it lacks: tags, dates, comments.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from graphbuild.addresses import same_address
from graphbuild.model import Metadata, Post

LEAST_SENTENCE = 30
"""Letters of a sentence that two posts do not share by chance."""

SHARED = 0.8
"""Share of the shorter post's long sentences that a copy has too; a post that quotes another
at length shares less of its own."""

LIKE_LENGTH = 0.5
"""How much of the longer post the shorter one is at least: a quotation in full is no copy."""

EXCERPT = 60
"""Letters of an excerpt that must open the other post, besides the same title."""

RANK = "markdown text wxr blogger html jsonfeed atom rss json jsonl csv".split()
"""Of equal copies, the format to keep: what people write in, then what says most."""

_SENTENCE = re.compile(r"[.!?…:;](?<![.!?…:;]{2})[.!?…:;]*+\s|\n+")
"""A mark, and none before it: in this order the search skips to the marks, in half the time."""

_NO_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What is kept of a post to tell its copies by."""

    post: str
    source: str
    format: str
    address: str
    title: str
    opening: str
    sentences: frozenset[int]
    letters: int
    comments: int


def fingerprint(post: Post, comments: int) -> Print:
    """Return what tells a post from others; small, so that it can be kept for every post."""
    blocks = [b for b in post.prose() if b.kind != "title"]
    gaps = {n for gap in post.gaps for n in range(gap.start, gap.end)}
    texts = (_shown(post, b.start, b.end, gaps) for b in blocks)
    sentences = [_letters(part) for text in texts for part in _SENTENCE.split(text)]
    letters = "".join(sentences)
    return Print(
        post=post.id,
        source=post.source,
        format=post.meta.format,
        address=same_address(post.meta.url, post.meta.home) if post.meta.url else "",
        title=_letters(post.title or ""),
        opening=letters[:400],
        sentences=frozenset(zlib.crc32(s.encode()) for s in sentences if len(s) >= LEAST_SENTENCE),
        letters=len(letters),
        comments=comments,
    )


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", unicodedata.normalize("NFC", text).casefold())


def _shown(post: Post, start: int, end: int, gaps: set[int]) -> str:
    if not gaps:
        return post.surface(start, end)
    return "".join(post.text[n - post.start] for n in range(start, end) if n not in gaps)


def find_copies(prints: Iterable[Print]) -> dict[str, str]:
    """Return the post that is kept for each post that is a copy of it."""
    known = sorted(prints, key=lambda p: (p.source, p.post))
    by_id = {p.post: p for p in known}
    head = {p.post: p.post for p in known}

    def top(post: str) -> str:
        while head[post] != post:
            post = head[post]
        return post

    for left, right in _pairs(known):
        if left.source != right.source and top(left.post) != top(right.post):
            one, other = by_id[top(left.post)], by_id[top(right.post)]
            first, copy = sorted((one, other), key=_worth)
            head[copy.post] = first.post
    return {post: top(post) for post in head if top(post) != post}


def _worth(p: Print) -> tuple[object, ...]:
    """Sort the fullest copy first: most comments, most text (to a twentieth), best format."""
    rank = RANK.index(p.format) if p.format in RANK else len(RANK)
    size = round(20 * math.log1p(p.letters))
    return (-p.comments, -size, rank, p.source, p.post)


def _pairs(prints: Sequence[Print]) -> Iterator[tuple[Print, Print]]:
    yield from _of_one_address(prints)
    yield from _of_one_text(prints)
    yield from _excerpts(prints)


def _of_one_address(prints: Sequence[Print]) -> Iterator[tuple[Print, Print]]:
    groups: dict[str, list[Print]] = defaultdict(list)
    for p in prints:
        if "/" in p.address or "?" in p.address:
            groups[p.address].append(p)
    for group in groups.values():
        if len({_file(p.source) for p in group}) == len(group):  # else many posts share it
            yield from ((group[0], other) for other in group[1:])


MOST_ALIKE = 20
"""Posts that share a sentence; one that more share is a formula of the blog."""


def _file(source: str) -> str:
    """Return the feed or export that a source stands in (``feed.xml/a-post``), else itself."""
    above = PurePosixPath(source).parent
    return str(above) if above.suffix else source


def _of_one_text(prints: Sequence[Print]) -> Iterator[tuple[Print, Print]]:
    holders: dict[int, list[int]] = defaultdict(list)
    for n, p in enumerate(prints):
        for sentence in p.sentences:
            holders[sentence].append(n)
    seen: set[tuple[int, int]] = set()
    for n, p in enumerate(prints):
        for sentence in p.sentences:
            for m in holders[sentence][:MOST_ALIKE]:
                if m > n and (n, m) not in seen:
                    seen.add((n, m))
                    if _alike(p, prints[m]):
                        yield p, prints[m]


def _alike(one: Print, other: Print) -> bool:
    short, long = sorted((one, other), key=lambda p: (p.letters, p.post))
    if short.letters < LIKE_LENGTH * long.letters:
        return False
    return len(short.sentences & long.sentences) >= SHARED * len(short.sentences)


def _excerpts(prints: Sequence[Print]) -> Iterator[tuple[Print, Print]]:
    groups: dict[str, list[Print]] = defaultdict(list)
    for p in prints:
        if p.title:
            groups[p.title].append(p)
    for group in groups.values():
        longest = max(group, key=lambda p: (p.letters, p.post))
        for p in group:
            opening = p.opening[: max(EXCERPT, len(p.opening) - 40)]
            if (
                p is not longest
                and len(p.opening) >= EXCERPT
                and longest.opening.startswith(opening)
            ):
                yield longest, p


def put_together(posts: Sequence[Post], copies: Mapping[str, str]) -> list[Post]:
    """Return the posts without the copies, whose comments and metadata the kept ones take."""
    if not copies:
        return list(posts)
    by_id = {post.id: post for post in posts}
    merged: dict[str, list[Post]] = defaultdict(list)
    for copy, kept in sorted(copies.items()):
        merged[kept].append(by_id[copy])
    threads: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if post.kind == "comment":
            threads[_root(post, by_id)].append(post)
    moved, gone = _comments(merged, threads)
    return [
        moved.get(post.id) or _completed(post, merged.get(post.id, ()))
        for post in posts
        if post.id not in copies and post.id not in gone
    ]


def _root(comment: Post, by_id: Mapping[str, Post]) -> str:
    post = comment
    seen = set()
    while post.parent and post.parent in by_id and post.id not in seen:
        seen.add(post.id)
        post = by_id[post.parent]
    return post.id


def _comments(
    merged: Mapping[str, Sequence[Post]], threads: Mapping[str, Sequence[Post]]
) -> tuple[dict[str, Post], set[str]]:
    """Return the comments of copies that the kept post lacks, moved under it, and the others."""
    moved: dict[str, Post] = {}
    gone: set[str] = set()
    for kept, copies in merged.items():
        known = {_said(comment): comment.id for comment in threads.get(kept, ())}
        for copy in copies:
            now = {copy.id: kept}
            for comment in threads.get(copy.id, ()):
                same = known.get(_said(comment))
                now[comment.id] = same or comment.id
                if same:
                    gone.add(comment.id)
                    continue
                known[_said(comment)] = comment.id
                moved[comment.id] = replace(comment, parent=now.get(comment.parent or "", kept))
    return moved, gone


def _said(comment: Post) -> str:
    return _letters(comment.text)


def _completed(post: Post, copies: Sequence[Post]) -> Post:
    """Give the kept copy what it lacks and the others have; the others stand in ``copies``."""
    if not copies:
        return post
    metas = [copy.meta for copy in copies]
    meta = replace(
        post.meta,
        url=post.meta.url or _first(metas, "url"),
        modified=post.meta.modified or _first(metas, "modified"),
        series=post.meta.series or _first(metas, "series"),
        blog=post.meta.blog or _first(metas, "blog"),
        home=post.meta.home or _first(metas, "home"),
        copies=tuple(sorted({copy.source for copy in copies} - {post.source})),
    )
    return replace(
        post,
        author=post.author or next((c.author for c in copies if c.author), None),
        date=post.date or next((c.date for c in copies if c.date), None),
        meta=meta,
    )


def _first(metas: Sequence[Metadata], name: str) -> str | None:
    return next((value for meta in metas if (value := getattr(meta, name))), None)
