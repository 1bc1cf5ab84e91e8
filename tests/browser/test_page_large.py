"""A graph of thousands: it opens on its communities, and everything is still found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from many_nodes import many_nodes
from page_samples import BUILD, write_sample

from graphbuild.write.html import write_html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("large") / "graph.html"
    write_html(path, *many_nodes(5200, 4000), BUILD)
    return path.as_uri()


def test_a_graph_too_big_to_draw_opens_on_its_communities(
    open_page: Callable[..., Page], large_page: str
) -> None:
    page = open_page(large_page)
    assert "communities on the map" in page.inner_text("#drawn")
    assert page.inner_text("#counted") == "5,200 entities, nothing hidden"
    assert page.evaluate("drawn.order.length") == 0
    middle = page.evaluate(
        """() => {
          const frame = byId("canvas").getBoundingClientRect();
          const { centre } = hulls[0];
          const view = viewNow();
          return [frame.x + (centre[0] - view.centre.x) * view.scale + view.width / 2,
            frame.y + (centre[1] - view.centre.y) * view.scale + view.height / 2];
        }"""
    )
    page.mouse.click(*middle)
    page.wait_for_selector("#chips button")
    assert page.evaluate("drawn.order.length === COMMUNITIES[0].nodes.length")
    page.click("#reset")
    page.click("#draw-more")
    assert page.evaluate("drawn.order.length") == 5000


def test_what_is_not_drawn_is_found_and_shown(
    open_page: Callable[..., Page], large_page: str
) -> None:
    page = open_page(large_page)
    label = page.evaluate("NODES[5100].label")
    page.fill("#query", label)
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == label
    assert page.evaluate("drawn.nodes.has(5100)")


def test_texts_of_a_big_page_are_unpacked_when_they_are_read(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    path = tmp_path / "graph.html"
    write_sample(path)
    text = path.read_text("utf-8")
    assert text.count("const EAGER = 6_000_000;") == 1
    path.write_text(text.replace("const EAGER = 6_000_000;", "const EAGER = 0;"), "utf-8")
    page = open_page(path.as_uri(), bypass_csp=True)
    assert page.evaluate("CHUNKS.map((chunk) => chunk.posts)") == [None]
    page.fill("#query", "zoe")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .quote mark")
    assert page.evaluate("CHUNKS[0].posts.length") == 4
    page = open_page(path.as_uri() + "#said=recrute", bypass_csp=True)
    page.wait_for_selector("#counted:has-text('5 of 11')")
