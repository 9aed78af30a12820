"""What stands on a day: the two clocks, made into periods that any query can ask of.

A document *counts from* a day; a statement may name its *own time*. From both follows, for every
statement, on which days it stands and how:

* A statement with its own time holds in that time and counts as stated, whichever document
  prints it; where only its end is stated, it holds from the day its document counts. Where several
  editions print it for the same days, the newest that counts by then is cited, or else the first
  to say it.
* Any other statement holds from the day its document counts, until a newer document of the series
  speaks to the same point. It is *stated* as long as its document is the series' counting edition,
  after that *not restated*. Silence ends nothing.
* Where several series speak to one point, the newest document *leads* and the others *also state*.

Dates are whole days, both ends inclusive. An open end is written as the last day of the calendar,
so that a query compares two bounds and needs no optional parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pyoxigraph as ox

from vejviser.errors import NoSuchDay
from vejviser.names import (
    AREAS_GRAPH,
    CATALOGUE_GRAPH,
    DERIVED_GRAPH,
    IDENTITY_GRAPH,
    PREFIXES,
    RDF_TYPE,
    STANDING_GRAPH,
    VV,
    XSD_DATE,
)

FIRST, LAST = date.min, date.max
SOURCE = PREFIXES["prov"] + "hadPrimarySource"
PART_OF = PREFIXES["dcterms"] + "isPartOf"

SPOKEN = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
PREFIX vv: <https://w3id.org/vejviser/ns#>
SELECT ?statement ?point ?document ?series ?counts ?start ?end WHERE {
  GRAPH ?document {
    ?document vv:countsFrom ?counts ; vv:series ?series .
    ?statement dcterms:isVersionOf ?point .
    OPTIONAL { ?statement schema:startDate ?start }
    OPTIONAL { ?statement schema:endDate ?end }
  }
}
"""

EDITIONS = """
PREFIX vv: <https://w3id.org/vejviser/ns#>
SELECT ?document ?series ?counts WHERE {
  GRAPH ?document { ?document vv:countsFrom ?counts ; vv:series ?series }
}
"""


@dataclass(frozen=True)
class Spoken:
    """One statement with its clocks."""

    statement: str
    point: str
    series: str
    counts: date
    start: date | None
    end: date | None

    @property
    def own_time(self) -> bool:
        return self.start is not None or self.end is not None

    def holds(self, day: date) -> bool:
        """Whether it can be said of a day at all."""
        return (self.start or self.counts) <= day <= (self.end or LAST)


@dataclass(frozen=True)
class Period:
    """The days, both inclusive, on which a statement has one standing and precedence."""

    statement: str
    first: date
    last: date
    standing: str
    precedence: str


def periods(spoken: list[Spoken], editions: dict[str, list[date]]) -> list[Period]:
    """The standing periods of all statements.

    :param spoken: every statement of every document
    :param editions: series → the days its documents count from
    """
    by_point: dict[str, list[Spoken]] = defaultdict(list)
    for one in spoken:
        by_point[one.point].append(one)
    found: list[Period] = []
    for point in sorted(by_point):
        found.extend(_of_point(by_point[point], editions))
    return sorted(found, key=lambda p: (p.statement, p.first))


def _of_point(spoken: list[Spoken], editions: dict[str, list[date]]) -> Iterator[Period]:
    open_periods: dict[str, Period] = {}
    for first, last in _stretches(spoken, editions):
        winners = _winners(spoken, first)
        now: dict[str, Period] = {}
        for rank, one in enumerate(winners):
            standing = _standing(one, first, editions[one.series])
            precedence = "leading" if rank == 0 else "also-stated"
            before = open_periods.get(one.statement)
            if before and (before.standing, before.precedence) == (standing, precedence):
                now[one.statement] = Period(one.statement, before.first, last, standing, precedence)
            else:
                now[one.statement] = Period(one.statement, first, last, standing, precedence)
        for statement, period in open_periods.items():
            if statement not in now or now[statement].first != period.first:
                yield period
        open_periods = now
    yield from open_periods.values()


def _stretches(
    spoken: list[Spoken], editions: dict[str, list[date]]
) -> Iterator[tuple[date, date]]:
    """The stretches of days within which nothing can change for these statements."""
    starts = {FIRST}
    for one in spoken:
        starts.update(editions[one.series])
        if one.start:
            starts.add(one.start)
        if one.end and one.end < LAST:
            starts.add(one.end + timedelta(days=1))
    ordered = sorted(starts)
    for first, following in pairwise(ordered):
        yield first, following - timedelta(days=1)
    yield ordered[-1], LAST


def _winners(spoken: list[Spoken], day: date) -> list[Spoken]:
    """The statement of each series that speaks on a day, newest document first."""
    by_series: dict[str, Spoken] = {}
    for one in spoken:
        if not one.holds(day):
            continue
        rival = by_series.get(one.series)
        if rival is None or _cited_before(one, rival, day):
            by_series[one.series] = one
    return sorted(by_series.values(), key=lambda s: (-s.counts.toordinal(), s.statement))


def _cited_before(one: Spoken, rival: Spoken, day: date) -> bool:
    """Whether ``one`` rather than ``rival`` of the same series is cited for a day.

    Within one document, what names its own time goes before what does not.
    """
    counting = one.counts <= day, rival.counts <= day
    if counting[0] != counting[1]:
        return counting[0]
    if one.counts == rival.counts:
        return (not one.own_time, one.statement) < (not rival.own_time, rival.statement)
    return one.counts > rival.counts if counting[0] else one.counts < rival.counts


def _standing(one: Spoken, day: date, counts: list[date]) -> str:
    if one.own_time:
        return "stated"
    newest = max(c for c in counts if c <= day)
    return "stated" if one.counts == newest else "not-restated"


def spoken_in(store: ox.Store) -> tuple[list[Spoken], dict[str, list[date]]]:
    """Every statement of the store's documents with its clocks, and each series' editions."""
    spoken = [
        Spoken(
            row["statement"].value,
            row["point"].value,
            row["series"].value,
            _date(row["counts"], row["document"]),
            _day(row["start"], row["statement"]),
            _day(row["end"], row["statement"]),
        )
        for row in store.query(SPOKEN)  # type: ignore[union-attr]
    ]
    editions: dict[str, list[date]] = defaultdict(list)
    for row in store.query(EDITIONS):  # type: ignore[union-attr]
        editions[row["series"].value].append(_date(row["counts"], row["document"]))
    return spoken, dict(editions)


def _day(term: ox.Literal | None, subject: ox.NamedNode) -> date | None:
    return _date(term, subject) if term is not None else None


def _date(term: ox.Literal, subject: ox.NamedNode) -> date:
    """The day a literal is.

    :raises NoSuchDay: where it is none; names the subject, as only a face knows its file
    """
    try:
        return date.fromisoformat(term.value)
    except ValueError as error:
        raise NoSuchDay(subject.value, term.value) from error


def periods_in(store: ox.Store) -> list[Period]:
    """The standing periods of all statements of a store's documents."""
    return periods(*spoken_in(store))


def add_periods(store: ox.Store) -> list[Period]:
    """Put the standing periods into ``gr:standing`` and return them.

    Statements that stand on the same days in the same way share one node.
    """
    found = periods_in(store)
    graph = ox.NamedNode(STANDING_GRAPH)
    terms = {
        name: ox.NamedNode(VV + name) for name in ("Period", "statement", "standing", "precedence")
    }
    start, end = (ox.NamedNode(PREFIXES["schema"] + n) for n in ("startDate", "endDate"))
    kind, date_type = ox.NamedNode(RDF_TYPE), ox.NamedNode(XSD_DATE)

    def quads() -> Iterator[ox.Quad]:
        for p in found:
            days = f"{p.first.isoformat()}-{p.last.isoformat()}"
            me = ox.NamedNode(f"{STANDING_GRAPH}#{p.standing}-{p.precedence}-{days}")
            yield ox.Quad(me, kind, terms["Period"], graph)
            yield ox.Quad(me, terms["statement"], ox.NamedNode(p.statement), graph)
            yield ox.Quad(me, terms["standing"], ox.NamedNode(VV + p.standing), graph)
            yield ox.Quad(me, terms["precedence"], ox.NamedNode(VV + p.precedence), graph)
            yield ox.Quad(me, start, ox.Literal(p.first.isoformat(), datatype=date_type), graph)
            yield ox.Quad(me, end, ox.Literal(p.last.isoformat(), datatype=date_type), graph)

    store.extend(quads())
    store.add(
        ox.Quad(
            graph,
            ox.NamedNode(VV + "graphKind"),
            ox.NamedNode(VV + "derived-graph"),
            ox.NamedNode(CATALOGUE_GRAPH),
        )
    )
    return found


STANDING_ON = """
PREFIX gr: <https://w3id.org/vejviser/graph/>
PREFIX schema: <https://schema.org/>
PREFIX vv: <https://w3id.org/vejviser/ns#>
SELECT ?statement ?standing WHERE {
  GRAPH gr:standing {
    ?period vv:statement ?statement ; vv:standing ?standing ;
      schema:startDate ?first ; schema:endDate ?last .
  }
  FILTER(?first <= %s && %s <= ?last)
}
"""

ALWAYS = (IDENTITY_GRAPH, AREAS_GRAPH, DERIVED_GRAPH)
"""The graphs that are in every day's state: who is who, and where."""


def standing_on(store: ox.Store, on: date) -> dict[str, str]:
    """The statements that stand on a day, each with its standing."""
    day = str(ox.Literal(on.isoformat(), datatype=ox.NamedNode(XSD_DATE)))
    return {
        row["statement"].value: row["standing"].value.removeprefix(VV)
        for row in store.query(STANDING_ON % (day, day))  # type: ignore[union-attr]
    }


def standing_of(store: ox.Store, statement: str, on: date) -> str:
    """The standing of one statement on a day; empty where it does not stand."""
    graph, me = ox.NamedNode(STANDING_GRAPH), ox.NamedNode(statement)
    names = (PREFIXES["schema"] + "startDate", PREFIXES["schema"] + "endDate", VV + "standing")
    for found in store.quads_for_pattern(None, ox.NamedNode(VV + "statement"), me, graph):
        first, last, standing = (
            quad.object.value  # type: ignore[union-attr]
            for name in names
            for quad in store.quads_for_pattern(found.subject, ox.NamedNode(name), None, graph)
        )
        if first <= on.isoformat() <= last:
            return standing.removeprefix(VV)
    return ""


def day(store: ox.Store, on: date, standing: str = "stated") -> list[ox.Triple]:
    """One merged graph of what stands on a day, each triple once, sorted.

    Holds the statements with their steps, the documents and sections they come from, all
    identities and areas, and for every stated relation the plain triple it states.

    :param standing: ``stated``, or ``all`` with what only earlier editions said
    """
    chosen = {
        s for s, how in standing_on(store, on).items() if standing == "all" or how == "stated"
    }
    found: set[ox.Triple] = set()
    for statement in chosen:
        found.update(_about(store, ox.NamedNode(statement)))
    for graph in ALWAYS:
        found.update(
            q.triple for q in store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        )
    return sorted(found, key=str)


def _about(store: ox.Store, statement: ox.NamedNode) -> Iterator[ox.Triple]:
    """A statement's triples, its steps, its sections and documents, and what it states plainly."""
    said: dict[str, ox.NamedNode] = {}
    for quad in store.quads_for_pattern(statement, None, None):
        if quad.graph_name == ox.NamedNode(STANDING_GRAPH):
            continue
        yield quad.triple
        if not isinstance(quad.object, ox.NamedNode):
            continue
        said[quad.predicate.value] = quad.object
        if quad.predicate.value == VV + "step":
            yield from (q.triple for q in store.quads_for_pattern(quad.object, None, None))
        if quad.predicate.value == SOURCE:
            yield from _source(store, quad.object)
    rdf = PREFIXES["rdf"]
    if rdf + "predicate" in said:
        yield ox.Triple(said[rdf + "subject"], said[rdf + "predicate"], said[rdf + "object"])


def _source(store: ox.Store, section: ox.NamedNode) -> Iterator[ox.Triple]:
    """A section's own triples and those of what it is part of, up to the document.

    What a section mentions stays out: it is not a statement of the day.
    """
    for quad in store.quads_for_pattern(section, None, None):
        if quad.predicate.value == VV + "mentions":
            continue
        yield quad.triple
        whole = quad.object
        if quad.predicate.value == PART_OF and isinstance(whole, ox.NamedNode):
            yield from _source(store, whole)


def days_that_matter(found: list[Period]) -> list[date]:
    """The days on which what stands changes, in order; the state holds until the next."""
    starts = {p.first for p in found}
    return sorted(starts | {p.last + timedelta(days=1) for p in found if p.last != LAST})
