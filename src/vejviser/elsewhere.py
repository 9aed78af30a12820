"""A dataset in a store of somebody else's: what is put there, and how it is opened from there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser import load, snapshot
from vejviser.errors import VejviserError
from vejviser.names import CATALOGUE_GRAPH, VV, expand
from vejviser.store import copied
from vejviser.words import parse_day

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.store.remote import Queries


def graphs(whole: Vejviser, on: date) -> dict[str, frozenset[ox.Triple]]:
    """All graphs of a dataset, and what stands on a day and on each day after that brings a change.

    The state of a day is called by the first day on which it stands.
    """
    store = whole.store
    found = {
        str(graph.value): frozenset(
            quad.triple for quad in store.quads_for_pattern(None, None, None, graph)
        )
        for graph in store.named_graphs()
    }
    changed = changes(store)
    for first in (day for day in changed if day >= (state_of(changed, on) or on)):
        found[f"{copied.DAY}{first.isoformat()}"] = frozenset(snapshot.day(store, first))
    return found


def changes(store: ox.Store) -> list[date]:
    """The days on which what stands changes, in order."""
    return snapshot.days_that_matter(snapshot.periods_in(store))


def state_of(changed: Iterable[date], on: date) -> date | None:
    """The first day of the state that stands on a day; None before anything does.

    >>> state_of([date(2024, 4, 1), date(2025, 3, 1)], date(2024, 5, 1))
    datetime.date(2024, 4, 1)
    """
    return max((day for day in changed if day <= on), default=None)


def opened(queries: Queries, data: Path | None) -> tuple[Vejviser, dict[str, copied.Noted]]:
    """The dataset a store holds, read whole, and the record of it; days are counted only.

    :param data: folder of a workspace for what is no part of a dataset: who publishes it, and
        queries of its own
    :raises VejviserError: ``no-copy`` where there is none, ``copy-torn`` where it is not as its
        record says, and what :class:`Queries` raises
    """
    from vejviser.api import Vejviser

    record = copied.read(queries.triples(copied.RECORD), queries.url)
    if not record:
        raise VejviserError("no-copy", url=queries.url)
    made = load.Dataset(ox.Store(), load.workspace(data) if data else None)
    sizes = queries.sizes(record)
    for graph, note in record.items():
        triples = frozenset() if graph.startswith(copied.DAY) else queries.triples(graph)
        if sizes[graph][0] != note.size or (triples and copied.noted(triples) != note):
            raise VejviserError("copy-torn", url=queries.url, value=graph)
        name = ox.NamedNode(graph)
        made.store.extend(ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)
    kind = ox.NamedNode(expand("vv:graphKind"))
    for quad in made.store.quads_for_pattern(None, kind, None, ox.NamedNode(CATALOGUE_GRAPH)):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            made.graphs[quad.subject.value] = quad.object.value.removeprefix(VV)
    return Vejviser(made), record


def days(record: Iterable[str]) -> list[date]:
    """The days whose states a record names."""
    found = (graph.removeprefix(copied.DAY) for graph in record if graph.startswith(copied.DAY))
    return sorted(parse_day(day) for day in found)
