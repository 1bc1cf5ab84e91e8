"""The process that answers: what it can no longer do once the graph is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

ATTEMPTS = {
    "file": "open('/etc/hostname')",
    "socket": "import socket; socket.socket()",
    "engine": (
        "import pyoxigraph; list(pyoxigraph.Store().query("
        "'SELECT * {SERVICE <http://127.0.0.1:8000/> {?s ?p ?o}}'))"
    ),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_a_worker_can_open_nothing(attempt: str) -> None:
    code = (
        "import socket, pyoxigraph\n"
        "from graphbuild.query.worker import _confine\n"
        "_confine()\n"
        f"try:\n    {attempt}\nexcept OSError as error:\n    print('refused', error)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("refused")
