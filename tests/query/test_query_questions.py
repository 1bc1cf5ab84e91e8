"""Saved questions: their headers, their parameters, and that each runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions
from query_samples import small_store
from rdflib.plugins.sparql import prepareQuery

from graphbuild.errors import QueryError
from graphbuild.ontology import ontology_folder
from graphbuild.query.questions import bindings, find_question, parse_question, saved_questions
from graphbuild.query.sparql import evaluate

FOLDER = ontology_folder() / "queries"
SAVED = {question.name: question for question in saved_questions(FOLDER)}
ASKED = {
    "ideas-with-idea": "idea=confiance",
    "neighbours": "label=zoé",
    "posts-about": "label=atelier nimbus",
    "what-a-person-discusses": "person=Zoé Martin",
}
FOUND = {
    "denied-or-doubtful": "ne travaille pas chez Ruche",
    "events-when-where": "Lille",
    "ideas-by-posts": "communication",
    "ideas-by-year": "2011",
    "ideas-with-idea": "bouche-à-oreille",
    "merges": "Mme Martin",
    "neighbours": "travaille chez Atelier Nimbus",
    "organisations-by-posts": "Ruche",
    "people-overview": "Martin",
    "posts-about": "2010-05-03",
    "quotes": "salon.txt",
    "what-a-person-discusses": "confiance, dit Mme Martin",
    "who-published-what": "Le Carnet vert",
    "who-works-where": "Atelier Nimbus",
}
"""What the answer on the small graph must contain, checked by hand."""


@pytest.mark.parametrize("name", SAVED)
def test_each_saved_question_has_titles_and_finds_what_it_should(name: str) -> None:
    question = SAVED[name]
    assert question.titles.keys() >= {"fr", "en"}
    assert question.descriptions["en"].endswith(".")
    given = [ASKED[name]] if name in ASKED else []
    answer = evaluate(small_store(), question.text, values=bindings(question, given))
    assert isinstance(answer, QuerySolutions)
    values = [getattr(term, "value", "") for solution in answer for term in solution]
    assert FOUND[name] in values


@pytest.mark.parametrize("name", SAVED)
def test_each_saved_question_is_complete_sparql_for_any_store(name: str) -> None:
    prepareQuery(SAVED[name].text)


def test_no_saved_question_answers_what_is_denied_as_a_fact() -> None:
    answer = evaluate(small_store(), SAVED["who-works-where"].text)
    assert isinstance(answer, QuerySolutions)
    assert "Ruche" not in [solution["organization"].value for solution in answer]


def test_a_header_gives_titles_and_parameters() -> None:
    question = parse_question(
        "q",
        "# title@fr: Été\n# title: Summer\n# param: n integer 3\n\nSELECT ?n {}\n# title: late\n",
    )
    assert question.titles == {"fr": "Été", "en": "Summer"}
    assert [(p.name, p.type, p.default) for p in question.parameters] == [("n", "integer", "3")]


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("string", '"a" b', Literal('"a" b')),
        ("iri", "gb:worksFor", NamedNode("https://w3id.org/graphbuild#worksFor")),
        ("iri", "<urn:a>", NamedNode("urn:a")),
        (
            "date",
            "2020-01-31",
            Literal("2020-01-31", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        ),
    ],
)
def test_a_value_becomes_a_term_of_the_declared_type(
    kind: str, text: str, term: NamedNode | Literal
) -> None:
    question = parse_question("q", f"# param: x {kind} anything\nSELECT ?x {{}}")
    if kind in ("iri", "date"):
        question = parse_question("q", f"# param: x {kind} {text}\nSELECT ?x {{}}")
    assert bindings(question, [f"x={text}"]) == {"x": term}


@pytest.mark.parametrize("given", ["x=soon", "y=1", "x", "=1"])
def test_a_wrong_parameter_is_refused(given: str) -> None:
    question = parse_question("q", "# param: x integer 1\nSELECT ?x {}")
    with pytest.raises(QueryError):
        bindings(question, [given])


def test_an_undeclared_parameter_is_a_string_or_an_iri() -> None:
    question = parse_question("-q", "SELECT ?x ?y {}")
    assert bindings(question, ["x=a=b", "?y=<urn:c>"]) == {
        "x": Literal("a=b"),
        "y": NamedNode("urn:c"),
    }


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean who-works-where"):
        find_question("who-work-where", FOLDER)


def test_a_file_is_a_question_too(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("\ufeff# title: Mine\nASK {}", encoding="utf-8")
    assert find_question(str(path), FOLDER).titles == {"en": "Mine"}
