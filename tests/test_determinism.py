"""The same posts give the same bytes, whatever the hash seed, time zone, locale, mask or order,
the number of processes and what the cache already knows.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from graphbuild.cache import FILE_NAME

POSTS = {
    "lambert.txt": """Un mardi chez Zoé Lambert

Par Zoé Lambert, le 12 mars 2012

Zoé Lambert dirige la Régie Bleue à Namur. Elle y parle de social business, de community
management et de marketing avec Seth Godin, qui a publié « Permission Marketing ».

Hootsuite et Forrester étaient là. Andrew McAfee travaille au MIT à Boston.

Commentaires

1. Marc wrote...

Bravo Zoé, la Régie Bleue est partenaire d'Adetem depuis longtemps.
""",
    "godin.txt": """Ce que dit Seth Godin

Seth Godin est l'auteur de « Permission Marketing ». Il critique la publicité et défend le
marketing de permission. Andrew McAfee et Zoé Lambert étaient à Namur pour la conférence.

La Régie Bleue organise le Forum des médias sociaux à Paris, avec Hootsuite.
""",
    "english.txt": """A word from Boston

Andrew McAfee works at the MIT in Boston. He wrote a book about social business, and
Forrester published a report on community management with Hootsuite.
""",
    "adetem.txt": """Adetem et le Forum

Adetem a invité Seth Godin à Lyon. Le social business y était au programme, selon Zoé Lambert.
""",
}

ONE = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
OTHER = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "POSIX"}


def start(
    output: Path,
    paths: list[Path],
    environment: dict[str, str],
    *options: str,
    umask: int = 0o022,
) -> subprocess.Popen[str]:
    command = [sys.executable, "-X", "importtime", "-m", "graphbuild", "build"]
    return subprocess.Popen(
        [*command, *map(str, paths), "-o", str(output), *options],
        env=os.environ | environment,
        cwd=output.parent,
        stderr=subprocess.PIPE,
        text=True,
        umask=umask,
    )


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("same") / "posts"
    folder.mkdir()
    for name, text in POSTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def two_builds(tmp_path_factory: pytest.TempPathFactory, posts: Path) -> tuple[Path, Path]:
    files = [posts / name for name in POSTS]
    assert files != sorted(files)
    one, other = (tmp_path_factory.mktemp(name) / "output" for name in ("one", "other"))
    # Side by side, to take half the time.
    running = [start(one, [posts], ONE), start(other, files, OTHER, "--jobs", "4", umask=0o077)]
    for build in running:
        _, err = build.communicate(timeout=200)
        assert build.returncode == 0, err
    return one, other


def content(path: Path) -> bytes:
    """Return the bytes of a file; of ``report.json`` all but ``seconds``, in its order."""
    if path.name != "report.json":
        return path.read_bytes()
    report = json.loads(path.read_text(encoding="utf-8"))
    assert report.pop("seconds")
    return json.dumps(report).encode()


def written(output: Path) -> dict[str, bytes]:
    """Return what a build wrote, without the cache."""
    return {
        path.relative_to(output).as_posix(): content(path)
        for path in output.rglob("*")
        if path.is_file() and path.name != FILE_NAME
    }


def test_every_file_has_the_same_bytes(two_builds: tuple[Path, Path]) -> None:
    one, other = map(written, two_builds)
    assert one.keys() == other.keys()
    assert len(one) == 13
    assert [name for name in one if one[name] != other[name]] == []


def test_what_the_cache_knows_changes_nothing_but_the_time(
    two_builds: tuple[Path, Path], posts: Path, tmp_path: Path
) -> None:
    """One build finds all it needs there, another all but two posts, which two processes read."""
    warm, partial = tmp_path / "warm", tmp_path / "partial"
    for output in (warm, partial):
        output.mkdir()
        shutil.copy(two_builds[0] / FILE_NAME, output)
    with sqlite3.connect(partial / FILE_NAME) as database:
        database.execute(
            "DELETE FROM facts WHERE key IN (SELECT key FROM facts ORDER BY key LIMIT 2)"
        )
    database.close()
    running = [start(warm, [posts], OTHER), start(partial, [posts], OTHER, "--jobs", "2")]
    said = [build.communicate(timeout=200)[1] for build in running]
    assert [build.returncode for build in running] == [0, 0], said
    assert [bool(re.search(r"\bspacy$", err, re.MULTILINE)) for err in said] == [False, True]
    cold = written(two_builds[0])
    for output in (warm, partial):
        assert [name for name in cold if cold[name] != written(output)[name]] == []


def test_there_was_something_to_compare(two_builds: tuple[Path, Path]) -> None:
    report = json.loads((two_builds[0] / "report.json").read_text(encoding="utf-8"))
    assert report["posts"] == 4
    assert report["comments"] == 1
    assert sum(report["entities"].values()) >= 10
    assert sum(report["relations"].values()) >= 3


def test_neither_clock_nor_place_is_in_the_graph(two_builds: tuple[Path, Path]) -> None:
    one, _ = two_builds
    for path in one.rglob("*"):
        if path.is_file():
            assert str(one.parents[1]).encode() not in path.read_bytes(), path.name
