"""The tables of a build are read back as they were meant, or with a message."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graphbuild.cli import main
from graphbuild.errors import InputError
from graphbuild.harmless import in_cell
from graphbuild.tables import read_table

HEAD = "entity,type,label,mentions,same_as\r\n"


def test_a_cell_of_any_length_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'label,quote\r\nZoé,"{"mot " * 300_000}"\r\n', encoding="utf-8")
    limit = csv.field_size_limit(131_072)
    try:
        (row,) = read_table(path, ["label", "quote"])
    finally:
        csv.field_size_limit(limit)
    assert len(row["quote"]) == 1_200_000


def test_a_name_that_looks_like_a_formula_is_the_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"label\r\n{in_cell('=f(x)|g')}\r\n", encoding="utf-8")
    assert [row["label"] for row in read_table(path, ["label"])] == ["=f(x)|g"]


@pytest.mark.parametrize(
    ("content", "said"),
    {
        "missing": (None, ": cannot be read: No such file"),
        "empty": (b"", ":1: lacks the column entity, type"),
        "of another version": (b"entity,label\r\na,b\r\n", ":1: lacks the column type, mentions"),
        "no UTF-8": (HEAD.encode() + b"\xe9", ": is not UTF-8 text"),
        "an open quote": (
            HEAD.encode() + b'a,"b',
            ": is no table after line 1: unexpected end of data",
        ),
        "edited": (HEAD.encode() + b"a,Person,b,deux,\r\n", ":2: mentions is 'deux', no number"),
        "a short row": (HEAD.encode() + b"a,Person\r\n", ":2: mentions is '', no number"),
    }.values(),
)
def test_what_is_no_table_of_a_build_is_told(
    content: bytes | None, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "entities.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        list(read_table(path, HEAD.strip().split(","), numbers={"mentions": int}))
    assert str(caught.value).startswith(f"{path}{said}")
    assert ("build first" if content is None else "build again") in caught.value.remedy


def test_a_broken_table_is_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "entities.csv").write_bytes(b"\xff\xfe")
    assert main(["review", str(tmp_path), "-o", str(tmp_path)]) == 2
    assert "is not UTF-8 text (build again" in capsys.readouterr().err
