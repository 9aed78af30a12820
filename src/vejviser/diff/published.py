"""What differs between two releases of one dataset.

A document that both have is one document, so what differs in it is a *correction*: it was read or
written wrongly before. Only a document that is new says something new; it is held against the
edition it revises. Names, places and terms are compared property by property.

So that one store has both, the documents of the first bear other names in it: ``urn:before:`` and
their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from vejviser.answers import Cells
from vejviser.diff.changes import diff
from vejviser.diff.versions import (
    OF_DOCUMENTS,
    OF_SECTIONS,
    REVISION,
    SEAT_GROUP,
    VERSION,
    Documents,
    State,
    saying,
)
from vejviser.diff.wording import Wording
from vejviser.names import DERIVED_GRAPH, RDF_TYPE, VV, expand
from vejviser.nouns import Cell, Change, ChangeKind, Compared, Detail, Labelled, Saying, Side

if TYPE_CHECKING:
    import pyoxigraph as ox

BEFORE = "urn:before:"
SECTION, DOCUMENT = VV + "Section", VV + "Document"
NOTHING = State({}, {}, "not-restated")
ASIDE = {
    *(expand("prov:hadPrimarySource"), expand("skos:editorialNote"), VV + "position", SEAT_GROUP)
}
"""What is said of a statement, but is not what it states; a correction may be of that."""
VERSIONED = expand("owl:versionInfo")


@dataclass(frozen=True)
class Thing:
    """Something that has a name and is no statement; ``details`` where it is in both releases."""

    thing: Labelled
    kind: str
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class Things:
    """What differs in one graph of names, places or terms."""

    graph: str
    new: tuple[Thing, ...]
    changed: tuple[Thing, ...]
    gone: tuple[Thing, ...]


@dataclass(frozen=True)
class Differences:
    """What differs between two releases, in the words of one language.

    :param new: new documents, each against the edition it revises; ``before`` has no IRI where it
        revises none
    :param corrected: documents that both have and that differ
    :param derived: how many triples follow from the rest that did not before, and the reverse
    """

    new: tuple[Compared, ...]
    corrected: tuple[Compared, ...]
    withdrawn: tuple[Labelled, ...]
    things: tuple[Things, ...]
    derived: tuple[int, int]

    @property
    def least(self) -> str:
        """The least step of version: ``major``, ``minor``, ``patch``, or empty for no difference.

        An IRI that is gone breaks what others built on it; something new does not.
        """
        if self.withdrawn or any(things.gone for things in self.things):
            return "major"
        if self.new or any(things.new for things in self.things):
            return "minor"
        changed = self.corrected or self.things or any(self.derived)
        return "patch" if changed else ""


class Beside:
    """Two releases in one store.

    :ivar store: what the second has, what only the first has a name for, and the documents of the
        first under other names
    """

    def __init__(self, before: ox.Store, after: ox.Store) -> None:
        import pyoxigraph as ox

        self.before, self.after, self.store = before, after, ox.Store()
        self.old, self.new = _documents(before), _documents(after)
        self.store.extend(after)
        self.store.extend(self._others())
        self.store.extend(self._renamed(quad) for quad in before if self._of_document(quad))
        self.store.extend(self._same_sections())
        self.documents = Documents(self.store)

    def differences(self, wording: Wording) -> Differences:
        """What differs.

        :param wording: with the labels of :attr:`store`
        """
        graphs = sorted({graph for side in self._both for graph in self._named(side)})
        things = (self._things(graph, wording) for graph in graphs)
        corrected = (self._corrected(doc, wording) for doc in sorted(self.old & self.new))
        gone = sorted(self.old - self.new)
        return Differences(
            new=tuple(self._new(doc, wording) for doc in sorted(self.new - self.old)),
            corrected=tuple(compared for compared in corrected if compared.changes),
            withdrawn=tuple(Labelled(d, wording.label(BEFORE + d)) for d in gone),
            things=tuple(one for one in things if one.new or one.changed or one.gone),
            derived=self._derived(),
        )

    @staticmethod
    def _named(store: ox.Store) -> list[str]:
        """The graphs of names, places and terms."""
        return _graphs(store, "editorial-graph") + _graphs(store, "outside-graph")

    @property
    def _both(self) -> tuple[ox.Store, ox.Store]:
        return self.before, self.after

    def _of_document(self, quad: ox.Quad) -> bool:
        return quad.graph_name.value in self.old  # type: ignore[union-attr]

    def _others(self) -> Iterator[ox.Quad]:
        """What the first release says of things the second does not know; so they have names."""
        known = {quad.subject for quad in self.after}
        for graph in self._named(self.before):
            yield from (q for q in _quads_in(self.before, graph) if q.subject not in known)

    def _renamed(self, quad: ox.Quad) -> ox.Quad:
        """A triple of a document with the document and what is in it under other names.

        What speaks of the document itself goes on doing so.
        """
        import pyoxigraph as ox

        def other(term: ox.NamedNode) -> ox.NamedNode:
            return ox.NamedNode(BEFORE + term.value)

        value = quad.object
        if isinstance(value, ox.NamedNode) and value.value in self.within:
            value = other(value)
        return ox.Quad(other(quad.subject), quad.predicate, value, other(quad.graph_name))  # type: ignore[arg-type]

    @cached_property
    def within(self) -> set[str]:
        """What is in the documents of the first release, without themselves."""
        found = {iri for document in self.old for iri in _subjects(self.before, document)}
        return found - self.old

    def _same_sections(self) -> Iterator[ox.Quad]:
        """That a section with nothing before it is the one of its name in the first release."""
        import pyoxigraph as ox

        kind, section = ox.NamedNode(RDF_TYPE), ox.NamedNode(SECTION)
        revises = ox.NamedNode(REVISION)
        first = {quad.subject for quad in self.before.quads_for_pattern(None, kind, section)}
        for quad in self.after.quads_for_pattern(None, kind, section):
            begun = next(self.after.quads_for_pattern(quad.subject, revises, None), None) is None
            if begun and quad.subject in first:
                other = ox.NamedNode(BEFORE + quad.subject.value)  # type: ignore[union-attr]
                yield ox.Quad(quad.subject, revises, other, quad.graph_name)

    def _new(self, document: str, wording: Wording) -> Compared:
        """A new document against the edition it revises."""
        revised = [c.value for c in self.documents.said(document, {REVISION}).get(REVISION, ())]
        before = Labelled("", "–")
        state = NOTHING
        for one in revised:
            known = one if one in self.new else BEFORE + one
            before = Labelled(one, wording.label(known))
            state = self.documents.edition(known)
        after = self.documents.edition(document)
        found = diff(self.documents, state, after, wording)
        return Compared(before, Labelled(document, wording.label(document)), tuple(found))

    def _corrected(self, document: str, wording: Wording) -> Compared:
        """A document of both releases, spelling and all that is said beside its statements too."""
        old, new = (self.documents.edition(d) for d in (BEFORE + document, document))
        found = diff(self.documents, old, new, wording, spelling=True)
        found += self._asides(document, wording)
        order = get_args(ChangeKind)
        label = Labelled(document, wording.label(document))
        return Compared(label, label, tuple(sorted(found, key=lambda c: order.index(c.kind))))

    def _asides(self, document: str, wording: Wording) -> Iterator[Change]:
        """Statements, sections and the document itself, in what else is said of them."""
        for iri in sorted(_subjects(self.before, document) & _subjects(self.after, document)):
            one, other = (_in_graph(store, iri, document) for store in self._both)
            props = sorted(prop for prop in one.keys() | other.keys() if _beside(prop, one))
            details = [*_details(one, other, props, wording, self._lasting)]
            if not details:
                continue
            point = next((c.value for c in other.get(VERSION, ())), iri)
            sections = [c.value for c in other.get(expand("prov:hadPrimarySource"), ())]
            if iri in self.sections:
                sections = [iri]
            told = tuple(Labelled(s, wording.section(s)) for s in sections)
            name = wording.section(iri) if iri in self.sections else wording.label(point)
            home = Labelled(document, wording.label(document))
            before, after = (Side(where, "", home, told) for where in (BEFORE + iri, iri))
            about = Labelled(point, name)
            yield Change("changed", (), about, tuple(details), before, after, moved=False)

    @cached_property
    def sections(self) -> set[str]:
        """The sections of the second release."""
        import pyoxigraph as ox

        kind, section = ox.NamedNode(RDF_TYPE), ox.NamedNode(SECTION)
        found = self.after.quads_for_pattern(None, kind, section)
        return {quad.subject.value for quad in found}  # type: ignore[union-attr]

    def _lasting(self, prop: str, cell: Cell) -> bool:
        """Whether a value is worth telling: new and deleted groups of seats are told themselves."""
        import pyoxigraph as ox

        node = ox.NamedNode(cell.value) if prop == SEAT_GROUP else None
        return node is None or all(
            any(store.quads_for_pattern(node, None, None)) for store in self._both
        )

    def _things(self, graph: str, wording: Wording) -> Things:
        """What differs in one graph that is no document."""
        old, new = (_subjects(store, graph) for store in self._both)

        def named(iris: Iterable[str]) -> tuple[Thing, ...]:
            found = (Thing(Labelled(i, wording.label(i)), self._kind(i, wording)) for i in iris)
            return tuple(sorted(found, key=lambda one: (one.kind, one.thing.label, one.thing.iri)))

        changed = []
        for iri in sorted(old & new):
            one, other = (_in_graph(store, iri, graph) for store in self._both)
            props = sorted((one.keys() | other.keys()) - {VERSIONED})
            if details := [*_details(one, other, props, wording, lambda *_: True)]:
                thing = Labelled(iri, wording.label(iri))
                changed.append(Thing(thing, self._kind(iri, wording), tuple(details)))
        return Things(graph, named(new - old), tuple(changed), named(old - new))

    def _kind(self, iri: str, wording: Wording) -> str:
        """What a thing is: its class."""
        kinds = self.documents.said(iri, {RDF_TYPE}).get(RDF_TYPE, ())
        return wording.label(kinds[0].value) if kinds else "–"

    def _derived(self) -> tuple[int, int]:
        """How much follows from the rest now and did not, and the reverse; periods aside."""
        old, new = (
            {quad.triple for quad in _quads_in(store, DERIVED_GRAPH)} for store in self._both
        )
        return len(new - old), len(old - new)


def _details(
    one: Saying,
    other: Saying,
    props: Iterable[str],
    wording: Wording,
    wanted: Callable[[str, Cell], bool],
) -> Iterator[Detail]:
    """The values that only one side has, property by property."""
    for prop in props:
        sides = [
            [cell for cell in saying.get(prop, ()) if wanted(prop, cell)] for saying in (one, other)
        ]
        gone, come = (
            [cell for cell in mine if cell not in yours] for mine, yours in (sides, sides[::-1])
        )
        if gone or come:
            before, after = (_texts(cells, wording) for cells in (gone, come))
            yield Detail(prop, wording.aspect(prop), before, after)


def _texts(cells: Iterable[Cell], wording: Wording) -> str:
    """All values, with their language where they have one."""
    texts = (
        wording.label(cell.value) if cell.iri else cell.value + (f" @{cell.lang}" * bool(cell.lang))
        for cell in cells
    )
    return ", ".join(texts)


def _beside(prop: str, said: Saying) -> bool:
    """Whether the comparison of editions leaves a property out that a correction may be of."""
    classes = {cell.value for cell in said.get(RDF_TYPE, ())}
    if DOCUMENT in classes:
        return prop not in OF_DOCUMENTS
    if SECTION in classes:
        return prop not in OF_SECTIONS | {REVISION}
    return prop in ASIDE


def _documents(store: ox.Store) -> set[str]:
    return set(_graphs(store, "source-graph"))


def _graphs(store: ox.Store, kind: str) -> list[str]:
    """The graphs of one kind, sorted."""
    import pyoxigraph as ox

    wanted = ox.NamedNode(VV + kind)
    found = store.quads_for_pattern(None, ox.NamedNode(VV + "graphKind"), wanted)
    return sorted(quad.subject.value for quad in found)  # type: ignore[union-attr]


def _quads_in(store: ox.Store, graph: str) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    return store.quads_for_pattern(None, None, None, ox.NamedNode(graph))


def _subjects(store: ox.Store, graph: str) -> set[str]:
    return {quad.subject.value for quad in _quads_in(store, graph)}  # type: ignore[union-attr]


def _in_graph(store: ox.Store, iri: str, graph: str) -> Saying:
    """What one graph says of a thing."""
    import pyoxigraph as ox

    node, name = ox.NamedNode(iri), ox.NamedNode(graph)
    return saying(store.quads_for_pattern(node, None, None, name), Cells())
