"""Extraction against a gold standard: how right the written tables are.

The build itself is passed in as the folder of tables it wrote, so nothing here
depends on how the extraction works.
"""

from __future__ import annotations

from pathlib import Path

from graphbuild.evaluate.calibration import (
    idea_outcomes,
    name_outcomes,
    reliability,
    render_reliability,
)
from graphbuild.evaluate.floors import Fall, find_falls, read_floors
from graphbuild.evaluate.gold import read_gold
from graphbuild.evaluate.measures import Scores
from graphbuild.evaluate.predictions import read_predictions, write_predictions
from graphbuild.evaluate.report import figures, render_curve, render_json, render_text
from graphbuild.evaluate.score import score

THRESHOLDS = (0.2, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Points of the curve over ``merge_threshold``: between them no rule's score lies alone."""

__all__ = [
    "THRESHOLDS",
    "Fall",
    "Scores",
    "check_floors",
    "evaluate_tables",
    "figures",
    "render",
    "render_calibration",
    "render_curve",
]


def evaluate_tables(
    gold_dir: Path, tables_dir: Path, *, predictions_file: Path | None = None
) -> Scores:
    """Score the tables of a build of ``gold_dir``'s texts against its annotations.

    ``predictions_file`` also writes what was scored as JSON lines.
    """
    predictions = read_predictions(tables_dir)
    if predictions_file is not None:
        write_predictions(predictions_file, predictions)
    return score(read_gold(gold_dir), predictions)


def render(scores: Scores, *, as_json: bool = False, errors: bool = False) -> str:
    """Show scores as text or JSON, with every mistake when ``errors``."""
    return (render_json if as_json else render_text)(scores, errors=errors)


def render_calibration(gold_dir: Path, tables_dir: Path) -> str:
    """Show how far the scores of names and of ideas can be taken at their word."""
    gold, predictions = read_gold(gold_dir), read_predictions(tables_dir)
    return render_reliability(
        "names", reliability(name_outcomes(gold, predictions))
    ) + render_reliability("ideas", reliability(idea_outcomes(gold, predictions)))


def check_floors(scores: Scores, path: Path, *, with_names: bool) -> tuple[Fall, ...]:
    """Return the figures below the floors of a file; none means the gate is passed."""
    return find_falls(figures(scores), read_floors(path, with_names=with_names))
