"""What a mutation is done to: the seats of one group in a good roster, seen on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mutations.lists import Listing, Resolve, Seat


@dataclass(frozen=True)
class Aim:
    """What a mutation is done to.

    :param row: the row of the composition rules whose seats are changed
    :param value: what is put in, by its name; empty where nothing is
    :param day: the day on which the roster is looked at
    """

    listing: Listing
    row: str
    value: str
    day: date
    resolve: Resolve

    @property
    def first(self) -> Seat:
        """The seat that is changed."""
        return self.listing.seated(self.row)[0]

    @property
    def other(self) -> Seat:
        """The first seat of the row that ``value`` names."""
        return self.listing.seated(self.value)[0]

    def changed(self, _in: Seat | None = None, /, **said: object) -> Listing:
        """The roster with other words in one row: the first of the seats, unless one is given."""
        old = _in or self.first
        return self._put(old, replace(old, held=replace(old.held, **said)))  # type: ignore[arg-type]

    def added(self, **said: object) -> Listing:
        """The roster with one row more, after the pattern of the first seat."""
        more = replace(self.first, held=replace(self.first.held, **said))  # type: ignore[arg-type]
        return replace(self.listing, seats=(*self.listing.seats, more))

    def dropped(self, *seats: Seat) -> Listing:
        """The roster without some rows."""
        kept = tuple(seat for seat in self.listing.seats if seat not in seats)
        return replace(self.listing, seats=kept)

    def told_of_contacts(self, *targets: str) -> Listing:
        """The roster with other bodies that the person of the first seat is contact person for."""
        return self._put(self.first, replace(self.first, contacts=targets))

    def _put(self, old: Seat, new: Seat) -> Listing:
        seats = tuple(new if seat is old else seat for seat in self.listing.seats)
        return replace(self.listing, seats=seats)

    @property
    def since(self) -> date:
        """The day on which the seats were taken."""
        return self.first.held.period.start or self.day
