"""The application: addresses and what answers them, and what holds for every response."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from vejviser.errors import BadValue, VejviserError
from vejviser.web import home, pages, problems
from vejviser.web.console import page as console
from vejviser.web.linked import dataset, ontology, things
from vejviser.web.media import preferred
from vejviser.web.rest import endpoint as rest
from vejviser.web.rest import pages as rest_pages
from vejviser.web.rest.answers import Answers
from vejviser.web.sparql.endpoint import sparql

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from vejviser.web.site import Site

LOG = logging.getLogger("vejviser.access")
ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    # Nearly everything depends on the day, and no cache knows when that ends.
    (b"cache-control", b"no-cache"),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none';"
        b" form-action 'self'; frame-ancestors 'none'",
    ),
]


def application(
    site: Site,
    origins: Sequence[str] = (),
    ready: Callable[[], None] = lambda: None,
    root: str = "",
) -> Starlette:
    """The site as an ASGI application, whose pool runs from its start to its end.

    :param origins: web sites whose pages may read the answers; ``*`` for all
    :param ready: called once it can answer
    :param root: the path under which a proxy shows the site, such as ``/vejviser``
    :raises BadValue: ``root-path-taken`` for a path that the site itself has
    """

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        answers: Answers = app.state.answers
        preparing = asyncio.ensure_future(answers.prepare())
        async with site.opened():
            await preparing
            ready()
            yield

    allowed = Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["Accept", "Accept-Language", "Content-Type"],
    )
    app = Starlette(
        routes=[
            Route("/", home.page),
            Route("/style.css", pages.style),
            Route("/rest.css", pages.style),
            Route("/linked.css", pages.style),
            Route("/icon.svg", pages.icon),
            *(Route(f"/IBMPlexSans-{style}.woff2", pages.font) for style in pages.FONTS),
            Route("/queries/{name}.rq", home.query),
            Route("/query", console.page),
            Route("/query/terms.json", console.known),
            Route("/query/{name}", console.asset),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/sparql/", sparql, methods=["GET", "POST"]),
            Route("/healthz", health),
            *(Route(f"/{space}/{{name:path}}", things.thing) for space in things.NAMESPACES),
            Route("/doc", things.document),
            Route("/doc.{form}", things.document),
            Route("/doc/{name:path}", things.document),
            Route("/dataset", dataset.described),
            Route("/dataset.{form}", dataset.described),
            Route("/void.{form}", dataset.described),
            Route("/.well-known/void", dataset.well_known),
            Route("/dump/{name}", dataset.dump),
            Route("/context.jsonld", dataset.context),
            Route("/ns", ontology.ontology),
            Route("/ns.{form}", ontology.ontology),
            Route("/alignments", ontology.within),
            Route("/design", ontology.within),
            Route("/openapi.json", rest.description),
            Route("/api", rest_pages.index),
            Route("/api/docs", rest_pages.listed),
            Route("/api/docs/{name}", rest_pages.one),
            Route("/api/{name}", rest.query, name="rest"),
        ],
        middleware=[
            Middleware(Under, root=root),
            Middleware(Noted),
            *([allowed] if origins else []),
        ],
        exception_handlers={VejviserError: _told, HTTPException: _not_here},
        lifespan=lifespan,
    )
    if root in {"/" + route.path.split("/")[1] for route in app.routes if isinstance(route, Route)}:
        # Where a proxy leaves it out, nobody could tell whether it has.
        raise BadValue("root-path-taken", value=root)
    app.state.site = site
    app.state.answers = Answers(site)
    return app


async def health(request: Request) -> Response:
    """Whether all is well, for whoever watches over the server."""
    site: Site = request.app.state.site
    well = site.pool.well
    said = {}
    if site.behind:
        said["store"] = await site.behind.state()
        well = well and said["store"] == "ok"
    return JSONResponse({"status": "ok" if well else "failing", **said}, 200 if well else 503)


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, VejviserError)
    return await _problem(request, error)


async def _not_here(request: Request, error: Exception) -> Response:
    """An address nobody answers, or not in that way."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        allow = (error.headers or {}).get("Allow", "GET")
        allow = ", ".join(sorted(name.strip() for name in allow.split(",")))
        return await _problem(request, VejviserError("wrong-method", allow=allow))
    return await _problem(request, VejviserError("no-such-page"))


async def _problem(request: Request, error: VejviserError) -> Response:
    """What is wrong, as a page for who reads pages and as problem details for programs."""
    made = problems.response(request, error)
    made.headers["Vary"] = "Accept, Accept-Language"
    accept, path = request.headers.get("accept", "*/*"), request.scope["path"]
    api = f"{request.scope.get('root_path', '')}/api/"
    if preferred(accept, [problems.MEDIA, "text/html"]) != "text/html" or path.startswith(api):
        return made
    detail = error.text(problems.language(request))
    page = await asyncio.to_thread(pages.page, request, "problem.html", detail=detail)
    page.status_code = made.status_code
    for name, value in made.headers.items():
        if name not in ("content-type", "content-length"):
            page.headers[name] = value
    return page


class Under:
    """Puts the site under the path a proxy shows it at, whether the proxy leaves it out or not."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app, self._root = app, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if self._root and scope["type"] == "http":
            inside = path == self._root or path.startswith(f"{self._root}/")
            path = path if inside else self._root + path
            scope = {**scope, "root_path": self._root, "path": path}
        await self._app(scope, receive, send)


class Noted:
    """Adds what every response bears that says nothing else, and notes it: never who asked what."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status, size = time.perf_counter(), 500, 0

        async def noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                own = {name for name, _ in message["headers"]}
                always = [header for header in ALWAYS if header[0] not in own]
                message["headers"] = [*message["headers"], *always]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            taken = (time.perf_counter() - start) * 1000
            path = scope["path"].encode("unicode_escape").decode()[:200]
            LOG.info("%s %s %d %d B %.0f ms", scope["method"], path, status, size, taken)
