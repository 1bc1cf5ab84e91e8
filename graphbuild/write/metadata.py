"""What the blog says of its posts, as RDF: addresses, dates, tags, series, links, the blog."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode

from graphbuild.addresses import same_address
from graphbuild.model import Metadata, PostRecord
from graphbuild.rdf import slug
from graphbuild.write.terms import link, node, plain_text, source_node, typed
from graphbuild.write.triples import Triples

_IRI = re.compile(r"https?://[^\x00-\x20<>\"{}|\\^`]+")


def describe_metadata(record: PostRecord, base: str) -> Triples:
    """Yield what a post's format says of it besides title, author, date and language."""
    post, subject, meta = record.post, link(record.iri), record.post.meta
    if record.url and post.kind == "post" and (url := web_node(record.url)):
        yield subject, node("schema:url"), url
        yield subject, node("sioc:link"), url
    if meta.modified:
        day = typed(meta.modified, "xsd:date")
        yield subject, node("dcterms:modified"), day
        yield subject, node("schema:dateModified"), day
    for tag in meta.tags:
        name = "schema:articleSection" if tag.category else "schema:keywords"
        yield subject, node(name), plain_text(tag.name, post.language)
    for iri in record.topics:
        yield subject, node("sioc:topic"), link(iri)
        yield subject, node("dcterms:subject"), link(iri)
    for iri in record.cites:
        yield subject, node("schema:citation"), link(iri)
        yield subject, node("sioc:links_to"), link(iri)
    for copy in meta.copies:
        yield subject, node("schema:isPartOf"), source_node(base, copy)
    if blog := blog_node(meta, base):
        yield subject, node("schema:isPartOf"), blog
        yield subject, node("sioc:has_container"), blog
    if meta.series:
        yield subject, node("schema:isPartOf"), _series_node(meta.series, base)


def describe_blogs(records: Iterable[PostRecord], base: str) -> Iterator[tuple[str, Triples]]:
    """Yield the term and the triples of each blog and each series of these posts."""
    blogs: dict[str, set[tuple[str, str]]] = {}
    series: dict[str, str] = {}
    for record in records:
        meta = record.post.meta
        if blog := blog_node(meta, base):
            blogs.setdefault(blog, set()).add((meta.blog or "", meta.home or ""))
        if meta.series:
            series[_series_node(meta.series, base)] = meta.series
    for iri, said in sorted(blogs.items()):
        yield iri, _blog(iri, sorted(said))
    for iri, name in sorted(series.items()):
        yield iri, _series(iri, name)


def _series(subject: str, name: str) -> Triples:
    yield subject, node("rdf:type"), node("schema:CreativeWorkSeries")
    yield subject, node("rdfs:label"), plain_text(name)
    yield subject, node("schema:name"), plain_text(name)


def _blog(subject: str, said: list[tuple[str, str]]) -> Triples:
    yield subject, node("rdf:type"), node("sioc:Weblog")
    yield subject, node("rdf:type"), node("schema:Blog")
    title = next((title for title, _ in said if title), said[0][1])
    yield subject, node("rdfs:label"), plain_text(title)
    yield subject, node("schema:name"), plain_text(title)
    for home in sorted({home for _, home in said if home}):
        if url := web_node(home):
            yield subject, node("schema:url"), url


def blog_node(meta: Metadata, base: str) -> str | None:
    """Return the term of the blog of a post: by its address, else by its title."""
    name = same_address(meta.home) if meta.home else meta.blog
    return link(f"{base}blog/{slug(name)}") if name else None


def _series_node(series: str, base: str) -> str:
    return link(f"{base}series/{slug(series)}")


def web_node(url: str) -> str | None:
    """Return the term of a web address, what IRIs do not allow percent-encoded."""
    try:
        urlsplit(url)
    except ValueError:
        return None
    clean = quote(url.strip(), safe="%/:=&?~#+!$,;'@()*[]._-", errors="replace")
    broken = re.search(r"%(?![0-9A-Fa-f]{2})", clean)
    if not _IRI.fullmatch(clean) or broken or clean.count("#") > 1:
        return None
    try:
        return f"<{NamedNode(clean).value}>"
    except ValueError:
        return None
