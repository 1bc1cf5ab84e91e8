"""The command ``graphbuild serve``: the endpoint on uvicorn, on loopback alone."""

from __future__ import annotations

import contextlib
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import uvicorn

from graphbuild.errors import InputError
from graphbuild.query.endpoint import make_app
from graphbuild.query.graphs import find_graph
from graphbuild.query.pool import QUERY_SECONDS, Pool

LOOPBACK = ("127.0.0.1", "localhost", "::1")

CONNECTIONS = 64
"""Connections served at a time; more get a 503."""


class _Server(uvicorn.Server):
    """Gives up the queries under way when told to stop, so that it can stop at once."""

    def __init__(self, config: uvicorn.Config, pool: Pool) -> None:
        """Keep the pool to stop."""
        super().__init__(config)
        self._pool = pool

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop the workers, then the server."""
        self._pool.stop()
        super().handle_exit(sig, frame)


def run_server(
    graph: Path,
    *,
    host: str,
    port: int,
    seconds: float = QUERY_SECONDS,
    origins: Sequence[str] = (),
) -> None:
    """Serve until interrupted; a query takes ``seconds`` at most, pages of ``origins`` may ask."""
    found = find_graph(graph).resolve()
    listener = listen(host, port)
    pool = Pool(found, seconds=seconds)
    address = f"http://{host if ':' not in host else f'[{host}]'}:{listener.getsockname()[1]}/"
    listener.listen(CONNECTIONS)  # so that what is printed can be opened at once
    print(
        f"{found}: {address} map, {address}ask questions, {address}sparql endpoint; Ctrl-C stops",
        file=sys.stderr,
        flush=True,
    )
    # uvicorn raises the signal again when it is done: as an exception, workers are ended too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    config = uvicorn.Config(
        make_app(found, pool, origins=origins),
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=1,
        lifespan="off",
    )
    try:
        with contextlib.suppress(KeyboardInterrupt):
            _Server(config, pool).run(sockets=[listener])
    finally:
        pool.stop()
        listener.close()


def listen(host: str, port: int) -> socket.socket:
    """Return a bound socket; raises ``InputError`` where the address is none of ours."""
    if host not in LOOPBACK:
        raise InputError(
            f"{host} is not this machine alone",
            place="--host",
            remedy=f"valid: {', '.join(LOOPBACK)}; the endpoint has no access control",
        )
    if not 0 <= port <= 65535:
        raise InputError(f"{port} is no port", place="--port", remedy="give 0 to 65535")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise InputError(
            f"cannot be used: {error.strerror}",
            place=f"{host}:{port}",
            remedy="name a free one with --port",
        ) from None
    return listener
