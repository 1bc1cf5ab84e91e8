"""The detector as a whole, on readings made by hand."""

from __future__ import annotations

from graph_samples import IDEAS, post_of, reading_of, signed, term

from graphbuild.config import Settings
from graphbuild.detect import Detector
from graphbuild.model import Candidate, Post
from graphbuild.ontology import Ontology

ONTOLOGY = Ontology(
    concepts=(term("longue traîne", "Concept", iri=f"{IDEAS}/longue-traine"),),
    names=(
        term("Grand Vent", "Work", ambiguous=True),
        term("Google"),
        term("Google +", "Product"),
    ),
)


def found(
    post: Post, *ents: tuple[str, str], settings: Settings | None = None
) -> set[tuple[str, str]]:
    reading = reading_of(post, ents=ents)
    detector = Detector(ONTOLOGY, settings or Settings())
    (candidates,) = detector.detect([(post, [reading])])
    assert all(c.surface == post.surface(c.start, c.end) for c in candidates)
    return {(c.surface, c.type) for c in candidates}


def test_a_higher_least_score_keeps_fewer_names() -> None:
    post = post_of("je vois Zéphyr ici")
    low, high = (Settings(min_score=score) for score in (0.05, 0.95))
    assert found(post, ("Zéphyr", "Organization"), settings=low) == {("Zéphyr", "Organization")}
    assert found(post, ("Zéphyr", "Organization"), settings=high) == set()


def test_google_and_google_plus_are_two_things() -> None:
    assert found(post_of("avec Google, puis Google + et Google.")) == {
        ("Google", "Organization"),
        ("Google +", "Product"),
    }


def test_ideas_are_found_outside_names() -> None:
    post = post_of("la longue traîne, vue chez Longue Traîne Conseil")
    assert found(post, ("Longue Traîne Conseil", "Organization")) == {
        ("longue traîne", "Concept"),
        ("Longue Traîne Conseil", "Organization"),
    }


def test_a_name_sure_in_one_post_is_found_in_the_others_of_its_file() -> None:
    one = signed("Bonjour.\n\nCléo Vasseur", "Cléo Vasseur")
    other = post_of("merci Cléo Vasseur", start=60, id="a/2")
    groups = Detector(ONTOLOGY, Settings()).detect([(one, []), (other, [reading_of(other)])])
    assert [[c.surface for c in group] for group in groups] == [["Cléo Vasseur"]] * 2


def test_the_same_reading_gives_the_same_candidates() -> None:
    post = post_of("avec Google, Zéphyr et la longue traîne")
    first = Detector(ONTOLOGY, Settings()).detect([(post, [reading_of(post)])])
    again: tuple[tuple[Candidate, ...], ...] = Detector(ONTOLOGY, Settings()).detect(
        [(post, [reading_of(post)])]
    )
    assert first == again
