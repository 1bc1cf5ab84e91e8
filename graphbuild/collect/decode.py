"""Bytes of a text file -> text, without ever rewriting what the file says.

Line ends stay as they are, only a byte order mark is dropped, so that offsets are
those of ``open(path, newline="")`` with the encoding that is returned. Guessing is
the last resort: UTF-8 either decodes or not, and old French files are cp1252.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

LEGACY = ["cp1252", "latin_1", "cp1250", "mac_roman", "cp850"]
"""What a French page that is not Unicode can be in; the first wins ties."""

GUESS_BYTES = 200_000
"""A guess is settled long before; the guesser is slow on megabytes."""

MAX_CONTROLS = 0.02
"""Share of control characters above which decoded "text" is no text."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HALF = re.compile("[\ud800-\udfff]")
_CONTROLS = dict.fromkeys(i for i in range(32) if i not in (9, 10, 11, 12, 13, 27))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text and the codec that gave it."""

    text: str
    encoding: str


class UndecodableError(ValueError):
    """The bytes are no text; the message says why in a few words."""


def decode(data: bytes) -> Decoded:
    """Decode ``data``; raise ``UndecodableError`` when it is binary or no known encoding."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding)
    if b"\x00" in data[:65536]:
        raise UndecodableError("binary file (null bytes)")
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _strict(data: bytes, encoding: str) -> Decoded:
    try:
        return _checked(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"not valid {encoding}: {error.reason}") from error


def _guess(data: bytes) -> Decoded:
    """Decide between the legacy code pages; cp1252 first, as browsers do."""
    from charset_normalizer import from_bytes

    try:
        return _checked(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        pass
    best = from_bytes(data[:GUESS_BYTES], cp_isolation=LEGACY).best()
    encoding = best.encoding if best is not None else "latin_1"
    return _strict(data, encoding)


def _checked(text: str, encoding: str) -> Decoded:
    """Refuse what decodes but cannot be text: many control characters."""
    sample = text[:GUESS_BYTES]
    controls = len(sample) - len(sample.translate(_CONTROLS))
    if controls > max(3, MAX_CONTROLS * len(sample)):
        raise UndecodableError("binary file (control characters)")
    return Decoded(text=text, encoding=encoding)


def whole_letters(value: Any) -> Any:
    """Return what JSON or YAML holds with U+FFFD for each half of a surrogate pair.

    ``"\\ud83d"`` alone, as where a program cut an emoji in two, is no letter that a model
    could read or a file could hold.
    """
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [whole_letters(item) for item in value]
    if isinstance(value, dict):
        return {whole_letters(key): whole_letters(item) for key, item in value.items()}
    return value
