"""Contact persons and meetings of covered bodies, held against what documents state of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from vejviser.nouns import Finding, Place
from vejviser.practice.bounds import Body
from vejviser.practice.contacts import contacts
from vejviser.practice.meetings import meetings
from vejviser.practice.rows import Assignment, Held, Meeting
from vejviser.rules.aggregate import ROSTER
from vejviser.seating.laws import Laws
from vejviser.seating.recorded import PREFIXES, Recorded, of_bodies, span
from vejviser.store.embedded import Store
from vejviser.store.trust import complete

MEMBERS = f"""{PREFIXES}
SELECT ?body ?row ?person ?start ?end
WHERE {{
  VALUES ?body {{ BODIES }}
  GRAPH ?roster {{
    ?row org:organization ?body ; vv:capacity vv:member ; org:member ?person .
    OPTIONAL {{ ?row schema:startDate ?start }}
    OPTIONAL {{ ?row schema:endDate ?end }}
  }}
  {ROSTER}
}}
"""

ASSIGNMENTS = f"""{PREFIXES}
SELECT ?body ?row ?person ?target ?start ?end
WHERE {{
  GRAPH ?roster {{
    ?row org:organization ?body ; vv:contactFor ?target ; org:member ?person .
    OPTIONAL {{ ?row schema:startDate ?start }}
    OPTIONAL {{ ?row schema:endDate ?end }}
  }}
  {ROSTER}
}}
"""

MEETINGS = f"""{PREFIXES}
SELECT ?body ?row ?begins ?ends ?agenda
WHERE {{
  GRAPH ?roster {{
    ?row a vv:Meeting ; org:organization ?body ; vv:beginsAt ?begins .
    OPTIONAL {{ ?row vv:endsAt ?ends }}
    OPTIONAL {{ ?row vv:agendaSent ?agenda }}
  }}
  {ROSTER}
}}
"""

Row = Mapping[str, str | None]


class Practice:
    """How bodies keep to the numbers that stand, by the rows of a store.

    :param places: IRI of a row → where it stands
    """

    def __init__(self, laws: Laws, store: Store, places: Mapping[str, Place]) -> None:
        self.laws, self.places = laws, places
        self._members: dict[str, list[Held]] = defaultdict(list)
        self._assignments: dict[str, list[Assignment]] = defaultdict(list)
        self._meetings: dict[str, list[Meeting]] = defaultdict(list)
        for row in complete(store, ASSIGNMENTS):
            self._assignments[row["body"] or ""].append(self._assignment(row))
        for row in of_bodies(store, MEMBERS, sorted(self._assignments)):
            self._members[row["body"] or ""].append(self._held(row))
        for row in complete(store, MEETINGS):
            self._meetings[row["body"] or ""].append(self._meeting(row))

    def findings(self, body: str, known: Recorded, today: date) -> list[Finding]:
        """What is wrong with the contact persons and the meetings of a body."""
        if not (self._assignments[body] or self._meetings[body]):
            return []
        covered = [
            Held(one.row, one.span.first, one.span.last, place=self.places.get(one.row))
            for one in known.coverage
            if not one.party
        ]
        who = self._body(body)
        return [
            *contacts(who, self._members[body], self._assignments[body], covered, self.laws.stated),
            *meetings(who, self._meetings[body], covered, self.laws.stated, today),
        ]

    def _body(self, body: str) -> Body:
        atlas = self.laws.atlas
        held = self.laws.all("vv:heldByMembersOf")
        offices = {office for office, bodies in held.items() if body in bodies}
        areas, area = set(), atlas.places.get(body, "")
        while area and area not in areas:
            areas.add(area)
            area = atlas.around.get(area, "")
        names = {body, *atlas.kinds.get(body, ()), *offices}
        return Body(body, frozenset(names), frozenset(areas))

    def _held(self, row: Row) -> Held:
        days = span(row)
        iri = row["row"] or ""
        return Held(iri, days.first, days.last, row["person"] or "", self.places.get(iri))

    def _assignment(self, row: Row) -> Assignment:
        held, target = self._held(row), row["target"] or ""
        return Assignment(
            held.row,
            held.first,
            held.last,
            held.person,
            held.place,
            target=target,
            kinds=self.laws.atlas.kinds.get(target, frozenset()),
        )

    def _meeting(self, row: Row) -> Meeting:
        begins, ends, agenda = row["begins"] or "", row["ends"], row["agenda"]
        return Meeting(
            row["row"] or "",
            _moment(begins),
            _moment(ends) if ends else None,
            date.fromisoformat(agenda) if agenda else None,
            self.places.get(row["row"] or ""),
        )


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
