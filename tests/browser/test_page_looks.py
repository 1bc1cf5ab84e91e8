"""Pictures of the page, region by region: every part is there, in its place, by day and night.

The shares of ink were read from pictures that were looked at; fonts differ from one machine
to the next, so a region may hold half as much or twice as much, not nothing and not a blot.
"""

from __future__ import annotations

import base64
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

SIZES = {"desk": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}
LOOKS = list(product(SIZES, ("light", "dark"), ("fr-FR", "en-GB")))
REGIONS = ("header", "#filters", "#canvas", "#timeline", "#panel")
INK = {
    ("desk", "header"): 0.13, ("desk", "#filters"): 0.05, ("desk", "#canvas"): 0.03,
    ("desk", "#timeline"): 0.10, ("desk", "#panel"): 0.06,
    ("tablet", "header"): 0.15, ("tablet", "#canvas"): 0.03,
    ("tablet", "#timeline"): 0.10, ("tablet", "#panel"): 0.08,
    ("phone", "header"): 0.17, ("phone", "#canvas"): 0.03, ("phone", "#timeline"): 0.11,
}  # fmt: skip


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Page:
    """A page of no policy, which can open pictures."""
    page = browser.new_page()
    page.goto("about:blank")
    return page


def regions(page: Page, reader: Page) -> dict[str, dict[str, Any]]:
    """What a picture of the page holds in each of its parts."""
    boxes = {}
    for name in REGIONS:
        box = page.locator(name).bounding_box() if page.is_visible(name) else None
        if box and box["height"] > 4:
            boxes[name] = box
    picture = base64.b64encode(page.screenshot()).decode()
    found: dict[str, dict[str, Any]] = reader.evaluate(READ, [picture, boxes])
    return found


@pytest.mark.parametrize(("size", "scheme", "locale"), LOOKS)
def test_every_region_holds_what_it_should(
    open_page: Callable[..., Page],
    sample_page: str,
    reader: Page,
    size: str,
    scheme: str,
    locale: str,
) -> None:
    width, height = SIZES[size]
    page = open_page(sample_page, width=width, height=height, color_scheme=scheme, locale=locale)
    seen = regions(page, reader)
    assert {(size, name) for name in seen} == {key for key in INK if key[0] == size}
    for name, region in seen.items():
        assert region["ground"] > 225 if scheme == "light" else region["ground"] < 40, name
        assert INK[size, name] / 2 < region["ink"] < INK[size, name] * 2, (name, region["ink"])
    colours = page.evaluate("[...new Set(NODES.map((node) => colourOf(node.type)))]")
    assert set(colours) <= set(seen["#canvas"]["plain"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_names_on_the_map_do_not_cover_each_other(
    open_page: Callable[..., Page], sample_build: Path, reader: Page, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    address = (sample_build / "graph.html").as_uri()
    page = open_page(address, width=width, height=height, color_scheme=scheme, locale="fr-FR")
    assert 0.02 < regions(page, reader)["#canvas"]["ink"] < 0.4
    for factor in (1, 2, 2, 2):
        assert page.evaluate(CROSSINGS, factor) == []


def test_the_same_view_gives_the_same_picture(
    open_page: Callable[..., Page], sample_build: Path
) -> None:
    address = (sample_build / "graph.html").as_uri()
    seen = [open_page(f"{address}#node=person/dominique-wolton").evaluate(SEEN) for _ in range(2)]
    assert seen[0] == seen[1]
    assert len(seen[0]["names"]) > 5


READ = """async ([picture, boxes]) => {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const light = (value) => (0.3 * (value & 255) + 0.59 * ((value >> 8) & 255) + 0.11 * ((value >> 16) & 255));
  const hex = (value) => "#" + [0, 8, 16].map((at) => ((value >> at) & 255).toString(16).padStart(2, "0")).join("");
  return Object.fromEntries(Object.entries(boxes).map(([name, { x, y, width, height }]) => {
    const { data } = context.getImageData(x, y, width, Math.min(height, image.height - y));
    const pixels = new Uint32Array(data.buffer);
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
    const often = [...counts].sort((a, b) => b[1] - a[1]);
    const ground = light(often[0][0]);
    let ink = 0;
    for (const [pixel, count] of counts) if (Math.abs(light(pixel) - ground) > 24) ink += count;
    return [name, { ground, ink: ink / pixels.length, plain: often.slice(0, 40).map(([pixel]) => hex(pixel)) }];
  }));
}"""

SEEN = """async () => {
  await new Promise((done) => setTimeout(done, 400));
  const canvas = document.querySelector("#canvas canvas");
  return {
    names: planNames(canvas.getContext("2d"), viewNow()), view: viewNow(),
    drawn: canvas.toDataURL(), panel: byId("panel").innerText,
  };
}"""

CROSSINGS = """(factor) => {
  zoomMap(factor);
  const context = document.querySelector("#canvas canvas").getContext("2d");
  const boxes = planNames(context, viewNow()).map(({ text, font, size, x, y }) => {
    context.font = font;
    const half = context.measureText(text).width / 2;
    return { text, left: x - half, right: x + half, top: y - size * 0.8, bottom: y + size * 0.2 };
  });
  const crossing = [];
  boxes.forEach((a, at) => boxes.slice(at + 1).forEach((b) => {
    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) crossing.push([a.text, b.text]);
  }));
  return crossing;
}"""
