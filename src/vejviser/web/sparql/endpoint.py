"""``/sparql``: the SPARQL 1.1 protocol's query operation, and what this service is."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox
from starlette.responses import Response

from vejviser.errors import BadValue, VejviserError
from vejviser.web import media
from vejviser.web.sending import MOST_HELD, Sent
from vejviser.web.sparql.asked import Asked, asked
from vejviser.web.sparql.datasets import day_graph
from vejviser.web.sparql.service import description
from vejviser.words import today

if TYPE_CHECKING:
    from starlette.requests import Request

    from vejviser.web.site import Site

GONE = 499
"""The status noted for who has gone before the answer; nobody reads it."""
LONGEST_ACCEPT = 1000
"""Characters of an Accept header that are read."""
SOON = 0.05
"""Seconds after which it is looked whether who asked is still there; most have their answer."""
T = TypeVar("T")


async def sparql(request: Request) -> Response:
    """The answer to a query, or the service description where none is asked.

    :raises VejviserError: what :mod:`vejviser.web.problems` makes a response of
    """
    site: Site = request.app.state.site
    question = await asked(request)
    rows, graphs = _forms(media.header(request, "accept")[:LONGEST_ACCEPT], question.form)
    if question.query is None:
        if not graphs:
            raise VejviserError("not-acceptable")
        text = description(site, _address(request), media.GRAPHS[graphs])
        return Response(text, media_type=_typed(graphs), headers={"Vary": "Accept"})
    if site.held > MOST_HELD:
        raise VejviserError("server-busy")
    answering = site.raw(_line(question, _address(request), rows, graphs))
    answer = await _while_here(request, answering)
    if answer is None:
        return Response(status_code=GONE)
    kind = rows if answer.kind == "rows" else graphs
    return Sent(site, answer.body, {"Content-Type": _typed(kind), "Vary": "Accept"})


def _line(question: Asked, base: str, rows: str, graphs: str) -> dict[str, object]:
    """A question as a worker takes it."""
    return {
        "query": question.query,
        "base": base,
        "merged": question.merged,
        "named": question.named,
        "day": question.day,
        "home": day_graph(today(), "stated"),
        "rows": media.ROWS.get(rows, ""),
        "graph": media.GRAPHS.get(graphs, ""),
    }


@lru_cache(maxsize=256)
def _forms(accept: str, form: str) -> tuple[str, str]:
    """The media types wanted for rows and for graphs; empty where none of ours is wanted.

    :raises VejviserError: ``not-acceptable`` for a ``format`` nobody knows
    """
    short = media.SHORT.get(form.lower())
    if short is not None:
        return short
    if form in media.ROWS or form in media.GRAPHS:
        return (form if form in media.ROWS else ""), (form if form in media.GRAPHS else "")
    if form:
        raise VejviserError("not-acceptable")
    return media.preferred(accept, [*media.ROWS]), media.preferred(accept, [*media.GRAPHS])


def _address(request: Request) -> str:
    """The address of this endpoint, as who asks knows it.

    :raises VejviserError: ``bad-host`` where its Host is none
    """
    try:
        return ox.NamedNode(str(request.url.replace(query="", fragment=""))).value
    except ValueError as error:
        raise BadValue("bad-host") from error


async def _while_here(request: Request, work: Coroutine[object, object, T]) -> T | None:
    """What some work comes to; None where whoever asked for it has gone, and it is given up."""
    me, watch, under_way = asyncio.current_task(), list[asyncio.Task[None]](), True
    assert me is not None

    def left(watching: asyncio.Task[None]) -> None:
        if under_way and not watching.cancelled():
            me.cancel()

    def look() -> None:
        watch.append(asyncio.ensure_future(_gone(request)))
        watch[0].add_done_callback(left)

    soon = asyncio.get_running_loop().call_later(SOON, look)
    try:
        return await work
    except asyncio.CancelledError:
        if watch and watch[0].done() and not watch[0].cancelled():
            me.uncancel()
            return None
        raise
    finally:
        under_way = False
        soon.cancel()
        for watching in watch:
            watching.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _typed(kind: str) -> str:
    """A media type with the charset that those for text need."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
