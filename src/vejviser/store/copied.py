"""What lies in a store of somebody else's: our graphs, and a record of them that says which.

The record is a graph of its own: for every graph how many triples it has, and a checksum over them.
So whoever reads the graphs knows whether they are whole and belong together, and whoever replaces
them knows which were ours.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vejviser.errors import VejviserError
from vejviser.names import CATALOGUES, GRAPH, expand

if TYPE_CHECKING:
    import pyoxigraph as ox

    Graphs = Mapping[str, frozenset[ox.Triple]]

RECORD = GRAPH + "copy"
"""The graph that tells of the others."""
DAY = GRAPH + "day/"
"""What the graphs of days begin with."""
PART, SUM, SIZE = expand("dcterms:hasPart"), expand("dcterms:identifier"), "triples"


@dataclass(frozen=True)
class Noted:
    """What the record says of one graph.

    :param sum: SHA-256 of its sorted N-Triples
    """

    sum: str
    size: int


def noted(triples: Iterable[ox.Triple]) -> Noted:
    """What a record says of a graph that holds these triples.

    >>> noted([]).sum[:8], noted([]).size
    ('e3b0c442', 0)
    """
    lines = sorted(f"{triple} .\n" for triple in triples)
    return Noted(hashlib.sha256("".join(lines).encode()).hexdigest(), len(lines))


def record(graphs: Graphs) -> frozenset[ox.Triple]:
    """The record of some graphs, as triples."""
    import pyoxigraph as ox

    me, integer = ox.NamedNode(RECORD), ox.NamedNode(expand("xsd:integer"))
    part, checksum = ox.NamedNode(PART), ox.NamedNode(SUM)
    size = ox.NamedNode(CATALOGUES["void"] + SIZE)

    def triples() -> Iterator[ox.Triple]:
        for graph, held in graphs.items():
            named, note = ox.NamedNode(graph), noted(held)
            yield ox.Triple(me, part, named)
            yield ox.Triple(named, checksum, ox.Literal(f"sha256:{note.sum}"))
            yield ox.Triple(named, size, ox.Literal(str(note.size), datatype=integer))

    return frozenset(triples())


def read(triples: Iterable[ox.Triple], url: str) -> dict[str, Noted]:
    """What a record says, graph by graph; nothing where there is no record.

    :raises VejviserError: ``copy-broken`` where it is not as :func:`record` wrote it
    """
    said: dict[str, dict[str, str]] = {}
    parts: set[str] = set()
    for triple in triples:
        if triple.predicate.value == PART:
            parts.add(getattr(triple.object, "value", ""))
        else:
            of = said.setdefault(getattr(triple.subject, "value", ""), {})
            of[triple.predicate.value] = getattr(triple.object, "value", "")
    found = {}
    for graph in sorted(parts):
        checksum = said.get(graph, {}).get(SUM, "").removeprefix("sha256:")
        size = said.get(graph, {}).get(CATALOGUES["void"] + SIZE, "")
        if not (re.fullmatch("[0-9a-f]{64}", checksum) and size.isdigit()):
            raise VejviserError("copy-broken", url=url, value=graph)
        found[graph] = Noted(checksum, int(size))
    return found
