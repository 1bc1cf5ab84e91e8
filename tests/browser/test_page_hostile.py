"""Sixty hostile strings in every place that shows text: none runs, all are shown as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from page_samples import write_sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

RUN = "window.hacked=1"
STRINGS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"<script src=data:text/javascript,{RUN}></script>",
    f"<img src=x onerror={RUN}>",
    f'"><img src=x onerror="{RUN}">',
    f"'><img src=x onerror='{RUN}'>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<body onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<iframe src=javascript:parent.{RUN}>",
    f"<object data=javascript:{RUN}>",
    f"<embed src=javascript:{RUN}>",
    f"<a href=javascript:{RUN}>here</a>",
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<marquee onstart={RUN}>",
    f"<style>@import 'javascript:{RUN}'</style>",
    "<style>*{display:none}</style>",
    "</style><style>body{display:none}</style>",
    "<link rel=stylesheet href=//example.com/x.css>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<base href=//example.com/>",
    "<form action=//example.com/><button>",
    "<plaintext>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "</title><h1>",
    "</textarea>",
    "<template>",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"${{{RUN}}}",
    "{{ 7*7 }}",
    "{% raw %}",
    f"`-{RUN}-`",
    f"';{RUN};//",
    f'";{RUN};//',
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}",
    "%3Cscript%3E",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "a\u202eb\u202cc",
    "a\u2028b\u2029c",
    "a\u200bb\ufeffc",
    "=cmd|' /C calc'!A0",
    "> } SELECT * { ?a ?b ?c",
    "#node=person/zoe&view=overview",
)


def twist_by(start: int) -> Callable[[str], str]:
    """Strings from ``start`` on, so that in the end each has stood in every place."""

    def twist(text: str) -> str:
        place = (start + sum(map(ord, text))) % len(STRINGS)
        return f"{STRINGS[place]} {text}"

    return twist


def test_there_are_sixty() -> None:
    assert len(set(STRINGS)) == len(STRINGS) == 60


@pytest.mark.parametrize("start", range(0, 60, 12))
def test_a_hostile_text_is_shown_and_nothing_runs(
    open_page: Callable[..., Page], tmp_path: Path, start: int
) -> None:
    twist = twist_by(start)
    page = open_page(write_sample(tmp_path / "graph.html", twist))
    for view in ("entities", "relations", "overview", "map"):
        page.click(f"[data-view={view}]")
        page.wait_for_timeout(30)
    count = page.evaluate("NODES.length")
    for node in range(count):
        page.evaluate("(node) => choose({ node })", node)
        label = page.evaluate("(node) => NODES[node].label", node)
        assert page.locator("#panel h2").text_content() == label
    for post in range(4):
        page.evaluate("(post) => choose({ post })", post)
        page.wait_for_selector("#panel article")
        shown = page.locator("#panel article").first.text_content() or ""
        written = page.evaluate("(post) => textOf(post).text", post)
        assert "".join(shown.split()) == "".join(written.split())
    page.fill("#query", twist("Zoé Lambert")[:30])
    page.evaluate("choose({ path: [0, 4] })")
    page.click("[data-view=overview]")
    assert twist("broken.txt") in (page.locator("#overview").text_content() or "")
    assert (
        page.locator("main :is(script, img, iframe, object, embed, style, base, form)").count() == 0
    )
    for link in page.locator("main a").all():
        assert (link.get_attribute("href") or "").startswith(("#", "https://example.com/"))


def test_each_is_shown_as_typed(page: Page) -> None:
    """By the one way elements are made, and in the SVG."""
    shown = page.evaluate(
        """(texts) => texts.map((text) => {
          const made = make("p", { text, title: text, lang: text });
          const mark = element("text", {}, text);
          document.body.append(made);
          return [made.textContent, made.title, mark.textContent];
        })""",
        STRINGS,
    )
    assert shown == [[text, text, text] for text in STRINGS]
    assert page.locator("body > p > *").count() == 0


def test_a_hostile_address_changes_nothing(page: Page) -> None:
    for text in STRINGS:
        page.evaluate(
            """(text) => {
              location.hash = ["node", "text", "view", "within", "sort", "from", "path", "line"]
                .map((name) => `${name}=${text}`).join("&");
            }""",
            text.replace("#", ""),
        )
    page.wait_for_timeout(100)
    assert page.inner_text("#panel h2") == "How to read this map"
