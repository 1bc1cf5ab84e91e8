"""A cluster of Dask's gives the same as one process: a real scheduler, two workers, loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from distributed import KilledWorker

from graphbuild import executors_dask
from graphbuild.cli import main
from graphbuild.errors import GraphbuildError, ModelError, SettingsError
from graphbuild.executors import Died
from graphbuild.executors_dask import SHARD, Cluster, _shards, cluster

HERE = Path(__file__).parent


def work(item: int, mapping: MappingProxyType[str, int]) -> tuple[int, int]:
    if item == mapping["mistake"]:
        raise ModelError("no model", remedy="install it")
    if item == mapping["deadly"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return item * item, os.getpid()


def start(mapping: MappingProxyType[str, int]) -> Callable[[int], tuple[int, int]]:
    return partial(work, mapping=mapping)


def begin(*, mistake: int = -1, deadly: int = -1) -> partial[Callable[[int], tuple[int, int]]]:
    return partial(start, MappingProxyType({"mistake": mistake, "deadly": deadly}))


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Start a scheduler and two workers; give the scheduler's ``HOST:PORT``."""
    address = f"127.0.0.1:{free_port()}"
    path = os.pathsep.join([str(HERE.parent), str(HERE)])
    environment = os.environ | {"PYTHONPATH": path}
    options = ["--host", "127.0.0.1", "--no-dashboard"]
    commands = [["scheduler", "--port", address.split(":")[1], *options]]
    commands += [["worker", address, "--nthreads", "1", *options]] * 2
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "dask", *command],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for command in commands
    ]
    try:
        _wait_for(address)
        yield address
    finally:
        for process in reversed(running):
            os.killpg(process.pid, signal.SIGTERM)
        for process in running:
            process.wait(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            Cluster(address).check()
        except GraphbuildError:
            time.sleep(0.2)
        else:
            return


def test_each_result_comes_with_the_index_of_its_item(scheduler: str) -> None:
    results = dict(Cluster(scheduler).spread(begin(), range(12), [SHARD] * 12))
    squares = {n: result[0] for n, result in results.items() if not isinstance(result, Died)}
    assert squares == {n: n * n for n in range(12)}
    assert os.getpid() not in {r[1] for r in results.values() if not isinstance(r, Died)}


def test_a_mistake_in_an_item_is_raised_here(scheduler: str) -> None:
    with pytest.raises(ModelError, match=r"no model \(install it\)") as caught:
        list(Cluster(scheduler).spread(begin(mistake=5), range(9), [SHARD // 2] * 9))
    assert caught.value.remedy == "install it"


def test_an_item_that_kills_its_workers_is_known_and_the_others_go_on(scheduler: str) -> None:
    results = dict(Cluster(scheduler).spread(begin(deadly=1), range(6), [SHARD // 3] * 6))
    assert results.pop(1) == Died(None)
    squares = {n: result[0] for n, result in results.items() if not isinstance(result, Died)}
    assert squares == {n: n * n for n in range(6) if n != 1}


def test_only_what_kills_a_worker_by_itself_is_to_blame(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask blames all that was on its way to a worker when it died, if that comes again."""

    class Sent:
        def __init__(self, numbers: list[int]) -> None:
            self.numbers, self.killed = numbers, False

        def result(self) -> list[int]:
            if self.killed:
                raise KilledWorker("read", "worker", 3)
            return [number * number for number in self.numbers]

    class Dask:
        status = "closed"

        def nthreads(self) -> dict[str, int]:
            return {"worker": 1}

        def submit(self, work: object, name: str, numbers: list[int], *, pure: bool) -> Sent:
            return Sent(numbers)

    def done(client: object, sent: dict[Sent, list[int]]) -> list[Sent]:
        for future in sent:
            future.killed = any(1 in other.numbers for other in sent)
        return [*sent]

    monkeypatch.setattr(executors_dask, "_done", done)
    dask: Any = Dask()
    results = dict(executors_dask._results(dask, "reading", range(6), [[0, 1, 2], [3], [4, 5]]))
    assert results == {0: 0, 1: Died(None), 2: 4, 3: 9, 4: 16, 5: 25}


POSTS = {
    "lambert.txt": """Un mardi chez Zoé Lambert

Zoé Lambert dirige la Régie Bleue à Namur. Elle y parle de marketing avec Seth Godin.
""",
    "godin.txt": """Ce que dit Seth Godin

Seth Godin est l'auteur de « Permission Marketing ». Il critique la publicité.
""",
}


def test_a_build_on_a_cluster_has_the_same_bytes(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphbuild.executors_dask.SHARD", 1)  # each worker gets one post
    posts = tmp_path / "posts"
    posts.mkdir()
    for name, text in POSTS.items():
        (posts / name).write_text(text, encoding="utf-8")
    here, there = tmp_path / "here", tmp_path / "there"
    assert main(["build", str(posts), "-o", str(here), "--jobs", "1"]) == 0
    assert main(["build", str(posts), "-o", str(there), "--executor", f"dask://{scheduler}"]) == 0
    names = [path.relative_to(here) for path in here.rglob("*.*") if path.suffix != ".sqlite3"]
    assert len(names) > 10
    written = {
        n: ((here / n).read_bytes(), (there / n).read_bytes())
        for n in names
        if n.name != "report.json"
    }
    assert [name for name, (one, other) in written.items() if one != other] == []


def test_workers_with_other_code_are_refused(
    scheduler: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("graphbuild.spreading.facts_context", lambda **said: "other")
    (tmp_path / "a.txt").write_text(POSTS["lambert.txt"], encoding="utf-8")
    options = ["-o", str(tmp_path / "out"), "--executor", f"dask://{scheduler}"]
    assert main(["build", str(tmp_path / "a.txt"), *options]) == 2
    assert "another version of graphbuild" in capsys.readouterr().err


def test_a_scheduler_that_is_not_there_is_told_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphbuild.executors_dask.CONNECT_SECONDS", 1)
    (tmp_path / "a.txt").write_text(POSTS["lambert.txt"], encoding="utf-8")
    address = f"dask://127.0.0.1:{free_port()}"
    code = main(
        ["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--executor", address]
    )
    err = capsys.readouterr().err
    assert code == 2
    assert f"{address}: no Dask scheduler answers" in err
    assert "dask scheduler" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["dask://", "dask://host", "tcp://host:1", "dask://h:1/x", "h:1"])
def test_an_address_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="write dask://HOST:PORT"):
        cluster(text)


def test_shards_have_about_one_size_and_keep_the_order() -> None:
    shards = _shards([2 * SHARD, SHARD // 2, SHARD // 2, 1, SHARD, 5])
    assert shards == [[0], [1, 2], [3, 4], [5]]
