"""What engines are given, and what they give back: triples, and results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox

from vejviser.names import PREFIXES, expand

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node

SH = PREFIXES["sh"]
Engine = Literal["pyshacl", "rust"]


@dataclass(frozen=True, order=True)
class Result:
    """All that is kept of an engine's answer."""

    focus: str
    shape: str
    path: str
    value: str


class Triples:
    """Some triples, in the form each engine takes; each form is made once, when it is asked for."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self.all = tuple(triples)

    @cached_property
    def graph(self) -> Graph:
        """As an rdflib graph."""
        return graph_of(self.all)

    @cached_property
    def text(self) -> str:
        """As N-Triples."""
        return "".join(f"{triple} .\n" for triple in self.all)

    @cached_property
    def by_subject(self) -> Mapping[str, list[ox.Triple]]:
        """Subject → its triples."""
        found: dict[str, list[ox.Triple]] = defaultdict(list)
        for triple in self.all:
            found[str(getattr(triple.subject, "value", triple.subject))].append(triple)
        return found

    @cached_property
    def by_predicate(self) -> Mapping[ox.NamedNode, list[ox.Triple]]:
        """Predicate → its triples."""
        found: dict[ox.NamedNode, list[ox.Triple]] = defaultdict(list)
        for triple in self.all:
            found[triple.predicate].append(triple)
        return found


def graph_of(triples: Iterable[ox.Triple]) -> Graph:
    """An rdflib graph of pyoxigraph triples, with every literal as it is written."""
    graph, term = _graph_class()(bind_namespaces="none"), cache(term_of)
    graph.addN((term(t.subject), term(t.predicate), term(t.object), graph) for t in triples)
    return graph


@cache
def _graph_class() -> type[Graph]:
    """A graph that parses each query once; rdflib takes longer to parse most than to answer."""
    from rdflib import Graph

    class Asked(Graph):
        def query(self, query_object: Any, *args: Any, **options: Any) -> Any:
            return super().query(_prepared(query_object), *args, **options)

    return Asked


@cache
def _prepared(query: str) -> Query:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(query)


def term_of(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """A term as rdflib has it."""
    from rdflib import BNode, Literal, URIRef

    if not isinstance(term, ox.Literal):
        return (BNode if isinstance(term, ox.BlankNode) else URIRef)(term.value)  # type: ignore[union-attr]
    if term.language:
        return Literal(term.value, lang=term.language)
    kind = term.datatype.value
    if kind == expand("xsd:string"):
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(kind), normalize=False)


def iri(name: str) -> URIRef:
    """An IRI as rdflib has it."""
    from rdflib import URIRef

    return URIRef(name)


@cache
def sh(name: str) -> URIRef:
    """A term of SHACL."""
    return iri(SH + name)
