"""What rosters record of contact persons and meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vejviser.nouns import Place, Seated

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """A row of a roster – a membership or a coverage – and its days, both inclusive.

    A day that is not given is the first or the last of the calendar.

    :param person: who it is about; empty for a coverage
    """

    row: str
    first: date = date.min
    last: date = date.max
    person: str = ""
    place: Place | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def changes(self) -> Iterator[date]:
        """The days on which it begins, and on which it is over."""
        yield self.first
        if self.last < date.max:
            yield self.last + DAY

    def seated(self) -> Seated:
        return Seated(self.row, self.person, self.place)


@dataclass(frozen=True, kw_only=True)
class Assignment(Held):
    """A contact assignment.

    :param target: the body the person is contact person for
    :param kinds: what kinds of body that is
    """

    target: str
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held or called; a day alone where no time of day is recorded.

    :param agenda: the day on which its agenda was sent; None where that is not recorded
    """

    row: str
    begins: date | datetime
    ends: date | datetime | None = None
    agenda: date | None = None
    place: Place | None = None

    @property
    def day(self) -> date:
        return self.begins.date() if isinstance(self.begins, datetime) else self.begins

    @property
    def length(self) -> timedelta | None:
        """How long it takes; None where that is not recorded to the time of day."""
        if not isinstance(self.begins, datetime) or not isinstance(self.ends, datetime):
            return None
        # Of a time with a zone and one without nobody knows how far they are apart.
        alike = (self.begins.tzinfo is None) == (self.ends.tzinfo is None)
        return self.ends - self.begins if alike else None

    def seated(self) -> Seated:
        return Seated(self.row, "", self.place)


def covers(covered: Iterable[Held], first: date, last: date) -> bool:
    """Whether every day from one to another is covered."""
    day = first
    for one in sorted(covered, key=lambda one: one.first):
        if one.holds(day):
            if one.last >= last:
                return True
            day = one.last + DAY
    return False
