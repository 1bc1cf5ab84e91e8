"""No regular expression of the package takes much longer than its text is long.

Every compiled pattern of every module, and every one written in a call of ``re``, is run on
strings made to slow it down (``pattern_attacks``). One that takes time by the square of the
length needs seconds for ``LONG`` characters, one that is linear a few milliseconds.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from types import FrameType, ModuleType
from typing import Any

import pytest
from pattern_attacks import attacks

import graphbuild

LONG = 20_000
LIMIT = 0.2
"""Seconds of processor time: a hundred times what a linear pattern needs."""

BOUNDED = {
    ("graphbuild.collect.comments", "["): 160,  # MAX_HEADER
    ("graphbuild.collect.encodings", ""): 4096,  # the head of a file
    ("graphbuild.collect.furniture", ""): 240,  # MAX_FURNITURE
    ("graphbuild.detect.context", r"([^\W\d_]+"): 40,  # _WINDOW
    ("graphbuild.query.push", "<"): 4000,  # what is read of an answer
    ("graphbuild.relate", ""): 201,  # LONGEST of line.py
}
"""Where patterns, or those that begin so, see no longer text."""


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(graphbuild.__path__, "graphbuild."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def for_text(pattern: re.Pattern[Any]) -> re.Pattern[str]:
    """Return a pattern of bytes as one of text, which is as slow."""
    if isinstance(pattern.pattern, str):
        return pattern
    return re.compile(pattern.pattern.decode("latin-1"), pattern.flags | re.ASCII)


def inside(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that a module's value is or holds."""
    if isinstance(value, re.Pattern):
        yield for_text(value)
    elif depth < 4 and isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from inside(item, depth + 1)
    elif depth < 4 and isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from inside(item, depth + 1)


def in_calls(module: ModuleType) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield the patterns written in calls such as ``re.sub(r"...", ...)``, and the method."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr not in ("escape", "Pattern")
        ):
            flags = [part for part in (*node.args[1:], *(k.value for k in node.keywords))
                     if ast.unparse(part).startswith("re.")]  # fmt: skip
            parts = [node.args[0], *flags]
            try:
                known = [eval(ast.unparse(part), dict(vars(module))) for part in parts]
                yield for_text(re.compile(known[0], *known[1:])), node.func.attr
            except NameError:
                continue  # made of what the text holds, and escaped


def only_at_the_start(name: str, module: ModuleType) -> bool:
    """Tell whether a pattern is used by nothing but ``match`` and ``fullmatch`` there."""
    source = inspect.getsource(module)
    uses = re.findall(rf"\b{name}(?:\[[^\]]*\])?\.(\w+)\(", source)
    if not set(uses) & METHODS:  # it has another name where it is used, if not another module
        uses = re.findall(r"\.(\w+)\(", source)
    return bool(set(uses) & METHODS) and set(uses) & METHODS <= {"match", "fullmatch"}


def all_patterns() -> dict[tuple[str, str], tuple[re.Pattern[str], bool]]:
    """Return the patterns by module and text, and whether they are searched for."""
    found: dict[tuple[str, str], tuple[re.Pattern[str], bool]] = {}
    for module in modules():
        for name, value in vars(module).items():
            for pattern in inside(value):
                if not only_at_the_start(name, module):
                    found[module.__name__, pattern.pattern] = (pattern, True)
                else:
                    found.setdefault((module.__name__, pattern.pattern), (pattern, False))
        for pattern, method in in_calls(module):
            searched = method not in ("match", "fullmatch")
            found.setdefault((module.__name__, pattern.pattern), (pattern, searched))
    return found


METHODS = {"match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"}


class TooSlowError(Exception):
    pass


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TooSlowError


def seconds(pattern: re.Pattern[str], text: str, *, searched: bool) -> float:
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, 2 * LIMIT)
    try:
        if searched:
            for _ in pattern.finditer(text):
                pass
        else:
            pattern.match(text)
    except TooSlowError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - begun


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs POSIX timers")
def test_no_pattern_is_slow_on_any_text() -> None:
    slow = []
    before = signal.signal(signal.SIGPROF, _give_up)
    try:
        for (module, text), (pattern, searched) in sorted(all_patterns().items()):
            length = min(n for (where, start), n in (*BOUNDED.items(), (("", ""), LONG))
                         if module.startswith(where) and text.startswith(start))  # fmt: skip
            for attack in attacks(pattern, length):
                if seconds(pattern, attack, searched=searched) > LIMIT:
                    slow.append(f"{module}: {text[:80]!r} on {attack[:20]!r}...{attack[-6:]!r}")
                    break
    finally:
        signal.signal(signal.SIGPROF, before)
    assert not slow, "\n".join(slow)


def test_the_patterns_are_found() -> None:
    known = all_patterns()
    assert len(known) > 300
    assert {module for module, _ in known} >= {
        "graphbuild.sentences", "graphbuild.collect.furniture", "graphbuild.words",
        "graphbuild.detect.context", "graphbuild.harmless", "graphbuild.config",
    }  # fmt: skip


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"\s+$", r"x.*?y", r"(?:\w|\w\w)*-", r"[^<]*<b"])
def test_a_slow_pattern_would_be_seen(pattern: str) -> None:
    before = signal.signal(signal.SIGPROF, _give_up)
    try:
        made = re.compile(pattern, re.DOTALL)
        assert any(seconds(made, a, searched=True) > LIMIT for a in attacks(made, LONG))
    finally:
        signal.signal(signal.SIGPROF, before)
