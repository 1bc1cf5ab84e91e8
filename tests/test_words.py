"""Words compared: folding, number and months are the same for every stage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.words import MONTHS, SMALL_WORDS, fold, singular, words_in, zipf


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Éric", "eric"), ("Œuvre", "oeuvre"), ("Straße", "strasse"), ("𝕊alon", "salon")],
)
def test_accents_case_and_disguised_letters_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("plural", "word"),
    [
        ("sociaux", "social"),
        ("reseaux", "reseau"),
        ("jeux", "jeu"),
        ("marques", "marque"),
        ("tedx", "tedx"),
        ("prix", "prix"),
        ("bus", "bus"),
    ],
)
def test_plurals_compare_with_their_singular(plural: str, word: str) -> None:
    assert singular(plural) == word


def test_signs_that_belong_to_a_word_stay_with_it() -> None:
    assert words_in("Le C++, le C# de l’École") == ["le", "c++", "le", "c#", "de", "l", "ecole"]
    assert words_in("Google +") == ["google"]


def test_tables_are_folded_so_that_folded_words_are_found() -> None:
    assert all(fold(word) == word for word in [*MONTHS, *SMALL_WORDS])
    assert set(MONTHS.values()) == set(range(1, 13))
    assert MONTHS[fold("Février")] == MONTHS["february"] == 2


def test_common_words_are_more_frequent_than_rare_ones() -> None:
    assert zipf("faire") > zipf("marque") > zipf("mécénat") > 0
    assert zipf("zzxqv") == 0
