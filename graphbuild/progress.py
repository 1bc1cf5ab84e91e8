"""A progress bar on stderr, only where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def formats_bar() -> Iterator[Callable[[Mapping[str, int]], None]]:
    """Give a function to call with the number of posts found so far, by format."""
    from tqdm import tqdm

    with tqdm(
        desc="collecting", unit="post", file=sys.stderr, disable=not sys.stderr.isatty()
    ) as shown:

        def update(formats: Mapping[str, int]) -> None:
            shown.set_postfix(formats, refresh=False)
            shown.update(sum(formats.values()) - shown.n)

        yield update


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with the number done and of all."""
    from tqdm import tqdm

    with tqdm(desc=what, unit="post", file=sys.stderr, disable=not sys.stderr.isatty()) as shown:

        def update(done: int, total: int) -> None:
            shown.total = total
            shown.update(done - shown.n)

        yield update
