"""Files are read several at a time, by several processes, and each is answered for."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence

import pytest

from graphbuild import spreading
from graphbuild.analysis import File
from graphbuild.cache import NoCache
from graphbuild.config import Settings
from graphbuild.executors import Died
from graphbuild.model import Facts, Post
from graphbuild.ontology import Ontology
from graphbuild.spreading import Hands, analysed, bundles


def deadly(*_: object) -> Callable[[Sequence[File]], tuple[tuple[Facts, ...], ...]]:
    return _read_or_die


def _read_or_die(files: Sequence[File]) -> tuple[tuple[Facts, ...], ...]:
    if any("fatal" in post.text for file in files for post in file):
        os.kill(os.getpid(), signal.SIGKILL)
    return tuple(tuple(Facts(post=post) for post in file) for file in files)


def file(number: int, text: str = "Un jeudi.") -> File:
    return (Post(id=f"{number}/1", source=str(number), start=0, end=len(text), text=text),)


def test_small_files_go_together_and_large_ones_alone() -> None:
    assert bundles([50, 4, 3, 3, 2, 9], 10) == [[0], [1, 2, 3], [4], [5]]
    assert bundles([], 10) == []
    assert bundles([0, 0], 0) == [[0, 1]]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_a_file_that_kills_its_process_is_known_though_others_were_read_with_it(
    monkeypatch: pytest.MonkeyPatch, ontology: Ontology
) -> None:
    monkeypatch.setattr(spreading, "analyser", deadly)
    files = [file(n, "Un jeudi fatal." if n == 13 else "Un jeudi.") for n in range(40)]
    found = dict(Hands(jobs=2).read(files, ontology, Settings()))
    assert found.pop(13) == Died(-signal.SIGKILL)
    assert found == {n: (Facts(post=files[n][0]),) for n in range(40) if n != 13}


@pytest.mark.parametrize(("count", "forgotten"), [(2, []), (3, ["models"])])
def test_models_are_forgotten_when_many_files_were_read(
    monkeypatch: pytest.MonkeyPatch, ontology: Ontology, count: int, forgotten: list[str]
) -> None:
    done: list[str] = []
    monkeypatch.setattr(spreading, "analyser", deadly)
    monkeypatch.setattr(spreading, "MANY", 3)
    monkeypatch.setattr(spreading, "forget", lambda *_: done.append("models"))
    posts = [post for n in range(count) for post in file(n, "Un jeudi.")]
    by, known = Hands(jobs=1), NoCache()
    analysed(posts, ontology, Settings(), lambda *_: None, by=by, known=known)
    assert done == forgotten
