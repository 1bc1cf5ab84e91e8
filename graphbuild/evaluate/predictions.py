"""Read what a build wrote (``tables/*.csv``) as predictions per document.

The written tables are scored, not the values in memory: they are what people
get, and an error in writing counts as an error.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import OutputError
from graphbuild.tables import read_table

_COLUMNS = {
    "posts.csv": ("source", "start", "kind", "author", "date"),
    "mentions.csv": ("source", "start", "end", "surface", "type", "entity", "score"),
    "entities.csv": ("entity", "label", "alt_labels"),
    "relations.csv": ("subject", "predicate", "object", "layer", "source", "start"),
}
_ALT_SEPARATOR = " | "
_IDEA = "Concept"
_STATED = "stated"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PredictedMention:
    """A row of ``mentions.csv``; offsets in code points, score 0..1."""

    start: int
    end: int
    type: str
    entity: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedIdea:
    """An idea found in a document: its mentions' scores and every form it has."""

    entity: str
    labels: tuple[str, ...]
    scores: tuple[float, ...] = ()
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedRelation:
    """A stated fact between two entities; ``start`` is where its first evidence begins."""

    subject: str
    predicate: str
    object: str
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedPost:
    """A row of ``posts.csv``; ``author`` is an entity's IRI, ``kind`` post or comment."""

    start: int
    kind: str = "post"
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """All that a build says of one document; ``labels`` names each entity used."""

    document: str
    mentions: tuple[PredictedMention, ...] = ()
    ideas: tuple[PredictedIdea, ...] = ()
    relations: tuple[PredictedRelation, ...] = ()
    labels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    posts: tuple[PredictedPost, ...] = ()


def read_predictions(tables: Path) -> dict[str, Prediction]:
    """Read a build's ``tables`` folder into one prediction per source."""
    mentions = _by_source(_read_rows(tables / "mentions.csv"))
    relations = _by_source(
        row for row in _read_rows(tables / "relations.csv") if row["layer"] == _STATED
    )
    posts = _by_source(_read_rows(tables / "posts.csv"))
    labels = {row["entity"]: _labels(row) for row in _read_rows(tables / "entities.csv")}
    return {
        source: _prediction(source, mentions[source], relations[source], posts[source], labels)
        for source in sorted({*mentions, *relations, *posts})
    }


def _by_source(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["source"]].append(row)
    return groups


def _read_rows(path: Path) -> Iterator[Row]:
    return read_table(path, _COLUMNS[path.name])


def _labels(row: Row) -> tuple[str, ...]:
    others = row["alt_labels"].split(_ALT_SEPARATOR) if row["alt_labels"] else []
    return (row["label"], *others)


def _prediction(
    source: str,
    mentions: list[Row],
    relations: list[Row],
    posts: list[Row],
    labels: Mapping[str, tuple[str, ...]],
) -> Prediction:
    stated = tuple(_relations(relations))
    used = {row["entity"] for row in mentions}
    used.update(iri for relation in stated for iri in (relation.subject, relation.object))
    return Prediction(
        document=source,
        mentions=tuple(_mention(row) for row in mentions if row["type"] != _IDEA),
        ideas=tuple(_ideas((row for row in mentions if row["type"] == _IDEA), labels)),
        relations=stated,
        labels=tuple((iri, labels.get(iri, ())) for iri in sorted(used)),
        posts=tuple(_post(row) for row in posts),
    )


def _mention(row: Row) -> PredictedMention:
    return PredictedMention(
        start=int(row["start"]),
        end=int(row["end"]),
        type=row["type"],
        entity=row["entity"],
        score=float(row["score"]),
    )


def _relations(rows: Iterable[Row]) -> Iterator[PredictedRelation]:
    """Yield one relation per (subject, predicate, object), at its first evidence."""
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        triple = row["subject"], row["predicate"], row["object"]
        if triple not in seen:
            seen.add(triple)
            yield PredictedRelation(
                subject=triple[0],
                predicate=triple[1],
                object=triple[2],
                start=int(row["start"]),
            )


def _ideas(rows: Iterable[Row], labels: Mapping[str, tuple[str, ...]]) -> Iterator[PredictedIdea]:
    """Yield each distinct idea with its labels and its surfaces in the document."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["entity"]].append(row)
    for entity, mentions in groups.items():
        forms = dict.fromkeys((*labels.get(entity, ()), *(row["surface"] for row in mentions)))
        yield PredictedIdea(
            entity=entity,
            labels=tuple(forms),
            scores=tuple(float(row["score"]) for row in mentions),
            start=min(int(row["start"]) for row in mentions),
        )


def _post(row: Row) -> PredictedPost:
    return PredictedPost(
        start=int(row["start"]),
        kind=row["kind"],
        author=row["author"] or None,
        date=row["date"] or None,
    )


def generate_predictions(predictions: Mapping[str, Prediction]) -> Iterator[str]:
    """Yield one JSON line per document, for scorers other than this one."""
    for name in sorted(predictions):
        prediction = predictions[name]
        record = {
            "doc": name,
            "mentions": [[m.start, m.end, m.type, m.entity] for m in prediction.mentions],
            "concepts": [list(idea.labels) for idea in prediction.ideas],
            "relations": [[r.subject, r.predicate, r.object] for r in prediction.relations],
            "labels": {iri: list(forms) for iri, forms in prediction.labels},
        }
        yield json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"


def write_predictions(path: Path, predictions: Mapping[str, Prediction]) -> None:
    """Write ``generate_predictions`` to a file."""
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(generate_predictions(predictions))
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}", place=str(path), remedy="name another file"
        ) from None
