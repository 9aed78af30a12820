"""``/dataset``: what the dataset is, how much there is of it, and the whole of it as files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from vejviser import __version__, catalogue, export, jsonld
from vejviser.errors import BadValue, VejviserError
from vejviser.messages import say
from vejviser.names import VV
from vejviser.web import pages
from vejviser.web.linked import answering, bounded, schemaorg
from vejviser.web.linked.asked import Asked, asked
from vejviser.web.linked.telling import Telling
from vejviser.web.sending import Made, sent
from vejviser.words import today

if TYPE_CHECKING:
    from starlette.requests import Request

    from vejviser.web.site import Site

DUMPS: dict[str, Callable[[ox.Store], str]] = {
    "dataset.nq": lambda store: export.whole(store, "nquads"),
    "dataset.trig": lambda store: export.whole(store, "trig"),
}
"""Name of a file → the whole dataset as it."""
LONG = "public, max-age=604800"
"""For how long the context may be kept: terms hardly ever change."""


async def described(request: Request) -> Response:
    """What the dataset is, in VoID and DCAT: a page, Turtle or JSON-LD.

    :raises VejviserError: ``no-such-form``
    """
    ask, site = asked(request), request.app.state.site
    named = request.path_params.get("form", "")
    chosen = answering.form(request, named)
    own = address(request)
    files = {name: (await _dump(site, name)).content for name in DUMPS}

    def make() -> str:
        about = _about(site, own)
        if chosen == "html":
            return _page(request, ask, site, about, files)
        if chosen == "ttl":
            return catalogue.described(site.whole.store, about, files)
        return str(site.jsonld.flat(catalogue.triples(site.whole.store, about, files)))

    # A page tells the day; files say the same every day.
    asking = (ask, request.url.query, today()) if chosen == "html" else ()
    key = ("dataset", own, chosen, *asking)
    made = await site.pages.get(key, make)
    paths = {name: f"dataset.{name}" for name in answering.TEXTS}
    also = [f'<{_about(site, own).iri}>; rel="about"']
    return answering.response(request, ask, made, chosen, named, paths, also)


async def well_known(request: Request) -> Response:
    """Where a dataset is looked for that nobody has told of."""
    return RedirectResponse(f"{request.scope.get('root_path', '')}/void.ttl", 302)


async def dump(request: Request) -> Response:
    """The whole dataset as one file."""
    name = request.path_params["name"]
    if name not in DUMPS:
        raise VejviserError("no-such-page")
    made = await _dump(request.app.state.site, name)
    kind = catalogue.TYPES[name.rpartition(".")[2]][0]
    return sent(request, made, kind, {"Content-Disposition": f'attachment; filename="{name}"'})


async def context(request: Request) -> Response:
    """The context of all our JSON-LD; any page may read it, or it would be of no use to them."""
    site: Site = request.app.state.site
    made = await site.pages.get("context", lambda: jsonld.written_context(site.whole.store))
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": LONG}
    return sent(request, made, "application/ld+json", headers)


async def _dump(site: Site, name: str) -> Made:
    made: Made = await site.dumps.get(name, lambda: DUMPS[name](site.whole.store))
    return made


def address(request: Request) -> str:
    """The address of the first page, as who asks knows it; it ends in a slash.

    :raises VejviserError: ``bad-host`` where its Host is none
    """
    try:
        base = str(request.url_for("sparql")).removesuffix("sparql")
        return str(ox.NamedNode(base).value)
    except ValueError as error:
        raise BadValue("bad-host") from error


def _about(site: Site, own: str) -> catalogue.Publication:
    """Who publishes it and where; a workspace that has named it nowhere has it named by this."""
    workspace = site.whole.dataset.workspace
    about = catalogue.publication(workspace)
    return replace(
        about,
        iri=about.iri or f"{own}dataset",
        version="" if workspace else str(__version__),
        address=f"{own}dump/",
        endpoint=f"{own}sparql",
    )


def _page(
    request: Request,
    ask: Asked,
    site: Site,
    about: catalogue.Publication,
    files: dict[str, bytes],
) -> str:
    names, tell = dict(about.names), Telling(site, ask)
    title = names.get(ask.lang) or next(iter(names.values()))
    kinds: dict[str, list[tuple[Markup, int]]] = {}
    for graph in sorted(bounded.graphs(site.whole)):
        node = ox.NamedNode(graph)
        size = sum(1 for _ in site.whole.store.quads_for_pattern(None, None, None, node))
        kind = site.whole.dataset.graphs.get(graph, "derived-graph")
        kinds.setdefault(tell.label(VV + kind), []).append((tell.link(graph), size))
    values = {
        "title": title,
        "about": about,
        "licence": "CC BY 4.0" if about.licence == catalogue.LICENCE else about.licence,
        "kinds": sorted(kinds.items()),
        "triples": len(site.whole.store),
        "files": [(name, ask.to(f"dump/{name}"), len(files[name])) for name in files],
        "forms": [(name, ask.to(f"dataset.{name}")) for name in ("ttl", "jsonld")],
        "context": ask.to("context.jsonld"),
        "ontology": ask.to("ns"),
        "schema": schemaorg.dataset(about, title, say("dataset-page-lead", ask.lang), DUMPS),
    }
    return pages.text(request, "dataset.html", values)
