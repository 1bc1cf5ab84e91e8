"""The README's examples of questions and of the server do what it says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_samples import serving

ROOT = Path(__file__).parents[2]
SECTION = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Ask the graph")[2]
SECTION = SECTION.partition("\n## ")[0]
PORT = "http://127.0.0.1:8000"


def examples() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", SECTION, re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [line for line in lines if line and not line.startswith("graphbuild serve")]


@pytest.fixture(scope="module")
def place(
    sample_build: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """A folder as the README sees it, and the address of a server over its graph."""
    folder = tmp_path_factory.mktemp("readme")
    for name, target in (
        ("output", sample_build),
        ("old-output", sample_build),
        ("ontology", ROOT / "ontology"),
    ):
        (folder / name).symlink_to(target, target_is_directory=True)
    with serving((folder / "output" / "graph.ttl").resolve()) as address:
        yield folder, address


def test_there_are_examples_of_every_way_to_ask() -> None:
    text = "\n".join(examples())
    for part in ("--list", "--param", "-q ", "--graph", "query -", "explain", "diff", "curl"):
        assert part in text


@pytest.mark.parametrize("line", examples())
def test_each_example_runs_and_answers(line: str, place: tuple[Path, str]) -> None:
    folder, address = place
    graphbuild = shlex.join([sys.executable, "-m", "graphbuild"])
    command = re.sub(r"\bgraphbuild (?=query|explain|diff)", lambda _: f"{graphbuild} ", line)
    run = subprocess.run(
        ["bash", "-c", command.replace(PORT, address)],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    # A table without a row has two lines.
    assert len(run.stdout.splitlines()) > 2 or run.stdout == "true\n" or "@id" in run.stdout
