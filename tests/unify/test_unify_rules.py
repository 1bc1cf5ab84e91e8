"""Which names may be one thing: what each rule proposes, and what it must not."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from graph_samples import NAMES, mention_of, post_of, signed
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.model import Facts
from graphbuild.unify import spelling
from graphbuild.unify.cluster import cluster
from graphbuild.unify.names import Name
from graphbuild.unify.proposal import LARGEST_BLOCK, words_of
from graphbuild.unify.rules import proposals


def name(form: str, kind: str, *, key: str = "", count: int = 1, source: str = "a.txt") -> Name:
    return Name(
        key=key or f"{kind}/{form}",
        forms=Counter({form: count}),
        weight=defaultdict(float, {kind: float(count)}),
        places={f"{source}/1": [0]},
        sources={source},
    )


def merged(*names: Name) -> set[frozenset[str]]:
    """Return the clusters of more than one form."""
    given = {n.key: n for n in sorted(names, key=lambda n: n.key)}
    heads, _ = cluster(given, proposals(given, []))
    groups: dict[str, list[str]] = {}
    for key, head in heads.items():
        groups.setdefault(head, []).append(given[key].form)
    return {frozenset(g) for g in groups.values() if len(g) > 1}


def together(kind: str, one: str, other: str, *, count: int = 3, source: str = "a.txt") -> bool:
    return bool(merged(name(one, kind, count=count), name(other, kind, source=source)))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("Organization", "Visionary Marketing", "VisionaryMarketing"),
        ("Organization", "Social Media Club", "Social-Média Club"),
        ("Organization", "Forrester", "Forester"),
        ("Person", "Brynjolfsson", "Brynjolfson"),
        ("Person", "Erik Brynjolfsson", "Erik Brynjolfson"),
        ("Person", "Andrew McAfee", "Andrew Mcaffee"),
        ("Organization", "Forrester", "Institut Forrester"),
        ("Organization", "Visionary Marketing", "visionarymarketing.com"),
        ("Person", "Cléo Vasseur", "Vasseur"),
        ("Event", "Salon des Vents", "Salon des Vents 2014"),
        ("Work", "Wave", "Wave - une étude des vents"),
    ],
)
def test_two_forms_of_one_thing_merge(kind: str, one: str, other: str) -> None:
    assert together(kind, one, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("Event", "Salon des Vents 2014", "Salon des Vents 2015"),
        ("Work", "Baromètre des vents 2014", "Baromètre des vents 2015"),
        ("Product", "ASR1603", "ASR1605"),
        ("Product", "C++", "C#"),
        ("Product", "iPhone 5", "iPhone 6"),
        ("Person", "Cléo Vasseur", "Paul Vasseur"),
        ("Person", "Louis Durand", "Louise Durand"),
        ("Person", "Frédéric Durand", "Frédérique Durand"),
        ("Person", "Pascal Durandin", "Pascale Durandin"),
        ("Person", "Laurent Martinet", "Laurence Martinet"),
        ("Person", "Jean Martin", "Jeanne Martin"),
        ("Person", "Marc Dupont", "Mars Dupont"),
        ("Organization", "Tamarin", "Zéphyr"),
        ("Person", "^^", "🎈"),
        ("Work", "1984", "???"),
        ("Organization", ".com", ".fr"),
        ("Organization", "Alice", "Acme"),
        ("Place", "Mons", "Monts"),
    ],
)
def test_two_things_stay_two(kind: str, one: str, other: str) -> None:
    assert not together(kind, one, other)


def test_editions_stay_apart_even_when_a_name_without_year_joins_one() -> None:
    groups = merged(
        name("Salon des Vents 2014", "Event"),
        name("Salon des Vents", "Event", count=5),
        name("Salon des Vents 2015", "Event", source="b.txt"),
    )
    assert all(len({n for n in group if "20" in n}) < 2 for group in groups)


def test_a_surname_in_another_file_says_nothing() -> None:
    assert not together("Person", "Cléo Vasseur", "Vasseur", source="b.txt")


def test_a_surname_that_two_people_of_the_file_bear_stays_alone() -> None:
    found = merged(*(name(n, "Person") for n in ("Cléo Vasseur", "Paul Vasseur", "Vasseur")))
    assert found == set()


def test_a_product_and_an_organization_of_one_name_are_one() -> None:
    assert merged(name("Tamarin", "Organization", count=4), name("Tamarin", "Product"))


def test_two_known_things_of_one_name_stay_two() -> None:
    one = name("Mercury", "Product", key=f"{NAMES}/product/mercury")
    other = name("Mercury", "Organization", key=f"{NAMES}/organization/mercury")
    assert merged(one, other) == set()


def test_a_rare_wrong_type_gives_way_but_never_an_idea() -> None:
    assert merged(name("Tamarin", "Place"), name("Tamarin", "Organization", count=9))
    assert not merged(name("Tamarin", "Place", count=4), name("Tamarin", "Organization", count=5))
    assert not merged(name("tamarin", "Concept"), name("Tamarin", "Organization", count=9))


def test_the_known_or_the_fullest_name_is_the_head() -> None:
    known = name("Tamarin", "Organization", key=f"{NAMES}/organization/tamarin")
    often = name("Tamarins-", "Organization", count=50, key="Organization/tamarin")
    often.forms = Counter({"Tamarin": 50})
    given = {n.key: n for n in (known, often)}
    heads, made = cluster(given, proposals(given, []))
    assert set(heads.values()) == {known.key}
    assert [heads[proposal.left] for proposal in made] == [known.key]


def thread(handle: str) -> tuple[Facts, ...]:
    post = signed("Bonjour.\n\nGrégory Pouyard", "Grégory Pouyard")
    reply = signed(
        f"{handle}\n\nD'accord", "D'accord", id="a/2", kind="comment", parent="a/1", start=90
    )
    reply = post_of(reply.text, start=90, id="a/2", kind="comment", parent="a/1", author=handle)
    return (
        Facts(post=post, mentions=(mention_of(post, "Grégory Pouyard", "Person"),)),
        Facts(post=reply, mentions=(mention_of(reply, handle, "Person"),)),
    )


def proposed(facts: tuple[Facts, ...]) -> set[str]:
    names: dict[str, Name] = {}
    for fact in facts:
        for m in fact.mentions:
            names[m.key] = name(m.surface, m.type, key=m.key, source=m.source)
            names[m.key].places = {m.post: [m.start]}
    return {p.rule for p in proposals(names, facts)}


def test_a_comment_signed_with_the_beginning_of_the_authors_name_is_theirs() -> None:
    assert "handle of the post's author" in proposed(thread("greg"))
    assert "handle of the post's author" in proposed(thread("Grégory"))


@pytest.mark.parametrize("handle", ["gr", "paul", "ory", "greg m"])
def test_other_handles_are_other_people(handle: str) -> None:
    assert "handle of the post's author" not in proposed(thread(handle))


def test_words_of_a_form_leave_articles_out() -> None:
    assert words_of("Le C++ de l’École") == ("c++", "ecole")
    assert words_of("🎈") == ()


@given(st.lists(st.text(max_size=12), min_size=2, max_size=8, unique=True))
def test_any_names_can_be_compared_and_proposals_do_not_depend_on_order(forms: list[str]) -> None:
    kinds = ["Person", "Organization", "Work"]
    names = [name(form, kinds[i % 3]) for i, form in enumerate(forms)]
    one = sorted(proposals({n.key: n for n in names}, []))
    other = sorted(proposals({n.key: n for n in reversed(names)}, []))
    assert one == other
    assert all(0 <= p.score <= 1 and p.left < p.right for p in one)


@pytest.mark.parametrize("firsts", [10, 40])
def test_work_grows_with_the_names_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch, firsts: int
) -> None:
    """Names that share a word are compared in blocks of a bounded size, if at all."""
    compared = 0

    def counted(left: object, right: object) -> None:
        nonlocal compared
        compared += 1

    monkeypatch.setattr(spelling, "_slip", counted)
    names = [
        name(f"Prénom{i % firsts} Nomdefamille{i}", "Person", source=f"{i % 50}.txt")
        for i in range(4000)
    ]
    assert list(proposals({n.key: n for n in names}, [])) == []
    assert compared <= len(names) * LARGEST_BLOCK


def test_names_without_a_shared_word_are_still_compared_by_their_beginning() -> None:
    assert together("Person", "Brynjolfsson", "Brynjolfson")
    assert together("Organization", "Forrester Recherche", "Forester Recherches")
