"""The page in a browser: finding, reading why, lists, keeping."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from page_samples import BASE, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def search(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)


def open_entity(page: Page, text: str) -> None:
    search(page, text)
    page.keyboard.press("Enter")


def counted(page: Page) -> str:
    return page.inner_text("#counted")


def shape(page: Page, name: str) -> list[float]:
    """Where a shape stands in the window."""
    return page.evaluate(
        """(name) => {
          const place = onScreen(find(name)[0].id, viewNow());
          const frame = byId("canvas").getBoundingClientRect();
          return [frame.x + place.x, frame.y + place.y];
        }""",
        name,
    )


def saved(page: Page, action: str) -> Path:
    with page.expect_download() as download:
        page.click(action)
    path = download.value.path()
    assert path
    return Path(path)


def test_it_opens_with_its_counts_and_a_drawn_map(page: Page) -> None:
    assert page.inner_text("#counts") == "11 entities · 5 stated relations · 3 posts"
    assert counted(page) == "11 entities, nothing hidden"
    colours = page.evaluate(
        """() => {
          const canvas = document.querySelector("#canvas canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return new Set(new Uint32Array(pixels.data.buffer)).size;
        }"""
    )
    assert colours > 50


def test_search_forgives_accents_and_case_and_knows_other_forms(page: Page) -> None:
    search(page, "REGIE")
    assert page.inner_text(".hits li[aria-selected=true]").startswith("Régie Bleue")
    page.fill("#query", "la régie")
    assert "La Régie" in page.inner_text(".hits li[aria-selected=true]")
    page.fill("#query", "mardi")
    assert "Un mardi à Namur" in page.inner_text(".hits")
    page.fill("#query", "xyz")
    assert page.inner_text(".hits") == "Nothing matches."


def test_search_is_driven_by_the_keyboard(page: Page) -> None:
    search(page, "a")
    first = page.inner_text(".hits li[aria-selected=true]")
    page.keyboard.press("ArrowDown")
    second = page.inner_text(".hits li[aria-selected=true]")
    assert first != second
    page.keyboard.press("Enter")
    assert second.startswith(page.inner_text("#panel h2"))
    page.keyboard.press("Escape")
    assert page.inner_text("#panel h2") == "How to read this map"


def test_the_panel_shows_why_with_file_date_and_author(page: Page) -> None:
    open_entity(page, "zoe")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Zoé Lambert"
    assert "About Zoé Lambert." in panel.inner_text()
    assert panel.locator("h4").all_inner_texts() == ["criticizes", "works for"]
    assert panel.locator(".relation mark").first.inner_text() == "Zoé Lambert critique la vitesse"
    assert panel.locator("> .quote mark").all_inner_texts() == ["Zoé Lambert"] * 3
    assert f"namur.txt:{10 + text_of(0).index('Zoé Lambert', 5)}" in panel.inner_text()
    assert "Zoé Lambert · 6 May 2014" in panel.inner_text()
    assert "Named in May 2014" in panel.inner_text()


def test_offsets_count_code_points_behind_an_emoji(page: Page) -> None:
    open_entity(page, "zoe")
    quote = page.locator(".relation .quote", has_text="critique").first
    start = text_of(0).index("Zoé Lambert critique")
    assert quote.locator("code").inner_text() == f"namur.txt:{10 + start}"


def test_relations_lead_on_both_ways_and_merges_and_forms_are_told(page: Page) -> None:
    open_entity(page, "zoe")
    page.click("#panel .relation a:has-text('Régie Bleue')")
    titles = page.locator("#panel h4").all_inner_texts()
    assert titles == ["published", "employs"]
    assert "La Régie" in page.inner_text("#panel .chips")
    page.click("#panel summary:has-text('Names merged')")
    assert "La Régie (rule short form)" in page.inner_text("#panel")
    assert page.get_attribute("#panel a:has-text('example.com')", "rel") == "noopener noreferrer"


def test_a_click_on_a_shape_or_a_line_tells_about_it(page: Page) -> None:
    page.mouse.click(*shape(page, "zoe"))
    page.wait_for_selector("#panel h2:has-text('Zoé Lambert')")
    page.keyboard.press("Escape")
    zoe, speed = shape(page, "zoe"), shape(page, "vitesse")
    page.mouse.click((zoe[0] + speed[0]) / 2, (zoe[1] + speed[1]) / 2)
    page.wait_for_selector("#panel h3:has-text('Evidence')")
    assert page.inner_text("#panel mark") == "Zoé Lambert critique la vitesse"


def test_shift_click_asks_for_the_path(page: Page) -> None:
    page.mouse.click(*shape(page, "zoe"))
    page.keyboard.down("Shift")
    page.mouse.click(*shape(page, "régie"))
    page.wait_for_selector("#panel h2:has-text('Path')")
    assert "Zoé Lambert works for Régie Bleue" in page.inner_text("#panel")


def test_types_and_layers_can_be_hidden_and_shown_again_at_once(page: Page) -> None:
    page.uncheck("#filters input[data-name=Place]")
    assert counted(page) == "9 of 11 entities, 2 hidden"
    page.uncheck("#filters input[data-name=stated]")
    assert page.evaluate("drawn.edges.length") == 0
    assert page.locator("#chips button").count() == 2
    page.click("#reset")
    assert counted(page) == "11 entities, nothing hidden"
    assert page.is_checked("#filters input[data-name=Place]")


def test_filters_by_predicate_score_posts_post_and_community(page: Page) -> None:
    page.click("#filter-predicates summary")
    page.check("#filters input[data-name=criticizes]")
    assert counted(page).startswith("3 of 11")
    page.click("#chips button")
    page.click("#filter-details summary")
    page.select_option("#filter-post", label="Carnets de Liège")
    assert counted(page).startswith("5 of 11")
    page.select_option("#filter-post", label="all posts")
    page.locator("#filter-least-value").fill("2")
    assert counted(page).startswith("4 of 11")
    page.locator("#filter-least-value").fill("1")
    page.locator("#filter-score-value").fill("0.9")
    assert page.evaluate("drawn.edges.length") == 0
    page.click("#reset")
    page.click("#filter-communities summary")
    page.click(".community-row >> nth=0")
    assert page.evaluate("shown.nodes.size === COMMUNITIES[0].nodes.length")


def test_posts_are_found_by_any_words_of_theirs(page: Page) -> None:
    search(page, "recrute a")
    assert page.inner_text(".hits").split("\n") == ["Texts", "“recrute a”", "1 post"]
    page.keyboard.press("Enter")
    assert page.text_content("#chips") == "text: “recrute a” ×"
    assert counted(page).startswith("5 of 11")
    page.click("#chips button")
    assert counted(page) == "11 entities, nothing hidden"


def test_outlines_of_communities_can_be_hidden(page: Page) -> None:
    assert page.evaluate("hulls.length") > 0
    page.click("#filter-communities summary")
    page.uncheck("#filters input[data-name=hulls]")
    assert page.evaluate("hulls.length") == 0
    assert "hulls=0" in page.url


def test_an_iri_and_a_query_are_copied(page: Page) -> None:
    open_entity(page, "zoe")

    def paste(text: str) -> None:
        """The clipboard takes its time: the button says when, the field shows it later still."""
        copied.wait_for()
        page.fill("#query", "")
        page.keyboard.press("Control+V")
        page.wait_for_function(f"byId('query').value.startsWith('{text}')")

    copied = page.locator("#panel button", has_text="Copied")
    page.click("#panel .iri button")
    paste(f"{BASE}person/zoe")
    copied.wait_for(state="detached")
    page.click("#panel summary:has-text('SPARQL')")
    page.click("#panel .query button")
    paste("PREFIX gb:")


def test_shapes_grow_by_what_is_chosen(page: Page) -> None:
    def biggest() -> str:
        return page.evaluate("NODES[drawn.order[0]].label")

    assert biggest() == "Zoé Lambert"
    page.click("#filter-display summary")
    page.select_option("#size", "posts")
    assert page.evaluate("places[drawn.order[0]].size === SMALLEST + GROWTH")
    assert page.evaluate("NODES[drawn.order[0]].posts") == 2
    page.select_option("#size", "degree")
    assert biggest() in ("Zoé Lambert", "Régie Bleue")
    assert "size=degree" in page.url


def test_the_timeline_picks_a_period(page: Page) -> None:
    bars = page.locator("#bars button")
    assert bars.first.get_attribute("aria-label") == "May 2014: 1 post"
    bars.first.click()
    assert counted(page).startswith("7 of 11")
    assert page.text_content("#chips") == "May 2014 ×"
    bars.last.click(modifiers=["Shift"])
    assert counted(page).startswith("10 of 11")
    assert page.inner_text("#undated") == "1 post without a date"


def test_a_period_is_dragged_out(page: Page) -> None:
    first = page.locator("#bars button").first.bounding_box()
    last = page.locator("#bars button").last.bounding_box()
    assert first
    assert last
    page.mouse.move(first["x"] + 5, first["y"] + 40)
    page.mouse.down()
    page.mouse.move(last["x"] + 5, last["y"] + 40, steps=4)
    page.mouse.up()
    assert page.text_content("#chips") == "May 2014 – Feb 2016 ×"


def test_the_neighbourhood_grows_step_by_step(page: Page) -> None:
    open_entity(page, "paul")
    steps = page.locator("#panel .actions .switch button")
    steps.nth(0).click()
    assert counted(page).startswith("2 of 11")
    steps.nth(1).click()
    assert counted(page).startswith("3 of 11")
    page.click("#panel .actions button:has-text('Show all again')")
    assert counted(page) == "11 entities, nothing hidden"


def test_a_path_is_a_chain_of_quoted_evidence(page: Page) -> None:
    search(page, "paul > sobriete")
    page.keyboard.press("Enter")
    text = page.inner_text("#panel .chain")
    steps = page.locator("#panel .chain > li")
    assert "Paul Martin criticizes vitesse" in text
    assert steps.last.locator("mark").count() > 0
    page.fill("#end-1", "lenteur")
    page.keyboard.press("Enter")
    last = page.locator("#panel .chain").first.locator("> li").last
    assert "are named in the same post: Sans date" in last.inner_text()


def test_a_post_is_read_with_its_mentions_to_click(page: Page) -> None:
    open_entity(page, "zoe")
    page.click("#panel .read >> nth=0")
    assert page.inner_text("#panel h2") == "Un mardi à Namur"
    article = page.locator("#panel article").first
    assert article.inner_text().replace("\n\n", "\n") == text_of(0).replace("\n\n", "\n")
    names = article.locator(".mention").all_inner_texts()
    assert names.count("Zoé Lambert") == 3
    assert "Paul Martin critique" in page.inner_text("#panel .reply")
    article.locator(".mention:has-text('Namur')").click()
    assert page.inner_text("#panel h2") == "Namur"


def test_the_tables_hold_the_same_and_sort_and_filter(page: Page) -> None:
    page.click("[data-view=entities]")
    names = page.locator("#rows tbody tr td:first-child")
    assert names.count() == 11
    page.click("th:has-text('Name') button")
    assert names.nth(1).inner_text() == "Carnets d'été"
    assert page.get_attribute("th:has-text('Name')", "aria-sort") == "ascending"
    page.fill("#table-filter", "regie")
    assert names.all_inner_texts() == ["Régie Bleue"]
    page.click("[data-view=relations]")
    assert page.locator("#rows tbody tr").count() == 3
    page.click("#rows tbody a:has-text('Zoé')")
    assert page.inner_text("#panel h2") == "Zoé Lambert"


def test_tables_are_saved_as_csv_that_no_spreadsheet_runs(page: Page) -> None:
    page.click("[data-view=entities]")
    rows = list(csv.reader(saved(page, "#csv").read_text("utf-8-sig").splitlines()))
    assert rows[0][:3] == ["Name", "Type", "Mentions"]
    assert len(rows) == 12
    assert "'=SUM(A1)" in [row[0] for row in rows]
    page.click("[data-view=relations]")
    text = saved(page, "#csv").read_text("utf-8-sig")
    assert "Zoé Lambert critique la vitesse" in text


def test_the_view_is_saved_as_png_and_svg_and_the_selection_as_json(page: Page) -> None:
    page.click("#share")
    assert saved(page, "[data-keep=save_png]").read_bytes().startswith(b"\x89PNG")
    page.click("#share")
    svg = ElementTree.parse(saved(page, "[data-keep=save_svg]")).getroot()
    texts = [part.text for part in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert "Zoé Lambert" in texts
    open_entity(page, "paul")
    page.click("#share")
    content = json.loads(saved(page, "[data-keep=save_json]").read_text("utf-8"))
    assert {entity["label"] for entity in content["entities"]} == {"Paul Martin", "vitesse"}
    (relation,) = content["relations"]
    (evidence,) = relation["evidence"]
    start = evidence["start"] - 10
    assert text_of(1)[start : evidence["end"] - 10] == evidence["quote"]


def test_back_and_forward_walk_through_what_was_chosen(page: Page) -> None:
    open_entity(page, "zoe")
    open_entity(page, "namur")
    page.click("[data-view=entities]")
    page.go_back()
    assert page.is_visible("#canvas")
    page.go_back()
    assert page.inner_text("#panel h2") == "Zoé Lambert"
    page.go_forward()
    assert page.inner_text("#panel h2") == "Namur"


def test_an_address_opens_the_same_view(page: Page, open_page: Callable[..., Page]) -> None:
    page.click("[data-only=Person]")
    page.click("#bars button >> nth=0")
    open_entity(page, "zoe")
    page.click("[data-language=fr]")
    page.click("#closer")
    page.wait_for_timeout(400)
    assert "camera=" in page.url
    again = open_page(page.url)
    assert again.inner_text("#counted") == counted(page)
    assert again.inner_text("#panel") == page.inner_text("#panel")
    assert again.evaluate("network.getScale().toPrecision(3)") == page.evaluate(
        "network.getScale().toPrecision(3)"
    )
    assert again.get_attribute("html", "lang") == "fr"


def test_an_iri_alone_is_an_address_and_nonsense_does_no_harm(
    open_page: Callable[..., Page], sample_page: str
) -> None:
    page = open_page(f"{sample_page}#{BASE}place/namur")
    assert page.inner_text("#panel h2") == "Namur"
    for nonsense in ("view=x&node=y&community=99&steps=-4&camera=a", "%E0%A4%A", "path=a+b", "="):
        page = open_page(f"{sample_page}#{nonsense}")
        assert counted(page) == "11 entities, nothing hidden"


def test_the_overview_tells_of_the_whole_and_of_what_failed(page: Page) -> None:
    page.click("[data-view=overview]")
    text = page.inner_text("#overview")
    for part in ("Zoé Lambert", "Régie Bleue", "sobriété", "broken.txt", "not text", "Quality"):
        assert part in text
    page.click("#overview a:has-text('sobriété')")
    assert page.inner_text("#panel h2") == "sobriété"


def test_the_language_and_the_light_can_be_switched(page: Page) -> None:
    page.click("[data-language=fr]")
    assert page.get_attribute("html", "lang") == "fr"
    assert page.inner_text("#whole") == "Tout voir"
    open_entity(page, "zoe")
    assert page.locator("#panel h4").all_inner_texts() == ["critique", "travaille pour"]
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != light


def test_both_languages_have_the_same_words(page: Page) -> None:
    assert page.evaluate("Object.keys(WORDS_FR).sort()") == page.evaluate(
        "Object.keys(WORDS_EN).sort()"
    )
    assert page.evaluate("DATA.predicates.every(([name]) => name in WORDS_FR.predicates_words)")
