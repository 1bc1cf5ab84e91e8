"""What all posts say together: one entity a thing, sorted, whatever the order they come in."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from graph_samples import (
    BASE,
    facts_of,
    labels,
    mention_of,
    post_of,
    relation_of,
    signed,
    small_facts,
    small_knowledge,
    small_source,
    term,
)

from graphbuild.config import Settings
from graphbuild.model import Facts, Knowledge
from graphbuild.ontology import Ontology
from graphbuild.unify import unify


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return small_knowledge()


def statements(knowledge: Knowledge, predicate: str) -> list[tuple[str, str]]:
    """Return the ends of a predicate's statements without the base."""
    cut = len(BASE)
    return [
        (s.subject[cut:], s.object[cut:]) for s in knowledge.statements if s.predicate == predicate
    ]


def test_entities_are_those_of_the_posts(knowledge: Knowledge) -> None:
    assert labels(knowledge) == {
        "Cléo Vasseur",
        "Tamarin",
        "Zéphyr",
        "Lyon",
        "Salon des Vents",
        "C++",
        "longue traîne",
        "bob",
    }


def test_counts_are_those_of_the_mentions(knowledge: Knowledge) -> None:
    for entity in knowledge.entities:
        own = [m for m in knowledge.mentions if m.entity == entity.iri]
        assert entity.mentions == len(own) > 0
        assert entity.posts == len({m.post for m in own})
        assert {m.type for m in own} == {entity.type}


def test_every_mention_is_a_slice_of_its_file(knowledge: Knowledge) -> None:
    text = small_source().text
    assert all(text[m.start : m.end] == m.surface for m in knowledge.mentions)
    for statement in knowledge.statements:
        assert statement.evidence
        assert all(text[e.start : e.end] == e.quote for e in statement.evidence)


def test_everything_is_sorted(knowledge: Knowledge) -> None:
    assert [e.iri for e in knowledge.entities] == sorted(e.iri for e in knowledge.entities)
    assert [s.iri for s in knowledge.statements] == sorted(s.iri for s in knowledge.statements)
    assert [r.post.id for r in knowledge.posts] == ["a/1", "a/2"]


def test_a_symmetric_relation_comes_out_once_with_all_its_evidence(knowledge: Knowledge) -> None:
    (found,) = [s for s in knowledge.statements if s.predicate == "partnerOf"]
    assert (found.count, len(found.evidence)) == (2, 2)
    assert found.subject < found.object


def test_misspellings_merge_and_the_ledger_says_so(knowledge: Knowledge) -> None:
    tamarin = next(e for e in knowledge.entities if e.label == "Tamarin")
    assert ("Tamarine", "") in tamarin.labels
    (merge,) = [m for m in knowledge.merges if m.rule.startswith("misspelling")]
    assert (merge.kept, merge.label) == (tamarin.iri, "Tamarine")
    assert merge.merged not in {e.iri for e in knowledge.entities}


def test_what_is_denied_is_kept_apart(knowledge: Knowledge) -> None:
    (found,) = [s for s in knowledge.statements if s.predicate == "ownerOf"]
    assert found.modality == "negated"


def test_the_author_of_a_post_is_who_signs_it(knowledge: Knowledge) -> None:
    assert [r.author for r in knowledge.posts] == [
        f"{BASE}person/cleo-vasseur",
        f"{BASE}person/bob--a",
    ]
    assert knowledge.posts[0].about == (), "an idea named once in passing is not the subject"


def test_the_order_of_posts_changes_nothing(knowledge: Knowledge) -> None:
    other = facts_of(post_of("Zoé et Tamarin", id="b/1", source="b.txt"), ("Tamarin", "Place"))
    facts = [*small_facts(), other]
    expected = small_knowledge(facts=facts)
    for seed in range(5):
        random.Random(seed).shuffle(facts)
        shuffled = [
            replace(f, relations=tuple(reversed(f.relations)), mentions=tuple(reversed(f.mentions)))
            for f in facts
        ]
        assert small_knowledge(facts=shuffled) == expected


def test_one_more_post_leaves_the_iris_of_the_others(knowledge: Knowledge) -> None:
    more = facts_of(post_of("Grand Vent à Lyon", id="0/1", source="0.txt"), ("Grand Vent", "Work"))
    found = small_knowledge(facts=[*small_facts(), more])
    assert {e.iri for e in knowledge.entities} < {e.iri for e in found.entities}
    assert {s.iri for s in knowledge.statements} <= {s.iri for s in found.statements}


def test_a_relation_never_joins_a_thing_with_itself() -> None:
    post = post_of("Tamarin est partenaire. De Tamarine, bien sûr. Tamarin Tamarin.")
    one, other = (
        mention_of(post, "Tamarin", "Organization"),
        mention_of(post, "Tamarine", "Organization"),
    )
    facts = Facts(
        post=post,
        mentions=(one, other, mention_of(post, "Tamarin", "Organization", nth=2)),
        relations=(relation_of(post, one, "partnerOf", other, "partenaire. De"),),
    )
    found = small_knowledge(facts=[facts])
    assert len(found.entities) == 1
    assert found.statements == ()


def test_a_relation_between_the_wrong_types_is_left_out() -> None:
    post = post_of("Lyon travaille chez Cléo")
    lyon, cleo = mention_of(post, "Lyon", "Place"), mention_of(post, "Cléo", "Person")
    facts = Facts(
        post=post,
        mentions=(lyon, cleo),
        relations=(relation_of(post, lyon, "worksFor", cleo, post.text),),
    )
    assert small_knowledge(facts=[facts]).statements == ()


def test_a_clash_of_iris_gets_a_suffix_that_does_not_depend_on_order() -> None:
    """Two people of the vocabulary bear one name: they stay two, under two IRIs."""
    terms = [term("Paul Martin", "Person", iri=f"https://example.org/n/{i}") for i in (1, 2)]
    posts = [post_of("Paul Martin", id=f"{s}/1", source=f"{s}.txt") for s in "ab"]
    facts = [
        Facts(post=post, mentions=(mention_of(post, "Paul Martin", "Person", key=known.iri),))
        for post, known in zip(posts, terms, strict=True)
    ]
    ontology = Ontology(names=tuple(terms))
    found = small_knowledge(facts=facts, ontology=ontology)
    assert small_knowledge(facts=facts[::-1], ontology=ontology) == found
    first, second = (e.iri for e in found.entities)
    assert first == f"{BASE}person/paul-martin"
    assert second.startswith(f"{first}--2-")


@pytest.mark.parametrize(
    "surface",
    [
        "C++",
        "C#",
        'Le "Petit" Robert',
        "🎈",
        "שלום",
        "é" * 2000,
        "\ud800x",
        "<b>&amp;</b>",
        "a\u00a0b",
        "a\x07b",
    ],
)
def test_any_name_becomes_an_entity(surface: str) -> None:
    found = small_knowledge(facts=[facts_of(post_of(f"Avec {surface} ici"), (surface, "Work"))])
    (entity,) = found.entities
    assert entity.label.strip()
    assert entity.iri.startswith(f"{BASE}work/")
    assert found.mentions[0].surface == surface


def test_c_plus_plus_c_sharp_and_c_are_three() -> None:
    post = post_of("C++, C#. Le C.")
    facts = Facts(
        post=post,
        mentions=tuple(
            mention_of(post, w, "Product", nth=n) for w, n in (("C++", 0), ("C#", 0), ("C", 2))
        ),
    )
    iris = {e.iri.rpartition("/")[2] for e in small_knowledge(facts=[facts]).entities}
    assert iris == {"c-plus-plus", "c-sharp", "c"}


def test_a_person_is_shown_by_the_fullest_name() -> None:
    text = "Vasseur. Vasseur. Vasseur. Cléo Vasseur."
    facts = facts_of(post_of(text), ("Cléo Vasseur", "Person"))
    post = facts.post
    parts = tuple(mention_of(post, "Vasseur", "Person", nth=n) for n in range(3))
    found = small_knowledge(facts=[replace(facts, mentions=parts + facts.mentions)])
    assert labels(found) == {"Cléo Vasseur"}


def test_a_handle_under_the_authors_own_post_is_the_author() -> None:
    post = signed("Bonjour.\n\nGrégory Pouyard", "Grégory Pouyard")
    reply = post_of(
        "greg\n\nJ'ai dit oui", start=60, id="a/2", kind="comment", parent="a/1", author="greg"
    )
    found = small_knowledge(
        facts=[facts_of(post, ("Grégory Pouyard", "Person")), facts_of(reply, ("greg", "Person"))]
    )
    assert labels(found) == {"Grégory Pouyard"}


def test_what_meets_once_only_is_not_linked(knowledge: Knowledge) -> None:
    pairs = statements(knowledge, "relatedTo")
    assert ("organization/tamarin", "organization/zephyr") in pairs
    assert all("c-plus" not in one + other for one, other in pairs)


def test_dates_are_kept_with_their_entity(knowledge: Knowledge) -> None:
    (attribute,) = knowledge.attributes
    assert attribute.subject == f"{BASE}event/salon-des-vents"


def test_no_posts_give_an_empty_knowledge(ontology: Ontology) -> None:
    empty = unify([], [], ontology, Settings())
    assert empty == Knowledge()


def test_a_post_is_about_the_ideas_of_its_title_and_those_it_comes_back_to(
    ontology: Ontology,
) -> None:
    text = "La longue traîne\n\nLe troc, encore le troc, toujours le troc. Le silo passe."
    post = post_of(text, title="La longue traîne")
    first, *others = post.blocks
    post = replace(post, blocks=(replace(first, kind="title"), *others))
    facts = facts_of(post, ("longue traîne", "Concept"), ("troc", "Concept"), ("silo", "Concept"))
    (record,) = unify([facts], [], ontology, Settings()).posts
    assert record.about == (f"{BASE}concept/longue-traine", f"{BASE}concept/troc")
