"""What is looked for first, to spare a slower look, never hides what that one would find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graphbuild.collect.blocks import _TAIL_FURNITURE, _TAIL_LETTERS
from graphbuild.collect.cohesion import last_stems, stems
from graphbuild.collect.dates import _DATE, _DIGIT
from graphbuild.collect.fold import _TABLE, fold
from graphbuild.collect.furniture import _ANY, _COMPILED, _IN_PHRASE, _PHRASE

RULES = st.sampled_from([rule for _, rule in _COMPILED])
LETTERS = st.characters(codec="utf-16", exclude_characters="\n\r")


@given(text=st.text(LETTERS | st.sampled_from("ÉéŒœŸÿ’“—`\t\u00a0"), max_size=500))
def test_a_text_is_folded_letter_by_letter(text: str) -> None:
    assert fold(text) == text.translate(_TABLE)


@given(phrase=st.from_regex(_PHRASE, fullmatch=True))
def test_each_phrase_of_a_footer_has_letters_that_are_looked_for(phrase: str) -> None:
    assert any(letters in phrase for letters in _IN_PHRASE)


@given(line=RULES.flatmap(lambda rule: st.from_regex(rule, fullmatch=True)))
def test_a_line_of_furniture_is_one_for_all_rules_together(line: str) -> None:
    assert _ANY.fullmatch(line)


@given(text=st.from_regex(_TAIL_FURNITURE))
def test_furniture_at_the_end_of_a_paragraph_is_looked_for_at_its_last_letter(text: str) -> None:
    assert text.rstrip()[-1] in _TAIL_LETTERS


@given(date=st.from_regex(re.compile(_DATE.pattern, re.ASCII), fullmatch=True))
def test_a_date_has_a_digit(date: str) -> None:
    assert _DIGIT.search(date)


@given(
    lines=st.lists(st.text(st.sampled_from("abcdéÀ ’-1"), min_size=1, max_size=60), max_size=12),
    limit=st.integers(1, 8),
)
def test_the_stems_of_lines_are_those_of_the_text_that_they_make(
    lines: list[str], limit: int
) -> None:
    text = "\n".join(lines)
    assert stems(lines, limit=limit) == stems([text], limit=limit)
    assert last_stems(lines, limit=limit) == last_stems([text], limit=limit)
