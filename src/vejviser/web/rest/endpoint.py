"""``/api``: named queries, their list, and how they are told to programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.responses import Response

from vejviser.errors import VejviserError
from vejviser.web.problems import language
from vejviser.web.rest import openapi
from vejviser.web.rest.asked import FORMS, Question, question
from vejviser.web.sending import MOST_HELD, Sent
from vejviser.words import today

if TYPE_CHECKING:
    from starlette.requests import Request

    from vejviser.queries import NamedQuery
    from vejviser.web.rest.answers import Answer, Answers
    from vejviser.web.rest.forms import Answered
    from vejviser.web.site import Site

FRESH = "public, max-age=60"
"""How long an answer may be used without asking again; days begin, and servers start anew."""


async def query(request: Request) -> Response:
    """The answer of a named query.

    :raises VejviserError: what :mod:`vejviser.web.problems` makes a response of
    """
    asked = question(request)
    answers: Answers = request.app.state.answers
    answer = await answers.ask(asked)
    kind = FORMS[asked.form]
    kind += "; charset=utf-8" if kind.startswith("text/") else ""
    if asked.form == "csv":
        kind += "; header=present"
    return _sent(request, answer, kind, asked.lang)


async def description(request: Request) -> Response:
    """All queries as OpenAPI."""
    site: Site = request.app.state.site
    answers: Answers = request.app.state.answers
    lang, root = language(request), request.scope.get("root_path", "")

    def ask(query: NamedQuery, given: Mapping[str, str], lang: str) -> Answered:
        return answers.rows(Question(query.name, tuple(sorted(given.items())), lang, "", today()))

    answer = await answers.page("openapi", lang, lambda: openapi.description(site, lang, root, ask))
    return _sent(request, answer, "application/json", lang)


def _has(tags: str, tag: str) -> bool:
    """Whether an If-None-Match names this tag. https://www.rfc-editor.org/rfc/rfc9110#field.if-none-match"""
    listed = [one.strip().removeprefix("W/") for one in tags.split(",")]
    return tag in listed or listed == ["*"]


def _sent(request: Request, answer: Answer, kind: str, lang: str) -> Response:
    headers = {
        "Content-Type": kind,
        "Content-Language": lang,
        "ETag": answer.tag,
        "Cache-Control": FRESH,
        "Vary": "Accept, Accept-Language",
    }
    if _has(request.headers.get("if-none-match", ""), answer.tag):
        return Response(status_code=304, headers=headers)
    site: Site = request.app.state.site
    if site.held > MOST_HELD:
        raise VejviserError("server-busy")
    return Sent(site, answer.body, headers)
