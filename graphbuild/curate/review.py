"""The command ``graphbuild review``: decide doubtful names one after the other.

It reads lines and writes plain text, so that it runs in any terminal, over a pipe and in a
test. Each answer is written at once: quitting or losing the line loses nothing.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from graphbuild.curate.cases import Case, Side, open_cases
from graphbuild.curate.ledger import Ledger, Table
from graphbuild.errors import GraphbuildError

LONGEST_QUOTE = 400
"""Characters of a quote shown, around the name."""

NARROW = 70
"""Columns below which the quotes stand one above the other."""

KEYS = {"y": "one thing", "n": "two things", "s": "skip", "u": "undo", "q": "quit"}
"""The answers, each a letter and Return; ``oui`` counts as ``y``."""

Ask = Callable[[str], str]


def run_review(output: Path, corrections: Path, *, ask: Ask = input) -> int:
    """Walk through the cases of a build; returns how many answers were kept."""
    ledger = Ledger(corrections)
    cases = open_cases(output, ledger.corrections)
    if not cases:
        print("nothing to review: no doubtful name is left", file=sys.stderr)
        return 0
    kept = _walk(cases, ledger, ask)
    if kept:
        said = f"{kept} answer{'s' if kept > 1 else ''} in {corrections}: build again to apply"
        print(said, file=sys.stderr)
    return kept


def _walk(cases: Sequence[Case], ledger: Ledger, ask: Ask) -> int:
    """Show each case in turn; after the last one an answer can still be undone."""
    answered: list[bool] = []
    while True:
        at = len(answered)
        if at < len(cases):
            print("\n".join(shown(cases[at], at + 1, len(cases), columns())))
        answer = _answer(ask, "ynsuq" if at < len(cases) else "uq")
        if answer == "q":
            return sum(answered)
        if answer == "u":
            if answered and answered.pop():
                ledger.undo()
            continue
        try:
            if answer != "s":
                ledger.add(*decision(cases[at], one=answer == "y"))
        except GraphbuildError as error:
            print(f"not kept: {error}")
            continue
        answered.append(answer != "s")


def _answer(ask: Ask, valid: str) -> str:
    """Return a key; the end of the input quits."""
    said = ", ".join(f"{key} {KEYS[key]}" for key in valid)
    while True:
        try:
            answer = ask(f"[{said}] > ").strip().lower()[:1]
        except (EOFError, KeyboardInterrupt):
            print()
            return "q"
        answer = {"o": "y"}.get(answer, answer)
        if answer and answer in valid:
            return answer


def decision(case: Case, *, one: bool) -> tuple[str, Table]:
    """Return the table that says what a person answered."""
    table: dict[str, str | list[str] | bool] = {"names": case.names}
    if one:
        table["keep"] = max(case.names, key=lambda name: len(name.split()))
    if case.source:
        table["source"] = case.source
    return ("merge" if one else "different"), table


def columns() -> int:
    """Return the width of the terminal, 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def shown(case: Case, number: int, total: int, width: int) -> Iterator[str]:
    """Yield the lines that show a case, quote beside quote where the terminal is wide."""
    verdict = "now one" if case.merged else "now two"
    yield ""
    yield f"{number} of {total}  {case.type}, {verdict}, chance {case.score:.2f}: {case.rule}"
    if width < NARROW:
        for side in (case.left, case.right):
            yield from _side(side, width - 1)
        return
    half = (width - 4) // 2
    left, right = list(_side(case.left, half)), list(_side(case.right, half))
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"{one}{' ' * (half - cells(one))} |  {other}".rstrip()


def _side(side: Side, width: int) -> Iterator[str]:
    yield plain_text(side.label)[:width]
    yield f"  {plain_text(side.source)}"[:width]
    quote = around(plain_text(side.quote), plain_text(side.label))
    yield from (f"  {line}" for line in textwrap.wrap(f"« {quote} »", max(10, width - 2)))


def around(quote: str, name: str) -> str:
    """Return at most ``LONGEST_QUOTE`` characters of a quote, with the name in the middle."""
    at = max(0, quote.find(name))
    start = max(0, min(at - LONGEST_QUOTE // 2, len(quote) - LONGEST_QUOTE))
    cut = quote[start : start + LONGEST_QUOTE]
    return f"{'…' if start else ''}{cut}{'…' if start + len(cut) < len(quote) else ''}"


def plain_text(text: str) -> str:
    """Return a text on one line without signs that a terminal would obey."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    shown = "".join(c for c in kept if unicodedata.category(c) not in ("Cf", "Cs"))
    return " ".join(shown.split())


def cells(text: str) -> int:
    """Return the columns that a text takes: wide letters take two, accents none."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(bool(unicodedata.combining(c)) for c in text)
