"""Memory given back in time: while posts are read, and when all are."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

FREED_AFTER = 100_000
"""Characters that are read between two looks for what can be freed."""


class Tidying:
    """Frees what reading leaves behind before it adds up.

    Each batch of the parser leaves some 3 MB that refer to each other in a circle
    (``spacy.ml.parser_model.ParserStepModel``). Python looks for circles the less often the
    more objects there are, and here there are many: 200 MB had gathered after 200 posts.
    """

    def __init__(self) -> None:
        """Begin where nothing was read yet."""
        self._read = 0

    def after(self, characters: int) -> None:
        """Tell that so much was read, the models being loaded."""
        self._read += characters
        if self._read < FREED_AFTER:
            return
        self._read = 0
        _collect()
        # What is there stays: models, vocabularies and what was said so far. To look through all
        # of it each time took longer and longer: 0.03 s after 400 posts where it is 0.01 s now.
        gc.freeze()


def forget(*packages: str) -> None:
    """Empty the caches of functions in some packages: what they held is made when asked for."""
    for name, module in list(sys.modules.items()):
        if name.startswith(packages):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if clear:
                    clear()


def give_back(*, many: bool) -> None:
    """Tell that all is read. Where it was ``many``, what is left of it is freed at once."""
    gc.unfreeze()
    if many:
        _collect()


def _collect() -> None:
    gc.collect()
    if sys.platform == "linux":
        try:
            ctypes.CDLL(None).malloc_trim(0)
        except (OSError, AttributeError):  # not the GNU C library
            return


@contextmanager
def undisturbed() -> Iterator[None]:
    """Look for no circles while millions of values are made that form none: a sixth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
