"""Files are written by a copy of the process, or in a thread, beside the RDF and its check."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from graph_samples import BUILD, small_knowledge

from graphbuild import write
from graphbuild.executors import FORKS
from graphbuild.ontology import ontology_folder, read_ontology
from graphbuild.unify import knowledge_graph
from graphbuild.write import _all, _in_thread, write_all


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

    _in_thread([step, step], work)
    assert done == ["step", "step"]


def test_what_a_step_raises_is_raised_here() -> None:
    def full() -> None:
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        _in_thread([full], lambda: None)


def test_an_interruption_is_raised_and_no_step_is_begun_after_it() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _in_thread([], interrupted)
    stop = Event()
    done: list[str] = []
    _all([stop.set, lambda: done.append("step")], stop)
    assert done == []


def files(folder: Path) -> dict[str, bytes]:
    """Write a small graph while something is asked whether the RDF is there."""
    folder.mkdir()
    knowledge = small_knowledge()
    seen: list[bool] = []
    write_all(
        folder,
        knowledge,
        knowledge_graph(knowledge),
        BUILD,
        read_ontology(ontology_folder()),
        meanwhile=lambda: seen.append((folder / "graph.nq").exists()),
    )
    assert seen == [True]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


@pytest.mark.skipif(not FORKS, reason="processes are not copied here")
def test_a_copy_writes_the_same_as_a_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "can_be_copied", lambda: False)
    one = files(tmp_path / "thread")
    monkeypatch.setattr(write, "can_be_copied", lambda: True)
    assert files(tmp_path / "copy") == one
    assert {"graph.html", "graph.graphml", "tables/posts.csv"} < one.keys()


@pytest.mark.skipif(not FORKS, reason="processes are not copied here")
def test_a_disk_that_fills_up_under_the_copy_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = os.getpid()

    def full(*_: object) -> None:
        assert os.getpid() != here
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write, "can_be_copied", lambda: True)
    monkeypatch.setattr(write, "write_html", full)
    with pytest.raises(OSError, match="No space left on device"):
        files(tmp_path / "copy")
