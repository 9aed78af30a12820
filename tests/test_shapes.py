"""Every shape has examples that pass and examples that fail in exactly that way.

``tests/shapes/<code>/`` holds made-up data. What they may refer to stands in ``context.ttl``.
"""

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from vejviser.load import home
from vejviser.names import SOURCE, STANDING_GRAPH, VV, expand
from vejviser.turtle import parse, places
from vejviser.validate import check_day, check_graph, context_graph, shapes_graph

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


def stored(triples):
    """A store in which the example's own standing periods are the standing graph."""
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
        found = check_day(stored(triples), date(2024, 6, 1), shapes)
    else:
        found = check_graph(UNIT, triples, context, shapes)
    expected = {wanted} if path.stem.startswith("fail") else set()
    assert {finding.code for finding in found} == expected


def test_every_shape_has_examples(shapes):
    codes = {said.code for said in shapes.said.values()}
    for kind in ("pass", "fail"):
        assert {path.parent.name for path in EXAMPLES.glob(f"*/{kind}.ttl")} == codes


def test_codes_are_distinct(shapes):
    assert len({said.code for said in shapes.said.values()}) == len(shapes.said)


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


def test_missing_language_is_named(context):
    shapes = shapes_graph(parse(home() / "ontology" / "shapes.ttl"), ["da", "en", "sv"])
    triples = parse(EXAMPLES / "label-language" / "fail.ttl")
    (found,) = check_graph(UNIT, triples, context, shapes)
    assert found.value == "en, sv"
    assert found.message["da"] == "Der mangler et navn med sprogmærket en, sv."


def test_finding_carries_place_path_value_and_sections(shapes, context):
    path = EXAMPLES / "obligation" / "fail.ttl"
    lines = path.read_text(encoding="utf-8").splitlines()
    (found,) = check_graph(UNIT, parse(path), context, shapes, lambda unit: places(path))
    assert "vv:obligation" in lines[found.place.line - 1]
    assert (found.focus, found.path) == (UNIT + "#duty", VV + "obligation")
    assert (found.value, found.unit, found.sections) == (VV + "member", UNIT, (UNIT + "#1",))
    assert found.rule == VV + "ObligationShape"


def test_what_is_missing_is_placed_at_its_subject(shapes, context):
    path = EXAMPLES / "about" / "fail.ttl"
    lines = path.read_text(encoding="utf-8").splitlines()
    (found,) = check_graph(UNIT, parse(path), context, shapes, lambda unit: places(path))
    assert lines[found.place.line - 1].startswith("ex:task")


def test_context_is_read_but_not_checked(shapes, context):
    faulty = context_graph(parse(EXAMPLES / "obligation" / "fail.ttl"))
    before = len(context + faulty)
    with_fault = context + faulty
    assert check_graph(UNIT, parse(EXAMPLES / "about" / "pass.ttl"), with_fault, shapes) == []
    assert len(with_fault) == before


def test_what_is_not_restated_is_at_most_a_warning(shapes):
    path = EXAMPLES / "route-contact-stands" / "fail.ttl"
    text = path.read_text(encoding="utf-8").replace("vv:stated", "vv:not-restated")
    triples = [quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)]
    (found,) = check_day(stored(triples), date(2024, 6, 1), shapes)
    assert found.severity == "warning"
