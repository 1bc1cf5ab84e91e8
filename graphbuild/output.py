"""The output folder: a build replaces all of what it owns there, or nothing.

The new files are written into a hidden folder inside the output folder, not beside it:
renaming stays within one file system (the output may be a mounted volume or a link) and
the folder above need not be writable.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from graphbuild.errors import OutputError

WRITTEN = (
    "graph.ttl",
    "graph.trig",
    "graph.jsonld",
    "graph.nq",
    "graph-rdf12.ttl",
    "graph.graphml",
    "graph.html",
    "tables",
    "texts",
    "report.json",
)
"""What a build owns in the output folder; any other file there is left alone."""

PREFIX = ".graphbuild-"

ASIDE = "previous"
"""Where, in the hidden folder, the old files wait until all new ones are in place."""


def check_writable(output: Path) -> None:
    """Raise ``OutputError`` when nothing can be written there; leaves no trace."""
    nearest = next(p for p in (output, *output.absolute().parents) if os.path.lexists(p))
    if not os.path.isdir(nearest):  # noqa: PTH112 (Path.is_dir raises without permission)
        raise OutputError("is no folder", place=str(nearest), remedy="name a folder with -o")
    try:
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=nearest):
            pass
    except OSError as error:
        raise _not_written(output, error) from None


def _not_written(output: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot be written: {error.strerror or error}",
        place=str(output),
        remedy="name another folder with -o, or see to its permissions and free space",
    )


def write_atomically(
    path: Path, content: bytes, *, check: Callable[[Path], object] = lambda written: None
) -> None:
    """Replace a file, or leave it as it was; a link keeps leading to its target.

    ``check`` reads the new file before it is put in place and may raise. Raises
    ``OutputError`` when the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=target.suffix, dir=target.parent)
    except OSError as error:
        raise _not_replaced(path, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        check(temporary)
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        temporary.replace(target)
    except OSError as error:
        raise _not_replaced(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def _not_replaced(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot be written: {error.strerror or error}",
        place=str(path),
        remedy="name another file, or see to its permissions and free space",
    )


class Replacing:
    """Give a new folder to write into; when all went well, put its files in place.

    On any error or interrupt the folder is removed and the previous output stays as it
    was; an ``OSError`` while writing becomes an ``OutputError``.
    """

    def __init__(self, output: Path) -> None:
        """Take the output folder, which need not exist."""
        self._output = output
        self._made: list[Path] = []

    def __enter__(self) -> Path:
        """Return the folder to write into."""
        self._made = [p for p in (self._output, *self._output.parents) if not p.exists()]
        try:
            self._output.mkdir(parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self._output))
        except OSError as error:
            self._remove_made()
            raise _not_written(self._output, error) from None
        return self._folder

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Put the files in place, or clean up."""
        done = False
        try:
            if isinstance(error, OSError):
                raise error
            if kind is None:
                self._put_in_place()
                done = True
        except OSError as reason:
            raise _not_written(self._output, reason) from None
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)
            if not done:
                self._remove_made()

    def _put_in_place(self) -> None:
        """Rename old files aside and new ones in; all the way back on error or interrupt."""
        aside = self._folder / ASIDE
        aside.mkdir()
        new = [name for name in WRITTEN if (self._folder / name).exists()]
        try:
            for name in WRITTEN:
                if os.path.lexists(self._output / name):
                    (self._output / name).rename(aside / name)
            for name in new:
                (self._folder / name).rename(self._output / name)
        except BaseException:
            for name in new:
                if not (self._folder / name).exists():
                    (self._output / name).rename(self._folder / name)
            for name in WRITTEN:
                if os.path.lexists(aside / name):
                    (aside / name).rename(self._output / name)
            raise

    def _remove_made(self) -> None:
        with suppress(OSError):
            for folder in self._made:
                folder.rmdir()
