"""How a name is spelt."""

from __future__ import annotations

from graphbuild.detect.spelling import given_names


def test_given_names_of_many_origins_are_known() -> None:
    assert {"fatou", "helene", "kenji"} <= given_names()
