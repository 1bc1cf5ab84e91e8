"""Files are written in a thread while the RDF is checked."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest

from graphbuild.write import _all, _beside


def test_both_are_done_at_the_same_time_and_waited_for() -> None:
    begun, checked = Event(), Event()
    done: list[str] = []

    def step() -> None:
        begun.set()
        assert checked.wait(20)
        assert current_thread() is not main_thread()
        done.append("step")

    def work() -> None:
        assert begun.wait(20)
        assert current_thread() is main_thread()
        checked.set()

    _beside([step, step], work)
    assert done == ["step", "step"]


def test_what_a_step_raises_is_raised_here() -> None:
    def full() -> None:
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        _beside([full], lambda: None)


def test_an_interruption_is_raised_and_no_step_is_begun_after_it() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _beside([], interrupted)
    stop = Event()
    done: list[str] = []
    _all([stop.set, lambda: done.append("step")], stop)
    assert done == []
