"""Names for posts that share a file: stable, readable, and safe as file names."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from graphbuild.collect.slugs import source_slug

LONGEST = 80

_QUERY = re.compile(r"[?#].*", re.DOTALL)
_INDEX = re.compile(r"(?:index)?\.(?:html?|php|aspx?|cfm)$", re.IGNORECASE)


@dataclass(slots=True)
class Paths:
    """Gives each post of one file a path of its own under the file's."""

    file: str
    taken: set[str] = field(default_factory=set)

    def give(self, *, url: str | None, title: str | None, key: str) -> str:
        """Return ``<file>/<slug>``, from the permalink's last part or else the title.

        A slug that is taken gets a suffix made of ``key`` (an id of the post), so that it
        does not change when posts are added before it.
        """
        slug = _from_url(url or "") or source_slug(f"{title or 'post'}/")
        slug = slug[:LONGEST].rstrip("-")
        if slug in self.taken:
            slug = f"{slug}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:8]}"
        while slug in self.taken:  # the same post twice: copies are put together later
            slug += "-2"
        self.taken.add(slug)
        return f"{self.file}/{slug}"


def _from_url(url: str) -> str:
    """``https://blog.fr/2010/03/un-titre.html`` -> ``un-titre``; nothing for ``/?p=12``."""
    path = re.sub(r"^[a-z]+://[^/]*", "", _QUERY.sub("", url))
    last = _INDEX.sub("", path.rstrip("/").rpartition("/")[2])
    slug = source_slug(f"{last}/") if last else ""
    return "" if slug.isdigit() or slug == "source" else slug
