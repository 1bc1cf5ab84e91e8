"""Messages name the place and the remedy, in one line."""

from __future__ import annotations

import inspect

import pytest

from graphbuild import errors
from graphbuild.errors import GraphbuildError, InputError, QueryError

ALL = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, Exception)]


@pytest.mark.parametrize("kind", ALL)
def test_every_error_is_one_of_the_tree_and_is_drawn_in_it(kind: type[Exception]) -> None:
    assert issubclass(kind, GraphbuildError)
    assert kind.__name__ in (errors.__doc__ or "")


def test_a_message_joins_place_message_and_remedy() -> None:
    error = InputError("is empty", place="posts/a.txt", remedy="write something")
    assert str(error) == "posts/a.txt: is empty (write something)"
    assert (error.place, error.message, error.remedy) == (
        "posts/a.txt",
        "is empty",
        "write something",
    )


def test_place_and_remedy_may_be_left_out() -> None:
    assert str(QueryError("no such question")) == "no such question"
