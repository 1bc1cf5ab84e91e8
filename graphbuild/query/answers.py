"""Answer a job from a loaded graph: queries, graphs, the service's description, pages."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
)

from graphbuild.errors import QueryError
from graphbuild.query.describe import Found, described, find_resource, reading_triples
from graphbuild.query.formats import render_graph, write_results
from graphbuild.query.graphs import base_of
from graphbuild.query.jobs import Job, Look, Query, ReadGraph, Reply, Service, Suggest, problem
from graphbuild.query.lookup import KINDS, Names, names_of
from graphbuild.query.negotiation import (
    GRAPH_OFFERS,
    PAGE_OFFERS,
    RESULT_OFFERS,
    Offer,
    negotiate,
)
from graphbuild.query.pages import Pages
from graphbuild.query.questions import bindings, parse_question
from graphbuild.query.sparql import Answer, evaluate

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

RESULT_BYTES = 50 * 1024**2
"""Longest answer; a graph of 1,000,000 triples is 60 to 150 MB, to be had as a file."""

MOST_TRIPLES = 300_000
"""Largest graph read whole by the Graph Store Protocol: 50 MB, 3 s to put in order."""

MOST_SUGGESTED = 12


class TooLongError(Exception):
    """The answer is longer than ``RESULT_BYTES``."""


class _Limited(io.BytesIO):
    """A buffer that refuses more than ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: ReadableBuffer, /) -> int:
        if self.tell() + memoryview(data).nbytes > self.limit:
            raise TooLongError
        return super().write(data)


class Answers:
    """A loaded graph and what is read off it once."""

    def __init__(self, store: Store, *, limit: int = RESULT_BYTES) -> None:
        """Keep the graph; no answer is longer than ``limit`` bytes."""
        self.store = store
        self.limit = limit
        self.base = base_of(store) or ""
        self.pages = Pages(self.base)

    @cached_property
    def names(self) -> Names:
        """The names of the graph, for parameters and suggestions."""
        return names_of(self.store)

    def answer(self, job: Job) -> Reply:
        """Answer a job; every mistake of the client becomes a reply."""
        try:
            match job:
                case Query():
                    return self._query(job)
                case ReadGraph():
                    return self._graph(job)
                case Service():
                    return self._service(job)
                case Look():
                    return self._look(job)
                case Suggest():
                    return self._suggest(job)
        except QueryError as error:
            return problem(400, str(error))
        except TooLongError:
            return problem(500, f"the answer is over {self.limit} bytes: ask for less, with LIMIT")

    def _query(self, job: Query) -> Reply:
        values = {}
        if job.given:
            question = parse_question("query", job.query)
            values = bindings(question, job.given, lambda: self.names)
        answer = evaluate(
            self.store,
            job.query,
            values=values,
            default_graphs=job.default_graphs,
            named_graphs=job.named_graphs,
        )
        rows = isinstance(answer, QuerySolutions | QueryBoolean)
        return self._negotiated(answer, job.accept, RESULT_OFFERS if rows else GRAPH_OFFERS)

    def _graph(self, job: ReadGraph) -> Reply:
        try:
            name = NamedNode(job.graph) if job.graph is not None else None
        except ValueError:
            return problem(400, "the graph's name is no IRI")
        if name is not None and not self.store.contains_named_graph(name):
            return problem(404, f"there is no graph <{name.value}>")
        quads = self.store.quads_for_pattern(None, None, None, name)
        triples = [quad.triple for quad in islice(quads, MOST_TRIPLES + 1)]
        if len(triples) > MOST_TRIPLES:
            return problem(500, f"it has over {MOST_TRIPLES} triples: take the file at /graph.ttl")
        return self._negotiated(triples, job.accept, GRAPH_OFFERS)

    def _service(self, job: Service) -> Reply:
        return self._negotiated(described(self.store, job.address), job.accept, GRAPH_OFFERS)

    def _look(self, job: Look) -> Reply:
        found = find_resource(self.store, self.base, job.path)
        if found is None:
            return self.pages.missing(job)
        if found.moved:
            return _redirect(self.pages.href(found.moved))
        offers = PAGE_OFFERS if found.form is None else _of_form(found.form)
        accept = job.accept if found.form is None else "*/*"
        chosen = negotiate(accept, offers)
        if chosen is not None and chosen[0].form is None:
            return self._page(found, job.language)
        triples = reading_triples(self.store, found.iri)
        reply = self._negotiated(triples, accept, offers)
        link = f'<{self.pages.href(found.iri)}>; rel="alternate"; type="text/html"'
        return Reply(
            status=reply.status, media=reply.media, body=reply.body, headers=(("Link", link),)
        )

    def _page(self, found: Found, language: str) -> Reply:
        page = self.pages.render(self.store, NamedNode(found.iri), language)
        body = _Limited(self.limit)
        body.write(page.encode("utf-8", "replace"))
        href = self.pages.href(found.iri)
        link = f'<{href}.ttl>; rel="alternate"; type="text/turtle"'
        return Reply(
            status=200,
            media="text/html; charset=utf-8",
            body=body.getvalue(),
            headers=(("Link", link), ("Content-Language", language)),
        )

    def _suggest(self, job: Suggest) -> Reply:
        if job.kind not in KINDS:
            return problem(400, f"there is no kind {job.kind}: valid: {', '.join(KINDS)}")
        labels = self.names.holding(job.text, job.kind, most=MOST_SUGGESTED)
        body = json.dumps(labels, ensure_ascii=False).encode()
        return Reply(status=200, media="application/json", body=body)

    def _negotiated(
        self, answer: Answer | Iterable[Triple], accept: str, offers: Sequence[Offer]
    ) -> Reply:
        chosen = negotiate(accept, offers)
        if chosen is None:
            valid = ", ".join(offer.media[0] for offer in offers)
            return problem(406, f"this can be answered as: {valid}")
        offer, media = chosen
        body = _Limited(self.limit)
        if isinstance(answer, QuerySolutions | QueryBoolean):
            assert offer.form is not None
            assert not isinstance(offer.form, RdfFormat)
            write_results(answer, body, offer.form)
        else:
            assert isinstance(offer.form, RdfFormat)
            body.write(render_graph(answer, offer.form))
        charset = "; charset=utf-8" if media.startswith("text/") else ""
        return Reply(status=200, media=media + charset, body=body.getvalue())


def _of_form(form: str) -> Sequence[Offer]:
    return [offer for offer in PAGE_OFFERS if offer.ending == form]


def _redirect(href: str) -> Reply:
    reply = problem(308, f"it was merged into {href}")
    return Reply(status=308, media=reply.media, body=reply.body, headers=(("Location", href),))
