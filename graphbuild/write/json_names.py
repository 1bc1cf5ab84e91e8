"""What the keys of ``graph.jsonld`` mean, and how terms are named there: JSON-LD 1.1's context.

https://www.w3.org/TR/json-ld11/#the-context
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from graphbuild.rdf import PREFIXES
from graphbuild.write.compact import KEPT, Names

_TEXT = {"@container": "@language"}
_LINK = {"@type": "@id"}
_NAME = {"@type": "@vocab"}
COUNT, _DECIMAL, _DATE = (
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
    "start": {"@id": "oa:start", **COUNT},
    "end": {"@id": "oa:end", **COUNT},
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
    "count": {"@id": "gb:count", **COUNT},
    "postCount": {"@id": "gb:postCount", **COUNT},
    "mentionCount": {"@id": "gb:mentionCount", **COUNT},
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


class Keys(Names):
    """Names as JSON-LD spells them: a key says more than the prefix of its type."""

    def __init__(self, base: str) -> None:
        """Take the base IRI that the data was minted under."""
        super().__init__(base, PREFIXES)
        self.key = lru_cache(KEPT)(self._key)
        self.link = lru_cache(KEPT)(self._link)

    def _key(self, term: str) -> str:
        """Return the name of a class or predicate: ours bare, others with their prefix."""
        short = self.short(term[1:-1])
        bare = short.removeprefix("gb:")
        known = TERMS.get(bare)
        return short if bare in PREFIXES or (known and known.get("@id", short) != short) else bare

    def _link(self, term: str) -> str:
        """Return what a link leads to."""
        iri = term[1:-1]
        short = self.relative(iri)
        return self.short(iri) if short == iri else short

    def short(self, iri: str) -> str:
        """Return the prefixed name of an IRI, or all of it."""
        return self.prefixed(iri) or iri


def context(names: Keys) -> dict[str, Any]:
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
