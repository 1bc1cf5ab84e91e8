"""An author's name as formats give it -> the name alone."""

from __future__ import annotations

import re

from graphbuild.collect.fold import key

_MAIL = re.compile(r"<?(?<![\w.+-])[\w.+-]++@[\w.-]+\.\w+>?")
_BRACKETED = re.compile(r"\(([^()]+)\)")
_BY = re.compile(
    r"^(?:par|by|de|posted by|publié par|écrit par|posté par|rédigé par)\s*:?\s+", re.I
)
_NOBODY = frozenset(
    "admin administrator administrateur anonyme anonymous unknown inconnu noreply webmaster".split()
)
LONGEST = 80


def author_name(text: str) -> str | None:
    """Return the name in ``jean@blog.fr (Jean Dupont)`` or ``Par Jean Dupont``; not ``admin``."""
    text = " ".join(text.split())
    if _MAIL.search(text):
        inside = _BRACKETED.search(text)
        text = inside[1] if inside else _MAIL.sub("", text)
    name = _BY.sub("", text).strip(" ,;|-–—·\"'")
    if not name or len(name) > LONGEST or key(name) in _NOBODY or "://" in name:
        return None
    return name
