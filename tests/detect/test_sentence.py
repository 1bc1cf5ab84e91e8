"""What the parse of a sentence says of a span."""

from __future__ import annotations

from graph_samples import french
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graphbuild.detect.sentence import in_sentence

HEADS = {"agence": "Organization", "editeur": "Organization"}


def parsed() -> Doc:
    """``l' éditeur de Tamarin , une agence`` with a parse by hand."""
    words = ["l'", "éditeur", "de", "Tamarin", ",", "une", "agence"]
    return Doc(
        french().vocab,
        words=words,
        pos=["DET", "NOUN", "ADP", "PROPN", "PUNCT", "DET", "NOUN"],
        lemmas=["le", "éditeur", "de", "Tamarin", ",", "un", "agence"],
        heads=[1, 1, 3, 1, 6, 6, 3],
        deps=["det", "ROOT", "case", "nmod", "punct", "det", "appos"],
    )


def test_the_governor_and_the_apposition_tell_what_a_name_is() -> None:
    found = dict(in_sentence(parsed(), 3, 4, HEADS))
    assert {"pos:PROPN", "dep:nmod", "under:nmod:éditeur", "case:de", "over:appos:agence"} <= set(
        found
    )
    assert {"under:nmod=Organization", "over:appos=Organization", "says=Organization"} <= set(found)


def test_words_inside_the_span_are_not_its_surroundings() -> None:
    found = dict(in_sentence(parsed(), 1, 4, HEADS))
    assert not any(name.startswith(("under", "case")) for name in found)


def test_without_a_parse_or_tokens_nothing_is_said() -> None:
    assert list(in_sentence(Doc(Vocab(), words=["Tamarin"]), 0, 1, HEADS)) == []
    assert list(in_sentence(parsed(), 2, 2, HEADS)) == []
