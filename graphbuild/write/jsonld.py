"""A document as JSON-LD 1.1: nested, so that it reads as a document and not as a table.

An entity holds what is stated of it, each statement its evidence, each evidence its
quote; a post holds its comments. https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Final

from graphbuild.rdf import PREFIXES, expand
from graphbuild.write.document import Document
from graphbuild.write.forms import in_json
from graphbuild.write.json_names import COUNT, TERMS, Keys
from graphbuild.write.json_text import Written, one_or_all
from graphbuild.write.stated import Stated
from graphbuild.write.stated_forms import stated_in_json
from graphbuild.write.terms import node

DEEPEST: Final = 40
"""Levels of nesting; what lies deeper (comments on comments) stands on its own."""

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
_TYPE, _BODY, _SUBJECT, _EVIDENCE = map(
    node, "rdf:type oa:hasBody rdf:subject prov:wasDerivedFrom".split()
)
_OURS = f"<{PREFIXES['gb']}"


def frame(document: Document, names: Keys) -> list[Any]:
    """Return the document's root with the other nodes inside, and what did not fit in."""
    framed = _Frame(document, names)
    subjects = (document.root, *document.union, *framed.stated, *document.annotations)
    return [framed.node(subject, depth=0) for subject in subjects if framed.waits(subject)]


class _Frame:
    """Nest the nodes of one document; each is described once, then only linked to."""

    def __init__(self, document: Document, names: Keys) -> None:
        self.stated = {said.term: said for said in document.told()}
        self._nodes = document.union
        self._annotations = document.annotations
        self._names = names
        self._done: set[str] = set()
        self._inside: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, properties in self._nodes.items():
            for predicate in _INSIDE.keys() & properties.keys():
                for obj in properties[predicate]:
                    self._inside[obj, predicate].append(subject)
        for term, said in self.stated.items():
            self._inside[said.subject, _SUBJECT].append(term)
        for term, mention in self._annotations.items():
            if mention.body:
                self._inside[mention.body, _BODY].append(term)

    def waits(self, subject: str) -> bool:
        """Tell whether a node of this document was not described yet."""
        return subject not in self._done and (
            subject in self._annotations or subject in self.stated or subject in self._nodes
        )

    def node(self, subject: str, *, depth: int, by: str = "", parent: str = "") -> Any:
        """Return a node; ``by`` is the link to the ``parent`` that holds it."""
        self._done.add(subject)
        if subject in self._annotations:
            said = self._annotations[subject]
            return partial(in_json, said, self._names, inside=by == _BODY)
        if subject in self.stated:
            return self._stated(self.stated[subject], depth, inside=by == _SUBJECT)
        found: dict[str, Any] = {"id": self._names.relative(subject[1:-1])}
        for predicate, objects in self._nodes[subject].items():
            shown = [*objects]
            if predicate == by:
                shown = [obj for obj in shown if obj != parent]
            if predicate == _TYPE:
                found["type"] = one_or_all([self._names.key(obj) for obj in shown])
            elif shown:
                key = _KEYS.get(predicate) or self._names.key(predicate)
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

    def _stated(self, said: Stated, depth: int, *, inside: bool) -> Any:
        evidence = self._values("evidence", _EVIDENCE, said.evidence, depth)
        return partial(stated_in_json, said, self._names, evidence=evidence, inside=inside)

    def _values(self, key: str, predicate: str, objects: Sequence[str], depth: int) -> Any:
        term = TERMS.get(key, {})
        if "@container" in term and not any(obj[-1] == ">" for obj in objects):
            return _by_language(objects)
        nests = predicate in _NESTED and depth < DEEPEST
        if term.get("@type") == "@id" and not nests and all(obj[0] == "<" for obj in objects):
            return one_or_all([self._names.link(obj) for obj in objects])
        return one_or_all(
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
        counted = kind == COUNT["@type"] and datatype == expand(kind)
        if (counted or (not kind and datatype == _INTEGER)) and _canonical(text[1:-1]):
            return int(text[1:-1])
        if kind and not kind.startswith("@") and datatype == expand(kind):
            return text
        return {"@value": text, "@type": self._names.short(datatype or expand("xsd:string"))}

    def _link(self, obj: str, kind: str) -> Any:
        if kind == "@vocab" and obj.startswith(_OURS):
            return self._names.key(obj)
        link = self._names.link(obj)
        return link if kind == "@id" else {"id": link}


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
        return one_or_all(found["@none"])
    return {language: one_or_all(texts) for language, texts in found.items()}


def _canonical(text: str) -> bool:
    return text.isascii() and text.isdigit() and str(int(text)) == text
