"""``graphbuild collect``: the posts as they are understood, as a table; no post is kept."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphbuild.collect.copies import Print, find_copies, fingerprint
from graphbuild.collect.files import collect
from graphbuild.config import Settings
from graphbuild.errors import InputError
from graphbuild.harmless import in_cell, visible
from graphbuild.model import Failure, Post, Skipped

COLUMNS = ("title", "author", "date", "words", "comments", "language", "kind", "source", "copy_of")
WIDTHS = dict(zip(COLUMNS, (40, 20, 10, 6, 8, 8, 8), strict=False))
"""Widths of the table; longer texts are cut. The last columns take what they need."""

Row = Mapping[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A row a post, in the order they are read, and what was left out."""

    rows: tuple[Row, ...]
    failures: tuple[Failure, ...]
    formats: dict[str, int]
    skipped: dict[str, int]

    def render(self, form: str) -> str:
        """Return the rows as ``table`` or ``csv``."""
        if form == "csv":
            text = io.StringIO()
            writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows({name: in_cell(row[name]) for name in COLUMNS} for row in self.rows)
            return text.getvalue()
        lines = (_line(row) for row in ({name: name for name in COLUMNS}, *self.rows))
        return "".join(f"{line}\n" for line in lines)


def list_posts(
    paths: Sequence[Path],
    settings: Settings,
    *,
    found: Callable[[Mapping[str, int]], None] = lambda formats: None,
) -> Listing:
    """Return what a build would read; raise ``InputError`` when a path does not exist.

    Of each post only its row and what tells its copies is kept, so that exports of any
    size can be listed.
    """
    rows: dict[str, dict[str, str | int]] = {}
    prints: list[Print] = []
    failures: list[Failure] = []
    skipped: Counter[str] = Counter()
    formats: Counter[str] = Counter()
    for item in collect(paths, settings):
        if isinstance(item, Failure):
            failures.append(item)
        elif isinstance(item, Skipped):
            skipped[item.reason] += 1
        else:
            for post, comments in _threads(item[1]):
                place = f"{post.source}\n{post.id}"
                rows[place] = _row(post, comments)
                prints.append(replace(fingerprint(post, comments), post=place))
                formats[post.meta.format] += 1
            found(formats)
    if not rows and not failures and not skipped:
        place = ", ".join(map(str, paths))
        raise InputError("no file in it", place=place, remedy="name a folder that holds posts")
    for copy, kept in find_copies(prints).items():
        rows[copy]["copy_of"] = kept.partition("\n")[0]
    return Listing(
        rows=tuple(rows.values()),
        failures=tuple(failures),
        formats=dict(sorted(formats.items())),
        skipped=dict(sorted(skipped.items())),
    )


def _threads(posts: Sequence[Post]) -> Iterator[tuple[Post, int]]:
    """Yield each post with the number of comments that follow it."""
    last: Post | None = None
    count = 0
    for post in posts:
        if post.kind == "post":
            if last is not None:
                yield last, count
            last, count = post, 0
        else:
            count += 1
    if last is not None:
        yield last, count


def _row(post: Post, comments: int) -> dict[str, str | int]:
    words = sum(len(post.surface(b.start, b.end).split()) for b in post.prose())
    return {
        "title": " ".join((post.title or "").split()),
        "author": post.author or "",
        "date": post.date or "",
        "words": words,
        "comments": comments,
        "language": post.language,
        "kind": post.meta.format,
        "source": post.source,
        "copy_of": "",
    }


def _line(row: Row) -> str:
    cells = [_cell(str(row[name]), width, name) for name, width in WIDTHS.items()]
    copy = f"  = {row['copy_of']}" if row["copy_of"] not in ("", "copy_of") else ""
    return "  ".join([*cells, visible(f"{row['source']}{copy}")])


def _cell(text: str, width: int, name: str) -> str:
    text = visible(text)
    short = text if len(text) <= width else f"{text[: width - 1]}…"
    return short.rjust(width) if name in ("words", "comments") else short.ljust(width)
