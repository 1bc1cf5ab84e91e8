"""The editor and the pages of things in a browser that can reach this machine alone."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "query"))

from site_samples import serving, small_output

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType, Page

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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
ATTACK = '<img src=x onerror="window.hacked=1">'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    graph = small_output(tmp_path_factory.mktemp("site"))
    text = graph.read_text(encoding="utf-8")
    quoted = ATTACK.replace('"', '\\"')
    eve = f'<person/eve> a gb:Person ; rdfs:label "{quoted}" ; skos:prefLabel "{quoted}" .\n'
    graph.write_text(
        text.replace("<layer/metadata> {\n", f"<layer/metadata> {{\n{eve}"), encoding="utf-8"
    )
    with serving(graph, workers=2) as address:
        yield address


@pytest.fixture(scope="module")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    browser = chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page; afterwards no error was logged and nobody but the server was asked."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    page = context.new_page()
    troubles: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    yield page
    # Chromium logs each query that is refused: some are meant to be.
    assert [text for text in troubles if "400 (Bad Request)" not in text] == []
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    assert page.evaluate("window.hacked") is None
    context.close()


def open_editor(page: Page, address: str) -> None:
    page.goto(f"{address}/ask")
    page.wait_for_selector("body[data-ready]")


def test_a_saved_question_is_run_and_an_answer_leads_to_its_page(
    page: Page, address: str, tmp_path: Path
) -> None:
    open_editor(page, address)
    page.click("#questions button:has-text('Qui travaille où')")
    page.wait_for_selector(".answers td")
    page.screenshot(path=tmp_path / "answers.png")
    assert "travaille chez Atelier Nimbus" in page.inner_text(".answers")
    page.click(".answers a:has-text('Zoé Martin')")
    page.wait_for_selector("h1:has-text('Zoé Martin')")
    assert page.url == f"{address}/person/zoe-martin"
    quotes = page.locator("blockquote").all_inner_texts()
    assert "travaille chez Atelier Nimbus atelier.txt:11–40" in quotes
    page.screenshot(path=tmp_path / "entity.png")
    page.click("main a:has-text('Atelier Nimbus') >> nth=0")
    page.wait_for_selector("h1:has-text('Atelier Nimbus')")


def test_a_parameter_is_suggested_filled_in_and_bound(page: Page, address: str) -> None:
    open_editor(page, address)
    page.click('#questions button:has-text("Toutes les citations d\'une entité")')
    page.fill("input[name=entity]", "lil")
    page.wait_for_selector("#list-entity option", state="attached")
    suggested = page.eval_on_selector_all("#list-entity option", "all => all.map(o => o.value)")
    assert suggested == ["Lille"]
    page.fill("input[name=entity]", "lille")
    page.click("#parameters button")
    page.wait_for_selector(".answers td:has-text('salon.txt')")
    page.fill("input[name=entity]", '" } # personne')
    page.click("#parameters button")
    page.wait_for_selector(".yasr:has-text('nothing is named')")


def test_the_editor_also_takes_queries_of_ones_own(page: Page, address: str) -> None:
    open_editor(page, address)
    page.evaluate(
        "document.querySelector('.CodeMirror').CodeMirror.setValue('CONSTRUCT WHERE { ?e a gb:Place ; rdfs:label ?l }')"
    )
    page.click("button.yasqe_queryButton")
    page.wait_for_selector(".answers a:has-text('place/lille')")
    assert page.is_hidden("#parameters")
    page.click(".select_table")
    page.dispatch_event(".yasr a.iri[href$='place/lille'] >> nth=0", "click")
    page.wait_for_selector("h1:has-text('Lille')")


def test_a_question_has_an_address_of_its_own(page: Page, address: str) -> None:
    open_editor(page, f"{address}")
    page.goto(f"{address}/ask#organisations-by-posts")
    page.reload()
    page.wait_for_selector(".answers td:has-text('Atelier Nimbus')")


def test_hostile_names_run_nothing_in_the_editor_or_on_pages(page: Page, address: str) -> None:
    open_editor(page, address)
    page.click("button.yasqe_queryButton")
    page.wait_for_selector(".answers td:has-text('<img src=x')")
    assert page.locator(".yasr img").count() == 0
    page.click(".select_table")
    page.wait_for_selector(".yasr table.dataTable")
    page.goto(f"{address}/person/eve")
    assert page.inner_text("h1") == ATTACK
    assert page.locator("img").count() == 0


def test_answers_are_saved_as_csv_that_no_spreadsheet_runs(page: Page, address: str) -> None:
    open_editor(page, address)
    page.evaluate(
        "document.querySelector('.CodeMirror').CodeMirror.setValue("
        """ 'SELECT ("=cmd|x" AS ?a) ("mot;=cmd|x" AS ?b) ("un, \\\\"mot\\\\"" AS ?c) {}')"""
    )
    page.click("button.yasqe_queryButton")
    page.wait_for_selector(".answers td")
    for view in (".select_answers", ".select_table"):
        page.click(view)
        with page.expect_download() as saved:
            page.click(".yasr_downloadIcon")
        text = Path(saved.value.path()).read_bytes().decode()
        assert text == 'a,b,c\r\n\'=cmd|x,mot;\'=cmd|x,"un, ""mot"""\r\n'


def test_the_pages_are_also_for_small_screens(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 380, "height": 800})
    for path in ("person/zoe-martin", "post/salon/1", "ask"):
        page.goto(f"{address}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 380, path
