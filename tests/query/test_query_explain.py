"""Explaining one entity, and finding the one that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from query_samples import BASE, SMALL, small_store

from graphbuild.query.explain import explanation, run_explain
from graphbuild.query.lookup import names_of

ZOE = NamedNode(f"{BASE}person/zoe-martin")


@pytest.mark.parametrize(
    "name",
    [
        "Zoé Martin",
        "ZOE  MARTIN",
        "zoe",
        "mme martin",
        ZOE.value,
        f"<{ZOE.value}>",
        f"{BASE}person/mme-martin",
    ],
)
def test_an_entity_is_found_by_any_of_its_names_and_by_iri(name: str) -> None:
    assert names_of(small_store()).find(name) == [ZOE]


def test_a_name_inside_another_is_not_that_other() -> None:
    assert names_of(small_store()).find("Martin") == [NamedNode(f"{BASE}person/martin")]


def test_only_entities_are_found() -> None:
    for name in (f"{BASE}post/salon/1", "Polygone", "urn:nothing", "gb:Person", "a b:c<", ""):
        assert names_of(small_store()).find(name) == []


def test_the_nearest_labels_are_proposed() -> None:
    assert names_of(small_store()).nearest("atelier nimbys")[0] == "Atelier Nimbus"
    assert names_of(small_store()).nearest("xqzw") == []


def test_everything_known_is_told_with_its_quote() -> None:
    text = "\n".join(explanation(small_store(), ZOE))
    for part in (
        "Zoé Martin (Person)",
        "Mme Martin | Zoé",
        "https://orcid.example/zoe",
        "2010-05-03  Chez Nimbus (post, author)",
        "Relations (3)",
        "Zoé Martin -> worksFor -> Atelier Nimbus (stated, score 0.8)\n"
        "      atelier.txt:11-40  « travaille chez Atelier Nimbus »",
        "(stated, negated, score 0.8)",
        "Mentions (3)",
        "atelier.txt:0-10  « Zoé Martin »",
        "Merged into it (1)",
        "rule part of a name in the same file (score 0.75): Mme Martin = Zoé Martin",
    ):
        assert part in text


def test_relations_are_told_from_both_ends_and_across_layers() -> None:
    lille = "\n".join(explanation(small_store(), NamedNode(f"{BASE}place/lille")))
    assert "salon Polygone -> locatedIn -> Lille" in lille
    idea = "\n".join(explanation(small_store(), NamedNode(f"{BASE}concept/confiance")))
    assert "(cooccurrence, score 0.75, 2 times, significance 0.75, same sentence)" in idea
    assert idea.index("discusses") < idea.index("relatedTo")


def test_names_cannot_write_on_the_terminal() -> None:
    text = "\n".join(explanation(small_store(), NamedNode(f"{BASE}product/ruche")))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "Ruche\\u001b[31m rouge \\u202etxt" in text


def test_several_matches_are_listed_and_none_gives_suggestions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_explain("ruche", SMALL)
    captured = capsys.readouterr()
    assert [line.split()[0] for line in captured.out.splitlines()] == ["Organization", "Product"]
    assert not run_explain("Zoë Martín-Dupont", SMALL)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Zoé Martin" in captured.err


def test_a_turtle_file_explains_as_well_as_the_layers(tmp_path: Path) -> None:
    from pyoxigraph import RdfFormat, Triple, serialize

    from graphbuild.query.graphs import load_graph

    triples = {Triple(q.subject, q.predicate, q.object) for q in small_store()}
    path = tmp_path / "graph.ttl"
    path.write_bytes(serialize(triples, format=RdfFormat.TURTLE) or b"")
    assert list(explanation(load_graph(tmp_path), ZOE)) == list(explanation(small_store(), ZOE))
