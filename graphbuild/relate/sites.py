"""The site of who is named: a link whose anchor is the name, to the front page of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from graphbuild.model import Attribute, Evidence, Mention, Post

_OWNERS = frozenset({"Person", "Organization", "Product", "Event", "Work"})
_FRONT = re.compile(r"/?(?:(?:fr|en|home|accueil)/?|(?:index|default)\.(?:html?|php|aspx?))?", re.I)


def site_attributes(post: Post, mentions: Sequence[Mention]) -> Iterator[Attribute]:
    """Yield the site of each name that a link to a front page has for its anchor."""
    named = {(m.start, m.end): m for m in mentions if m.type in _OWNERS}
    for link in post.meta.links:
        mention = named.get((link.start, link.end))
        site = front_page(link.url)
        if mention is None or site is None:
            continue
        yield Attribute(
            subject=mention.key,
            predicate="url",
            value=site,
            evidence=Evidence(
                source=post.source, start=link.start, end=link.end, quote=mention.surface,
                post=post.id, cue="link",
            ),
        )  # fmt: skip


def front_page(url: str) -> str | None:
    """Return the address of the site when ``url`` is its front page, else ``None``."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = parts.netloc.lower()
    whole = re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", host)
    if parts.scheme not in ("http", "https") or not whole or parts.query:
        return None
    return f"{parts.scheme}://{host}/" if _FRONT.fullmatch(parts.path) else None
