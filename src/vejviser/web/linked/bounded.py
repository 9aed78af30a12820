"""What the dataset says of one thing: a part of it that can be understood by itself.

That is what it says of the thing, each statement on it with its document, its section and the days
on which it stands, and each triple that points to the thing. A statement is told whole, with the
steps of a route and the seats of a rule. A document, and any other named graph, is told whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser import snapshot
from vejviser.names import RDF_TYPE, STANDING_GRAPH, VV, expand

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.nouns import Standing

VERSION = ox.NamedNode(expand("dcterms:isVersionOf"))
PART_OF = ox.NamedNode(expand("dcterms:isPartOf"))
SOURCE = ox.NamedNode(expand("prov:hadPrimarySource"))
PARTS = (ox.NamedNode(VV + "step"), ox.NamedNode(VV + "seatGroup"))
MENTIONS, STATEMENT = ox.NamedNode(VV + "mentions"), ox.NamedNode(VV + "statement")
STANDING = ox.NamedNode(STANDING_GRAPH)
FIRST, LAST = (ox.NamedNode(expand(name)) for name in ("schema:startDate", "schema:endDate"))
HOW = (ox.NamedNode(VV + "standing"), ox.NamedNode(VV + "precedence"))
A = ox.NamedNode(RDF_TYPE)


def graphs(whole: Vejviser) -> set[str]:
    """The named graphs."""
    return {str(graph.value) for graph in whole.store.named_graphs()}


def graph(whole: Vejviser, iri: str) -> list[ox.Triple]:
    """All that a named graph holds, and what is said of it elsewhere."""
    node = ox.NamedNode(iri)
    inside = whole.store.quads_for_pattern(None, None, None, node)
    about = whole.store.quads_for_pattern(node, None, None)
    return list({quad.triple for pattern in (inside, about) for quad in pattern})


def of(
    whole: Vejviser, iri: str, on: date | None = None, standing: Standing = "stated"
) -> list[ox.Triple]:
    """What there is on one thing.

    :param on: the day whose statements are told; None for all, whenever they stand
    :param standing: of the day, ``stated`` or ``all``
    """
    return list(Part(whole, on, standing).of(ox.NamedNode(iri)))


class Part:
    """A part of the dataset, gathered piece by piece."""

    def __init__(self, whole: Vejviser, on: date | None, standing: Standing) -> None:
        self._store, self._on = whole.store, on
        self._stands: set[str] | None = None
        if on:
            found = snapshot.standing_on(whole.store, on)
            self._stands = {s for s, how in found.items() if how == "stated" or standing == "all"}
        self._triples: set[ox.Triple] = set()
        self._told: set[ox.NamedNode] = set()
        self._periods: dict[object, list[ox.Quad]] = {}

    def of(self, thing: ox.NamedNode) -> set[ox.Triple]:
        self._statement(thing)
        for quad in list(self._store.quads_for_pattern(None, None, thing)):
            subject = quad.subject
            if quad.graph_name == STANDING or not isinstance(subject, ox.NamedNode):
                continue
            if statement := self._whole(subject):
                if self._stands is None or statement.value in self._stands:
                    self._statement(statement)
                    self._node(subject)
            elif quad.predicate != MENTIONS:
                self._triples.add(quad.triple)
            elif self._on is None:
                # That a section names a thing is no statement, and so stands on no day.
                self._triples.add(quad.triple)
                self._section(subject)
        return self._triples

    def _whole(self, node: ox.NamedNode) -> ox.NamedNode | None:
        """The statement a node is, or is a part of."""
        if self._has(node, VERSION):
            return node
        for part in PARTS:
            for quad in self._store.quads_for_pattern(None, part, node):
                if isinstance(quad.subject, ox.NamedNode) and self._has(quad.subject, VERSION):
                    return quad.subject
        return None

    def _has(self, node: ox.NamedNode, prop: ox.NamedNode) -> bool:
        return next(self._store.quads_for_pattern(node, prop, None), None) is not None

    def _statement(self, node: ox.NamedNode) -> None:
        """A statement with its parts, or any other thing; the rule a seat group is of, too."""
        if node in self._told:
            return
        self._node(node)
        for part in PARTS:
            for quad in list(self._store.quads_for_pattern(node, part, None)):
                if isinstance(quad.object, ox.NamedNode):
                    self._node(quad.object)
            for quad in list(self._store.quads_for_pattern(None, part, node)):
                if isinstance(quad.subject, ox.NamedNode):
                    self._node(quad.subject)

    def _node(self, node: ox.NamedNode) -> None:
        """What is said of a node itself, where it is from, and when it stands."""
        if node in self._told:
            return
        self._told.add(node)
        for quad in list(self._store.quads_for_pattern(node, None, None)):
            self._triples.add(quad.triple)
            if quad.predicate in (SOURCE, PART_OF) and isinstance(quad.object, ox.NamedNode):
                self._section(quad.object)
        for quad in list(self._store.quads_for_pattern(None, STATEMENT, node, STANDING)):
            self._period(quad)

    def _section(self, node: ox.NamedNode) -> None:
        """A section and what it is part of, up to the document; what it mentions stays out."""
        if node in self._told:
            return
        self._told.add(node)
        for quad in list(self._store.quads_for_pattern(node, None, None)):
            if quad.predicate == MENTIONS:
                continue
            self._triples.add(quad.triple)
            if quad.predicate == PART_OF and isinstance(quad.object, ox.NamedNode):
                self._section(quad.object)

    def _period(self, stands: ox.Quad) -> None:
        """The days on which a statement stands; on a day, those around it."""
        if stands.subject not in self._periods:
            self._periods[stands.subject] = period(self._store, stands.subject)
        about = self._periods[stands.subject]
        if self._on and not self._around(about):
            return
        self._triples.update(quad.triple for quad in (stands, *about))

    def _around(self, period: list[ox.Quad]) -> bool:
        days = {quad.predicate: quad.object.value for quad in period}  # type: ignore[union-attr]
        assert self._on
        return days[FIRST] <= self._on.isoformat() <= days[LAST]


def period(store: ox.Store, node: ox.NamedNode | ox.BlankNode | ox.Triple) -> list[ox.Quad]:
    """What is said of a period, but for the hundreds of statements that stand in it."""
    asked = (A, *HOW, FIRST, LAST)
    return [q for prop in asked for q in store.quads_for_pattern(node, prop, None, STANDING)]


def pointing(whole: Vejviser, iri: str) -> Iterator[ox.Quad]:
    """What points to a thing: each property, from each thing; not when a statement stands."""
    for quad in whole.store.quads_for_pattern(None, None, ox.NamedNode(iri)):
        if quad.graph_name != STANDING and isinstance(quad.subject, ox.NamedNode):
            yield quad
