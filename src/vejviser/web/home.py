"""The first page: what can be asked here, in which forms, and from which documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from vejviser.errors import VejviserError
from vejviser.web import media, pages
from vejviser.web.linked.places import path
from vejviser.web.problems import language
from vejviser.web.rest.parameters import address as example
from vejviser.web.sending import sent
from vejviser.words import today, write_printed

if TYPE_CHECKING:
    from starlette.requests import Request

    from vejviser.web.site import Site


async def page(request: Request) -> Response:
    """The first page."""
    site: Site = request.app.state.site
    lang, address = language(request), str(request.url_for("sparql"))

    def made() -> str:
        values = {
            "address": address,
            "queries": site.queries,
            "example": example,
            "path": path,
            "printed": write_printed,
            "documents": pages.documents(site, lang),
            "rows": [media.SHORT[name][0] for name in ("json", "xml", "csv", "tsv")],
            "graphs": [media.SHORT[name][1] for name in ("ttl", "nt", "rdf", "jsonld")],
        }
        return pages.text(request, "home.html", values)

    key = ("home", lang, address, request.url.query, today())
    headers = {"Content-Language": lang, "Vary": "Accept-Language"}
    return sent(request, await site.pages.get(key, made), "text/html", headers)


async def query(request: Request) -> Response:
    """The text of a named query, its header with it."""
    site: Site = request.app.state.site
    name = request.path_params["name"]
    for known in site.queries:
        if known.name == name:
            return PlainTextResponse(known.text, media_type="application/sparql-query")
    raise VejviserError("no-such-page")
