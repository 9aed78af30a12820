"""The named queries as OpenAPI 3.1, made from their headers and from what they answer.

https://spec.openapis.org/oas/v3.1.1.html
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import vejviser
from vejviser.errors import BadValue, Unknown, VejviserError
from vejviser.messages import say
from vejviser.nouns import Rows
from vejviser.web import problems
from vejviser.web.rest import parameters, schemas
from vejviser.web.rest.asked import FORMS, own
from vejviser.web.rest.forms import WRITTEN, Answered
from vejviser.web.sparql.asked import LONGEST_URI

if TYPE_CHECKING:
    from vejviser.queries import NamedQuery
    from vejviser.web.site import Site

Json = dict[str, object]
ROWS_SHOWN = 2
# status → a problem that is told with it
PROBLEMS: Mapping[str, VejviserError] = {
    "400": BadValue("bad-choice", where="standing", value="some", names="stated, all"),
    "404": Unknown("unknown-name", "SUU", ["SU"]),
    "405": VejviserError("wrong-method", allow="GET, HEAD"),
    "406": VejviserError("rest-not-acceptable"),
    "414": VejviserError("uri-too-long", count=LONGEST_URI),
    "503": VejviserError("server-busy"),
}


def description(
    site: Site, lang: str, root: str, ask: Callable[[NamedQuery, dict[str, str], str], Answered]
) -> bytes:
    """The description in one language.

    :param root: the path the site is shown under
    :param ask: answers a query
    """
    workspace = site.whole.dataset.workspace
    info: Json = {
        "title": say("rest-title", lang),
        "description": say("rest-about", lang),
        "version": vejviser.__version__,
    }
    if workspace and (workspace.publisher or workspace.contact):
        info["contact"] = {
            "name": ", ".join(filter(None, (workspace.publisher, workspace.contact)))
        }
    paths: Json = {
        f"/api/{quote(query.name, safe='')}": _path(site, query, lang, ask)
        for query in site.queries
    }
    told = {
        "openapi": "3.1.1",
        "info": info,
        "servers": [{"url": root or "/"}],
        "externalDocs": {"url": f"{root}/api/docs"},
        "paths": paths,
        "components": {
            "schemas": schemas.components(lang),
            "parameters": parameters.ours(lang),
            "headers": _headers(),
            "responses": {f"problem-{status}": _problem(status, lang) for status in PROBLEMS},
        },
    }
    return (json.dumps(told, ensure_ascii=False) + "\n").encode()


def _path(
    site: Site,
    query: NamedQuery,
    lang: str,
    ask: Callable[[NamedQuery, dict[str, str], str], Answered],
) -> Json:
    """How one query is asked, and what it answers."""
    answered = ask(query, parameters.example(query), lang)
    few = replace(answered, rows=Rows(answered.rows.columns, answered.rows.rows[:ROWS_SHOWN]))
    asked = [parameters.described(site.whole, p, lang) for p in own(query)]
    ours: list[Json] = [
        {"$ref": f"#/components/parameters/{name}"} for name in parameters.ours(lang)
    ]
    get: Json = {
        "operationId": query.name,
        "summary": query.summary[lang],
        "description": query.description[lang],
        "parameters": [*asked, *ours],
        "responses": {
            "200": {
                "description": say("rest-answer", lang),
                "headers": _all_headers(),
                "content": _content(query, few, lang),
            },
            "304": {"description": say("rest-unchanged", lang), "headers": _all_headers()},
            **{status: {"$ref": f"#/components/responses/problem-{status}"} for status in PROBLEMS},
        },
    }
    return {"get": get}


def _content(query: NamedQuery, few: Answered, lang: str) -> Json:
    """The forms of an answer, each with an example."""
    told: Json = {}
    for form, kind in FORMS.items():
        written = WRITTEN[form](few).decode()
        if form == "json":
            told[kind] = {"schema": schemas.answer(query, lang), "example": json.loads(written)}
        else:
            told[kind] = {"schema": {"type": "string"}, "example": written}
    return told


def _problem(status: str, lang: str) -> Json:
    """An answer that is none, by RFC 9457."""
    error = PROBLEMS[status]
    headers: dict[str, Json] = {"Content-Language": _ref("Content-Language")}
    if status == "405":
        headers["Allow"] = _ref("Allow")
    if status == "503":
        headers["Retry-After"] = _ref("Retry-After")
    return {
        "description": say(f"rest-problem-{status}", lang),
        "headers": headers,
        "content": {
            problems.MEDIA: {
                "schema": {"$ref": "#/components/schemas/problem"},
                "example": problems.told(error, lang),
            }
        },
    }


def _ref(header: str) -> Json:
    return {"$ref": f"#/components/headers/{header}"}


def _all_headers() -> dict[str, Json]:
    names = ("ETag", "Vary", "Cache-Control", "Content-Language")
    return {name: _ref(name) for name in names}


def _headers() -> dict[str, Json]:
    shown = {
        "ETag": '"0123456789abcdef01234567"',
        "Vary": "Accept, Accept-Language",
        "Cache-Control": "public, max-age=60",
        "Content-Language": "da",
        "Allow": "GET, HEAD",
        "Retry-After": "10",
    }
    return {name: {"schema": {"type": "string"}, "example": value} for name, value in shown.items()}
