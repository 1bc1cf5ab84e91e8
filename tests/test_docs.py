"""The documentation is true and complete: every command line in it exists, and each is in it."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graphbuild.options import parser

ROOT = Path(__file__).parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")])
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = dict(re.findall(r"^([a-z]+):.*## (.+)$", MAKEFILE, re.MULTILINE))
VARIABLES = set(re.findall(r"(?m)(?:^|\$\(if \$\()([A-Z]+)(?=\s*\?=|\))", MAKEFILE))

_FENCE = re.compile(r"^(```|~~~)[^\n]*\n(.*?)^\1", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`((?:graphbuild|make) [^`\n]+)`")


def parsers() -> dict[str, argparse.ArgumentParser]:
    (commands,) = [
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    ]
    return dict(commands.choices)


def command_lines(text: str) -> Iterator[list[str]]:
    """Yield the words of each ``graphbuild`` and ``make`` command of a document."""
    blocks = "\n".join(match[2] for match in _FENCE.finditer(text)).replace("\\\n", " ")
    candidates = [*blocks.splitlines(), *_INLINE.findall(text)]
    for line in candidates:
        for part in re.split(r"&&|\||;", line.strip().removeprefix("$ ")):
            try:
                words = shlex.split(part, comments=True)
            except ValueError:
                continue
            if words[:2] == ["python", "-m"] or words[1:3] == ["-m", "graphbuild"]:
                words = words[2:]
            if words and words[0].rpartition("/")[2] in ("graphbuild", "make"):
                yield [words[0].rpartition("/")[2], *words[1:]]


def problem(words: list[str]) -> str:
    """Return what is wrong with a command line, or nothing."""
    if words[0] == "make":
        return make_problem(words[1:])
    if len(words) == 1 or words[1] in ("--help", "--version", "-h"):
        return ""
    found = parsers().get(words[1])
    if found is None:
        return "" if words[1].isupper() else f"no command {words[1]}"
    known = {option for action in found._actions for option in action.option_strings}
    options = [word.partition("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)]
    return ", ".join(f"no option {option}" for option in options if option not in known)


def make_problem(words: list[str]) -> str:
    for word in words:
        name, equals, _ = word.partition("=")
        if equals and name not in VARIABLES:
            return f"no variable {name}"
        if not equals and not name.startswith("-") and name not in TARGETS:
            return f"no target {name}"
    return ""


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_command_lines_in_the_docs_exist(path: Path) -> None:
    lines = list(command_lines(path.read_text(encoding="utf-8")))
    wrong = {" ".join(words): problem(words) for words in lines if problem(words)}
    assert wrong == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("graphbuild build posts -o output", ""),
        ("$ .venv/bin/graphbuild query --list", ""),
        ("python -m graphbuild build --colour", "no option --colour"),
        ("graphbuild biuld", "no command biuld"),
        ("make graph POSTS=folder OUT=folder", ""),
        ("make grpah", "no target grpah"),
        ("make graph POST=folder", "no variable POST"),
    ],
)
def test_wrong_command_lines_would_be_found(line: str, expected: str) -> None:
    ((words),) = list(command_lines(f"```sh\n{line}\n```\n"))
    assert problem(words) == expected


def _named_in_docs() -> str:
    paths = [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.mark.parametrize("name", parsers())
def test_every_command_and_option_is_in_the_docs(name: str) -> None:
    text = _named_in_docs()
    assert f"graphbuild {name}" in text
    options = {
        max(action.option_strings, key=len)
        for action in parsers()[name]._actions
        if action.option_strings
    }
    missing = [o for o in sorted(options) if not re.search(rf"(?<![\w-]){o}(?![\w-])", text)]
    assert missing == []


def test_readme_tells_how_to_list_the_make_targets() -> None:
    assert "make help" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_make_target_has_a_line_of_help() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == set(TARGETS)


def test_links_between_the_docs_lead_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in DOCS
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists()
    ]
    assert broken == []


class _Spark:
    """Stands in Spark's place: maps a function over a list."""

    def __init__(self, items: Iterable[object] = ()) -> None:
        self.sparkContext = self
        self._items = items

    def parallelize(self, items: Iterable[object], numSlices: int) -> _Spark:  # noqa: N803
        return _Spark(items)

    def mapPartitions(self, work: Callable[..., Iterable[object]]) -> _Spark:
        return _Spark(list(work(iter(self._items))))

    def collect(self) -> Iterable[object]:
        return self._items


def test_the_recipe_for_spark_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "posts").mkdir()
    for number, name in enumerate(("Marie Curie", "Pierre Curie")):
        text = f"Jeudi, {name} a parlé à Paris.\n"
        (tmp_path / "posts" / f"{number}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {"spark": _Spark()}
    exec(recipe, names)
    found = {(m.source, m.surface) for m in names["knowledge"].mentions}
    assert {("0.txt", "Marie Curie"), ("1.txt", "Pierre Curie"), ("1.txt", "Paris")} <= found
