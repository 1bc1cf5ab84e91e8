"""Write ``corrections.toml``: whole or not at all, keeping every comment.

Tables are only ever added at the end, so that what a person wrote stays as it is; undoing
puts the bytes of before back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from graphbuild.corrections import Corrections, read_corrections
from graphbuild.output import write_atomically

Table = Mapping[str, str | list[str] | bool]


class Ledger:
    """A corrections file, which need not exist, and what has been added to it."""

    def __init__(self, path: Path) -> None:
        """Read and check the file; raises ``SettingsError`` with line and remedy."""
        self.path = path
        self.corrections = self._read()
        self._before: list[bytes | None] = []

    def add(self, kind: str, table: Table) -> None:
        """Add a table such as ``[[merge]]`` and write the file.

        Raises ``SettingsError`` when the file would contradict itself, ``OutputError`` when
        it cannot be written; the file stays as it was.
        """
        self.add_all([(kind, table, "")])

    def add_all(self, tables: Iterable[tuple[str, Table, str]]) -> None:
        """Add several tables, each with a comment or ``""``, in one step."""
        before = self.path.read_bytes() if self.path.exists() else None
        text = (before or b"").decode("utf-8")
        end = "\r\n" if "\r\n" in text else "\n"
        parts = [text if not text or text.endswith("\n") else text + end]
        for kind, table, comment in tables:
            parts.append("" if parts == [""] else end)
            parts += [f"{line}{end}" for line in _lines(kind, table, comment)]
        content = "".join(parts).encode("utf-8")
        write_atomically(self.path, content, check=read_corrections)
        self._before.append(before)
        self.corrections = self._read()

    def undo(self) -> bool:
        """Put the file back as it was before the last step; False when there was none."""
        if not self._before:
            return False
        before = self._before.pop()
        if before is None:
            self.path.unlink(missing_ok=True)
        else:
            write_atomically(self.path, before)
        self.corrections = self._read()
        return True

    def _read(self) -> Corrections:
        return read_corrections(self.path if self.path.exists() else None)


def _lines(kind: str, table: Table, comment: str) -> Iterator[str]:
    if comment:
        yield f"# {' '.join(comment.split())}"
    yield f"[[{kind}]]"
    yield from (f"{key} = {_value(value)}" for key, value in table.items())


def _value(value: str | list[str] | bool) -> str:
    """Return a TOML value; JSON's strings are TOML's but for the delete sign."""
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
