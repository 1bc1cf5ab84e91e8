"""Short names for IRIs: ``person:andrew-mcafee``, ``<post/leweb/1>`` instead of whole ones.

A name is shortened only where every parser gives the same IRI back, so the rules are
narrower than the standards allow; what does not fit is written in full.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from graphbuild.model import ENTITY_TYPES
from graphbuild.rdf import PREFIXES

KEPT: Final = 65_536
"""Short names remembered: most IRIs come back soon (classes, predicates, one entity)."""

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_SIMPLE_BASE = re.compile(r"https?://[^/?#]+(?:/(?!\.{1,2}/)[^/?#]*)*/")
_UNSAFE = re.compile(r"[:?#]|(?:^|/)\.{0,2}(?:/|$)")
"""What makes a relative reference mean something else: a scheme, a query, ``//``, ``..``."""


class Names:
    """Shorten IRIs under a base IRI; ``used`` collects the prefixes that were needed.

    ``base`` is empty where relative references would not lead back (``https://x/g#``).
    """

    def __init__(self, base: str, prefixes: Mapping[str, str]) -> None:
        """Take the base IRI that the data was minted under, and the prefixes to use."""
        self.base = base if _SIMPLE_BASE.fullmatch(base) else ""
        self.used: set[str] = set()
        self._prefixes = {iri: name for name, iri in prefixes.items()}
        self.short = lru_cache(KEPT)(self._short)

    def _short(self, iri: str) -> str:
        """Return an IRI as Turtle writes it: a prefixed name, or in angle brackets."""
        return self.prefixed(iri) or f"<{self.relative(iri)}>"

    def prefixed(self, iri: str) -> str:
        """Return the prefixed name of an IRI, or an empty text without one."""
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._prefixes.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return ""
        self.used.add(prefix)
        return f"{prefix}:{iri[cut:]}"

    def relative(self, iri: str) -> str:
        """Return an IRI without the base where it can be left out."""
        if not self.base or not iri.startswith(self.base):
            return iri
        rest = iri[len(self.base) :]
        return iri if _UNSAFE.search(rest) else rest


def prefixes_of(base: str) -> dict[str, str]:
    """Return the prefixes of an export: the vocabularies', and one for each entity type."""
    kinds = (kind.lower() for kind in ENTITY_TYPES)
    return {**PREFIXES, **{kind: f"{base}{kind}/" for kind in kinds}}
