"""Reviewing doubtful names: by a script, in a terminal, and what it leaves in the file."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from curate_samples import write_build

from graphbuild.cli import main
from graphbuild.corrections import read_corrections
from graphbuild.curate.cases import open_cases
from graphbuild.curate.ledger import Ledger
from graphbuild.curate.review import around, cells, plain_text, run_review, shown
from graphbuild.errors import SettingsError


@pytest.fixture
def output(tmp_path: Path) -> Path:
    write_build(tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    return tmp_path / "posts" / "corrections.toml"


def answers(keys: Iterable[str]) -> object:
    """Answer with one key after the other, then with the end of the input."""
    left = iter(keys)

    def ask(prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    return ask


def review(output: Path, corrections: Path, keys: str) -> int:
    return run_review(output, corrections, ask=answers(keys))  # type: ignore[arg-type]


def kinds(corrections: Path) -> list[tuple[str, tuple[str, ...]]]:
    return [(c.kind, c.names) for c in read_corrections(corrections).all]


def test_each_answer_becomes_a_correction(output: Path, corrections: Path) -> None:
    assert review(output, corrections, "yn") == 2
    assert kinds(corrections) == [
        ("merge", ("Anna Delvaux", "Delvaux")),
        ("different", ("Marc Vernier", "Vernier")),
    ]


def test_what_is_decided_is_not_asked_again(output: Path, corrections: Path) -> None:
    review(output, corrections, "y")
    assert [c.names for c in open_cases(output, read_corrections(corrections))] == [
        ["Marc Vernier", "Vernier"]
    ]
    review(output, corrections, "n")
    assert review(output, corrections, "y") == 0, "nothing is left"


def test_skipping_and_quitting_write_nothing(output: Path, corrections: Path) -> None:
    assert review(output, corrections, "sq") == 0
    assert review(output, corrections, "") == 0
    assert not corrections.exists()


@pytest.mark.parametrize("before", [None, b"", b"# mine, all of it\r\n\r\n", b"# no end of line"])
def test_undo_restores_the_bytes(output: Path, corrections: Path, before: bytes | None) -> None:
    if before is not None:
        corrections.parent.mkdir()
        corrections.write_bytes(before)
    assert review(output, corrections, "yuuq") == 0
    assert (corrections.read_bytes() if corrections.exists() else None) == before
    review(output, corrections, "ysuunq")
    assert [kind for kind, _ in kinds(corrections)] == ["different"]


def test_comments_and_line_ends_stay(output: Path, corrections: Path) -> None:
    corrections.parent.mkdir()
    mine = b'\xef\xbb\xbf# mine\r\n[[ignore]]\r\nname = "Rien"  # because\r\n'
    corrections.write_bytes(mine)
    review(output, corrections, "yn")
    written = corrections.read_bytes()
    assert written.startswith(mine)
    assert written.count(b"\n") == written.count(b"\r\n")
    assert len(read_corrections(corrections).all) == 3


def test_a_link_to_a_file_elsewhere_stays_a_link(output: Path, corrections: Path) -> None:
    corrections.parent.mkdir()
    elsewhere = corrections.parents[1] / "mine.toml"
    elsewhere.touch(mode=0o600)
    corrections.symlink_to(elsewhere)
    review(output, corrections, "y")
    assert corrections.is_symlink()
    assert b"[[merge]]" in elsewhere.read_bytes()
    assert elsewhere.stat().st_mode & 0o777 == 0o600


def test_a_contradiction_is_told_and_not_written(corrections: Path) -> None:
    ledger = Ledger(corrections)
    ledger.add("different", {"names": ["A", "B"]})
    before = corrections.read_bytes()
    with pytest.raises(SettingsError, match="merges them"):
        ledger.add("merge", {"names": ["A", "B"], "keep": "A"})
    assert corrections.read_bytes() == before
    assert sorted(corrections.parent.iterdir()) == [corrections], "no temporary file is left"


def test_any_name_can_be_written(corrections: Path) -> None:
    names = ['Le "Petit" \\ Robert', "tab\tnew\nline", "\x7f\x01", "🎈", "]] # [["]
    Ledger(corrections).add("different", {"names": names})
    assert read_corrections(corrections).all[0].names == tuple(names)


@pytest.mark.parametrize("width", [20, 69, 70, 200])
def test_a_case_fits_the_terminal(output: Path, corrections: Path, width: int) -> None:
    for case in open_cases(output, Ledger(corrections).corrections):
        lines = list(shown(case, 1, 2, width))
        assert all(cells(line) <= width for line in lines[2:])
        assert "expose" in "".join(lines) or "Delvaux" in "".join(lines)
        assert any("|" in line for line in lines) == (width >= 70), "quote beside quote"


def test_signs_that_a_terminal_obeys_are_left_out() -> None:
    assert plain_text("a\x1b[31mb\u202ec\nd") == "a [31mbc d"
    assert around("x" * 900 + " Zoé " + "y" * 900, "Zoé").count("Zoé") == 1


def test_a_build_that_was_not_made_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", str(tmp_path), "-o", str(tmp_path / "none")]) == 2
    assert "build first" in capsys.readouterr().err


def command(output: Path, posts: Path) -> list[str]:
    return [sys.executable, "-m", "graphbuild", "review", str(posts), "-o", str(output)]


def test_it_reads_answers_from_a_pipe(output: Path, corrections: Path) -> None:
    corrections.parent.mkdir()
    done = subprocess.run(
        command(output, corrections.parent),
        input="?\noui\nn\n",
        env=os.environ | {"TERM": "dumb", "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "2 answers in" in done.stderr
    assert [kind for kind, _ in kinds(corrections)] == ["merge", "different"]


def test_it_talks_to_a_person_at_a_terminal(output: Path, corrections: Path) -> None:
    corrections.parent.mkdir()
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover
        os.environ["TERM"] = "dumb"
        os.execv(sys.executable, command(output, corrections.parent))
    said = b""
    for key in (b"n\r", b"u\r", b"y\r", b"\x04"):
        while not said.endswith(b"> "):
            said += os.read(terminal, 4096)
        os.write(terminal, key)
        said += b"|"
    try:
        while more := os.read(terminal, 4096):
            said += more
    except OSError:  # Linux: the other side is closed
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert b"quote" not in said
    assert b"Marc Vernier" in said
    assert kinds(corrections) == [("merge", ("Anna Delvaux", "Delvaux"))]


def test_answers_change_the_next_build_and_taking_them_out_brings_it_back(
    tmp_path: Path, corrections: Path
) -> None:
    before = write_build(tmp_path / "out")
    review(tmp_path / "out", corrections, "yn")
    after = write_build(tmp_path / "out", read_corrections(corrections))
    assert b"corrections.toml:1" in after["merges.csv"]
    assert after["ambiguous.csv"].count(b"\n") == 1, "nothing is doubtful any more"
    assert write_build(tmp_path / "out", read_corrections(None)) == before
