"""From triples back to the rows of a roster, each at the line it opens on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TypeVar
from urllib.parse import unquote

import pyoxigraph as ox

from vejviser.errors import BadValue, BrokenRow, VejviserError
from vejviser.names import PERSON, VV, expand
from vejviser.nouns import Place
from vejviser.roster import cells
from vejviser.roster.rows import (
    Contact,
    Coverage,
    Entry,
    Meeting,
    Membership,
    Participation,
    Period,
    Person,
    Row,
)
from vejviser.roster.tables import Names

T = TypeVar("T")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
TYPE = expand("rdf:type")


_term = cache(expand)
"""IRI of a prefixed name."""


class Said:
    """What some quads say, subject by subject in their order, whatever their graphs.

    :ivar roster: IRI of the roster, where the quads tell of just one
    :ivar fictional: whether it says that nobody in it is real
    """

    def __init__(self, placed: Iterable[tuple[ox.Quad, Place, Place]]) -> None:
        self.values: dict[str, dict[str, dict[Term, Place]]] = defaultdict(dict)
        self.opens: dict[str, Place] = {}
        for quad, opens, ends in placed:
            subject, said = str(quad.subject), quad.predicate.value
            if isinstance(quad.subject, ox.NamedNode):
                subject = quad.subject.value
            self.opens.setdefault(subject, opens)
            self.values[subject].setdefault(said, {}).setdefault(quad.object, ends)
        rosters = [s for s in self.values if expand("vv:Roster") in self.types(s)]
        self.roster = rosters[0] if len(rosters) == 1 else ""
        yes = ox.Literal(True)
        self.fictional = any(yes in self.of(s, "vv:fictional") for s in rosters)

    def of(self, subject: str, name: str) -> dict[Term, Place]:
        """The values of a property, named as ``vv:seat``, and where each stands."""
        return self.values[subject].get(_term(name), {}) if subject in self.values else {}

    def types(self, subject: str) -> list[str]:
        """The classes of a subject."""
        return [t.value for t in self.values[subject].get(TYPE, {}) if isinstance(t, ox.NamedNode)]


def readers(said: Said, names: Names) -> Iterator[Callable[[], Entry]]:
    """What reads each row, so that one broken row does not hide the next."""
    for subject in list(said.values):
        for cls in said.types(subject):
            if cls in ROWS:
                yield _reading(ROWS[cls], _Thing(said, subject, names))


def _reading(reader: Callable[[_Thing], Row], thing: _Thing) -> Callable[[], Entry]:
    def read() -> Entry:
        if thing.subject.startswith("_:"):
            raise BrokenRow(thing.place, BadValue("blank-in-data"))
        return Entry(thing.subject, reader(thing), thing.place)

    return read


@dataclass(frozen=True)
class _Thing:
    """One row as its triples give it."""

    said: Said
    subject: str
    names: Names

    @property
    def place(self) -> Place:
        return self.said.opens[self.subject]

    def one(self, name: str) -> tuple[Term | None, Place]:
        """The one value of a property, and where it stands; None where it has none."""
        values = self.said.of(self.subject, name)
        if len(values) > 1:
            raise BrokenRow(self.place, BadValue("roster-two-values", heading=name))
        return next(iter(values.items()), (None, self.place))

    def read(self, name: str, reading: Callable[[str], T]) -> T:
        """What a literal says, read as the cell of a table would be; empty where there is none."""
        term, place = self.one(name)
        if term is not None and not isinstance(term, ox.Literal):
            raise BrokenRow(place, BadValue("roster-not-iri", heading=name))
        try:
            return reading(term.value if term else "")
        except VejviserError as error:
            raise BrokenRow(place, error) from error

    def iri(self, name: str, kind: str = "") -> str:
        """The IRI a property points to, known as a ``kind`` of thing; empty where there is none."""
        term, place = self.one(name)
        if term is None:
            return ""
        if not isinstance(term, ox.NamedNode):
            raise BrokenRow(place, BadValue("roster-not-iri", heading=name))
        try:
            return self.names.resolve(term.value, kind) if kind else term.value
        except VejviserError as error:
            raise BrokenRow(place, error) from error

    def needed(self, name: str, kind: str) -> str:
        """The same where there must be one."""
        if found := self.iri(name, kind):
            return found
        raise BrokenRow(self.place, BadValue("roster-missing-cell", heading=name))

    def period(self) -> Period:
        """From when to when it holds, from the dates or from what was stated for them."""
        start = self.read("schema:startDate", cells.starts)
        end = self.read("schema:endDate", cells.ends)
        stated_start = self.read("vv:statedStart", cells.starts)
        stated_end = self.read("vv:statedEnd", cells.ends)
        return Period(
            start.start or stated_start.start,
            end.end or stated_end.end,
            start.stated_start or stated_start.stated_start,
            end.stated_end or stated_end.stated_end,
        )

    def ordered_period(self) -> Period:
        """The same for a row that no finding can tell of: it may not end before it begins."""
        found = self.period()
        if found.inverted:
            raise BrokenRow(self.one("schema:endDate")[1], BadValue("roster-inverted-period"))
        return found

    def person(self, body: str) -> Person | None:
        """Whom it is about."""
        iri = self.iri("org:member")
        if not iri:
            return None
        if iri not in self.said.values:
            # Named and no more: an IRI of ours is made of the person-id.
            return Person("", unquote(iri.removeprefix(PERSON)))
        me = _Thing(self.said, iri, self.names)
        named = Person(me.read("foaf:name", cells.text), me.read("dcterms:identifier", cells.text))
        # A person with an IRI of another's making is told apart by it.
        own = named.ident or (named.name and named.iri(body) == iri)
        return named if own else Person(named.name, iri)


def _membership(thing: _Thing) -> Membership:
    body = thing.needed("org:organization", "body")
    person = thing.person(body)
    vacant = VV + "Vacancy" in thing.said.types(thing.subject)
    if vacant == bool(person):
        key = "roster-vacant-person" if vacant else "roster-nobody"
        raise BrokenRow(thing.place, BadValue(key))
    return Membership(
        body=body,
        person=person,
        party=thing.iri("vv:onBehalfOf", "party"),
        role=thing.iri("org:role", "role"),
        capacity=thing.iri("vv:capacity", "capacity") or VV + "member",
        office=thing.iri("vv:office", "office"),
        seat=thing.iri("vv:seat", "seat"),
        period=thing.period(),
        show=thing.read("vv:showName", cells.yes),
        note=thing.read("skos:note", cells.text),
    )


def _coverage(thing: _Thing) -> Coverage:
    body, party = thing.needed("org:organization", "body"), thing.iri("vv:party", "party")
    period = thing.ordered_period()
    if period.start is None:
        raise BrokenRow(thing.place, BadValue("roster-missing-cell", heading="schema:startDate"))
    return Coverage(body, party, period)


def _participation(thing: _Thing) -> Participation:
    body = thing.needed("org:organization", "body")
    participant = thing.needed("vv:participant", "party")
    return Participation(body, participant, thing.ordered_period())


def _contact(thing: _Thing) -> Contact:
    body = thing.needed("org:organization", "body")
    person = thing.person(body)
    if person is None:
        raise BrokenRow(thing.place, BadValue("roster-missing-cell", heading="org:member"))
    target = thing.needed("vv:contactFor", "party")
    return Contact(body, person, target, thing.ordered_period())


def _meeting(thing: _Thing) -> Meeting:
    begins, ends = thing.read("vv:beginsAt", _moment), thing.read("vv:endsAt", _moment)
    if begins is None:
        raise BrokenRow(thing.place, BadValue("roster-missing-cell", heading="vv:beginsAt"))
    if ends is not None and not (
        isinstance(begins, datetime) and isinstance(ends, datetime) and begins < ends
    ):
        raise BrokenRow(thing.place, BadValue("roster-meeting-ends"))
    return Meeting(
        body=thing.needed("org:organization", "body"),
        begins=begins,
        ends=ends if isinstance(ends, datetime) else None,
        agenda=thing.read("vv:agendaSent", cells.day),
        note=thing.read("skos:note", cells.text),
    )


def _moment(text: str) -> date | datetime | None:
    """A day, or a day and time of day, as XML Schema writes it."""
    if "T" not in text:
        return cells.day(text)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise BadValue("roster-bad-day", value=text) from None
    return found.replace(tzinfo=None)


ROWS: dict[str, Callable[[_Thing], Row]] = {
    expand("org:Membership"): _membership,
    expand("vv:Vacancy"): _membership,
    expand("vv:Coverage"): _coverage,
    expand("vv:Participation"): _participation,
    expand("vv:ContactAssignment"): _contact,
    expand("vv:Meeting"): _meeting,
}
"""IRI of a class → what reads its members."""
