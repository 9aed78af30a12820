"""One address for one thing in several forms, and an address for each form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from vejviser.errors import VejviserError
from vejviser.web import media
from vejviser.web.linked import places
from vejviser.web.sending import Made, sent

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from vejviser.web.linked.asked import Asked

LONGEST_ACCEPT = 1000
"""Characters of an Accept header that are read."""
TEXTS = ("html", "ttl", "jsonld")
"""The forms that everything has."""
ALSO = {"application/json": "jsonld"}
"""What is sent to those who ask for a wider form."""
SPOKEN = ("html", "svg")
"""The forms that are in one language."""


def form(request: Request, named: str, offered: Sequence[str] = TEXTS) -> str:
    """The form to send: the one its address ends in, or else of those offered the one accepted.

    :raises VejviserError: ``no-such-page`` for another end, ``no-such-form`` where none is accepted
    """
    if named:
        if named not in offered:
            raise VejviserError("no-such-page")
        return named
    kinds = {places.FORMS[name]: name for name in offered} | ALSO
    accept = media.header(request, "accept")[:LONGEST_ACCEPT]
    best = media.preferred(accept, list(kinds))
    if not best:
        raise VejviserError("no-such-form", names=", ".join(kinds))
    return kinds[best]


def links(ask: Asked, paths: Mapping[str, str], relation: str) -> list[str]:
    """A link to each form.

    :param paths: form → its path
    """
    return [
        f'<{ask.to(path)}>; rel="{relation}"; type="{places.FORMS[form]}"'
        for form, path in paths.items()
    ]


def response(
    request: Request,
    ask: Asked,
    made: Made,
    chosen: str,
    named: str,
    paths: Mapping[str, str],
    also: Sequence[str] = (),
) -> Response:
    """What was made, with what leads to the other forms and tells caches what it depends on.

    :param chosen: the form it has; with ``named``, its address says so
    :param paths: form → its path
    :param also: further links
    """
    others = {form: path for form, path in paths.items() if form != chosen}
    headers = {"Link": ", ".join([*also, *links(ask, others, "alternate")])}
    vary = [] if named else ["Accept"]
    if chosen in SPOKEN:
        headers["Content-Language"] = ask.lang
        vary.append("Accept-Language")
    if vary:
        headers["Vary"] = ", ".join(vary)
    if not named:
        headers["Content-Location"] = ask.to(paths[chosen])
    return sent(request, made, places.FORMS[chosen], headers)
