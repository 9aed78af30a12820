"""pySHACL, given what it needs and asked for no more than focus, shape, path and value.

The targets of the shapes are resolved here, against the unit alone. What a target comes to is
lent to the data as the objects of a property of its own, at which the shapes aim in its stead.
(pySHACL's own ``focus_nodes`` also skips the nodes that nested shapes look at, so that every
reference into the context would pass; and it reads all that is said of a shape whenever it looks at
one, so that thousands of ``sh:targetNode`` cost more than the checks.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from vejviser.names import PREFIXES, VV, expand

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

    from vejviser.validate.shapes import Shapes

SH = PREFIXES["sh"]
ENGINE = Lock()  # one check at a time: pySHACL patches rdflib, and graphs are lent to it


@dataclass(frozen=True, order=True)
class Result:
    """All that is kept of an engine's answer."""

    focus: str
    shape: str
    path: str
    value: str


def results(own: Graph, context: Graph, shapes: Shapes) -> list[Result]:
    """What the engine finds wrong with the nodes of ``own``, read together with its context."""
    with ENGINE, _lent(context, own) as whole:
        aims = {
            (iri(VV), aim(kind, term), node)
            for kind, term in {(kind, term) for _, kind, term in shapes.targets}
            for node in _nodes(own, whole, kind, iri(term))
        }
        with _lent(whole, aims) as ready:
            return pyshacl_results(ready, shapes.graph)


def aim(kind: str, term: str) -> URIRef:
    """The property whose objects are what a target comes to."""
    return iri(f"{SH}{kind}:{term}")


def graph_of(triples: Iterable[ox.Triple]) -> Graph:
    """An rdflib graph of pyoxigraph triples, with every literal as it is written."""
    graph, term = _graph_class()(bind_namespaces="none"), cache(_term)
    graph.addN((term(t.subject), term(t.predicate), term(t.object), graph) for t in triples)
    return graph


@cache
def _graph_class() -> type[Graph]:
    """A graph that parses each query once; rdflib takes longer to parse most than to answer."""
    from rdflib import Graph
    from rdflib.plugins.sparql import prepareQuery

    prepared = cache(prepareQuery)

    class Asked(Graph):
        def query(self, query_object: Any, *args: Any, **options: Any) -> Any:
            return super().query(prepared(query_object), *args, **options)

    return Asked


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


def iri(name: str) -> URIRef:
    """An IRI as rdflib has it."""
    from rdflib import URIRef

    return URIRef(name)


@cache
def sh(name: str) -> URIRef:
    """A term of SHACL."""
    return iri(SH + name)


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    from rdflib import BNode, Literal, URIRef

    if not isinstance(term, ox.Literal):
        return (BNode if isinstance(term, ox.BlankNode) else URIRef)(term.value)  # type: ignore[union-attr]
    if term.language:
        return Literal(term.value, lang=term.language)
    kind = term.datatype.value
    if kind == expand("xsd:string"):
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(kind), normalize=False)


def _nodes(own: Graph, whole: Graph, kind: str, term: URIRef) -> Iterable[Node]:
    """What a target comes to in a unit."""
    from rdflib import RDF, RDFS

    match kind:
        case "targetClass":
            classes = set(whole.transitive_subjects(RDFS.subClassOf, term))
            return (node for c in classes for node in own.subjects(RDF.type, c))
        case "targetSubjectsOf":
            return own.subjects(term)
        case _:
            return own.objects(None, term)


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
