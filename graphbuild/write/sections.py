"""The parts of an RDF file: what lies together is gathered, on disk where it is long."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

_WHOLE, _BLOGS = "The whole: counts, layers, licence, build", "Blogs and series"

SECTIONS: Final = {
    "dataset": _WHOLE,
    "layer": _WHOLE,
    "build": _WHOLE,
    "blog": _BLOGS,
    "series": _BLOGS,
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
their headings."""

HELD: Final = 1 << 20
"""Characters of a section that stay in memory."""


@dataclass(slots=True)
class _Part:
    """A section: the texts in memory, and the file with those before them."""

    texts: list[str] = field(default_factory=list)
    size: int = 0
    file: IO[bytes] | None = None


class Sections:
    """Text gathered by section."""

    def __init__(self, base: str, folder: Path, stack: ExitStack) -> None:
        """Keep long sections in nameless files of ``folder``, which ``stack`` closes."""
        self._start = f"<{base}"
        self._folder, self._stack = folder, stack
        self._parts: dict[str, _Part] = {}

    def add(self, subject: str, text: str) -> None:
        """Append text to the section that the IRI, in angle brackets, belongs to."""
        word = ""
        if subject.startswith(self._start):
            word = subject[len(self._start) : -1].partition("/")[0]
        part = self._parts.get(word)
        if part is None:
            word = word if word in SECTIONS else ""
            part = self._parts.setdefault(word, _Part())
        part.texts.append(text)
        part.size += len(text)
        if part.size > HELD:
            self._spill(part)

    def _spill(self, part: _Part) -> None:
        if part.file is None:
            part.file = self._stack.enter_context(
                tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 (closed by the stack)
            )
        part.file.write("".join(part.texts).encode())
        part.texts, part.size = [], 0

    def write(self, file: IO[bytes], *, headings: bool = True) -> None:
        """Write the sections in reading order, under their headings."""
        last = ""
        for word, heading in SECTIONS.items():
            part = self._parts.get(word)
            if part is None:
                continue
            if headings and heading != last:
                last = heading
                file.write(f"\n# --- {heading} ---\n".encode())
            if part.file is not None:
                part.file.seek(0)
                shutil.copyfileobj(part.file, file)
            file.write("".join(part.texts).encode())

    def __bool__(self) -> bool:
        """Tell whether there is any text."""
        return bool(self._parts)
