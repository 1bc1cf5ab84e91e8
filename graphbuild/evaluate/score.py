"""Score predictions against a gold standard: values in, values out.

Names, ideas and relations are counted over all documents together (micro
averages), so that a short document weighs less than a long one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphbuild.evaluate import clusters, facts, openings, spans
from graphbuild.evaluate.gold import GoldDocument
from graphbuild.evaluate.measures import Counts, IdeaCounts, Mistake, PostCounts, Scores
from graphbuild.evaluate.predictions import Prediction

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _DocumentScore:
    """What one document adds to the whole."""

    words: int
    types: dict[str, Counts]
    untyped: Counts
    aligned: list[tuple[str, str]]
    ideas: IdeaCounts
    predicates: dict[str, Counts]
    posts: PostCounts
    comments: PostCounts
    mistakes: tuple[Mistake, ...]


def score(gold: Sequence[GoldDocument], predictions: Mapping[str, Prediction]) -> Scores:
    """Score each document's prediction; a document without one is missed whole."""
    parts = [
        _score_document(item, predictions.get(item.name, Prediction(document=item.name)))
        for item in gold
    ]
    pairs = [pair for part in parts for pair in part.aligned]
    types = _sum_keyed(part.types for part in parts)
    predicates = _sum_keyed(part.predicates for part in parts)
    return Scores(
        documents=len(parts),
        words=sum(part.words for part in parts),
        strict=sum(types.values(), Counts()),
        untyped=sum((part.untyped for part in parts), Counts()),
        types=types,
        clusters={
            "bcubed": clusters.bcubed(pairs),
            "pairwise": clusters.pairwise(pairs),
            "ceaf_e": clusters.ceaf_e(pairs),
        },
        ideas=sum((part.ideas for part in parts), IdeaCounts()),
        relations=sum(predicates.values(), Counts()),
        predicates=predicates,
        posts=sum((part.posts for part in parts), PostCounts()),
        comments=sum((part.comments for part in parts), PostCounts()),
        mistakes=tuple(mistake for part in parts for mistake in part.mistakes),
    )


def _score_document(gold: GoldDocument, prediction: Prediction) -> _DocumentScore:
    verdicts = spans.judge_mentions(gold, prediction)
    names = spans.stands_for(gold, prediction)
    ideas = facts.score_ideas(gold, prediction)
    relations = facts.score_relations(gold, prediction, facts.name_ideas(gold, prediction, names))
    posts = openings.score_posts(gold, prediction, names, kind="post")
    comments = openings.score_posts(gold, prediction, names, kind="comment")
    return _DocumentScore(
        words=len(_WORD.findall(gold.text)),
        types=spans.count_strict(verdicts),
        untyped=spans.count_untyped(verdicts),
        aligned=spans.aligned(verdicts),
        ideas=ideas.counts,
        predicates=relations.predicates,
        posts=posts.counts,
        comments=comments.counts,
        mistakes=(
            *spans.mistakes(gold, verdicts),
            *ideas.mistakes,
            *relations.mistakes,
            *posts.mistakes,
            *comments.mistakes,
        ),
    )


def _sum_keyed(parts: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    total: dict[str, Counts] = {}
    for part in parts:
        for key, counts in part.items():
            total[key] = total.get(key, Counts()) + counts
    return dict(sorted(total.items()))
