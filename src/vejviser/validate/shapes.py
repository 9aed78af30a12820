"""The shapes of ``ontology/shapes.ttl``, made ready: targets apart, and what each says when broken.

Findings are looked up *by shape*: code, sentences and severity stand here, not in an engine's
answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from vejviser.names import VV
from vejviser.nouns import Severity, Text
from vejviser.validate.engine import aim
from vejviser.validate.exchange import SH, graph_of, iri, sh

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.term import Node

TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
SEVERITIES: dict[str, Severity] = {"Violation": "error", "Warning": "warning", "Info": "info"}


@dataclass(frozen=True)
class Said:
    """What a shape says when it is broken."""

    code: str
    severity: Severity
    message: Text
    repair: Text
    texts: tuple[str, ...] = ()
    """the properties that hold texts wanted in every language"""


@dataclass(frozen=True)
class Shapes:
    """Shapes ready for the engine, the targets they had, and what each shape says."""

    graph: Graph
    said: dict[str, Said]
    targets: tuple[tuple[str, str, str], ...]
    """(shape, kind of target, class or property)"""
    languages: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        """The shapes as N-Triples, as shacl-rust understands them."""
        graph = self.graph + type(self.graph)()
        for shape, said in self.said.items():
            if said.texts and self.languages:
                _say_otherwise(graph, iri(shape), self.languages)
        return str(graph.serialize(format="nt"))


def code(shape: str) -> str:
    """The code of a shape's findings: its local name without "Shape", in lower case.

    >>> code("https://w3id.org/vejviser/ns#SeatGroupShape-numbers")
    'seat-group-numbers'
    """
    name = shape.removeprefix(VV).replace("Shape", "", 1)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def unit_shapes(triples: Iterable[ox.Triple], languages: Sequence[str]) -> Shapes:
    """The shapes that look at one unit, with those of ``vv:LanguageShapes`` completed for the
    languages in which labels and texts are wanted."""
    graph = graph_of(triples)
    for shape in _of_group(graph, "DayShapes"):
        graph.remove((shape, None, None))
    each = _of_group(graph, "LanguageShapes")
    for shape in each if languages else ():
        _demand(graph, shape, languages)
    return _ready(graph, each, languages)


def day_shapes(triples: Iterable[ox.Triple]) -> Shapes:
    """The shapes of ``vv:DayShapes``, which look at what stands on a day, with what they need."""
    graph = graph_of(triples)
    needed = _of_group(graph, "DayShapes")
    for shape in list(needed):
        needed.update(graph.transitiveClosure(lambda node, g: g.objects(node), shape))
    for node in set(graph.subjects()) - needed:
        graph.remove((node, None, None))
    return _ready(graph, set(), ())


def seen_by(shapes: Shapes) -> set[str]:
    """The IRIs of all properties the shapes follow or aim at, and of whatever else they name."""
    return {str(node) for node in shapes.graph.objects()} | {term for *_, term in shapes.targets}


def _of_group(graph: Graph, name: str) -> set[Node]:
    return set(graph.subjects(sh("group"), iri(VV + name)))


def _ready(graph: Graph, each: set[Node], languages: Sequence[str]) -> Shapes:
    """The shapes of a graph, with aims in place of their targets.

    A property shape inherits the targets of its node shape, which lets pySHACL take all focus nodes
    at once.

    :param each: the shapes that want a text in each of the languages
    """
    from rdflib import RDFS

    said = {}
    for shape in set(graph.subjects(sh("message"))):
        severity = str(graph.value(shape, sh("severity")) or "Violation").removeprefix(SH)
        said[str(shape)] = Said(
            code(str(shape)),
            SEVERITIES[severity],
            _text(graph, shape, sh("message")),
            _text(graph, shape, RDFS.comment),
            _properties(graph, shape) if shape in each else (),
        )
    targets = set()
    for kind in TARGETS:
        for shape, term in list(graph.subject_objects(sh(kind))):
            targets |= {
                (str(s), kind, str(term)) for s in (shape, *graph.objects(shape, sh("property")))
            }
            graph.remove((shape, sh(kind), term))
    for name, kind, wanted in targets:
        graph.remove((iri(name), sh("property"), None))
        if name in said:
            graph.add((iri(name), sh("targetObjectsOf"), iri(aim(kind, wanted))))
    return Shapes(graph, said, tuple(sorted(targets)), tuple(languages))


def _demand(graph: Graph, shape: Node, languages: Sequence[str]) -> None:
    """Make a shape demand as many values in the languages as there are languages."""
    from rdflib import RDF, BNode, Literal
    from rdflib.collection import Collection

    within, tags = BNode(), BNode()
    Collection(graph, tags, [Literal(language) for language in languages])
    graph.add((within, RDF.type, sh("NodeShape")))
    graph.add((within, sh("languageIn"), tags))
    graph.add((shape, sh("qualifiedValueShape"), within))
    graph.add((shape, sh("qualifiedMinCount"), Literal(len(languages))))


def _say_otherwise(graph: Graph, shape: Node, languages: Sequence[str]) -> None:
    """What :func:`_demand` says, for shacl-rust: in no language may all values be in others.

    It counts no literals by ``sh:qualifiedMinCount``, and of several ``sh:not`` of one shape it
    heeds one. To pySHACL this form is half as much work again.
    """
    from rdflib import RDF, BNode, Literal
    from rdflib.collection import Collection

    paths = list(graph.objects(shape, sh("path")))
    demands: list[Node] = []
    for said in ("path", "qualifiedValueShape", "qualifiedMinCount"):
        graph.remove((shape, sh(said), None))
    graph.set((shape, RDF.type, sh("NodeShape")))
    for language in languages:
        demand, others, within = BNode(), BNode(), BNode()
        demands.append(demand)
        graph.add((demand, sh("not"), others))
        for path in paths:
            graph.add((others, sh("path"), path))
        graph.add((others, sh("not"), within))
        graph.add((within, sh("languageIn"), Collection(graph, BNode(), [Literal(language)]).uri))
    graph.add((shape, sh("and"), Collection(graph, BNode(), demands).uri))


def _text(graph: Graph, shape: Node, predicate: Node) -> Text:
    found = {str(t.language): str(t) for t in graph.objects(shape, predicate)}  # type: ignore[attr-defined]
    return {tag: found[tag] for tag in sorted(found)}


def _properties(graph: Graph, shape: Node) -> tuple[str, ...]:
    """The properties a shape's path tries."""
    path = graph.value(shape, sh("path"))
    tried = graph.value(path, sh("alternativePath"))
    return tuple(map(str, graph.items(tried) if tried else [path]))
