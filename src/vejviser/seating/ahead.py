"""Which seats fall empty in the days to come, by what the rules ask for.

A member who leaves is no lack where another fits the same seat from the next day on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from vejviser.nouns import Demand, Place, Text
from vejviser.roster.rows import Entry, Membership
from vejviser.seating.breaches import Breach, breaches
from vejviser.seating.check import Days, sessions_of
from vejviser.seating.recorded import DAY, recorded
from vejviser.seating.wording import message
from vejviser.store.embedded import Store

if TYPE_CHECKING:
    from vejviser.api import Vejviser


@dataclass(frozen=True)
class FallsEmpty:
    """That fewer than before, and fewer than asked for, have the seats of one group.

    :param last: the last day before it is so
    :param message: how many are left
    :param place: the row that ends then; None where the rule changes and no row does
    """

    body: str
    last: date
    message: Text
    place: Place | None


def falling(
    whole: Vejviser, store: Store, entries: Iterable[Entry], today: date, ahead: int
) -> list[FallsEmpty]:
    """The seats of covered bodies that fall empty after today, in order of days.

    :param store: holds the rosters
    :param entries: the same rows, with their places
    :param ahead: number of days that are looked at
    """
    known = recorded(store)
    days = Days.ahead(today, ahead)
    sessions = list(sessions_of(whole.laws, known, days))
    lacks = [lack for lack in breaches(store, sessions, known) if _missing(lack)]
    fallen = [
        lack
        for lack in lacks
        if lack.span.first > today
        and days.hold(lack.span.first)
        and _missing(lack)
        > max((_missing(one) for one in lacks if _precedes(one, lack)), default=0)
    ]
    seats = {(lack.law.body, lack.span.first) for lack in fallen if _group(lack)}
    leaving = [(e, row) for e in entries if isinstance(row := e.row, Membership) and row.person]

    def label(iri: str, lang: str) -> str:
        return whole.index.label(iri, whole.preference(lang))

    found = []
    for lack in sorted(fallen, key=lambda one: (one.span.first, one.law.body, one.verdict.shape)):
        # Whoever leaves a seat is missing in the total too, which is not said twice.
        if _group(lack) or (lack.law.body, lack.span.first) not in seats:
            last = lack.span.first - DAY
            gone = [
                (e, row)
                for e, row in leaving
                if (row.body, row.period.end) == (lack.law.body, last)
            ]
            own = [e.place for e, row in gone if _fits(row, lack.verdict.demand)]
            place = min(own or [e.place for e, _ in gone], default=None)
            found.append(FallsEmpty(lack.law.body, last, message(lack, label), place))
    return found


def _missing(breach: Breach) -> int:
    """How many persons a demand lacks; 0 where nothing is lacking, or no demand is broken."""
    demand = breach.verdict.demand
    if demand is None or demand.least is None:
        return 0
    return max(demand.least - int(breach.verdict.found), 0)


def _precedes(one: Breach, lack: Breach) -> bool:
    """Whether a breach of the same demand lasts until another begins."""
    mine, yours = one.verdict.demand, lack.verdict.demand
    adjoining = one.span.last == lack.span.first - DAY
    return adjoining and mine is not None and yours is not None and mine.shape == yours.shape


def _group(breach: Breach) -> str:
    return breach.verdict.demand.group if breach.verdict.demand else ""


def _fits(row: Membership, demand: Demand | None) -> bool:
    """Whether a row may have had a seat that is asked for."""
    if demand is None:
        return False
    return (not demand.parties or row.party in demand.parties) and demand.role in ("", row.role)
