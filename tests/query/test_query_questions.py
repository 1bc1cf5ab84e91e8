"""Saved questions: their headers, their parameters, and that each runs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store
from query_samples import BASE, small_store
from rdflib.plugins.sparql import prepareQuery

from graphbuild.errors import QueryError
from graphbuild.ontology import ontology_folder
from graphbuild.query.lookup import Names, names_of
from graphbuild.query.questions import (
    ANY,
    GROUPS,
    Question,
    bindings,
    find_question,
    parse_question,
    saved_questions,
)
from graphbuild.query.sparql import evaluate

FOLDER = ontology_folder() / "queries"
SAVED = {question.name: question for question in saved_questions(FOLDER)}
LABELS = {"person": "Zoé Martin", "entity": "atelier nimbus", "idea": "confiance"}
GIVEN = {
    "comments-by-person": ["person=Martin"],
    "ideas-under-idea": ["idea=communication"],
    "names-of-entity": ["entity=zoé"],
    "neighbours": ["entity=zoé"],
    "people-two-steps": ["person=Zoé Martin"],
    "quotes": ["entity=<https://example.org/graph/person/mme-martin>"],
    "shared-by-two-posts": ["post=atelier/1", "other=salon/1"],
    "timeline": ["entity=Lille"],
}
"""What the small graph is asked; other entities are the ones of ``LABELS``."""


def small_names() -> Names:
    return names_of(small_store())


def given(question: Question) -> list[str]:
    default = [f"{p.name}={LABELS[p.name]}" for p in question.parameters if p.name in LABELS]
    return [] if question.parameters and question.parameters[0].default == ANY else default


@pytest.mark.parametrize("name", SAVED)
def test_each_saved_question_says_what_it_asks_in_two_languages(name: str) -> None:
    question = SAVED[name]
    assert question.titles.keys() == question.descriptions.keys() == {"fr", "en"}
    assert all(text.endswith(".") for text in question.descriptions.values())
    assert question.group
    assert "ORDER BY" in question.text or "CONSTRUCT" in question.text


@pytest.mark.parametrize("name", SAVED)
def test_each_saved_question_can_be_asked_of_a_small_graph(name: str) -> None:
    question = SAVED[name]
    values = bindings(question, GIVEN.get(name, given(question)), small_names)
    assert list(evaluate(small_store(), question.text, values=values)) is not None  # type: ignore[arg-type]


def test_there_are_enough_questions_of_every_group() -> None:
    groups = Counter(question.group for question in SAVED.values())
    assert sum(groups.values()) >= 25
    assert min(groups[group] for group in GROUPS if group) >= 2


@pytest.mark.parametrize("name", SAVED)
def test_each_saved_question_is_complete_sparql_for_any_store(name: str) -> None:
    prepareQuery(SAVED[name].text)


def test_no_saved_question_answers_what_is_denied_as_a_fact() -> None:
    answer = evaluate(small_store(), SAVED["who-works-where"].text)
    assert isinstance(answer, QuerySolutions)
    employers = [solution["organizationLabel"].value for solution in answer]
    assert "Atelier Nimbus" in employers
    assert "Ruche" not in employers


@pytest.mark.parametrize("name", ["ideas-by-posts", "without-link-out"])
def test_an_idea_with_an_english_label_alone_is_not_lost(name: str) -> None:
    store = Store()
    store.update(
        "PREFIX gb: <https://w3id.org/graphbuild#> "
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> INSERT DATA {"
        "<urn:i> a gb:Concept ; skos:prefLabel 'trust'@en ; gb:postCount 1 . "
        "<urn:j> a gb:Concept ; skos:prefLabel 'web'@en, 'toile'@fr ; gb:postCount 1 . "
        "<urn:p> gb:mentions <urn:i>, <urn:j> }"
    )
    answer = evaluate(store, SAVED[name].text)
    assert isinstance(answer, QuerySolutions)
    label = answer.variables[0].value
    assert sorted(row[label].value for row in answer) == ["toile", "trust"]


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
    assert bindings(question, [f"x={text}"], small_names) == {"x": term}


@pytest.mark.parametrize("given", ["x=soon", "y=1", "x", "=1"])
def test_a_wrong_parameter_is_refused(given: str) -> None:
    question = parse_question("q", "# param: x integer 1\nSELECT ?x {}")
    with pytest.raises(QueryError):
        bindings(question, [given], small_names)


def test_an_undeclared_parameter_is_a_string_or_an_iri() -> None:
    question = parse_question("-q", "SELECT ?x ?y {}")
    assert bindings(question, ["x=a=b", "?y=<urn:c>"], small_names) == {
        "x": Literal("a=b"),
        "y": NamedNode("urn:c"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Zoé Martin",
        "zoe  MARTIN",
        "Mme Martin",
        f"<{BASE}person/zoe-martin>",
        f"{BASE}person/mme-martin",
        "person/zoe-martin",
    ],
)
def test_an_entity_is_named_by_label_alias_or_iri(text: str) -> None:
    question = parse_question("q", '# param: who Person "x"\nSELECT ?who {}')
    values = bindings(question, [f"who={text}"], small_names)
    assert values == {"who": NamedNode(f"{BASE}person/zoe-martin")}


def test_a_post_is_named_by_its_title_or_the_end_of_its_iri() -> None:
    question = parse_question("q", "# param: post post *\nSELECT ?post {}")
    for text in ("salon/1", "post/salon/1", f"<{BASE}post/salon/1>", "polygone"):
        values = bindings(question, [f"post={text}"], small_names)
        assert values == {"post": NamedNode(f"{BASE}post/salon/1")}, text


def test_an_open_parameter_is_not_bound() -> None:
    question = SAVED["who-works-where"]
    assert bindings(question, [], small_names) == {}
    assert bindings(question, ["person=Zoé Martin", "organization=*"], small_names).keys() == {
        "person"
    }


def test_what_nothing_or_several_are_named_is_explained() -> None:
    question = parse_question("q", "# param: x Organization *\nSELECT ?x {}")
    with pytest.raises(QueryError, match=r"no Organization is named 'Nimbsu'.*Atelier Nimbus"):
        bindings(question, ["x=Nimbsu"], small_names)
    with pytest.raises(QueryError, match="no Organization is named 'Lille'"):
        bindings(question, ["x=Lille"], small_names)
    anything = parse_question("q", "# param: x entity *\nSELECT ?x {}")
    with pytest.raises(QueryError, match=r"several are named.*organization/ruche>, <.*product"):
        bindings(anything, ["x=ruche"], small_names)
    assert bindings(question, ["x=ruche"], small_names)


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean who-works-where"):
        find_question("who-work-where", FOLDER)


def test_a_file_is_a_question_too(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("\ufeff# title: Mine\nASK {}", encoding="utf-8")
    assert find_question(str(path), FOLDER).titles == {"en": "Mine"}
