"""Read a request of the SPARQL 1.1 Protocol (W3C, 2013, section 2.1) into a job."""

from __future__ import annotations

from urllib.parse import parse_qsl

import anyio
from starlette.requests import Request

from graphbuild.query.jobs import Query, Reply, problem

BODY_BYTES = 1024**2
"""Longest query sent by POST; the longest saved question has 2,000 bytes."""

BODY_SECONDS = 10.0

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


class Refused(Exception):  # noqa: N818 - it is an answer more than an error
    """A request that is answered with a problem."""

    def __init__(self, status: int, text: str) -> None:
        """Keep the reply: a status and a line that says what is wrong."""
        self.reply: Reply = problem(status, text)


async def read_query(request: Request) -> Query:
    """Return the query of a request by GET, by POST of a form, or by direct POST.

    ``$name=value`` binds a variable of the query (as in the RDF4J protocol), by the types
    that the query's own header declares. Raises ``Refused``.
    """
    pairs = read_pairs(request.scope["query_string"])
    if request.method == "POST":
        kind = _content_type(request.headers.get("content-type", ""))
        body = await _body(request)
        if kind == DIRECT:
            if any(name == "query" for name, _ in pairs):
                raise Refused(400, "the query is given twice: in the body and in the address")
            pairs.append(("query", _text(body)))
        else:
            pairs = read_pairs(body)
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
        given=tuple(f"{key[1:]}={value}" for key, value in pairs if key.startswith("$")),
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


def read_pairs(encoded: bytes) -> list[tuple[str, str]]:
    """Return the parameters of an address or a form; raises ``Refused``."""
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
