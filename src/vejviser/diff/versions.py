"""What two sides say on the same points, side by side and free of the document it is said in.

A point is the same across documents, so statements are compared by their point. What stands for the
same thing in both documents – a section and the one it revises, the statements on a point, steps of
one name – has one name here. Where a statement stands and remarks of ours are not what it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING

from vejviser.answers import Cells
from vejviser.names import RDF_TYPE, VV, expand
from vejviser.nouns import Cell, ChangeKind, Saying

if TYPE_CHECKING:
    import pyoxigraph as ox

VERSION, SOURCE = expand("dcterms:isVersionOf"), expand("prov:hadPrimarySource")
REVISION, SERIES, COUNTS_FROM = expand("prov:wasRevisionOf"), VV + "series", VV + "countsFrom"
NUMBER, HEADING, PAGE, POSITION = (VV + n for n in ("number", "heading", "page", "position"))
ABOUT, STEP, SEAT_GROUP, APPLIES_TO = (VV + n for n in ("about", "step", "seatGroup", "appliesTo"))
POINTS_TO, PRINTED = VV + "pointsTo", VV + "printed"

OF_SECTIONS = {RDF_TYPE, NUMBER, HEADING, PAGE}
OF_DOCUMENTS = {RDF_TYPE, VV + "statedDate", VV + "derivedDate"}
ASIDE = {VERSION, SOURCE, expand("skos:editorialNote"), POSITION, SEAT_GROUP, STEP}
"""What is not content: where it stands, remarks of ours, order, and what is compared by itself."""

# Properties that say one thing together; any other property is an aspect by itself.
ASPECTS = {
    "class": "rdf:type",
    "name": "vv:name vv:nameKind",
    "number": "vv:comparator vv:value vv:minValue vv:maxValue vv:unit vv:minSeats vv:maxSeats",
    "party": "vv:from vv:appointedBy vv:electedBy vv:partyScope",
    "relation": "rdf:subject rdf:predicate rdf:object",
    "contact": "vv:channel vv:printed vv:usability",
    "target": "vv:printedTarget vv:usability",
    "reference": "vv:printed vv:pointsTo vv:intended",
    "basis": "vv:legalBasis",
    "time": "schema:startDate schema:endDate",
    "description": "dcterms:description",
}
TIME = tuple(map(expand, ASPECTS["time"].split()))
# What is printed is called by what kind of thing is printed.
PRINTS = {"Contact": "contact", "Hyperlink": "target", "CrossReference": "reference"}

# What a statement is about, by the first of these it has.
TOPICS = (
    *(APPLIES_TO, ABOUT, expand("rdf:subject"), VV + "need"),
    *(VV + "begins", VV + "ends", VV + "establishes", SOURCE),
)

Key = tuple[str, str]
Spoken = Mapping[Key, list["Record"]]
"""(point, series) → what is said on it"""


@dataclass(frozen=True)
class State:
    """One side of a comparison.

    :param standing: IRI of a statement → ``stated`` or ``not-restated``
    :param documents: the documents whose sections are compared, by their series
    :param silence: what it is called when this side says nothing on a point
    """

    standing: Mapping[str, str]
    documents: Mapping[str, str]
    silence: ChangeKind


@dataclass(frozen=True)
class Record:
    """Something one side has – a statement, a section or a document – and what is said of it."""

    iri: str
    point: str
    document: str
    said: Saying

    @property
    def cls(self) -> str:
        """Local name of its class, empty where it has none."""
        return "".join(self.values(RDF_TYPE)[:1]).removeprefix(VV)

    @property
    def time(self) -> list[list[str]]:
        """Its own time, empty where it names none."""
        return [self.values(prop) for prop in TIME]

    def values(self, prop: str) -> list[str]:
        """The plain values of a property."""
        return [cell.value for cell in self.said.get(prop, ())]


Pair = tuple[Record | None, Record | None]


class Documents:
    """What all documents of a store say, looked up when first asked for and then kept."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._sayings: dict[str, Saying] = {}
        self._cells = Cells()

    @cached_property
    def points(self) -> Mapping[str, str]:
        """Statement → its point."""
        return {s: point for s, point, _ in self._spoken}

    @cached_property
    def document(self) -> Mapping[str, str]:
        """Statement → its document."""
        return {s: graph for s, _, graph in self._spoken}

    @cached_property
    def series(self) -> Mapping[str, str]:
        """Document → the series it is an edition of."""
        return {s: series for s, series, _ in self._quads(SERIES)}

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """Section → its document."""
        return {s: graph for s, _, graph in self._quads(RDF_TYPE, VV + "Section")}

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Section or step → its place in reading order."""
        return {s: int(o) for s, o, _ in self._quads(POSITION)}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """Section → its number, where it has one."""
        return {s: number for s, number, _ in self._quads(NUMBER)}

    @cached_property
    def revised(self) -> Mapping[str, str]:
        """Section → the one it revises."""
        return {s: o for s, o, _ in self._quads(REVISION)}

    @cached_property
    def rules(self) -> Mapping[str, str]:
        """Seat group → its rule."""
        return {group: rule for rule, group, _ in self._quads(SEAT_GROUP)}

    def said(self, iri: str, only: Collection[str] = ()) -> Saying:
        """What is said of one thing, or of it in these properties only."""
        if iri not in self._sayings:
            import pyoxigraph as ox

            quads = self.store.quads_for_pattern(ox.NamedNode(iri), None, None)
            self._sayings[iri] = saying(quads, self._cells)
        whole = self._sayings[iri]
        return {prop: whole[prop] for prop in whole if prop in only} if only else whole

    def edition(self, document: str) -> State:
        """What one document says."""
        standing = {s: "stated" for s, graph in self.document.items() if graph == document}
        return State(standing, {self.series.get(document, document): document}, "not-restated")

    def day(self, on: date, standing: Mapping[str, str]) -> State:
        """What stands on a day.

        :param standing: the statements that stand that day, each with its standing
        """
        dated = ((o, s) for s, o, _ in self._quads(COUNTS_FROM) if o <= on.isoformat())
        editions = {self.series.get(d, d): d for _, d in sorted(dated)}
        return State(standing, editions, "not-stated")

    @cached_property
    def _spoken(self) -> Sequence[tuple[str, str, str]]:
        return list(self._quads(VERSION))

    def _quads(self, prop: str, value: str | None = None) -> Iterator[tuple[str, str, str]]:
        """Subject, object and graph of every triple with a property, as plain text, in no order."""
        import pyoxigraph as ox

        wanted = ox.NamedNode(value) if value else None
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(prop), wanted):
            yield quad.subject.value, quad.object.value, quad.graph_name.value  # type: ignore[union-attr]


class Versions:
    """What two states of one store say."""

    def __init__(self, documents: Documents, before: State, after: State) -> None:
        self.documents, self.states = documents, (before, after)

    def pairs(self) -> Iterator[Pair]:
        """Statements, sections and documents of both sides, each beside its like or alone."""
        old, new = self.spoken
        said = self.documents.said
        for key in sorted(old.keys() | new.keys()):
            yield from _paired(old.get(key, []), new.get(key, []))
        for editions in self._successive():
            were, are = ({self.same(r.iri): r for r in self._sections(d)} for d in editions)
            yield from ((were.get(key), are.get(key)) for key in sorted(were.keys() | are.keys()))
            yield tuple(Record(d, d, d, said(d, OF_DOCUMENTS)) for d in editions)  # type: ignore[misc]

    @cached_property
    def spoken(self) -> tuple[Spoken, Spoken]:
        """What is said on each side."""
        known, sides = self.documents, []
        for state in self.states:
            found: dict[Key, list[Record]] = defaultdict(list)
            for iri in sorted(state.standing):
                point, document = known.points[iri], known.document[iri]
                record = Record(iri, point, document, known.said(iri))
                found[point, known.series.get(document, document)].append(record)
            sides.append(found)
        return sides[0], sides[1]

    def _successive(self) -> Iterator[Key]:
        """Two editions of each series that has one on both sides."""
        old, new = (state.documents for state in self.states)
        yield from ((old[s], new[s]) for s in sorted(old.keys() & new.keys()) if old[s] != new[s])

    def _sections(self, document: str) -> Iterator[Record]:
        for iri, graph in self.documents.sections.items():
            if graph == document:
                yield Record(iri, iri, document, self.documents.said(iri, OF_SECTIONS))

    def same(self, iri: str) -> str:
        """One name for what is the same thing in several documents."""
        known = self.documents
        if iri in known.points:
            return known.points[iri]
        if iri in known.sections:
            while iri in known.revised:
                iri = known.revised[iri]
            return iri
        document, mark, name = iri.rpartition("#")
        return mark + name if document in known.series else iri

    def meaning(self, saying: Saying) -> frozenset[tuple[str, str, str]]:
        """What is said, free of the document it is said in."""
        numbers = [self.documents.numbers.get(cell.value, "") for cell in saying.get(POINTS_TO, ())]

        def free(prop: str, cell: Cell) -> str:
            if prop == PRINTED and numbers:
                # A reference whose section got another number has not changed.
                return cell.value.replace(numbers[0], "")
            return self.same(cell.value) if cell.iri else cell.value

        return frozenset(
            (p, free(p, cell), cell.lang) for p, cells in saying.items() for cell in cells
        )

    def plainly_alike(self, one: Saying, other: Saying) -> bool:
        """Whether two sayings mean the same in every respect, which is seen by their values alone.

        What leads elsewhere is not: a step has words of its own, and a reference has a goal.
        """
        props = one.keys() | other.keys()
        if {STEP, POINTS_TO} & props:
            return False
        return all(
            mine == yours or self.meaning({prop: mine}) == self.meaning({prop: yours})
            for prop in props - ASIDE
            for mine, yours in [(one.get(prop, ()), other.get(prop, ()))]
        )

    def minus(self, one: Saying, other: Saying) -> Saying:
        """The values that the other side does not have."""
        known = self.meaning(other)
        left = {
            prop: tuple(cell for cell in cells if not self.meaning({prop: (cell,)}) <= known)
            for prop, cells in one.items()
        }
        return {prop: cells for prop, cells in left.items() if cells}

    def steps(self, old: Saying, new: Saying) -> list[tuple[int, Saying, Saying]]:
        """Position of each step of a route, and what both sides say of it."""
        mine, yours = ({self.same(c.value): c.value for c in s.get(STEP, ())} for s in (old, new))
        known, found = self.documents, []
        for name in sorted(mine.keys() | yours.keys()):
            one, other = (known.said(side[name]) if name in side else {} for side in (mine, yours))
            found.append((known.positions.get((yours | mine)[name], 0), one, other))
        return sorted(found, key=lambda step: step[0])

    def about(self, record: Record) -> list[str]:
        """What a record is about; for seats, the body they are in."""
        known = self.documents
        if record.iri in known.sections or record.iri in known.series:
            return [record.iri]
        if record.iri in known.rules:
            record = Record(record.iri, "", "", known.said(known.rules[record.iri]))
        return next((iris for prop in TOPICS if (iris := record.values(prop))), [])


def saying(quads: Iterable[ox.Quad], cells: Cells) -> Saying:
    """What quads say of the one thing they are of."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for quad in quads:
        found[quad.predicate.value].append(cells[quad.object])
    order = attrgetter("lang", "value", "datatype")
    return {
        # Most have one value, and sorting that by its parts is half of the work.
        prop: tuple(sorted(found[prop], key=order) if len(found[prop]) > 1 else found[prop])
        for prop in sorted(found)
    }


def by_aspect(said: Saying) -> dict[str, Saying]:
    """What is said, by aspect: a key of :data:`ASPECTS`, or a property that is one by itself."""
    kind = said[RDF_TYPE][0].value.removeprefix(VV) if RDF_TYPE in said else ""
    aspects = _aspects(PRINTS.get(kind, ""))
    found: dict[str, Saying] = {}
    for prop, cells in said.items():
        if prop not in ASIDE:
            found.setdefault(aspects.get(prop, prop), {})[prop] = cells
    return {key: found[key] for key in sorted(found, key=rank)}


@cache
def _aspects(printed: str) -> dict[str, str]:
    """Property → aspect, for statements whose printed form is called so."""
    chosen = (key for key in ASPECTS if key == printed or key not in PRINTS.values())
    return {expand(prop): key for key in chosen for prop in ASPECTS[key].split()}


@cache
def rank(aspect: str) -> tuple[int, str]:
    """Where an aspect is told: known ones in order, then properties, and our own words last."""
    first = [*ASPECTS].index(aspect) if aspect in ASPECTS else len(ASPECTS)
    return (first if aspect != "description" else len(ASPECTS) + 1, aspect)


def _paired(old: list[Record], new: list[Record]) -> Iterator[Pair]:
    """Records on one point side by side: those of one time first, and of these those of one name.

    An edition is a copy of the one before, so that a statement that stays keeps its name.
    """
    if len(old) <= 1 and len(new) <= 1:
        yield next(iter(old), None), next(iter(new), None)
        return
    before, after = list(old), list(new)
    for alike in (_called_alike, lambda one, other: True):
        for record in list(before):
            matching = (r for r in after if r.time == record.time and alike(record, r))
            if twin := next(matching, None):
                before.remove(record)
                after.remove(twin)
                yield record, twin
    yield from zip_longest(before, after)


def _called_alike(one: Record, other: Record) -> bool:
    return one.iri.rpartition("#")[2] == other.iri.rpartition("#")[2]
