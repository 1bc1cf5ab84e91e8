"""A read-only SPARQL 1.1 Protocol endpoint on this machine, and the page beside it.

Paths: ``/`` (graph.html), ``/graph.ttl``, ``/sparql``; nothing else is served. Names
from other sites that resolve to this machine are refused (DNS rebinding), and so are
queries that a page of another site sends.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import parse_qsl

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from graphbuild.query.pool import Pool
from graphbuild.query.worker import Reply, problem
from graphbuild.query.worker import Request as Query

BODY_BYTES = 1024**2
"""Longest query sent by POST; the longest saved question has 1,400 bytes."""

BODY_SECONDS = 10.0

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"

_LOCAL = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)


class Refused(Exception):  # noqa: N818 - it is an answer more than an error
    """A request that is answered with a problem."""

    def __init__(self, status: int, text: str) -> None:
        """Keep the reply: a status and a line that says what is wrong."""
        self.reply = problem(status, text)


def make_app(graph: Path, pool: Pool) -> Starlette:
    """Return the application for a graph file; ``pool`` answers its queries."""

    async def page(request: Request) -> Response:
        return _file(graph.parent / "graph.html", "text/html; charset=utf-8")

    async def turtle(request: Request) -> Response:
        path = graph if graph.suffix == ".ttl" else graph.parent / "graph.ttl"
        return _file(path, "text/turtle; charset=utf-8")

    async def sparql(request: Request) -> Response:
        try:
            query = await _read(request)
        except Refused as refused:
            return _response(refused.reply)
        except ClientDisconnect:
            return Response(status_code=400)
        return _response(await anyio.to_thread.run_sync(pool.ask, query))

    return Starlette(
        routes=[
            Route("/", page),
            Route("/graph.ttl", turtle),
            Route("/sparql", sparql, methods=["GET", "POST"]),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=_guard)],
    )


async def _guard(request: Request, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
    if not _LOCAL.fullmatch(request.headers.get("host", "")):
        return _response(problem(421, "this server answers to 127.0.0.1 and localhost alone"))
    foreign = request.headers.get("sec-fetch-site") in ("cross-site", "same-site")
    if foreign and request.url.path != "/":
        return _response(problem(403, "queries from pages of other sites are refused"))
    response = await proceed(request)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _file(path: Path, media: str) -> Response:
    if not path.is_file():
        return _response(problem(404, f"there is no {path.name}: build it with `make graph`"))
    return FileResponse(path, headers={"Content-Type": media, "Cache-Control": "no-cache"})


def _response(reply: Reply) -> Response:
    headers = {"Content-Type": reply.media, "Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(reply.body, status_code=reply.status, headers=headers)


async def _read(request: Request) -> Query:
    """Return the query of a request by GET, by POST of a form, or by direct POST."""
    pairs = _pairs(request.scope["query_string"])
    if request.method == "POST":
        kind = _content_type(request.headers.get("content-type", ""))
        body = await _body(request)
        if kind == DIRECT:
            if any(name == "query" for name, _ in pairs):
                raise Refused(400, "the query is given twice: in the body and in the address")
            pairs.append(("query", _text(body)))
        else:
            pairs = _pairs(body)
    return _query(pairs, request.headers.get("accept", "*/*"))


def _query(pairs: list[tuple[str, str]], accept: str) -> Query:
    def given(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in pairs if key == name)

    if given("update"):
        raise Refused(400, "updates are refused: the graph is only read")
    queries = given("query")
    if len(queries) != 1:
        raise Refused(400, f"give one query parameter, not {len(queries)}")
    return Query(
        query=queries[0],
        accept=accept,
        default_graphs=given("default-graph-uri"),
        named_graphs=given("named-graph-uri"),
    )


def _content_type(header: str) -> str:
    kind, *parameters = (part.strip().lower() for part in header.split(";"))
    if kind not in (FORM, DIRECT):
        raise Refused(415, f"send a query as {DIRECT} or {FORM}")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "charset" and value.strip('"') not in ("utf-8", "utf8", "us-ascii"):
            raise Refused(415, "send the query in UTF-8")
    return kind


async def _body(request: Request) -> bytes:
    """Read a body up to ``BODY_BYTES``, whatever length it announces."""
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > BODY_BYTES:
        raise Refused(413, f"a query has at most {BODY_BYTES} bytes")
    body = bytearray()
    with anyio.move_on_after(BODY_SECONDS) as scope:
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_BYTES:
                raise Refused(413, f"a query has at most {BODY_BYTES} bytes")
    if scope.cancelled_caught:
        raise Refused(408, f"the query was not sent within {BODY_SECONDS:g} seconds")
    return bytes(body)


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100
        )
    except ValueError:
        raise Refused(400, "the parameters are not percent-encoded UTF-8") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "the query is not UTF-8 text") from None
