"""The frame every page stands in: its language, its way back, and who publishes what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, HTMLResponse, Response

from vejviser import thirdparty
from vejviser.messages import say
from vejviser.web.problems import language
from vejviser.words import today, write_day

if TYPE_CHECKING:
    import jinja2
    from starlette.requests import Request

    from vejviser.web.site import Site

HERE = Path(__file__).parent
LISTED = ("document", "title", "countsFrom")
Document = Mapping[str, str]
WAYS = (
    ("/api/docs", "home-queries"),
    ("/query", "query-page"),
    ("/dataset", "home-dataset"),
    ("/ns", "home-ontology"),
)
"""Where every page leads: path and what it is called."""
FONTS = ("Regular", "SemiBold")
HOUR = {"Cache-Control": "max-age=3600"}


def page(
    request: Request, template: str, headers: Mapping[str, str] | None = None, **values: object
) -> Response:
    """A page in Danish or English, as the request asks; see :func:`text`."""
    said = {"Content-Language": language(request), "Vary": "Accept-Language", **(headers or {})}
    return HTMLResponse(text(request, template, values), headers=said)


def text(
    request: Request, template: str, values: Mapping[str, object], on: date | None = None
) -> str:
    """The text of a page in Danish or English, as the request asks.

    :param template: the name of a file in ``templates/`` that extends ``page.html``
    :param values: what the template asks for beside ``lang``, ``say``, ``root`` and ``to``, which
        makes a path of ours the address of a page in the language that was chosen
    :param on: the day it shows; None for today
    """
    lang, site = language(request), request.app.state.site
    root = request.scope.get("root_path", "")
    kept = f"lang={lang}" if request.query_params.get("lang") == lang else ""
    return (
        _templates()
        .get_template(template)
        .render(
            **_trust(site, lang, on or today()),
            lang=lang,
            say=lambda key, **data: say(key, lang, **data),
            root=root,
            to=lambda path: _address(root, path, kept),
            ways=WAYS,
            here=request.scope["path"].removeprefix(root).removesuffix(".html"),
            other=str(request.url.include_query_params(lang="en" if lang == "da" else "da").query),
            **values,
        )
    )


def _address(root: str, path: str, kept: str) -> str:
    """Where a path leads, with the parameter that the next page is to have as well."""
    return f"{root}{path}" + (f"{'&' if '?' in path else '?'}{kept}" if kept else "")


def documents(site: Site, lang: str) -> list[Document]:
    """What the dataset is drawn from, newest first: ``document``, ``title`` and ``countsFrom``.

    One that several publish is listed once.
    """
    rows = site.whole.ask("documents", lang=lang)
    listed = {row["document"]: {name: row[name] or "" for name in LISTED} for row in rows}
    return sorted(listed.values(), key=lambda row: (row["countsFrom"], row["title"]), reverse=True)


@lru_cache(maxsize=8)
def _trust(site: Site, lang: str, day: date) -> dict[str, object]:
    """What every page says of itself: who publishes it, which day it shows, how old it is."""
    own = site.whole.dataset.workspace
    listed = documents(site, lang)
    newest = next((row for row in listed if row["countsFrom"] <= day.isoformat()), None)
    counts = date.fromisoformat(newest["countsFrom"]) if newest else day
    return {
        "publisher": own.publisher if own else "",
        "contact": own.contact if own else "",
        "day": write_day(day, lang),
        "newest": newest["title"] if newest else "",
        "counts": write_day(counts, lang),
        "age": (day - counts).days,
    }


async def style(request: Request) -> Response:
    """How pages look."""
    name = request.url.path.rpartition("/")[2]
    return FileResponse(HERE / "static" / name, headers=HOUR)


async def font(request: Request) -> Response:
    """The letters they are written in."""
    return FileResponse(thirdparty.path(request.url.path.rpartition("/")[2]), headers=HOUR)


async def icon(_: Request) -> Response:
    """The small picture that tells the site among others."""
    return FileResponse(HERE / "static" / "icon.svg", headers=HOUR)


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
