"""The pinned dependencies: each with an exact version and hashes, and what their audit says."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]

_spec = importlib.util.spec_from_file_location("graphbuild_audit", ROOT / "tools" / "audit.py")
assert _spec
assert _spec.loader
audit = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(audit)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_dependency_has_one_version_and_hashes(lock: Path) -> None:
    names = [pin.partition("==")[0] for pin in audit.pins(lock)]
    assert len(names) > 30
    blocks = re.split(r"\n(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8"))
    packages = [block for block in blocks if "==" in block.split("\n")[0]]
    assert len(packages) == len(names)
    assert [b.split("\n")[0] for b in packages if "--hash=sha256:" not in b] == []


def test_the_makefile_installs_nothing_without_its_hash() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in text.splitlines() if line.startswith("\t@$(PIP)")]
    assert installs
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)


UNREACHABLE = "error: Request failed after 3 retries\n  cause: error sending request for url (...)"
ANSWERS = {
    "nothing known": ("", "Found no known vulnerabilities", 0, 0, "no known vulnerability"),
    "one is known": ("jinja2 3.1.6 has 1 known vulnerability", "", 1, 1, "jinja2 3.1.6 has 1"),
    "nobody answers": ("", UNREACHABLE, 2, 0, "NOT AUDITED"),
    "another error": ("", "error: No solution found", 2, 2, "No solution found"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for uv")
@pytest.mark.parametrize("case", ANSWERS)
def test_a_known_vulnerability_fails_and_an_unreachable_database_does_not(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err, code, expected, said = ANSWERS[case]
    uv = tmp_path / "uv"
    body = f"import sys\nprint({out!r})\nprint({err!r}, file=sys.stderr)\nsys.exit({code})\n"
    uv.write_text(f"#!{sys.executable}\n{body}", encoding="utf-8")
    uv.chmod(0o755)
    assert audit.audit(["jinja2==3.1.6"], uv) == expected
    assert said in "".join(capsys.readouterr())


def test_a_line_without_a_version_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("jinja2==3.1.6 \\\n    --hash=sha256:00\nspacy>=3\n", encoding="utf-8")
    assert audit.main([str(lock)]) == 2
    assert f"{lock}:3: is no pinned version: spacy>=3" in capsys.readouterr().err
