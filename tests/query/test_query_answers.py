"""What each saved question answers on the sample posts: facts that their texts plainly state."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, QueryTriples, Store

from graphbuild.ontology import ontology_folder
from graphbuild.query.graphs import load_graph
from graphbuild.query.lookup import Names, names_of
from graphbuild.query.questions import bindings, saved_questions
from graphbuild.query.sparql import evaluate

SAVED = {question.name: question for question in saved_questions(ontology_folder() / "queries")}
ANSWERS: dict[str, tuple[list[str], list[dict[str, str]]]] = {
    "comments-by-person": (
        ["person=Moira Hathersage"],
        [{"answersTo": "Et l'édition française, elle existe ?", "mentionLabel": "YouTube"}],
    ),
    "conversations": (
        [],
        [{"authorLabel": "Sandrine Tesseyre", "answersLabel": "titoune44"}],
    ),
    "denied-or-doubtful": (
        [],
        [{"subjectLabel": "Biscuits Tréguier", "relation": "gb:memberOf"}],
    ),
    "events-when-where": (
        [],
        [
            {"eventLabel": "LeWeb", "starts": "2009-12-09", "placeLabel": "Paris"},
            {"eventLabel": "LeWeb", "organizerLabel": "Loïc Le Meur", "firstPost": "2009-12-12"},
        ],
    ),
    "graph-of-entity": (["entity=Brian Solis"], [{"relation": "gb:worksFor"}]),
    "ideas-by-posts": ([], [{"ideaLabel": "blog", "broader": "médias sociaux"}]),
    "ideas-by-year": ([], [{"year": "2011", "ideaLabel": "fracture numérique"}]),
    "ideas-under-idea": (["idea=marketing"], [{"narrowerLabel": "marketing direct"}]),
    "ideas-with-idea": (["idea=entreprise 2.0"], [{"withLabel": "Andrew McAfee"}]),
    "known-from-one-post": (
        [],
        [{"entityLabel": "Lecko", "file": "social-business-dix-lecons.txt"}],
    ),
    "merges": ([], [{"keptLabel": "Andrew McAfee", "mergedLabel": "Andrew Mc Afee"}]),
    "names-of-entity": (["entity=andrew mcafee"], [{"form": "Andrew Mc Afee", "times": "1"}]),
    "neighbours": (
        ["entity=HubSpot"],
        [
            {"subjectLabel": "Brian Halligan", "relation": "gb:founderOf"},
            {"subjectLabel": "HubSpot", "objectLabel": "Cambridge", "modality": "gb:asserted"},
        ],
    ),
    "organisations-by-posts": ([], [{"organizationLabel": "Forrester"}]),
    "people-named-with": (["entity=Forrester"], [{"personLabel": "Charlene Li"}]),
    "people-overview": ([], [{"personLabel": "Andrew McAfee", "posts": "2"}]),
    "people-two-steps": (
        ["person=Andrew McAfee"],
        [{"otherLabel": "Erik Brynjolfsson", "throughLabel": "MIT"}],
    ),
    "posts-about": (
        ["entity=Atos"],
        [{"date": "2012-10-17", "title": "Le social business n’est pas un logiciel"}],
    ),
    "posts-by-author": (
        ["author=gwenael prigent"],
        [{"kind": "post", "date": "2010-09-23"}, {"kind": "comment", "date": "2010-09-25"}],
    ),
    "quotes": (
        ["entity=Dominique Wolton"],
        [{"file": "wolton-internet-et-apres.txt", "quote": "Dominique Wolton"}],
    ),
    "said-more-than-once": ([], [{"subjectLabel": "Andrew McAfee", "objectLabel": "MIT"}]),
    "shared-by-two-posts": (
        ["post=mcafee-entreprise-2-0/1", "other=deuxieme-age-machine/1"],
        [{"entityLabel": "Andrew McAfee"}, {"entityLabel": "MIT"}],
    ),
    "statements-below-score": (
        ["below=0.8"],
        [{"subjectLabel": "Andrew McAfee", "objectLabel": "Harvard Business School"}],
    ),
    "statements-by-layer": (
        [],
        [{"layer": "gb:stated", "relation": "gb:worksFor"}, {"layer": "gb:cooccurrence"}],
    ),
    "ties-of-organisations": (
        ["organization=Microsoft"],
        [{"relation": "owner of", "toLabel": "Yammer"}],
    ),
    "timeline": (
        ["entity=LeWeb"],
        [
            {"date": "2009-12-09", "what": "starts"},
            {"what": "named in", "title": "LeWeb'09 : deux jours en temps réel dans le 19e"},
        ],
    ),
    "what-a-person-discusses": (
        ["person=Dominique Wolton"],
        [{"relation": "criticizes", "aboutLabel": "idéologie technique"}],
    ),
    "what-is-where": (["place=Vancouver"], [{"locatedLabel": "Hootsuite"}]),
    "who-criticizes-what": ([], [{"whoLabel": "KarimB"}]),
    "who-discusses-idea": (["idea=médias sociaux"], [{"whoLabel": "Solène Castaing"}]),
    "who-founded-what": (["person=Jeff Bezos"], [{"foundedLabel": "Amazon"}]),
    "who-published-what": (
        ["work=The Second Machine Age"],
        [
            {"makerLabel": "Andrew McAfee", "role": "author"},
            {"makerLabel": "Odile Jacob", "role": "publisher"},
        ],
    ),
    "who-works-where": (
        ["organization=Forrester"],
        [{"personLabel": "Charlene Li", "file": "groundswell-forrester-methode-post.txt"}],
    ),
    "without-link-out": ([], [{"entityLabel": "Studio Ficelle", "type": "gb:Organization"}]),
}
"""Parameters and, of the rows expected among others, what is checked."""


@cache
def loaded(graph: Path) -> tuple[Store, Names]:
    store = load_graph(graph)
    return store, names_of(store)


def rows(name: str, given: list[str], graph: Path) -> list[dict[str, str]]:
    store, names = loaded(graph)
    values = bindings(SAVED[name], given, lambda: names)
    answer = evaluate(store, SAVED[name].text, values=values)
    if isinstance(answer, QueryTriples):
        return [{"relation": short(t.predicate)} for t in answer]
    assert isinstance(answer, QuerySolutions)
    columns = [variable.value for variable in answer.variables]
    return [
        {column: short(row[column]) for column in columns if row[column] is not None}
        for row in answer
    ]


def short(term: object) -> str:
    return str(getattr(term, "value", "")).replace("https://w3id.org/graphbuild#", "gb:")


def test_every_saved_question_has_an_expected_answer() -> None:
    assert ANSWERS.keys() == SAVED.keys()


@pytest.mark.parametrize("name", ANSWERS)
def test_each_question_finds_what_the_sample_posts_state(name: str, sample_build: Path) -> None:
    given, expected = ANSWERS[name]
    found = rows(name, given, sample_build / "graph.ttl")
    for row in expected:
        assert any(row.items() <= answer.items() for answer in found), (row, found[:5])


def test_what_is_quoted_stands_in_the_file_at_the_place_given(sample_build: Path) -> None:
    posts = Path(__file__).parents[2] / "posts"
    found = rows("quotes", ["entity=Dominique Wolton"], sample_build / "graph.ttl")
    assert len(found) >= 5
    for row in found:
        text = (posts / row["file"]).read_bytes().decode("utf-8")
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]
        assert "Wolton" in row["quote"]


def test_a_given_employer_narrows_the_answer(sample_build: Path) -> None:
    found = rows("who-works-where", ["organization=forrester"], sample_build / "graph.ttl")
    assert {row["organizationLabel"] for row in found} == {"Forrester"}
    assert {"Charlene Li", "Josh Bernoff"} <= {row["personLabel"] for row in found}
