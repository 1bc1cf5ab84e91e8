"""The page in a browser, opened from disk without any network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graphbuild.model import (
    Build,
    Entity,
    Evidence,
    Knowledge,
    Mention,
    Post,
    PostRecord,
    Statement,
)
from graphbuild.write.html import write_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BASE = "https://example.org/graph/"
ATTACK = '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script>'
LINES = (
    "Zoé Lambert dirige la Régie Bleue à Namur.",
    "La Régie Bleue édite Carnets d'été, dit Zoé Lambert.",
    f"Carnets d'été parle de sobriété et de {ATTACK}.",
    "La Régie recrute à Namur.",
)
TEXT = "\n".join(LINES)
NAMES = (
    ("person/zoe", "Person", "Zoé Lambert", ("Zoé Lambert",)),
    ("organization/regie", "Organization", "Régie Bleue", ("Régie Bleue", "La Régie")),
    ("place/namur", "Place", "Namur", ("Namur",)),
    ("work/carnets", "Work", "Carnets d'été", ("Carnets d'été",)),
    ("concept/sobriete", "Concept", "sobriété", ("sobriété",)),
    ("product/attack", "Product", ATTACK, (ATTACK,)),
)
RELATIONS = (
    ("person/zoe", "worksFor", "organization/regie", "stated", 0),
    ("organization/regie", "publisherOf", "work/carnets", "stated", 1),
    ("work/carnets", "discusses", "concept/sobriete", "stated", 2),
    ("organization/regie", "relatedTo", "place/namur", "cooccurrence", 3),
    ("work/carnets", "relatedTo", "product/attack", "cooccurrence", 2),
)


def _mentions() -> Iterator[Mention]:
    for name, kind, _, forms in NAMES:
        for form in forms:
            start = TEXT.find(form)
            while start >= 0:
                if form != "La Régie" or not TEXT.startswith("La Régie Bleue", start):
                    yield Mention(
                        post="namur/1",
                        source="namur.txt",
                        start=start,
                        end=start + len(form),
                        surface=form,
                        type=kind,
                        key=name,
                        score=1.0,
                        detector="test",
                        entity=BASE + name,
                    )
                start = TEXT.find(form, start + 1)


def _knowledge() -> Knowledge:
    mentions = tuple(_mentions())
    return Knowledge(
        posts=(
            PostRecord(
                iri=f"{BASE}post/namur/1",
                post=Post(
                    id="namur/1",
                    source="namur.txt",
                    start=0,
                    end=len(TEXT),
                    text=TEXT,
                    title="Namur",
                    date="2014-05-06",
                ),
                author=f"{BASE}person/zoe",
            ),
        ),
        entities=tuple(
            Entity(
                iri=BASE + name,
                type=kind,
                label=label,
                labels=tuple((form, "") for form in forms),
                posts=1,
                mentions=sum(mention.key == name for mention in mentions),
            )
            for name, kind, label, forms in NAMES
        ),
        mentions=mentions,
        statements=tuple(_statements()),
    )


def _statements() -> Iterator[Statement]:
    for number, (subject, predicate, obj, layer, line) in enumerate(RELATIONS):
        start = TEXT.index(LINES[line])
        evidence = Evidence(
            source="namur.txt",
            start=start,
            end=start + len(LINES[line]),
            quote=LINES[line],
            post="namur/1",
        )
        yield Statement(
            iri=f"{BASE}statement/{number}",
            subject=BASE + subject,
            predicate=predicate,
            object=BASE + obj,
            layer=layer,
            score=0.8,
            evidence=(evidence,),
            significance=1.0,
        )


def _graph(knowledge: Knowledge) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for entity in knowledge.entities:
        graph.add_node(entity.iri, type=entity.type, label=entity.label, rank=entity.mentions / 10)
    for item in knowledge.statements:
        graph.add_edge(
            item.subject,
            item.object,
            key=item.iri,
            predicate=item.predicate,
            layer=item.layer,
            score=item.score,
            count=item.count,
        )
    return graph


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    knowledge = _knowledge()
    build = Build(base_iri=BASE, version="1", model="m", settings_digest="d")
    write_html(path, knowledge, _graph(knowledge), build)
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, loaded; afterwards no error was logged and nothing was asked for."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-GB", offline=True
    )
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    requests: list[str] = []
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    yield page
    assert troubles == []
    assert [url for url in requests if not url.startswith(address)] == []
    assert page.evaluate("window.hacked") is None
    context.close()


def search(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)


def test_it_opens_with_its_counts_and_a_drawn_map(page: Page, tmp_path: Path) -> None:
    assert page.inner_text("#counts") == "6 entities · 3 stated relations · 1 post"
    assert page.inner_text("#drawn") == "6 of 6 entities drawn"
    colours = page.evaluate(
        """() => {
          const canvas = document.querySelector("#canvas canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return new Set(new Uint32Array(pixels.data.buffer)).size;
        }"""
    )
    assert colours > 20
    page.screenshot(path=tmp_path / "page.png")


def test_search_forgives_accents_and_case_and_knows_other_forms(page: Page) -> None:
    search(page, "REGIE")
    assert page.inner_text("#hits li[aria-selected=true]").startswith("Régie Bleue")
    page.fill("#query", "la régie")
    assert page.locator("#hits li").count() == 1
    page.fill("#query", "xyz")
    assert page.inner_text("#hits") == "Nothing matches."


def test_search_is_driven_by_the_keyboard(page: Page) -> None:
    search(page, "a")
    first = page.inner_text("#hits li[aria-selected=true]")
    page.keyboard.press("ArrowDown")
    second = page.inner_text("#hits li[aria-selected=true]")
    assert first != second
    page.keyboard.press("Enter")
    assert second.startswith(page.inner_text("#panel h2"))
    page.keyboard.press("Escape")
    page.locator("#canvas").focus()
    page.keyboard.press("Escape")


def test_the_panel_shows_quotes_with_their_place(page: Page) -> None:
    search(page, "zoe")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Zoé Lambert"
    assert "Zoé Lambert works for Régie Bleue" in panel.inner_text()
    assert panel.locator(".relation mark").first.inner_text() == LINES[0]
    marks = panel.locator("> .quote mark").all_inner_texts()
    assert marks == ["Zoé Lambert", "Zoé Lambert"]
    start = TEXT.index("Zoé Lambert", 5)
    assert f"namur.txt:{start}" in panel.inner_text()
    assert "2014-05-06" in panel.inner_text()
    assert page.evaluate("decodeURIComponent(location.hash)") == f"#{BASE}person/zoe"


def test_relations_lead_from_one_entity_to_the_next_both_ways(page: Page) -> None:
    search(page, "zoe")
    page.keyboard.press("Enter")
    page.click("#panel .relation button:has-text('Régie Bleue')")
    text = page.inner_text("#panel")
    assert "Zoé Lambert works for Régie Bleue" in text
    assert "Régie Bleue published Carnets d'été" in text
    assert "La Régie" in page.inner_text("#panel .chips")


def test_a_click_on_a_shape_or_a_line_tells_about_it(page: Page) -> None:
    at = """(id) => {
      const place = network.canvasToDOM(network.getPosition(id));
      const frame = document.querySelector("#canvas").getBoundingClientRect();
      return [frame.x + place.x, frame.y + place.y];
    }"""
    zoe, regie = (
        page.evaluate(at, page.evaluate("(name) => find(name)[0].id", name))
        for name in ("zoe", "regie")
    )
    page.mouse.click(*zoe)
    page.wait_for_selector("#panel h2:has-text('Zoé Lambert')")
    page.keyboard.press("Escape")
    zoe, regie = (
        page.evaluate(at, page.evaluate("(name) => find(name)[0].id", name))
        for name in ("zoe", "regie")
    )
    page.mouse.click((zoe[0] + regie[0]) / 2, (zoe[1] + regie[1]) / 2)
    page.wait_for_selector("#panel h3:has-text('Evidence')")
    assert page.inner_text("#panel mark") == LINES[0]


def test_types_and_layers_can_be_hidden(page: Page) -> None:
    page.uncheck("#types input[data-name=Place]")
    assert page.inner_text("#drawn") == "5 of 6 entities drawn"
    assert page.evaluate("edgeSet.length") == 4
    page.uncheck("#layers input[data-name=cooccurrence]")
    assert page.evaluate("edgeSet.length") == 3


def test_neighbours_only_leaves_the_neighbours(page: Page) -> None:
    search(page, "zoe")
    page.keyboard.press("Enter")
    page.click("#around")
    assert page.inner_text("#drawn") == "2 of 6 entities drawn"
    page.click("#around")
    assert page.inner_text("#drawn") == "6 of 6 entities drawn"


def test_the_list_holds_the_same_entities_and_sorts(page: Page) -> None:
    page.click("[data-view=list]")
    names = page.locator("tbody tr td:first-child")
    assert names.count() == 6
    page.click("th:has-text('Name') button")
    assert names.nth(1).inner_text() == "Carnets d'été"
    assert page.get_attribute("th:has-text('Name')", "aria-sort") == "ascending"
    page.click("tbody button:has-text('Namur')")
    assert page.inner_text("#panel h2") == "Namur"


def test_the_language_can_be_switched(page: Page) -> None:
    page.click("[data-language=fr]")
    assert page.get_attribute("html", "lang") == "fr"
    assert page.inner_text("#whole") == "Tout voir"
    search(page, "zoe")
    page.keyboard.press("Enter")
    assert "Zoé Lambert travaille pour Régie Bleue" in page.inner_text("#panel")


def test_a_hostile_name_is_shown_as_it_is(page: Page) -> None:
    search(page, "<img")
    assert ATTACK in page.inner_text("#hits")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == ATTACK
    assert page.locator("#panel img").count() == 0
    page.click("[data-view=list]")
    assert page.locator("#list img").count() == 0


def test_an_address_with_an_entity_opens_on_it(page: Page, address: str) -> None:
    page.goto("about:blank")
    page.goto(f"{address}#{BASE}place/namur")
    page.wait_for_selector("body[data-ready]")
    assert page.inner_text("#panel h2") == "Namur"
