"""Compare where posts and comments were found to begin, who wrote them and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.evaluate.gold import GoldDocument, GoldPost
from graphbuild.evaluate.measures import Counts, Mistake, PostCounts, Share
from graphbuild.evaluate.normalise import fold_spaces
from graphbuild.evaluate.predictions import PredictedPost, Prediction

_OPENING = 40
"""Code points of a post's beginning that the gold quotes."""
_SLACK = 20
"""Further code points read, as runs of white space are folded before comparing."""
_DAY = len("2014-10-08")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostScore:
    """Counts of one document's posts or comments and what is wrong with them."""

    counts: PostCounts
    mistakes: tuple[Mistake, ...] = ()


def score_posts(
    gold: GoldDocument, prediction: Prediction, names: dict[str, str], *, kind: str
) -> PostScore:
    """Compare one document's posts (``kind`` post) or comments (``kind`` comment).

    ``names`` maps the system's entities to gold ids.
    """
    wanted = gold.posts if kind == "post" else gold.comments
    predicted = [post for post in prediction.posts if post.kind == kind]
    found = _match(gold.text, wanted, predicted)
    pairs = [(item, found.get(index)) for index, item in enumerate(wanted)]
    authors = [(item, hit, _author_right(item, hit, names)) for item, hit in pairs]
    named = [right for item, _, right in authors if item.author]
    dates = [hit is not None and _day(hit.date) == item.date for item, hit in pairs]
    return PostScore(
        counts=PostCounts(
            start=Counts(
                right=len(found),
                spurious=len(predicted) - len(found),
                missed=len(wanted) - len(found),
            ),
            author=Share(right=sum(right for *_, right in authors), total=len(wanted)),
            named=Share(right=sum(named), total=len(named)),
            date=Share(right=sum(dates), total=len(wanted)),
        ),
        mistakes=(
            *_starts(gold, wanted, predicted, found, kind=kind),
            *_details(gold, authors, names, kind=kind),
        ),
    )


def _match(
    text: str, wanted: Sequence[GoldPost], predicted: Sequence[PredictedPost]
) -> dict[int, PredictedPost]:
    """Give each gold post, in order, the first unused prediction that opens like it."""
    unused = sorted(predicted, key=lambda post: post.start)
    found = {}
    for index, item in enumerate(wanted):
        hit = next((post for post in unused if _opens_with(text, post.start, item)), None)
        if hit:
            found[index] = hit
            unused.remove(hit)
    return found


def _opens_with(text: str, start: int, item: GoldPost) -> bool:
    opening = fold_spaces(text[start : start + _OPENING + _SLACK])
    wanted = fold_spaces(item.starts_with[:_OPENING])
    return bool(wanted) and opening.startswith(wanted)


def _author_right(item: GoldPost, hit: PredictedPost | None, names: dict[str, str]) -> bool:
    if hit is None:
        return False
    if item.author is None or hit.author is None:
        return item.author == hit.author
    return names.get(hit.author) == item.author


def _day(date: str | None) -> str | None:
    return date[:_DAY] if date else None


def _starts(
    gold: GoldDocument,
    wanted: Sequence[GoldPost],
    predicted: Sequence[PredictedPost],
    found: dict[int, PredictedPost],
    *,
    kind: str,
) -> list[Mistake]:
    missed = [
        Mistake(
            category=f"{kind} missed",
            document=gold.name,
            offset=None,
            text=item.starts_with,
        )
        for index, item in enumerate(wanted)
        if index not in found
    ]
    used = {id(post) for post in found.values()}
    spurious = [
        Mistake(
            category=f"{kind} spurious",
            document=gold.name,
            offset=post.start,
            text=fold_spaces(gold.text[post.start : post.start + _OPENING]),
        )
        for post in predicted
        if id(post) not in used
    ]
    return missed + spurious


def _details(
    gold: GoldDocument,
    authors: Sequence[tuple[GoldPost, PredictedPost | None, bool]],
    names: dict[str, str],
    *,
    kind: str,
) -> list[Mistake]:
    """Describe the wrong authors and dates of the posts whose start was found."""
    wrong = []
    for item, hit, right in authors:
        if hit is None:
            continue
        author = names.get(hit.author, hit.author) if hit.author else None
        for what, ours, theirs, same in (
            ("author", author, item.author, right),
            ("date", _day(hit.date), item.date, _day(hit.date) == item.date),
        ):
            if not same:
                wrong.append(
                    Mistake(
                        category=f"{kind} {what}",
                        document=gold.name,
                        offset=hit.start,
                        text=fold_spaces(item.starts_with),
                        detail=f"{ours or 'none'}, not {theirs or 'none'}",
                    )
                )
    return wrong
