"""What the recogniser believes, beside what it marks."""

from __future__ import annotations

import pytest

from graphbuild.detect.pipelines import names, recogniser
from graphbuild.reading import NO_BELIEFS

TEXTS = [
    "Merci à Camille Berthier, directrice de Radio France à Lyon.",
    "",
    "On a dit oui.",
]


def test_it_marks_what_the_pipeline_marks() -> None:
    nlp = names()
    docs = [nlp.make_doc(text) for text in TEXTS]
    recogniser().read(docs)
    expected = [[(e.text, e.label_) for e in nlp(text).ents] for text in TEXTS]
    assert [[(e.text, e.label_) for e in doc.ents] for doc in docs] == expected


def test_every_token_has_chances_but_those_inside_a_name() -> None:
    nlp = names()
    (doc,) = docs = [nlp.make_doc(TEXTS[0])]
    (beliefs,) = recogniser().read(docs)
    assert len(beliefs.begins) == len(doc)
    inside = {i for name in beliefs.names for i in range(name.first + 1, name.last)}
    assert {i for i, row in enumerate(beliefs.begins) if row is None} == inside
    assert all(0.0 <= sum(row) <= 1.0001 for row in beliefs.begins if row)


def test_a_marked_name_is_likely_to_begin_where_it_does() -> None:
    (beliefs,) = recogniser().read([names().make_doc(TEXTS[0])])
    first = beliefs.names[0]
    row = beliefs.begins[first.first]
    assert (first.type, row and row[0]) == ("Person", pytest.approx(1.0, abs=0.2))
    assert first.inside <= 0.0


def test_no_text_no_beliefs() -> None:
    assert recogniser().read([names().make_doc("")]) == [NO_BELIEFS]
