"""Forms of names for comparison."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.ground.normalise import name_words
from graphbuild.words import plain_name


@pytest.mark.parametrize(
    ("surface", "form"),
    [
        ("Les Échos", "echos"),
        ("L’Oréal SA", "oreal"),
        ("Tamarin, Inc.", "tamarin"),
        ("Le", "le"),
        ("SA", "sa"),
        ("C++", "c++"),
        ("C#", "c#"),
        ("C", "c"),
        ("Google\u00a0+", "google+"),
        ("C.A.B.", "cab"),
        ("SAS Tamarin Bleu", "tamarin bleu"),
        ("🎈", "🎈"),
        ("Œuvre", "oeuvre"),
        ("e\u0301te\u0301", "ete"),
    ],
)
def test_plain_names(surface: str, form: str) -> None:
    assert plain_name(surface) == form


@pytest.mark.parametrize(
    ("surface", "words"),
    [
        ("les réseaux sociaux", ("reseau", "social")),
        ("culture de la relation client", ("culture", "relation", "client")),
        ("TEDx", ("tedx",)),
        ("de la", ("de la",)),
        ("prix", ("prix",)),
    ],
)
def test_words_that_tell_a_term_from_others(surface: str, words: tuple[str, ...]) -> None:
    assert name_words(surface) == words


@given(st.text(max_size=40))
def test_case_and_outer_space_do_not_matter(surface: str) -> None:
    assert plain_name(f" {surface.lower()} ").strip() == plain_name(surface.lower()).strip()
    assert name_words(surface)
