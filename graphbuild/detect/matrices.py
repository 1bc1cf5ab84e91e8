"""How the pipelines multiply matrices, where they spend half of their time.

By numpy's BLAS (OpenBLAS in its wheels): four times as fast on a processor of 2020 or later
as the BLIS that spaCy brings, 64 to 96 thousand million operations a second where that does
22 to 31. By itself it would pick another way for few rows than for many, and another sum in
the seventh digit, so that what is read would depend on what is read with it. Rows go in
blocks of one size here, and each is computed as it would be alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Any

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import ThreadpoolController

ROWS = 64
"""Rows a block: 128 are a tenth faster for many rows, half as fast for the few of a step."""

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]


class BlockOps(NumpyOps):  # type: ignore[misc] # to a type checker it is Any
    """thinc's operations, with products of matrices by blocks of rows."""

    def gemm(
        self,
        x: Matrix,
        y: Matrix,
        out: Matrix | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> Matrix:
        """Return ``x @ y``, each turned first where ``trans1`` or ``trans2`` says so.

        Each row of it depends on the same row of ``x`` alone, to the bit.
        """
        x, y = np.ascontiguousarray(x.T if trans1 else x), y.T if trans2 else y
        rows, width = x.shape
        blocks = -(-rows // ROWS)
        if rows < blocks * ROWS:
            padded = np.zeros((blocks * ROWS, width), dtype=x.dtype)
            padded[:rows] = x
            x = padded
        found = (x.reshape(blocks, ROWS, width) @ y).reshape(blocks * ROWS, y.shape[1])[:rows]
        if out is None:
            return found
        out[:] = found
        return out


@contextmanager
def by_blocks() -> Iterator[None]:
    """Let pipelines that are loaded meanwhile multiply so."""
    before = get_current_ops()
    set_current_ops(BlockOps())
    try:
        yield
    finally:
        set_current_ops(before)


def one_thread() -> AbstractContextManager[Any]:
    """Keep BLAS to one thread meanwhile: more cost more than they bring for small matrices."""
    limit: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limit


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
