"""What a raw query is asked of: graphs merged into one, so that a triple is counted once.

pyoxigraph can merge graphs as it answers, but then counts what two of them state twice; so they are
merged beforehand, each into a graph that no query sees but by asking for it, and the last few kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from itertools import chain
from urllib.parse import quote

import pyoxigraph as ox

from vejviser import snapshot
from vejviser.names import GRAPH

KEPT = 4
"""How many merged graphs and days are kept; each takes some 20 MB of the shipped graph."""
DAY = re.compile(re.escape(GRAPH) + r"day/(\d{4}-\d{2}-\d{2})(/all)?")
MERGED = "urn:vejviser:merged:"
NOTHING = ox.NamedNode("urn:vejviser:nothing")
"""A graph that is always empty."""


def day_graph(on: date, standing: str) -> str:
    """The IRI of the state of a day, as a graph that can be asked for.

    >>> day_graph(date(2025, 3, 1), "all")
    'https://w3id.org/vejviser/graph/day/2025-03-01/all'
    """
    return f"{GRAPH}day/{on.isoformat()}" + ("/all" if standing == "all" else "")


class Datasets:
    """The datasets that can be made of one store.

    :param store: all named graphs, and as its default graph the state of a day
    :param home: the IRI of that day's graph
    """

    def __init__(self, store: ox.Store, home: str) -> None:
        self._store, self._home = store, home
        self._shown: list[ox.NamedNode | ox.BlankNode] = list(store.named_graphs())
        self._kept: list[ox.NamedNode] = []

    def query(
        self, text: str, base: str, merged: tuple[str, ...], named: tuple[str, ...] | None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """What a query answers of some graphs merged as the default graph, and named ones.

        A graph nobody knows is empty; the state of any day is a graph, too.

        :param named: None for all there are
        :raises SyntaxError: and whatever else pyoxigraph raises
        """
        if merged == (self._home,) and named is None:
            return self._store.query(text, base_iri=base)
        default = self._merged(tuple(sorted(set(merged))))
        shown = list(self._shown)
        if named is not None:
            shown = [self._graph(graph) for graph in sorted(set(named))]
        found = self._aside.query(text, base_iri=base, default_graph=default, named_graphs=shown)
        self._forget()
        return found

    @cached_property
    def _aside(self) -> ox.Store:
        """A copy that also holds what is hidden, as naming what is shown makes queries slower."""
        copy = ox.Store()
        form = ox.RdfFormat.N_QUADS
        copy.bulk_load(self._store.dump(format=form), form, lenient=True)
        return copy

    def _merged(self, graphs: tuple[str, ...]) -> ox.NamedNode:
        """One graph that holds what some hold."""
        if len(graphs) == 1:
            return self._graph(graphs[0])
        mine = ox.NamedNode(MERGED + "+".join(quote(graph, safe="") for graph in graphs))
        return self._keep(mine, lambda: chain(*map(self._triples, graphs)))

    def _graph(self, graph: str) -> ox.NamedNode:
        """A graph that can be asked; one that nobody knows is empty."""
        try:
            mine = ox.NamedNode(graph)
        except ValueError:
            return NOTHING
        if mine in self._shown:
            return mine
        found = DAY.fullmatch(graph)
        return self._keep(mine, lambda: self._day(found)) if found else NOTHING

    def _keep(self, mine: ox.NamedNode, made: Callable[[], Iterable[ox.Triple]]) -> ox.NamedNode:
        if mine in self._kept:
            self._kept.remove(mine)
        else:
            triples = list(made())
            self._aside.extend(ox.Quad(t.subject, t.predicate, t.object, mine) for t in triples)
        self._kept.append(mine)
        return mine

    def _forget(self) -> None:
        """Let go of the oldest; an answer that is still being read keeps what it reads."""
        while len(self._kept) > KEPT:
            self._aside.remove_graph(self._kept.pop(0))

    def _triples(self, graph: str) -> Iterable[ox.Triple]:
        mine = self._graph(graph)
        return (quad.triple for quad in self._aside.quads_for_pattern(None, None, None, mine))

    def _day(self, found: re.Match[str]) -> Iterable[ox.Triple]:
        try:
            on = date.fromisoformat(found[1])
        except ValueError:
            return ()
        return snapshot.day(self._store, on, "all" if found[2] else "stated")
