"""Do scores mean what they say: of the mentions scored 0.8, are 80% right?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphbuild.evaluate.facts import accepted_labels, folded
from graphbuild.evaluate.gold import GoldDocument
from graphbuild.evaluate.measures import ratio
from graphbuild.evaluate.predictions import Prediction
from graphbuild.evaluate.spans import FREE, RIGHT, judge_mentions

_BINS = 10

Outcome = tuple[float, bool]
"""A mention's score and whether it is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Mentions whose scores lie in ``low <= score < high`` (the last bin holds 1 too)."""

    low: float
    high: float
    count: int
    mean_score: float
    share_right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Non-empty bins by rising score, and their mean distance from the truth (ECE)."""

    bins: tuple[Bin, ...]
    error: float


def name_outcomes(
    gold: Sequence[GoldDocument], predictions: Mapping[str, Prediction]
) -> Iterator[Outcome]:
    """Yield each name found that the gold judges: right is span and type."""
    for item in gold:
        prediction = predictions.get(item.name, Prediction(document=item.name))
        for verdict in judge_mentions(item, prediction):
            if verdict.predicted and verdict.outcome != FREE:
                yield verdict.predicted.score, verdict.outcome == RIGHT


def idea_outcomes(
    gold: Sequence[GoldDocument], predictions: Mapping[str, Prediction]
) -> Iterator[Outcome]:
    """Yield each mention of an idea: right is an idea that is core or acceptable."""
    for item in gold:
        accepted = accepted_labels(item)
        for idea in predictions.get(item.name, Prediction(document=item.name)).ideas:
            right = not folded(idea).isdisjoint(accepted)
            yield from ((score, right) for score in idea.scores)


def reliability(
    outcomes: Iterator[Outcome] | Sequence[Outcome], *, bins: int = _BINS
) -> Reliability:
    """Group outcomes by score into bins of equal width."""
    groups: dict[int, list[Outcome]] = {}
    for score, right in outcomes:
        groups.setdefault(min(int(score * bins), bins - 1), []).append((score, right))
    found = tuple(_bin(index, groups[index], bins) for index in sorted(groups))
    distance = sum(b.count * abs(b.mean_score - b.share_right) for b in found)
    return Reliability(bins=found, error=ratio(distance, sum(b.count for b in found)))


def _bin(index: int, outcomes: Sequence[Outcome], bins: int) -> Bin:
    count = len(outcomes)
    return Bin(
        low=index / bins,
        high=(index + 1) / bins,
        count=count,
        mean_score=ratio(sum(score for score, _ in outcomes), count),
        share_right=ratio(sum(right for _, right in outcomes), count),
    )


def render_reliability(title: str, result: Reliability) -> str:
    """Lay a reliability table out as text."""
    lines = [f"{title}: expected calibration error {result.error:.3f}"]
    for item in result.bins:
        lines.append(
            f"  {item.low:.1f}-{item.high:.1f}  {item.count:6}  score {item.mean_score:.3f}"
            f"  right {item.share_right:.3f}"
        )
    return "\n".join(lines) + "\n"
