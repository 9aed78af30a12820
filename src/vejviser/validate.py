"""The structure of the data, checked by SHACL: triples and shapes → findings.

A *unit* of validation is a document, the identities, a roster: only what stands in the unit is
checked, but it is read together with its *context* (ontology, identities, areas, what is derived).
To that end the targets of the shapes are resolved here, against the unit alone, and handed to the
engine as plain ``sh:targetNode``. (pySHACL's own ``focus_nodes`` also skips the nodes that nested
shapes look at, so that every reference into the context would pass.) At the same time a property
shape inherits the targets of its node shape, which lets pySHACL take all focus nodes at once.

Findings are looked up *by shape*: the engine's answer is reduced to focus, shape, path and value,
and code, sentences and severity come from ``ontology/shapes.ttl``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser.names import PREFIXES, STANDING_GRAPH, VV, expand
from vejviser.nouns import Finding, Place, Severity, Text

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

Places = tuple[dict[str, Place], dict[tuple[str, str, str], Place]]
"""Where each subject, and each triple, of a unit stands."""
Where = Callable[[str], Places]
"""unit → its places; called only when there is something to place"""

SH = PREFIXES["sh"]
ENGINE = Lock()  # one check at a time: pySHACL patches rdflib, and graphs are lent to it
TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
SEVERITIES: dict[str, Severity] = {"Violation": "error", "Warning": "warning", "Info": "info"}


@dataclass(frozen=True)
class Said:
    """What a shape says when it is broken."""

    code: str
    severity: Severity
    message: Text
    repair: Text
    day: bool
    texts: tuple[str, ...] = ()
    """the properties that hold texts wanted in every language"""


@dataclass(frozen=True)
class Shapes:
    """Shapes ready for use: a graph without targets, the targets, and what each shape says."""

    graph: Graph
    said: dict[str, Said]
    targets: tuple[tuple[str, str, str], ...]
    """(shape, kind of target, class or property)"""
    languages: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Result:
    """All that is kept of an engine's answer."""

    focus: str
    shape: str
    path: str
    value: str


def code(shape: str) -> str:
    """The code of a shape's findings: its local name without "Shape", in lower case.

    >>> code("https://w3id.org/vejviser/ns#SeatGroupShape-numbers")
    'seat-group-numbers'
    """
    name = shape.removeprefix(VV).replace("Shape", "", 1)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def shapes_graph(triples: Iterable[ox.Triple], languages: Sequence[str]) -> Shapes:
    """The shapes of ``ontology/shapes.ttl``, with those of ``vv:LanguageShapes`` completed for the
    languages in which labels and texts are wanted."""
    from rdflib import RDFS

    graph = context_graph(triples)
    day, each = _iri(VV + "DayShapes"), _iri(VV + "LanguageShapes")
    for shape in list(graph.subjects(_sh("group"), each)) if languages else ():
        _demand(graph, shape, languages)
    said = {}
    for shape in set(graph.subjects(_sh("message"))):
        severity = str(graph.value(shape, _sh("severity")) or "Violation").removeprefix(SH)
        said[str(shape)] = Said(
            code(str(shape)),
            SEVERITIES[severity],
            _text(graph, shape, _sh("message")),
            _text(graph, shape, RDFS.comment),
            (shape, _sh("group"), day) in graph,
            _properties(graph, shape) if (shape, _sh("group"), each) in graph else (),
        )
    targets = set()
    for kind in TARGETS:
        for shape, term in list(graph.subject_objects(_sh(kind))):
            targets |= {
                (str(s), kind, str(term)) for s in (shape, *graph.objects(shape, _sh("property")))
            }
            graph.remove((shape, _sh(kind), term))
    for name in {name for name, _, _ in targets}:
        graph.remove((_iri(name), _sh("property"), None))
    return Shapes(graph, said, tuple(sorted(targets)), tuple(languages))


def context_graph(triples: Iterable[ox.Triple]) -> Graph:
    """An rdflib graph of pyoxigraph triples, with every literal as it is written."""
    from rdflib import Graph

    graph, term = Graph(bind_namespaces="none"), cache(_term)
    graph.addN((term(t.subject), term(t.predicate), term(t.object), graph) for t in triples)
    return graph


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


def check_graph(
    unit: str,
    triples: Iterable[ox.Triple],
    context: Graph,
    shapes: Shapes,
    where: Where | None = None,
) -> list[Finding]:
    """What is wrong in one unit, sorted by place.

    :param unit: IRI of its graph
    :param context: what the unit may refer to; the unit itself may be part of it
    :param where: how to learn the unit's places
    """
    own = context_graph(triples)
    with ENGINE, _lent(context, own) as whole:
        found = _results(own, whole, shapes, day=False)
    return _placed(_findings(found, own, shapes, lambda _: unit), where)


def check_day(
    store: ox.Store, day: date, shapes: Shapes, where: Where | None = None
) -> list[Finding]:
    """What is wrong between the statements that stand on a day, sorted by place.

    Reads the standing periods of the store. Only the statements that lead are looked at; what is
    not restated gives at most a warning. The unit of a finding is its statement's document.
    """
    triples, documents, dimmed = _standing(store, day)
    own = context_graph(triples)
    with ENGINE:
        found = _results(own, own, shapes, day=True)
    findings = [
        replace(f, severity="warning") if f.severity == "error" and f.focus in dimmed else f
        for f in _findings(found, own, shapes, lambda focus: documents.get(focus, ""))
    ]
    return _placed(findings, where)


STANDING_ON = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX gr: <https://w3id.org/vejviser/graph/>
PREFIX schema: <https://schema.org/>
PREFIX vv: <https://w3id.org/vejviser/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?document ?statement ?period ?standing ?precedence WHERE {
  GRAPH gr:standing {
    ?period vv:statement ?statement ; vv:standing ?standing ; vv:precedence ?precedence ;
      schema:startDate ?first ; schema:endDate ?last .
    FILTER(?first <= "DAY"^^xsd:date && "DAY"^^xsd:date <= ?last)
  }
  GRAPH ?document { ?statement dcterms:isVersionOf ?point }
}
"""


def _standing(store: ox.Store, day: date) -> tuple[list[ox.Triple], dict[str, str], set[str]]:
    """The leading statements of a day with their periods; their documents; and those not restated.

    Texts, dates and numbers are left out, as nothing that can only go wrong on a day lies in them.
    A statement that is referred to but does not lead is present with its point alone.
    """
    documents: dict[str, str] = {}
    dimmed: set[str] = set()
    quads: list[ox.Quad] = []
    standing, period_of = ox.NamedNode(STANDING_GRAPH), ox.NamedNode(VV + "statement")
    for row in store.query(STANDING_ON.replace("DAY", day.isoformat())):  # type: ignore[union-attr]
        statement, document = row["statement"], row["document"]
        if row["precedence"].value != VV + "leading":  # asked for in the query, it is 50 × slower
            continue
        if statement.value not in documents:
            quads.extend(store.quads_for_pattern(statement, None, None, document))
        documents[statement.value] = document.value
        if row["standing"].value == VV + "not-restated":
            dimmed.add(statement.value)
        quads.append(ox.Quad(row["period"], period_of, statement, standing))
    triples = [q.triple for q in quads if isinstance(q.object, ox.NamedNode)]
    point = ox.NamedNode(expand("dcterms:isVersionOf"))
    for other in {t.object for t in triples if t.object.value not in documents}:  # type: ignore[union-attr]
        triples.extend(q.triple for q in store.quads_for_pattern(other, point, None))  # type: ignore[arg-type]
    return triples, documents, dimmed


def _iri(name: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(name)


@cache
def _sh(name: str) -> URIRef:
    return _iri(SH + name)


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


def _demand(graph: Graph, shape: Node, languages: Sequence[str]) -> None:
    """Make a shape demand as many values in the languages as there are languages."""
    from rdflib import RDF, BNode, Literal
    from rdflib.collection import Collection

    within, tags = BNode(), BNode()
    Collection(graph, tags, [Literal(language) for language in languages])
    graph.add((within, RDF.type, _sh("NodeShape")))
    graph.add((within, _sh("languageIn"), tags))
    graph.add((shape, _sh("qualifiedValueShape"), within))
    graph.add((shape, _sh("qualifiedMinCount"), Literal(len(languages))))


def _text(graph: Graph, shape: Node, predicate: Node) -> Text:
    found = {str(t.language): str(t) for t in graph.objects(shape, predicate)}  # type: ignore[attr-defined]
    return {tag: found[tag] for tag in sorted(found)}


def _properties(graph: Graph, shape: Node) -> tuple[str, ...]:
    """The properties a shape's path tries."""
    path = graph.value(shape, _sh("path"))
    tried = graph.value(path, _sh("alternativePath"))
    return tuple(map(str, graph.items(tried) if tried else [path]))


def _missing(own: Graph, focus: str, said: Said, languages: Sequence[str]) -> str:
    """The languages in which the focus has no text, where the shape wants one in each."""
    if not said.texts:
        return ""
    values = [o for p, o in own.predicate_objects(_iri(focus)) if str(p) in said.texts]
    there = {getattr(value, "language", None) for value in values}
    return ", ".join(language for language in languages if language not in there)


def _results(own: Graph, whole: Graph, shapes: Shapes, *, day: bool) -> list[Result]:
    """The engine's results on the nodes of ``own``, read together with ``whole``."""
    target = _sh("targetNode")
    nodes = _focus_nodes(own, whole, shapes, day=day)
    with _lent(shapes.graph, ((shape, target, node) for shape, node in set(nodes))) as ready:
        return _pyshacl(whole, ready)


def _focus_nodes(
    own: Graph, whole: Graph, shapes: Shapes, *, day: bool
) -> Iterator[tuple[Node, Node]]:
    """Each shape of the group with each node of the unit that it is about."""
    from rdflib import RDF, RDFS

    for shape, kind, term in shapes.targets:
        if shape not in shapes.said or shapes.said[shape].day != day:
            continue
        subject, name = _iri(shape), _iri(term)
        nodes: Iterable[Node]
        if kind == "targetClass":
            classes = set(whole.transitive_subjects(RDFS.subClassOf, name))
            nodes = (node for c in classes for node in own.subjects(RDF.type, c))
        elif kind == "targetSubjectsOf":
            nodes = own.subjects(name)
        else:
            nodes = own.objects(None, name)
        for node in set(nodes):
            yield subject, node


def _pyshacl(data: Graph, shapes: Graph) -> list[Result]:
    from pyshacl import validate
    from rdflib import URIRef

    _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    found = set()
    for result in report.objects(None, _sh("result")):
        path, value = report.value(result, _sh("resultPath")), report.value(result, _sh("value"))
        found.add(
            Result(
                str(report.value(result, _sh("focusNode"))),
                str(report.value(result, _sh("sourceShape"))),
                str(path) if isinstance(path, URIRef) else "",
                "" if value is None else str(value),
            )
        )
    return sorted(found)


def _findings(
    results: Iterable[Result], own: Graph, shapes: Shapes, unit: Callable[[str], str]
) -> list[Finding]:
    grouped: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        grouped[result.focus, result.shape].append(result)
    sections = _all_sections(own) if grouped else {}
    found = []
    for (focus, shape), group in grouped.items():
        said = shapes.said[shape]
        # The value of a node shape is the focus itself and says nothing. What a shape finds
        # missing or surplus is not said again when it also names a value that is wrong.
        values = {(r.path, r.value) for r in group if r.value not in ("", focus)}
        lacking = _missing(own, focus, said, shapes.languages)
        for path, value in sorted(values) or [(group[0].path, lacking)]:
            found.append(
                Finding(
                    said.code,
                    said.severity,
                    focus,
                    {tag: t.replace("{language}", lacking) for tag, t in said.message.items()},
                    said.repair,
                    rule=shape,
                    sections=tuple(sorted(sections.get(focus) or sections.get(value) or ())),
                    path=path or _path(own, focus, value),
                    value=value,
                    unit=unit(focus),
                )
            )
    return found


def _path(own: Graph, focus: str, value: str) -> str:
    """The property that leads from focus to value, where a shape tried several."""
    steps = own.predicate_objects(_iri(focus)) if value else ()
    return min((str(p) for p, o in steps if str(o) == value), default="")


def _all_sections(own: Graph) -> dict[str, set[str]]:
    """The sections of every statement; of anything else, those of the statements that name it."""
    stated: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for statement, section in own.subject_objects(_iri(expand("prov:hadPrimarySource"))):
        stated[str(statement)].add(str(section))
        for thing in own.objects(statement):
            named[str(thing)].add(str(section))
    return {**named, **stated}


def _placed(findings: list[Finding], where: Where | None) -> list[Finding]:
    if where is not None:
        known = {unit: where(unit) for unit in sorted({f.unit for f in findings})}
        findings = [replace(f, place=_place(f, *known[f.unit])) for f in findings]
    return sorted(
        findings, key=lambda f: (f.place or Place("", 0), f.unit, f.focus, f.code, f.path, f.value)
    )


def _place(
    finding: Finding, subjects: dict[str, Place], triples: dict[tuple[str, str, str], Place]
) -> Place | None:
    """The line of the triple that is wrong; else the first line of the value it names or of its
    subject; else where the subject is last spoken of."""
    exact = triples.get((finding.focus, finding.path, finding.value))
    first = subjects.get(finding.value) or subjects.get(finding.focus)
    if exact or first:
        return exact or first
    return max((p for (_, _, o), p in triples.items() if o == finding.focus), default=None)
