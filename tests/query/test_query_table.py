"""The table of the terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphbuild.harmless import visible
from graphbuild.query.table import cells, render_table


def test_wide_letters_and_combining_marks_are_aligned() -> None:
    table = render_table(("a", "b"), [("日本", "x"), ("e\u0301te\u0301", "y"), ("abcd", "z")])
    assert [cells(line.rstrip()[:-1]) for line in table.splitlines()[2:]] == [6, 6, 6]


def test_numbers_stand_on_the_right_and_text_on_the_left() -> None:
    assert render_table(("n", "t"), [("5", "x"), ("-10", "yy")]).splitlines() == [
        "  n  t",
        "---  --",
        "  5  x",
        "-10  yy",
    ]


def test_control_and_direction_characters_are_spelt_out() -> None:
    assert visible("a\x1b[31m\u202eb\n c\x9b\x07") == "a\\u001b[31m\\u202eb c\\u009b\\u0007"


def test_a_narrow_terminal_cuts_the_widest_column() -> None:
    table = render_table(("a", "b"), [("x" * 50, "short")], width=30)
    assert max(len(line) for line in table.splitlines()) == 30
    assert "…" in table
    assert "short" in table


def test_no_columns_give_no_table() -> None:
    assert render_table((), [()]) == ""


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5), st.integers(1, 60))
def test_every_table_has_a_line_a_row(rows: list[tuple[str, str]], width: int) -> None:
    table = render_table(("a", "b"), rows, width=width)
    assert table.count("\n") == len(rows) + 2
    assert all(line.isprintable() or max(line) >= "\u200b" for line in table.split("\n"))
