"""Where a store answers: its Graph Store, its updates and its queries have addresses of their own.

Most engines put them beside one another in a way of their own; of any other, all are told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vejviser.errors import BadValue
from vejviser.store.wire import Address

# How the address of a Graph Store ends → those of queries and updates, the start kept.
BESIDE = {
    "/store": ("/query", "/update"),  # Oxigraph
    "/sparql-graph-crud-auth": ("/sparql-auth", "/sparql-auth"),  # Virtuoso
    "/data": ("/query", "/update"),  # Fuseki
    "/rdf-graphs/service": ("", "/statements"),  # GraphDB, RDF4J
}


@dataclass(frozen=True)
class Places:
    """The addresses of one store."""

    graphs: Address
    query: Address
    update: Address


def places(graphs: str, query: str = "", update: str = "") -> Places:
    """The addresses of a store, by that of its Graph Store.

    :raises BadValue: ``endpoint-address``, or ``store-unknown`` where it cannot be told

    >>> places("http://localhost:7878/store").update.url
    'http://localhost:7878/update'
    """
    me = Address.read(graphs)
    start, end = next(
        ((me.url[: -len(e)], e) for e in BESIDE if me.url.endswith(e)), (me.url, None)
    )
    if end is None and not (query and update):
        raise BadValue("store-unknown", value=me.url)
    beside = BESIDE.get(end or "", ("", ""))
    return Places(
        me,
        _told(query, me) if query else me.beside(start + beside[0]),
        _told(update, me) if update else me.beside(start + beside[1]),
    )


def _told(url: str, me: Address) -> Address:
    """An address that is told; asked by the same who, if it is of the same server."""
    read = Address.read(url)
    if read.name is None and _host(read.url) == _host(me.url):
        return me.beside(read.url)
    return read


def _host(url: str) -> str:
    found = re.match("[a-z]+://[^/?#]*", url)
    return found[0] if found else ""
