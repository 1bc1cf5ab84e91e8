"""The triples that describe one value of the model (DESIGN: RDF model).

No blank nodes: everything counted or referenced has an IRI.
``documents.py`` says which layer and which document each belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphbuild.model import Attribute, Entity, Merge, PostRecord, Statement
from graphbuild.ontology import Ontology
from graphbuild.rdf import post_iri
from graphbuild.write.terms import count, decimal, link, node, plain_text, source_node, typed

Parts = tuple[str, str, str]
"""A triple's subject, predicate and object."""

Triples = Iterator[Parts]

SCHEMA_CLASS = {"Work": "schema:CreativeWork", "Concept": "skos:Concept"}
"""Classes of other vocabularies where the name differs from ``schema:<type>``."""


def describe_entity(entity: Entity) -> Triples:
    """Yield an entity's classes, labels, links out and counts."""
    subject = link(entity.iri)
    yield subject, node("rdf:type"), node(f"gb:{entity.type}")
    yield subject, node("rdf:type"), node("gb:Entity")
    for kind in (entity.type, *(a for a in entity.also if a != "Concept")):
        yield subject, node("rdf:type"), node(SCHEMA_CLASS.get(kind, f"schema:{kind}"))
    seen: set[str] = set()
    for text, language in entity.labels:
        if language not in seen and (language or not seen):
            yield subject, node("rdfs:label"), plain_text(text, language)
            yield subject, node("skos:prefLabel"), plain_text(text, language)
            if entity.type != "Concept":
                yield subject, node("schema:name"), plain_text(text, language)
            seen.add(language)
        else:
            yield subject, node("skos:altLabel"), plain_text(text, language)
    if entity.definition:
        yield subject, node("skos:definition"), plain_text(entity.definition, "fr")
    if entity.known:
        yield subject, node("skos:exactMatch"), link(entity.known)
    same = "skos:exactMatch" if entity.type == "Concept" else "schema:sameAs"
    for iri in entity.same_as:
        yield subject, node(same), link(iri)
    yield subject, node("gb:postCount"), count(entity.posts)
    yield subject, node("gb:mentionCount"), count(entity.mentions)


def describe_post(record: PostRecord, base: str) -> Triples:
    """Yield what a post or comment says of itself, and which entities it names."""
    post, subject = record.post, link(record.iri)
    comment = post.kind == "comment"
    yield subject, node("rdf:type"), node("gb:Comment" if comment else "gb:Post")
    yield subject, node("rdf:type"), node("schema:Comment" if comment else "schema:BlogPosting")
    yield subject, node("rdf:type"), node("sioc:Post")
    label = post.title or " ".join(post.text.split())[:60]
    yield subject, node("rdfs:label"), plain_text(label, post.language)
    if post.title:
        yield subject, node("dcterms:title"), plain_text(post.title, post.language)
    if post.date:
        day = typed(post.date, "xsd:date")
        yield subject, node("dcterms:created"), day
        yield subject, node("schema:datePublished"), day
    if record.author:
        yield subject, node("schema:author"), link(record.author)
    if post.parent:
        parent = link(post_iri(base, post.parent))
        yield subject, node("sioc:reply_of"), parent
        yield subject, node("schema:parentItem"), parent
    yield subject, node("dcterms:language"), plain_text(post.language)
    yield subject, node("schema:inLanguage"), plain_text(post.language)
    yield subject, node("schema:isPartOf"), source_node(base, post.source)
    for iri in record.mentions:
        yield subject, node("gb:mentions"), link(iri)
        yield subject, node("schema:mentions"), link(iri)
    for iri in record.about:
        yield subject, node("schema:about"), link(iri)


def direct_triples(statement: Statement, ontology: Ontology) -> Triples:
    """Yield the plain triple, its schema.org twin, and the mirror of a symmetric one."""
    subject, obj = link(statement.subject), link(statement.object)
    predicate = ontology.predicates[statement.predicate]
    yield subject, node(f"gb:{statement.predicate}"), obj
    if predicate.symmetric:
        yield obj, node(f"gb:{statement.predicate}"), subject
    if predicate.schema:
        yield subject, link(predicate.schema), obj
    if predicate.schema_inverse:
        yield obj, link(predicate.schema_inverse), subject


ATTRIBUTES: Mapping[str, tuple[str, str]] = {
    "startDate": ("schema:startDate", "xsd:date"),
    "endDate": ("schema:endDate", "xsd:date"),
    "datePublished": ("schema:datePublished", "xsd:gYear"),
    "url": ("schema:url", "xsd:anyURI"),
}


def describe_attribute(attribute: Attribute) -> Parts:
    """Return the date or the site that a text gives to an entity."""
    name, datatype = ATTRIBUTES[attribute.predicate]
    value = typed(attribute.value, datatype)
    return link(attribute.subject), node(name), value


def describe_merge(merge: Merge) -> Triples:
    """Yield why two names are one thing, and where the absorbed IRI leads."""
    iri, absorbed = link(merge.iri), link(merge.merged)
    yield iri, node("rdf:type"), node("gb:Merge")
    yield iri, node("gb:kept"), link(merge.kept)
    yield iri, node("gb:merged"), absorbed
    yield iri, node("gb:rule"), plain_text(merge.rule)
    yield iri, node("rdfs:comment"), plain_text(merge.evidence)
    yield iri, node("gb:confidence"), decimal(merge.score)
    if merge.line:
        yield iri, node("gb:correction"), plain_text(merge.correction)
        line = typed(str(merge.line), "xsd:positiveInteger")
        yield iri, node("gb:correctionLine"), line
    yield absorbed, node("rdfs:label"), plain_text(merge.label)
    yield absorbed, node("dcterms:isReplacedBy"), link(merge.kept)
