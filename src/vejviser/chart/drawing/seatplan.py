"""Which seats of a body are drawn: with what sign, which empty, and whether in a half circle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vejviser.chart.drawing.halfcircle import HalfCircle, half_circle
from vejviser.chart.drawing.scene import Mark
from vejviser.chart.model import Box, Seats

LEAST = 3
"""The fewest seats of which a half circle is drawn."""
SPARE = "ABCDEFGHIJ"
"""Letters for groups that have none of their own left."""


@dataclass(frozen=True)
class Seat:
    """One seat: what sign it bears, and whether it is empty, or may not be there at all."""

    badge: str = ""
    hollow: bool = False
    small: bool = False


class Plan:
    """The groups of a body: which are in the picture, which within which, and with what sign."""

    def __init__(self, box: Box, slots: dict[str, int], lang: str) -> None:
        self.box, self.lang, self.slots = box, lang, slots
        points = {group.point for group in box.seats}
        self.outer = [group for group in box.seats if group.within not in points]
        self.members = [group for group in self.outer if not group.apart]
        self.badges = self._badges()

    def inner(self, group: Seats) -> list[Seats]:
        """The groups counted in a group."""
        return [one for one in self.box.seats if one.within == group.point and one is not group]

    def depth(self, group: Seats) -> int:
        """How many groups a group is counted in."""
        by_point = {one.point: one for one in self.box.seats}
        seen = {group.point}
        while group.within in by_point and group.within not in seen:
            seen.add(group.within)
            group = by_point[group.within]
        return len(seen) - 1

    def slot(self, group: Seats) -> int:
        return self.slots.get(group.side, -1)

    def ring(self) -> HalfCircle | None:
        """Places for all seats, where every number is stated and there are some."""
        if any(not g.marks or (g.each and not g.takers) for g in self.members):
            return None
        number = sum(g.marks + g.spare + g.more for g in self.members)
        return half_circle(number) if number >= LEAST else None

    def _badges(self) -> dict[str, str]:
        """Point of a group → the letter on its seats, different for each.

        Those have one that are counted in a group, or would look like a larger one in a half
        circle.
        """
        found: dict[str, str] = {}
        by_point = {group.point: group for group in self.box.seats}
        alike = set(self._alike()) if self.ring() else set()
        for group in self.box.seats:
            outer = by_point.get(group.within)
            if group.point in alike or (outer and group.marks and group.marks <= outer.marks):
                initials = [word[0] for word in group.label.split() if word[0].isupper()]
                letters = [c.upper() for c in (*initials, *group.label, *SPARE) if c.isalpha()]
                free = [c for c in letters if c not in found.values()]
                found[group.point] = free[0] if free else ""
        return found

    def _alike(self) -> Iterator[str]:
        """Points of the groups on a side with a larger one; of two as large, the later."""
        largest: dict[int, Seats] = {}
        for group in sorted(self.members, key=lambda group: -group.marks):
            if largest.setdefault(self.slot(group), group) is not group:
                yield group.point

    def seats(self, group: Seats) -> list[Seat]:
        """The seats of a group: those of groups within it first, empty ones last."""
        first = [
            seat
            for one in self.inner(group)
            if one.point in self.badges and self.depth(one) > self.depth(group)
            for seat in self.seats(one)
        ][: group.marks]
        rest = group.marks - len(first)
        badge = self.badges.get(group.point, "")
        empty = (group.vacant or 0) - sum(seat.hollow for seat in first)
        if group.takers:
            each = group.marks // len(group.takers)
            hollow = [p < (t.vacant or 0) for t in group.takers for p in range(each)]
            return [Seat(badge, one) for one in hollow]
        others = [Seat(badge, place >= rest - empty) for place in range(rest)]
        return [*first, *others, *(Seat(small=True) for _ in range(group.spare))]

    def mark(self, group: Seats, seat: Seat, size: float, x: float, y: float) -> Mark:
        observer = group.capacity != "member"
        pale = group.standing != "stated"
        size = size * 0.45 if seat.small else size
        return Mark(x, y, size, self.slot(group), seat.hollow, observer, pale)
