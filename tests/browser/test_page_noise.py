"""The page of a build of noise: nothing that stands in a post runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from noise import Built

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHOWN = 12
"""Entities and posts opened, from the first on."""


def test_nothing_of_a_post_runs(noise_build: Built, open_page: Callable[[str], Page]) -> None:
    page = open_page((noise_build.output / "graph.html").as_uri())
    for view in ("entities", "relations", "overview", "map"):
        page.click(f"[data-view={view}]")
        page.wait_for_timeout(30)
    assert page.evaluate("NODES.length") > 5
    for node in range(min(SHOWN, page.evaluate("NODES.length"))):
        page.evaluate("(node) => choose({ node })", node)
    for post in range(min(SHOWN, page.evaluate("POSTS.length"))):
        page.evaluate("(post) => choose({ post })", post)
        page.wait_for_selector("#panel article")
    assert page.evaluate("window.hacked") is None
    assert page.locator("main :is(script, img, iframe, object, embed, base, form)").count() == 0
