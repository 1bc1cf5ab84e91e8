"""A zip -> its members as blobs. Nothing is unpacked to disk; sizes are checked before reading."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from graphbuild.collect.blobs import Blob, UnreadableError
from graphbuild.collect.recognise import is_asset
from graphbuild.collect.sites import LARGEST, NO_SITES, Sites
from graphbuild.model import Failure, Skipped

MAX_MEMBERS = 100_000
MAX_RATIO = 200
"""Text shrinks to a tenth, repetitive exports to a fiftieth; a bomb to a thousandth."""
SMALL = 10_000_000
"""Members that unpack to less are no danger, however well they shrink."""

_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})


def members(blob: Blob, *, max_bytes: int) -> Iterator[Blob | Failure | Skipped]:
    """Yield what a zip holds, in the order of paths; ``max_bytes`` bounds all of it unpacked.

    Raises ``UnreadableError`` when it is no usable archive or would unpack to too much.
    """
    try:
        with blob.open() as file, zipfile.ZipFile(file) as archive:
            infos = sorted(archive.infolist(), key=lambda info: info.filename)
            if not _check(infos, max_bytes):
                yield Skipped(source=blob.name, reason="assets")
                return
            seen: set[str] = set()
            for info in infos:
                if not info.is_dir():
                    yield _member(archive, info, f"{blob.name}/{info.filename}", seen)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise UnreadableError(f"not a usable zip: {error}", "make the archive again") from None


def sites_in(blob: Blob) -> Sites:
    """Return the sites whose configurations a zip holds, none for an archive that is broken."""
    try:
        with blob.open() as file, zipfile.ZipFile(file) as archive:
            names = {f"{blob.name}/{info.filename}": info for info in archive.infolist()}

            def read(name: str) -> bytes:
                try:
                    with _opened(archive, names[name]) as member:
                        return member.read(LARGEST)
                except (zipfile.BadZipFile, zlib.error, EOFError) as error:
                    raise OSError(str(error)) from None

            return Sites(names, read)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError):
        return NO_SITES


def _check(infos: list[zipfile.ZipInfo], max_bytes: int) -> bool:
    """Refuse a bomb; return whether this is an archive and not an office document."""
    total = sum(info.file_size for info in infos)
    if len(infos) > MAX_MEMBERS or total > max_bytes:
        raise UnreadableError(
            f"too long: {len(infos)} files of {total / 1e6:.0f} MB in it, "
            f"the limits are {MAX_MEMBERS} and {max_bytes / 1e6:.0f} MB",
            "unpack it yourself, if you trust it",
        )
    return not _DOCUMENTS & {info.filename for info in infos}


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, seen: set[str]
) -> Blob | Failure | Skipped:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or "\x00" in name:
        return Failure(source=name, reason="its path leads out of the archive: not read")
    if any(part.startswith((".", "__MACOSX")) for part in path.parts):
        return Skipped(source=name, reason="hidden")
    if is_asset(info.filename):
        return Skipped(source=name, reason="assets")
    if info.flag_bits & 1:
        return Failure(source=name, reason="encrypted", remedy="give the archive without password")
    if info.filename in seen:
        return Failure(source=name, reason="there are two of this name in the archive")
    if info.file_size > max(SMALL, MAX_RATIO * info.compress_size):
        return Failure(
            source=name,
            reason=f"unpacks to {info.file_size / 1e6:.0f} MB from {info.compress_size} bytes",
            remedy="unpack it yourself, if you trust it",
        )
    seen.add(info.filename)
    return Blob(name=name, size=info.file_size, open=partial(_opened, archive, info))


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    """Open a member; what ``zipfile`` says of broken archives in many ways is one error."""
    try:
        return archive.open(info)  # type: ignore[return-value]
    except (ValueError, RuntimeError, EOFError) as error:
        raise zipfile.BadZipFile(str(error)) from None
