"""Positions on the map: everyone has one, nobody sits on another, and they never move."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from graphbuild.write.layout import compute_layout
from graphbuild.write.springs import springs

GROUPS, MEMBERS = 6, 12


def cliques(groups: int = GROUPS, members: int = MEMBERS) -> nx.MultiDiGraph:
    """Groups whose members are all linked, joined to the next group by one link."""
    graph = nx.MultiDiGraph()
    for group in range(groups):
        names = [f"g{group:03}n{member:03}" for member in range(members)]
        for a, b in combinations(names, 2):
            graph.add_edge(a, b, layer="stated", score=1.0)
        graph.add_edge(names[0], f"g{(group + 1) % groups:03}n000", layer="stated", score=0.5)
    return graph


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])


def test_every_node_has_a_place_of_its_own() -> None:
    graph = cliques()
    graph.add_nodes_from(["alone", "alone too"])
    places = compute_layout(graph)
    assert set(places) == set(graph)
    assert min(distance(places[a], places[b]) for a, b in combinations(places, 2)) > 40


def test_communities_stand_apart() -> None:
    graph = cliques(groups=30)
    places = compute_layout(graph)
    home = {name: name[:4] for name in places}
    near = 0
    for name in places:
        closest = min(
            (other for other in places if other != name),
            key=lambda o: distance(places[name], places[o]),
        )
        near += home[closest] == home[name]
    assert near / len(places) > 0.9


def test_places_the_graph_carries_are_kept() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", x=1.0, y=2.0)
    graph.add_node("b", x=3, y=4)
    assert compute_layout(graph) == {"a": (1.0, 2.0), "b": (3.0, 4.0)}


def test_places_do_not_depend_on_order_or_hash_seed() -> None:
    graph = cliques()
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert compute_layout(turned) == compute_layout(graph)
    code = (
        "import networkx as nx; from graphbuild.write.layout import compute_layout;"
        "g = nx.MultiDiGraph([(f'n{i}', f'n{(i * 7 + j) % 300}') for i in range(300) for j in (1, 2)]);"
        "print(sorted(compute_layout(g).items()))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_one_more_post_moves_little() -> None:
    names = [
        [f"p{post:02}n{number}" for number in range(12)] + [f"idea {post % 7}"]
        for post in range(30)
    ]
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(sorted({name for group in names for name in group}))
    places = compute_layout(graph, names)
    fewer = nx.MultiDiGraph()
    fewer.add_nodes_from(sorted({name for group in names[:-1] for name in group}))
    before = compute_layout(fewer, names[:-1])
    width = max(x for x, _ in places.values()) - min(x for x, _ in places.values())
    moved = sorted(distance(places[name], before[name]) / width for name in before)
    assert moved[len(moved) // 2] < 0.08


def test_two_thousand_nodes_take_seconds() -> None:
    graph = cliques(groups=100, members=20)
    start = time.perf_counter()
    assert len(compute_layout(graph)) == 2000
    assert time.perf_counter() - start < 30


def test_an_empty_graph_has_no_places() -> None:
    assert compute_layout(nx.MultiDiGraph()) == {}


def test_what_one_post_names_stands_together_even_without_links() -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(f"{post}{number}" for post in "ab" for number in range(150))
    groups = [[f"{post}{number}" for number in range(150)] for post in "ab"]
    places = compute_layout(graph, groups)
    near = 0
    for name in places:
        others = (other for other in places if other != name)
        closest = min(others, key=lambda other: distance(places[name], places[other]))
        near += closest[0] == name[0]
    assert near / len(places) > 0.95


@pytest.mark.parametrize("size", [1, 2, 9, 80])
def test_a_community_stands_as_it_would_alone(size: int) -> None:
    """Those of a size are laid out together."""
    chance = np.random.default_rng(size)
    ties = [np.triu(chance.random((size, size)) < 0.2, 1).astype(float) * 3 for _ in range(7)]
    ties = [own + own.T for own in ties]
    around = [chance.random((size, 2)) for _ in ties]
    together = list(springs(ties, around))
    alone = [next(iter(springs([own], [place]))) for own, place in zip(ties, around, strict=True)]
    assert len(together) == len(ties)
    assert all(np.array_equal(*pair) for pair in zip(together, alone, strict=True))
