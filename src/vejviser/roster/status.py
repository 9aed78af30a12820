"""How far the rosters reach: which bodies they are complete for, which they tell of, which not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vejviser.names import VV
from vejviser.roster.rows import Contact, Coverage, Entry, Meeting, Membership, Participation, Row


@dataclass(frozen=True)
class Known:
    """A body that is told of: its kind, and the area it is told under."""

    body: str
    kind: str
    area: str


@dataclass(frozen=True)
class Recorded:
    """A covered body on a day.

    :param parties: the sides that are covered; empty where the whole body is
    :param changed: the last day until then on which one of its rows begins, or has just ended, or
        on which it met
    """

    known: Known
    parties: tuple[str, ...]
    members: int
    vacancies: int
    changed: date | None


@dataclass(frozen=True)
class Undeclared:
    """How many bodies of a kind in an area rosters tell of, and none is said to be complete for."""

    kind: str
    area: str
    number: int
    changed: date | None


@dataclass(frozen=True)
class Unrecorded:
    """How many bodies of a kind in an area no roster tells of."""

    kind: str
    area: str
    number: int


@dataclass(frozen=True)
class Status:
    """What ``status`` tells, each part in the order of the bodies given."""

    recorded: tuple[Recorded, ...]
    undeclared: tuple[Undeclared, ...]
    unrecorded: tuple[Unrecorded, ...]


def status(known: Sequence[Known], entries: Iterable[Entry], day: date) -> Status:
    """What the rosters tell of some bodies on a day."""
    of_body: dict[str, list[Row]] = defaultdict(list)
    for entry in entries:
        of_body[entry.row.body].append(entry.row)
    recorded = []
    undeclared: dict[tuple[str, str], list[date | None]] = defaultdict(list)
    missing: Counter[tuple[str, str]] = Counter()
    for one in known:
        rows = of_body[one.body]
        covered = [row for row in rows if isinstance(row, Coverage) and holds(row, day)]
        if covered:
            recorded.append(_recorded(one, covered, rows, day))
        elif any(not isinstance(row, Coverage) for row in rows):
            undeclared[one.kind, one.area].append(_changed(rows, day))
        else:
            missing[one.kind, one.area] += 1
    return Status(
        tuple(recorded),
        tuple(
            Undeclared(kind, area, len(days), max(filter(None, days), default=None))
            for (kind, area), days in undeclared.items()
        ),
        tuple(Unrecorded(kind, area, number) for (kind, area), number in missing.items()),
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
    whole = any(not row.party for row in covered)
    return Recorded(
        known,
        () if whole else tuple(dict.fromkeys(row.party for row in covered)),
        len(persons),
        sum(row.person is None for row in seats),
        _changed(rows, day),
    )


def _changed(rows: Iterable[Row], day: date) -> date | None:
    """The last day until a day on which something happened; None where nothing is dated."""
    days: list[date | None] = []
    for row in rows:
        match row:
            case Membership() | Contact() | Participation():
                days += [row.period.start, row.period.end and _after(row.period.end)]
            case Meeting(begins=datetime() as begins):
                days.append(begins.date())
            case Meeting():
                days.append(row.begins)
    return max((moment for moment in days if moment and moment <= day), default=None)


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
