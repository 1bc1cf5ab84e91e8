"""Names: trimmed, spelt as names, at their exact place in the source."""

from __future__ import annotations

import pytest
from graph_samples import post_of, reading_of, signed, term

from graphbuild.detect.matcher import Matcher
from graphbuild.detect.names import (
    AMBIGUOUS_SCORE,
    VOCABULARY_SCORE,
    from_model,
    from_signatures,
    from_vocabulary,
    trim,
)
from graphbuild.model import Candidate
from graphbuild.ontology import Term


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("l'agence Tamarin", "agence Tamarin"),
        ("chez Tamarin,", "Tamarin"),
        ("« Tamarin »", "Tamarin"),
        ("M. Vasseur", "Vasseur"),
        ("M. F. :", "M. F."),
        ("Mme F.", "Mme F"),
        ("Paul B.", "Paul B"),
        ("Mme Cléo Vasseur", "Cléo Vasseur"),
        ("de la Tamarin", "Tamarin"),
        ("Les Tamarins", "Tamarins"),
        ("Tamarin (Lyon)", "Tamarin (Lyon)"),
        ("Tamarin)", "Tamarin"),
        ("(Tamarin)", "Tamarin"),
        ("“Tamarin”…", "Tamarin"),
        ("\u00a0Tamarin\u00a0!", "Tamarin"),
        ("de", "de"),
        ("Tamarin &", "Tamarin"),
        ("Tamarin & Fils", "Tamarin & Fils"),
        ("«»", ""),
        ("🎈Tamarin", "🎈Tamarin"),
    ],
)
def test_articles_titles_and_punctuation_are_trimmed(words: str, kept: str) -> None:
    start, end = trim(words, 0, len(words))
    assert words[start:end] == kept


def test_a_capitalised_article_is_kept_where_it_may_belong_to_the_name() -> None:
    words = "Les Échos"
    assert trim(words, 0, len(words), keep_article=True) == (0, len(words))


def known(text: str, *terms: Term) -> list[Candidate]:
    post = post_of(text, start=5)
    return list(from_vocabulary(post, reading_of(post), Matcher(terms)))


def test_a_common_word_is_a_name_only_with_its_capital() -> None:
    orange = term("Orange", needs_capital=True)
    assert known("une orange et du jus d’orange", orange) == []
    (found,) = known("Je travaille chez Orange.", orange)
    assert (found.surface, found.score, found.iri) == ("Orange", VOCABULARY_SCORE, orange.iri)


def test_a_common_word_that_opens_a_block_is_doubtful() -> None:
    (found,) = known("« Orange » est mûre", term("Orange", needs_capital=True))
    assert found.score == AMBIGUOUS_SCORE


def test_an_ambiguous_name_is_doubtful_everywhere() -> None:
    (found,) = known("Avec Martin.", term("Martin", "Person", ambiguous=True))
    assert found.score == AMBIGUOUS_SCORE


def test_short_acronyms_count_in_capitals_only() -> None:
    assert known("la sncf et la Rse", term("SNCF"), term("RSE")) == []
    assert [c.surface for c in known("la SNCF aux U.S.", term("SNCF"), term("U.S.", "Place"))] == [
        "SNCF",
        "U.S",
    ]


def test_a_long_brand_is_known_in_lower_case_too() -> None:
    assert [c.surface for c in known("sur facebook", term("Facebook", "Product"))] == ["facebook"]
    assert known("sur vine", term("Vine", "Product")) == []


def test_surfaces_are_slices_of_the_source_whatever_the_accents() -> None:
    text = "Chez Ge\u0301ne\u0301ral ‘E\u0301lectrique’ 🎈"
    post = post_of(text, start=40)
    (found,) = from_vocabulary(post, reading_of(post), Matcher([term("Général Électrique")]))
    assert found.surface == post.surface(found.start, found.end)
    assert found.surface == "Ge\u0301ne\u0301ral ‘E\u0301lectrique"


def test_what_the_recogniser_marks_is_cleaned_up() -> None:
    post = post_of("Lu chez l’agence Tamarin, à lyon. En 2015 aussi !", start=3)
    ents = [("l'agence Tamarin,", "Organization"), ("lyon", "Place"), ("2015", "Event")]
    found = list(from_model(post, reading_of(post, ents=ents)))
    assert [(c.surface, c.detector) for c in found] == [
        ("agence Tamarin", "model"),
        ("lyon", "lower"),
    ]
    assert post.surface(found[0].start, found[0].end) == "agence Tamarin"


def test_labels_that_are_none_of_ours_are_left_out() -> None:
    post = post_of("Il vend Tamarin.")
    assert list(from_model(post, reading_of(post, ents=[("Tamarin", "MISC")]))) == []


def test_signatures_are_people_wherever_they_stand() -> None:
    post = signed("Bonjour.\n\nPar Zoé 🎈", "Zoé 🎈", start=12)
    (found,) = from_signatures(post)
    assert (found.type, found.surface) == ("Person", "Zoé 🎈")
    assert post.surface(found.start, found.end) == "Zoé 🎈"
