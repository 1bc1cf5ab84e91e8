"""Pushing a graph's layers into stores: real ones, and one that misbehaves on purpose."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph
import pytest
from graph_samples import BASE, small_knowledge, written
from store_servers import OXIGRAPH, VIRTUOSO, counts, free_port, oxigraph, virtuoso

from graphbuild.errors import InputError, StoreError
from graphbuild.query import push as module
from graphbuild.query.push import Store, push

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A folder with the small graph, as a build writes it."""
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("graph.nq", "graph.ttl"):
        (folder / name).write_bytes(written(small_knowledge(), name))
    return folder


def layers(export: Path) -> dict[str, int]:
    quads = pyoxigraph.parse(path=str(export / "graph.nq"))
    return dict(Counter(quad.graph_name.value for quad in quads))  # type: ignore[union-attr]


class Store4Tests(ThreadingHTTPServer):
    """Keep what is sent, and answer what the test wants."""

    def __init__(self, answers: list[int]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.seen: list[tuple[str, str, bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/store"


class _Handler(BaseHTTPRequestHandler):
    server: Store4Tests

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        graph = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        code = self.server.answers.pop(0) if self.server.answers else 204
        if code < 400:
            self.server.seen.append((self.command, "".join(graph.get("graph", [""])), body))
        self.send_response(code)
        self.end_headers()
        if code >= 400:
            self.wfile.write(b"<html><h1>Not today</h1>\n")

    do_POST = do_PUT  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store4Tests]:
    monkeypatch.setattr(module, "PAUSE", 0.001)
    server = Store4Tests([])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_each_layer_is_replaced_then_filled_in_bounded_requests(
    store: Store4Tests, export: Path
) -> None:
    pushed = push(Store(url=store.url), export, chunk=20)
    assert {p.graph: p.triples for p in pushed} == layers(export)
    sent: Counter[str] = Counter()
    for method, graph, body in store.seen:
        assert method == ("POST" if sent[graph] else "PUT")
        lines = body.decode().splitlines()
        assert 0 < len(lines) <= 20
        sent[graph] += len(lines)
    assert sent == layers(export)


def test_a_dry_run_sends_nothing(store: Store4Tests, export: Path, run: Run) -> None:
    code, out, err = run("load", store.url, "--graph", export, "--dry-run")
    assert (code, store.seen) == (0, [])
    assert dict(line.split("\t")[:2] for line in out.splitlines()) == {
        graph: str(n) for graph, n in layers(export).items()
    }
    assert "would be sent" in err


def test_trouble_that_passes_is_waited_out(store: Store4Tests, export: Path) -> None:
    store.answers += [503, 429, 204, 500]
    told: list[str] = []
    pushed = push(Store(url=store.url), export, talk=told.append)
    assert sum(p.triples for p in pushed) == sum(layers(export).values())
    assert len(told) == 3
    assert "503" in told[0]
    assert "Not today; trying again in" in told[0]


@pytest.mark.parametrize(
    ("code", "remedy"),
    [(401, "--user"), (403, "--user"), (404, "Graph Store"), (413, "--chunk"), (400, "address?")],
)
def test_a_refusal_is_said_at_once_with_the_remedy(
    store: Store4Tests, export: Path, code: int, remedy: str
) -> None:
    store.answers += [204, code]
    with pytest.raises(StoreError, match=f"answers {code}") as caught:
        push(Store(url=store.url), export, chunk=20)
    assert remedy in caught.value.remedy
    assert caught.value.place == store.url
    assert len(store.seen) == 1


def test_a_half_filled_graph_is_told(store: Store4Tests, export: Path) -> None:
    (graph,) = [g for g, n in layers(export).items() if n > 60 and "metadata" in g]
    store.answers += [204] * 100
    store.answers[2:3] = [400]
    path = export / "one.nq"
    path.write_bytes(
        b"".join(
            line
            for line in (export / "graph.nq").read_bytes().splitlines(keepends=True)
            if f"<{graph}>".encode() in line
        )
    )
    with pytest.raises(StoreError, match=f"{graph} holds 40 triples only"):
        push(Store(url=store.url), path, chunk=20)


def test_a_store_that_is_not_there_is_told_after_four_tries(
    export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.001)
    told: list[str] = []
    with pytest.raises(StoreError, match="cannot be reached"):
        push(Store(url=f"http://127.0.0.1:{free_port()}/store"), export, talk=told.append)
    assert len(told) == 3


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "localhost:7878",
        "ftp://x/",
        "http://",
        "http://[x/store",
        "http://x:port/store",
        "http://me:pw@x/store",
    ],
)
def test_what_is_no_address_is_refused_before_the_work(url: str, export: Path) -> None:
    with pytest.raises(StoreError) as caught:
        push(Store(url=url), export)
    assert "pw" not in str(caught.value)


def test_bad_files_are_told_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such graph file"):
        push(Store(url="http://127.0.0.1:1/"), tmp_path, dry_run=True)
    path = tmp_path / "x.nq"
    path.write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        push(Store(url="http://127.0.0.1:1/"), path, dry_run=True)
    path.write_text("_:a <http://x/p> <http://x/o> .\n", encoding="utf-8")
    with pytest.raises(InputError, match="blank nodes"):
        push(Store(url="http://127.0.0.1:1/"), path, dry_run=True)


def test_a_file_without_layers_goes_into_the_default_graph(
    store: Store4Tests, export: Path
) -> None:
    (sent,) = push(Store(url=store.url), export / "graph.ttl")
    assert (sent.graph, sent.requests) == ("", 1)
    assert [(method, graph) for method, graph, _ in store.seen] == [("PUT", "")]


@pytest.mark.skipif(not OXIGRAPH.exists(), reason="needs Oxigraph's server")
def test_oxigraph_takes_the_layers_and_a_second_time_too(tmp_path: Path, export: Path) -> None:
    with oxigraph(tmp_path) as server:
        for _ in range(2):
            push(Store(url=f"{server}/store"), export, chunk=50)
            assert counts(f"{server}/query") == layers(export)


@pytest.mark.skipif(VIRTUOSO is None, reason="needs Debian's virtuoso-opensource-7-bin")
def test_virtuoso_takes_the_layers_from_who_may_write(
    tmp_path: Path, export: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with virtuoso(tmp_path) as server:
        code, _, err = run("load", f"{server}/sparql-graph-crud", "--graph", export)
        assert code == 2
        assert "GRAPHBUILD_PASSWORD" in err
        monkeypatch.setenv("GRAPHBUILD_PASSWORD", "dba")
        address = f"{server}/sparql-graph-crud-auth"
        for _ in range(2):
            code, _, err = run("load", address, "--user", "dba", "--graph", export, "--chunk", "50")
            assert code == 0, err
            held = counts(f"{server}/sparql")
            assert {g: n for g, n in held.items() if g.startswith(BASE)} == layers(export)
