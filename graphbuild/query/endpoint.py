"""The server's addresses: SPARQL Protocol, Graph Store Protocol, pages, the editor.

    /                     the page graph.html
    /graph.ttl            the file
    /sparql               SPARQL 1.1 Protocol; without a query, the service's description
    /rdf-graph-store      SPARQL 1.1 Graph Store Protocol, to read
    /ask                  the editor with the saved questions
    /questions, /names    what the editor asks for
    /person/ada           anything else: a thing of the graph, as a page or as RDF

Names from other sites that resolve to this machine are refused (DNS rebinding), and so is
what a page of another site asks, unless its origin is let in.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import anyio.to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from graphbuild.ontology import ontology_folder
from graphbuild.query.jobs import Job, Look, ReadGraph, Reply, Service, Suggest, problem
from graphbuild.query.pages import SITE, environment
from graphbuild.query.pool import Pool
from graphbuild.query.protocol import Refused, read_pairs, read_query
from graphbuild.query.questions import GROUPS, Question, saved_questions
from graphbuild.query.words import WORDS

Dispatch = Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]

_LOCAL = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)

_TOLD = re.compile(r"^# *(?:title|description|group)(?:@\w+)?:.*\n", re.MULTILINE)
"""What the editor shows beside a query already."""

READING = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"  # noqa: E501
"""Policy of pages: no script at all."""

ASKING = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"  # noqa: E501
"""Policy of the editor: its own scripts, this server alone; it styles what it draws."""


class Site:
    """The handlers, over a graph file and the pool that answers from it."""

    def __init__(self, graph: Path, pool: Pool, *, origins: Sequence[str] = ()) -> None:
        """Keep the graph file, the pool and the origins of other sites that may ask."""
        self.graph = graph
        self.pool = pool
        self.origins = frozenset(origins)
        self.questions = saved_questions(ontology_folder() / "queries")
        self.ask_page = environment().get_template("ask.html")

    def routes(self) -> list[Route | Mount]:
        """Return what is served, the things of the graph last."""
        return [
            Route("/", self.page),
            Route("/graph.ttl", self.turtle),
            Route("/sparql", self.sparql, methods=["GET", "POST"]),
            Route("/rdf-graph-store", self.store),
            Route("/ask", self.ask),
            Route("/questions", self.list_questions),
            Route("/names", self.names),
            Mount("/assets", _Assets(directory=SITE)),
            Route("/{path:path}", self.look),
        ]

    async def page(self, request: Request) -> Response:
        """Serve graph.html, which brings its own policy."""
        return _file(self.graph.parent / "graph.html", "text/html; charset=utf-8")

    async def turtle(self, request: Request) -> Response:
        """Serve the Turtle file."""
        own = self.graph.suffix == ".ttl"
        path = self.graph if own else self.graph.parent / "graph.ttl"
        return _file(path, "text/turtle; charset=utf-8")

    async def sparql(self, request: Request) -> Response:
        """Answer a query, or describe the service to who asks nothing."""
        accept = request.headers.get("accept", "*/*")
        if request.method in ("GET", "HEAD") and not request.scope["query_string"]:
            if "text/html" in accept:
                return RedirectResponse("/ask", status_code=303)
            address = f"{request.url.scheme}://{request.headers['host']}/sparql"
            return await self._asked(Service(address=address, accept=accept))
        try:
            return await self._asked(await read_query(request))
        except Refused as refused:
            return _response(refused.reply)
        except ClientDisconnect:
            return Response(status_code=400)

    async def store(self, request: Request) -> Response:
        """Read a graph: ``?default`` or ``?graph=IRI``."""
        try:
            pairs = read_pairs(request.scope["query_string"])
        except Refused as refused:
            return _response(refused.reply)
        names = [name for name, _ in pairs]
        if names not in (["default"], ["graph"]):
            return _response(problem(400, "name one graph: ?default or ?graph=IRI"))
        graph = pairs[0][1] if names == ["graph"] else None
        accept = request.headers.get("accept", "*/*")
        return await self._asked(ReadGraph(graph=graph, accept=accept))

    async def look(self, request: Request) -> Response:
        """Show a thing of the graph."""
        path = request.scope.get("raw_path", b"").decode("ascii", "replace").lstrip("/")
        reply = await self._asked(
            Look(
                path=path.partition("?")[0],
                accept=request.headers.get("accept", "*/*"),
                language=_language(request),
            )
        )
        reply.headers["Content-Security-Policy"] = READING
        reply.headers["Vary"] = "Accept, Accept-Language"
        return reply

    async def names(self, request: Request) -> Response:
        """Suggest labels to who fills in a parameter."""
        query = request.query_params
        return await self._asked(
            Suggest(kind=query.get("kind", "entity"), text=query.get("text", ""))
        )

    async def list_questions(self, request: Request) -> Response:
        """List the saved questions, by group, in the client's language."""
        language = _language(request)
        groups = [
            {
                "title": titles[language],
                "questions": [
                    _told(question, language)
                    for question in self.questions
                    if question.group == group
                ],
            }
            for group, titles in GROUPS.items()
        ]
        return JSONResponse([group for group in groups if group["questions"]])

    async def ask(self, request: Request) -> Response:
        """Serve the editor."""
        language = _language(request)
        base = await anyio.to_thread.run_sync(self.pool.base)
        page = self.ask_page.render(words=WORDS[language], language=language, base=base)
        headers = {"Content-Security-Policy": ASKING, "Vary": "Accept-Language"}
        return Response(page, media_type="text/html", headers=headers)

    async def _asked(self, job: Job) -> Response:
        return _response(await anyio.to_thread.run_sync(self.pool.ask, job))

    async def guard(
        self, request: Request, proceed: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Refuse other names of this machine and other sites' pages; say how to read replies."""
        if not _LOCAL.fullmatch(request.headers.get("host", "")):
            return _response(problem(421, "this server answers to 127.0.0.1 and localhost alone"))
        if self._is_foreign(request):
            return _response(problem(403, "requests from pages of other sites are refused"))
        response = await proceed(request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        if not self.origins:
            response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    def _is_foreign(self, request: Request) -> bool:
        """A page of another site asks; to follow a link from one to a page here is no asking."""
        if request.headers.get("sec-fetch-site") not in ("cross-site", "same-site"):
            return False
        if self.origins & {"*", request.headers.get("origin", "")}:
            return False
        followed = request.headers.get("sec-fetch-mode") == "navigate"
        return not (followed and request.method == "GET" and request.url.path != "/sparql")


class _Assets(StaticFiles):
    """The editor's files; the templates beside them are none."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if Path(path).suffix not in (".js", ".css", ".txt"):
            return _response(problem(404, "there is no such file"))
        return await super().get_response(path, scope)


def make_app(graph: Path, pool: Pool, *, origins: Sequence[str] = ()) -> Starlette:
    """Return the application for a graph file; ``pool`` answers its queries.

    Pages of ``origins`` (``*``: of any site) may ask, too.
    """
    site = Site(graph, pool, origins=origins)
    middleware = [Middleware(BaseHTTPMiddleware, dispatch=site.guard)]
    if origins:
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(origins),
            allow_methods=["GET", "POST", "HEAD"],
            allow_headers=["Accept", "Accept-Language", "Content-Type"],
            expose_headers=["Link", "Content-Language"],
        )
        middleware.insert(0, cors)
    return Starlette(routes=site.routes(), middleware=middleware)


def _told(question: Question, language: str) -> dict[str, str]:
    return {
        "name": question.name,
        "title": question.title(language),
        "description": question.description(language),
        "text": _TOLD.sub("", question.text).lstrip("\n"),
    }


def _language(request: Request) -> str:
    """Return ``fr`` or ``en``: what the address says, else what the client prefers of them."""
    asked = request.query_params.get("lang", "")
    if asked in WORDS:
        return asked
    header = request.headers.get("accept-language", "")
    wanted = (part.strip().lower()[:2] for part in header.split(","))
    return next((language for language in wanted if language in WORDS), next(iter(WORDS)))


def _file(path: Path, media: str) -> Response:
    if not path.is_file():
        return _response(problem(404, f"there is no {path.name}: build it with `make graph`"))
    return FileResponse(path, headers={"Content-Type": media, "Cache-Control": "no-cache"})


def _response(reply: Reply) -> Response:
    headers = {"Content-Type": reply.media, "Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(reply.body, status_code=reply.status, headers=headers | dict(reply.headers))
