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
from threading import Lock
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser.names import PREFIXES, STANDING_GRAPH, VV, expand
from vejviser.nouns import Finding, Place, Severity, Text

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Places = tuple[dict[str, Place], dict[tuple[str, str, str], Place]]
"""Where each subject, and each triple, of a unit stands."""
Where = Callable[[str], Places]
"""unit → its places; called only when there is something to place"""

SH = PREFIXES["sh"]
ENGINE = Lock()
"""One check at a time: pySHACL patches rdflib while it runs, and graphs are lent to it."""
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
    language: str = ""


@dataclass(frozen=True)
class Shapes:
    """Shapes ready for use: a graph without targets, the targets, and what each shape says."""

    graph: Graph
    said: dict[str, Said]
    targets: tuple[tuple[str, str, str], ...]
    """(shape, kind of target, class or property)"""


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
    >>> code("https://w3id.org/vejviser/ns#LabelShape-language@da")
    'label-language'
    """
    name = shape.removeprefix(VV).partition("@")[0].replace("Shape", "", 1)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def shapes_graph(triples: Iterable[ox.Triple], languages: Sequence[str]) -> Shapes:
    """The shapes of ``ontology/shapes.ttl``, with each pattern of ``vv:LanguageShapes`` written
    out for every language in which labels and texts are wanted."""
    from rdflib import RDFS, URIRef

    graph = context_graph(triples)
    sh = _Sh()
    day, each = URIRef(VV + "DayShapes"), URIRef(VV + "LanguageShapes")
    for pattern in list(graph.subjects(sh["group"], each)):
        for language in languages:
            _write_out(graph, pattern, language)
        graph.remove((pattern, None, None))
        graph.remove((None, None, pattern))
    said = {}
    for shape in set(graph.subjects(sh["message"])):
        severity = str(graph.value(shape, sh["severity"]) or "Violation").removeprefix(SH)
        language = str(shape).partition("@")[2]
        said[str(shape)] = Said(
            code(str(shape)),
            SEVERITIES[severity],
            _text(graph, shape, sh["message"], language),
            _text(graph, shape, RDFS.comment, language),
            (shape, sh["group"], day) in graph,
            language,
        )
    targets = set()
    for kind in TARGETS:
        for shape, term in list(graph.subject_objects(sh[kind])):
            targets |= {
                (str(s), kind, str(term)) for s in (shape, *graph.objects(shape, sh["property"]))
            }
            graph.remove((shape, sh[kind], term))
    for name in {name for name, _, _ in targets}:
        graph.remove((URIRef(name), sh["property"], None))
    return Shapes(graph, said, tuple(sorted(targets)))


def context_graph(triples: Iterable[ox.Triple]) -> Graph:
    """An rdflib graph of pyoxigraph triples, with every literal as it is written."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    graph.addN((_term(t.subject), _term(t.predicate), _term(t.object), graph) for t in triples)
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

    Reads the standing periods of the store. What is only still standing from an earlier edition
    gives at most a warning. The unit of a finding is the document of its statement.
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
SELECT ?document ?statement ?period ?standing WHERE {
  GRAPH gr:standing {
    ?period vv:statement ?statement ; vv:standing ?standing ;
      schema:startDate ?first ; schema:endDate ?last .
    FILTER(?first <= "DAY"^^xsd:date && "DAY"^^xsd:date <= ?last)
  }
  GRAPH ?document { ?statement dcterms:isVersionOf ?point }
}
"""


def _standing(store: ox.Store, day: date) -> tuple[list[ox.Triple], dict[str, str], set[str]]:
    """The statements of a day with their periods; their documents; and those not restated.

    A statement that is referred to but does not stand is present with its point alone.
    """
    documents: dict[str, str] = {}
    dimmed: set[str] = set()
    triples: list[ox.Triple] = []
    standing = ox.NamedNode(STANDING_GRAPH)
    for row in store.query(STANDING_ON.replace("DAY", day.isoformat())):  # type: ignore[union-attr]
        statement, document = row["statement"], row["document"]
        if statement.value not in documents:
            quads = store.quads_for_pattern(statement, None, None, document)
            triples.extend(q.triple for q in quads)
        documents[statement.value] = document.value
        if row["standing"].value == VV + "not-restated":
            dimmed.add(statement.value)
        triples.extend(
            q.triple for q in store.quads_for_pattern(row["period"], None, None, standing)
        )
    point = ox.NamedNode(expand("dcterms:isVersionOf"))
    for other in {t.object for t in triples if isinstance(t.object, ox.NamedNode)}:
        if other.value not in documents:
            triples.extend(q.triple for q in store.quads_for_pattern(other, point, None))
    return triples, documents, dimmed


class _Sh(dict):  # type: ignore[type-arg]
    """SHACL's terms by local name."""

    def __missing__(self, name: str) -> Node:
        from rdflib import URIRef

        return URIRef(SH + name)


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    assert isinstance(term, ox.Literal)
    if term.language:
        return Literal(term.value, lang=term.language)
    kind = term.datatype.value
    if kind == expand("xsd:string"):
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(kind), normalize=False)


def _write_out(graph: Graph, pattern: Node, language: str) -> None:
    """Add a copy of a pattern that demands a value in one language."""
    from rdflib import RDF, BNode, Literal, URIRef
    from rdflib.collection import Collection

    sh = _Sh()
    shape, within, tags = URIRef(f"{pattern}@{language}"), BNode(), BNode()
    for _, predicate, value in list(graph.triples((pattern, None, None))):
        graph.add((shape, predicate, value))
    for parent in list(graph.subjects(sh["property"], pattern)):
        graph.add((parent, sh["property"], shape))
    Collection(graph, tags, [Literal(language)])
    graph.add((within, RDF.type, sh["NodeShape"]))
    graph.add((within, sh["languageIn"], tags))
    graph.add((shape, sh["qualifiedValueShape"], within))
    graph.add((shape, sh["qualifiedMinCount"], Literal(1)))


def _text(graph: Graph, shape: Node, predicate: Node, language: str) -> Text:
    found = {str(t.language): str(t) for t in graph.objects(shape, predicate)}  # type: ignore[attr-defined]
    return {tag: found[tag].replace("{language}", language) for tag in sorted(found)}


def _results(own: Graph, whole: Graph, shapes: Shapes, *, day: bool) -> list[Result]:
    """The engine's results on the nodes of ``own``, read together with ``whole``."""
    target = _Sh()["targetNode"]
    nodes = _focus_nodes(own, whole, shapes, day=day)
    with _lent(shapes.graph, ((shape, target, node) for shape, node in set(nodes))) as ready:
        return _pyshacl(whole, ready)


def _focus_nodes(
    own: Graph, whole: Graph, shapes: Shapes, *, day: bool
) -> Iterator[tuple[Node, Node]]:
    """Each shape of the group with each node of the unit that it is about."""
    from rdflib import RDF, RDFS, URIRef

    for shape, kind, term in shapes.targets:
        if shape not in shapes.said or shapes.said[shape].day != day:
            continue
        name = URIRef(term)
        nodes: Iterable[Node]
        if kind == "targetClass":
            classes = set(whole.transitive_subjects(RDFS.subClassOf, name))
            nodes = (node for c in classes for node in own.subjects(RDF.type, c))
        elif kind == "targetSubjectsOf":
            nodes = own.subjects(name)
        else:
            nodes = own.objects(None, name)
        for node in set(nodes):
            yield URIRef(shape), node


def _pyshacl(data: Graph, shapes: Graph) -> list[Result]:
    from pyshacl import validate
    from rdflib import URIRef

    sh = _Sh()
    _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    found = set()
    for result in report.objects(None, sh["result"]):
        path, value = report.value(result, sh["resultPath"]), report.value(result, sh["value"])
        found.add(
            Result(
                str(report.value(result, sh["focusNode"])),
                str(report.value(result, sh["sourceShape"])),
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
    found = []
    for (focus, shape), group in grouped.items():
        said = shapes.said[shape]
        # The value of a node shape is the focus itself and says nothing. What a shape finds
        # missing or surplus is not said again when it also names a value that is wrong.
        values = {(r.path, r.value) for r in group if r.value not in ("", focus)}
        for path, value in sorted(values) or [(group[0].path, said.language)]:
            found.append(
                Finding(
                    said.code,
                    said.severity,
                    focus,
                    said.message,
                    said.repair,
                    rule=shape,
                    sections=_sections(own, focus) or _sections(own, value),
                    path=path or _path(own, focus, value),
                    value=value,
                    unit=unit(focus),
                )
            )
    return found


def _path(own: Graph, focus: str, value: str) -> str:
    """The property that leads from focus to value, where a shape tried several."""
    from rdflib import URIRef

    paths = [str(p) for p, o in own.predicate_objects(URIRef(focus)) if str(o) == value]
    return min(paths, default="")


def _sections(own: Graph, focus: str) -> tuple[str, ...]:
    """The sections of a statement; of a step or point, those of the statements it belongs to."""
    from rdflib import URIRef

    source, node = URIRef(expand("prov:hadPrimarySource")), URIRef(focus)
    sections = set(own.objects(node, source))
    if not sections:
        sections = {s for user in own.subjects(None, node) for s in own.objects(user, source)}
    return tuple(sorted(map(str, sections)))


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
