"""The small graph that the tests ask, and ways to ask it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import Store

from graphbuild.query.graphs import load_graph

SMALL = Path(__file__).parent / "data" / "small.trig"
BASE = "https://example.org/graph/"


@cache
def small_store() -> Store:
    """Return the small graph, loaded once."""
    return load_graph(SMALL)
