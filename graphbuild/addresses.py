"""Web addresses compared: what of an address does not tell one page from another."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref|source|m|showComment|replytocom)", re.I
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)


def joined(base: str, url: str) -> str:
    """Return a link as an address on the page it stands on; ``""`` for what is none."""
    try:
        return urljoin(base, url)
    except ValueError:  # //[ and the like: half of an IPv6 address
        return ""


def same_address(url: str, home: str | None = None) -> str:
    """Return a form that two spellings of one address share; ``""`` for none.

    Scheme, ``www.``, a last ``/``, the fragment, tracking parameters and case of the host do
    not count. A path alone is an address on ``home``.
    """
    if home and not re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE):
        url = joined(home, url)
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "") or not (parts.netloc or parts.path):
        return ""
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    path = _INDEX.sub("/", unquote(parts.path)).rstrip("/")
    query = [(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k)]
    if not path and not query and not host:
        return ""
    return f"{host}{path}" + (f"?{urlencode(sorted(query))}" if query else "")
