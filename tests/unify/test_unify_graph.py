"""Co-occurrence and the networkx graph."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graph_samples import facts_of, post_of, small_knowledge

from graphbuild.model import Facts, Knowledge
from graphbuild.unify import knowledge_graph
from graphbuild.unify.cooccurrence import (
    MOST_EVIDENCE,
    MOST_IN_POST,
    MOST_IN_SENTENCE,
    POST,
    SENTENCE,
    cooccurrences,
    log_likelihood,
)

Found = dict[tuple[str, str], tuple[int, float, int]]


def met(text: str, *names: str, minimum: int = 1, start: int = 0) -> Found:
    facts = facts_of(post_of(text, start=start), *((n, "Organization") for n in names))
    entity_of = {m.key: m.surface for m in facts.mentions}
    return {
        found.pair: (found.count, found.significance, len(found.evidence))
        for found in cooccurrences([facts], entity_of, minimum=minimum)
        if found.scope == SENTENCE
    }


def in_posts(*texts: str) -> dict[tuple[str, str], tuple[int, float, str]]:
    """Return the pairs that meet in posts, each of whose texts names what it capitalises."""
    facts, entity_of = [], {}
    for number, text in enumerate(texts, start=1):
        names = sorted(
            {
                word.strip(".,")
                for word in text.split()
                if word[0].isupper() and word not in ("Puis", "Un")
            }
        )
        post = replace(post_of(text), id=f"a/{number}")
        found = facts_of(post, *((name, "Organization") for name in names))
        facts.append(found)
        entity_of |= {m.key: m.surface for m in found.mentions}
    return {
        found.pair: (found.count, found.significance, found.evidence[0].quote)
        for found in cooccurrences(facts, entity_of, minimum=1)
        if found.scope == POST
    }


def test_sentences_that_two_things_share_are_counted() -> None:
    found = met("Ubu et Zoo. Ubu et Zoo. Ubu seul. Rien. Rien.", "Ubu", "Zoo")
    count, value, quotes = found["Ubu", "Zoo"]
    assert (count, quotes) == (2, 2)
    assert 0 < value < 1


def test_things_that_never_part_have_the_greatest_significance() -> None:
    assert met("Ubu et Zoo. Rien. Rien.", "Ubu", "Zoo")["Ubu", "Zoo"][1] == 1
    assert met("Ubu et Zoo.", "Ubu", "Zoo")["Ubu", "Zoo"][1] == 1


def test_chance_has_no_significance_and_a_pair_once_is_below_the_minimum() -> None:
    assert met("Ubu et Zoo. Ubu. Zoo. Ubu. Zoo.", "Ubu", "Zoo")["Ubu", "Zoo"][1] == 0
    assert met("Ubu et Zoo. Rien.", "Ubu", "Zoo", minimum=2) == {}


def test_a_thing_named_twice_in_a_sentence_does_not_meet_itself() -> None:
    assert met("Ubu et Ubu. Ubu et Ubu.", "Ubu") == {}


def test_a_long_list_links_nothing() -> None:
    names = [f"Nom{chr(65 + i)}" for i in range(MOST_IN_SENTENCE + 1)]
    assert met(", ".join(names) + ".", *names) == {}
    assert len(met(", ".join(names[:3]) + ".", *names[:3])) == 3


def test_few_of_many_sentences_are_quoted() -> None:
    found = met("Ubu et Zoo. " * 9 + "Rien.", "Ubu", "Zoo", start=8)
    assert found["Ubu", "Zoo"][0] == 9
    assert found["Ubu", "Zoo"][2] == MOST_EVIDENCE


APART = ("Lin dort.", "Lin rit.", "Lin boit.")


def test_posts_that_two_things_share_are_counted_and_quoted_where_they_stand_closest() -> None:
    found = in_posts("Ubu dort. Puis Zoo.", "Zoo rit. Un jour Ubu rit.", *APART)
    count, value, quote = found["Ubu", "Zoo"]
    assert (count, quote) == (2, "Ubu dort. Puis Zoo")
    assert value == 1


def test_one_shared_post_or_chance_links_nothing() -> None:
    assert in_posts("Ubu dort. Zoo aussi.", *APART) == {}
    assert in_posts("Ubu. Zoo.", "Ubu. Zoo.", "Ubu. Lin.", "Zoo. Lin.", "Ubu.", "Zoo.") == {}
    assert in_posts("Ubu dort. Zoo aussi.", "Ubu rit. Zoo aussi.") == {}


def test_a_long_post_pairs_only_the_things_that_it_names_most() -> None:
    names = [f"Nom{chr(65 + i)}" for i in range(MOST_IN_POST + 6)]
    text = " ".join(f"{name}." for name in [*names, *names[:MOST_IN_POST]])
    found = in_posts(text, text, *APART)
    assert len(found) == MOST_IN_POST * (MOST_IN_POST - 1) // 2
    assert not {"NomU", "NomZ"} & {name for pair in found for name in pair}


def test_the_log_likelihood_is_dunnings() -> None:
    assert log_likelihood(2, 2, 2, 5) == pytest.approx(6.7301, abs=1e-4)
    assert log_likelihood(2, 4, 4, 8) == pytest.approx(0.0, abs=1e-9)
    assert log_likelihood(5, 5, 5, 5) == pytest.approx(0.0, abs=1e-9)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return small_knowledge()


def test_entities_are_nodes_and_statements_are_edges(knowledge: Knowledge) -> None:
    graph = knowledge_graph(knowledge)
    assert set(graph) == {e.iri for e in knowledge.entities}
    assert {key for *_, key in graph.edges(keys=True)} == {s.iri for s in knowledge.statements}
    assert not [1 for one, other in graph.edges() if one == other]
    for _, data in graph.nodes(data=True):
        assert set(data) == {"type", "label", "posts", "mentions", "rank", "community"}
        assert 0 < data["rank"] < 1


def test_ranks_add_up_and_communities_are_numbered_by_falling_size(knowledge: Knowledge) -> None:
    data = dict(knowledge_graph(knowledge).nodes(data=True)).values()
    assert sum(d["rank"] for d in data) == pytest.approx(1, abs=1e-5)
    sizes = [
        sum(d["community"] == n for d in data) for n in range(1 + max(d["community"] for d in data))
    ]
    assert sizes == sorted(sizes, reverse=True)


def test_the_same_knowledge_gives_the_same_graph(knowledge: Knowledge) -> None:
    one, other = knowledge_graph(knowledge), knowledge_graph(knowledge)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_nothing_gives_an_empty_graph_and_one_thing_a_graph_of_one() -> None:
    assert len(knowledge_graph(Knowledge())) == 0
    alone = small_knowledge(facts=[facts_of(post_of("Ubu"), ("Ubu", "Work"))])
    assert len(knowledge_graph(alone)) == 1


def test_facts_without_mentions_are_posts_all_the_same() -> None:
    found = small_knowledge(facts=[Facts(post=post_of("Rien."))])
    assert [len(found.posts), len(found.entities)] == [1, 0]
