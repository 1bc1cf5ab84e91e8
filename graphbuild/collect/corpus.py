"""All posts of a run together: each source once, ids told apart, copies put together."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphbuild.collect.copies import find_copies, fingerprint, put_together
from graphbuild.collect.files import collect
from graphbuild.config import Settings
from graphbuild.errors import InputError
from graphbuild.kept import Kept
from graphbuild.model import Failure, Post, Skipped, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What was found: sources by path, their posts in that order, and what was left out.

    ``formats`` counts posts (not comments) by format, ``skipped`` files and posts by reason;
    ``copies`` are posts that were put together with another.
    """

    sources: tuple[Source, ...]
    posts: tuple[Post, ...]
    copies: int
    failures: tuple[Failure, ...]
    formats: dict[str, int]
    skipped: dict[str, int]


Found = Callable[[Mapping[str, int]], None]
"""Called with the number of posts found so far, by format."""


def read_corpus(
    paths: Sequence[Path],
    settings: Settings,
    *,
    found: Found = lambda formats: None,
    kept: Kept | None = None,
) -> Corpus:
    """Read every post under ``paths``; ``kept`` may know what unchanged files hold.

    Raises ``InputError`` when a path does not exist, two different files have one name or
    no post is readable.
    """
    read: dict[str, tuple[Source, tuple[Post, ...]]] = {}
    failures: list[Failure] = []
    skipped: Counter[str] = Counter()
    formats: Counter[str] = Counter()
    for item in collect(paths, settings, kept=kept):
        if isinstance(item, Failure):
            failures.append(item)
        elif isinstance(item, Skipped):
            skipped[item.reason] += 1
        elif read.setdefault(item[0].path, item)[0].digest != item[0].digest:
            raise InputError(
                f"two different files are called {item[0].path}",
                place=_named(paths),
                remedy="build the folder above both, or rename one",
            )
        else:
            formats[item[1][0].meta.format] += 1
            found(formats)
    if not read:
        raise _nothing(paths, failures, skipped)
    in_order = [read[path] for path in sorted(read)]
    told = _told_apart(in_order)
    replies = Counter(post.id.rpartition("/")[0] for post in told if post.kind == "comment")
    prints = (
        fingerprint(post, replies[post.id.rpartition("/")[0]])
        for post in told
        if post.kind == "post"
    )
    copies = find_copies(prints)
    posts = put_together(told, copies)
    return Corpus(
        sources=tuple(source for source, _ in in_order),
        posts=tuple(posts),
        copies=len(copies),
        failures=tuple(failures),
        formats=_sorted(Counter(p.meta.format for p in posts if p.kind == "post")),
        skipped=_sorted(skipped),
    )


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _named(paths: Iterable[Path]) -> str:
    return ", ".join(str(path) for path in paths)


def _nothing(
    paths: Sequence[Path], failures: Sequence[Failure], skipped: Counter[str]
) -> InputError:
    why = f": {failures[0].source}: {failures[0].reason}" if failures else ""
    if not why and skipped:
        why = ": " + ", ".join(f"{count} {reason}" for reason, count in sorted(skipped.items()))
    return InputError(
        f"no readable post{why}",
        place=_named(paths),
        remedy="name a folder that holds posts: text, Markdown, HTML, a feed or an export",
    )


def _told_apart(read: Iterable[tuple[Source, tuple[Post, ...]]]) -> list[Post]:
    """Return all posts; where two paths share a slug, all but the first get a suffix.

    The suffix comes from the path, so that it does not depend on what else is read.
    """
    taken: set[str] = set()
    told: list[Post] = []
    for source, posts in read:
        slug = posts[0].id.rpartition("/")[0]
        if slug in taken:
            suffix = hashlib.sha256(source.path.encode()).hexdigest()[:8]
            posts = tuple(_renamed(post, f"{slug}--{suffix}") for post in posts)
        taken.add(slug)
        told += posts
    return told


def _renamed(post: Post, slug: str) -> Post:
    def moved(identifier: str) -> str:
        return f"{slug}/{identifier.rpartition('/')[2]}"

    return replace(post, id=moved(post.id), parent=post.parent and moved(post.parent))
