"""One build at a time in an output folder, and what a killed one left behind put right."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from graphbuild.output import ASIDE, PREFIX, WRITTEN

FILE_NAME = f"{PREFIX}lock"
"""Removed when the build ends; one that stays after a kill locks nobody out."""


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Keep other builds out of the output folder; wait, and say so, while one is there.

    The folder is made where it is missing, and removed when nothing was put into it. Where
    the file system knows no locks, builds are not kept apart.
    """
    made = [folder for folder in (output, *output.parents) if not folder.exists()]
    path = output / FILE_NAME
    file = _locked(path)
    try:
        _tidy(output)
        yield
    finally:
        path.unlink(missing_ok=True)
        file.close()
        with suppress(OSError):
            for folder in made:
                folder.rmdir()


def _locked(path: Path) -> IO[str]:
    """Return the open file once the lock on it is ours, and it is still the one by that name."""
    told = False
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = path.open("w", encoding="utf-8")
        except FileNotFoundError:
            continue  # a build that failed has just taken the folder away
        told = _lock(file, path.parent, told=told)
        with suppress(OSError):
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        file.close()


def _lock(file: IO[str], output: Path, *, told: bool) -> bool:
    """Wait for the lock; return whether it was told that we wait."""
    try:
        import fcntl
    except ImportError:  # Windows: an open file cannot be replaced there in any case
        return told
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if not told:
            print(f"graphbuild: another build writes into {output}: waiting", file=sys.stderr)
        fcntl.flock(file, fcntl.LOCK_EX)
        return True
    except OSError:  # no locks on this file system
        return told
    return told


def _tidy(output: Path) -> None:
    """Remove what killed builds left; files that one had only moved aside come back."""
    for folder in output.glob(f"{PREFIX}*"):
        if not folder.is_dir() or folder.is_symlink():
            continue
        for name in WRITTEN:
            if os.path.lexists(folder / ASIDE / name) and not os.path.lexists(output / name):
                (folder / ASIDE / name).rename(output / name)
        shutil.rmtree(folder, ignore_errors=True)
