"""The knowledge as RDF, each triple in the layer it belongs to (DESIGN: RDF model).

pyoxigraph terms; a generator, so that large graphs stream. No blank nodes: everything
counted or referenced has an IRI.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import quote as percent_encoded

from pyoxigraph import Literal, NamedNode, Quad

from graphbuild.model import (
    Attribute,
    Build,
    Entity,
    Evidence,
    Knowledge,
    Mention,
    Merge,
    PostRecord,
    Statement,
)
from graphbuild.ontology import Ontology
from graphbuild.rdf import node, post_iri

SCHEMA_CLASS = {"Work": "schema:CreativeWork", "Concept": "skos:Concept"}
"""Classes of other vocabularies where the name differs from ``schema:<type>``."""


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=node("xsd:nonNegativeInteger"))


def _decimal(value: float) -> Literal:
    return Literal(f"{value:.4f}", datatype=node("xsd:decimal"))


def _text(text: str, language: str = "") -> Literal:
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return Literal(clean, language=language) if language else Literal(clean)


def layer(base: str, name: str) -> NamedNode:
    """Return the named graph of a layer."""
    return NamedNode(f"{base}layer/{name}")


def quads(knowledge: Knowledge, build: Build, ontology: Ontology) -> Iterator[Quad]:
    """Yield every triple in its layer's named graph, in no particular order."""
    base = build.base_iri
    metadata, provenance = layer(base, "metadata"), layer(base, "provenance")
    yield from _within(metadata, _dataset(knowledge, build))
    known = {e.known: NamedNode(e.iri) for e in knowledge.entities if e.known}
    broader = {term.iri: term.broader for term in ontology.concepts}
    for entity in knowledge.entities:
        yield from _within(metadata, _entity(entity))
        for iri in broader.get(entity.known or "", ()):
            if iri in known:
                yield Quad(NamedNode(entity.iri), node("skos:broader"), known[iri], metadata)
    for record in knowledge.posts:
        yield from _within(metadata, _post(record, base))
    for mention in knowledge.mentions:
        yield from _within(provenance, _mention(mention, base))
    yield from _statements(knowledge.statements, ontology, base)
    yield from _within(layer(base, "stated"), map(_attribute, knowledge.attributes))
    for merge in knowledge.merges:
        yield from _within(provenance, _merge(merge))


Triples = Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]


def _within(graph: NamedNode, triples: Triples) -> Iterator[Quad]:
    return (Quad(*triple, graph) for triple in triples)


def _dataset(knowledge: Knowledge, build: Build) -> Triples:
    dataset, run = NamedNode(f"{build.base_iri}dataset"), NamedNode(f"{build.base_iri}build")
    yield dataset, node("rdf:type"), node("void:Dataset")
    yield dataset, node("rdf:type"), node("dcat:Dataset")
    yield dataset, node("dcterms:title"), _text(build.title)
    yield dataset, node("void:entities"), Literal(len(knowledge.entities))
    yield dataset, node("void:uriSpace"), _text(build.base_iri)
    yield dataset, node("prov:wasGeneratedBy"), run
    if build.license:
        yield dataset, node("dcterms:license"), NamedNode(build.license)
    yield run, node("rdf:type"), node("gb:Build")
    yield run, node("rdf:type"), node("prov:Activity")
    yield run, node("rdfs:label"), _text(f"graphbuild {build.version}")
    yield run, node("gb:modelName"), _text(build.model)
    yield run, node("gb:settingsDigest"), _text(build.settings_digest)
    for path, digest, encoding in knowledge.sources:
        source = source_node(build.base_iri, path)
        yield run, node("prov:used"), source
        yield source, node("rdf:type"), node("gb:Source")
        yield source, node("rdfs:label"), _text(path)
        yield source, node("gb:sourceDigest"), _text(digest)
        yield source, node("gb:encoding"), _text(encoding)


def source_node(base: str, path: str) -> NamedNode:
    """Return the IRI of a source: its path, percent-encoded."""
    return NamedNode(f"{base}source/{_quoted(path)}")


@cache
def _quoted(path: str) -> str:
    return percent_encoded(path, safe="/-._~", errors="surrogatepass")


def _entity(entity: Entity) -> Triples:
    subject = NamedNode(entity.iri)
    yield subject, node("rdf:type"), node("gb:Entity")
    yield subject, node("rdf:type"), node(f"gb:{entity.type}")
    for kind in (entity.type, *(a for a in entity.also if a != "Concept")):
        yield subject, node("rdf:type"), node(SCHEMA_CLASS.get(kind, f"schema:{kind}"))
    seen: set[str] = set()
    for text, language in entity.labels:
        if language not in seen and (language or not seen):
            yield subject, node("skos:prefLabel"), _text(text, language)
            yield subject, node("rdfs:label"), _text(text, language)
            if entity.type != "Concept":
                yield subject, node("schema:name"), _text(text, language)
            seen.add(language)
        else:
            yield subject, node("skos:altLabel"), _text(text, language)
    if entity.definition:
        yield subject, node("skos:definition"), _text(entity.definition, "fr")
    if entity.known:
        yield subject, node("skos:exactMatch"), NamedNode(entity.known)
    link = "skos:exactMatch" if entity.type == "Concept" else "schema:sameAs"
    for iri in entity.same_as:
        yield subject, node(link), NamedNode(iri)
    yield subject, node("gb:postCount"), _integer(entity.posts)
    yield subject, node("gb:mentionCount"), _integer(entity.mentions)


def _post(record: PostRecord, base: str) -> Triples:
    post, subject = record.post, NamedNode(record.iri)
    comment = post.kind == "comment"
    yield subject, node("rdf:type"), node("gb:Comment" if comment else "gb:Post")
    yield subject, node("rdf:type"), node("schema:Comment" if comment else "schema:BlogPosting")
    yield subject, node("rdf:type"), node("sioc:Post")
    label = post.title or " ".join(post.text.split())[:60]
    yield subject, node("rdfs:label"), _text(label, post.language)
    if post.title:
        yield subject, node("dcterms:title"), _text(post.title, post.language)
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
    yield subject, node("dcterms:language"), _text(post.language)
    yield subject, node("schema:inLanguage"), _text(post.language)
    yield subject, node("schema:isPartOf"), source_node(base, post.source)
    for iri in record.mentions:
        yield subject, node("gb:mentions"), NamedNode(iri)
        yield subject, node("schema:mentions"), NamedNode(iri)
    for iri in record.about:
        yield subject, node("schema:about"), NamedNode(iri)


def _annotation(kind: str, base: str, source: str, start: int, end: int, quote: str) -> Triples:
    """The annotation's target: which file, which code points, which words."""
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
    yield words, node("oa:exact"), _text(quote)


def annotation_iri(kind: str, base: str, source: str, start: int, end: int) -> str:
    """Return the IRI of a mention or an evidence: it is known by where it stands."""
    return f"{base}{kind}/{_quoted(source)}/{start}-{end}"


def _mention(mention: Mention, base: str) -> Triples:
    yield from _annotation(
        "mention", base, mention.source, mention.start, mention.end, mention.surface
    )
    iri = annotation_iri("mention", base, mention.source, mention.start, mention.end)
    yield NamedNode(iri), node("oa:hasBody"), NamedNode(mention.entity)
    yield NamedNode(iri), node("gb:confidence"), _decimal(mention.score)
    yield NamedNode(iri), node("gb:detector"), _text(mention.detector)


def _statements(statements: Iterable[Statement], ontology: Ontology, base: str) -> Iterator[Quad]:
    evidence: dict[tuple[str, int, int], Evidence] = {}
    for statement in statements:
        graph = layer(base, statement.layer)
        if statement.modality == "asserted":
            yield from _within(graph, _direct(statement, ontology))
        yield from _within(graph, _record(statement, base))
        evidence |= {(e.source, e.start, e.end): e for e in statement.evidence}
    provenance = layer(base, "provenance")
    for item in evidence.values():
        target = _annotation("evidence", base, item.source, item.start, item.end, item.quote)
        yield from _within(provenance, target)


def _direct(statement: Statement, ontology: Ontology) -> Triples:
    """The plain triple, its schema.org twin, and the mirror of a symmetric one."""
    subject, obj = NamedNode(statement.subject), NamedNode(statement.object)
    predicate = ontology.predicates[statement.predicate]
    yield subject, node(f"gb:{statement.predicate}"), obj
    if predicate.symmetric:
        yield obj, node(f"gb:{statement.predicate}"), subject
    if predicate.schema:
        yield subject, NamedNode(predicate.schema), obj
    if predicate.schema_inverse:
        yield obj, NamedNode(predicate.schema_inverse), subject


def _record(statement: Statement, base: str) -> Triples:
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
        yield iri, node("gb:cue"), _text(cue)
    for item in statement.evidence:
        where = annotation_iri("evidence", base, item.source, item.start, item.end)
        yield iri, node("prov:wasDerivedFrom"), NamedNode(where)


ATTRIBUTES: Mapping[str, tuple[str, str]] = {
    "startDate": ("schema:startDate", "xsd:date"),
    "endDate": ("schema:endDate", "xsd:date"),
    "datePublished": ("schema:datePublished", "xsd:gYear"),
}


def _attribute(attribute: Attribute) -> tuple[NamedNode, NamedNode, Literal]:
    name, datatype = ATTRIBUTES[attribute.predicate]
    value = Literal(attribute.value, datatype=node(datatype))
    return NamedNode(attribute.subject), node(name), value


def _merge(merge: Merge) -> Triples:
    iri, absorbed = NamedNode(merge.iri), NamedNode(merge.merged)
    yield iri, node("rdf:type"), node("gb:Merge")
    yield iri, node("gb:kept"), NamedNode(merge.kept)
    yield iri, node("gb:merged"), absorbed
    yield iri, node("gb:rule"), _text(merge.rule)
    yield iri, node("rdfs:comment"), _text(merge.evidence)
    yield iri, node("gb:confidence"), _decimal(merge.score)
    if merge.line:
        yield iri, node("gb:correction"), _text(merge.correction)
        line = Literal(str(merge.line), datatype=node("xsd:positiveInteger"))
        yield iri, node("gb:correctionLine"), line
    yield absorbed, node("dcterms:isReplacedBy"), NamedNode(merge.kept)
    yield absorbed, node("rdfs:label"), _text(merge.label)
