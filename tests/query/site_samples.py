"""A server over the small graph, in this process or listening on a port."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from query_samples import SMALL

from graphbuild.query.endpoint import make_app
from graphbuild.query.pool import Pool


def small_output(folder: Path) -> Path:
    """Fill a folder as a build would; return the graph file."""
    (folder / "graph.html").write_text("<!doctype html><title>é</title>", encoding="utf-8")
    (folder / "graph.ttl").write_text("<urn:a> <urn:b> 'é' .", encoding="utf-8")
    (folder / "report.json").write_text("{}", encoding="utf-8")
    return Path(shutil.copy(SMALL, folder / "graph.trig"))


@contextmanager
def serving(graph: Path, *, workers: int = 1, seconds: float = 30.0) -> Iterator[str]:
    """Serve a graph file on a free port of this machine; yields the address, with no slash."""
    pool = Pool(graph, workers=workers, seconds=seconds)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(make_app(graph, pool), log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        pool.stop()
