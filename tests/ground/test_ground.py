"""What each candidate of one post stands for, within that post."""

from __future__ import annotations

import pytest
from graph_samples import NAMES, place_of, post_of, signed

from graphbuild.ground import ground
from graphbuild.model import Candidate, Post, Signature


def candidate(
    post: Post, words: str, kind: str, *, nth: int = 0, score: float = 0.7, iri: str | None = None
) -> Candidate:
    start, end = place_of(post, words, nth=nth)
    return Candidate(
        start=start, end=end, surface=words, type=kind, score=score, detector="test", iri=iri
    )


def keys(post: Post, *candidates: Candidate) -> list[str]:
    ordered = sorted(candidates, key=lambda c: c.start)
    mentions = ground(post, ordered)
    assert [(m.start, m.surface) for m in mentions] == [(c.start, c.surface) for c in ordered]
    return [m.key for m in mentions]


def test_one_form_has_one_type_within_a_post() -> None:
    post = post_of("Tamarin et Tamarin et TAMARIN")
    found = ground(
        post,
        [
            candidate(post, "Tamarin", "Organization"),
            candidate(post, "Tamarin", "Product", nth=1),
            candidate(post, "TAMARIN", "Organization"),
        ],
    )
    assert {(m.type, m.key) for m in found} == {("Organization", "Organization/tamarin")}


def test_a_known_thing_counts_double_and_gives_its_iri_to_every_mention() -> None:
    post = post_of("Tamarin et Tamarin")
    iri = f"{NAMES}/product/tamarin"
    assert keys(
        post,
        candidate(post, "Tamarin", "Organization", score=0.9),
        candidate(post, "Tamarin", "Product", nth=1, score=0.8, iri=iri),
    ) == [iri, iri]


def test_a_surname_stands_for_the_one_whole_name_that_holds_it() -> None:
    post = post_of("Cléo Vasseur rit. Vasseur rit.")
    whole, part = (
        candidate(post, "Cléo Vasseur", "Person"),
        candidate(post, "Vasseur", "Person", nth=1),
    )
    assert keys(post, whole, part) == ["Person/cleo-vasseur"] * 2


def test_two_people_who_share_a_surname_stay_two() -> None:
    post = post_of("Cléo Vasseur et Paul Vasseur. Vasseur rit.")
    found = keys(
        post,
        candidate(post, "Cléo Vasseur", "Person"),
        candidate(post, "Paul Vasseur", "Person"),
        candidate(post, "Vasseur", "Person", nth=2),
    )
    assert found == ["Person/cleo-vasseur", "Person/paul-vasseur", "Person/vasseur"]


@pytest.mark.parametrize(
    "text",
    [
        "Club des Vents de France (CVF)",
        "CVF (Club des Vents de France)",
        "CVF - Club des Vents de France",
    ],
)
def test_an_acronym_in_brackets_is_the_name_beside_it(text: str) -> None:
    post = post_of(text)
    whole = candidate(post, "Club des Vents de France", "Organization")
    short = candidate(post, "CVF", "Product")
    assert keys(post, whole, short) == ["Organization/club-des-vents-de-france"] * 2


def test_an_acronym_of_other_letters_is_another_thing() -> None:
    post = post_of("Club des Vents (CNIL)")
    found = keys(
        post,
        candidate(post, "Club des Vents", "Organization"),
        candidate(post, "CNIL", "Organization"),
    )
    assert len(set(found)) == 2


def test_an_acronym_takes_the_key_of_the_name_and_not_of_an_idea_of_that_form() -> None:
    post = post_of("le club des vents. Le Club des Vents (CDV)")
    found = keys(
        post,
        candidate(post, "club des vents", "Concept"),
        candidate(post, "Club des Vents", "Organization"),
        candidate(post, "CDV", "Organization"),
    )
    assert found == [
        "Concept/club-vent",
        "Organization/club-des-vents",
        "Organization/club-des-vents",
    ]


def test_all_signatures_of_a_post_are_its_authors() -> None:
    text = "cleo dit :\n\nBonjour.\n\nCléo Vasseur"
    start, end = text.index("cleo"), text.index("cleo") + 4
    post = signed(text, "Cléo Vasseur", start=0)
    handle = Signature(start=start, end=end, name="cleo", full=False)
    post = post_of(text, author=post.author, signatures=(handle, *post.signatures))
    found = keys(post, candidate(post, "cleo", "Person"), candidate(post, "Cléo Vasseur", "Person"))
    assert found == ["Person/cleo-vasseur"] * 2


def test_another_person_of_the_post_is_not_its_author() -> None:
    post = signed("Merci à Zoé Martin.\n\nCléo Vasseur", "Cléo Vasseur")
    found = keys(
        post, candidate(post, "Zoé Martin", "Person"), candidate(post, "Cléo Vasseur", "Person")
    )
    assert found == ["Person/zoe-martin", "Person/cleo-vasseur"]


def test_an_idea_and_a_name_of_one_form_stay_apart() -> None:
    post = post_of("le marketing, Marketing")
    found = keys(
        post, candidate(post, "marketing", "Concept"), candidate(post, "Marketing", "Work")
    )
    assert found == ["Concept/marketing", "Work/marketing"]


def test_ideas_are_one_in_every_number() -> None:
    post = post_of("réseaux sociaux, réseau social")
    found = keys(
        post,
        candidate(post, "réseaux sociaux", "Concept"),
        candidate(post, "réseau social", "Concept"),
    )
    assert found == ["Concept/reseau-social"] * 2


@pytest.mark.parametrize(
    "surface",
    ["C++", 'Le "Petit" Robert', "🎈", "שלום עולם", "x" * 2000, "\ud800", "O’Reilly", "E\u0301ric"],
)
def test_any_surface_gets_a_key(surface: str) -> None:
    post = post_of(f"a {surface} z")
    (key,) = keys(post, candidate(post, surface, "Product"))
    assert key.startswith("Product/")
    assert len(key) < 100


def test_signs_tell_names_apart() -> None:
    post = post_of("C++ C# C Google+ Google")
    found = keys(post, *(candidate(post, w, "Product") for w in ("C++", "C#", "Google+")))
    assert len(set(found)) == 3


@pytest.mark.parametrize("surface", ["", "\u00a0", " \n"])
def test_an_empty_surface_is_no_mention(surface: str) -> None:
    post = post_of(f"a{surface}b")
    empty = Candidate(
        start=1, end=1 + len(surface), surface=surface, type="Person", score=0.7, detector="test"
    )
    assert ground(post, [empty]) == ()
    assert ground(post, []) == ()
