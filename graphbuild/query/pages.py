"""Pages for people about the things of a graph: who or what, the statements and their quotes.

Labels and quotes are data: the templates escape them, a link leads to an address of this
server, to http or to https, and the server's policy lets no script run in these pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from graphbuild.model import ENTITY_TYPES
from graphbuild.ontology import ontology_folder
from graphbuild.query.about import (
    Fact,
    Passage,
    Thing,
    facts,
    literals,
    mentions,
    merged,
    nodes,
    thing,
    written,
)
from graphbuild.query.graphs import first, subjects, type_of
from graphbuild.query.jobs import Look, Reply, problem
from graphbuild.query.words import WORDS
from graphbuild.rdf import PREFIXES, node

SITE = Path(__file__).parent / "site"

MOST_SHOWN = 200
"""Posts, statements or passages on a page; a page of more is slow, the Turtle has all."""

VOCABULARY = "https://w3id.org/graphbuild/"
"""Where the shipped names and ideas have their IRIs: no link that leads out."""

_DATES = ("schema:startDate", "schema:endDate", "schema:datePublished")


def environment() -> jinja2.Environment:
    """Return what reads the templates; all that they show is escaped."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(SITE),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


class Pages:
    """Templates and words read once, so that rendering opens no file."""

    def __init__(self, base: str) -> None:
        """Keep the start of the graph's IRIs, which is the root of this server."""
        self.base = base
        env = environment()
        env.globals.update(href=self.href, outside=_outside, colour=_colour)
        for language in WORDS:
            _terms(language)
        read = {name: env.get_template(name) for name in env.list_templates(["html"])}
        self._templates = {name.removesuffix(".html"): found for name, found in read.items()}

    def href(self, iri: str) -> str:
        """Return the address of a thing: on this server if it is the graph's own."""
        if self.base and iri.startswith(self.base):
            return "/" + quote(iri.removeprefix(self.base), safe="/%:@!$&'()*+,;=-._~")
        return iri if _outside(iri) else ""

    def missing(self, job: Look) -> Reply:
        """Say that nothing is known under a path."""
        if "text/html" not in job.accept:
            return problem(404, "nothing of this graph has that address")
        page = self._templates["none"].render(self._common(job.language))
        return Reply(status=404, media="text/html; charset=utf-8", body=page.encode())

    def render(self, store: Store, iri: NamedNode, language: str) -> str:
        """Return the page of a thing in ``fr`` or ``en``."""
        kind = type_of(store, iri)
        common = self._common(language) | {"thing": thing(store, iri)}
        if kind in ENTITY_TYPES:
            return self._templates["entity"].render(common | _entity(store, iri, language))
        if kind in ("Post", "Comment"):
            return self._templates["post"].render(common | _post(store, iri))
        return self._templates["thing"].render(common | _any(store, iri))

    def _common(self, language: str) -> dict[str, Any]:
        words = WORDS[language]
        return {"words": words, "term": _terms(language), "language": language}


@cache
def _terms(language: str) -> Mapping[str, str]:
    """Read the labels of classes, relations and modalities off the ontology, by local name."""
    found: dict[str, str] = {}
    for triple in parse(path=str(ontology_folder() / "schema.ttl"), format=RdfFormat.TURTLE):
        if triple.predicate == node("rdfs:label") and isinstance(triple.object, Literal):
            iri = getattr(triple.subject, "value", "")
            if iri.startswith(PREFIXES["gb"]) and triple.object.language == language:
                found[iri.removeprefix(PREFIXES["gb"])] = triple.object.value
    return found


def _outside(iri: str) -> bool:
    return iri.startswith(("https://", "http://"))


def _colour(kind: str) -> str:
    return f"is-{kind}" if kind in ENTITY_TYPES else ""


def _entity(store: Store, iri: NamedNode, language: str) -> dict[str, Any]:
    told = facts(store, iri)
    definitions = literals(store, iri, "skos:definition")
    label = thing(store, iri).label
    aliases = literals(store, iri, "skos:altLabel") + literals(store, iri, "skos:prefLabel")
    return {
        "definition": _in_language(definitions, language),
        "aliases": sorted({text.value for text in aliases if text.value != label}),
        "dates": [
            (name.partition(":")[2], value.value)
            for name in _DATES
            for value in literals(store, iri, name)
        ],
        "links": [
            link.value
            for name in ("schema:sameAs", "skos:exactMatch")
            for link in nodes(store, iri, name)
            if not link.value.startswith(VOCABULARY)
        ],
        "broader": [thing(store, wider) for wider in nodes(store, iri, "skos:broader")],
        "narrower": [thing(store, narrower) for narrower in subjects(store, "skos:broader", iri)],
        "stated": [fact for fact in told if fact.layer == "stated"],
        "together": _together(told, iri.value),
        "posts": written(store, iri),
        "files": _by_file(mentions(store, iri)),
        "merges": list(merged(store, iri)),
        "most": MOST_SHOWN,
    }


def _in_language(texts: Sequence[Literal], language: str) -> str:
    best = [text for text in texts if text.language == language]
    return next((text.value for text in [*best, *texts]), "")


def _together(told: Iterable[Fact], iri: str) -> list[tuple[Thing, Fact]]:
    """Return what an entity occurs with, each once: in sentences before in posts alone."""
    found: dict[str, tuple[Thing, Fact]] = {}
    for fact in told:
        other = fact.object if fact.subject.iri == iri else fact.subject
        if fact.layer == "cooccurrence" and (
            other.iri not in found or fact.meet == "same sentence"
        ):
            found[other.iri] = other, fact
    return list(found.values())


def _by_file(passages: Iterable[Passage]) -> list[tuple[str, list[Passage]]]:
    return [(file, list(group)) for file, group in groupby(passages, key=lambda p: p.file)]


def _post(store: Store, iri: NamedNode) -> dict[str, Any]:
    named = [thing(store, entity) for entity in nodes(store, iri, "gb:mentions")]
    order = {kind: number for number, kind in enumerate(ENTITY_TYPES)}
    named.sort(key=lambda item: (order.get(item.type, len(order)), item.label))
    return {
        "date": first(store, iri, "dcterms:created"),
        "tongue": first(store, iri, "dcterms:language"),
        "authors": [thing(store, author) for author in nodes(store, iri, "schema:author")],
        "file": next(
            (first(store, source, "rdfs:label") for source in nodes(store, iri, "schema:isPartOf")),
            "",
        ),
        "answers": [thing(store, parent) for parent in nodes(store, iri, "sioc:reply_of")],
        "replies": [
            (thing(store, reply), _authors(store, reply), first(store, reply, "dcterms:created"))
            for reply in subjects(store, "sioc:reply_of", iri)
        ],
        "named": [(kind, list(group)) for kind, group in groupby(named, key=lambda t: t.type)],
    }


def _authors(store: Store, post: NamedNode) -> str:
    return ", ".join(thing(store, author).label for author in nodes(store, post, "schema:author"))


def _any(store: Store, iri: NamedNode) -> dict[str, Any]:
    """What the page of a statement, a mention, a source or anything else shows: its triples."""
    out = sorted(
        (_short(quad.predicate.value), _value(store, quad.object))
        for quad in store.quads_for_pattern(iri, None, None, None)
    )
    back = sorted(
        (_short(quad.predicate.value), _value(store, quad.subject))
        for quad in store.quads_for_pattern(None, None, iri, None)
    )
    return {"out": out, "back": back, "most": MOST_SHOWN}


def _value(store: Store, term: object) -> tuple[str, str]:
    """Return what is shown of a term, and its IRI if it has one."""
    if isinstance(term, NamedNode):
        label = thing(store, term).label
        return (_short(label) if label == term.value else label), term.value
    return str(getattr(term, "value", term)), ""


def _short(iri: str) -> str:
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and "/" not in iri.removeprefix(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri
