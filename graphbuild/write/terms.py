"""RDF terms as text, in canonical N-Triples: what every format is made from.

Not pyoxigraph's objects: making, hashing and writing them took half of the time that the
files take. https://www.w3.org/TR/n-triples/
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from urllib.parse import quote as percent_encoded

from pyoxigraph import Literal

from graphbuild.rdf import expand

_ODD: Final = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff]')
_SHORT: Final = {
    "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
}  # fmt: skip


def link(iri: str) -> str:
    """Return the term of an IRI, which must be valid."""
    return f"<{iri}>"


@cache
def node(name: str) -> str:
    """Return the term of a prefixed name; raise ``KeyError`` for an unknown prefix."""
    return f"<{expand(name)}>"


def quoted(text: str) -> str:
    """Return the text in quotes, escaped; JSON reads it too.

    What UTF-8 cannot hold (a lone surrogate) becomes ``?``.
    """
    return f'"{_ODD.sub(_escaped, text)}"' if _ODD.search(text) else f'"{text}"'


def _escaped(match: re.Match[str]) -> str:
    letter = match[0]
    if "\ud800" <= letter <= "\udfff":
        return "?"
    return _SHORT.get(letter) or f"\\u{ord(letter):04X}"


def plain_text(text: str, language: str = "") -> str:
    """Return a literal without datatype. Raises ``ValueError`` for what is no language tag."""
    return f"{quoted(text)}{_tag(language)}" if language else quoted(text)


@cache
def _tag(language: str) -> str:
    return str(Literal("", language=language))[2:]


def typed(value: str, datatype: str) -> str:
    """Return a literal whose datatype is a prefixed name."""
    return f"{quoted(value)}^^{node(datatype)}"


def count(value: int) -> str:
    """Return a number of things."""
    return f'"{value}"^^{node("xsd:nonNegativeInteger")}'


def integer(value: int) -> str:
    """Return a whole number."""
    return f'"{value}"^^{node("xsd:integer")}'


def decimal(value: float) -> str:
    """Return a number with four places."""
    return f'"{value:.4f}"^^{node("xsd:decimal")}'


def layer(base: str, name: str) -> str:
    """Return the named graph of a layer."""
    return f"<{base}layer/{name}>"


def source_node(base: str, path: str) -> str:
    """Return the term of a source: its path, percent-encoded."""
    return f"<{base}source/{encoded(path)}>"


@cache
def encoded(path: str) -> str:
    """Return a path as a part of an IRI."""
    return percent_encoded(path, safe="/-._~", errors="surrogatepass")
