"""Weighing evidence and choosing the spans that hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graph_samples import post_of, reading_of

from graphbuild.detect.evidence import Sighting
from graphbuild.detect.judge import (
    ANY,
    Judge,
    judged,
    outside_titles,
    shipped,
    with_one_sense,
    without_overlaps,
)
from graphbuild.model import NAME_TYPES, Candidate

PERSON, WORK = (NAME_TYPES.index(kind) for kind in ("Person", "Work"))


def weights(**rows: dict[str, float]) -> Judge:
    kinds = (*NAME_TYPES, "none")
    return Judge({name: [row.get(kind, 0.0) for kind in kinds] for name, row in rows.items()})


def chances_of(judge: Judge, *known: tuple[str, float]) -> list[float]:
    (row,) = judge.chances([known])
    return row


def test_sightings_are_judged_each_by_its_own_evidence() -> None:
    judge = weights(bias={}, person={"Person": 5.0}, work={"Work": 5.0})
    person, unknown, work = judge.chances([[("person", 1.0)], [("zut", 1.0)], [("work", 1.0)]])
    assert max(range(6), key=person.__getitem__) == PERSON
    assert unknown == pytest.approx([1 / 7] * 6)
    assert max(range(6), key=work.__getitem__) == WORK
    assert judge.chances([]) == []


def candidate(start: int, end: int, kind: str = "Person", score: float = 0.7) -> Candidate:
    return Candidate(
        start=start, end=end, surface="x" * (end - start), type=kind, score=score, detector="model"
    )


def test_without_evidence_every_class_is_as_likely() -> None:
    assert chances_of(weights(bias={}), ("bias", 1.0)) == pytest.approx([1 / 7] * 6)


def test_evidence_that_was_never_fitted_says_nothing() -> None:
    judge = weights(bias={"Work": 1.0})
    assert chances_of(judge, ("bias", 1.0), ("p:zut", 1.0)) == chances_of(judge, ("bias", 1.0))


def test_the_value_of_a_feature_counts() -> None:
    judge = weights(bias={}, belief={"Person": 2.0})
    low, high = (chances_of(judge, ("bias", 1.0), ("belief", v))[PERSON] for v in (0.1, 1.0))
    assert low < high


def sighting(*candidates: Candidate, voted: Candidate | None = None) -> Sighting:
    post = post_of("Un mot de Nadia ici")
    return Sighting(
        reading=reading_of(post), candidates=candidates, voted=voted, stands=voted is not None
    )


def test_a_span_without_a_type_of_its_own_gets_the_likeliest() -> None:
    bare = candidate(10, 15, ANY, 0.0)
    chances = [0.0] * 6
    chances[WORK] = 0.9
    found = judged(sighting(bare), chances)
    assert (found.type, found.start, found.end) == ("Work", 10, 15)
    assert 0.8 < found.score <= 1.0


def test_the_votes_are_heard_beside_the_regression() -> None:
    voted = candidate(10, 15, "Person", 0.9)
    chances = [0.0] * 6
    chances[PERSON] = 0.3
    alone = judged(sighting(voted), chances).score
    assert judged(sighting(voted, voted=voted), chances).score > alone


def test_the_detectors_that_spoke_are_named_once_each() -> None:
    other = Candidate(start=10, end=15, surface="x", type="Work", score=0.5, detector="head")
    chances = [0.9, 0, 0, 0, 0, 0]
    assert judged(sighting(candidate(10, 15), other), chances).detector == "head+model"


def test_two_short_names_outweigh_a_long_doubtful_one() -> None:
    short = [candidate(0, 4, score=0.8), candidate(5, 9, score=0.8)]
    assert without_overlaps([candidate(0, 9, score=0.9), *short], least=0.4) == short


def test_one_sure_long_name_outweighs_its_doubtful_parts() -> None:
    whole = candidate(0, 9, score=0.95)
    parts = [candidate(0, 4, score=0.5), candidate(5, 9, score=0.5)]
    assert without_overlaps([*parts, whole], least=0.4) == [whole]


def test_what_is_not_worth_the_least_score_is_left_out() -> None:
    assert without_overlaps([candidate(0, 4, score=0.4)], least=0.4) == []
    assert without_overlaps([], least=0.4) == []


def test_the_shipped_weights_know_every_class_and_the_main_evidence() -> None:
    judge = shipped()
    sure = [("bias", 1.0), ("model=Person", 1.0), ("mark:Person", 1.0), ("given+", 1.0)]
    sure += [("max:Person", 1.0), ("vote:Person", 1.0), ("stands:Person", 1.0)]
    assert max(range(6), key=chances_of(judge, *sure).__getitem__) == PERSON


def test_the_layout_outweighs_a_regression_that_met_few_long_titles() -> None:
    def scored(detector: str) -> float:
        found = replace(candidate(0, 60, "Work"), detector=detector)
        sighting = Sighting(
            reading=reading_of(post_of("x" * 60)), candidates=(found,), voted=found, stands=True
        )
        return judged(sighting, [0.02 if kind == "Work" else 0.001 for kind in NAME_TYPES]).score

    assert scored("listed") > 0.6
    assert scored("titled") > 0.6
    assert scored("model") < 0.2


def test_names_inside_a_title_by_layout_are_part_of_it() -> None:
    def title(score: float) -> Candidate:
        return replace(candidate(10, 50, "Work", score), detector="again+listed")

    inside, outside = candidate(12, 20, "Product", 0.99), candidate(45, 55, "Place", 0.9)
    assert outside_titles([title(0.8), inside, outside]) == [title(0.8), outside]
    assert inside in outside_titles([title(0.5), inside])
    quoted = replace(title(0.8), detector="quoted")
    assert inside in outside_titles([quoted, inside])


def settled(*seen: tuple[str, dict[str, float]]) -> list[tuple[str, float]]:
    """What sightings ``(surface, chances)`` of one file are judged to be together."""
    rows = []
    for at, (surface, chances) in enumerate(seen):
        found = replace(candidate(0, len(surface)), surface=surface, start=0)
        sighting = Sighting(reading=reading_of(post_of(surface)), candidates=(found,))
        assert sighting.form == surface.casefold(), at
        rows.append((sighting, [chances.get(kind, 0.001) for kind in NAME_TYPES]))
    found_alone = [judged(sighting, row) for sighting, row in rows]
    return [(c.type, c.score) for c in with_one_sense(rows, found_alone)]


def test_places_of_one_form_are_of_the_type_that_they_tell_together() -> None:
    sure, unsure = {"Product": 0.95}, {"Person": 0.5, "Product": 0.4}
    types = [kind for kind, _ in settled(("Uzoil", sure), ("Uzoil", unsure), ("Uzoil", sure))]
    assert types == ["Product"] * 3
    assert settled(("Uzoil", unsure))[0][0] == "Person"


def test_a_place_that_is_surer_than_the_others_keeps_its_type() -> None:
    sure, unsure = {"Person": 0.97}, {"Product": 0.5, "Person": 0.3}
    assert settled(("Uzoil", sure), ("Uzoil", unsure))[0][0] == "Person"


def test_other_forms_and_hopeless_places_say_nothing() -> None:
    unsure = {"Person": 0.5, "Product": 0.4}
    assert settled(("Uzoil", unsure), ("Tamarin", {"Product": 0.95}))[0][0] == "Person"
    assert settled(("Uzoil", unsure), ("Uzoil", {"Product": 0.1}))[0][0] == "Person"
