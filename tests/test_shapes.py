"""Every shape has examples that pass and examples that fail in exactly that way.

``tests/shapes/<code>/`` holds made-up data. What they may refer to stands in ``context.ttl``.
"""

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from vejviser.load import home, parse
from vejviser.names import SOURCE, STANDING_GRAPH, VV, expand
from vejviser.validate import check_day, check_graph, code, context_graph, shapes_graph

EXAMPLES = Path(__file__).parent / "shapes"
UNIT = SOURCE + "example"
FILES = sorted(EXAMPLES.glob("*/*.ttl"))
NAMES = [f"{path.parent.name}/{path.stem}" for path in FILES]


@pytest.fixture(scope="module")
def shapes():
    return shapes_graph(parse(home() / "ontology" / "shapes.ttl"), ["da", "en"])


@pytest.fixture(scope="module")
def context():
    files = [home() / "ontology" / f"{name}.ttl" for name in ("vejviser", "schemes")]
    return context_graph(t for path in [*files, EXAMPLES / "context.ttl"] for t in parse(path))


def on_a_day(triples):
    """The findings of a day on which the example's own standing periods hold."""
    store = ox.Store()
    periods = {t.subject for t in triples if t.object == ox.NamedNode(VV + "Period")}
    for triple in triples:
        graph = STANDING_GRAPH if triple.subject in periods else UNIT
        store.add(ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph)))
    return store


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_example(path, shapes, context):
    triples = parse(path)
    wanted = path.parent.name
    if {said.code: said.day for said in shapes.said.values()}[wanted]:
        found = check_day(on_a_day(triples), date(2024, 6, 1), shapes)
    else:
        found = check_graph(UNIT, triples, context, shapes)
    expected = {wanted} if path.stem.startswith("fail") else set()
    assert {finding.code for finding in found} == expected


def test_every_shape_has_examples(shapes):
    codes = {said.code for said in shapes.said.values()}
    for kind in ("pass", "fail"):
        assert {path.parent.name for path in EXAMPLES.glob(f"*/{kind}.ttl")} == codes


def test_codes_are_distinct(shapes):
    named = {iri.partition("@")[0] for iri in shapes.said}
    assert len({code(iri) for iri in named}) == len(named)


def test_shapes_speak_both_languages(shapes):
    for said in shapes.said.values():
        assert set(said.message) == set(said.repair) == {"da", "en"}, said.code
        assert all(text.endswith(".") for text in (*said.message.values(), *said.repair.values()))


def test_every_shape_with_a_target_has_a_message(shapes):
    silent = {shape for shape, _, _ in shapes.targets} - set(shapes.said)
    constraints = {expand(f"sh:{name}") for name in ("property", "targetClass")}
    for shape in silent:
        node = next(s for s in set(shapes.graph.subjects()) if str(s) == shape)
        left = {str(p) for p in shapes.graph.predicates(node)} - constraints
        assert left <= {expand("rdf:type")}, shape
