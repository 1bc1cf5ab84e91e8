"""Pages of very little, of very long names, and of what the text does not assert."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from page_samples import BASE, BUILD, sample, write_sample

from graphbuild.model import Knowledge, PostRecord
from graphbuild.write.html import write_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

VIEWS = ("map", "entities", "relations", "overview")


def write_page(path: Path, knowledge: Knowledge, graph: nx.MultiDiGraph) -> str:
    write_html(path, knowledge, graph, BUILD)
    return path.as_uri()


def only_posts(count: int, date: str | None = "2015-03") -> tuple[PostRecord, ...]:
    """The sample's first posts, none answering another, all of one date."""
    records = sample()[0].posts[:count]
    return tuple(
        replace(record, author=None, post=replace(record.post, parent=None, kind="post", date=date))
        for record in records
    )


@pytest.mark.parametrize("posts", [0, 1])
def test_posts_that_name_nothing_give_a_page_that_says_so(
    open_page: Callable[..., Page], tmp_path: Path, posts: int
) -> None:
    knowledge = replace(Knowledge(), posts=only_posts(posts))
    page = open_page(write_page(tmp_path / "graph.html", knowledge, nx.MultiDiGraph()))
    for view in VIEWS:
        page.click(f"[data-view={view}]")
        place = {"map": "#empty", "overview": "#overview"}.get(view, "#no-rows")
        assert page.inner_text(place).startswith(
            "No name and no idea were found" if view != "overview" else str(posts or "")
        )
    assert page.locator("#filters details").count() == 0
    for part in ("#closer", "#whole", "#help"):
        page.click("[data-view=map]")
        page.click(part)


def test_one_post_without_relations_is_drawn_and_read(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    knowledge, graph = sample()
    post = only_posts(1, date=None)
    mentions = tuple(m for m in knowledge.mentions if m.post == post[0].post.id)
    named = {mention.entity for mention in mentions}
    small = Knowledge(
        posts=post,
        mentions=mentions,
        entities=tuple(entity for entity in knowledge.entities if entity.iri in named),
    )
    bare = nx.MultiDiGraph()
    bare.add_nodes_from((iri, graph.nodes[iri]) for iri in named)
    page = open_page(write_page(tmp_path / "graph.html", small, bare))
    assert page.evaluate("drawn.order.length") == len(named) > 3
    assert page.locator("#filter-layers").count() == page.locator("#filter-predicates").count() == 0
    assert not page.is_visible("#timeline")
    page.fill("#query", "zoe")
    page.keyboard.press("Enter")
    assert page.locator("#panel > .quote").count() == 3
    page.click("[data-view=relations]")
    assert "No name" not in page.inner_text("#table")
    assert "No row" in page.inner_text("#no-rows")


def test_filters_that_leave_nothing_say_so_and_lead_back(page: Page) -> None:
    page.evaluate("change({ hidden: [...DATA.types] })")
    assert page.inner_text("#empty p") == "Nothing passes these filters."
    page.click("[data-view=entities]")
    assert page.inner_text("#no-rows p") == "Nothing passes these filters."
    page.click("#no-rows button")
    assert page.locator("#rows tbody tr").count() == 11
    page.fill("#table-filter", "nobody at all")
    assert page.is_visible("#no-rows button")


@pytest.mark.parametrize("spaces", [True, False])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_long_names_stay_in_their_place(
    open_page: Callable[..., Page], tmp_path: Path, size: tuple[int, int], spaces: bool
) -> None:
    def twist(text: str) -> str:
        return f"{text} {'fédération des marques ' * 12}" if spaces else f"{text}{'x' * 300}"

    address = write_sample(tmp_path / "graph.html", twist)
    page = open_page(address, width=size[0], height=size[1])
    for node in range(3):
        page.evaluate("(node) => choose({ node }, { move: true })", node)
        outside = page.evaluate(
            """() => {
              const context = document.querySelector("#canvas canvas").getContext("2d");
              const view = viewNow();
              return planNames(context, view).filter(({ text, font, x }) => {
                const half = textWidth(context, text, font) / 2;
                return x - half < -1 || x + half > view.width + 1;
              }).map(({ text }) => text);
            }"""
        )
        assert outside == []
    for view in VIEWS:
        page.click(f"[data-view={view}]")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert page.evaluate("byId('overview').scrollWidth - byId('overview').clientWidth") <= 0


def test_what_the_text_denies_does_not_look_stated(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    knowledge, graph = sample()
    denied = next(s for s in knowledge.statements if s.object == BASE + "concept/vitesse")
    statements = tuple(
        replace(s, modality="negated") if s == denied else s for s in knowledge.statements
    )
    address = write_page(tmp_path / "graph.html", replace(knowledge, statements=statements), graph)
    page = open_page(address)
    ends = page.evaluate(
        """EDGES.filter((edge) => edgeLook(edge, false).dashes)
          .map(({ from, to }) => [NODES[from].label, NODES[to].label].sort())"""
    )
    assert ends == [["Zoé Lambert", "vitesse"]]
    page.fill("#query", "zoe")
    page.keyboard.press("Enter")
    assert "negated" in page.inner_text("#panel .relation:has-text('vitesse') .badge.strong")
    page.click("[data-view=relations]")
    assert "criticizes (negated)" in page.inner_text("#rows")


def test_two_names_that_meet_are_marked_and_not_all_between(page: Page) -> None:
    page.evaluate("choose({ line: EDGES.find((edge) => edge.layer === 'cooccurrence').id })")
    page.wait_for_selector("#panel .quote")
    assert page.locator("#panel .quote mark").all_inner_texts() == ["La Régie", "Liège"]


def test_a_critic_of_an_idea_leads_to_the_others(page: Page) -> None:
    page.fill("#query", "zoe")
    page.keyboard.press("Enter")
    page.click("#panel .relation a:has-text('vitesse')")
    critics = page.locator("#panel h4:has-text('is criticized by') + ul a[data-node]")
    assert critics.all_inner_texts() == ["Zoé Lambert", "Paul Martin"]
