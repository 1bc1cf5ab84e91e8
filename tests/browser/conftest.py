"""Debian's Chromium, offline; after each test nothing was logged and nothing asked for."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from page_samples import write_sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType, Page

CHROMIUM = shutil.which("chromium")
FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync
    --disable-background-networking --disable-component-update""".split()

Open = Callable[..., "Page"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(
                pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
            )


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    """What starts browsers: Playwright runs once in a process."""
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    browser = chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page of the sample written by hand."""
    return write_sample(tmp_path_factory.mktemp("page") / "graph.html")


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open an address in a window of its own, ready; all are checked at the end."""
    opened: list[tuple[Page, str, list[str], list[str]]] = []

    def open_one(
        address: str, *, width: int = 1280, height: int = 800, locale: str = "en-GB", **options: Any
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=locale, offline=True,
            reduced_motion="reduce", **options,
        )  # fmt: skip
        page = context.new_page()
        page.set_default_timeout(8000)
        troubles: list[str] = []
        requests: list[str] = []
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        opened.append((page, address.split("#")[0], troubles, requests))
        page.goto(address)
        page.wait_for_selector("body[data-ready]")
        return page

    yield open_one
    for page, address, troubles, requests in opened:
        assert troubles == []
        assert [url for url in requests if not url.startswith((address, "blob:"))] == []
        assert page.evaluate("window.hacked") is None
        page.context.close()


@pytest.fixture
def page(open_page: Open, sample_page: str) -> Page:
    """The sample's page on a desk."""
    return open_page(sample_page)
