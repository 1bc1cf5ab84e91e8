"""What a terminal or a spreadsheet would obey stands there as text."""

from __future__ import annotations

import csv
import io
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from graphbuild.harmless import from_cell, in_cell, spelt_out

Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]

TITLE = "\x1b]0;pris\x07\x9b31m \u202egnirts =cmd|' /C calc'!A0"


def test_lines_and_letters_stay_and_orders_are_spelt_out() -> None:
    assert spelt_out("Zoé 👩\u200d🚀\nNamur") == "Zoé 👩\u200d🚀\nNamur"
    assert spelt_out("a\x1b[0m\u202e\x9b\r\ud800") == "a\\u001b[0m\\u202e\\u009b\\u000d\\ud800"


@pytest.mark.parametrize("cell", ["=1+1", "@marc", "+33 1 23", "- oui (non) !", 7])
def test_what_does_no_harm_stays(cell: object) -> None:
    assert in_cell(cell) == cell


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("\uff1dcmd|' /C calc'!A0", "'\uff1dcmd|' /C calc'!A0"),
        ('=HYPERLINK ("http://a.example")', '\'=HYPERLINK ("http://a.example")'),
        ("un mot;=cmd|' /C calc'!A0", "un mot;'=cmd|' /C calc'!A0"),
        ("un mot\n @SUM(A1)\tfin", "un mot\n' @SUM(A1)\tfin"),
    ],
)
def test_what_does_harm_is_a_text_and_can_be_read_back(cell: str, guarded: str) -> None:
    assert in_cell(cell) == guarded
    assert from_cell(guarded) == cell


@pytest.mark.parametrize("cell", ["a ; b (c)", "vu ;-) (bis)", "l'un\n- oui (non)", "'tain; = 2"])
def test_signs_inside_of_a_text_do_no_harm(cell: str) -> None:
    assert in_cell(cell) == cell
    assert from_cell(cell) == cell


def test_the_list_of_posts_gives_no_orders(run: Run, write_post: Write) -> None:
    posts = write_post("a\x1b[2J.md", f"# {TITLE}\n\nZoé Lambert dirige la Régie Bleue à Namur.\n")
    code, out, _ = run("collect", posts)
    assert code == 0
    assert not set(out) & set("\x1b\x07\x9b\u202e")
    assert "\\u001b]0;pris" in out


def test_the_list_of_posts_runs_nothing_in_a_spreadsheet(run: Run, write_post: Write) -> None:
    posts = write_post("a.md", "---\ntitle: \"=cmd|' /C calc'!A0\"\n---\n\nZoé Lambert à Namur.\n")
    code, out, _ = run("collect", posts, "--format", "csv")
    assert code == 0
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["title"] == "'=cmd|' /C calc'!A0"


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_a_terminal_gets_no_orders_from_answers_of_any_format(form: str) -> None:
    query = r'SELECT ("\u001b[31mrouge\u009b\u202e" AS ?a) ("2\t3" AS ?b) {}'
    graph = Path(__file__).parent / "query" / "data" / "small.trig"
    command = ["query", "-q", query, "--format", form, "--graph", str(graph)]
    out = at_a_terminal(command)
    assert "rouge" in out
    assert not set(out) & set("\x1b\x07\x9b\u202e")


def at_a_terminal(command: list[str]) -> str:
    """Return what a command writes where stdout is a terminal."""
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "graphbuild", *command], stdout=theirs, check=False, timeout=60
    )
    os.close(theirs)
    said = b""
    with suppress(OSError):  # Linux: the other side is closed
        while more := os.read(ours, 4096):
            said += more
    os.close(ours)
    assert done.returncode == 0
    return said.decode()


def test_the_list_of_posts_as_csv_is_harmless_at_a_terminal_and_whole_in_a_file(
    run: Run, write_post: Write
) -> None:
    posts = write_post("a.md", '---\ntitle: "\\e[31mrouge"\n---\n\nZoé Lambert à Namur.\n')
    command = ["collect", str(posts), "--format", "csv"]
    assert "\\u001b[31mrouge,," in at_a_terminal(command)
    assert "\x1b[31mrouge,," in run(*command)[1]
