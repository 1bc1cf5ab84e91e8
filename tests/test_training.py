"""The scripts of ``training/``: names replaced, evidence weighed."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "training"))

from augment import augmented, names_of, with_other_names
from corpus import Text, lines, parse_marks
from judge import NO_NAME, Example, fit

from graphbuild.detect.judge import Judge

MARKED = parse_marks(
    "L'avis de [[Solveig Amiot|Person:solveig-amiot]] ([[Tamarin|Organization:tamarin]])\n"
    "et d'[[Ursule Ott|Person:ursule-ott]], lus sur [[#vague|?Event:vague]].\n"
)


def surfaces(text: Text) -> list[str]:
    return [text.text[mark.start : mark.end] for mark in text.marks]


@pytest.mark.parametrize("seed", range(20))
def test_a_line_with_other_names_marks_them_where_they_stand(seed: int) -> None:
    names = {("Person", False): ("Zoé",), ("Person", True): ("Ida",)}
    for line in lines(MARKED):
        varied = with_other_names(line, names, random.Random(seed))
        assert [m.types for m in varied.marks] == [m.types for m in line.marks]
        allowed = {*surfaces(line), "Zoé", "Ida"}
        assert set(surfaces(varied)) <= allowed


def test_a_vowel_is_replaced_by_a_vowel_for_the_article_before_it() -> None:
    names = {("Person", False): ("Zoé",), ("Person", True): ("Ida",)}
    found = {
        with_other_names(line, names, random.Random(seed)).text
        for line in lines(MARKED)
        for seed in range(30)
    }
    assert any("d'Ida" in text for text in found)
    assert not any("d'Zoé" in text for text in found)


def test_optional_names_are_not_collected() -> None:
    assert names_of([MARKED]) == {
        ("Person", False): ("Solveig Amiot",),
        ("Organization", False): ("Tamarin",),
        ("Person", True): ("Ursule Ott",),
    }


@pytest.mark.parametrize("seed", range(20))
def test_variation_moves_no_mark(seed: int) -> None:
    for line in lines(MARKED):
        assert len(augmented(line, random.Random(seed)).text) == len(line.text)


def test_fitted_weights_prefer_what_was_right() -> None:
    person: Example = ((("bias", 1.0), ("model=Person", 1.0)), (0,))
    nothing: Example = ((("bias", 1.0), ("capitals", 1.0)), (NO_NAME,))
    judge = Judge(fit([person] * 40 + [nothing] * 60))
    assert judge.chances([person[0]])[0][0] > 0.8
    assert sum(judge.chances([nothing[0]])[0]) < 0.2


def test_either_of_two_right_types_is_right() -> None:
    both: Example = ((("bias", 1.0),), (1, 5))
    chances = Judge(fit([both] * 60)).chances([both[0]])[0]
    assert chances[1] + chances[5] > 0.8
