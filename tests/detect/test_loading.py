"""What makes spaCy load sooner changes nothing in what it gives."""

from __future__ import annotations

import re
from itertools import product

import pytest
import spacy

from graphbuild.detect.loading import ByHash, quickly, shortened
from graphbuild.detect.pipelines import FRENCH, french

WORDS = """
    arc-en-ciel Saint-Denis-en-Val pet-en-l'air saut-de-ski auto-école AUTO-ÉCOLE aéro–club
    états-unis bye-bye black-out Black-Outs entr'ouvert r'ouvrir grand’mère aujourd'hui
    prud'hommes vice-présidente après-demain contre-la-montre e-commerce porte-à-porte l'an
    auto- -école auto--école auto-9 auto-école! arc-en-ciel. K-way anti-Ⅳ ex-ı ex-ſ çà-et-là
    Vaux-le-Vicomte sino‑japonais franco-allemand's twitter.com/arc-en-ciel ch'tiiserie '
""".split()


def test_a_short_expression_matches_the_same_words() -> None:
    letters = "[" + "".join(map(chr, range(0xC0, 0x1C0))) + "a-z]"
    bodies = (f"^ab[-–]{letters}+$", f"^a?c[-]{letters}+$", f"^{letters}+-de-{letters}+$")
    long = "(?iu)(?:" + ")|(?:".join(bodies) + ")"
    short = shortened(long)
    assert len(short) < len(long)
    for parts in product(("ab", "ac", "c", "É", ""), ("-", "–", "-de-"), ("été", "", "9", "a-b")):
        word = "".join(parts)
        assert bool(re.match(short, word)) == bool(re.match(long, word)), word


@pytest.mark.parametrize("other", ["(?iu)(?:^ab$)|(?:cd)", "a|b", ""])
def test_an_expression_of_another_shape_is_left_alone(other: str) -> None:
    assert shortened(other) == other


def test_a_table_is_asked_by_word_or_hash_as_ever() -> None:
    from spacy.lookups import Table
    from spacy.strings import get_string_id

    hashes = {get_string_id(word): [word] for word in WORDS}
    ours, usual = ByHash("words", hashes), Table("words", hashes)
    for key in (*WORDS, *hashes, "inconnu", 7):
        assert ours.get(key) == usual.get(key)
        assert ours.get(key, "sans") == usual.get(key, "sans")
        assert (key in ours) == (key in usual)
    assert ours["arc-en-ciel"] == usual["arc-en-ciel"]
    with pytest.raises(KeyError):
        ours["inconnu"]


def test_the_functions_are_put_back_when_something_fails() -> None:
    usual = re.compile, spacy.lookups.Table
    with pytest.raises(re.error), quickly():
        re.compile("[a-c")
    assert (re.compile, spacy.lookups.Table) == usual


def test_texts_are_read_as_by_the_pipeline_as_spacy_loads_it() -> None:
    usual = spacy.load(FRENCH, exclude=["ner"])
    text = " ".join(WORDS) + " Elles sont parties hier, les œuvres ? « Quel travail ! », dit Zoé."
    ours, theirs = french()(text).to_json(), usual(text).to_json()
    assert ours == theirs
