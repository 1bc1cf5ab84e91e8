"""The CSV tables: an interface that other programs read (RFC 4180, UTF-8, stable order).

Lines are put together here, and read back by the csv module in the tests: its writer looks at
each character, which takes twice the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graphbuild.harmless import in_cell
from graphbuild.model import Knowledge

Row = Sequence[object]

COLUMNS = {
    "posts": [
        "post",
        "source",
        "start",
        "end",
        "kind",
        "parent",
        "title",
        "author",
        "date",
        "language",
        "modified",
        "url",
        "format",
        "tags",
        "copies",
    ],
    "mentions": [
        "source",
        "post",
        "start",
        "end",
        "surface",
        "type",
        "entity",
        "score",
        "detector",
    ],
    "entities": ["entity", "type", "label", "alt_labels", "posts", "mentions", "same_as"],
    "relations": [
        "subject",
        "predicate",
        "object",
        "layer",
        "score",
        "source",
        "start",
        "end",
        "evidence",
        "cue",
    ],
    "merges": ["kept", "merged", "rule", "evidence", "score"],
    "ambiguous": [
        "entity",
        "label",
        "type",
        "candidate",
        "candidate_label",
        "score",
        "rule",
        "merged",
        "source",
        "start",
        "end",
        "quote",
        "candidate_source",
        "candidate_start",
        "candidate_end",
        "candidate_quote",
    ],
}

JOINER = " | "

BUFFER = 1 << 18
"""Bytes written at once: by 8 kB, a table of 30 MB takes 0.04 s longer."""

_OURS = frozenset(
    "entity candidate subject object kept type kind layer predicate detector rule "
    "start end score posts mentions candidate_start candidate_end".split()
)
"""Columns of IRIs, numbers and names of ours: never what a spreadsheet would run."""


def rows(knowledge: Knowledge, table: str) -> Iterator[Row]:
    """Yield the rows of one of the ``COLUMNS`` tables."""
    return _ROWS[table](knowledge)


def _posts(knowledge: Knowledge) -> Iterator[Row]:
    iris = {record.post.id: record.iri for record in knowledge.posts}
    for record in knowledge.posts:
        post = record.post
        yield (
            record.iri,
            post.source,
            post.start,
            post.end,
            post.kind,
            iris.get(post.parent or "", ""),
            post.title or "",
            record.author or "",
            post.date or "",
            post.language,
            post.meta.modified or "",
            record.url or "",
            post.meta.format,
            JOINER.join(tag.name for tag in post.meta.tags),
            JOINER.join(post.meta.copies),
        )


def _mentions(knowledge: Knowledge) -> Iterator[Row]:
    iris = {record.post.id: record.iri for record in knowledge.posts}
    for m in knowledge.mentions:
        yield (
            m.source,
            iris[m.post],
            m.start,
            m.end,
            m.surface,
            m.type,
            m.entity,
            f"{m.score:.4f}",
            m.detector,
        )


def _entities(knowledge: Knowledge) -> Iterator[Row]:
    for entity in knowledge.entities:
        texts = dict.fromkeys(text for text, _ in entity.labels)
        texts.pop(entity.label, None)
        yield (
            entity.iri,
            entity.type,
            entity.label,
            JOINER.join(texts),
            entity.posts,
            entity.mentions,
            JOINER.join(entity.same_as),
        )


def _relations(knowledge: Knowledge) -> Iterator[Row]:
    """One row an evidence; what the text denies or supposes is not among the relations."""
    for statement in knowledge.statements:
        if statement.modality != "asserted":
            continue
        score = f"{statement.score:.4f}"
        said = statement.subject, statement.predicate, statement.object, statement.layer, score
        for evidence in statement.evidence:
            yield (
                *said,
                evidence.source,
                evidence.start,
                evidence.end,
                evidence.quote,
                evidence.cue,
            )


def _merges(knowledge: Knowledge) -> Iterator[Row]:
    return ((m.kept, m.merged, m.rule, m.evidence, f"{m.score:.4f}") for m in knowledge.merges)


def _ambiguous(knowledge: Knowledge) -> Iterator[Row]:
    for a in knowledge.ambiguities:
        quotes = [(q.source, q.start, q.end, q.quote) for q in (a.quote, a.candidate_quote)]
        said = "yes" if a.merged else "no"
        yield (a.entity, a.label, a.type, a.candidate, a.candidate_label,
               f"{a.score:.4f}", a.rule, said, *quotes[0], *quotes[1])  # fmt: skip


_ROWS = {
    "posts": _posts,
    "mentions": _mentions,
    "entities": _entities,
    "relations": _relations,
    "merges": _merges,
    "ambiguous": _ambiguous,
}


def write_tables(folder: Path, knowledge: Knowledge) -> None:
    """Write every table into ``folder``, which must exist."""
    for table, columns in COLUMNS.items():
        _write(folder / f"{table}.csv", columns, rows(knowledge, table))


def _write(path: Path, columns: Sequence[str], table: Iterable[Row]) -> None:
    said = [index for index, column in enumerate(columns) if column not in _OURS]
    with path.open("w", encoding="utf-8", errors="replace", newline="", buffering=BUFFER) as file:
        file.write(_line(columns))
        file.writelines(_line(_harmless(row, said)) for row in table)


def _line(row: Row) -> str:
    return ",".join(map(_cell, row)) + "\r\n"


def _cell(value: object) -> str:
    """Return the value as RFC 4180 has it: in quotes only where it must be."""
    text = str(value)
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text else text


def _harmless(row: Row, said: Iterable[int]) -> Row:
    """Return the row with what texts say, in some columns, made safe for a spreadsheet."""
    for index in said:
        if (cell := in_cell(row[index])) is not row[index]:
            row = [*row[:index], cell, *row[index + 1 :]]
    return row
