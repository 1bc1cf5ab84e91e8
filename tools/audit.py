"""Ask the advisory database (OSV) whether a pinned dependency has a known vulnerability.

    python tools/audit.py requirements.txt requirements-dev.txt

``uv audit`` asks it, for the exact versions of the lock files. Exit code 0: none is known, or
the database cannot be reached, which is said; 1: one is known; 2: the pins cannot be read.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

PINNED = re.compile(r"(?P<pin>[A-Za-z0-9._-]+(?:\[[^\]]+\])?==[^\s;\\]+(?: ; [^\\\n]+)?)[ \\]*")
UNREACHABLE = re.compile(r"error sending request|client error|timed out|Request failed|status code")

SAFE, KNOWN, WRONG = 0, 1, 2


def pins(requirements: Path) -> Iterator[str]:
    """Yield ``name==version ; marker`` of each package of a lock file.

    Raises ``ValueError`` for a line that is no pin.
    """
    for number, line in enumerate(requirements.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith((" ", "#", "--")):
            continue
        found = PINNED.fullmatch(line)
        if found is None:
            raise ValueError(f"{requirements}:{number}: is no pinned version: {line}")
        yield found["pin"].strip()


def audit(names: Iterable[str], uv: Path) -> int:
    """Tell what is known of the pins; return 0, 1 or 2."""
    wanted = sorted(set(names))
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "pins.py"
        head = "# /// script\n# requires-python = '>=3.11,<3.14'\n# dependencies = "
        script.write_text(f"{head}{json.dumps(wanted)}\n# ///\n", encoding="utf-8")
        command = [str(uv), "audit", "--preview-features", "audit", "--script", str(script)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode == KNOWN:
        print(done.stdout.strip())
        print("take a version without it into pyproject.toml, then: make lock")
        return KNOWN
    if done.returncode == SAFE:
        print(f"{len(wanted)} pinned packages, no known vulnerability")
        return SAFE
    if UNREACHABLE.search(done.stderr):
        print("NOT AUDITED: the advisory database or the index cannot be reached from here")
        return SAFE
    print(done.stderr.strip(), file=sys.stderr)
    return WRONG


def main(files: list[str]) -> int:
    """Audit the lock files that are named."""
    try:
        names = [pin for file in files for pin in pins(Path(file))]
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return WRONG
    return audit(names, Path(sys.executable).with_name("uv"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
