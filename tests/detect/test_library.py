"""spaCy is imported without its command line, which stays to be had."""

from __future__ import annotations

import subprocess
import sys

import pytest

CODE = """
import sys
{first}
from graphbuild.detect.library import library
nlp = library().blank("fr")
print([token.text for token in nlp("J'ai lu.")], "weasel" in sys.modules)
import spacy.cli
print(callable(spacy.cli.info), library() is spacy)
"""


@pytest.mark.parametrize(("first", "whole"), [("", False), ("import spacy", True)])
def test_the_command_line_is_imported_by_who_asks_for_it(first: str, *, whole: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(first=first)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == [f"[\"J'\", 'ai', 'lu', '.'] {whole}", "True True"]
