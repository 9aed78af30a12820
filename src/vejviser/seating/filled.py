"""Which seats of a body are empty on one day, by the rosters of a workspace; of no person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from vejviser.chart.facts import Filling
from vejviser.nouns import Demand, Law
from vejviser.seating import questions
from vejviser.seating.laws import Laws
from vejviser.seating.recorded import Recorded, recorded
from vejviser.store.embedded import Embedded


@dataclass(frozen=True)
class Read:
    """Rosters that have been read; ``known`` is body → what is recorded of it."""

    store: Embedded
    known: Mapping[str, Recorded]

    @classmethod
    def of(cls, store: ox.Store) -> Read:
        """Rosters in a store of their own."""
        embedded = Embedded(store)
        return cls(embedded, recorded(embedded))


def fillings(laws: Laws, read: Read, body: str, day: date) -> dict[str, Filling]:
    """Point of seat group → its empty seats, and who takes part where each has seats of its own.

    Only what rosters are complete for is told, as ``check`` tells it: of seats whose number is not
    stated, or is not checked, those alone are empty that are recorded as vacant.
    """
    known = read.known[body]
    takers = known.takers(day)
    found: dict[str, list[Demand]] = defaultdict(list)
    bound = laws.on(day, [body], {body: takers})
    for law in bound:
        for demand in law.demands:
            found[demand.group].append(demand)
    missing = _missing(read, bound, known, day)
    return {
        group: _filling(demands, missing)
        for group, demands in found.items()
        if any(demand.each or demand.shape in missing for demand in demands)
    }


@dataclass(frozen=True)
class _Missing:
    """What one demand lacks: vacancies on record by their first days, and seats in all."""

    since: tuple[date | None, ...]
    seats: int


def _missing(read: Read, bound: Sequence[Law], known: Recorded, day: date) -> dict[str, _Missing]:
    """Shape of a demand that a roster tells of → what it lacks."""
    covered = [
        (law, demand, day) for law in bound for demand in law.demands if known.covers(demand, day)
    ]
    counted = [one for one in covered if one[1].severity and one[1].least is not None]
    persons = questions.numbers(read.store, counted, "persons")
    lacks = {
        demand.shape: max(0, (demand.least or 0) - persons[demand.shape, day])
        for _, demand, day in counted
    }
    vacant: dict[str, list[date | None]] = defaultdict(list)
    open_to = [one for one in covered if lacks.get(one[1].shape, 1)]
    for row in questions.fitting(read.store, open_to, "vacancies"):
        first = row["start"]
        vacant[row["shape"] or ""].append(date.fromisoformat(first) if first else None)
    numbers = {shape: len(days) for shape, days in vacant.items()} | lacks
    return {
        shape: _Missing(tuple(sorted(vacant[shape], key=_first)[:lack]), lack)
        for shape, lack in numbers.items()
    }


def _filling(demands: Sequence[Demand], missing: Mapping[str, _Missing]) -> Filling:
    told = [missing[demand.shape] for demand in demands if demand.shape in missing]
    since = [day for one in told for day in one.since]
    return Filling(
        told=len(told) == len(demands),
        since=tuple(sorted(since, key=_first)),
        short=sum(one.seats - len(one.since) for one in told),
        takers=tuple(
            (demand.each, missing[demand.shape].seats if demand.shape in missing else 0)
            for demand in demands
            if demand.each
        ),
    )


def _first(day: date | None) -> date:
    return day or date.min
