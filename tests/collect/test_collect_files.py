"""Files and folders: what is read, what is skipped, what is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.collect import collect, source_slug
from graphbuild.config import Settings
from graphbuild.errors import InputError
from graphbuild.model import Failure, Skipped, Source

PROSE = "Un billet à l'ancienne\n\nIl était une fois un café où l'on parlait de l'été.\n"


def one(path: Path) -> Source | Failure:
    (got,) = collect([path])
    assert not isinstance(got, Skipped)
    return got if isinstance(got, Failure) else got[0]


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_folder_is_walked_in_the_order_of_relative_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/B.text", "sans-extension"):
        write(tmp_path, name, PROSE.encode())
    got = [item[0].path for item in collect([tmp_path]) if isinstance(item, tuple)]
    assert got == ["a/B.text", "a/z.txt", "b.txt", "sans-extension"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (".cache.txt", "hidden"),
        (".git/a.txt", "hidden"),
        ("x.ann.txt", "assets"),
        ("x.facts.json", "assets"),
        ("x.png", "assets"),
        ("notes.xyz", "no posts"),
    ],
)
def test_what_is_no_post_is_skipped_with_its_reason(tmp_path: Path, name: str, reason: str) -> None:
    write(tmp_path, name, PROSE.encode())
    (got,) = collect([tmp_path])
    assert isinstance(got, Skipped)
    assert (got.source.split("/")[0], got.reason) == (name.split("/")[0], reason)


def test_a_missing_folder_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        collect([tmp_path / "nulle-part"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"  \r\n\t\n", "empty"),
        (b"\x89PNG\r\n\x00\x00\x00", "binary"),
        (b"a\x00b", "binary"),
        (b"\x01\x02\x03\x04\x05\x06\x07" * 20, "binary"),
        (b"\xff\xfea", "utf-16"),
        (b"Tweet\nPartager\n", "no post"),
    ],
)
def test_a_file_that_says_nothing_is_a_failure_with_a_remedy(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    got = one(write(tmp_path, "x.txt", data))
    assert isinstance(got, Failure)
    assert reason in got.reason
    assert got.remedy


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = write(tmp_path, "x.txt", PROSE.encode() * 20_000)
    (got,) = collect([path], Settings(max_megabytes=1))
    assert isinstance(got, Failure)
    assert "too long" in got.reason


@pytest.mark.parametrize(
    ("encoding", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings_of_old_pages_are_told_apart(
    tmp_path: Path, encoding: str, recorded: str
) -> None:
    got = one(write(tmp_path, "x.txt", PROSE.encode(encoding)))
    assert isinstance(got, Source)
    assert (got.text, got.encoding) == (PROSE, recorded)


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    text = PROSE.replace("\n", "\r\n")
    got = one(write(tmp_path, "x.txt", text.encode()))
    assert isinstance(got, Source)
    assert got.text == text


def test_slugs_are_ascii_and_keep_the_folders() -> None:
    assert source_slug("a/b c.txt") == "a-b-c"
    assert source_slug("Été 2010/Œuvre n°3.text") == "ete-2010-oeuvre-n3"
    assert source_slug("—.txt") == "source"
