"""Spread work over a Dask cluster (https://distributed.dask.org): the only module that knows it.

Files go out in shards, results come back with the index of their file, as ``executors``
gives them. Each worker makes what reads posts once, in a plugin of Dask's, which those that
join later are given too. Dask sends values as pickles: the cluster has to be one's own.
"""

from __future__ import annotations

import pickle
import time
import uuid
from asyncio import CancelledError
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar, cast

from graphbuild.errors import GraphbuildError, SettingsError
from graphbuild.executors import SECONDS, Died, Start, sendable

try:
    from distributed import Client, Future, KilledWorker, WorkerPlugin, get_worker, wait
except ImportError:
    raise GraphbuildError(
        "Dask is not installed", remedy="install it with `pip install graphbuild[dask]`"
    ) from None

Item = TypeVar("Item")
Result = TypeVar("Result")

SCHEME = "dask://"

SHARD = 60_000
"""Characters sent at once: some seconds of work, beside which what Dask asks for a task is
nothing, and which is all that a worker takes with it when it dies."""

AHEAD = 2
"""Shards sent for each worker: one is read, one waits."""

CONNECT_SECONDS = 10

ALONE_SECONDS = 60
"""How long a cluster without workers is waited for: they may be about to start."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Dask cluster by the address of its scheduler, as ``HOST:PORT``."""

    address: str

    def check(self) -> None:
        """Raise ``GraphbuildError`` unless a scheduler answers."""
        with self._client():
            pass

    def spread(
        self, start: Start[Item, Result], items: Sequence[Item], sizes: Sequence[int]
    ) -> Generator[tuple[int, Result | Died], None, None]:
        """Yield the index and result of each item as they come; close it to stop the work.

        ``sizes`` are the items' characters. What an item raises is raised here; one that
        takes its worker down each time gives a ``Died``, the others go on. Raises
        ``GraphbuildError`` when the scheduler is lost, or has no workers for a minute.
        """
        if items:
            with self._client() as client, _reading(client, start) as name:
                yield from _results(client, name, items, _shards(sizes))

    @contextmanager
    def _client(self) -> Iterator[Client]:
        try:
            client = Client(f"tcp://{self.address}", timeout=CONNECT_SECONDS)
        except (OSError, TimeoutError):
            raise GraphbuildError(
                "no Dask scheduler answers",
                place=SCHEME + self.address,
                remedy="start one with `dask scheduler`, and `dask worker` with its address",
            ) from None
        try:
            yield client
        except CancelledError:
            raise GraphbuildError(
                "the Dask scheduler is gone",
                place=SCHEME + self.address,
                remedy="start it again and build again: what was read is in the cache",
            ) from None
        finally:
            client.close()


def cluster(text: str) -> Cluster:
    """Return the cluster of an address ``dask://HOST:PORT``; raise ``SettingsError``."""
    address = text.removeprefix(SCHEME)
    host, _, port = address.rpartition(":")
    if address == text or not host or not port.isdecimal() or "/" in address:
        raise SettingsError(f"{text!r} is no address of a cluster", remedy="write dask://HOST:PORT")
    return Cluster(address)


def _shards(sizes: Sequence[int]) -> list[list[int]]:
    """Return the indices in groups of about ``SHARD`` characters, in their order."""
    shards: list[list[int]] = []
    room = 0
    for index, size in enumerate(sizes):
        if room <= 0:
            shards.append([])
            room = SHARD
        shards[-1].append(index)
        room -= size
    return shards


class Reading(WorkerPlugin):
    """What a worker holds: the function that is applied to each item, once one comes."""

    def __init__(self, name: str, start: bytes) -> None:
        """Take a name that no other build has, and a ``Start`` made ``sendable``."""
        self.name = name
        self._start = start

    def setup(self, worker: object) -> None:
        """Be given to a worker: nothing is loaded yet, so that joining is quick."""
        self._lock = Lock()
        self._work: Callable[[Any], Any] | None = None

    def read(self, items: Sequence[Any]) -> list[Any]:
        """Return the result of each item; one thread at a time, spaCy is made for no more."""
        with self._lock:
            if self._work is None:
                self._work = pickle.loads(self._start)()  # noqa: S301 (as all that Dask sends)
            return [self._work(item) for item in items]


def _read(name: str, items: Sequence[Any]) -> list[Any]:
    """Run on a worker: the function from a shard to its results."""
    return cast(Reading, get_worker().plugins[name]).read(items)


@contextmanager
def _reading(client: Client, start: Callable[[], object]) -> Iterator[str]:
    """Give the workers what reads, and take it away at the end; its name is what is given."""
    name = f"graphbuild-{uuid.uuid4()}"
    client.register_plugin(Reading(name, sendable(start)), name=name)
    try:
        yield name
    finally:
        if client.status == "running":
            client.unregister_worker_plugin(name)


def _results(
    client: Client, name: str, items: Sequence[Any], shards: Sequence[list[int]]
) -> Iterator[tuple[int, Any]]:
    waiting = [*reversed(shards)]
    doubted: list[list[int]] = []  # it was on workers that died, maybe beside what killed them
    sent: dict[Future[Any], list[int]] = {}
    try:
        while waiting or sent or doubted:
            alone = not (waiting or sent)
            if alone:
                waiting.append(doubted.pop())
            workers = len(client.nthreads())
            while waiting and len(sent) < AHEAD * max(1, workers):
                shard = waiting.pop()
                sent[client.submit(_read, name, [items[i] for i in shard], pure=False)] = shard
            for future in _done(client, sent):
                shard = sent.pop(future)
                try:
                    yield from zip(shard, future.result(), strict=True)
                except KilledWorker:  # Dask tried several
                    if alone and len(shard) == 1:
                        yield shard[0], Died(None)
                    elif len(shard) == 1:
                        doubted.append(shard)
                    else:
                        waiting += [[index] for index in reversed(shard)]
    finally:
        if sent and client.status == "running":
            client.cancel([*sent], force=True)


def _done(client: Client, sent: Iterable[Future[Any]]) -> list[Future[Any]]:
    """Wait for shards that are done; raise ``GraphbuildError`` when nobody is left to do any."""
    alone_since = None
    while True:
        try:
            return [*wait([*sent], timeout=SECONDS, return_when="FIRST_COMPLETED").done]
        except TimeoutError:
            if client.nthreads():
                alone_since = None
                continue
            alone_since = alone_since or time.monotonic()
            if time.monotonic() - alone_since > ALONE_SECONDS:
                raise GraphbuildError(
                    "the Dask cluster has no workers",
                    remedy="start some with `dask worker` and build again: what was read is kept",
                ) from None
