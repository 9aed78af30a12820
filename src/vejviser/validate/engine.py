"""The engines, given what they need and asked for no more than focus, shape, path and value.

The targets of the shapes are resolved here, against the unit alone. What a target comes to is
lent to the data as the objects of a property of its own, at which the shapes aim in its stead.
(pySHACL's own ``focus_nodes`` also skips the nodes that nested shapes look at, so that every
reference into the context would pass; and it reads all that is said of a shape whenever it looks at
one, so that thousands of ``sh:targetNode`` cost more than the checks.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser.names import RDF_TYPE, VV, expand
from vejviser.validate import fast
from vejviser.validate.exchange import SH, Engine, Result, Triples, sh

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from vejviser.validate.shapes import Shapes

ENGINE = Lock()  # one check at a time: pySHACL patches rdflib, and graphs are lent to it
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
TYPE, SUBCLASS = ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("rdfs:subClassOf"))
WHOLE = ox.NamedNode(VV)
"""Whose objects what the targets come to are."""


def results(
    own: Triples, context: Triples, shapes: Shapes, engine: Engine = "pyshacl"
) -> list[Result]:
    """What the engine finds wrong with the nodes of ``own``, read together with its context.

    :raises VejviserError: ``needs-extra`` where the engine is not installed
    """
    aims = Triples(
        ox.Triple(WHOLE, ox.NamedNode(aim(kind, term)), node)
        for kind, term in {(kind, term) for _, kind, term in shapes.targets}
        for node in _nodes(own, context, kind, ox.NamedNode(term))
    )
    if engine == "rust":
        return fast.results(context.text + own.text + aims.text, shapes.text)
    with ENGINE, _lent(context.graph, own.graph) as whole, _lent(whole, aims.graph) as ready:
        return pyshacl_results(ready, shapes.graph)


def aim(kind: str, term: str) -> str:
    """The property whose objects are what a target comes to."""
    return f"{SH}{kind}:{term.replace('#', '%23')}"


@contextmanager
def _lent(graph: Graph, triples: Iterable[tuple[Node, Node, Node]]) -> Iterator[Graph]:
    """A graph with some triples more while it is in use; much cheaper than a copy."""
    new = [triple for triple in triples if triple not in graph]
    graph.addN((*triple, graph) for triple in new)
    try:
        yield graph
    finally:
        for triple in new:
            graph.remove(triple)


def _nodes(own: Triples, context: Triples, kind: str, term: ox.NamedNode) -> set[Term]:
    """What a target comes to in a unit."""
    match kind:
        case "targetClass":
            classes = _narrower(own, context, term)
            return {t.subject for t in own.by_predicate.get(TYPE, ()) if t.object in classes}
        case "targetSubjectsOf":
            return {triple.subject for triple in own.by_predicate.get(term, ())}
        case _:
            return {triple.object for triple in own.by_predicate.get(term, ())}


def _narrower(own: Triples, context: Triples, term: ox.NamedNode) -> set[Term]:
    """A class and all its subclasses."""
    broader = [t for data in (own, context) for t in data.by_predicate.get(SUBCLASS, ())]
    found: set[Term] = set()
    new: set[Term] = {term}
    while new:
        found |= new
        new = {t.subject for t in broader if t.object in new and t.subject not in found}
    return found


def pyshacl_results(data: Graph, shapes: Graph) -> list[Result]:
    """What pySHACL finds wrong, by the shapes' own targets; for who holds :data:`ENGINE`."""
    from pyshacl import validate
    from rdflib import URIRef

    _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    found = set()
    for result in report.objects(None, sh("result")):
        path, value = report.value(result, sh("resultPath")), report.value(result, sh("value"))
        found.add(
            Result(
                str(report.value(result, sh("focusNode"))),
                str(report.value(result, sh("sourceShape"))),
                str(path) if isinstance(path, URIRef) else "",
                "" if value is None else str(value),
            )
        )
    return sorted(found)
