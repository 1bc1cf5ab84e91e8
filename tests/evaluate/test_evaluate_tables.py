"""From the written tables to the report, the floors and the calibration."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluate_samples import (
    ANNOTATED,
    LEA_FULL,
    OCARINA,
    TEXT,
    found,
    gold,
    predict,
    write_tables,
)

from graphbuild.errors import InputError
from graphbuild.evaluate import (
    check_floors,
    evaluate_tables,
    figures,
    render,
    render_calibration,
)
from graphbuild.evaluate.calibration import name_outcomes, reliability
from graphbuild.evaluate.predictions import read_predictions

FACTS = {
    "concepts": [{"id": "veille", "labels": ["veille"], "grade": "core"}],
    "relations": [{"s": "lea-morin", "p": "worksFor", "o": "ocarina", "evidence": "travaille"}],
    "posts": [{"starts_with": "Léa Morin", "author": "lea-morin", "date": None}],
    "comments": [],
}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A gold folder and tables that miss ``Snipit`` and invent one relation."""
    gold_dir = tmp_path / "gold"
    gold_dir.mkdir()
    (gold_dir / "sample.txt").write_text(TEXT, encoding="utf-8")
    (gold_dir / "sample.ann.txt").write_text(ANNOTATED, encoding="utf-8")
    (gold_dir / "sample.facts.json").write_text(json.dumps(FACTS), encoding="utf-8")
    lea, ocarina, short = 0, TEXT.index("Ocarina"), TEXT.index("Léa aime")

    def mention(start: int, surface: str, kind: str, entity: str, score: float) -> list[object]:
        end = start + len(surface)
        return ["sample.txt", "s/1", start, end, surface, kind, entity, score, "model"]

    tables = write_tables(
        tmp_path / "tables",
        posts=[["s/1", "sample.txt", 0, len(TEXT), "post", "", "", "x:lea", "", "fr"]],
        mentions=[
            mention(lea, "Léa Morin", "Person", "x:lea", 0.9),
            mention(ocarina, "Ocarina", "Organization", "x:ocarina", 0.8),
            mention(short, "Léa", "Person", "x:lea", 0.6),
            mention(3, "veilles", "Concept", "x:veille", 0.7),
        ],
        entities=[
            ["x:lea", "Person", "Léa Morin", "Léa", 1, 2, ""],
            ["x:ocarina", "Organization", "Ocarina", "", 1, 1, ""],
            ["x:veille", "Concept", "surveillance", "guet | vigie", 1, 1, ""],
        ],
        relations=[
            ["x:lea", "worksFor", "x:ocarina", "stated", 0.9, "sample.txt", 0, 9, "q"],
            ["x:lea", "worksFor", "x:ocarina", "stated", 0.8, "sample.txt", 0, 9, "q"],
            ["x:ocarina", "offers", "x:veille", "stated", 0.5, "sample.txt", 0, 9, "q"],
            [
                "x:lea",
                "relatedTo",
                "x:veille",
                "cooccurrence",
                0.9,
                "sample.txt",
                0,
                9,
                "q",
            ],
        ],
    )
    return gold_dir, tables


def test_tables_are_read_as_predictions_per_document(
    folders: tuple[Path, Path],
) -> None:
    prediction = read_predictions(folders[1])["sample.txt"]
    assert [m.entity for m in prediction.mentions] == ["x:lea", "x:ocarina", "x:lea"]
    (idea,) = prediction.ideas
    assert idea.labels == ("surveillance", "guet", "vigie", "veilles")
    assert [r.predicate for r in prediction.relations] == ["worksFor", "offers"]


def test_a_folder_of_tables_is_scored(folders: tuple[Path, Path]) -> None:
    values = figures(evaluate_tables(*folders))
    assert values["mentions.strict.precision"] == 1
    assert values["mentions.strict.recall"] == 0.75
    assert values["ideas.f1"] == 1
    assert values["relations.precision"] == 0.5
    assert values["relations.worksFor.f1"] == 1
    assert values["posts.author.accuracy"] == 1


def test_the_report_lists_each_mistake_with_its_place(
    folders: tuple[Path, Path],
) -> None:
    scores = evaluate_tables(*folders)
    text = render(scores, errors=True)
    assert f"sample.txt:{TEXT.index('Snipit')}  'Snipit'" in text
    assert "mentions.strict" in text
    assert "'Snipit'" not in render(scores)
    record = json.loads(render(scores, as_json=True, errors=True))
    assert record["errors"][0]["category"] == "missed"
    assert record["figures"]["mentions.strict.recall"] == 0.75


def test_predictions_are_written_as_json_lines(folders: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    evaluate_tables(*folders, predictions_file=path)
    (line,) = path.read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert record["doc"] == "sample.txt"
    assert record["mentions"][0] == [0, 9, "Person", "x:lea"]
    assert record["concepts"] == [["surveillance", "guet", "vigie", "veilles"]]
    assert record["relations"][0] == ["x:lea", "worksFor", "x:ocarina"]
    assert record["labels"]["x:lea"] == ["Léa Morin", "Léa"]


def test_a_fall_below_a_floor_is_named(folders: tuple[Path, Path], tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    content = {
        "with_names": {
            "mentions.strict.f1": 0.99,
            "ideas.f1": 1.0,
            "mentions.strickt.f1": 0,
        },
        "no_names": {"ideas.f1": 0.5},
    }
    floors.write_text(json.dumps(content), encoding="utf-8")
    scores = evaluate_tables(*folders)
    falls = check_floors(scores, floors, with_names=True)
    assert [fall.name for fall in falls] == [
        "mentions.strickt.f1",
        "mentions.strict.f1",
    ]
    assert str(falls[1]) == "mentions.strict.f1: 0.8571, below its floor of 0.9900"
    assert check_floors(scores, floors, with_names=False) == ()


@pytest.mark.parametrize("content", ['{"with_names": 1}', "{", '{"with_names": {"a": "b"}}', "[]"])
def test_a_broken_floors_file_is_refused(
    content: str, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"floors\.json"):
        check_floors(evaluate_tables(*folders), path, with_names=True)


def test_tables_that_are_missing_or_lack_a_column_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"mentions\.csv"):
        read_predictions(tmp_path)
    tables = write_tables(tmp_path)
    (tables / "mentions.csv").write_text("source,post\n", encoding="utf-8")
    with pytest.raises(InputError, match="lacks the column"):
        read_predictions(tables)


def test_calibration_sets_scores_against_the_share_right(
    folders: tuple[Path, Path],
) -> None:
    wrong = found("travaille", "Person", "x:t", score=0.95)
    outcomes = list(name_outcomes([gold()], {"sample.txt": predict(LEA_FULL, OCARINA, wrong)}))
    result = reliability(outcomes, bins=2)
    (only,) = result.bins
    assert (only.count, only.low, only.high) == (3, 0.5, 1.0)
    assert only.share_right == pytest.approx(2 / 3)
    assert only.mean_score == pytest.approx(2.95 / 3)
    assert result.error == pytest.approx(0.95 / 3)
    assert "names: expected calibration error" in render_calibration(*folders)
