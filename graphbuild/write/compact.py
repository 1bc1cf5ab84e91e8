"""Short names for RDF terms: ``person:andrew-mcafee``, ``<post/leweb/1>``, ``0.9000``.

A name is shortened only where every parser gives the same term back, so the rules are
narrower than the standards allow; what does not fit is written in full.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from graphbuild.model import ENTITY_TYPES
from graphbuild.rdf import PREFIXES, expand

KEPT: Final = 65_536
"""Terms remembered: most come back soon (classes, predicates, one entity, counts)."""

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_SIMPLE_BASE = re.compile(r"https?://[^/?#]+(?:/(?!\.{1,2}/)[^/?#]*)*/")
_BARE = {
    expand("xsd:integer"): re.compile(r"[+-]?[0-9]+"),
    expand("xsd:decimal"): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    expand("xsd:boolean"): re.compile(r"true|false"),
}
"""Datatypes that Turtle lets one leave out, and the forms it reads as such."""


class Names:
    """Shorten terms under a base IRI; ``used`` collects the prefixes that were needed.

    ``base`` is empty where relative references would not lead back (``https://x/g#``).
    """

    def __init__(self, base: str, prefixes: Mapping[str, str]) -> None:
        """Take the base IRI that the data was minted under, and the prefixes to use."""
        self.base = base if _SIMPLE_BASE.fullmatch(base) else ""
        self.used: set[str] = set()
        self._prefixes = {iri: name for name, iri in prefixes.items()}
        self.term = lru_cache(KEPT)(self._term)
        self.head = lru_cache(KEPT)(self.relative)  # for those that come again

    def _term(self, term: str) -> str:
        """Return an N-Triples term as Turtle writes it; a triple term is Turtle already."""
        if term[0] == "<":
            iri = term[1:-1]
            return term if term[1] == "<" else self.prefixed(iri) or f"<{self.relative(iri)}>"
        if term[-1] != ">":
            return term
        value, _, datatype = term[:-1].rpartition("^^<")
        form = _BARE.get(datatype)
        if form is not None and form.fullmatch(value, 1, len(value) - 1):
            return value[1:-1]
        return f"{value}^^{self.term(f'<{datatype}>')}"

    def prefixed(self, iri: str) -> str:
        """Return the prefixed name of an IRI, or an empty text without one."""
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._prefixes.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return ""
        self.used.add(prefix)
        return f"{prefix}:{iri[cut:]}"

    def relative(self, iri: str) -> str:
        """Return an IRI without the base where it can be left out.

        Not where the rest would mean something else: a scheme, a query, ``//``, ``..``.
        """
        if not self.base or not iri.startswith(self.base):
            return iri
        rest = iri[len(self.base) :]
        odd = ":" in rest or "?" in rest or "#" in rest or "/." in rest or rest[:1] in "/."
        return iri if odd else rest


def prefixes_of(base: str) -> dict[str, str]:
    """Return the prefixes of an export: the vocabularies', and one for each entity type."""
    kinds = (kind.lower() for kind in ENTITY_TYPES)
    return {**PREFIXES, **{kind: f"{base}{kind}/" for kind in kinds}}
