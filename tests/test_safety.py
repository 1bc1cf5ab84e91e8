"""Whatever posts hold, a build ends well, opens no connection, and writes what harms nobody.

GRAPHBUILD_FUZZ sets the number of posts made of noise (more than CI has time for).
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

SAMPLES = Path(__file__).parents[1] / "posts"
FUZZ = int(os.environ.get("GRAPHBUILD_FUZZ", "24"))

Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]

WATCHED = """
import sys
# Not socket.bind: urllib3, which spaCy imports, tries whether there is IPv6 on loopback.
WATCHED = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "urllib.Request", "pickle.find_class")

def hook(event, arguments):
    if event in WATCHED:
        print("WATCHED", event, arguments, file=sys.stderr, flush=True)

sys.addaudithook(hook)
from graphbuild.cli import main
sys.exit(main(sys.argv[1:]))
"""

HOSTILE = (
    "<script>alert(1)</script>",
    "</script></textarea><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\x1b[31mrouge\x1b[0m \x1b]0;titre\x07",
    "\u202egnirts desrever\u202c",
    "]]> <![CDATA[ --> <!-- %s %n ${x} {{x}}",
    '" onmouseover="alert(1)',
    "\\u0000 \x00 \ufffe \uffff \ud7ff",
    "a" * 1_000_000,
    "Zoé " * 5_000,
    "«" * 3_000 + "»" * 3_000,
    "(" * 3_000 + "-" * 3_000 + "." * 3_000,
)


def noise(chance: random.Random, number: int) -> bytes:
    """Return random bytes, random letters, or a sample post with some of it changed."""
    if number % 3 == 0:
        return chance.randbytes(chance.randrange(1, 3_000))
    if number % 3 == 1:
        points = (chance.randrange(1, 0x11_0000) for _ in range(chance.randrange(1, 2_000)))
        return "".join(map(chr, points)).encode("utf-8", "surrogatepass")
    text = bytearray(chance.choice(sorted(SAMPLES.glob("*.txt"))).read_bytes())
    for _ in range(chance.randrange(1, 40)):
        at = chance.randrange(len(text))
        text[at : at + chance.randrange(1, 40)] = chance.choice(HOSTILE[:9]).encode()
    return bytes(text)


@pytest.fixture(scope="module")
def hostile_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Build noise and payloads with the models; the folder written, and what was said."""
    folder = tmp_path_factory.mktemp("hostile")
    posts = folder / "posts"
    posts.mkdir()
    chance = random.Random(5)
    for number in range(FUZZ):
        (posts / f"bruit-{number:05}.txt").write_bytes(noise(chance, number))
    for number, payload in enumerate(HOSTILE):
        text = f"{payload}\n\nPar {payload[:80]}\n\nZoé Lambert travaille chez {payload} à Namur.\n"
        (posts / f"charge-{number:02}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", WATCHED, "build", str(posts), "-o", str(folder / "out"), "--jobs", "1"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=3_600, check=False)
    assert done.returncode in (0, 1), done.stderr[-2_000:]
    return folder / "out", done.stderr


def test_no_connection_is_opened_and_nothing_is_unpickled(hostile_build: tuple[Path, str]) -> None:
    assert "WATCHED" not in hostile_build[1]


def test_what_is_written_is_read_by_others(hostile_build: tuple[Path, str]) -> None:
    output, _ = hostile_build
    for name in ("graph.ttl", "graph.trig", "graph.nq"):
        form = pyoxigraph.RdfFormat.from_extension(name.rpartition(".")[2])
        assert form is not None
        assert sum(1 for _ in pyoxigraph.parse((output / name).read_bytes(), format=form)) > 100
    ElementTree.parse(output / "graph.graphml")
    report = (output / "report.json").read_text(encoding="utf-8")
    assert "w3id.org/graphbuild/shapes" not in report


def test_no_cell_of_a_table_is_run_by_a_spreadsheet(hostile_build: tuple[Path, str]) -> None:
    csv.field_size_limit(10_000_000)
    for path in (hostile_build[0] / "tables").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, strict=True):
                for cell in row:
                    runs = cell.lstrip()[:1] in tuple("=+-@") and "|" in cell
                    assert not runs, (path.name, cell[:80])


def test_the_page_holds_no_markup_of_a_post(hostile_build: tuple[Path, str]) -> None:
    page = (hostile_build[0] / "graph.html").read_text(encoding="utf-8")
    for payload in HOSTILE[:2]:
        assert payload not in page
    assert "onerror=alert(1)>" not in page


def test_the_terminal_takes_no_orders_from_names_of_files(run: Run, write_post: Write) -> None:
    posts = write_post("\x1b[31mrouge\u202e.txt", b"")
    code, _, err = run("build", posts, "-o", posts.parent / "out")
    assert code == 2
    assert "\x1b" not in err
    assert "\u202e" not in err
    assert "\\u001b[31mrouge" in err
