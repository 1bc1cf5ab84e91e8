"""The same posts as the common formats carry them: what tests give to the readers."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from graphbuild.collect import collect
from graphbuild.model import PROSE, Block, Post

TAGS = {"heading": "h2", "paragraph": "p", "quote": "blockquote", "caption": "figcaption"}
SITE = "https://carnet.example"


def sample_posts(folder: Path, count: int) -> list[Post]:
    """Return posts of the sample corpus that stand alone in their file."""
    files = (item[1] for item in collect([folder]) if isinstance(item, tuple))
    alone = [posts[0] for posts in files if sum(post.kind == "post" for post in posts) == 1]
    return alone[:count]


def slug(post: Post) -> str:
    return post.source.removesuffix(".txt")


def _body(post: Post) -> list[tuple[str, str]]:
    """The paragraphs; what a quotation had cut in pieces is whole again."""
    blocks = [b for b in post.prose() if b.kind != "title"]
    lines: list[tuple[str, str]] = []
    last: Block | None = None
    for block in blocks:
        between = post.surface(last.end, block.start) if last else "\n"
        text = post.surface(block.start, block.end)
        if last and "\n" not in between:
            kind, start = lines[-1]
            kind = "paragraph" if "quote" in (kind, block.kind) else kind
            lines[-1] = (kind, start + between + text)
        else:
            lines.append((block.kind, text))
        last = block
    return lines


def as_text(post: Post) -> str:
    lines = ["- " + text if kind == "item" else text for kind, text in _body(post)]
    head = [post.title or "", f"Par {post.author}" if post.author else "", _french(post.date)]
    return "\n".join(line for line in head if line) + "\n\n" + "\n\n".join(lines) + "\n"


def _french(date: str | None) -> str:
    return "/".join(reversed(date.split("-"))) if date else ""


def as_html(post: Post) -> str:
    """The body alone."""
    out = []
    for kind, group in groupby(_body(post), key=lambda line: line[0]):
        if kind == "item":
            items = "".join(f"<li>{html.escape(text)}</li>\n" for _, text in group)
            out.append(f"<ul>\n{items}</ul>")
        else:
            out += [f"<{TAGS[kind]}>{html.escape(text)}</{TAGS[kind]}>" for _, text in group]
    return "\n".join(out)


def as_page(post: Post) -> str:
    author = f'<meta name="author" content="{html.escape(post.author)}">' if post.author else ""
    date = f'<meta property="article:published_time" content="{post.date}">' if post.date else ""
    title = html.escape(post.title or "")
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>{author}'
        f'{date}</head><body><nav><a href="/">Accueil</a></nav><article class="post"><h1 '
        f'class="entry-title">{title}</h1><div class="entry-content">{as_html(post)}</div></article>'
        "<footer>Mentions légales</footer></body></html>"
    )


def as_markdown(post: Post) -> str:
    head = {"title": post.title, "author": post.author, "date": post.date}
    front = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in head.items() if v)
    marks = {"heading": "## ", "item": "- ", "quote": "> "}
    lines = [marks.get(kind, "") + _escaped(text) for kind, text in _body(post)]
    return f"---\n{front}---\n\n" + "\n\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "*_`[]<>#" else c for c in text)


def as_json_line(post: Post) -> str:
    row = {"titre": post.title, "auteur": post.author, "date": post.date, "html": as_html(post)}
    return json.dumps({k: v for k, v in row.items() if v}, ensure_ascii=False)


def as_json_lines(posts: Sequence[Post]) -> str:
    return "".join(as_json_line(post) + "\n" for post in posts)


def as_rss(posts: Sequence[Post]) -> str:
    return _channel("".join(_item(post, "") for post in posts), "")


def as_wxr(posts: Sequence[Post]) -> str:
    extra = ' xmlns:wp="http://wordpress.org/export/1.2/"'
    status = "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
    return _channel("".join(_item(post, status) for post in posts), extra)


def _channel(items: str, namespaces: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"{namespaces}><channel><title>Carnet</title>'
        f"<link>{SITE}</link>{items}</channel></rss>"
    )


def _item(post: Post, extra: str) -> str:
    author = f"<dc:creator>{html.escape(post.author)}</dc:creator>" if post.author else ""
    date = f"<pubDate>{post.date} 10:00:00</pubDate>" if post.date else ""
    return (
        f"<item><title>{html.escape(post.title or '')}</title><link>{SITE}/{slug(post)}/</link>{date}"
        f"{author}<content:encoded><![CDATA[{as_html(post)}]]></content:encoded>{extra}</item>"
    )


FORMATS: dict[str, Callable[[Sequence[Post]], Iterator[tuple[str, str]]]] = {
    "text": lambda posts: ((f"{slug(p)}.txt", as_text(p)) for p in posts),
    "markdown": lambda posts: ((f"{slug(p)}.md", as_markdown(p)) for p in posts),
    "html": lambda posts: ((f"{slug(p)}.html", as_page(p)) for p in posts),
    "wxr": lambda posts: iter([("export.xml", as_wxr(posts))]),
    "rss": lambda posts: iter([("feed.xml", as_rss(posts))]),
    "jsonl": lambda posts: iter([("posts.jsonl", as_json_lines(posts))]),
}


def deliver(posts: Sequence[Post], form: str, folder: Path) -> Path:
    """Write the posts in one format into a folder of its own."""
    place = folder / form
    place.mkdir(parents=True)
    for name, content in FORMATS[form](posts):
        (place / name).write_text(content, encoding="utf-8")
    return place


__all__ = ["FORMATS", "PROSE", "deliver", "sample_posts"]
