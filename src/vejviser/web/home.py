"""The first page: what can be asked here, in which forms, from which documents, and by whom."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from vejviser.errors import VejviserError
from vejviser.messages import say
from vejviser.web import media
from vejviser.web.problems import language
from vejviser.words import today, write_day

if TYPE_CHECKING:
    import jinja2
    from starlette.requests import Request

    from vejviser.web.site import Site

HERE = Path(__file__).parent
LISTED = ("document", "title", "countsFrom")


async def page(request: Request) -> Response:
    """The first page, in Danish or English."""
    lang, root = language(request), request.scope.get("root_path", "")
    address = str(request.url_for("sparql"))
    text = _page(request.app.state.site, lang, root, address, today())
    return HTMLResponse(text, headers={"Content-Language": lang, "Vary": "Accept-Language"})


@lru_cache(maxsize=8)
def _page(site: Site, lang: str, root: str, address: str, day: date) -> str:
    """The page as it is all day."""
    return (
        _templates()
        .get_template("home.html")
        .render(
            **_said(site, lang, day),
            lang=lang,
            say=lambda key, **data: say(key, lang, **data),
            root=root,
            address=address,
            queries=site.queries,
            rows=[media.SHORT[name][0] for name in ("json", "xml", "csv", "tsv")],
            graphs=[media.SHORT[name][1] for name in ("ttl", "nt", "rdf", "jsonld")],
        )
    )


def _said(site: Site, lang: str, day: date) -> dict[str, object]:
    """Who publishes this copy, which day it shows, and from which documents."""
    own = site.whole.dataset.workspace
    listed = [
        {name: row[name] or "" for name in LISTED} for row in site.whole.ask("documents", lang=lang)
    ]
    listed.sort(key=lambda row: (row["countsFrom"], row["title"]), reverse=True)
    newest = next((row for row in listed if row["countsFrom"] <= day.isoformat()), None)
    counts = date.fromisoformat(newest["countsFrom"]) if newest else day
    return {
        "publisher": own.publisher if own else "",
        "contact": own.contact if own else "",
        "day": write_day(day, lang),
        "documents": listed,
        "newest": newest["title"] if newest else "",
        "counts": write_day(counts, lang),
        "age": (day - counts).days,
    }


async def style(_: Request) -> Response:
    """How pages look."""
    return FileResponse(HERE / "static" / "style.css", headers={"Cache-Control": "max-age=3600"})


async def query(request: Request) -> Response:
    """The text of a named query, its header with it."""
    site: Site = request.app.state.site
    name = request.path_params["name"]
    for known in site.queries:
        if known.name == name:
            return PlainTextResponse(known.text, media_type="application/sparql-query")
    raise VejviserError("no-such-page")


@cache
def _templates() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
