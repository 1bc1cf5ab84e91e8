"""What is known of a span that may be a name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graph_samples import place_of, post_of, reading_of

from graphbuild.detect.evidence import Sighting, Tally, features
from graphbuild.model import NAME_TYPES, Candidate, Post
from graphbuild.reading import Beliefs, Named


def sighting(
    text: str, words: str, *, beliefs: Beliefs | None = None, detector: str = "model"
) -> Sighting:
    post: Post = post_of(text)
    start, end = place_of(post, words)
    reading = reading_of(post)
    if beliefs is not None:
        reading = replace(reading, beliefs=beliefs)
    found = Candidate(
        start=start, end=end, surface=words, type="Person", score=0.7, detector=detector
    )
    return Sighting(reading=reading, candidates=(found,))


def known(*sightings: Sighting) -> dict[str, float]:
    found = list(features(sightings[0], Tally(sightings), {}))
    assert len(found) == len({name for name, _ in found}), "a feature stands once"
    return dict(found)


def belief(person: float) -> tuple[float, ...]:
    return tuple(person if kind == "Person" else 0.0 for kind in NAME_TYPES)


def test_who_proposed_the_span_and_as_what() -> None:
    assert "model=Person" in known(sighting("Merci à Solveig pour tout", "Solveig"))


def test_the_words_beside_it() -> None:
    found = known(sighting("Un avis, selon Solveig (Tamarin)", "Solveig"))
    assert {"p:selon", "pp:, selon", "n:("} <= found.keys()


def test_a_lone_word_before_it_is_whole() -> None:
    assert "p:chez" in known(sighting("chez Solveig", "Solveig"))
    assert "p:l'" in known(sighting("dans l'Oural", "Oural"))
    assert {"p:-", "pp:semi -"} <= known(sighting("un semi-Oural", "Oural")).keys()


def test_a_span_that_fills_its_block_stands_alone() -> None:
    assert "alone" in known(sighting("Solveig", "Solveig"))
    assert "alone" not in known(sighting("Solveig rit", "Solveig"))


def test_spelling_tells_capitals_digits_and_small_words() -> None:
    assert "capitals:5" in known(sighting("chez UZOIL encore", "UZOIL"))
    assert "digits" in known(sighting("sur Web2Nuit encore", "Web2Nuit"))
    assert "small-words:1" in known(sighting("lu dans Vague bleue hier", "Vague bleue"))


def test_a_given_name_speaks_for_a_person() -> None:
    assert {"given", "given+"} <= known(
        sighting("par Jean-Marc Tessoud", "Jean-Marc Tessoud")
    ).keys()
    assert "given" not in known(sighting("par Tessoud SA", "Tessoud SA"))


def test_what_the_recogniser_believes_is_a_number_that_grows_with_it() -> None:
    text, words = "voir Solveig", "Solveig"
    sure, unsure = (
        sighting(
            text,
            words,
            beliefs=Beliefs(
                names=(Named(first=1, last=2, type="Person", inside=0.0),),
                begins=(belief(0.0), belief(chance)),
            ),
        )
        for chance in (0.9, 0.4)
    )
    assert known(sure)["mark:Person"] > known(unsure)["mark:Person"] > 0


def test_the_other_places_of_a_form_in_the_file_are_heard() -> None:
    beliefs = Beliefs(names=(), begins=(belief(0.0), belief(0.9)))
    one = sighting("voir Solveig", "Solveig", beliefs=beliefs, detector="capitals")
    assert "once" in known(one)
    two = known(one, sighting("lire Solveig", "Solveig", beliefs=beliefs, detector="capitals"))
    assert two["file:Person"] > two["file:Place"]


def test_a_span_within_a_marked_name_is_told_so() -> None:
    beliefs = Beliefs(
        names=(Named(first=1, last=3, type="Event", inside=0.0),),
        begins=(belief(0.0), belief(0.1), None),
    )
    inner = sighting("voir Solveig Party", "Party", beliefs=beliefs, detector="capitals")
    assert "within:Event" in known(inner)


def test_the_names_beside_it_and_the_strongest_belief_inside_are_told() -> None:
    beliefs = Beliefs(
        names=(Named(first=0, last=1, type="Person", inside=0.0),),
        begins=(belief(0.9), belief(0.0), belief(0.4)),
    )
    found = known(sighting("Solveig et Zéphyr", "Zéphyr", beliefs=beliefs, detector="capitals"))
    assert "name-before:Person:et" in found
    assert found["max:Person"] > found["max:Place"]
    assert found["before:any"] < found["max:Person"]


def test_the_last_word_of_a_longer_name_of_the_file_is_known() -> None:
    marked = Beliefs(
        names=(Named(first=1, last=3, type="Person", inside=0.0),),
        begins=(belief(0.0), belief(0.9), None),
    )
    whole = sighting("voir Solveig Tamarin", "Solveig Tamarin", beliefs=marked)
    alone = sighting("dit Tamarin", "Tamarin", detector="capitals")
    assert known(alone, whole)["lastof:Person"] > 0.5
    assert "lastof:Person" not in known(alone)


def test_what_detectors_settled_on_elsewhere_in_the_file_is_heard() -> None:
    one = sighting("voir Tamarin", "Tamarin", detector="capitals")
    other = sighting("chez Tamarin", "Tamarin")
    voted = replace(other, voted=other.candidates[0], stands=True)
    assert known(one, voted)["fvote:Person"] == pytest.approx(0.7)
    assert not any(name.startswith("fvote") for name in known(voted)), "not its own vote"
