"""A progress bar on stderr, only where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any


@contextmanager
def formats_bar() -> Iterator[Callable[[Mapping[str, int]], None]]:
    """Give a function to call with the number of posts found so far, by format."""
    with _bar("collecting") as shown:

        def update(formats: Mapping[str, int]) -> None:
            shown.set_postfix(formats, refresh=False)
            shown.update(sum(formats.values()) - shown.n)

        yield update


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with the number done and of all."""
    with _bar(what) as shown:

        def update(done: int, total: int) -> None:
            shown.total = total
            shown.update(done - shown.n)

        yield update


def _bar(what: str) -> Any:
    """Return a bar without a thread that watches over it: a process that runs one is no longer
    copied (``beside.py``). It is there for bars that skip updates, which ``miniters`` forbids.
    """
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    return tqdm(
        desc=what, unit="post", file=sys.stderr, disable=not sys.stderr.isatty(), miniters=1
    )
