"""The named queries as pages for people: the list of them, and one of each to try."""

from __future__ import annotations

import json
import shlex
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.responses import Response

from vejviser.cells import parted
from vejviser.columns import heading
from vejviser.errors import VejviserError
from vejviser.messages import say
from vejviser.web import media, pages, problems
from vejviser.web.problems import language
from vejviser.web.rest import parameters
from vejviser.web.rest.asked import FORMS, Question, checked, named, own
from vejviser.web.rest.kinds import kind
from vejviser.web.sparql.asked import check_length, pairs
from vejviser.words import today

if TYPE_CHECKING:
    from starlette.requests import Request

    from vejviser.queries import NamedQuery, Parameter
    from vejviser.web.rest.answers import Answers
    from vejviser.web.site import Site

MOST_SHOWN = 100
"""Rows that a page shows."""


@dataclass(frozen=True)
class Field:
    """One parameter as a field of a form."""

    name: str
    type: str
    hint: str
    value: str
    required: bool
    choices: dict[str, str]


@dataclass(frozen=True)
class Shown:
    """An answer as a page shows it."""

    count: int
    same: list[tuple[str, str]]
    head: list[str]
    body: list[tuple[str, ...]]


async def index(request: Request) -> Response:
    """All queries, for programs as JSON and for people as a page.

    :raises VejviserError: ``rest-not-acceptable``
    """
    kind = media.preferred(media.header(request, "accept"), ["application/json", "text/html"])
    if kind == "text/html":
        return await listed(request)
    if not kind:
        raise VejviserError("rest-not-acceptable")
    lang = language(request)
    body = json.dumps(_list(request, lang), ensure_ascii=False, indent=1) + "\n"
    headers = {"Content-Language": lang, "Vary": "Accept, Accept-Language"}
    return Response(body, headers=headers, media_type="application/json")


async def listed(request: Request) -> Response:
    """The list of all queries as a page."""
    site: Site = request.app.state.site
    address = str(request.url_for("rest", name="composition"))
    return pages.page(
        request,
        "queries.html",
        {"Vary": "Accept, Accept-Language"},
        queries=site.queries,
        example=parameters.address,
        address=f"{address}?body=SU",
    )


async def one(request: Request) -> Response:
    """One query as a page: what it asks, a form to ask it with, and what it then answers.

    :raises Unknown: ``no-such-query``
    """
    check_length(request)
    query = named(request.app.state.site, request.path_params["name"])
    answers: Answers = request.app.state.answers
    return await answers.shelf.run(lambda: _page(request, query))


def _page(request: Request, query: NamedQuery) -> Response:
    site: Site = request.app.state.site
    lang = language(request)
    sent = [(n, v.strip()) for n, v in pairs(request.scope["query_string"]) if n != "lang"]
    # A form sends all its fields, also those nobody filled in.
    given = [(name, value) for name, value in sent if value and name != "ask"]
    shown, wrong = None, None
    if sent:
        try:
            shown = _shown(request, query, given, lang)
        except VejviserError as error:
            wrong = error
    address = str(request.url_for("rest", name=query.name))
    asked = given if shown else [*parameters.example(query).items()]
    page = pages.page(
        request,
        "query.html",
        query=query,
        documents=pages.documents(site, lang),
        fields=_fields(site, query, dict(given), lang),
        columns=[(n, heading(n, lang), kind(query, n)) for n in query.columns],
        example=parameters.address(query),
        forms=[
            (form, f"{quote(query.name)}?{urlencode([*asked, ('format', form)])}") for form in FORMS
        ],
        curl=f"curl {shlex.quote(f'{address}?{urlencode(asked)}' if asked else address)}",
        shown=shown,
        wrong=wrong.text(lang) if wrong else "",
        most=MOST_SHOWN,
    )
    page.status_code = problems.STATUS.get(wrong.key, 400) if wrong else 200
    return page


def _shown(request: Request, query: NamedQuery, given: list[tuple[str, str]], lang: str) -> Shown:
    site: Site = request.app.state.site
    answers: Answers = request.app.state.answers
    found = checked(query, given)
    rows = answers.rows(Question(query.name, tuple(sorted(found.items())), lang, "", today())).rows
    few = replace(rows, rows=rows.rows[:MOST_SHOWN])
    return Shown(len(rows), *parted(few, site.whole, lang))


def _written(site: Site, parameter: Parameter, value: str) -> str:
    """What is in a field: what was written, and for a document to choose its IRI."""
    if parameter.type == "document" and value:
        with suppress(VejviserError):
            term = site.whole.term(parameter, value)
            return term.value if term else value
    return value


def _fields(site: Site, query: NamedQuery, given: dict[str, str], lang: str) -> list[Field]:
    return [
        Field(
            p.name,
            p.type,
            parameters.hint(p, lang),
            _written(site, p, given.get(p.name, "")),
            p.required,
            parameters.choices(site.whole, p, lang),
        )
        for p in own(query)
    ]


def _list(request: Request, lang: str) -> dict[str, object]:
    """All queries, with what it takes to ask them."""
    site: Site = request.app.state.site
    root = request.scope.get("root_path", "")
    return {
        "title": say("rest-title", lang),
        "openapi": f"{root}/openapi.json",
        "docs": f"{root}/api/docs",
        "formats": [*FORMS],
        "queries": [
            {
                "name": query.name,
                "href": f"{root}/api/{quote(query.name, safe='')}",
                "example": f"{root}/api/{quote(query.name, safe='')}"
                f"?{urlencode(parameters.example(query))}",
                "summary": query.summary[lang],
                "description": query.description[lang],
                "parameters": [
                    {"name": p.name, "type": p.type, "required": p.required, "example": p.example}
                    for p in own(query)
                ],
                "columns": [
                    {"name": name, "heading": heading(name, lang), "type": kind(query, name)}
                    for name in query.columns
                ],
            }
            for query in site.queries
        ],
    }
