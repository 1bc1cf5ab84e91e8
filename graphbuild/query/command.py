"""The command ``graphbuild query``."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from graphbuild.errors import QueryError
from graphbuild.harmless import is_text, spelt_out
from graphbuild.ontology import ontology_folder
from graphbuild.query.formats import write_answer
from graphbuild.query.graphs import base_of, load_graph
from graphbuild.query.lookup import names_of
from graphbuild.query.questions import (
    GROUPS,
    Parameter,
    Question,
    bindings,
    find_question,
    parse_question,
    saved_questions,
)
from graphbuild.query.remote import ask_endpoint, is_address, names_at
from graphbuild.query.sparql import evaluate
from graphbuild.query.table import show


def run_query(
    name: str | None,
    *,
    text: str | None,
    graph: str,
    form: str | None,
    parameters: Sequence[str],
) -> None:
    """Answer a question on stdout: a file, ``-`` for stdin, a saved name, or ``text``.

    ``graph`` is a file, an output folder or the address of an endpoint.
    """
    for place, given in (("-q", text or ""), *(("--param", value) for value in parameters)):
        if not is_text(given):
            raise QueryError("is not UTF-8 text", place=place)
    question, base = _question(name, text), None
    if is_address(graph):
        values = bindings(question, parameters, partial(names_at, graph))
        answer = ask_endpoint(graph, question.text, values=values, place=question.name)
    else:
        store = load_graph(Path(graph))
        base = base_of(store)
        values = bindings(question, parameters, partial(names_of, store))
        # The engine does not look for Python's interrupt: let Ctrl-C end the process.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        answer = evaluate(store, question.text, values=values, place=question.name)
    if sys.stdout.isatty():  # what posts say gives a terminal no orders, in any format
        written = io.BytesIO()
        write_answer(answer, written, form=form, width=_width(), base=base)
        show(spelt_out(written.getvalue().decode("utf-8").replace("\r\n", "\n")))
        return
    write_answer(answer, sys.stdout.buffer, form=form, base=base)
    sys.stdout.buffer.flush()


def _width() -> int:
    return shutil.get_terminal_size().columns


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


def list_questions(name: str | None) -> None:
    """Print the saved questions by group, or all there is to know of one."""
    language = user_language()
    folder = ontology_folder() / "queries"
    lines = (
        _details(find_question(name, folder), language)
        if name
        else _listing(saved_questions(folder), language)
    )
    show("".join(f"{line}\n" for line in lines))


def user_language() -> str:
    """Return ``fr`` or ``en``, as the environment asks for it (POSIX order)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def _listing(questions: Sequence[Question], language: str) -> Iterator[str]:
    wide = max(len(question.name) for question in questions)
    group = None
    for question in questions:
        if question.group != group:
            yield from [""] * (group is not None)
            group = question.group
            yield GROUPS[group][language]
        parameters = ", ".join(_assigned(item) for item in question.parameters)
        note = f"  ({parameters})" if parameters else ""
        yield f"  {question.name:<{wide}}  {question.title(language)}{note}"


def _assigned(parameter: Parameter) -> str:
    return f"{parameter.name}={parameter.default}"


def _details(question: Question, language: str) -> Iterator[str]:
    yield question.title(language)
    yield question.description(language)
    for item in question.parameters:
        value = f'"{_assigned(item)}"' if " " in item.default else _assigned(item)
        yield f"  --param {value}  ({item.type})"
