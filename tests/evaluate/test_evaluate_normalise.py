"""What scoring treats as the same."""

import pytest

from graphbuild.evaluate.normalise import fold_label, fold_spaces, trim


@pytest.mark.parametrize(
    ("surface", "kept"),
    [
        ("la Belgique", "Belgique"),
        ("l’Ocarina,", "Ocarina"),
        ("« Le Bruit »", "Bruit"),
        ("M. Morin", "Morin"),
        ("Leroy", "Leroy"),
        ("de", "de"),
        ("Snipit\u00a0!", "Snipit"),
    ],
)
def test_a_span_loses_leading_articles_and_outer_punctuation(surface: str, kept: str) -> None:
    text = f"xx {surface} yy"
    start, end = trim(text, 3, 3 + len(surface))
    assert text[start:end] == kept


@pytest.mark.parametrize(
    ("label", "folded"),
    [
        ("Les Médias sociaux", "media sociau"),
        ("réseau social", "reseau social"),
        ("stratégie de l'entreprise", "strategie entreprise"),
        ("bouche-à-oreille", "bouche oreille"),
        ("ROI", "roi"),
        ("bus", "bus"),
        ("l'", ""),
    ],
)
def test_a_label_is_compared_without_accents_case_articles_and_plurals(
    label: str, folded: str
) -> None:
    assert fold_label(label) == folded


def test_every_run_of_white_space_is_one_space() -> None:
    assert fold_spaces("a\u00a0 b\r\n\tc ") == "a b c"
