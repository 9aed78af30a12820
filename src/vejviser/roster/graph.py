"""Between the rows of a roster and its triples; the form is told in ``ontology/vejviser.ttl``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import pyoxigraph as ox

from vejviser.names import expand
from vejviser.nouns import Place
from vejviser.roster.rows import (
    Contact,
    Coverage,
    Entry,
    Meeting,
    Membership,
    Participation,
    Period,
    Person,
    Roster,
)

Said = tuple[str, ox.NamedNode | ox.Literal]
"""A prefixed property and its value."""


def quads(roster: Roster) -> tuple[list[ox.Quad], dict[str, Place]]:
    """The triples of a roster in its named graph, and where the row of each IRI stands."""
    said: list[tuple[str, Iterable[Said]]] = [(roster.graph, _roster(roster))]
    persons: dict[str, Person] = {}
    for entry in roster.entries:
        said.append((entry.iri, _row(entry)))
        if isinstance(entry.row, Membership | Contact) and entry.row.person:
            iri = entry.row.person.iri(entry.row.body)
            if iri not in persons or not persons[iri].name:
                persons[iri] = entry.row.person
    said += [(iri, _person(person)) for iri, person in persons.items()]
    graph = ox.NamedNode(roster.graph)
    found = [
        ox.Quad(me, _iri(name), value, graph)
        for me, about in ((ox.NamedNode(subject), about) for subject, about in said)
        for name, value in about
    ]
    return found, {entry.iri: entry.place for entry in roster.entries}


def _roster(roster: Roster) -> Iterator[Said]:
    yield "rdf:type", _iri("vv:Roster")
    if roster.fictional:
        yield "vv:fictional", ox.Literal(True)
    for entry in roster.entries:
        if isinstance(entry.row, Coverage):
            yield "vv:covers", ox.NamedNode(entry.iri)


def _iri(name: str) -> ox.NamedNode:
    return TERMS[name]


NAMES = (
    *("rdf:type", "vv:Roster", "vv:covers", "vv:fictional", "vv:Coverage", "vv:Vacancy"),
    *("org:Membership", "org:organization", "org:member", "org:role", "vv:onBehalfOf", "vv:party"),
    *("vv:capacity", "vv:office", "vv:seat", "schema:startDate", "schema:endDate", "vv:showName"),
    *("skos:note", "vv:statedStart", "vv:statedEnd", "foaf:Person", "foaf:name"),
    *("dcterms:identifier", "vv:Participation", "vv:participant", "vv:ContactAssignment"),
    *("vv:contactFor", "vv:Meeting", "vv:beginsAt", "vv:endsAt", "vv:agendaSent"),
)
TERMS = {name: ox.NamedNode(expand(name)) for name in NAMES}
XSD = {
    name: ox.NamedNode(expand(f"xsd:{name}"))
    for name in ("date", "dateTime", "gYear", "gYearMonth")
}


def _person(person: Person) -> Iterator[Said]:
    yield "rdf:type", _iri("foaf:Person")
    if person.name:
        yield "foaf:name", ox.Literal(person.name)
    if person.ident:
        yield "dcterms:identifier", ox.Literal(person.ident)


def _row(entry: Entry) -> Iterator[Said]:
    """What a row says of itself."""
    row = entry.row
    yield "org:organization", ox.NamedNode(row.body)
    match row:
        case Membership():
            yield from _membership(row)
        case Coverage():
            yield "rdf:type", _iri("vv:Coverage")
            yield from _things(("vv:party", row.party))
        case Participation():
            yield "rdf:type", _iri("vv:Participation")
            yield "vv:participant", ox.NamedNode(row.participant)
        case Contact():
            yield "rdf:type", _iri("vv:ContactAssignment")
            yield "org:member", ox.NamedNode(row.person.iri(row.body))
            yield "vv:contactFor", ox.NamedNode(row.target)
        case Meeting():
            yield from _meeting(row)
    if not isinstance(row, Meeting):
        yield from _period(row.period)


def _membership(row: Membership) -> Iterator[Said]:
    if row.person:
        yield "rdf:type", _iri("org:Membership")
        yield "org:member", ox.NamedNode(row.person.iri(row.body))
    else:
        yield "rdf:type", _iri("vv:Vacancy")
    yield "vv:capacity", ox.NamedNode(row.capacity)
    yield from _things(
        ("vv:onBehalfOf", row.party),
        ("org:role", row.role),
        ("vv:office", row.office),
        ("vv:seat", row.seat),
    )
    if row.show is not None:
        yield "vv:showName", ox.Literal(row.show)
    if row.note:
        yield "skos:note", ox.Literal(row.note)


def _meeting(row: Meeting) -> Iterator[Said]:
    yield "rdf:type", _iri("vv:Meeting")
    yield "vv:beginsAt", _moment(row.begins)
    if row.ends:
        yield "vv:endsAt", _moment(row.ends)
    if row.agenda:
        yield "vv:agendaSent", _moment(row.agenda)
    if row.note:
        yield "skos:note", ox.Literal(row.note)


def _things(*said: tuple[str, str]) -> Iterator[Said]:
    for name, iri in said:
        if iri:
            yield name, ox.NamedNode(iri)


def _period(period: Period) -> Iterator[Said]:
    for name, day in (("schema:startDate", period.start), ("schema:endDate", period.end)):
        if day:
            yield name, _moment(day)
    for name, stated in (
        ("vv:statedStart", period.stated_start),
        ("vv:statedEnd", period.stated_end),
    ):
        if stated:
            datatype = "gYearMonth" if "-" in stated else "gYear"
            yield name, ox.Literal(stated, datatype=XSD[datatype])


def _moment(moment: date | datetime) -> ox.Literal:
    datatype = "dateTime" if isinstance(moment, datetime) else "date"
    return ox.Literal(moment.isoformat(), datatype=XSD[datatype])
