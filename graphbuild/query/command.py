"""The command ``graphbuild query``."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from graphbuild.errors import QueryError
from graphbuild.ontology import ontology_folder
from graphbuild.query.formats import write_answer
from graphbuild.query.graphs import load_graph
from graphbuild.query.questions import (
    Question,
    bindings,
    find_question,
    parse_question,
    saved_questions,
)
from graphbuild.query.sparql import evaluate
from graphbuild.query.table import render_table, show


def run_query(
    name: str | None,
    *,
    text: str | None,
    graph: Path,
    form: str | None,
    parameters: Sequence[str],
) -> None:
    """Answer a question on stdout: a file, ``-`` for stdin, a saved name, or ``text``."""
    question = _question(name, text)
    values = bindings(question, parameters)
    store = load_graph(graph)
    # The engine does not look for Python's interrupt: let Ctrl-C end the process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    answer = evaluate(store, question.text, values=values, place=question.name)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    write_answer(answer, sys.stdout.buffer, form=form, width=width)
    sys.stdout.buffer.flush()


def _question(name: str | None, text: str | None) -> Question:
    if (name is None) == (text is None):
        raise QueryError(
            "give one question: a file, a saved name, - for stdin, or -q TEXT",
            remedy="`graphbuild query --list` shows the saved ones",
        )
    if text is not None:
        return parse_question("-q", text)
    if name == "-":
        try:
            return parse_question("stdin", sys.stdin.buffer.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise QueryError("is not UTF-8 text", place="stdin") from None
    return find_question(str(name), ontology_folder() / "queries")


def list_questions() -> None:
    """Print the saved questions: name, title, parameters with their defaults."""
    rows = [
        (
            question.name,
            question.titles.get("en", ""),
            ", ".join(f"{item.name}={item.default}" for item in question.parameters),
        )
        for question in saved_questions(ontology_folder() / "queries")
    ]
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    show(render_table(("name", "question", "parameters"), rows, width=width))
