"""Good rosters, read from ``rosters.csv``, and what ``check`` says of a roster on a day."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path

import pyoxigraph as ox

import vejviser
from vejviser.nouns import Place
from vejviser.roster import graph
from vejviser.roster.rows import (
    Contact,
    Coverage,
    Membership,
    Participation,
    Period,
    Person,
    Roster,
    Row,
    entries,
    graph_iri,
)
from vejviser.rostering import Called
from vejviser.seating import check as seating
from vejviser.store.embedded import Embedded

HERE = Path(__file__).parent
LONG = timedelta(days=100)
Resolve = Callable[[str, str], str]
"""What something is called, and what kind of thing it is → its IRI."""


@dataclass(frozen=True)
class Seat:
    """One row of members.

    :param row: the row of the composition rules it is there for, such as ``C25``
    :param contacts: the bodies its person is contact person for
    """

    row: str
    held: Membership
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """All that is recorded of one body."""

    body: str
    seats: tuple[Seat, ...]
    coverage: tuple[Coverage, ...]
    participations: tuple[Participation, ...] = ()

    def seated(self, row: str) -> list[Seat]:
        """The members who are there for a row of the composition rules."""
        return [seat for seat in self.seats if seat.row == row]

    def rows(self) -> Iterator[Row]:
        """Its rows as a roster holds them."""
        yield from self.coverage
        yield from self.participations
        for seat in self.seats:
            yield seat.held
        for seat in self.seats:
            for target in seat.contacts if seat.held.person else ():
                yield Contact(self.body, seat.held.person, target, Period(seat.held.period.start))


@dataclass
class Bench:
    """A dataset with the good rosters, on which broken ones are tried."""

    whole: vejviser.Vejviser
    called: Called = field(init=False)

    def __post_init__(self) -> None:
        self.called = Called(self.whole)

    def good(self, roster: str, day: date) -> Listing:
        """The good roster of a name, as it has been for a while on a day."""
        since = Period(day - LONG)
        lines = [line for line in _lines("rosters.csv") if line["roster"] == roster]
        body = self.called.resolve(lines[0]["body"], "body")
        numbers = count(1)
        seats = [
            self._seat(line, body, Person(f"Prøve {next(numbers)}"), since)
            for line in lines
            for _ in range(int(line["number"]))
        ]
        taking_part = [
            Participation(body, self.called.resolve(line["participant"], "party"), since)
            for line in _lines("participants.csv")
            if line["roster"] == roster
        ]
        return Listing(body, tuple(seats), (Coverage(body, "", since),), tuple(taking_part))

    def _seat(self, line: dict[str, str], body: str, person: Person, since: Period) -> Seat:
        def named(column: str, kind: str) -> str:
            return self.called.resolve(line[column], kind) if line[column] else ""

        held = Membership(
            body=body,
            person=person,
            party=named("from", "party"),
            role=named("role", "role"),
            office=named("office", "office"),
            period=since,
        )
        if line["capacity"]:
            held = replace(held, capacity=named("capacity", "capacity"))
        targets = filter(None, line["contact for"].split(", "))
        return Seat(
            line["row"], held, tuple(self.called.resolve(name, "party") for name in targets)
        )

    def verdicts(self, listings: Iterable[Listing], day: date) -> dict[str, tuple[str, ...]]:
        """What is wrong with rosters of different bodies on a day, all checked at once.

        Body → code and severity of each finding, such as ``too-few:error``, sorted.
        """
        iri = graph_iri("mutation")
        rows = [row for listing in listings for row in listing.rows()]
        placed = ((row, Place("mutation", line)) for line, row in enumerate(rows, 2))
        quads, places = graph.quads(Roster("mutation", iri, tuple(entries(iri, placed))))
        store = ox.Store()
        store.extend(quads)
        lines, on = seating.Lines(places, {}), seating.Days(day, day)
        found: dict[str, list[str]] = defaultdict(list)
        for finding in seating.check(self.whole, Embedded(store), lines, on).findings:
            found[finding.body].append(f"{finding.code}:{finding.severity}")
        return {body: tuple(sorted(codes)) for body, codes in found.items()}


@cache
def _lines(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
