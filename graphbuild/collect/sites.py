"""The folder of a static site generator: what lies in it beside posts, and the blog's name.

Jekyll and Hexo say it in ``_config.yml``, Hugo and Zola in ``hugo.toml`` or ``config.toml``
(Hugo also in YAML or JSON, and under ``config/_default/``), Eleventy's starters in
``_data/metadata.json`` or ``_data/site.json``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from graphbuild.collect.blobs import UnreadableError
from graphbuild.collect.front_matter import read_values
from graphbuild.collect.readers import Item

NAMING = """
_config.yml _config.yaml _config.toml hugo.toml hugo.yaml hugo.json config.toml
""".split()
"""Files that say a blog's name, the first one found in a folder counting."""

DATA = ("_data/metadata.json", "_data/site.json")

CONFIGS = frozenset(
    (*NAMING, ".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs")
)
"""Files that tell the folder of a static site generator."""

FOLDERS = frozenset(
    """
_layouts _includes _sass _data _site _plugins archetypes layouts themes scaffolds public
    """.split()
)
"""What lies beside the posts of such a folder: templates, and the site as it was built."""

FILES = ("readme.", "license.", "changelog.", "contributing.")

LARGEST, MOST = 200_000, 200
"""Bytes of a configuration, and configurations, that are read."""

_ORDER = [*NAMING, *(name.removeprefix("_data/") for name in DATA), *sorted(CONFIGS - {*NAMING})]

_TITLES = ("title", "name", "sitetitle")
_ADDRESSES = ("url", "baseurl", "base_url", "siteurl")
_UNNAMED = frozenset({"hexo", "my new hugo site", "your awesome title", "eleventy base blog"})
"""Titles and hosts that a generator puts there until its user does."""
_NOWHERE = frozenset({"example.com", "example.org", "example.net", "localhost", "yoursite.com"})

Said = tuple[str | None, str | None]


class Sites:
    """The sites found among some paths, each with its blog's title and address."""

    def __init__(self, paths: Iterable[str], read: Callable[[str], bytes]) -> None:
        """Find the configurations among ``paths`` and ``read`` those that may name a blog."""
        folders = {path: folder for path in paths if (folder := _folder_of(path)) is not None}
        self.configs = frozenset(folders)
        self._said: dict[str, Said] = {}
        for path in sorted(folders, key=lambda path: (_ORDER.index(_name(path)), path))[:MOST]:
            title, home = self._said.get(folders[path], (None, None))
            if title is None:
                found = _said(path, read)
                self._said[folders[path]] = (found[0], home or found[1])

    def leaves_out(self, path: str) -> str:
        """Return why a path of a site is no post, ``""`` where it may be one."""
        if path in self.configs:
            return "assets"
        for folder in self._said:
            if not path.startswith(folder):
                continue
            parts = PurePosixPath(path[len(folder) :]).parts
            if FOLDERS & set(parts[:1]) or "node_modules" in parts[:-1]:
                return "site templates"
            if len(parts) == 1 and path[len(folder) :].lower().startswith(FILES):
                return "assets"
        return ""

    def named(self, item: Item) -> Item:
        """Give a Markdown post the title and the address of the blog whose folder it is in."""
        if not isinstance(item, tuple) or not self._said:
            return item
        source, posts = item
        folders = [folder for folder in self._said if source.path.startswith(folder)]
        title, home = self._said[max(folders, key=len)] if folders else (None, None)
        if not (title or home) or posts[0].meta.format != "markdown":
            return item
        return source, tuple(
            replace(post, meta=replace(post.meta, blog=title, home=home)) for post in posts
        )


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _folder_of(path: str) -> str | None:
    """Return the folder of the site that a configuration tells, ``None`` where it is none."""
    if _name(path) not in _ORDER:
        return None
    for name in (*(f"config/_default/{name}" for name in NAMING), *DATA, *CONFIGS):
        if path == name or path.endswith(f"/{name}"):
            return path[: len(path) - len(name)]
    return None


def _said(path: str, read: Callable[[str], bytes]) -> Said:
    """Return the title and the address that a configuration gives; a broken one says nothing."""
    form = PurePosixPath(path).suffix.lstrip(".")
    if form not in ("yml", "yaml", "toml", "json"):
        return None, None
    try:
        text = read(path).decode("utf-8-sig", "replace")
        values = read_values(text, "yaml" if form == "yml" else form, path)
    except (OSError, UnreadableError, RecursionError):
        return None, None
    return _title_in(values), _home_in(values)


def _title_in(values: Mapping[str, Any]) -> str | None:
    found = next((values[key] for key in _TITLES if isinstance(values.get(key), str)), "")
    title = " ".join(str(found).split())
    return title if title and title.lower() not in _UNNAMED else None


def _home_in(values: Mapping[str, Any]) -> str | None:
    """Return the address of the blog; Jekyll has the path of it apart, in ``baseurl``."""
    said = [str(values[key]) for key in _ADDRESSES if isinstance(values.get(key), str)]
    home = next((url for url in said if url.startswith(("http://", "https://"))), None)
    path = next((url for url in said if url.startswith("/")), "")
    try:
        host = urlsplit(home).hostname if home else None
    except ValueError:
        return None
    if not home or not host or str(host) in _NOWHERE:
        return None
    inside = path.strip("/")
    return f"{home.rstrip('/')}/{inside}{'/' if inside else ''}"


NO_SITES = Sites((), lambda path: b"")
"""What is known where there is no folder."""
