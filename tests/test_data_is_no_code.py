"""Nothing that is read becomes code: no module can unpickle, evaluate or start what data says.

The one exception is named: processes of one build, and the server and its worker, talk through
``multiprocessing``'s own pipes, and a Dask cluster of the user's own through Dask's.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import srsly

import graphbuild

PACKAGE = Path(graphbuild.__file__).parent
MODEL = PACKAGE / "detect" / "model"

RUNS_DATA = frozenset(
    "cloudpickle code codeop commands ctypes dbm dill imp joblib marshal pickle pickletools pty runpy "
    "shelve subprocess".split()
)
ASKS_THE_NETWORK = frozenset(
    "aiohttp ftplib http.client httpx imaplib requests smtplib socket socketserver ssl telnetlib "
    "urllib.request urllib3 webbrowser websockets xmlrpc".split()
)
MAY_ASK = {
    "curate/reconcile.py": "graphbuild link asks the service that is named",
    "query/push.py": "graphbuild load sends to the store that is named",
    "query/remote.py": "graphbuild query --graph URL asks the endpoint that is named",
    "query/serve.py": "graphbuild serve listens on loopback",
}
OWN_PROCESSES = {"beside.py", "executors.py", "query/pool.py", "query/worker.py"}
"""May use ``multiprocessing``, whose messages are pickled: between processes of one program."""

CALLS = frozenset("eval exec compile __import__ execfile breakpoint".split())
METHODS = {
    "os": {"system", "popen", "execv", "execve", "execvp", "spawnl", "spawnv", "startfile", "fork"},
    "yaml": {"unsafe_load", "full_load", "load_all", "unsafe_load_all"},
    "numpy": {"load", "fromfile"},
    "np": {"load", "fromfile"},
}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    """Return the modules a file imports, anywhere in it, each with those above it."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {".".join(name.split(".")[:n]) for name in names for n in range(1, name.count(".") + 2)}


def calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield node.func.id
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            owner, name = node.func.value.id, node.func.attr
            if name in METHODS.get(owner, ()):
                yield f"{owner}.{name}"
            loader = next((k.value for k in node.keywords if k.arg == "Loader"), None)
            plain = isinstance(loader, ast.Attribute) and loader.attr in (
                "BaseLoader",
                "SafeLoader",
            )
            if (owner, name) == ("yaml", "load") and not plain:
                yield "yaml.load"
            if any(k.arg == "shell" for k in node.keywords):
                yield f"{owner}.{name}(shell=...)"


def test_no_module_unpickles_evaluates_or_starts_anything() -> None:
    found = {name: imported(tree) & RUNS_DATA | set(calls(tree)) for name, tree in trees()}
    assert {name: what for name, what in found.items() if what} == KNOWN


KNOWN = {
    "executors_dask.py": {"pickle"},
    "memory.py": {"ctypes"},
    "blocks.py": {"marshal"},
}
"""Dask sends all as pickles, what reads posts as well: within a cluster that is one's own. The
C library is asked to give memory back, and nothing else. What lies on disk during a build is in
files without a name, which nobody else can write."""


def test_only_the_commands_that_name_an_address_can_ask_the_network() -> None:
    assert {name for name, tree in trees() if imported(tree) & ASKS_THE_NETWORK} == set(MAY_ASK)


def test_only_processes_of_ours_are_sent_pickles() -> None:
    found = {name for name, tree in trees() if "multiprocessing" in imported(tree)}
    assert found == OWN_PROCESSES


def test_what_is_looked_for_is_found() -> None:
    bad = "import os, yaml\nfrom pickle import loads\neval('1')\nos.system('x')\nyaml.load(x, Loader=yaml.Loader)"
    tree = ast.parse(bad)
    assert imported(tree) & RUNS_DATA == {"pickle"}
    assert set(calls(tree)) == {"eval", "os.system", "yaml.load"}


# The names model

READERS = {
    "config.cfg": lambda path: path.read_text(encoding="utf-8"),
    "meta.json": lambda path: json.loads(path.read_text(encoding="utf-8")),
    "cfg": lambda path: json.loads(path.read_text(encoding="utf-8")),
    "model": lambda path: srsly.msgpack_loads(path.read_bytes()),
    "moves": lambda path: srsly.msgpack_loads(path.read_bytes()),
    "tokenizer": lambda path: srsly.msgpack_loads(path.read_bytes()),
}


@pytest.mark.parametrize("path", sorted(p for p in MODEL.rglob("*") if p.is_file()), ids=str)
def test_every_file_of_the_model_is_text_json_or_messagepack(path: Path) -> None:
    assert READERS[path.name](path)


WATCH = """
import sys
FOLDER, OPENED, RUN = sys.argv[1], set(), []

def hook(event, arguments):
    if event == "open" and str(arguments[0]).startswith(FOLDER):
        OPENED.add(str(arguments[0]))
    if event == "pickle.find_class":
        RUN.append(arguments)
    if event == "exec" and arguments[0].co_filename.startswith(FOLDER):
        RUN.append(arguments)

sys.addaudithook(hook)
from graphbuild.detect.pipelines import names
names()
assert len(OPENED) >= 5, OPENED
assert not RUN, RUN
assert not [m for m in sys.modules.values() if (getattr(m, "__file__", "") or "").startswith(FOLDER)]
"""


def test_loading_the_model_runs_nothing_of_its_folder() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(MODEL)], capture_output=True, text=True, timeout=300, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
