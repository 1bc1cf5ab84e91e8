"""Read annotated text: our own marks, and the WiNER news corpus where it is present."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\[\[([^\[\]|]+)\|(\??)([A-Za-z/]+):([a-z0-9.-]+)\]\]")

TYPES = ("Person", "Organization", "Place", "Event", "Work", "Product")

WINER_TYPES = {
    "Person": "Person",
    "Organization": "Organization",
    "Location": "Place",
    "Event": "Event",
    "Product": "Product",
}
"""WiNER's tag set mapped to ours; its dates and hours are no names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An annotated mention: ``types`` holds the preferred type first."""

    start: int
    end: int
    types: tuple[str, ...]
    entity: str
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An annotated text: ``marks`` are outer spans in rising order."""

    name: str
    text: str
    marks: tuple[Mark, ...]


def parse_marks(annotated: str, *, name: str = "") -> Text:
    """Return the text without its marks, and the marks' spans in it."""
    pieces: list[str] = []
    marks: list[Mark] = []
    length = last = 0
    for match in MARK.finditer(annotated):
        before = annotated[last : match.start()]
        surface, optional, types, entity = match.groups()
        start = length + len(before)
        length = start + len(surface)
        pieces += [before, surface]
        marks.append(
            Mark(
                start=start,
                end=length,
                types=tuple(types.split("/")),
                entity=entity,
                optional=bool(optional),
            )
        )
        last = match.end()
    return Text(name=name, text="".join([*pieces, annotated[last:]]), marks=tuple(marks))


def read_own(folder: Path) -> Iterator[Text]:
    """Yield the texts of ``*.ann.txt`` in a folder, by name."""
    for path in sorted(folder.glob("*.ann.txt")):
        yield parse_marks(path.read_text(encoding="utf-8"), name=path.name.removesuffix(".ann.txt"))


def is_development(text: Text) -> bool:
    """Tell whether a text of ours belongs to the fifth that is never trained on.

    Every fifth brief, so the split is fixed by file and stays when texts are added.
    """
    return int(text.name[:3]) % 5 == 0


def read_winer(path: Path) -> Iterator[Text]:
    """Yield the texts of one WiNER year, outer spans only."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        outer: list[Mark] = []
        spans = [(s, e, WINER_TYPES[t]) for s, e, t in record["spans"] if t in WINER_TYPES]
        for start, end, kind in sorted(spans, key=lambda s: (s[0], -s[1])):
            if not outer or start >= outer[-1].end:
                outer.append(Mark(start=start, end=end, types=(kind,), entity=""))
        yield Text(name=record["id"], text=record["text"], marks=tuple(outer))


def lines(text: Text) -> Iterator[Text]:
    """Yield each non-blank line as a text of its own, as the recogniser meets them."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text.text):
        marks = tuple(
            Mark(
                start=mark.start - match.start(),
                end=mark.end - match.start(),
                types=mark.types,
                entity=mark.entity,
                optional=mark.optional,
            )
            for mark in text.marks
            if match.start() <= mark.start and mark.end <= match.end()
        )
        yield Text(name=text.name, text=match.group(), marks=marks)
