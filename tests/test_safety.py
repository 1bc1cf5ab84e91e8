"""Whatever posts hold, a build ends well, opens no connection, and writes what harms nobody."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from noise import FUZZ, HOSTILE, WATCHED, Built

Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]

ORDERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys: escapes, bells, changes of direction."""


def test_no_connection_is_opened_and_nothing_is_unpickled(noise_build: Built) -> None:
    assert "WATCHED" not in noise_build.said


@pytest.mark.parametrize(
    "command",
    [
        [
            "query",
            "--graph",
            "OUT/graph.trig",
            "-q",
            "SELECT ?o WHERE { ?s rdfs:label|dcterms:title ?o }",
        ],
        ["query", "--graph", "OUT", "people-overview"],
        ["explain", "Zoé Lambert", "--graph", "OUT"],
        ["validate", "OUT/graph.ttl"],
        ["diff", "OUT", "OUT"],
        ["collect", "OUT/../posts"],
    ],
    ids=lambda command: command[0],
)
def test_no_command_opens_a_connection_or_gives_a_terminal_orders(
    command: list[str], noise_build: Built
) -> None:
    arguments = [part.replace("OUT", str(noise_build.output)) for part in command]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments], capture_output=True, timeout=600, check=False
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert done.returncode in (0, 1), err
    assert "WATCHED socket" not in err
    assert "WATCHED urllib" not in err
    assert not ORDERS.search(out), ORDERS.findall(out)
    assert not ORDERS.search(err)


@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig", "graph.nq", "graph.jsonld"])
def test_what_is_written_is_read_by_others(name: str, noise_build: Built) -> None:
    form = pyoxigraph.RdfFormat.from_extension(name.rpartition(".")[2])
    assert form is not None
    content = (noise_build.output / name).read_bytes()
    assert sum(1 for _ in pyoxigraph.parse(content, format=form)) > 100


def test_each_post_is_there_or_is_a_failure(noise_build: Built) -> None:
    report = json.loads((noise_build.output / "report.json").read_text(encoding="utf-8"))
    with (noise_build.output / "tables" / "posts.csv").open(encoding="utf-8", newline="") as file:
        csv.field_size_limit(10_000_000)
        sources = {row["source"].partition("/")[0] for row in csv.DictReader(file)}
    failed = {item["source"] for item in report["failures"]}
    assert all(item["reason"] for item in report["failures"])
    assert len(sources | failed) + report["copies"] >= FUZZ + 2 * len(HOSTILE)
    assert len(sources) > FUZZ // 3
    assert not any("w3id.org/graphbuild/shapes" in item["reason"] for item in report["failures"])


def test_graphml_is_well_formed(noise_build: Built) -> None:
    ElementTree.parse(noise_build.output / "graph.graphml")


def test_no_cell_of_a_table_is_run_by_a_spreadsheet(noise_build: Built) -> None:
    csv.field_size_limit(10_000_000)
    for path in (noise_build.output / "tables").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, strict=True):
                for cell in row:
                    runs = cell.lstrip()[:1] in tuple("=+-@") and "|" in cell
                    assert not runs, (path.name, cell[:80])


def test_the_page_holds_no_markup_of_a_post(noise_build: Built) -> None:
    page = (noise_build.output / "graph.html").read_text(encoding="utf-8")
    for payload in HOSTILE[:2]:
        assert payload not in page
    assert "onerror=window" not in page


def test_the_terminal_takes_no_orders_from_what_was_built(noise_build: Built) -> None:
    assert not ORDERS.search(noise_build.said)


def test_the_terminal_takes_no_orders_from_names_of_files(run: Run, write_post: Write) -> None:
    posts = write_post("\x1b[31mrouge\u202e.txt", b"")
    code, _, err = run("build", posts, "-o", posts.parent / "out")
    assert code == 2
    assert not ORDERS.search(err)
    assert "\\u001b[31mrouge" in err
