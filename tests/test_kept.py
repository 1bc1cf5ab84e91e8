"""What stages keep for the next build comes back as it was, or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graphbuild.cache import FILE_NAME
from graphbuild.kept import Kept


def kept(path: Path, name: str = "n", context: str = "c", **values: bytes) -> None:
    """Keep the values and forget all others."""
    results = Kept(path, name, context)
    for key, value in values.items():
        results.put(key.encode(), value)
    results.finish()


def test_a_result_is_found_by_name_key_and_context(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    kept(path, a=b"1\0", b=b"2")
    kept(path, name="other", a=b"3")
    found = Kept(path, "n", "c")
    assert [found.get(key) for key in (b"a", b"b", b"c")] == [b"1\0", b"2", None]
    assert Kept(path, "other", "c").get(b"a") == b"3"
    assert Kept(path, "n", "other").get(b"a") is None


def test_what_was_not_asked_for_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    kept(path, a=b"secret-one", b=b"secret-two")
    results = Kept(path, "n", "c")
    assert results.get(b"b") == b"secret-two"
    results.finish()
    assert Kept(path, "n", "c").get(b"b") == b"secret-two"
    assert b"secret-one" not in path.read_bytes()


def test_nothing_is_forgotten_by_a_build_that_does_not_get_there(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    kept(path, a=b"1")
    Kept(path, "n", "c").get(b"x")
    assert Kept(path, "n", "c").get(b"a") == b"1"


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_broken_file_knows_nothing_and_stops_nothing(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    assert Kept(path, "n", "c").get(b"a") is None
    kept(path, a=b"1")


def test_a_value_that_is_not_ours_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    kept(path, a=b"1")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE kept SET value = 'text'")
    database.close()
    assert Kept(path, "n", "c").get(b"a") is None


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    kept(tmp_path / "missing" / FILE_NAME, a=b"1")
    assert not (tmp_path / "missing").exists()
