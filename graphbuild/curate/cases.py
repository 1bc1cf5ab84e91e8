"""The doubtful pairs that a build wrote into ``tables/ambiguous.csv``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphbuild.corrections import Corrections, plain
from graphbuild.tables import read_table

_COLUMNS = """
type score rule merged label source quote candidate_label candidate_source candidate_quote
""".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A name and where it stands first; ``common`` when other things bear it too."""

    label: str
    source: str
    quote: str
    common: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two names that may be one thing; ``merged`` when the build made them one."""

    type: str
    score: float
    rule: str
    merged: bool
    left: Side
    right: Side

    @property
    def names(self) -> list[str]:
        """The two names."""
        return [self.left.label, self.right.label]

    @property
    def source(self) -> str:
        """The file that tells whom a common name means, ``""`` when no name is common."""
        return next((s.source for s in (self.left, self.right) if s.common), "")


def open_cases(output: Path, corrections: Corrections) -> list[Case]:
    """Return what is still to decide, the most doubtful first.

    Two things of one name cannot be told apart by their names, and are left out.
    """
    entities = read_table(output / "tables" / "entities.csv", ["label"])
    labels = Counter(plain(row["label"]) for row in entities)
    return [
        case
        for case in _cases(output / "tables" / "ambiguous.csv", labels)
        if not corrections.decides(*case.names) and len(set(map(plain, case.names))) > 1
    ]


def _cases(path: Path, labels: Counter[str]) -> Iterator[Case]:
    for row in read_table(path, _COLUMNS, numbers={"score": float}):
        sides = [
            Side(
                label=row[f"{side}label"],
                source=row[f"{side}source"],
                quote=row[f"{side}quote"],
                common=labels[plain(row[f"{side}label"])] > 1,
            )
            for side in ("", "candidate_")
        ]
        yield Case(
            type=row["type"],
            score=float(row["score"]),
            rule=row["rule"],
            merged=row["merged"] == "yes",
            left=sides[0],
            right=sides[1],
        )
