"""The texts taken out of pages, feeds and exports: what positions in them refer to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graphbuild.model import Source
from graphbuild.rdf import text_file


def write_texts(folder: Path, sources: Iterable[Source]) -> None:
    """Write the text of each source that no file holds, as UTF-8 with the line ends it has."""
    for source in sources:
        path = folder / text_file(source.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source.text, encoding="utf-8", errors="replace", newline="")
