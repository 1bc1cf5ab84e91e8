"""Salience: often, rare, early and in the title weighs more."""

from __future__ import annotations

from graphbuild.salience import content_words, rarity, salience


def weight(*words: str, count: int = 1, place: float = 0.5, title: bool = False) -> float:
    return salience(words, count=count, place=place, title=title)


def test_often_early_or_in_the_title_weighs_more() -> None:
    assert weight("webinaire", count=3) > weight("webinaire", count=1)
    assert weight("webinaire", place=0.1) > weight("webinaire", place=0.9)
    assert weight("webinaire", title=True) > weight("webinaire")


def test_a_rare_word_weighs_more_and_none_weighs_nothing() -> None:
    assert weight("webinaire") > weight("année")
    assert 0.3 <= rarity(["de"]) < rarity(["webinaire"]) <= 7.5
    assert weight() == 0


def test_content_words_leave_out_articles_and_prepositions() -> None:
    assert content_words("L’expérience de la Relation") == ("expérience", "relation")
    assert content_words("La") == ("la",)
