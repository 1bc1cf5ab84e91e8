"""The parts of an RDF file: what lies together is gathered, on disk where it is long."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

SECTIONS: Final = {
    "dataset": "The whole: counts, layers, licence, build",
    "layer": "",
    "build": "",
    "post": "Posts and comments",
    "person": "People",
    "organization": "Organizations",
    "place": "Places",
    "event": "Events",
    "work": "Works",
    "product": "Products",
    "concept": "Ideas",
    "statement": "Statements: who says what, how surely, on which evidence",
    "merge": "Merges: which names are one thing, and why",
    "evidence": "Evidence: the spans that state something",
    "mention": "Mentions: the spans that name something",
    "source": "Files read",
    "": "Others",
}
"""The parts of a file in reading order, by the first word of an IRI after the base, and
their headings; without one a part goes on under the heading before it."""

HELD: Final = 1 << 20
"""Bytes of a section that stay in memory."""


class Sections:
    """Text gathered by section."""

    def __init__(self, base: str, folder: Path, stack: ExitStack) -> None:
        """Keep long sections in nameless files of ``folder``, which ``stack`` closes."""
        self._base, self._folder, self._stack = base, folder, stack
        self._parts: dict[str, IO[bytes]] = {}

    def add(self, subject: str, text: str) -> None:
        """Append text to the section that the IRI, in angle brackets, belongs to."""
        start = len(self._base) + 1
        word = subject[start:-1].partition("/")[0] if subject.startswith(self._base, 1) else ""
        word = word if word in SECTIONS else ""
        if word not in self._parts:
            self._parts[word] = self._stack.enter_context(
                tempfile.SpooledTemporaryFile(HELD, dir=str(self._folder))  # noqa: SIM115 (in the stack)
            )
        self._parts[word].write(text.encode())

    def __iter__(self) -> Iterator[tuple[str, IO[bytes]]]:
        """Yield heading and content of each section, in reading order."""
        for word in SECTIONS:
            if word in self._parts:
                self._parts[word].seek(0)
                yield SECTIONS[word], self._parts[word]

    def write(self, file: IO[bytes]) -> None:
        """Write the sections under their headings."""
        for heading, content in self:
            file.write(f"\n# --- {heading} ---\n".encode() if heading else b"")
            shutil.copyfileobj(content, file)
