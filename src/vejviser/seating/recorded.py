"""What the rosters of a store tell: what they cover, who takes part, and when something changes.

Everything is asked in SPARQL, so that a remote store is read as an embedded one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from vejviser.nouns import Demand
from vejviser.rules.aggregate import ROSTER
from vejviser.store.embedded import Store
from vejviser.store.trust import complete, parts

FIRST, LAST = date.min, date.max
DAY = timedelta(days=1)
PREFIXES = """\
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX vv: <https://w3id.org/vejviser/ns#>
"""

COVERAGE = f"""{PREFIXES}
SELECT ?body ?party ?start ?end ?row
WHERE {{
  GRAPH ?roster {{
    ?list vv:covers ?row .
    ?row org:organization ?body ; schema:startDate ?start .
    OPTIONAL {{ ?row vv:party ?party }}
    OPTIONAL {{ ?row schema:endDate ?end }}
  }}
  {ROSTER}
}}
"""

PARTICIPANTS = f"""{PREFIXES}
SELECT ?body ?participant ?start ?end
WHERE {{
  GRAPH ?roster {{
    ?row org:organization ?body ; vv:participant ?participant .
    OPTIONAL {{ ?row schema:startDate ?start }}
    OPTIONAL {{ ?row schema:endDate ?end }}
  }}
  {ROSTER}
}}
"""

BODIES = f"""{PREFIXES}
SELECT DISTINCT ?body
WHERE {{
  GRAPH ?roster {{ ?row org:organization ?body ; vv:capacity ?capacity }}
  {ROSTER}
}}
"""

SITTINGS = f"""{PREFIXES}
SELECT DISTINCT ?body ?start ?end
WHERE {{
  VALUES ?body {{ BODIES }}
  GRAPH ?roster {{
    ?row org:organization ?body ; vv:capacity ?capacity .
    OPTIONAL {{ ?row schema:startDate ?start }}
    OPTIONAL {{ ?row schema:endDate ?end }}
  }}
  {ROSTER}
}}
"""


@dataclass(frozen=True)
class Span:
    """Days, both inclusive; an open end is the first or last day of the calendar."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def changes(self) -> Iterator[date]:
        """The days on which it begins, and on which it is over."""
        yield self.first
        if self.last < LAST:
            yield self.last + DAY


@dataclass(frozen=True)
class Covered:
    """A coverage: the days from and to which a roster is complete for a body, or one side of it."""

    row: str
    party: str
    span: Span


@dataclass
class Recorded:
    """What is recorded of one body."""

    coverage: list[Covered] = field(default_factory=list)
    participants: list[tuple[str, Span]] = field(default_factory=list)
    sittings: set[Span] = field(default_factory=set)

    @property
    def unlooked_at(self) -> bool:
        """Whether members are recorded without a word on how complete they are."""
        return bool(self.sittings) and not self.coverage

    @property
    def inverted(self) -> bool:
        """Whether some row ends before it begins."""
        return any(held.last < held.first for held in self.sittings)

    def covered(self, day: date) -> bool:
        """Whether a roster is complete for some side of the body on a day."""
        return any(one.span.holds(day) for one in self.coverage)

    def covered_until(self, day: date) -> date:
        """The last day of the coverage that holds on a day."""
        return max((one.span.last for one in self.coverage if one.span.holds(day)), default=day)

    def complete(self, day: date) -> bool:
        """Whether a roster is complete for the whole body on a day."""
        return any(not one.party and one.span.holds(day) for one in self.coverage)

    def covers(self, demand: Demand, day: date) -> bool:
        """Whether a roster is complete for all who could meet a demand on a day."""
        sides = {one.party for one in self.coverage if one.span.holds(day)}
        every = bool(demand.parties) and sides.issuperset(demand.parties)
        return "" in sides or every or (demand.party != "" and demand.party in sides)

    def tells_of(self, party: str, day: date) -> bool:
        """Whether a roster is complete for all who come from a party on a day."""
        return any(one.party in ("", party) and one.span.holds(day) for one in self.coverage)

    def takers(self, day: date) -> tuple[str, ...]:
        """Who takes part in the body on a day."""
        return tuple(sorted({who for who, span in self.participants if span.holds(day)}))

    def days(self, others: Iterable[date]) -> list[date]:
        """The days on which something changes while the rosters speak of the body.

        :param others: days on which something changes elsewhere, such as a rule
        """
        return sorted(day for day in {*self.changes(), *others} if self.covered(day))

    def changes(self) -> Iterator[date]:
        """The days on which something recorded begins or is over, in no order."""
        yield from (day for one in self.coverage for day in one.span.changes())
        yield from (day for _, held in self.participants for day in held.changes())
        yield from (day for held in self.sittings for day in held.changes())


def recorded(store: Store) -> dict[str, Recorded]:
    """Body → what the rosters of a store record of it."""
    found: dict[str, Recorded] = defaultdict(Recorded)
    for row in complete(store, COVERAGE):
        covered = Covered(row["row"] or "", row["party"] or "", span(row))
        found[row["body"] or ""].coverage.append(covered)
    for row in complete(store, PARTICIPANTS):
        found[row["body"] or ""].participants.append((row["participant"] or "", span(row)))
    bodies = [row["body"] or "" for row in complete(store, BODIES)]
    # A set, as Virtuoso's DISTINCT keeps rows that are equal where a day is not stated.
    for row in of_bodies(store, SITTINGS, bodies):
        found[row["body"] or ""].sittings.add(span(row))
    return dict(found)


def of_bodies(store: Store, text: str, bodies: Iterable[str]) -> Iterator[Mapping[str, str | None]]:
    """The rows of a query with ``BODIES`` in it, asked of so many bodies at a time."""
    for part in parts(store, bodies, lambda _: 1):
        yield from complete(store, text.replace("BODIES", " ".join(f"<{body}>" for body in part)))


def span(row: Mapping[str, str | None]) -> Span:
    """The days from ``start`` to ``end`` of a row; a day that is not given is open."""
    start, end = row["start"], row["end"]
    return Span(
        date.fromisoformat(start) if start else FIRST, date.fromisoformat(end) if end else LAST
    )
