"""The description of the whole: a VoID and DCAT dataset with counts, the build, the sources.

VoID: https://www.w3.org/TR/void/, DCAT 3: https://www.w3.org/TR/vocab-dcat-3/. The counts
are of ``graph.ttl``, this description included; each layer is a subset of its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from graphbuild.model import ENTITY_TYPES, LAYERS, Build, Knowledge
from graphbuild.rdf import PREFIXES, text_file
from graphbuild.write.document import Document, Nodes
from graphbuild.write.terms import integer, layer, link, node, plain_text, source_node
from graphbuild.write.triples import Triples

VOCABULARIES = ("dcterms", "gb", "oa", "prov", "schema", "sioc", "skos", "void")
"""The vocabularies that the data uses, besides RDF itself."""


@dataclass(kw_only=True)
class Counts:
    """How many triples there are, in all but the inferred layer and in each layer."""

    base: str
    triples: int = 0
    layers: Counter[str] = field(default_factory=Counter)

    def add(self, document: Document) -> None:
        """Count the triples of a document; no other document holds the same."""
        for graph, nodes in document.layers.items():
            self.layers[graph] += _size(nodes)
        self.triples += _size(document.union)
        for graph, records in document.stated.items():
            self.layers[graph] += sum(said.triples for said in records)
        self.triples += sum(said.triples for said in document.told())
        spans = sum(said.triples for said in document.annotations.values())
        self.layers[layer(self.base, "provenance")] += spans
        self.triples += spans


def _size(nodes: Nodes) -> int:
    return sum(sum(map(len, said.values())) for said in nodes.values())


def describe_dataset(knowledge: Knowledge, build: Build, counts: Counts) -> Triples:
    """Yield what the dataset is, what it holds and under which licence."""
    own = len(list(_described(knowledge, build, counts, own=0)))
    return _described(knowledge, build, counts, own=own)


def _described(knowledge: Knowledge, build: Build, counts: Counts, *, own: int) -> Triples:
    base = build.base_iri
    dataset = link(f"{base}dataset")
    made = len(list(describe_build(knowledge, build)))
    posts = Counter(record.post.kind for record in knowledge.posts)
    yield dataset, node("rdf:type"), node("void:Dataset")
    yield dataset, node("rdf:type"), node("dcat:Dataset")
    yield dataset, node("dcterms:title"), plain_text(build.title)
    for language, text in (
        ("fr", "{} billets et {} commentaires : ce qu'ils nomment, et ce qu'ils en disent."),
        ("en", "{} posts and {} comments: what they name, and what they say of it."),
    ):
        description = plain_text(text.format(posts["post"], posts["comment"]), language)
        yield dataset, node("dcterms:description"), description
    if build.license:
        yield dataset, node("dcterms:license"), link(build.license)
    yield dataset, node("prov:wasGeneratedBy"), link(f"{base}build")
    yield dataset, node("void:uriSpace"), plain_text(base)
    for prefix in VOCABULARIES:
        yield dataset, node("void:vocabulary"), link(PREFIXES[prefix])
    yield dataset, node("void:triples"), integer(counts.triples + own + made)
    yield dataset, node("void:entities"), integer(len(knowledge.entities))
    yield from _classes(dataset, knowledge, base)
    yield from _layers(dataset, counts, base, {"metadata": own, "provenance": made})


def _classes(dataset: str, knowledge: Knowledge, base: str) -> Triples:
    kinds = Counter(entity.type for entity in knowledge.entities)
    for kind in ENTITY_TYPES:
        if kinds[kind]:
            part = link(f"{base}dataset/class/{kind.lower()}")
            yield dataset, node("void:classPartition"), part
            yield part, node("void:class"), node(f"gb:{kind}")
            yield part, node("void:entities"), integer(kinds[kind])


def _layers(dataset: str, counts: Counts, base: str, more: dict[str, int]) -> Triples:
    for name in LAYERS:
        graph = layer(base, name)
        triples = counts.layers[graph] + more.get(name, 0)
        if triples:
            yield dataset, node("void:subset"), graph
            yield graph, node("rdf:type"), node("void:Dataset")
            yield graph, node("dcterms:title"), plain_text(f"{name} layer", "en")
            yield graph, node("dcterms:subject"), node(f"gb:{name}")
            yield graph, node("void:triples"), integer(triples)


def describe_build(knowledge: Knowledge, build: Build) -> Triples:
    """Yield all that determines the build's result; no clock time (the same bytes again)."""
    run = link(f"{build.base_iri}build")
    yield run, node("rdf:type"), node("gb:Build")
    yield run, node("rdf:type"), node("prov:Activity")
    yield run, node("rdfs:label"), plain_text(f"graphbuild {build.version}")
    yield run, node("gb:modelName"), plain_text(build.model)
    yield run, node("gb:settingsDigest"), plain_text(build.settings_digest)
    for path, _, _ in knowledge.sources:
        yield run, node("prov:used"), source_node(build.base_iri, path)


def describe_source(
    base: str, path: str, digest: str, encoding: str, *, origin: str | None = None
) -> Triples:
    """Yield what a file is known by; with ``origin``, the file that its text was taken from."""
    source = source_node(base, path)
    yield source, node("rdf:type"), node("gb:Source")
    yield source, node("rdfs:label"), plain_text(path)
    yield source, node("gb:sourceDigest"), plain_text(digest)
    yield source, node("gb:encoding"), plain_text(encoding)
    if origin is not None:
        yield source, node("schema:contentUrl"), plain_text(text_file(path))
        yield source, node("dcterms:source"), plain_text(origin)
