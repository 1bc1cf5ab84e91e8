"""The CSV tables, read back by the standard library and held against the source."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from graph_samples import facts_of, post_of, small_knowledge, small_source

from graphbuild.harmless import in_cell
from graphbuild.model import Knowledge
from graphbuild.write.tables import COLUMNS, JOINER, write_tables

Tables = dict[str, list[dict[str, str]]]


def read(folder: Path, knowledge: Knowledge) -> Tables:
    write_tables(folder, knowledge)
    found = {}
    for table in COLUMNS:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found[table] = list(csv.DictReader(file, strict=True))
    return found


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return read(tmp_path, small_knowledge())


def test_columns_are_an_interface() -> None:
    assert {table: " ".join(columns) for table, columns in COLUMNS.items()} == {
        "posts": "post source start end kind parent title author date language "
        "modified url format tags copies",
        "mentions": "source post start end surface type entity score detector",
        "entities": "entity type label alt_labels posts mentions same_as",
        "relations": "subject predicate object layer score source start end evidence cue",
        "merges": "kept merged rule evidence score",
        "ambiguous": "entity label type candidate candidate_label score rule merged"
        " source start end quote candidate_source candidate_start candidate_end candidate_quote",
    }


def test_every_mention_and_every_evidence_is_a_slice_of_the_source(tables: Tables) -> None:
    text = small_source().text
    assert len(tables["mentions"]) == len(small_knowledge().mentions)
    for row in tables["mentions"]:
        assert text[int(row["start"]) : int(row["end"])] == row["surface"]
    for row in tables["relations"]:
        assert text[int(row["start"]) : int(row["end"])] == row["evidence"]


def test_what_the_text_denies_is_not_among_the_relations(tables: Tables) -> None:
    assert "ownerOf" not in {row["predicate"] for row in tables["relations"]}
    assert {"worksFor", "partnerOf", "relatedTo"} <= {r["predicate"] for r in tables["relations"]}


def test_a_relation_has_a_row_an_evidence(tables: Tables) -> None:
    partners = [r for r in tables["relations"] if r["predicate"] == "partnerOf"]
    assert len(partners) == 2
    assert len({(r["subject"], r["object"]) for r in partners}) == 1


def test_rows_name_only_what_the_other_tables_have(tables: Tables) -> None:
    entities = {row["entity"]: row["type"] for row in tables["entities"]}
    posts = {row["post"] for row in tables["posts"]}
    for row in tables["mentions"]:
        assert row["post"] in posts
        assert entities[row["entity"]] == row["type"]
    for row in tables["relations"]:
        assert {row["subject"], row["object"]} <= set(entities)
    assert [row["parent"] in posts for row in tables["posts"]] == [False, True]
    assert {row["kept"] for row in tables["merges"]} <= set(entities)


def test_other_labels_are_joined_without_the_label_itself(tables: Tables) -> None:
    row = next(r for r in tables["entities"] if r["label"] == "Tamarin")
    assert row["alt_labels"].split(JOINER) == ["Tamarine"]


def test_scores_lie_between_nought_and_one(tables: Tables) -> None:
    for table in ("mentions", "relations"):
        assert all(0 <= float(row["score"]) <= 1 for row in tables[table])


@pytest.mark.parametrize(
    "surface",
    ['a "b", c', "a\r\nb", "a\nb", "🎈", "שלום", "=1+1", "é" * 2000, ";", "a\tb", "\u00a0x\u00a0y"],
)
def test_any_surface_survives_the_round_trip(tmp_path: Path, surface: str) -> None:
    post = post_of(f"Avec {surface} ici")
    (row,) = read(tmp_path, small_knowledge(facts=[facts_of(post, (surface, "Work"))]))["mentions"]
    assert row["surface"] == surface
    assert post.text[int(row["start"]) : int(row["end"])] == surface


def test_nothing_gives_tables_with_a_header_alone(tmp_path: Path) -> None:
    assert read(tmp_path, Knowledge()) == {table: [] for table in COLUMNS}
    assert (tmp_path / "merges.csv").read_bytes() == b"kept,merged,rule,evidence,score\r\n"


@pytest.mark.parametrize("cell", [" =cmd|' /C calc'!A0", "@SUM(A1)", "-2+3|cmd", "+f(x)"])
def test_what_a_spreadsheet_would_run_is_made_a_text(cell: str) -> None:
    assert in_cell(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["@marc", "+33 1 23 45", "- oui (non) !", "=1+1", "a = b (c)", "", 3, "'=x"]
)
def test_any_other_cell_is_as_it_was(cell: object) -> None:
    assert in_cell(cell) == cell
