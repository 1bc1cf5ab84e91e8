"""The commands as a person types them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import urllib.request
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from query_samples import SMALL

from graphbuild.cli import main
from graphbuild.query import formats

GRAPH = ["--graph", str(SMALL)]
HEAVY = "spacy rdflib networkx pyvis pyoxigraph starlette uvicorn rapidfuzz".split()


@pytest.fixture(autouse=True)
def _keep_the_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)


@pytest.mark.parametrize("command", [[], ["query"], ["serve"], ["explain"], ["diff"]])
def test_help_is_instant_and_complete(command: list[str]) -> None:
    code = (
        "import sys\nfrom graphbuild.cli import main\n"
        f"try:\n    main({[*command, '--help']!r})\nexcept SystemExit: pass\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "sys.exit(f'loaded: {loaded}' if loaded else 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    if command:
        entries = [line for line in run.stdout.splitlines() if line.startswith("  -")]
        assert entries
    else:
        assert all(f"    {name} " in run.stdout for name in ("query", "serve", "explain", "diff"))


def test_a_saved_question_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "who-works-where", *GRAPH]) == 0
    assert capsys.readouterr().out.splitlines()[2].split()[:2] == ["Zoé", "Martin"]


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_each_result_format_is_written(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "quotes", "--param", "entity=LILLE", "--format", form, *GRAPH]) == 0
    out = capsys.readouterr().out
    assert "salon.txt" in out
    if form == "json":
        assert json.loads(out)["results"]["bindings"][0]["quote"]["value"] == "Lille"


FORMULAS = """
SELECT ?x ?y { VALUES (?x ?y) {
  ("=cmd|' /C calc'!A0"@fr <urn:a>) ("un mot;=cmd|' /C calc'!A0" 3) ("@marc, \\"dit\\"\\nZoé" UNDEF)
} }
"""


def test_csv_is_what_the_standard_says_but_that_no_spreadsheet_runs_it(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert main(["query", "-q", FORMULAS, "--format", "csv", *GRAPH]) == 0
    assert capfdbinary.readouterr().out.decode() == (
        "x,y\r\n'=cmd|' /C calc'!A0,urn:a\r\nun mot;'=cmd|' /C calc'!A0,3\r\n"
        '"@marc, ""dit""\nZoé",\r\n'
    )


def test_the_other_formats_say_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "-q", FORMULAS, "--format", "json", *GRAPH]) == 0
    rows = json.loads(capsys.readouterr().out)["results"]["bindings"]
    assert rows[0]["x"]["value"] == "=cmd|' /C calc'!A0"
    assert rows[1]["x"]["value"] == "un mot;=cmd|' /C calc'!A0"


ODD = r'"\u0000 \u001b[31m \uFFFE\uFFFF \ud7ff\uefbf \U0001F388"'


@pytest.mark.parametrize(
    "query",
    [f"SELECT ({ODD} AS ?x) {{}}", f"CONSTRUCT {{<urn:a> rdfs:label {ODD}}} {{}}"],
    ids=["rows", "a graph"],
)
def test_xml_holds_no_letter_that_xml_forbids(
    query: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["query", "-q", query, "--format", "xml", *GRAPH]) == 0
    text = "".join(ElementTree.fromstring(capfdbinary.readouterr().out).itertext()).strip()
    assert text == "\ufffd \ufffd[31m \ufffd\ufffd \ud7ff\uefbf \U0001f388"


def test_xml_that_is_written_in_pieces_is_looked_at_as_a_whole() -> None:
    letters = "a\uffff\uefbf\x01\ufffd".encode()
    for cut in range(len(letters)):
        written = io.BytesIO()
        output = formats._XmlLetters(written)
        output.write(letters[:cut])
        output.write(letters[cut:] + b">")
        assert written.getvalue().decode() == "a\ufffd\uefbf\ufffd\ufffd>"


def test_construct_prints_turtle_in_a_stable_order(capsys: pytest.CaptureFixture[str]) -> None:
    query = "CONSTRUCT WHERE {?e a gb:Person ; skos:altLabel ?l}"
    assert main(["query", "-q", query, *GRAPH]) == 0
    first = capsys.readouterr().out
    assert main(["query", "-q", query, *GRAPH]) == 0
    assert capsys.readouterr().out == first
    assert 'skos:altLabel "Mme Martin" , "Zoé"' in first


def test_ask_prints_true_or_false(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "-q", "ASK {?e a gb:Place}", *GRAPH]) == 0
    assert capsys.readouterr().out == "true\n"


def test_saved_questions_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list"]) == 0
    assert "Who works where" in capsys.readouterr().out


def test_the_list_is_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert main(["query", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Personnes"
    assert any("Qui travaille où  (person=*, organization=*)" in line for line in lines)
    monkeypatch.setenv("LC_ALL", "C")
    assert main(["query", "--list", "quotes"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Every quote about an entity"
    assert told[2] == "  --param entity=confiance  (entity)"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query"], "give one question"),
        (["query", "quotes", "-q", "ASK {}"], "give one question"),
        (["query", "quots"], "did you mean quotes"),
        (["query", "quotes", "--param", "entit=x"], "valid: entity"),
        (["query", "quotes", "--param", "entity=Lile"], "the nearest: Lille"),
        (["query", "-q", "SELECT ?s {"], "line 1:\n  SELECT ?s {\n"),
        (["query", "-q", "CLEAR ALL"], "updates are refused"),
        (["query", "-q", "ASK {} # \udcff"], "-q: is not UTF-8 text"),
        (["query", "quotes", "--param", "entity=\udcff"], "--param: is not UTF-8 text"),
        (["query", "merges", "--format", "ttl"], "valid: table csv"),
        (["query", "-q", "CONSTRUCT WHERE {?s ?p ?o}", "--format", "csv"], "valid: ttl"),
    ],
)
def test_wrong_use_is_explained_and_exits_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, *GRAPH]) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("command", [["query", "quotes"], ["explain", "x"], ["serve"]])
def test_a_missing_graph_names_the_remedy(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--graph", str(tmp_path / "graph.ttl")]) == 2
    assert "make graph" in capsys.readouterr().err


def test_explain_exits_1_for_the_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "lille", *GRAPH]) == 0
    assert main(["explain", "personne de ce nom", *GRAPH]) == 1
    assert "nothing is named" in capsys.readouterr().err


def test_what_is_nearest_to_the_unknown_gives_no_orders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = tmp_path / "graph.trig"
    text = SMALL.read_text(encoding="utf-8")
    graph.write_text(text.replace('"Lille"', r'"Lille\u001b[31m"'), encoding="utf-8")
    assert main(["explain", "\x1b[31m", "--graph", str(graph)]) == 1
    said = capsys.readouterr().err
    assert "nearest: Lille\\u001b[31m" in said
    assert "\x1b" not in said


def test_diff_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(SMALL), str(SMALL)]) == 0
    assert "what" in capsys.readouterr().out


def test_serve_answers_over_http_and_stops_when_asked() -> None:
    command = [sys.executable, "-m", "graphbuild", "serve", "--port", "0", *GRAPH]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = server.stderr.readline().split()[1]
        try:
            with urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7D", timeout=30) as reply:
                assert json.load(reply)["boolean"] is True
        finally:
            server.terminate()
        assert server.wait(timeout=30) == 0
