"""Names and IRIs of the RDF model: the one place that spells a namespace.

pyoxigraph builds the triples (about 7 times faster than rdflib at a million
triples); nothing here reads a file.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from graphbuild.words import fold

PREFIXES: Final = MappingProxyType(
    {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "gb": "https://w3id.org/graphbuild#",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sioc": "http://rdfs.org/sioc/ns#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

PART_LENGTH: Final = 60
"""Letters of one part of a path: file systems take 255 bytes."""

SLUG_LENGTH: Final = 80
"""Longest slug kept whole; a longer one is cut and gets a digest, so that a
2,000-character label still gives an IRI that a browser and a file system accept."""

_PLUS: Final = re.compile(r"(?<=[\w+])\+")

_SHARP: Final = re.compile(r"(?<=\w)#")

_BETWEEN: Final = re.compile(r"[^\w]+|_+")


@cache
def expand(name: str) -> str:
    """Return the IRI of a prefixed name such as ``schema:Person``.

    Raises ``KeyError`` for an unknown prefix: a misspelt one fails at once.
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@cache
def node(name: str) -> NamedNode:
    """Return the node of a prefixed name."""
    return NamedNode(expand(name))


def reading_order(item: Quad | Triple) -> tuple[str, bool, str, str]:
    """Return a sort key: by subject, ``rdf:type`` first, as people expect of Turtle."""
    predicate = item.predicate.value
    return str(item.subject), predicate != expand("rdf:type"), predicate, str(item.object)


def slug(label: str) -> str:
    """Return the last part of an IRI for a label: lower case, hyphens, no accents.

    Letters outside Latin are kept (IRIs allow them); ``+`` and ``#`` are spelt out,
    since ``C++`` is not ``C#``. A label without letters or digits, or one that is
    too long, gets the first eight hexadecimal digits of its SHA-256.
    """
    text = fold(label)
    if "+" in text:
        text = _PLUS.sub("-plus", text)
    if "#" in text:
        text = _SHARP.sub("-sharp", text)
    text = _BETWEEN.sub("-", text).strip("-")
    if text and len(text) <= SLUG_LENGTH:
        return text
    digest = hashlib.sha256(label.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    head = text[: SLUG_LENGTH - 9].rstrip("-")
    return f"{head}-{digest}" if head else f"x-{digest}"


def entity_iri(base: str, kind: str, label: str) -> str:
    """Mint ``<base>person/andrew-mcafee`` from a type and a label."""
    return f"{base}{kind.lower()}/{slug(label)}"


def text_file(source: str) -> str:
    """Return where the extracted text of a source is kept in the output: ``texts/...txt``.

    What a file system may not take is replaced, and a part that is too long is cut; either
    then bears eight digits of the path's SHA-256.
    """
    parts = []
    for part in source.split("/"):
        safe = re.sub(r"[\x00-\x1f<>:\"\\|?*]|^\.+$|(?<![ .])[ .]+$", "_", part)[:PART_LENGTH]
        if safe != part:
            safe += "-" + hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        parts.append(safe)
    return "/".join(("texts", *parts)) + ".txt"


def post_iri(base: str, post: str) -> str:
    """Return the IRI of a post from its id."""
    return f"{base}post/{post}"
