"""The query page: an editor for SPARQL, its answers, and the named queries to begin with.

The editor is YASQE, the one in YASGUI. The rest of YASGUI is not used: its table writes a style
into the page, which a strict policy forbids, speaks English only, is not for screen readers, and
keeps every query in the browser's storage.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, JSONResponse, Response

from vejviser import thirdparty
from vejviser.errors import VejviserError
from vejviser.messages import say
from vejviser.messages.console import FILLED_IN, SCRIPT
from vejviser.web import pages
from vejviser.web.console import terms
from vejviser.web.problems import language
from vejviser.web.sparql.asked import check_length

if TYPE_CHECKING:
    from starlette.requests import Request

    from vejviser.queries import NamedQuery
    from vejviser.web.site import Site

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HERE = Path(__file__).parent / "static"
SCRIPTS, STYLES = "text/javascript", "text/css"
OWN = {
    "answer.js": SCRIPTS,
    "completion.js": SCRIPTS,
    "editor.js": SCRIPTS,
    "page.css": STYLES,
    "page.js": SCRIPTS,
}
BROUGHT = {"yasqe.css": STYLES, "yasqe.js": SCRIPTS}
# What an answer can be fetched as: the word for `format` → what it is called.
ROWS = {"csv": "CSV", "tsv": "TSV", "json": "JSON", "xml": "XML"}
GRAPHS = {"ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF/XML", "jsonld": "JSON-LD"}
BEGIN = """\
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

# {remark}
SELECT ?body ?name
WHERE {{
  ?body org:classification ?kind ; skos:prefLabel ?name .
  FILTER(LANG(?name) = "da")
}}
ORDER BY ?name
LIMIT 20
"""


def page(request: Request) -> Response:
    """The page, with the named query that ``name`` asks for, or with the text in ``query``.

    Not async, so that it is made in a thread: the first one takes some tenths of a second.

    :raises VejviserError: ``uri-too-long``, or ``no-such-page`` for a query nobody knows
    """
    check_length(request)
    site: Site = request.app.state.site
    lang, given = language(request), request.query_params
    chosen = _chosen(site, given.get("name", ""))
    text = given.get("query") or (
        _without_header(chosen, lang) if chosen else BEGIN.format(remark=say("query-begin", lang))
    )
    return pages.page(
        request,
        "console.html",
        {"Content-Security-Policy": POLICY},
        queries=site.queries,
        chosen=chosen,
        text=text,
        on=given.get("on", ""),
        standing=given.get("standing", ""),
        rows=ROWS,
        graphs=GRAPHS,
        words=json.dumps(_words(lang), ensure_ascii=False),
    )


def _words(lang: str) -> dict[str, str]:
    """What the script says, with its fields in braces for the script to fill in."""
    fields = {name: f"{{{name}}}" for name in FILLED_IN}
    return {key: say(f"query-{key}", lang, **fields) for key in SCRIPT}


def _chosen(site: Site, name: str) -> NamedQuery | None:
    found = next((query for query in site.queries if query.name == name), None)
    if name and found is None:
        raise VejviserError("no-such-page")
    return found


def _without_header(query: NamedQuery, lang: str) -> str:
    """A query that can be run, led by what it asks; the page tells the rest of its header."""
    lines = query.text.splitlines(keepends=True)
    body = "".join(line for line in lines if not line.startswith("#+")).lstrip("\n")
    return f"# {query.summary[lang]}\n{body}"


def known(request: Request) -> Response:
    """Prefixes, and names with labels in the language asked for, for the editor."""
    found = terms.terms(request.app.state.site.whole, language(request))
    return JSONResponse(found, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})


async def asset(request: Request) -> Response:
    """A script or style of the page; a browser that has it already is told so."""
    name = request.path_params["name"]
    if name not in OWN and name not in BROUGHT:
        raise VejviserError("no-such-page")
    file = HERE / name if name in OWN else thirdparty.path(name)
    kind = {**OWN, **BROUGHT}[name]
    kept = {"Cache-Control": "no-cache"}
    found = FileResponse(file, media_type=kind, headers=kept, stat_result=file.stat())
    if request.headers.get("if-none-match") == found.headers["etag"]:
        return Response(status_code=304, headers={**kept, "ETag": found.headers["etag"]})
    return found
