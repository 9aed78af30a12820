"""``/id/…``, ``/source/…``, ``/graph/…`` and the documents on what they name, ``/doc/…``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from vejviser.names import GRAPH, ID, SOURCE
from vejviser.turtle import written
from vejviser.web.linked import answering, bounded, page, picture, places
from vejviser.web.linked.asked import Asked, asked, known, unknown
from vejviser.web.sending import Made
from vejviser.words import today

if TYPE_CHECKING:
    from datetime import date

    from starlette.requests import Request

    from vejviser.nouns import Standing
    from vejviser.web.site import Site

NAMESPACES = {"id": ID, "source": SOURCE, "graph": GRAPH}


async def thing(request: Request) -> Response:
    """Where a thing itself cannot be sent, its document is: 303.

    :raises VejviserError: ``no-such-thing``
    """
    space, _, name = request.scope["path"].removeprefix(_root(request)).lstrip("/").partition("/")
    iri, ask, site = NAMESPACES[space] + name, asked(request), request.app.state.site
    await _know(request, iri)
    links = [
        f'<{_quoted(iri)}>; rel="about"',
        *answering.links(ask, _paths(site, iri), "describedby"),
    ]
    # What is not there without the day, the language and so on, is not there with them either.
    query = request.url.query
    where = f"{ask.root}/{places.path(iri)}"
    where += ("&" if "?" in where else "?") + query if query else ""
    return RedirectResponse(where, 303, {"Link": ", ".join(links)})


async def document(request: Request) -> Response:
    """The document on a thing, in the form its address ends in, or else the one accepted.

    :raises VejviserError: ``no-such-thing``, ``no-such-form``, ``no-picture``, or what is wrong
        with the parameters
    """
    ask, site = asked(request), request.app.state.site
    name = request.path_params.get("name", "")
    if name:
        iri, wanted = places.named(name)
    else:
        iri, wanted = request.query_params.get("iri", ""), request.path_params.get("form", "")
    await _know(request, iri)
    own = places.path(iri)
    if not name and not own.startswith(places.ELSEWHERE):
        return RedirectResponse(ask.to(places.formed(iri, wanted) if wanted else own), 303)
    paths = _paths(site, iri)
    chosen = answering.form(request, wanted, list(places.FORMS if wanted else paths))
    made = await _made(request, ask, iri, chosen)
    also = [f'<{_quoted(iri)}>; rel="about"', f'<{ask.root}/{own}>; rel="canonical"']
    sent = answering.response(request, ask, made, chosen, wanted, paths, also)
    if chosen == "svg":
        sent.headers["Content-Security-Policy"] = picture.POLICY
    return sent


async def _know(request: Request, iri: str) -> None:
    """See to it that there is something to tell.

    :raises Unknown: ``no-such-thing``, with those it may have been
    """
    site: Site = request.app.state.site
    if known(site, iri):
        return

    def look() -> str:
        raise unknown(site, iri)

    await site.pages.get(("unknown", iri), look)


async def _made(request: Request, ask: Asked, iri: str, chosen: str) -> Made:
    site: Site = request.app.state.site
    on = ask.on or today()
    if chosen == "svg":
        theme = request.query_params.get("theme", "light")
        return await picture.made(site, iri, on, ask.standing or "all", theme, ask.lang)
    if chosen == "html":
        key = (iri, ask, on, request.url.query)
        return await site.pages.get(key, lambda: page.text(request, ask, iri))
    # Without a day, data are of all that is said whenever; a standing alone means today's.
    day = on if ask.on or ask.standing else None
    standing = ask.standing or "stated"
    part = (iri, chosen, day, standing)
    return await site.pages.get(part, lambda: _data(site, iri, chosen, day, standing))


def _data(site: Site, iri: str, chosen: str, day: date | None, standing: Standing) -> str:
    whole = site.whole
    if iri in bounded.graphs(whole):
        triples = bounded.graph(whole, iri)
    else:
        triples = bounded.of(whole, iri, day, standing)
    return written(triples) if chosen == "ttl" else site.jsonld.flat(triples)


def _paths(site: Site, iri: str) -> dict[str, str]:
    """Each form that the document on a thing has, with its path."""
    forms = [form for form in places.FORMS if form != "svg" or picture.view(site, iri)]
    return {form: places.formed(iri, form) for form in forms}


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))


def _quoted(iri: str) -> str:
    return quote(iri, safe=":/#?&=%~+,;@!$'()*[]")
