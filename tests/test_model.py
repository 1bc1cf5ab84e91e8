"""The values that flow through the pipeline: frozen, hashable, compared by content."""

from __future__ import annotations

import dataclasses
import inspect
import pickle

import pytest

from graphbuild import model
from graphbuild.model import Block, Candidate, Facts, Post, Span

VALUES = [
    value
    for _, value in inspect.getmembers(model, inspect.isclass)
    if dataclasses.is_dataclass(value)
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_every_value_is_frozen_slotted_and_keyword_only(value: type) -> None:
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert hasattr(value, "__slots__")
    assert all(field.kw_only for field in dataclasses.fields(value))


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_no_default_is_mutable(value: type) -> None:
    for field in dataclasses.fields(value):
        if field.default is not dataclasses.MISSING:
            hash(field.default)
        assert field.default_factory is dataclasses.MISSING


def test_equal_content_is_one_value_here_and_in_another_process() -> None:
    facts = Facts(post=Post(id="a/1", source="a", start=0, end=2, text="🎈é"))
    again = pickle.loads(pickle.dumps(facts))
    assert again == facts
    assert len({again, facts}) == 1


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(start=0, end=3).overlaps(Span(start=3, end=5))
    assert Span(start=0, end=4).overlaps(Span(start=3, end=5))
    assert Span(start=0, end=5).contains(Span(start=0, end=5))
    assert not Span(start=1, end=5).contains(Span(start=0, end=5))


def test_offsets_count_code_points_from_the_start_of_the_file() -> None:
    post = Post(id="a/1", source="a", start=10, end=16, text="🎈 Zoé.")
    assert post.surface(12, 15) == "Zoé"


def test_only_prose_blocks_are_read() -> None:
    kinds = ["title", "byline", "date", "paragraph", "furniture", "code", "quote", "item"]
    blocks = tuple(Block(start=i, end=i + 1, kind=kind) for i, kind in enumerate(kinds))
    post = Post(id="a/1", source="a", start=0, end=8, text="x" * 8, blocks=blocks)
    assert [b.kind for b in post.prose()] == ["title", "paragraph", "quote", "item"]


def test_a_value_cannot_be_changed() -> None:
    candidate = Candidate(start=0, end=1, surface="A", type="Person", score=1.0, detector="test")
    with pytest.raises(dataclasses.FrozenInstanceError):
        candidate.start = 3  # type: ignore[misc]
