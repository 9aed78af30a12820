"""What went wrong, as a response: RFC 9457's problem details, in the language asked for."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

from starlette.responses import Response

from vejviser.errors import Ambiguous, Unknown, VejviserError
from vejviser.messages import LANGUAGES
from vejviser.names import PROBLEM
from vejviser.web.media import header

if TYPE_CHECKING:
    from starlette.requests import Request

MEDIA = "application/problem+json"
# What is not the fault of a query is not told as one; anything else that is wrong with one is 400.
STATUS = {
    "answer-too-long": 500,
    "behind-broken": 502,
    "behind-cut": 502,
    "behind-refused": 502,
    "behind-slow": 504,
    "behind-unreachable": 503,
    "no-picture": 404,
    "no-such-form": 406,
    "no-such-page": 404,
    "no-such-query": 404,
    "no-such-thing": 404,
    "not-acceptable": 406,
    "not-sparql": 415,
    "query-too-heavy": 500,
    "query-too-slow": 504,
    "read-only": 403,
    "request-too-long": 413,
    "rest-not-acceptable": 406,
    "server-busy": 503,
    "server-stopping": 503,
    "slow-client": 408,
    "sparql-leaves-the-house": 403,
    "unknown-document": 404,
    "unknown-name": 404,
    "uri-too-long": 414,
    "wrong-method": 405,
}
AGAIN = 10
"""Seconds after which who was turned away may ask again."""


def language(request: Request) -> str:
    """The language a request asks for, Danish unless it prefers English.

    By ``lang`` in its address, or else by what Accept-Language likes best.
    """
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return liked(header(request, "accept-language"))


def liked(languages: str) -> str:
    """The language an Accept-Language header likes best; Danish where it likes none of ours."""
    best, most = "da", 0.0
    for part in languages.split(","):
        name, _, quality = re.sub(r"\s", "", part).lower().partition(";q=")
        lang = name.partition("-")[0]
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if lang in LANGUAGES and math.isfinite(weight) and weight > most:
            best, most = lang, weight
    return best


def response(request: Request, error: VejviserError) -> Response:
    """The response to a request that cannot be answered."""
    status = STATUS.get(error.key, 400)
    lang = language(request)
    headers = {"Content-Language": lang, "Cache-Control": "no-store"}
    if status in (503, 408):
        headers["Retry-After"] = str(AGAIN)
    if status in (408, 413):
        headers["Connection"] = "close"
    if "allow" in error.data:
        headers["Allow"] = str(error.data["allow"])
    body = json.dumps(told(error, lang), ensure_ascii=False)
    return Response(body, status, headers, MEDIA)


def told(error: VejviserError, lang: str) -> dict[str, object]:
    """What is wrong, as problem details."""
    return {
        "type": PROBLEM + error.key,
        "title": error.key.replace("-", " "),
        "status": STATUS.get(error.key, 400),
        "detail": error.text(lang),
        **_more(error),
    }


def _more(error: VejviserError) -> dict[str, object]:
    """What a program can use: which parameter it is, and what may have been meant."""
    more: dict[str, object] = {}
    if error.where:
        more["parameter"] = error.where
    if isinstance(error, Unknown) and error.suggestions:
        more["suggestions"] = list(error.suggestions)
    if isinstance(error, Ambiguous):
        more["suggestions"] = [short for short, _ in error.candidates]
    return more
