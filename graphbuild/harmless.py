"""What stands in posts, for programs that take some texts as orders: terminals, spreadsheets."""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"
"""Emoji and some scripts need them; other format characters hide or reorder text."""

FORMULA = re.compile(r"\s*[=+@-].*(?:\w\(|\||!\w)", re.DOTALL)
"""What does harm when a spreadsheet runs it: a call, a program, another file's cell. Not so
``=1+1``, ``@marc``, ``+33 1 23`` or ``- oui (non) !``, which stay as they stand in the post.
https://owasp.org/www-community/attacks/CSV_Injection"""


def visible(text: str) -> str:
    """Return the text on one line, control and direction characters spelt as escapes."""
    spaced = " ".join(text.split())
    return "".join(_escaped(char) for char in spaced)


def spelt_out(text: str) -> str:
    """Return the text with its lines, control and direction characters spelt as escapes."""
    return "".join(char if char == "\n" else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    unseen = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") and char not in _JOINERS
    return f"\\u{ord(char):04x}" if unseen else char


def in_cell(value: object) -> object:
    """Return the value of a cell, an apostrophe before it where a spreadsheet would run it."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
