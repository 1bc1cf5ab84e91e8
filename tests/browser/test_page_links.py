"""Links from quotes to the pages on the web: the browser opens them at the words quoted."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from page_samples import BUILD, sample

from graphbuild.model import Post
from graphbuild.write.fragments import quote_link
from graphbuild.write.html import write_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

PAGE = "https://blog.example/notes-2014?p=1"
PARAGRAPHS = (
    "Zoé Lambert ouvre la séance.",
    "Le club d'Adetem, qui compte, reçoit Zoé Lambert\u00a0: la télévision-reine, « encore »\u00a0;",
    "et R&D, prix et coûts finissent ici",
    "Zoé Lambert revient sur scène, bien plus tard, pour dire que la relation avec le lecteur tient.",
)


def test_the_page_and_the_graph_link_a_quote_alike(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    knowledge, graph = sample()
    posts = tuple(replace(record, url=PAGE) for record in knowledge.posts)
    knowledge = replace(knowledge, posts=posts)
    write_html(tmp_path / "graph.html", knowledge, graph, BUILD)
    page = open_page((tmp_path / "graph.html").as_uri())
    known = {record.post.id: record.post for record in posts}
    spans = [(m.post, m.start, m.end, m.surface) for m in knowledge.mentions]
    spans += [(e.post, e.start, e.end, e.quote) for s in knowledge.statements for e in s.evidence]
    for identifier, start, end, words in spans:
        post = known[identifier]
        units = [len(post.surface(post.start, at).encode("utf-16-le")) // 2 for at in (start, end)]
        said = page.evaluate(
            "([short, from, to]) => quoteAddress(POST_BY_IRI.get(`post/${short}`), from, to)",
            [identifier, *units],
        )
        assert f"<{said}>" == quote_link(PAGE, post, start, end, words)
    page.evaluate("choose({ node: find('zoe')[0].id })")
    links = page.locator("#panel a.outside")
    assert links.count() >= 5
    assert (links.first.get_attribute("href") or "").startswith(f"{PAGE}#:~:text=")


@pytest.mark.parametrize(
    ("paragraph", "quote"),
    [
        (0, "Zoé Lambert"), (1, "Adetem"), (1, "Zoé Lambert"), (1, "télévision-reine"),
        (1, "encore"), (2, "R&D, prix"), (3, "Zoé Lambert"), (3, PARAGRAPHS[3]),
        (2, "finissent ici\nZoé Lambert revient"),
    ],
)  # fmt: skip
def test_chromium_opens_a_page_at_the_words(browser: Browser, paragraph: int, quote: str) -> None:
    text = "\n".join(PARAGRAPHS)
    start = text.index(quote, sum(len(part) + 1 for part in PARAGRAPHS[:paragraph]))
    post = Post(id="p/1", source="p", start=0, end=len(text), text=text)
    with served("".join(f"<p>{html.escape(part)}</p><hr>" for part in PARAGRAPHS)) as address:
        link = quote_link(address, post, start, start + len(quote), quote)
        assert link
        page = browser.new_page(viewport={"width": 600, "height": 300})
        page.goto(link[1:-1])
        page.wait_for_function(
            """(paragraph) => {
              const { top, bottom } = document.querySelectorAll("p")[paragraph].getBoundingClientRect();
              return bottom > 0 && top < innerHeight && (paragraph === 0 || scrollY > 0);
            }""",
            arg=paragraph,
            timeout=4000,
        )
        page.close()


@contextmanager
def served(body: str) -> Iterator[str]:
    """Serve a long page on this machine and give its address."""
    style = "<meta charset=utf-8><style>hr { height: 2000px; border: 0 }</style>"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html>{style}{body}".encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
