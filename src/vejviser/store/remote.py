"""A store of somebody else's that is written to, or read whole: by graphs, updates and queries.

No answer is taken for granted: what is read is counted before it is read, in parts so small that no
engine cuts them short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from vejviser.errors import VejviserError
from vejviser.store.endpoint import JSON, parsed
from vejviser.store.wire import Address, Reply, Server

if TYPE_CHECKING:
    import pyoxigraph as ox

    from vejviser.nouns import Rows

NTRIPLES = "application/n-triples"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MOST = 5000
"""Triples read or written at a time: Virtuoso cuts answers short after 10,000."""
SLICES = "0123456789abcdef"
LONGEST_UPDATE = 600
"""Seconds the one update has that puts all graphs into their places."""
Size = tuple[int, int]
"""How many triples a graph has, and how long their objects are together, as its engine counts."""


class Queries:
    """The address of a store where it is queried."""

    def __init__(self, address: Address, timeout: float = 60) -> None:
        self._server = Server(address, timeout)

    @property
    def url(self) -> str:
        return self._server.address.url

    def select(self, text: str) -> Rows:
        """The rows of a SELECT.

        :raises VejviserError: ``endpoint-…``
        """
        reply = self._asked(text, JSON[0])
        try:
            return parsed(reply.body)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise VejviserError("endpoint-broken", url=self.url) from error

    def sizes(self, graphs: Iterable[str]) -> dict[str, Size]:
        """How large some graphs are; one that is not there has the size (0, 0)."""
        found = {}
        for graph in graphs:
            # One by one: Virtuoso, asked for several, has been seen to read all there is for each.
            (row,) = self.select(
                "SELECT (COUNT(*) AS ?n) (SUM(STRLEN(STR(?o))) AS ?m)"
                f" WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
            )
            found[graph] = int(float(row["n"] or 0)), int(float(row["m"] or 0))
        return found

    def most(self, graph: str) -> int:
        """After how many rows the store cuts an answer short, as Virtuoso says of one it has cut.

        :param graph: a large one; 0 where all of it is given
        """
        reply = self._asked(f"SELECT ?s WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", JSON[0])
        limit = reply.headers.get("X-SPARQL-MaxRows", "")
        return int(limit) if re.fullmatch(r"\d{1,9}", limit) else 0

    def triples(self, graph: str) -> frozenset[ox.Triple]:
        """All triples of a graph, read in parts."""
        rows = self.select(
            f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} GROUP BY ?p"
        )
        counts = [(row["p"] or "", int(float(row["n"] or 0))) for row in rows if row["p"]]
        found: set[ox.Triple] = set()
        for some in _together(counts):
            values = " ".join(f"<{name}>" for name in some)
            found.update(self._part(graph, f"VALUES ?p {{ {values} }}"))
        for name, count in counts:
            if count > MOST:
                for digit in SLICES:
                    test = f'FILTER(STRSTARTS(LCASE(MD5(STR(?s))), "{digit}"))'
                    found.update(self._part(graph, f"VALUES ?p {{ <{name}> }} {test}"))
        return frozenset(found)

    def _part(self, graph: str, which: str) -> Iterator[ox.Triple]:
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o . {which} }} }}"
        return _read(self._asked(text, NTRIPLES), self.url)

    def _asked(self, text: str, kind: str) -> Reply:
        body = urlencode({"query": text}).encode()
        reply = self._server.send("POST", body, {**FORM, "Accept": kind})
        _check(reply, "POST", self.url)
        return reply


class Remote:
    """A store that can be written to."""

    def __init__(self, graphs: Address, update: Address, timeout: float = 60) -> None:
        self._graphs = Server(graphs, timeout)
        self._update = Server(update, timeout)

    @property
    def url(self) -> str:
        return self._graphs.address.url

    def get(self, graph: str) -> frozenset[ox.Triple]:
        """A graph of no more than :data:`MOST` triples; empty where it is not there."""
        reply = self._send("GET", graph, None, {"Accept": NTRIPLES})
        return frozenset() if reply.status in (404, 410) else frozenset(_read(reply, self.url))

    def put(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Put triples in the place of what a graph holds."""
        body = "".join(sorted(f"{triple} .\n" for triple in triples)).encode()
        self._send("PUT", graph, body, {"Content-Type": NTRIPLES})

    def delete(self, graph: str) -> None:
        """Remove a graph, if it is there."""
        self._send("DELETE", graph, None, {})

    def update(self, text: str) -> None:
        """Run one update, whatever its number of operations.

        :raises VejviserError: ``store-refused`` or ``store-failed``, or ``endpoint-…`` where
            nobody knows what came of it
        """
        body = urlencode({"update": text}).encode()
        reply = self._update.send("POST", body, FORM, timeout=LONGEST_UPDATE)
        _check(reply, "POST", self._update.address.url)

    def _send(self, method: str, graph: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        joint = "&" if "?" in self.url else "?"
        url = f"{self.url}{joint}graph={quote(graph, safe='')}"
        reply = self._graphs.send(method, body, headers, url=url)
        if not (reply.status in (404, 410) and method in ("GET", "DELETE")):
            _check(reply, method, self.url)
        return reply


def _together(counts: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    """Names whose triples can be read at once."""
    some: list[str] = []
    size = 0
    for name, count in counts:
        if count > MOST:
            continue
        if some and size + count > MOST:
            yield some
            some, size = [], 0
        some.append(name)
        size += count
    if some:
        yield some


def _read(reply: Reply, url: str) -> Iterator[ox.Triple]:
    """The triples of an answer in N-Triples."""
    import pyoxigraph as ox

    if reply.kind not in (NTRIPLES, "text/plain"):
        raise VejviserError("store-no-ntriples", url=url, value=reply.kind)
    try:
        for quad in ox.parse(reply.body, ox.RdfFormat.N_TRIPLES, lenient=True):
            yield quad.triple
    except (SyntaxError, ValueError) as error:
        raise VejviserError("endpoint-broken", url=url) from error


def _check(reply: Reply, method: str, url: str) -> None:
    if 200 <= reply.status < 300 and reply.status not in (202, 206):
        return
    key = "store-refused" if reply.status < 500 else "store-failed"
    raise VejviserError(key, url=url, method=method, status=reply.status, reason=reply.reason)
