"""A request of the SPARQL 1.1 protocol, read with a bound on its size and on its time.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from vejviser.errors import BadValue, VejviserError
from vejviser.web.sparql.datasets import day_graph
from vejviser.words import parse_day, today

if TYPE_CHECKING:
    from starlette.requests import Request

LONGEST_URI = 16_000
"""Bytes of path and parameters; longer queries are sent by POST."""
LONGEST_BODY = 1_000_000
MOST_READ = 10_000_000
"""Bytes of a body that are read, if only to be told that it is too long: most clients do not listen
before they have said all."""
PATIENCE = 15.0
"""Seconds a client has to send its whole request."""
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
MOST_FIELDS = 200


@dataclass(frozen=True)
class Asked:
    """What a request asks, or that it asks nothing but what this service is: ``query`` is None.

    :param merged: graphs the request has merged as the default graph; None where it names none
    :param named: the named graphs of the same dataset
    :param day: the graph of the day asked for; empty where none is
    :param form: what ``format`` says, if it says one thing
    """

    query: str | None
    merged: tuple[str, ...] | None = None
    named: tuple[str, ...] = ()
    day: str = ""
    form: str = ""


async def asked(request: Request) -> Asked:
    """What a request asks.

    :raises VejviserError: ``read-only``, ``not-sparql``, ``uri-too-long``, ``request-too-long``,
        ``slow-client``, ``not-utf8-request`` or one of what is wrong with its parameters
    """
    check_length(request)
    fields = pairs(request.scope["query_string"])
    query: list[str] = []
    if request.method == "POST":
        kind, charset = _content_type(request)
        if kind == UPDATE:
            raise VejviserError("read-only")
        if kind not in (FORM, QUERY) or charset not in ("", "utf-8"):
            raise VejviserError("not-sparql")
        body = await _body(request)
        if kind == QUERY:
            query = [_text(body)]
        else:
            fields += pairs(body)
    query += [value for name, value in fields if name == "query"]
    if any(name == "update" for name, _ in fields):
        raise VejviserError("read-only")
    if len(query) > 1:
        raise BadValue("parameter-twice", value="query")
    if not query and request.method == "POST":
        raise BadValue("no-query")
    merged = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    forms = [value for name, value in fields if name == "format"]
    return Asked(
        query[0] if query else None,
        merged if merged or named else None,
        named,
        _day(fields),
        # Some clients send one more with every request; then only what they accept is sure.
        forms[0] if len(forms) == 1 else "",
    )


def check_length(request: Request) -> None:
    """Refuse an address that is too long.

    :raises VejviserError: ``uri-too-long``
    """
    scope = request.scope
    if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > LONGEST_URI:
        raise VejviserError("uri-too-long", count=LONGEST_URI)


def _day(fields: list[tuple[str, str]]) -> str:
    """The graph that ``on`` and ``standing`` ask for; empty where neither is given."""
    on, standing = _one(fields, "on"), _one(fields, "standing")
    if standing not in ("", "stated", "all"):
        raise BadValue("bad-choice", value=standing, names="stated, all")
    if not on and not standing:
        return ""
    return day_graph(parse_day(on) if on else today(), standing)


def _one(fields: list[tuple[str, str]], name: str) -> str:
    values = [value for key, value in fields if key == name]
    if len(values) > 1:
        raise BadValue("parameter-twice", value=name)
    return values[0] if values else ""


def pairs(encoded: bytes) -> list[tuple[str, str]]:
    """The names and values of an address or a form."""
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except UnicodeDecodeError as error:
        raise BadValue("not-utf8-request") from error
    except ValueError as error:
        raise BadValue("too-many-fields", count=MOST_FIELDS) from error


def _content_type(request: Request) -> tuple[str, str]:
    """The media type of a body, and its charset."""
    kind, *parameters = request.headers.get("content-type", "").lower().split(";")
    values = dict(parameter.strip().partition("=")[::2] for parameter in parameters)
    return kind.strip(), values.get("charset", "").strip('"')


async def _body(request: Request) -> bytes:
    """A whole body, however it comes, or no more than is allowed of it."""
    too_long = VejviserError("request-too-long", count=LONGEST_BODY)
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MOST_READ:
        raise too_long
    body, size = bytearray(), 0
    try:
        async with asyncio.timeout(PATIENCE):
            async for part in request.stream():
                size += len(part)
                if size > MOST_READ:
                    raise too_long
                if size <= LONGEST_BODY:
                    body += part
    except TimeoutError as error:
        raise VejviserError("slow-client", seconds=f"{PATIENCE:g}") from error
    if size > LONGEST_BODY:
        raise too_long
    return bytes(body)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadValue("not-utf8-request") from error
