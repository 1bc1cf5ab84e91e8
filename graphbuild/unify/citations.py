"""Which post links to which: by permalink, by the path of its file, by its dated name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping

from graphbuild.addresses import joined, same_address
from graphbuild.model import Post

_SUFFIX = re.compile(r"\.(?:md|markdown|html?|txt)$", re.IGNORECASE)


def permalink(post: Post) -> str | None:
    """Return the whole address of a post, ``None`` where only a path is known."""
    url = post.meta.url
    if url and post.meta.home and url.startswith("/"):
        url = joined(post.meta.home, url)
    return url if url and re.match(r"https?://", url) else None


def citations(posts: Collection[Post]) -> dict[str, tuple[str, ...]]:
    """Return, for each post that links to others of the corpus, their ids, sorted."""
    known = _addresses(posts)
    found: dict[str, tuple[str, ...]] = {}
    for post in posts:
        if cited := {known[a] for a in _targets(post) if a in known} - {post.id}:
            found[post.id] = tuple(sorted(cited))
    return found


def _addresses(posts: Collection[Post]) -> Mapping[str, str]:
    """Map all that a link may call a post to its id; what calls two calls none."""
    called: dict[str, str] = {}
    several: set[str] = set()
    for post in posts:
        if post.kind == "post":
            for name in _names(post):
                if called.setdefault(name, post.id) != post.id:
                    several.add(name)
    for name in several:
        del called[name]
    return called


def _names(post: Post) -> Iterator[str]:
    url = post.meta.url
    if url:
        yield same_address(url, post.meta.home)
        yield same_address(permalink(post) or url)
    for source in (post.source, *post.meta.copies):
        path = _SUFFIX.sub("", source)
        yield f"file:{path}"
        yield f"name:{posixpath.basename(path)}"


def _targets(post: Post) -> Iterator[str]:
    here = permalink(post)
    for link in post.meta.links:
        url = link.url.strip()
        if not url or url.startswith(("#", "mailto:", "javascript:", "tel:")):
            continue
        if re.match(r"https?://", url) or url.startswith("/"):
            base = here or post.meta.home
            yield same_address(joined(base, url) if base else url)
            yield same_address(url)
            continue
        if here:
            yield same_address(joined(here, url))
        path = _SUFFIX.sub("", url.partition("#")[0])
        folder = posixpath.dirname(post.source)
        yield f"file:{posixpath.normpath(posixpath.join(folder, path))}"
        yield f"name:{posixpath.basename(path)}"
