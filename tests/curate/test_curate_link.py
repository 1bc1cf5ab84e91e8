"""Links from a reconciliation service: a real one (csv-reconcile) and one that fails."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from curate_samples import write_build

from graphbuild.cli import main
from graphbuild.corrections import read_corrections
from graphbuild.curate.reconcile import TRIES, Service
from graphbuild.errors import InputError

WIKIDATA = "http://www.wikidata.org/entity/"
THINGS = {"Q648": "Lille", "Q1": "Marc Vernier", "Q2": "Tamarin Bleu", "Q3": "Zoo"}
MANIFEST = {
    "name": "Essai",
    "identifierSpace": WIKIDATA,
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A csv-reconcile server over a few things, on a free port."""
    from csv_reconcile import create_app, initdb
    from werkzeug.serving import make_server

    folder = tmp_path_factory.mktemp("service")
    things = folder / "things.tsv"
    rows = [f"{identifier}\t{name}\n" for identifier, name in THINGS.items()]
    things.write_text("id\tname\n" + "".join(rows), encoding="utf-8")
    settings = folder / "settings.py"
    settings.write_text(f"MANIFEST = {MANIFEST!r}\nTHRESHOLD = 10.0\n", encoding="utf-8")
    app = create_app(str(settings), instance_path=str(folder / "instance"))
    with app.app_context():
        initdb.init_db_with_context(str(things), "id", "name")
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/reconcile"
    server.shutdown()
    thread.join()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    write_build(tmp_path / "out")
    return tmp_path / "out"


def link(output: Path, url: str, *options: str) -> int:
    posts = output.parent / "posts"
    posts.mkdir(exist_ok=True)
    return main(["link", str(posts), "-o", str(output), "--service", url, *options])


def corrections(output: Path) -> Path:
    return output.parent / "posts" / "corrections.toml"


def test_sure_matches_hold_and_others_are_proposed(output: Path, service: str) -> None:
    assert link(output, service) == 0
    found = {c.names[0]: c for c in read_corrections(corrections(output)).all}
    assert set(found) == {"Lille", "Marc Vernier", "Tamarin", "Vernier"}
    assert (found["Lille"].value, found["Lille"].proposed) == (f"{WIKIDATA}Q648", False)
    assert found["Tamarin"].proposed, "the service knows Tamarin Bleu only"
    assert "# Essai: score 100" in corrections(output).read_text(encoding="utf-8")


def test_links_are_in_the_next_build_and_are_not_asked_for_again(
    output: Path, service: str, capsys: pytest.CaptureFixture[str]
) -> None:
    link(output, service)
    tables = write_build(output, read_corrections(corrections(output)))
    assert f"{WIKIDATA}Q648".encode() in tables["entities.csv"]
    assert f"{WIKIDATA}Q2".encode() not in tables["entities.csv"], "only proposed"
    before = corrections(output).read_bytes()
    capsys.readouterr()
    assert link(output, service) == 0
    assert capsys.readouterr().out == ""
    assert corrections(output).read_bytes() == before


def test_a_dry_run_prints_and_writes_nothing(
    output: Path, service: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert link(output, service, "--dry-run") == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert ["Lille", "Place", f"{WIKIDATA}Q648", "Lille", "100", "sure"] in rows
    assert not corrections(output).exists()


class Failing:
    """A service that answers what it is told to, in turn, and counts its requests."""

    def __init__(self, *answers: tuple[int, object]) -> None:
        self.asked: list[str] = []
        left = list(answers)
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                asked.append(self.rfile.read(length).decode())
                status, body = left.pop(0) if len(left) > 1 else left[0]
                content = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Retry-After", "7")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self) -> Failing:
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def test_a_busy_service_is_asked_again_after_the_time_it_asks_for() -> None:
    waits: list[float] = []
    with Failing((503, {}), (429, {}), (200, MANIFEST)) as failing:
        assert Service(failing.url, wait=waits.append).name == "Essai"
    assert waits == [7.0, 7.0]


def test_a_service_that_stays_down_is_told_once() -> None:
    waits: list[float] = []
    with Failing((502, {})) as failing:
        with pytest.raises(InputError, match="answers 502"):
            Service(failing.url, wait=waits.append)
        assert len(failing.asked) == TRIES
    with pytest.raises(InputError, match="does not answer"):
        Service(failing.url, wait=waits.append)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((404, {}), "answers 404"),
        ((200, b"<html>"), "does not answer in JSON"),
        ((200, []), "does not answer in JSON"),
        ((200, {"name": "x"}), "it has no manifest"),
    ],
)
def test_what_is_no_service_is_told(answer: tuple[int, object], says: str) -> None:
    with Failing(answer) as failing:
        with pytest.raises(InputError, match=says):
            Service(failing.url)
        assert len(failing.asked) == 1


def test_names_go_out_in_batches_with_their_types_and_come_back_in_order() -> None:
    answer = {
        "q1": {"result": [{"id": "b", "name": "B", "score": 5, "type": [{"id": "T", "name": "t"}]},
                          {"id": "a c", "name": "A", "score": 9, "match": True}]},
        "q0": {"result": [{"no": "id"}, "odd"]},
    }  # fmt: skip
    with Failing((200, MANIFEST), (200, answer)) as failing:
        empty, found = Service(failing.url).candidates([("Rien", ""), ("Zoé & cie", "Q5")])
    assert "%22type%22%3A+%22Q5%22" in failing.asked[1]
    assert empty == []
    assert [(c.iri, c.match) for c in found] == [
        (f"{WIKIDATA}a%20c", True),
        (f"{WIKIDATA}b", False),
    ]
    assert found[1].types == ("t",)


def test_answers_are_kept_and_asked_for_once(output: Path) -> None:
    answer = {"q0": {"result": [{"id": "Q1", "name": "Vernier", "score": 1}]}}
    with Failing((200, MANIFEST), (200, answer)) as failing:
        link(output, failing.url, "--dry-run")
        once = len(failing.asked)
        link(output, failing.url, "--dry-run")
        assert len(failing.asked) == once + 1, "the manifest only"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--service", "ftp://example.org"), "with http:// or https://"),
        (("--service", "http://127.0.0.1:9", "--type", "Firm=Q1"), "one of Person"),
    ],
)
def test_slips_are_told(
    output: Path, options: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["link", "-o", str(output), *options]) == 2
    assert says in capsys.readouterr().err
