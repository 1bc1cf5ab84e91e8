"""What is named for certain once is found again everywhere in its file."""

from __future__ import annotations

from graph_samples import place_of, post_of, reading_of

from graphbuild.detect.again import Lexicon, found_again, lexicon
from graphbuild.model import Candidate, Post


def candidate(post: Post, words: str, kind: str, score: float = 0.9) -> Candidate:
    start, end = place_of(post, words)
    return Candidate(start=start, end=end, surface=words, type=kind, score=score, detector="test")


def of(names: dict[str, str], *surnames: str) -> Lexicon:
    return Lexicon(forms=names, surnames=frozenset(surnames))


def again(text: str, names: dict[str, str]) -> list[str]:
    post = post_of(text, start=30)
    found = list(found_again(post, [reading_of(post)], of(names)))
    assert all(c.surface == post.surface(c.start, c.end) for c in found)
    return [c.surface for c in found]


def test_only_certain_names_are_looked_for_with_their_best_type() -> None:
    post = post_of("Tamarin, Zéphyr, Al, longue traîne")
    sure = lexicon(
        [
            candidate(post, "Tamarin", "Organization"),
            candidate(post, "Tamarin", "Product", 0.8),
            candidate(post, "Zéphyr", "Organization", 0.7),
            candidate(post, "Al", "Person"),
            candidate(post, "longue traîne", "Concept"),
        ]
    )
    assert sure == of({"Tamarin": "Organization"})


def test_a_surname_is_looked_for_where_one_person_bears_it() -> None:
    post = post_of("Cléo Vasseur, Zoé Martin, Paul Martin")
    sure = lexicon(
        candidate(post, n, "Person") for n in ("Cléo Vasseur", "Zoé Martin", "Paul Martin")
    )
    assert sure.surnames == {"Vasseur"}


def test_a_surname_is_its_person_whatever_else_it_looks_like_alone() -> None:
    post = post_of("Cléo Vasseur, puis Vasseur")
    guess = Candidate(
        start=49, end=56, surface="Vasseur", type="Product", score=0.9, detector="model"
    )
    sure = lexicon([candidate(post, "Cléo Vasseur", "Person"), guess])
    assert "Vasseur" not in sure.forms
    text = post_of("Vasseur arrive", start=5)
    (found,) = found_again(text, [reading_of(text)], sure)
    assert (found.type, found.detector) == ("Person", "surname")


def test_whole_words_in_the_same_case_are_found() -> None:
    text = "Tamarin, tamarin, Tamarins, #Tamarin, Tamarin\u00a0! ATamarin, Tamarin-Est"
    assert again(text, {"Tamarin": "Organization"}) == ["Tamarin", "Tamarin"]


def test_a_name_after_the_sign_of_an_answer_is_found_but_not_in_an_address() -> None:
    text = "@Zélie oui, moi@Zélie.fr non"
    assert again(text, {"Zélie": "Person"}) == ["Zélie"]


def test_the_longest_form_wins_and_white_space_may_differ() -> None:
    names = {"Cléo": "Person", "Cléo Vasseur": "Person"}
    assert again("Cléo\u00a0Vasseur et Cle\u0301o", names) == ["Cléo\u00a0Vasseur", "Cle\u0301o"]


def test_signs_in_names_are_taken_literally() -> None:
    assert again("du C++ (et du C+)", {"C++": "Product"}) == ["C++"]
    assert again("rien", {}) == []


def test_of_several_words_only_the_first_needs_its_case() -> None:
    names = {"Grand Institut": "Organization"}
    assert again("Grand institut, grand institut", names) == ["Grand institut"]
    assert again("Grand İnstitut", names) == []


def test_each_spelling_keeps_its_own_type() -> None:
    post = post_of("VENT et Vent")
    names = {"VENT": "Organization", "Vent": "Work"}
    assert [c.type for c in found_again(post, [reading_of(post)], of(names))] == [
        "Organization",
        "Work",
    ]


def test_the_given_name_of_one_person_of_the_file_is_that_person() -> None:
    post = post_of("Cécile Vasseur répond. Cécile : bien sûr ! Tamarin Lebrun aussi, Tamarin !")
    whole = [candidate(post, name, "Person") for name in ("Cécile Vasseur", "Tamarin Lebrun")]
    sure = lexicon(whole)
    assert sure.given == {"Cécile"}, "a word that is no given name is not looked for"
    found = list(found_again(post, [reading_of(post)], sure))
    assert [c.surface for c in found if c.detector == "given"] == ["Cécile", "Cécile"]


def test_a_given_name_that_two_people_bear_is_nobody_s() -> None:
    post = post_of("Cécile Vasseur, Cécile Lebrun")
    whole = [candidate(post, name, "Person") for name in ("Cécile Vasseur", "Cécile Lebrun")]
    assert lexicon(whole).given == frozenset()
