"""Files are written by copies of the process beside the RDF and its check, or one by one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from graph_samples import BUILD, small_knowledge

from graphbuild import write
from graphbuild.executors import FORKS
from graphbuild.ontology import ontology_folder, read_ontology
from graphbuild.unify import knowledge_graph
from graphbuild.write import write_all

pytestmark = pytest.mark.skipif(not FORKS, reason="processes are not copied here")


def files(
    folder: Path, *, jobs: int, check: Callable[[], object] = lambda: None
) -> dict[str, bytes]:
    """Write a small graph, all that there is of it; the check is made here, once."""
    folder.mkdir()
    knowledge = small_knowledge()
    seen: list[bool] = []

    def checked() -> None:
        seen.append((folder / "graph.nq").stat().st_size > 0)
        check()

    write_all(
        folder,
        knowledge,
        partial(knowledge_graph, knowledge),
        BUILD,
        read_ontology(ontology_folder()),
        rdf12=True,
        check=checked,
        jobs=jobs,
    )
    assert seen == [True]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


@pytest.mark.parametrize("jobs", [2, 3, 8])
def test_copies_write_the_same_as_one_process(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = files(tmp_path / "one", jobs=1)
    monkeypatch.setattr(write, "can_be_copied", lambda: True)
    assert files(tmp_path / "copies", jobs=jobs) == one
    assert {"graph.html", "graph.graphml", "graph-rdf12.ttl", "tables/posts.csv"} < one.keys()


def test_where_the_process_cannot_be_copied_it_writes_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "can_be_copied", lambda: False)
    assert files(tmp_path / "two", jobs=2) == files(tmp_path / "one", jobs=1)


def test_a_disk_that_fills_up_under_the_copies_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = tmp_path / "failing"

    def full(*_: object) -> None:
        failing.write_text(str(os.getpid()))
        raise OSError(28, "No space left on device")

    def elsewhere() -> None:  # this process is busy until a copy has come to it
        while not failing.exists():
            time.sleep(0.01)

    monkeypatch.setattr(write, "can_be_copied", lambda: True)
    monkeypatch.setattr(write, "write_graphml", full)
    with pytest.raises(OSError, match="No space left on device"):
        files(tmp_path / "copies", jobs=3, check=elsewhere)
    assert failing.read_text() != str(os.getpid())
