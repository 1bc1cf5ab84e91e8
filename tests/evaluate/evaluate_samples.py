"""Small gold documents and predictions, built by hand for the tests of scoring."""

from __future__ import annotations

import csv
from pathlib import Path

from graphbuild.evaluate.gold import (
    GoldDocument,
    GoldIdea,
    GoldPost,
    GoldRelation,
    parse_annotated,
)
from graphbuild.evaluate.predictions import (
    PredictedIdea,
    PredictedMention,
    PredictedPost,
    PredictedRelation,
    Prediction,
)

ANNOTATED = (
    "[[Léa Morin|Person:lea-morin]] travaille chez [[Ocarina|Organization:ocarina]].\n"
    "[[Léa|Person:lea-morin]] aime [[Snipit|Product/Organization:snipit]]"
    " et [[#snip|?Product:snipit]].\n"
)
"""Four required mentions, one of them with two types, and an optional one."""

TEXT, MENTIONS = parse_annotated(ANNOTATED, place="sample.ann.txt")


def gold(
    *,
    ideas: tuple[GoldIdea, ...] = (),
    relations: tuple[GoldRelation, ...] = (),
    posts: tuple[GoldPost, ...] = (),
    comments: tuple[GoldPost, ...] = (),
    text: str = TEXT,
) -> GoldDocument:
    """The sample document with the given facts."""
    mentions = MENTIONS if text == TEXT else ()
    return GoldDocument(
        name="sample.txt",
        text=text,
        mentions=mentions,
        ideas=ideas,
        relations=relations,
        posts=posts,
        comments=comments,
    )


def found(surface: str, kind: str, entity: str, *, score: float = 1.0) -> PredictedMention:
    """A predicted mention at the first place of its surface in the sample."""
    start = TEXT.index(surface)
    return PredictedMention(
        start=start, end=start + len(surface), type=kind, entity=entity, score=score
    )


LEA_FULL = found("Léa Morin", "Person", "x:lea")
OCARINA = found("Ocarina", "Organization", "x:ocarina")
SNIPIT = found("Snipit", "Organization", "x:snipit")
_LEA_AT = TEXT.index("Léa aime")
LEA_SHORT = PredictedMention(start=_LEA_AT, end=_LEA_AT + 3, type="Person", entity="x:lea")


def predict(
    *mentions: PredictedMention,
    ideas: tuple[PredictedIdea, ...] = (),
    relations: tuple[PredictedRelation, ...] = (),
    posts: tuple[PredictedPost, ...] = (),
    labels: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Prediction:
    """What a build says of the sample."""
    return Prediction(
        document="sample.txt",
        mentions=mentions,
        ideas=ideas,
        relations=relations,
        posts=posts,
        labels=labels,
    )


HEADERS = {
    "posts": "post,source,start,end,kind,parent,title,author,date,language",
    "mentions": "source,post,start,end,surface,type,entity,score,detector",
    "entities": "entity,type,label,alt_labels,posts,mentions,same_as",
    "relations": "subject,predicate,object,layer,score,source,start,end,evidence",
}


def write_tables(folder: Path, **rows: list[list[object]]) -> Path:
    """Write the four tables that evaluation reads, with the columns of a build."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, header in HEADERS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header.split(","))
            writer.writerows(rows.get(name, []))
    return folder
