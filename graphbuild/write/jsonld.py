"""A document as JSON-LD 1.1: nested, so that it reads as a document and not as a table.

An entity holds what is stated of it, each statement its evidence, each evidence its
quote; a post holds its comments. https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from json.encoder import encode_basestring
from typing import Any, Final

from graphbuild.rdf import PREFIXES, expand
from graphbuild.write.compact import Names
from graphbuild.write.document import Document
from graphbuild.write.forms import in_json
from graphbuild.write.terms import node

WIDTH: Final = 96
"""Longest line that holds a whole list or object."""

DEEPEST: Final = 40
"""Levels of nesting; what lies deeper (comments on comments) stands on its own."""

_TEXT = {"@container": "@language"}
_LINK = {"@type": "@id"}
_NAME = {"@type": "@vocab"}
_COUNT, _DECIMAL, _DATE = (
    {"@type": f"xsd:{kind}"} for kind in ("nonNegativeInteger", "decimal", "date")
)

_LINKS = (
    "worksFor memberOf founderOf authorOf publisherOf organizerOf participantIn locatedIn "
    "partnerOf offers ownerOf discusses criticizes mentions relatedTo schema:worksFor "
    "schema:memberOf schema:founder schema:publisher schema:organizer schema:attendee "
    "schema:performer schema:owns schema:mentions schema:parentItem void:class dcterms:subject "
    "sioc:topic sioc:link sioc:links_to sioc:has_container"
).split()

TERMS: Final[dict[str, dict[str, str]]] = {
    "label": {"@id": "rdfs:label", **_TEXT},
    "title": {"@id": "dcterms:title", **_TEXT},
    "description": {"@id": "dcterms:description", **_TEXT},
    "prefLabel": {"@id": "skos:prefLabel", **_TEXT},
    "altLabel": {"@id": "skos:altLabel", **_TEXT},
    "name": {"@id": "schema:name", **_TEXT},
    "definition": {"@id": "skos:definition", **_TEXT},
    "broader": {"@id": "skos:broader", **_LINK},
    "exactMatch": {"@id": "skos:exactMatch", **_LINK},
    "sameAs": {"@id": "schema:sameAs", **_LINK},
    "author": {"@id": "schema:author", **_LINK},
    "about": {"@id": "schema:about", **_LINK},
    "isPartOf": {"@id": "schema:isPartOf", **_LINK},
    "datePublished": {"@id": "schema:datePublished", **_DATE},
    "startDate": {"@id": "schema:startDate", **_DATE},
    "endDate": {"@id": "schema:endDate", **_DATE},
    "dateModified": {"@id": "schema:dateModified", **_DATE},
    "url": {"@id": "schema:url", **_LINK},
    "keywords": {"@id": "schema:keywords", **_TEXT},
    "articleSection": {"@id": "schema:articleSection", **_TEXT},
    "citation": {"@id": "schema:citation", **_LINK},
    "created": {"@id": "dcterms:created", **_DATE},
    "modified": {"@id": "dcterms:modified", **_DATE},
    "language": {"@id": "dcterms:language"},
    "license": {"@id": "dcterms:license", **_LINK},
    "isReplacedBy": {"@id": "dcterms:isReplacedBy", **_LINK},
    "inReplyTo": {"@id": "sioc:reply_of", **_LINK},
    "target": {"@id": "oa:hasTarget", **_LINK},
    "source": {"@id": "oa:hasSource", **_LINK},
    "selector": {"@id": "oa:hasSelector", **_LINK},
    "start": {"@id": "oa:start", **_COUNT},
    "end": {"@id": "oa:end", **_COUNT},
    "exact": {"@id": "oa:exact"},
    "prefix": {"@id": "oa:prefix"},
    "suffix": {"@id": "oa:suffix"},
    "subject": {"@id": "rdf:subject", **_LINK},
    "predicate": {"@id": "rdf:predicate", **_NAME},
    "object": {"@id": "rdf:object", **_LINK},
    "evidence": {"@id": "prov:wasDerivedFrom", **_LINK},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", **_LINK},
    "used": {"@id": "prov:used", **_LINK},
    "vocabulary": {"@id": "void:vocabulary", **_LINK},
    "confidence": {"@id": "gb:confidence", **_DECIMAL},
    "significance": {"@id": "gb:significance", **_DECIMAL},
    "count": {"@id": "gb:count", **_COUNT},
    "postCount": {"@id": "gb:postCount", **_COUNT},
    "mentionCount": {"@id": "gb:mentionCount", **_COUNT},
    "layer": {"@id": "gb:layer", **_NAME},
    "modality": {"@id": "gb:modality", **_NAME},
    "kept": {"@id": "gb:kept", **_LINK},
    "merged": {"@id": "gb:merged", **_LINK},
    **dict.fromkeys(_LINKS, _LINK),
    "comments": {"@reverse": "sioc:reply_of"},
    "statements": {"@reverse": "rdf:subject"},
    "mentionedAt": {"@reverse": "oa:hasBody"},
    "merges": {"@reverse": "gb:kept"},
}
"""What the keys of ``graph.jsonld`` mean. Other keys: a name of ours without prefix, or
a prefixed name. Any value may be written in full instead; the writer does so wherever
one does not fit its key."""

_KEYS = {f"<{expand(t['@id'])}>": key for key, t in TERMS.items() if "@id" in t}
_INSIDE = {f"<{expand(t['@reverse'])}>": key for key, t in TERMS.items() if "@reverse" in t}
_NESTED = {
    f"<{expand(name)}>"
    for name in (
        "oa:hasTarget oa:hasSelector prov:wasDerivedFrom prov:wasGeneratedBy gb:merged "
        "void:subset void:classPartition"
    ).split()
}
"""Links whose other end is shown in place, where the same document describes it."""

_INTEGER = expand("xsd:integer")
_TYPE, _BODY = node("rdf:type"), node("oa:hasBody")


def context(names: Names) -> dict[str, Any]:
    """Return the JSON-LD context of the whole file."""
    start = {"@base": names.base} if names.base else {}
    return {
        "@version": 1.1,
        **start,
        "@vocab": PREFIXES["gb"],
        "id": "@id",
        "type": "@type",
        **PREFIXES,
        **TERMS,
    }


class Written(str):
    """JSON as it stands."""

    __slots__ = ()


def frame(document: Document, names: Names) -> list[Any]:
    """Return the document's root with the other nodes inside, and what did not fit in."""
    framed = _Frame(document, names)
    subjects = (document.root, *document.union, *document.annotations)
    return [framed.node(subject, depth=0) for subject in subjects if framed.waits(subject)]


def render_json(value: object, margin: str = "\n") -> str:
    """Return JSON for people, letters as they are; what fits on a line stays on one.

    From the inside out, so that no part is rendered more than once.
    """
    if isinstance(value, str):
        return value if type(value) is Written else encode_basestring(value)
    if isinstance(value, partial):
        return str(value(margin))
    if not isinstance(value, dict | list):
        return json.dumps(value)
    inner = f"{margin}  "
    if isinstance(value, dict):
        parts = [f"{encode_basestring(k)}: {render_json(v, inner)}" for k, v in value.items()]
        opening, closing = "{", "}"
    else:
        parts = [render_json(item, inner) for item in value]
        opening, closing = "[", "]"
    line = f"{opening}{', '.join(parts)}{closing}"
    if len(line) <= WIDTH and "\n" not in line:
        return line
    return f"{opening}{inner}{f',{inner}'.join(parts)}{margin}{closing}"


class _Frame:
    """Nest the nodes of one document; each is described once, then only linked to."""

    def __init__(self, document: Document, names: Names) -> None:
        self._nodes = document.union
        self._annotations = document.annotations
        self._names = names
        self._done: set[str] = set()
        self._inside: dict[tuple[str, str], list[str]] = {}
        for subject, properties in self._nodes.items():
            for predicate in _INSIDE.keys() & properties.keys():
                for obj in properties[predicate]:
                    self._inside.setdefault((obj, predicate), []).append(subject)
        for term, said in self._annotations.items():
            if said.body:
                self._inside.setdefault((said.body, _BODY), []).append(term)

    def waits(self, subject: str) -> bool:
        """Tell whether a node of this document was not described yet."""
        return subject not in self._done and (
            subject in self._nodes or subject in self._annotations
        )

    def node(self, subject: str, *, depth: int, by: str = "", parent: str = "") -> Any:
        """Return a node; ``by`` is the link to the ``parent`` that holds it."""
        self._done.add(subject)
        if subject in self._annotations:
            said = self._annotations[subject]
            return partial(in_json, said, self._names, inside=by == _BODY)
        found: dict[str, Any] = {"id": self._names.relative(subject[1:-1])}
        for predicate, objects in self._nodes[subject].items():
            shown = [*objects]
            if predicate == by:
                shown = [obj for obj in shown if obj != parent]
            if predicate == _TYPE:
                found["type"] = _one_or_all([self._key(obj) for obj in shown])
            elif shown:
                key = _KEYS.get(predicate) or self._key(predicate)
                found[key] = self._values(key, predicate, shown, depth)
        for predicate, key in _INSIDE.items():
            inside = self._inside.get((subject, predicate), ()) if depth < DEEPEST else ()
            held = [
                self.node(child, depth=depth + 1, by=predicate, parent=subject)
                for child in inside
                if self.waits(child)
            ]
            if held:
                found[key] = held
        return found

    def _values(self, key: str, predicate: str, objects: Sequence[str], depth: int) -> Any:
        term = TERMS.get(key, {})
        if "@container" in term and not any(obj[-1] == ">" for obj in objects):
            return _by_language(objects)
        nests = predicate in _NESTED and depth < DEEPEST
        return _one_or_all(
            [
                self.node(obj, depth=depth + 1)
                if nests and self.waits(obj)
                else self._value(obj, term.get("@type", ""))
                for obj in objects
            ]
        )

    def _value(self, obj: str, kind: str) -> Any:
        if obj[0] == "<":
            return self._link(obj, kind)
        text, language, datatype = _literal(obj)
        if language:
            return {"@value": text, "@language": language}
        if not datatype and not kind:
            return text
        counted = kind == _COUNT["@type"] and datatype == expand(kind)
        if (counted or (not kind and datatype == _INTEGER)) and _canonical(text[1:-1]):
            return int(text[1:-1])
        if kind and not kind.startswith("@") and datatype == expand(kind):
            return text
        return {"@value": text, "@type": self._short(datatype or expand("xsd:string"))}

    def _link(self, obj: str, kind: str) -> Any:
        if kind == "@vocab" and obj.startswith(f"<{PREFIXES['gb']}"):
            return self._key(obj)
        short = self._names.relative(obj[1:-1])
        if short == obj[1:-1]:
            short = self._short(short)
        return short if kind == "@id" else {"id": short}

    def _key(self, term: str) -> str:
        """Return the name of a class or predicate: ours bare, others with their prefix."""
        short = self._short(term[1:-1])
        bare = short.removeprefix("gb:")
        known = TERMS.get(bare)
        return short if bare in PREFIXES or (known and known.get("@id", short) != short) else bare

    def _short(self, iri: str) -> str:
        return self._names.prefixed(iri) or iri


def _literal(term: str) -> tuple[Written, str, str]:
    """Return text, language and datatype of an N-Triples literal; its quoted text is JSON."""
    end = term.rindex('"') + 1
    rest = term[end:]
    return (
        Written(term[:end]),
        rest[1:] if rest[:1] == "@" else "",
        rest[3:-1] if rest[:1] == "^" else "",
    )


def _by_language(objects: Iterable[str]) -> Any:
    """Return texts by language; ``@none`` for a text without, alone when it is the only one."""
    found: dict[str, list[Written]] = {}
    for obj in objects:
        text, language, _ = _literal(obj)
        found.setdefault(language or "@none", []).append(text)
    if found.keys() == {"@none"}:
        return _one_or_all(found["@none"])
    return {language: _one_or_all(texts) for language, texts in found.items()}


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _canonical(text: str) -> bool:
    return text.isascii() and text.isdigit() and str(int(text)) == text
