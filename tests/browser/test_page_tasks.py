"""What people come for, on the page of the sample posts: each task in at most five actions."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


class Person:
    """Somebody at the page: every action is counted, more than five fail."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def _acts(self) -> None:
        self.actions += 1
        assert self.actions <= 5

    def types(self, text: str, where: str = "#query") -> None:
        self._acts()
        self.page.click(where)
        self.page.keyboard.type(text)

    def presses(self, key: str) -> None:
        self._acts()
        self.page.keyboard.press(key)

    def clicks(self, where: str) -> None:
        self._acts()
        self.page.click(where)

    def saves(self, where: str) -> Path:
        with self.page.expect_download() as download:
            self.clicks(where)
        return Path(str(download.value.path()))

    def reads(self, where: str = "#panel") -> str:
        return self.page.inner_text(where)


@pytest.fixture
def person(open_page: Callable[..., Page], sample_build: Path) -> Person:
    return Person(open_page((sample_build / "graph.html").as_uri(), locale="fr-FR"))


def test_find_wolton_and_read_where_he_is_quoted(person: Person) -> None:
    person.types("wolt")
    person.presses("Enter")
    assert person.reads("#panel h2") == "Dominique Wolton"
    assert "wolton-internet-et-apres.txt" in person.reads("#panel .quote >> nth=0")
    assert "Wolton" in " ".join(person.page.locator("#panel > .quote mark").all_inner_texts())


def test_see_who_criticizes_an_idea(person: Person) -> None:
    person.types("wolt")
    person.presses("Enter")
    person.clicks("#panel h4:has-text('critique') + ul a.link")
    assert "est critiqué par" in person.page.locator("#panel h4").all_inner_texts()
    assert "Dominique Wolton" in person.reads("#panel h4:has-text('est critiqué par') + ul")


def test_show_the_organizations_of_2015(person: Person) -> None:
    person.page.hover("#filters .row:has([data-name=Organization])")
    person.clicks("[data-only=Organization]")
    person.clicks("#bars button[data-key='2015']")
    kinds = person.page.evaluate("[...new Set([...shown.nodes].map((id) => NODES[id].type))]")
    assert kinds == ["Organization"]
    years = "[...shown.nodes].every((id) => NODES[id].naming.some((post) => POSTS[post].date?.startsWith('2015')))"
    assert person.page.evaluate(years)
    assert person.page.evaluate("shown.nodes.size") > 3


def test_show_the_organizations_of_posts_that_say_2015(person: Person) -> None:
    person.types("2015")
    person.clicks(".hits li:has-text('Textes')")
    person.page.hover("#filters .row:has([data-name=Organization])")
    person.clicks("[data-only=Organization]")
    assert person.page.evaluate("[...shown.nodes].every((id) => NODES[id].type === 'Organization')")
    assert "Hootsuite" in person.page.evaluate("[...shown.nodes].map((id) => NODES[id].label)")


def test_follow_the_path_from_hootsuite_to_relation_client(person: Person) -> None:
    person.types("hootsuite")
    person.presses("Enter")
    person.clicks("#path-to")
    person.types("relation client", "#end-1")
    person.presses("Enter")
    chain = person.reads("#panel .chain >> nth=0")
    assert "Hootsuite" in chain
    assert "relation client" in chain
    assert person.page.locator("#panel .chain mark").count() >= 2


def test_read_a_post_and_click_a_mention(person: Person) -> None:
    person.types("wolton avait raison")
    person.presses("Enter")
    assert person.reads("#panel h2") == "Et si Wolton avait raison trop tôt\xa0?"
    person.clicks("#panel article .mention:has-text('CNRS Éditions')")
    assert person.reads("#panel h2") == "CNRS Éditions"


def test_share_a_link_and_get_the_same_view(person: Person, open_page: Callable[..., Page]) -> None:
    person.types("wolt")
    person.presses("Enter")
    person.clicks("#share")
    person.clicks("[data-keep=copy_link]")
    again = open_page(person.page.url, locale="fr-FR")
    assert again.inner_text("#panel") == person.reads()


def test_keep_the_table_and_the_picture(person: Person) -> None:
    person.clicks("#share")
    assert person.saves("[data-keep=save_png]").stat().st_size > 20_000
    person.clicks("[data-view=entities]")
    rows = list(csv.reader(person.saves("#csv").read_text("utf-8-sig").splitlines()))
    assert len(rows) == 1 + person.page.evaluate("NODES.length")


def test_the_queries_of_the_panels_find_what_the_panels_show(
    person: Person, sample_build: Path
) -> None:
    store = pyoxigraph.Store()
    store.load(path=str(sample_build / "graph.ttl"))
    answer: Any = store.query(person.page.evaluate("nodeQuery(find('wolton')[0])"))
    quotes = {row["quote"].value for row in answer}
    person.types("wolt")
    person.presses("Enter")
    assert set(person.page.locator("#panel mark").all_inner_texts()) <= quotes
    pair = "pairQuery(statedLinks(find('wolton')[0]).slice(0, 1).map((link) => [link.subject, link.object]))"
    assert len(list(store.query(person.page.evaluate(pair)))) == 1
    named = list(store.query(person.page.evaluate("postQuery(POSTS[0])")))
    assert len({row["entity"] for row in named}) == person.page.evaluate("namedIn(0).length")
