"""What nothing needs any more is freed, also where it refers to itself in a circle."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from graphbuild.detect.matcher import normal
from graphbuild.memory import FREED_AFTER, Tidying, forget, give_back, undisturbed
from graphbuild.unify.people import person_words


class _Circle:
    """An object that only the search for circles can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _only_what_is_asked_for() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


def _dropped() -> weakref.ref[_Circle]:
    return weakref.ref(_Circle())


def test_circles_left_by_reading_are_freed_once_enough_was_read() -> None:
    tidying = Tidying()
    left = _dropped()
    tidying.after(FREED_AFTER - 1)
    assert left() is not None
    tidying.after(1)
    assert left() is None


def test_circles_older_than_the_first_file_are_freed_when_all_is_read() -> None:
    kept = [_Circle()]
    old = weakref.ref(kept[0])
    Tidying().after(FREED_AFTER)
    kept.clear()
    gc.collect()
    assert old() is not None
    give_back(many=True)
    assert old() is None


def test_what_functions_of_a_package_remember_is_forgotten() -> None:
    normal("jeudi")
    person_words("Maud Ferréol")
    forget("graphbuild.detect")
    assert normal.cache_info().currsize == 0
    assert person_words.cache_info().currsize > 0


def test_the_search_for_circles_goes_on_afterwards_where_it_was_on() -> None:
    gc.enable()
    with undisturbed():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    with undisturbed():
        pass
    assert not gc.isenabled()
