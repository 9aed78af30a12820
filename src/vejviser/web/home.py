"""The first page: what can be asked here, in which forms, and from which documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from vejviser.errors import VejviserError
from vejviser.web import media, pages
from vejviser.web.linked.places import path
from vejviser.web.problems import language
from vejviser.web.rest.parameters import address as example

if TYPE_CHECKING:
    from starlette.requests import Request

    from vejviser.web.site import Site


async def page(request: Request) -> Response:
    """The first page."""
    site: Site = request.app.state.site
    return pages.page(
        request,
        "home.html",
        address=str(request.url_for("sparql")),
        queries=site.queries,
        example=example,
        path=path,
        documents=pages.documents(site, language(request)),
        rows=[media.SHORT[name][0] for name in ("json", "xml", "csv", "tsv")],
        graphs=[media.SHORT[name][1] for name in ("ttl", "nt", "rdf", "jsonld")],
    )


async def query(request: Request) -> Response:
    """The text of a named query, its header with it."""
    site: Site = request.app.state.site
    name = request.path_params["name"]
    for known in site.queries:
        if known.name == name:
            return PlainTextResponse(known.text, media_type="application/sparql-query")
    raise VejviserError("no-such-page")
