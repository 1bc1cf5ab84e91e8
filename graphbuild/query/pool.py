"""The workers of the endpoint: a few processes, each busy with one query at a time."""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import threading
import time
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.query.jobs import Job, Query, Reply, problem
from graphbuild.query.worker import work

QUERY_SECONDS = 30.0
"""Longest evaluation of a query, and longest wait for a free worker."""

LOAD_SECONDS = 300.0
"""Longest loading of the graph; 1,000,000 triples take 2 s."""

WORKERS = 2
"""Each holds the graph: one long query still leaves a worker for the short ones."""

Stamp = tuple[int, int, int] | None


class Worker:
    """One process; raises ``InputError`` where it cannot load the graph."""

    def __init__(self, graph: Path, *, seconds: float) -> None:
        """Start the process and wait until it has loaded the graph."""
        context = multiprocessing.get_context("spawn")
        self.stamp = stamp(graph)
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=work, args=(theirs, str(graph), seconds), daemon=True
        )
        self._process.start()
        theirs.close()
        complaint = self._receive(LOAD_SECONDS)
        if complaint != "":
            self.stop()
            raise InputError(str(complaint or f"{graph}: cannot be loaded in time"))

    def ask(self, job: Job, seconds: float) -> Reply | None:
        """Return the reply, or None where the process had to be given up."""
        try:
            self._pipe.send(job)
        except OSError:
            return None
        reply = self._receive(seconds)
        return reply if isinstance(reply, Reply) else None

    def _receive(self, seconds: float) -> object:
        try:
            return self._pipe.recv() if self._pipe.poll(seconds) else None
        except (EOFError, OSError):
            return None

    def is_alive(self) -> bool:
        """Tell whether the process still runs."""
        return self._process.is_alive()

    def kill(self) -> None:
        """End the process, whatever it does; who waits for its reply gets None."""
        self._process.kill()

    def stop(self) -> None:
        """End the process and forget it."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def stamp(graph: Path) -> Stamp:
    """Return what changes when a graph file is written anew; None while there is none."""
    try:
        status = graph.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


class Pool:
    """Answers jobs from several threads; a rebuilt graph is loaded at the next one."""

    def __init__(
        self, graph: Path, *, workers: int = WORKERS, seconds: float = QUERY_SECONDS
    ) -> None:
        """Start the first worker, so that a broken graph file is known at once; the others
        follow while it answers.
        """
        self.graph = graph
        self.seconds = seconds
        self._slots: queue.Queue[int] = queue.Queue()
        self._workers: list[Worker | None] = [None] * workers
        self._stopped = False
        self._workers[0] = Worker(graph, seconds=seconds)
        self._slots.put(0)
        threading.Thread(target=self._start_others, daemon=True).start()

    def _start_others(self) -> None:
        """Start the workers that nobody needs yet, one after the other."""
        for slot in range(1, len(self._workers)):
            with contextlib.suppress(InputError):
                worker = self._workers[slot] = Worker(self.graph, seconds=self.seconds)
                if self._stopped:
                    worker.stop()
            self._slots.put(slot)

    def ask(self, job: Job) -> Reply:
        """Return the reply to a job; never later than loading and two limits allow."""
        try:
            slot = self._slots.get(timeout=self.seconds)
        except queue.Empty:
            return problem(503, "all workers are busy: ask again later")
        try:
            return self._asked(slot, job)
        except InputError as error:
            return problem(503, str(error))
        finally:
            self._slots.put(slot)

    def base(self) -> str:
        """Return the start of the graph's own IRIs, or an empty text."""
        query = "SELECT ?base { ?data void:uriSpace ?base } ORDER BY ?base LIMIT 1"
        reply = self.ask(Query(query=query, accept="text/tab-separated-values"))
        lines = reply.body.decode().splitlines()
        return lines[1].strip('"') if reply.status == 200 and len(lines) > 1 else ""

    def _asked(self, slot: int, job: Job) -> Reply:
        if self._stopped:
            return problem(503, "the server is stopping")
        worker = self._current(slot)
        started = time.monotonic()
        reply = worker.ask(job, self.seconds)
        if reply is None:
            reply = self._failure(time.monotonic() - started)
            self._forget(slot)
        return reply

    def _failure(self, took: float) -> Reply:
        if self._stopped:
            return problem(503, "the server is stopping")
        if took >= self.seconds:
            return problem(503, f"the query took more than {self.seconds:g} seconds: ask for less")
        return problem(500, "the query is too large for the engine (memory or depth): ask for less")

    def _current(self, slot: int) -> Worker:
        """Return the slot's worker, started anew if it died or its graph is out of date."""
        worker = self._workers[slot]
        if worker and worker.is_alive() and stamp(self.graph) in (worker.stamp, None):
            return worker
        self._forget(slot)
        self._workers[slot] = worker = Worker(self.graph, seconds=self.seconds)
        return worker

    def _forget(self, slot: int) -> None:
        worker, self._workers[slot] = self._workers[slot], None
        if worker:
            worker.stop()

    def stop(self) -> None:
        """End every process; jobs under way get an error."""
        self._stopped = True
        for worker in list(self._workers):
            if worker:
                worker.kill()
