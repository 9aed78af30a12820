"""A request for the answer of a named query, read and checked before anything is asked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from vejviser.errors import BadValue, Unknown, VejviserError
from vejviser.messages import LANGUAGES
from vejviser.web import media
from vejviser.web.problems import liked
from vejviser.web.sparql.asked import check_length, pairs
from vejviser.words import near, today

if TYPE_CHECKING:
    from starlette.requests import Request

    from vejviser.queries import NamedQuery, Parameter
    from vejviser.web.site import Site

# What `format` may say → the media type.
FORMS = {"json": "application/json", "csv": "text/csv", "turtle": "text/turtle"}
OURS = ("format", "lang")
"""Parameters that every query has beside its own; one of its own by that name cannot be asked."""
LONGEST = 200
"""Characters of one value."""
LONGEST_HEADER = 1000
"""Characters of an Accept or Accept-Language header that are read."""
NUMBER = re.compile(r"-?[0-9]{1,9}", re.ASCII)
GREATEST = 999_999_999


@dataclass(frozen=True)
class Question:
    """What a request asks.

    :param given: parameter → value as it was written, sorted
    :param form: a key of :data:`FORMS`
    :param day: today, which is the day of a query that is asked without one
    """

    name: str
    given: tuple[tuple[str, str], ...]
    lang: str
    form: str
    day: date


def question(request: Request) -> Question:
    """What a request asks.

    :raises Unknown: ``no-such-query``
    :raises VejviserError: ``uri-too-long``, ``rest-not-acceptable`` or what is wrong with its
        parameters
    """
    check_length(request)
    return _read(
        request.app.state.site,
        request.path_params["name"],
        request.scope["query_string"],
        media.header(request, "accept")[:LONGEST_HEADER],
        media.header(request, "accept-language")[:LONGEST_HEADER],
        today(),
    )


# Who asks again most often asks in the same words.
@lru_cache(maxsize=1024)
def _read(
    site: Site, name: str, encoded: bytes, accept: str, languages: str, day: date
) -> Question:
    query = named(site, name)
    given = checked(query, pairs(encoded))
    form = given.pop("format", "")
    if not form:
        kind = media.preferred(accept, [*FORMS.values()])
        form = next((short for short, known in FORMS.items() if known == kind), "")
    if not form:
        raise VejviserError("rest-not-acceptable")
    lang = given.pop("lang", "") or liked(languages)
    return Question(name, tuple(sorted(given.items())), lang, form, day)


def named(site: Site, name: str) -> NamedQuery:
    """The query of that name.

    :raises Unknown: ``no-such-query``
    """
    for query in site.queries:
        if query.name == name:
            return query
    raise Unknown(
        "no-such-query", name[:LONGEST], near(name[:LONGEST], (q.name for q in site.queries))
    )


def own(query: NamedQuery) -> tuple[Parameter, ...]:
    """The parameters of a query that can be given in an address."""
    return tuple(parameter for parameter in query.parameters if parameter.name not in OURS)


def checked(query: NamedQuery, given: list[tuple[str, str]]) -> dict[str, str]:
    """The parameters of a request, each known, given once and of the form its type has.

    :raises BadValue: for the first that is not
    """
    types = {parameter.name: parameter.type for parameter in own(query)}
    for name, count in Counter(name for name, _ in given).items():
        if name not in types and name not in OURS:
            names = ", ".join([*types, *OURS])
            raise BadValue("unknown-parameter", query=query.name, value=name[:LONGEST], names=names)
        if count > 1:
            raise BadValue("parameter-twice", value=name)
    for name, value in given:
        if not value:
            raise BadValue("empty-parameter", value=name)
        if len(value) > LONGEST:
            raise BadValue("value-too-long", where=name, count=LONGEST)
        if types.get(name) == "number" and not NUMBER.fullmatch(value):
            raise BadValue("number-out-of-range", where=name, value=value, count=GREATEST)
        for ours, choices in (("format", FORMS), ("lang", LANGUAGES)):
            if name == ours and value not in choices:
                raise BadValue("bad-choice", where=name, value=value, names=", ".join(choices))
    found = dict(given)
    for parameter in own(query):
        if parameter.required and parameter.name not in found:
            raise BadValue(
                "parameter-missing",
                query=query.name,
                value=parameter.name,
                example=parameter.example,
            )
    return found
