"""The encoding of a file that is read as a stream, and the stream as clean UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from typing import Any, BinaryIO

from graphbuild.collect.blobs import Blob
from graphbuild.collect.decode import LEGACY

CHUNK = 1 << 20

_CONTROLS = bytes(n for n in range(32) if n not in (9, 10, 13))
CONTROLS = dict.fromkeys(
    [n for n in range(32) if n not in (9, 10, 13)] + [0xFFFE, 0xFFFF, *range(0xD800, 0xE000)]
)
"""Code points that XML forbids: removed by ``str.translate``."""

_DECLARED = re.compile(
    rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']|<meta[^>]+charset\s*=\s*["']?([\w.:-]+)""",
    re.IGNORECASE,
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(blob: Blob) -> str:
    """Return the codec of a text file: UTF-8 where all of it is, else the declared, else cp1252."""
    head = blob.head()
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    if _decodes(blob, "utf-8"):
        return "utf-8"
    found = _DECLARED.search(head[:4096])
    declared = (found[1] or found[2]).decode("ascii") if found else ""
    for name in (declared, *LEGACY):
        if name and _known(name) and _decodes(blob, name):
            return codecs.lookup(name).name
    return "latin_1"


def _known(name: str) -> bool:
    """Tell whether a declared name is a codec to try; Latin-1 means cp1252, as in browsers."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return False
    return known not in ("utf-8", "iso8859-1", "ascii") and not known.startswith("utf-16")


def _decodes(blob: Blob, encoding: str) -> bool:
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        with blob.open() as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except (UnicodeDecodeError, UnicodeError, LookupError):
        return False
    return True


class Recoded(io.RawIOBase):
    """A file read as UTF-8 without the control characters that XML forbids."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        """Wrap an open file in a known encoding."""
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._plain = encoding == "utf-8"
        self._waiting = memoryview(b"")

    def readable(self) -> bool:
        """Return true: it can be read, and nothing else."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer``; return the number of bytes, 0 at the end."""
        while not self._waiting:
            chunk = self._file.read(CHUNK)
            if self._plain:
                data = chunk.translate(None, _CONTROLS)
            else:
                text = self._decoder.decode(chunk).translate(CONTROLS)
                data = text.encode("utf-8", "replace")
            self._waiting = memoryview(data)
            if not chunk:
                break
        size = min(len(buffer), len(self._waiting))
        buffer[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size
