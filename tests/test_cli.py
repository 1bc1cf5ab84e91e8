"""The command line: instant help, complete help, exit codes, stdout for data only."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild import __version__, cli, pipeline
from graphbuild.errors import InputError
from graphbuild.options import parser

Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]

HEAVY = {"spacy", "rdflib", "networkx", "pyvis", "pyoxigraph", "shifty", "tqdm", "scipy", "numpy"}
COMMANDS = """build collect validate query serve load explain diff review link evaluate""".split()


def parsers() -> dict[str, argparse.ArgumentParser]:
    (commands,) = [
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    ]
    return dict(commands.choices)


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=60,
    )


@pytest.mark.parametrize("command", [[], ["build"], ["query"], ["evaluate"]], ids=" ".join)
def test_help_imports_nothing_heavy(command: list[str]) -> None:
    done = python("-X", "importtime", "-m", "graphbuild", *command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("usage: graphbuild")
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert "graphbuild" in imported
    assert imported.isdisjoint(HEAVY)


def test_version_is_the_one_of_the_package() -> None:
    done = python("-m", "graphbuild", "--version")
    assert (done.returncode, done.stdout) == (0, f"graphbuild {__version__}\n")


def test_commands_are_those_of_the_design() -> None:
    assert list(parsers()) == COMMANDS


def test_every_command_and_option_has_help() -> None:
    (listing,) = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    assert {choice.dest for choice in listing._choices_actions if choice.help} == set(COMMANDS)
    for name, command in parsers().items():
        for action in command._actions:
            assert action.help, f"{name}: {action.option_strings or action.dest}"
        assert "usage" in command.format_help()


@pytest.mark.parametrize(
    "arguments",
    [[], ["biuld"], ["build", "--nope"], ["query", "--format", "pdf"], ["evaluate"], ["diff", "a"],
     ["serve", "--port", "many"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_is_exit_code_2_with_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    out, err = capsys.readouterr()
    assert stop.value.code == 2
    assert out == ""
    assert err.startswith("usage: graphbuild")


@pytest.mark.usefixtures("without_model")
def test_build_says_nothing_on_stdout_and_sums_up_on_stderr(run: Run, write_post: Write) -> None:
    posts = write_post()
    code, out, err = run("build", posts, "--output", posts.parent / "out")
    assert (code, out) == (0, "")
    words = [line.split(None, 1) for line in err.splitlines()]
    summary = {line[0]: line[1] for line in words if len(line) == 2}
    assert summary["posts"] == "1 and 0 comments"
    assert summary["entities"] == "3: 1 Organization, 1 Person, 1 Place"
    assert summary["failures"] == "0"
    assert float(summary["seconds"]) >= 0
    assert summary["open"] == (posts.parent / "out" / "graph.html").resolve().as_uri()
    assert Path(summary["open"].removeprefix("file://")).is_file()


@pytest.mark.usefixtures("without_model")
def test_violations_of_the_shapes_are_exit_code_1(
    run: Run, write_post: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graphbuild.validate import Violation

    found = (Violation(focus="https://e.org/x", path="p", message="has no label"),)
    monkeypatch.setattr(pipeline, "validate_lines", lambda *_: found)
    posts = write_post()
    code, _, err = run("build", posts, "-o", posts.parent / "out")
    assert code == 1
    assert "https://e.org/x: has no label" in err


@pytest.mark.usefixtures("without_model")
def test_only_the_first_ten_failures_are_shown(run: Run, write_post: Write) -> None:
    for number in range(12):
        write_post(f"vide-{number:02}.txt", b"")
    posts = write_post()
    code, _, err = run("build", posts, "-o", posts.parent / "out")
    assert code == 1
    assert err.count("empty file") == 10
    assert "failures  12" in err
    assert "report.json" in err


@pytest.mark.usefixtures("without_model")
def test_options_win_over_the_settings_file_of_the_working_folder(
    run: Run, write_post: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = write_post()
    monkeypatch.chdir(posts.parent)
    Path("graphbuild.toml").write_text('base_iri = "https://file.example/"\n', encoding="utf-8")
    code, _, err = run("build")
    assert code == 0, err
    assert "https://file.example/post/namur/1" in Path("output/graph.nq").read_text("utf-8")
    code, _, err = run("build", "--base-iri", "https://option.example/")
    assert code == 0, err
    assert "https://option.example/post/namur/1" in Path("output/graph.nq").read_text("utf-8")
    assert "file.example" not in Path("output/graph.nq").read_text("utf-8")


@pytest.mark.parametrize(("arguments", "expected"), [([], True), (["--no-names"], False)])
def test_no_names_reaches_the_settings(
    arguments: list[str], expected: bool, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def stop(_: object, __: object, settings: object, **___: object) -> None:
        seen.append(settings.names)  # type: ignore[attr-defined]
        raise InputError("enough")

    monkeypatch.setattr(pipeline, "build", stop)
    assert run("build", *arguments)[0] == 2
    assert seen == [expected]


def test_interrupt_is_told_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", interrupt)
    code, out, err = run("build")
    assert (code, out) == (130, "")
    assert err == "graphbuild: interrupted; the previous output is unchanged\n"


def test_trouble_with_the_system_is_told_in_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "/tmp/x")

    monkeypatch.setattr(pipeline, "build", full)
    assert run("build") == (2, "", "graphbuild: /tmp/x: No space left on device\n")


SMALL = """
<https://e.org/x> a <https://w3id.org/graphbuild#Person> .
"""


def test_validate_prints_violations_as_data(run: Run, tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text(SMALL, encoding="utf-8")
    code, out, err = run("validate", tmp_path / "g.ttl")
    assert code == 1
    assert all(line.startswith("https://e.org/x\t") for line in out.splitlines())
    assert f"{len(out.splitlines())} violations" in err


def test_validate_looks_into_the_layers_of_a_trig_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text(SMALL, encoding="utf-8")
    (tmp_path / "g.trig").write_text(f"<https://e.org/layer> {{ {SMALL} }}", encoding="utf-8")
    assert run("validate", tmp_path / "g.trig")[:2] == run("validate", tmp_path / "g.ttl")[:2]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    text = "Un mardi à Namur\n\nZoé Lambert dirige la Régie Bleue à Namur depuis dix ans.\n"
    marked = text.replace("Zoé Lambert", "[[Zoé Lambert|Person:zoe-lambert]]")
    facts = '{"posts": [{"starts_with": "Un mardi à Namur"}]}'
    for name, content in (("a.txt", text), ("a.ann.txt", marked), ("a.facts.json", facts)):
        (tmp_path / name).write_bytes(content.encode())
    return tmp_path


@pytest.mark.usefixtures("without_model")
def test_evaluate_prints_figures_lists_errors_and_writes_predictions(run: Run, gold: Path) -> None:
    wanted = gold / "predictions.jsonl"
    code, out, err = run("evaluate", gold, "--errors", "--predictions", wanted)
    assert code == 0, err
    assert "Régie Bleue" in out, "a spurious mention is listed"
    assert "Zoé Lambert" in wanted.read_text("utf-8") or "zoe-lambert" in wanted.read_text("utf-8")
    code, out, _ = run("evaluate", gold, "--json")
    assert code == 0
    assert out.startswith("{")
    assert run("evaluate", gold, "--calibration")[0] == 0


@pytest.mark.usefixtures("without_model")
@pytest.mark.parametrize(("floor", "code"), [(0.1, 0), (0.99, 1)])
def test_evaluate_below_a_floor_is_exit_code_1(
    floor: float, code: int, run: Run, gold: Path
) -> None:
    content = f'{{"with_names": {{"mentions.strict.f1": {floor}}}}}'
    (gold / "floors.json").write_text(content, encoding="utf-8")
    got, _, err = run("evaluate", gold, "--floors", gold / "floors.json")
    assert got == code
    assert ("below the floor: mentions.strict.f1" in err) == bool(code)


@pytest.mark.usefixtures("without_model")
def test_evaluate_cannot_write_its_predictions(run: Run, gold: Path) -> None:
    code, _, err = run("evaluate", gold, "--predictions", gold / "no" / "such" / "file")
    assert code == 2
    assert f"{gold / 'no' / 'such' / 'file'}: cannot be written" in err


def test_stdout_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text(SMALL.replace("/x>", "/é>"), encoding="utf-8")
    done = python("-m", "graphbuild", "validate", str(tmp_path / "g.ttl"), PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "https://e.org/é\t" in done.stdout


@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&- >&- 2>&-"])
def test_a_stream_that_was_closed_stops_nothing(closed: str, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(SMALL, encoding="utf-8")
    command = f"{sys.executable} -m graphbuild validate {tmp_path} {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_an_interrupt_of_another_command_speaks_of_no_output(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graphbuild.validate.validate_file", interrupt)
    assert run("validate") == (130, "", "graphbuild: interrupted\n")


def test_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    many = "".join(SMALL.replace("/x>", f"/{n}>") for n in range(300))
    (tmp_path / "g.ttl").write_text(many, encoding="utf-8")
    command = f"{sys.executable} -m graphbuild validate {tmp_path / 'g.ttl'} | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "BrokenPipeError" not in done.stderr
