"""Matrices are multiplied the same, whatever else is multiplied with them."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import get_current_ops
from threadpoolctl import threadpool_info

from graphbuild.detect.matrices import ROWS, BlockOps, by_blocks, one_thread


def random(rows: int, columns: int) -> np.ndarray:
    return np.random.default_rng(rows).standard_normal((rows, columns), dtype="f4")


@pytest.mark.parametrize("rows", [0, 1, ROWS - 1, ROWS, 3 * ROWS + 1])
@pytest.mark.parametrize(("turn_x", "turn_y"), [(False, False), (False, True), (True, False)])
def test_products_are_those_of_numpy(rows: int, turn_x: bool, turn_y: bool) -> None:
    x, y = random(rows, 96), random(96, 30)
    found = BlockOps().gemm(
        np.ascontiguousarray(x.T) if turn_x else x,
        np.ascontiguousarray(y.T) if turn_y else y,
        trans1=turn_x,
        trans2=turn_y,
    )
    assert found.shape == (rows, 30)
    np.testing.assert_allclose(found, x @ y, rtol=1e-4, atol=1e-4)


def test_a_row_has_one_product_wherever_it_stands() -> None:
    x, y = random(5 * ROWS, 288), random(288, 96)
    whole = BlockOps().gemm(x, y)
    for start, end in ((0, 1), (7, 8), (3, 70), (ROWS + 5, 4 * ROWS), (5 * ROWS - 1, 5 * ROWS)):
        assert np.array_equal(BlockOps().gemm(x[start:end], y), whole[start:end])


def test_the_product_goes_where_it_is_asked_to() -> None:
    x, y = random(70, 8), random(8, 8)
    out = np.ones((70, 8), dtype="f4")
    assert BlockOps().gemm(x, y, out=out) is out
    assert np.array_equal(out, BlockOps().gemm(x, y))


def test_other_pipelines_keep_what_they_had() -> None:
    before = get_current_ops()
    with by_blocks():
        assert isinstance(get_current_ops(), BlockOps)
    assert get_current_ops() is before


def test_blas_keeps_to_one_thread_meanwhile() -> None:
    def threads() -> list[int]:
        return [found["num_threads"] for found in threadpool_info() if found["user_api"] == "blas"]

    before = threads()
    with one_thread():
        assert set(threads()) <= {1}
    assert threads() == before
