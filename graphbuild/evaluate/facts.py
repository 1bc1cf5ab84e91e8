"""Compare the ideas and the relations found in one document with the gold's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.evaluate.gold import GoldDocument
from graphbuild.evaluate.measures import Counts, IdeaCounts, Mistake
from graphbuild.evaluate.normalise import fold_label
from graphbuild.evaluate.predictions import PredictedIdea, Prediction
from graphbuild.ontology import symmetric_predicates

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaScore:
    """Counts of one document's ideas and what is wrong with them."""

    counts: IdeaCounts
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationScore:
    """Counts of one document's relations by predicate and what is wrong with them."""

    predicates: dict[str, Counts]
    mistakes: tuple[Mistake, ...] = ()


def accepted_labels(gold: GoldDocument) -> frozenset[str]:
    """Fold every label of every idea that is core or acceptable."""
    return frozenset(fold_label(label) for idea in gold.ideas for label in idea.labels)


def folded(idea: PredictedIdea) -> frozenset[str]:
    """Fold a predicted idea's labels, less those that fold to nothing."""
    return frozenset(fold_label(label) for label in idea.labels) - {""}


def score_ideas(gold: GoldDocument, prediction: Prediction) -> IdeaScore:
    """A prediction is right when it names an idea of the gold; a core idea must be named."""
    accepted = accepted_labels(gold)
    predicted = [(idea, folded(idea)) for idea in prediction.ideas]
    named = frozenset[str]().union(*(labels for _, labels in predicted))
    core = [idea for idea in gold.ideas if idea.core]
    missed = [idea for idea in core if named.isdisjoint(map(fold_label, idea.labels))]
    wrong = [idea for idea, labels in predicted if labels.isdisjoint(accepted)]
    return IdeaScore(
        counts=IdeaCounts(
            right=len(predicted) - len(wrong),
            wrong=len(wrong),
            core_found=len(core) - len(missed),
            core_missed=len(missed),
        ),
        mistakes=(
            *(
                Mistake(
                    category="idea missed",
                    document=gold.name,
                    offset=_first_use(gold.text, idea.labels),
                    text=idea.labels[0] if idea.labels else idea.id,
                )
                for idea in missed
            ),
            *(
                Mistake(
                    category="idea spurious",
                    document=gold.name,
                    offset=idea.start,
                    text=idea.labels[0] if idea.labels else idea.entity,
                )
                for idea in wrong
            ),
        ),
    )


def _first_use(text: str, labels: tuple[str, ...]) -> int | None:
    hits = (re.search(re.escape(label), text, re.IGNORECASE) for label in labels)
    return min((hit.start() for hit in hits if hit), default=None)


def name_ideas(gold: GoldDocument, prediction: Prediction, names: dict[str, str]) -> dict[str, str]:
    """Add to ``names`` (entity to gold id) what an entity's labels say it is."""
    by_label = {fold_label(label): idea.id for idea in gold.ideas for label in idea.labels}
    result = dict(names)
    for entity, labels in prediction.labels:
        ids = (by_label[fold_label(label)] for label in labels if fold_label(label) in by_label)
        if entity not in result and (found := next(ids, None)):
            result[entity] = found
    return result


def score_relations(
    gold: GoldDocument, prediction: Prediction, names: dict[str, str]
) -> RelationScore:
    """Compare triples after translating entities to gold ids by ``names``."""
    wanted: dict[Triple, int | None] = {
        (r.subject, r.predicate, r.object): r.start for r in gold.relations
    }
    found: dict[Triple, int | None] = {}
    for relation in prediction.relations:
        subject = names.get(relation.subject, relation.subject)
        obj = names.get(relation.object, relation.object)
        triple = _oriented((subject, relation.predicate, obj), wanted)
        found.setdefault(triple, relation.start)
    right = Counter(p for _, p, _ in found.keys() & wanted.keys())
    spurious = Counter(p for _, p, _ in found.keys() - wanted.keys())
    missed = Counter(p for _, p, _ in wanted.keys() - found.keys())
    return RelationScore(
        predicates={
            name: Counts(right=right[name], spurious=spurious[name], missed=missed[name])
            for name in sorted({*right, *spurious, *missed})
        },
        mistakes=(
            *_wrong_triples("relation missed", gold.name, wanted, found),
            *_wrong_triples("relation spurious", gold.name, found, wanted),
        ),
    )


def _oriented(triple: Triple, wanted: dict[Triple, int | None]) -> Triple:
    """Turn a symmetric relation round where the gold has it the other way."""
    subject, predicate, obj = triple
    turned = (obj, predicate, subject)
    return turned if predicate in symmetric_predicates() and turned in wanted else triple


def _wrong_triples(
    category: str,
    document: str,
    ours: dict[Triple, int | None],
    theirs: dict[Triple, int | None],
) -> Iterator[Mistake]:
    for triple, offset in sorted(ours.items(), key=lambda item: item[0]):
        if triple not in theirs:
            yield Mistake(
                category=category,
                document=document,
                offset=offset,
                text=" ".join(triple),
            )
