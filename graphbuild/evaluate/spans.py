"""Compare the names found in one document with the names marked in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphbuild.evaluate.gold import GoldDocument, GoldMention
from graphbuild.evaluate.measures import Counts, Mistake
from graphbuild.evaluate.normalise import trim
from graphbuild.evaluate.predictions import PredictedMention, Prediction

Span = tuple[int, int]

RIGHT, TYPE, BOUNDARY, SPURIOUS, MISSED, FREE = (
    "right",
    "type",
    "boundary",
    "spurious",
    "missed",
    "free",
)
"""What a mention can be judged; ``free`` is neither rewarded nor punished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A mention's judgement; ``gold`` or ``predicted`` is None where there is none."""

    outcome: str
    span: Span
    gold: GoldMention | None = None
    predicted: PredictedMention | None = None


@dataclass(slots=True, kw_only=True)
class _Marked:
    """The marked spans, trimmed, and those a prediction has already claimed."""

    spans: dict[Span, GoldMention]
    claimed: set[Span] = field(default_factory=set)


def marked_spans(gold: GoldDocument) -> dict[Span, GoldMention]:
    """Map each trimmed span of the gold to its mention."""
    return {trim(gold.text, m.start, m.end): m for m in gold.mentions}


def judge_mentions(gold: GoldDocument, prediction: Prediction) -> list[Verdict]:
    """Judge every predicted mention once, then list the gold nobody found."""
    marked = _Marked(spans=marked_spans(gold))
    distinct = {(m.start, m.end, m.type, m.entity): m for m in prediction.mentions}
    verdicts = [_judge(gold.text, distinct[key], marked) for key in sorted(distinct)]
    for span, mention in marked.spans.items():
        if span not in marked.claimed and not mention.optional:
            verdicts.append(Verdict(outcome=MISSED, span=span, gold=mention))
    return verdicts


def _judge(text: str, mention: PredictedMention, marked: _Marked) -> Verdict:
    span = trim(text, mention.start, mention.end)
    gold = marked.spans.get(span)
    if gold is None or span in marked.claimed:
        return Verdict(outcome=_misplaced(span, marked), span=span, predicted=mention)
    marked.claimed.add(span)
    judged = RIGHT if mention.type in gold.types else TYPE
    outcome = FREE if gold.optional else judged
    return Verdict(outcome=outcome, span=span, gold=gold, predicted=mention)


def _misplaced(span: Span, marked: _Marked) -> str:
    """Say what a span is that has no gold of its own: overlapping an optional one is free."""
    touched = [m for s, m in marked.spans.items() if s[0] < span[1] and span[0] < s[1]]
    if any(mention.optional for mention in touched):
        return FREE
    return BOUNDARY if touched else SPURIOUS


def count_strict(verdicts: list[Verdict]) -> dict[str, Counts]:
    """Count per type, span and type both asked for.

    A right mention counts for the gold's preferred type; one of a wrong type is
    spurious for its own and missed for the gold's.
    """
    right, spurious, missed = Counter[str](), Counter[str](), Counter[str]()
    for verdict in verdicts:
        if verdict.outcome == FREE:
            continue
        if verdict.outcome == RIGHT and verdict.gold:
            right[verdict.gold.types[0]] += 1
            continue
        if verdict.predicted:
            spurious[verdict.predicted.type] += 1
        if verdict.gold:
            missed[verdict.gold.types[0]] += 1
    return {
        name: Counts(right=right[name], spurious=spurious[name], missed=missed[name])
        for name in sorted({*right, *spurious, *missed})
    }


def count_untyped(verdicts: list[Verdict]) -> Counts:
    """Count spans alone, whatever their type."""
    outcomes = Counter(verdict.outcome for verdict in verdicts)
    return Counts(
        right=outcomes[RIGHT] + outcomes[TYPE],
        spurious=outcomes[BOUNDARY] + outcomes[SPURIOUS],
        missed=outcomes[MISSED],
    )


def aligned(verdicts: list[Verdict]) -> list[tuple[str, str]]:
    """Pair gold id and system entity of each mention that both have."""
    return [
        (verdict.gold.id, verdict.predicted.entity)
        for verdict in verdicts
        if verdict.outcome in (RIGHT, TYPE) and verdict.gold and verdict.predicted
    ]


def mistakes(gold: GoldDocument, verdicts: list[Verdict]) -> Iterator[Mistake]:
    """Describe every verdict that is not right."""
    for verdict in verdicts:
        if verdict.outcome in (RIGHT, FREE):
            continue
        start, end = verdict.span
        types = "/".join(verdict.gold.types) if verdict.gold else ""
        found = verdict.predicted.type if verdict.predicted else ""
        yield Mistake(
            category=verdict.outcome,
            document=gold.name,
            offset=start,
            text=gold.text[start:end],
            detail=f"{found}, not {types}" if found and types else found or types,
        )


def stands_for(gold: GoldDocument, prediction: Prediction) -> dict[str, str]:
    """Map each system entity to the gold id that most of its mentions carry here."""
    marked = marked_spans(gold)
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in prediction.mentions:
        found = marked.get(trim(gold.text, mention.start, mention.end))
        if found:
            votes[mention.entity][found.id] += 1
    return {entity: count.most_common(1)[0][0] for entity, count in votes.items()}
