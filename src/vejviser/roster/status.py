"""How far the rosters reach: which bodies they cover, what they do not, and what falls empty."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vejviser.names import VV
from vejviser.nouns import Place
from vejviser.roster.rows import Coverage, Entry, Meeting, Membership, Row


@dataclass(frozen=True)
class Known:
    """A body with a rule of composition: its kind, and the area it is told under."""

    body: str
    kind: str
    area: str


@dataclass(frozen=True)
class Recorded:
    """A covered body on a day.

    :param parties: the sides that are covered; empty where the whole body is
    :param changed: the last day until then on which one of its rows begins, or has just ended
    """

    known: Known
    parties: tuple[str, ...]
    members: int
    vacancies: int
    changed: date | None


@dataclass(frozen=True)
class Unrecorded:
    """How many bodies of a kind in an area no roster covers."""

    kind: str
    area: str
    number: int


@dataclass(frozen=True)
class FallsEmpty:
    """A seat whose member leaves with nobody to follow."""

    body: str
    party: str
    last: date
    place: Place


@dataclass(frozen=True)
class Status:
    """What ``status`` tells, each part in the order of the bodies given."""

    recorded: tuple[Recorded, ...]
    unrecorded: tuple[Unrecorded, ...]
    falling: tuple[FallsEmpty, ...]


def status(known: Sequence[Known], entries: Iterable[Entry], day: date, ahead: int) -> Status:
    """What the rosters tell of some bodies on a day, and in the days after it.

    :param ahead: number of days
    """
    of_body: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        of_body[entry.row.body].append(entry)
    recorded = []
    missing: Counter[tuple[str, str]] = Counter()
    for one in known:
        rows = [entry.row for entry in of_body[one.body]]
        covered = [row for row in rows if isinstance(row, Coverage) and holds(row, day)]
        if covered:
            recorded.append(_recorded(one, covered, rows, day))
        else:
            missing[one.kind, one.area] += 1
    return Status(
        tuple(recorded),
        tuple(Unrecorded(kind, area, number) for (kind, area), number in missing.items()),
        tuple(
            seat
            for one in known
            for seat in falling(of_body[one.body], day, day + timedelta(days=ahead))
        ),
    )


def holds(row: Row, day: date) -> bool:
    """Whether a row holds on a day; a meeting never does."""
    if isinstance(row, Meeting):
        return False
    start, end = row.period.start or date.min, row.period.end or date.max
    return start <= day <= end


def _recorded(known: Known, covered: list[Coverage], rows: list[Row], day: date) -> Recorded:
    seats = [row for row in rows if isinstance(row, Membership) and holds(row, day)]
    persons = {
        row.person.iri(row.body) for row in seats if row.person and row.capacity == VV + "member"
    }
    days = [
        moment
        for row in rows
        if isinstance(row, Membership)
        for moment in (row.period.start, row.period.end and _after(row.period.end))
        if moment and moment <= day
    ]
    whole = any(not row.party for row in covered)
    return Recorded(
        known,
        () if whole else tuple(dict.fromkeys(row.party for row in covered)),
        len(persons),
        sum(row.person is None for row in seats),
        max(days, default=None),
    )


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def falling(entries: Iterable[Entry], first: date, last: date) -> list[FallsEmpty]:
    """The seats that fall empty in a period: as many of one sort as leave more than come."""
    seats = [
        (entry, row) for entry in entries if isinstance(row := entry.row, Membership) and row.person
    ]
    coming = Counter(
        _seat(row) for _, row in seats if row.period.start and first < row.period.start <= last
    )
    leaving = sorted(
        ((row.period.end, entry, row) for entry, row in seats if _leaves(row, first, last)),
        key=lambda found: (found[0] or date.max, found[1].place),
    )
    found = []
    for end, entry, row in leaving:
        if coming[_seat(row)]:
            coming[_seat(row)] -= 1
        elif end:
            found.append(FallsEmpty(row.body, row.party, end, entry.place))
    return found


def _leaves(row: Membership, first: date, last: date) -> bool:
    return holds(row, first) and bool(row.period.end and first <= row.period.end <= last)


def _seat(row: Membership) -> tuple[str, ...]:
    """What makes a seat of one sort: who may follow whom."""
    return (row.body, row.party, row.capacity, row.office, row.role, row.seat)
