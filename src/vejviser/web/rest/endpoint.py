"""``/api``: named queries, their list, and how they are told to programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vejviser.web.problems import language
from vejviser.web.rest import openapi
from vejviser.web.rest.asked import FORMS, Question, question
from vejviser.web.sending import sent
from vejviser.words import today

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from vejviser.queries import NamedQuery
    from vejviser.web.rest.answers import Answers
    from vejviser.web.rest.forms import Answered
    from vejviser.web.sending import Made
    from vejviser.web.site import Site

FRESH = "public, max-age=60"
"""How long an answer may be used without asking again; days begin, and servers start anew."""


async def query(request: Request) -> Response:
    """The answer of a named query.

    :raises VejviserError: what :mod:`vejviser.web.problems` makes a response of
    """
    asked = question(request)
    answers: Answers = request.app.state.answers
    kind = FORMS[asked.form]
    kind += "; header=present" if asked.form == "csv" else ""
    return _sent(request, await answers.ask(asked), kind, asked.lang)


async def description(request: Request) -> Response:
    """All queries as OpenAPI."""
    site: Site = request.app.state.site
    answers: Answers = request.app.state.answers
    lang, root = language(request), request.scope.get("root_path", "")

    day = today()

    def ask(query: NamedQuery, given: Mapping[str, str], lang: str) -> Answered:
        return answers.rows(Question(query.name, tuple(sorted(given.items())), lang, "", day))

    made = await answers.shelf.get(
        ("openapi", lang, day), lambda: openapi.description(site, lang, root, ask)
    )
    return _sent(request, made, "application/json", lang)


def _sent(request: Request, made: Made, kind: str, lang: str) -> Response:
    headers = {
        "Content-Language": lang,
        "Cache-Control": FRESH,
        "Vary": "Accept, Accept-Language",
    }
    return sent(request, made, kind, headers)
