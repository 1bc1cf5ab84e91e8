"""The page for everyone: axe finds nothing serious, the keyboard is enough, it fits a phone."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

VIEWS = {
    "map": "",
    "entity": "node=person/zoe",
    "line": "line=person/zoe+concept/vitesse+stated",
    "post": "post=post/namur/1",
    "path": "path=person/paul+concept/sobriete",
    "entities": "view=entities&hidden=Place",
    "relations": "view=relations",
    "overview": "view=overview",
    "help": "help=1&view=entities",
    "nothing": "hidden=Person+Organization+Place+Event+Work+Product+Concept",
    "words": "said=recrute",
}


def violations(page: Page) -> list[str]:
    """What axe-core calls serious or critical, and where."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{item['id']}: {node['html'][:160]} {node['any'][:1]}"
        for item in found
        if item["impact"] in ("serious", "critical")
        for node in item["nodes"]
    ]


@pytest.mark.parametrize(("view", "scheme"), product(VIEWS, ("light", "dark")))
def test_axe_finds_nothing_serious(
    open_page: Callable[..., Page], sample_page: str, view: str, scheme: str
) -> None:
    page = open_page(f"{sample_page}#{VIEWS[view]}", color_scheme=scheme, bypass_csp=True)
    page.evaluate(
        "for (const part of byId('filters').querySelectorAll('details')) part.open = true"
    )
    assert violations(page) == []


def test_axe_finds_nothing_serious_on_a_phone(
    open_page: Callable[..., Page], sample_page: str
) -> None:
    page = open_page(f"{sample_page}#node=person/zoe", width=390, height=844, bypass_csp=True)
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.click("#filter-toggle")
    assert violations(page) == []


def test_the_map_is_walked_with_the_keyboard(page: Page) -> None:
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#status")
    assert "mention" in first
    for key in ("ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
        if page.inner_text("#status") != first:
            break
    reached = page.inner_text("#status")
    assert reached != first
    page.keyboard.press("Enter")
    assert reached.startswith(page.inner_text("#panel h2"))
    scale = page.evaluate("network.getScale()")
    page.focus("#canvas")
    page.keyboard.press("+")
    assert page.evaluate("network.getScale()") > scale
    page.keyboard.press("0")


def test_everything_is_reached_by_tab_alone(page: Page) -> None:
    reached = set()
    for _ in range(70):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.id || document.activeElement.closest('[id]')?.id || ''"
            )
        )
    assert {"query", "views", "share", "languages", "theme", "filter-types"} <= reached
    assert {"canvas", "closer", "bars", "panel"} <= reached


def test_what_is_chosen_is_said_and_takes_the_focus(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("zoe")
    page.keyboard.press("Enter")
    assert page.inner_text("#status").strip() == "Zoé Lambert is open"
    assert page.evaluate("document.activeElement.textContent") == "Zoé Lambert"
    page.uncheck("#filters input[data-name=Place]")
    assert page.inner_text("#status").strip() == "9 of 11 entities, 2 hidden"


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_is_wider_than_the_window(
    open_page: Callable[..., Page], sample_page: str, width: int
) -> None:
    page = open_page(sample_page, width=width, height=844)
    for view in VIEWS.values():
        page.evaluate("(view) => { location.hash = view; }", view)
        page.wait_for_timeout(60)
        outside = page.evaluate(
            """() => [...document.querySelectorAll("header *, #stage > *, #panel, #panel > *")]
              .filter((part) => part.getBoundingClientRect().right > innerWidth + 1
                && part.checkVisibility() && !part.closest("#scroll"))
              .map((part) => part.id || part.outerHTML.slice(0, 80))"""
        )
        assert outside == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_panel_slides_in_and_filters_open_on_demand(
    open_page: Callable[..., Page], sample_page: str
) -> None:
    page = open_page(sample_page, width=390, height=844, has_touch=True)
    height = "byId('panel').getBoundingClientRect().height"
    assert page.evaluate(height) < 2
    assert not page.is_visible("#counted")
    page.click("#filter-toggle")
    page.uncheck("#filters input[data-name=Place]")
    page.keyboard.press("Escape")
    assert not page.is_visible("#counted")
    page.fill("#query", "zoe")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2:has-text('Zoé Lambert')")
    assert page.evaluate(height) > 200


def test_a_question_mark_brings_the_help_from_anywhere(page: Page) -> None:
    page.click("[data-view=entities]")
    page.click("#rows tbody a >> nth=0")
    page.keyboard.press("?")
    assert page.inner_text("#panel h2") == "How to read this map"
    page.keyboard.press("Escape")
    assert not page.is_visible("#panel")


def test_on_a_phone_a_button_brings_the_help_and_back_takes_it_away(
    open_page: Callable[..., Page], sample_page: str
) -> None:
    page = open_page(sample_page, width=390, height=844, has_touch=True)
    page.click("#help")
    page.wait_for_selector("#panel h2:has-text('How to read this map')")
    assert page.evaluate("byId('panel').getBoundingClientRect().height") > 200
    assert "Most important" in page.text_content("#panel")
    page.go_back()
    page.wait_for_selector("body[data-panel=closed]")


def test_it_prints_what_is_read_and_no_tools(page: Page) -> None:
    page.click("[data-view=entities]")
    page.emulate_media(media="print")
    assert page.is_visible("#rows")
    for part in ("#filters", "#search", "#timeline"):
        assert not page.is_visible(part)


def test_colours_of_types_stay_apart_for_the_colour_blind(page: Page) -> None:
    """Machado, Oliveira and Fernandes 2009, full severity; distance in CIE Lab."""
    assert page.evaluate(DISTANCES) > 15


DISTANCES = """() => {
  const blind = {
    none: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
    deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
    tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
  };
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const lab = (hex, m) => {
    const rgb = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255));
    const [r, g, b] = [0, 3, 6].map((row) => Math.min(Math.max(
      m[row] * rgb[0] + m[row + 1] * rgb[1] + m[row + 2] * rgb[2], 0), 1));
    const f = (t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
    const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
    const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  };
  let least = Infinity;
  for (const colours of Object.values(COLOURS)) for (const m of Object.values(blind)) {
    const all = Object.values(colours).map((hex) => lab(hex, m));
    for (let i = 0; i < all.length; i++) for (let j = 0; j < i; j++) {
      least = Math.min(least, Math.hypot(...all[i].map((part, at) => part - all[j][at])));
    }
  }
  return least;
}"""
