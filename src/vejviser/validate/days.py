"""What is wrong between the statements that stand on a day.

Days differ in few statements. The statements of a day fall into parts between which no shape can
see, and a part that stood just so on an earlier day is not checked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser.names import RDF_TYPE, STANDING_GRAPH, VV, expand
from vejviser.nouns import Finding
from vejviser.validate.engine import results
from vejviser.validate.exchange import Engine, Result, Triples
from vejviser.validate.findings import Where, findings, placed
from vejviser.validate.shapes import seen_by

if TYPE_CHECKING:
    from vejviser.validate.shapes import Shapes

Relations = Callable[..., list[ox.Triple]]
"""thing, property or None, graph or None → the triples that name another thing"""

POINT = ox.NamedNode(expand("dcterms:isVersionOf"))
PERIOD_OF = ox.NamedNode(VV + "statement")
# A class or a period is a mark on a statement: no shape goes on from it to others that bear it.
MARKS = (ox.NamedNode(RDF_TYPE), PERIOD_OF)


@dataclass(frozen=True)
class Leading:
    """A statement for the days, both inclusive and written as in the data, on which it leads."""

    statement: ox.NamedNode
    document: ox.NamedNode
    period: ox.NamedNode
    first: str
    last: str
    restated: bool


def check_days(
    store: ox.Store,
    days: Iterable[date],
    shapes: Shapes,
    where: Where | None = None,
    engine: Engine = "pyshacl",
) -> list[Finding]:
    """What is wrong between the statements that stand on each of some days, sorted by place.

    Reads the standing periods of the store. Only the statements that lead are looked at; what is
    not restated gives at most a warning. The unit of a finding is its statement's document. What
    is wrong on several days is told once, as it is on the first of them.
    """
    leading = list(_leading(store))
    relations = cache(lambda *pattern: _relations(store, *pattern))
    seen = seen_by(shapes) | {RDF_TYPE}
    known: set[frozenset[ox.Triple]] = set()
    found: dict[tuple[str, ...], Finding] = {}
    for day in days:
        standing = [one for one in leading if one.first <= day.isoformat() <= one.last]
        triples = _triples(standing, relations)
        new = _parts(triple for triple in triples if triple.predicate.value in seen) - known
        known |= new
        part = Triples(chain.from_iterable(new))
        wrong = results(part, part, shapes, engine)
        for finding in _wrong(standing, triples, wrong, shapes):
            key = (finding.code, finding.focus, finding.path, finding.value)
            found.setdefault(key, finding)
    return placed(list(found.values()), where)


def _leading(store: ox.Store) -> Iterator[Leading]:
    """The statements with the periods in which they lead."""
    periods: dict[ox.NamedNode, dict[str, list[ox.NamedNode]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(STANDING_GRAPH)):
        periods[quad.subject][quad.predicate.value].append(quad.object)  # type: ignore[index,arg-type]
    for period, said in periods.items():
        if ox.NamedNode(VV + "leading") not in said[VV + "precedence"]:
            continue
        [first], [last] = said[expand("schema:startDate")], said[expand("schema:endDate")]
        restated = ox.NamedNode(VV + "not-restated") not in said[VV + "standing"]
        for statement in said[PERIOD_OF.value]:
            for quad in store.quads_for_pattern(statement, POINT, None):
                document: ox.NamedNode = quad.graph_name  # type: ignore[assignment]
                yield Leading(statement, document, period, first.value, last.value, restated)


def _triples(standing: list[Leading], relations: Relations) -> set[ox.Triple]:
    """What statements say of other things, with their periods.

    Texts, dates and numbers are left out, as nothing that can only go wrong on a day lies in them.
    A statement that is referred to but does not stand is present with its point alone.
    """
    found = {ox.Triple(one.period, PERIOD_OF, one.statement) for one in standing}
    for one in standing:
        found.update(relations(one.statement, None, one.document))
    for other in {triple.object for triple in found} - {one.statement for one in standing}:
        found.update(relations(other, POINT, None))
    return found


def _relations(
    store: ox.Store,
    thing: ox.NamedNode,
    prop: ox.NamedNode | None,
    graph: ox.NamedNode | None,
) -> list[ox.Triple]:
    quads = store.quads_for_pattern(thing, prop, None, graph)
    return [quad.triple for quad in quads if isinstance(quad.object, ox.NamedNode)]


def _parts(triples: Iterable[ox.Triple]) -> set[frozenset[ox.Triple]]:
    """The triples in parts that are tied together by nothing but marks."""
    triples = list(triples)
    above: dict[object, object] = {}

    def top(node: object) -> object:
        while node in above:
            node = above[node]
        return node

    for triple in triples:
        start, end = top(triple.subject), top(triple.object)
        if triple.predicate not in MARKS and start != end:
            above[start] = end
    parts: dict[object, set[ox.Triple]] = defaultdict(set)
    for triple in triples:
        marked = triple.object if triple.predicate == PERIOD_OF else triple.subject
        parts[top(marked)].add(triple)
    return set(map(frozenset, parts.values()))


def _wrong(
    standing: list[Leading], triples: Iterable[ox.Triple], wrong: list[Result], shapes: Shapes
) -> Iterator[Finding]:
    """What is wrong with a part of a day's triples; the whole of them tells by which sections."""
    if wrong:
        documents = {one.statement.value: one.document.value for one in standing}
        dimmed = {one.statement.value for one in standing if not one.restated}
        whole = Triples(triples)
        for f in findings(wrong, whole, shapes, lambda focus: documents.get(focus, "")):
            late = f.severity == "error" and f.focus in dimmed
            yield replace(f, severity="warning") if late else f
