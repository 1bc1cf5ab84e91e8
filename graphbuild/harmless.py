"""What stands in posts, for programs that take some texts as orders: terminals, spreadsheets."""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"
"""Emoji and some scripts need them; other format characters hide or reorder text."""

_SIGNS = tuple("=+@-\uff1d\uff0b\uff20\uff0d")
"""What begins a formula, also in the width of an ideograph."""

_PARTING = ";\t\r\n"
"""Where a cell may be divided: where the comma is for decimals, as in French, spreadsheets take
a file apart at its semicolons, whatever quotes are around."""

_RUN = r"""(?:\w\(|\w\s+\(\s*"|\||!\w)"""
"""What does harm in a formula: a call, a program, another file's cell."""

_SIGN = rf"[{re.escape(''.join(_SIGNS))}]"
_WHOLE = rf"(?=\s*{_SIGN}(?s:.*?){_RUN})"
_PART = rf"(?=[^\S\t\r\n]*{_SIGN}[^{_PARTING}]*?{_RUN})"

_FORMULA = re.compile(rf"\A{_WHOLE}|(?<=[{_PARTING}]){_PART}")
"""Before what does harm when a spreadsheet runs it. Not so ``=1+1``, ``@marc``, ``+33 1 23`` or
``- oui (non) !``, which stay as they stand in the post.
https://owasp.org/www-community/attacks/CSV_Injection"""

_BEGUN = re.compile(rf"[{_PARTING}][^\S\t\r\n]*{_SIGN}")

_GUARDED = re.compile(rf"\A'{_WHOLE}|(?<=[{_PARTING}])'{_PART}")


def is_text(argument: str) -> bool:
    """Tell whether the bytes of an argument were UTF-8: others come as lone surrogates."""
    return not any("\ud800" <= char <= "\udfff" for char in argument)


def visible(text: str) -> str:
    """Return the text on one line, control and direction characters spelt as escapes."""
    spaced = " ".join(text.split())
    return "".join(_escaped(char) for char in spaced)


def spelt_out(text: str) -> str:
    """Return the text, control and direction characters spelt as escapes; lines and tabs stay."""
    return "".join(char if char in "\n\t" else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    unseen = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") and char not in _JOINERS
    return f"\\u{ord(char):04x}" if unseen else char


def in_cell(value: object) -> object:
    """Return the value of a cell, an apostrophe before what a spreadsheet would run in it."""
    if not isinstance(value, str) or not _may_run(value):
        return value
    return _FORMULA.sub("'", value)


def _may_run(text: str) -> bool:
    """Tell most cells, which cannot, at once: the pattern takes 90 ns a character."""
    if not text[:1].isalnum() and text.lstrip().startswith(_SIGNS):
        return True
    parted = ";" in text or "\n" in text or "\t" in text or "\r" in text
    return parted and _BEGUN.search(text) is not None


def from_cell(text: str) -> str:
    """Return what a cell said before ``in_cell``."""
    return _GUARDED.sub("", text) if "'" in text else text
