"""The same posts delivered in six formats say the same, and all six together say it once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from delivered import FORMATS, deliver, sample_posts

from graphbuild.analysis import analyser
from graphbuild.collect import Corpus, read_corpus
from graphbuild.config import Settings
from graphbuild.model import Knowledge, Post
from graphbuild.ontology import Ontology
from graphbuild.unify import unify

SAMPLES = Path(__file__).parents[2] / "posts"
COUNT = 15

Said = tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str, str, str]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder a format, with the same posts."""
    folder = tmp_path_factory.mktemp("six")
    posts = sample_posts(SAMPLES, COUNT)
    assert len(posts) == COUNT
    for form in FORMATS:
        deliver(posts, form, folder)
    return folder


@pytest.fixture(scope="module")
def said(ontology: Ontology) -> Callable[[Path], Said]:
    """What a folder's posts say, by one loaded pipeline."""
    read = analyser(ontology, Settings())

    def entities_and_relations(folder: Path) -> Said:
        corpus = read_corpus([folder], Settings())
        facts = [fact for file in read([*_files(corpus)]) for fact in file]
        return _said(unify(facts, corpus.sources, ontology, Settings()))

    return entities_and_relations


def _files(corpus: Corpus) -> Iterator[tuple[Post, ...]]:
    for source in corpus.sources:
        yield tuple(post for post in corpus.posts if post.source == source.path)


def _said(knowledge: Knowledge) -> Said:
    """By labels: the IRI of a bare first name holds its source."""
    labels = {entity.iri: entity.label for entity in knowledge.entities}
    return (
        frozenset((entity.type, entity.label) for entity in knowledge.entities),
        frozenset(
            (labels[s.subject], s.predicate, labels[s.object], s.modality)
            for s in knowledge.statements
            if s.layer == "stated"
        ),
    )


@pytest.fixture(scope="module")
def as_text(folder: Path, said: Callable[[Path], Said]) -> Said:
    return said(folder / "text")


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "text"])
def test_a_format_says_what_the_text_says(
    form: str, folder: Path, said: Callable[[Path], Said], as_text: Said
) -> None:
    entities, relations = said(folder / form)
    assert entities ^ as_text[0] == frozenset()
    assert relations ^ as_text[1] == frozenset()
    assert len(entities) > 100
    assert len(relations) > 20


def test_all_formats_together_give_each_post_once(folder: Path) -> None:
    corpus = read_corpus([folder], Settings())
    assert len(corpus.posts) == COUNT
    assert corpus.copies == COUNT * (len(FORMATS) - 1)
    assert all(len(post.meta.copies) == len(FORMATS) - 1 for post in corpus.posts)
    assert corpus.failures == ()


def test_titles_authors_and_dates_are_the_same_in_every_format(folder: Path) -> None:
    heads = {
        form: sorted(
            (post.title or "", post.author or "", post.date or "")
            for post in read_corpus([folder / form], Settings()).posts
        )
        for form in FORMATS
    }
    assert all(head == heads["text"] for head in heads.values())
