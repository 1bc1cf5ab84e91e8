"""The triples that describe one value of the model (DESIGN: RDF model).

pyoxigraph terms; no blank nodes: everything counted or referenced has an IRI.
``documents.py`` says which layer and which document each belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import quote as percent_encoded

from pyoxigraph import Literal, NamedNode

from graphbuild.model import (
    Attribute,
    Entity,
    Evidence,
    Mention,
    Merge,
    PostRecord,
    Statement,
)
from graphbuild.ontology import Ontology
from graphbuild.rdf import node, post_iri

Parts = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""A triple's subject, predicate and object."""

Triples = Iterator[Parts]

SCHEMA_CLASS = {"Work": "schema:CreativeWork", "Concept": "skos:Concept"}
"""Classes of other vocabularies where the name differs from ``schema:<type>``."""


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=node("xsd:nonNegativeInteger"))


def _decimal(value: float) -> Literal:
    return Literal(f"{value:.4f}", datatype=node("xsd:decimal"))


def plain_text(text: str, language: str = "") -> Literal:
    """Return a literal; what UTF-8 cannot hold (a lone surrogate) becomes ``?``."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return Literal(clean, language=language) if language else Literal(clean)


def layer(base: str, name: str) -> NamedNode:
    """Return the named graph of a layer."""
    return NamedNode(f"{base}layer/{name}")


def source_node(base: str, path: str) -> NamedNode:
    """Return the IRI of a source: its path, percent-encoded."""
    return NamedNode(f"{base}source/{_quoted(path)}")


@cache
def _quoted(path: str) -> str:
    return percent_encoded(path, safe="/-._~", errors="surrogatepass")


def describe_entity(entity: Entity) -> Triples:
    """Yield an entity's classes, labels, links out and counts."""
    subject = NamedNode(entity.iri)
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
        yield subject, node("skos:exactMatch"), NamedNode(entity.known)
    link = "skos:exactMatch" if entity.type == "Concept" else "schema:sameAs"
    for iri in entity.same_as:
        yield subject, node(link), NamedNode(iri)
    yield subject, node("gb:postCount"), _integer(entity.posts)
    yield subject, node("gb:mentionCount"), _integer(entity.mentions)


def describe_post(record: PostRecord, base: str) -> Triples:
    """Yield what a post or comment says of itself, and which entities it names."""
    post, subject = record.post, NamedNode(record.iri)
    comment = post.kind == "comment"
    yield subject, node("rdf:type"), node("gb:Comment" if comment else "gb:Post")
    yield subject, node("rdf:type"), node("schema:Comment" if comment else "schema:BlogPosting")
    yield subject, node("rdf:type"), node("sioc:Post")
    label = post.title or " ".join(post.text.split())[:60]
    yield subject, node("rdfs:label"), plain_text(label, post.language)
    if post.title:
        yield subject, node("dcterms:title"), plain_text(post.title, post.language)
    if post.date:
        day = Literal(post.date, datatype=node("xsd:date"))
        yield subject, node("dcterms:created"), day
        yield subject, node("schema:datePublished"), day
    if record.author:
        yield subject, node("schema:author"), NamedNode(record.author)
    if post.parent:
        parent = NamedNode(post_iri(base, post.parent))
        yield subject, node("sioc:reply_of"), parent
        yield subject, node("schema:parentItem"), parent
    yield subject, node("dcterms:language"), plain_text(post.language)
    yield subject, node("schema:inLanguage"), plain_text(post.language)
    yield subject, node("schema:isPartOf"), source_node(base, post.source)
    for iri in record.mentions:
        yield subject, node("gb:mentions"), NamedNode(iri)
        yield subject, node("schema:mentions"), NamedNode(iri)
    for iri in record.about:
        yield subject, node("schema:about"), NamedNode(iri)


def describe_target(kind: str, base: str, source: str, start: int, end: int, quote: str) -> Triples:
    """Yield an annotation's target: which file, which code points, which words."""
    subject = NamedNode(annotation_iri(kind, base, source, start, end))
    target, position, words = (
        NamedNode(f"{subject.value}/{part}") for part in ("target", "position", "quote")
    )
    yield subject, node("rdf:type"), node("gb:Mention" if kind == "mention" else "gb:Evidence")
    yield subject, node("rdf:type"), node("oa:Annotation")
    yield subject, node("oa:hasTarget"), target
    yield target, node("rdf:type"), node("oa:SpecificResource")
    yield target, node("oa:hasSource"), source_node(base, source)
    yield target, node("oa:hasSelector"), position
    yield target, node("oa:hasSelector"), words
    yield position, node("rdf:type"), node("oa:TextPositionSelector")
    yield position, node("oa:start"), _integer(start)
    yield position, node("oa:end"), _integer(end)
    yield words, node("rdf:type"), node("oa:TextQuoteSelector")
    yield words, node("oa:exact"), plain_text(quote)


def annotation_iri(kind: str, base: str, source: str, start: int, end: int) -> str:
    """Return the IRI of a mention or an evidence: it is known by where it stands."""
    return f"{base}{kind}/{_quoted(source)}/{start}-{end}"


def describe_evidence(item: Evidence, base: str) -> Triples:
    """Yield the span that states something."""
    return describe_target("evidence", base, item.source, item.start, item.end, item.quote)


def describe_mention(mention: Mention, base: str, around: tuple[str, str] = ("", "")) -> Triples:
    """Yield which entity a mention names, how surely, where it stands and what stands around."""
    yield from describe_target(
        "mention", base, mention.source, mention.start, mention.end, mention.surface
    )
    iri = annotation_iri("mention", base, mention.source, mention.start, mention.end)
    yield NamedNode(iri), node("oa:hasBody"), NamedNode(mention.entity)
    yield NamedNode(iri), node("gb:confidence"), _decimal(mention.score)
    yield NamedNode(iri), node("gb:detector"), plain_text(mention.detector)
    for name, text in zip(("oa:prefix", "oa:suffix"), around, strict=True):
        if text.strip():
            yield NamedNode(f"{iri}/quote"), node(name), plain_text(text)


def direct_triples(statement: Statement, ontology: Ontology) -> Triples:
    """Yield the plain triple, its schema.org twin, and the mirror of a symmetric one."""
    subject, obj = NamedNode(statement.subject), NamedNode(statement.object)
    predicate = ontology.predicates[statement.predicate]
    yield subject, node(f"gb:{statement.predicate}"), obj
    if predicate.symmetric:
        yield obj, node(f"gb:{statement.predicate}"), subject
    if predicate.schema:
        yield subject, NamedNode(predicate.schema), obj
    if predicate.schema_inverse:
        yield obj, NamedNode(predicate.schema_inverse), subject


def describe_statement(statement: Statement, base: str) -> Triples:
    """Yield the record of a fact: what, how surely, in which layer, on which evidence."""
    iri = NamedNode(statement.iri)
    yield iri, node("rdf:type"), node("gb:Statement")
    yield iri, node("rdf:subject"), NamedNode(statement.subject)
    yield iri, node("rdf:predicate"), node(f"gb:{statement.predicate}")
    yield iri, node("rdf:object"), NamedNode(statement.object)
    yield iri, node("gb:layer"), node(f"gb:{statement.layer}")
    yield iri, node("gb:modality"), node(f"gb:{statement.modality}")
    yield iri, node("gb:confidence"), _decimal(statement.score)
    yield iri, node("gb:count"), _integer(statement.count)
    if statement.layer == "cooccurrence":
        yield iri, node("gb:significance"), _decimal(statement.significance)
    for cue in sorted({e.cue for e in statement.evidence if e.cue}):
        yield iri, node("gb:cue"), plain_text(cue)
    for item in statement.evidence:
        where = annotation_iri("evidence", base, item.source, item.start, item.end)
        yield iri, node("prov:wasDerivedFrom"), NamedNode(where)


ATTRIBUTES: Mapping[str, tuple[str, str]] = {
    "startDate": ("schema:startDate", "xsd:date"),
    "endDate": ("schema:endDate", "xsd:date"),
    "datePublished": ("schema:datePublished", "xsd:gYear"),
    "url": ("schema:url", "xsd:anyURI"),
}


def describe_attribute(attribute: Attribute) -> Parts:
    """Return the date or the site that a text gives to an entity."""
    name, datatype = ATTRIBUTES[attribute.predicate]
    value = Literal(attribute.value, datatype=node(datatype))
    return NamedNode(attribute.subject), node(name), value


def describe_merge(merge: Merge) -> Triples:
    """Yield why two names are one thing, and where the absorbed IRI leads."""
    iri, absorbed = NamedNode(merge.iri), NamedNode(merge.merged)
    yield iri, node("rdf:type"), node("gb:Merge")
    yield iri, node("gb:kept"), NamedNode(merge.kept)
    yield iri, node("gb:merged"), absorbed
    yield iri, node("gb:rule"), plain_text(merge.rule)
    yield iri, node("rdfs:comment"), plain_text(merge.evidence)
    yield iri, node("gb:confidence"), _decimal(merge.score)
    if merge.line:
        yield iri, node("gb:correction"), plain_text(merge.correction)
        line = Literal(str(merge.line), datatype=node("xsd:positiveInteger"))
        yield iri, node("gb:correctionLine"), line
    yield absorbed, node("rdfs:label"), plain_text(merge.label)
    yield absorbed, node("dcterms:isReplacedBy"), NamedNode(merge.kept)
