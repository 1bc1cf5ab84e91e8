"""Posts, comments and authors found in the sample corpus, against its gold standard."""

from __future__ import annotations

import json
from pathlib import Path

from graphbuild.collect import make_source, parse_posts, source_slug
from graphbuild.model import Post, Source

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "evaluation" / "gold"
START_FLOOR = 0.95
AUTHOR_FLOOR = 0.9
STARTS = 40

Row = tuple[str, str, str]


def gold_rows(path: Path) -> list[Row]:
    facts = json.loads(path.read_text(encoding="utf-8"))
    kinds = (("post", facts["posts"]), ("comment", facts["comments"]))
    return [
        (kind, item["starts_with"][:STARTS].strip(), item.get("author") or "")
        for kind, items in kinds
        for item in items
    ]


def found_rows(name: str) -> list[Row]:
    source = make_source((ROOT / "posts" / name).read_bytes(), name)
    assert isinstance(source, Source)
    return [_row(post) for post in parse_posts(source)]


def _row(post: Post) -> Row:
    return (
        post.kind,
        post.text[: 2 * STARTS].strip(),
        source_slug(post.author) if post.author else "",
    )


def f1(right: int, given: int, wanted: int) -> float:
    return 2 * right / (given + wanted) if right else 0.0


def test_starts_and_authors_stay_above_their_floors() -> None:
    starts = [0, 0, 0]
    authors = [0, 0, 0]
    for path in sorted(GOLD.glob("*.facts.json")):
        want = gold_rows(path)
        have = found_rows(path.name.removesuffix(".facts.json") + ".txt")
        at = {
            (kind, wanted): author
            for kind, start, author in have
            for of, wanted, _ in want
            if kind == of and start.startswith(wanted)
        }
        starts[0] += len(at)
        starts[1] += len(have)
        starts[2] += len(want)
        authors[0] += sum(
            bool(author) and at.get((kind, start)) == author for kind, start, author in want
        )
        authors[1] += sum(bool(author) for *_, author in have)
        authors[2] += sum(bool(author) for *_, author in want)
    assert starts[2] > 0
    assert f1(*starts) >= START_FLOOR
    assert f1(*authors) >= AUTHOR_FLOOR
