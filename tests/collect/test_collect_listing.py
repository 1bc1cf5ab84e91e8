"""``graphbuild collect`` shows how posts are understood, before anything is built."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]
TEXT = (
    "Un billet\nPar Zoé Lambert, le 3 mai 2011\n\nLe phare de la pointe a été repeint au printemps, et "
    "les goélands n'en reviennent pas.\n\n1 commentaire\n\nMarc dit :\nBravo !\n"
)


def write(folder: Path) -> Path:
    posts = folder / "posts"
    posts.mkdir()
    (posts / "a.txt").write_text(TEXT, encoding="utf-8")
    (posts / "b.md").write_text(
        "---\ntitle: Un autre\n---\n\nRien à voir, ou si peu.\n", encoding="utf-8"
    )
    (posts / "c.txt").write_text(TEXT, encoding="utf-8")
    (posts / "photo.png").write_bytes(b"x")
    return posts


def test_a_row_a_post(run: Run, tmp_path: Path) -> None:
    code, out, err = run("collect", write(tmp_path), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [(r["title"], r["author"], r["date"], r["comments"], r["kind"], r["copy_of"]) for r in rows] == [
        ("Un billet", "Zoé Lambert", "2011-05-03", "1", "text", ""),
        ("Un autre", "", "", "0", "markdown", ""),
        ("Un billet", "Zoé Lambert", "2011-05-03", "1", "text", "a.txt"),
    ]  # fmt: skip
    assert "1 markdown, 2 text" in err.replace("2 text, 1 markdown", "1 markdown, 2 text")
    assert "1 assets" in err


def test_the_table_has_its_columns_in_line(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("collect", write(tmp_path))
    head, *rows = out.splitlines()
    assert code == 0
    assert head.split() == [
        "title",
        "author",
        "date",
        "words",
        "comments",
        "language",
        "kind",
        "source",
    ]
    assert {row.index(row.split()[-1]) for row in rows[:2]} == {head.index("source")}
    assert rows[2].endswith("c.txt = a.txt")


def test_a_file_that_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    posts = write(tmp_path)
    (posts / "vide.txt").write_bytes(b"")
    code, _, err = run("collect", posts)
    assert code == 1
    assert "vide.txt: empty file" in err


def test_a_missing_folder_is_wrong_use(run: Run, tmp_path: Path) -> None:
    code, out, err = run("collect", tmp_path / "rien")
    assert (code, out) == (2, "")
    assert "no such file or folder" in err
