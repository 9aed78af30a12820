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
from vejviser.validate.days import check_days
from vejviser.validate.exchange import Triples
from vejviser.validate.shapes import day_shapes, unit_shapes
from vejviser.validate.units import check_unit

EXAMPLES = Path(__file__).parent / "shapes"
UNIT = SOURCE + "example"
FILES = sorted(EXAMPLES.glob("*/*.ttl"))
NAMES = [f"{path.parent.name}/{path.stem}" for path in FILES]


@pytest.fixture(scope="module")
def shapes():
    return unit_shapes(parse(home() / "ontology" / "shapes.ttl"), ["da", "en"])


@pytest.fixture(scope="module")
def of_days():
    return day_shapes(parse(home() / "ontology" / "shapes.ttl"))


@pytest.fixture(scope="module")
def said(shapes, of_days):
    """What each shape says, whichever it looks at."""
    return shapes.said | of_days.said


@pytest.fixture(scope="module")
def context():
    files = [home() / "ontology" / f"{name}.ttl" for name in ("vejviser", "schemes")]
    return Triples(t for path in [*files, EXAMPLES / "context.ttl"] for t in parse(path))


def stored(triples):
    """A store in which the example's own standing periods are the standing graph."""
    store = ox.Store()
    periods = {t.subject for t in triples if t.object == ox.NamedNode(VV + "Period")}
    for triple in triples:
        graph = STANDING_GRAPH if triple.subject in periods else UNIT
        store.add(ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph)))
    return store


@pytest.mark.parametrize("engine", ["pyshacl", "rust"])
@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_example(path, engine, shapes, of_days, context):
    triples = parse(path)
    wanted = path.parent.name
    if wanted in {one.code for one in of_days.said.values()}:
        found = check_days(stored(triples), [date(2024, 6, 1)], of_days, engine=engine)
    else:
        found = check_unit(UNIT, triples, context, shapes, engine=engine)
    expected = {wanted} if path.stem.startswith("fail") else set()
    assert {finding.code for finding in found} == expected


def test_every_shape_has_examples(said):
    codes = {one.code for one in said.values()}
    for kind in ("pass", "fail"):
        assert {path.parent.name for path in EXAMPLES.glob(f"*/{kind}.ttl")} == codes


def test_codes_are_distinct(shapes, of_days, said):
    assert len({one.code for one in said.values()}) == len(shapes.said) + len(of_days.said)


def test_shapes_speak_both_languages(said):
    for one in said.values():
        assert set(one.message) == set(one.repair) == {"da", "en"}, one.code
        assert all(text.endswith(".") for text in (*one.message.values(), *one.repair.values()))


@pytest.mark.parametrize("kind", ["shapes", "of_days"])
def test_every_shape_with_a_target_has_a_message(kind, request):
    shapes = request.getfixturevalue(kind)
    silent = {shape for shape, _, _ in shapes.targets} - set(shapes.said)
    constraints = {expand(f"sh:{name}") for name in ("property", "targetClass")}
    for shape in silent:
        node = next(s for s in set(shapes.graph.subjects()) if str(s) == shape)
        left = {str(p) for p in shapes.graph.predicates(node)} - constraints
        assert left <= {expand("rdf:type")}, shape


def test_missing_language_is_named(context):
    shapes = unit_shapes(parse(home() / "ontology" / "shapes.ttl"), ["da", "en", "sv"])
    triples = parse(EXAMPLES / "label-language" / "fail.ttl")
    (found,) = check_unit(UNIT, triples, context, shapes)
    assert found.value == "en, sv"
    assert found.message["da"] == "Der mangler et navn med sprogmærket en, sv."


def test_finding_carries_place_path_value_and_sections(shapes, context):
    path = EXAMPLES / "obligation" / "fail.ttl"
    lines = path.read_text(encoding="utf-8").splitlines()
    (found,) = check_unit(UNIT, parse(path), context, shapes, lambda unit: places(path))
    assert "vv:obligation" in lines[found.place.line - 1]
    assert (found.focus, found.path) == (UNIT + "#duty", VV + "obligation")
    assert (found.value, found.unit, found.sections) == (VV + "member", UNIT, (UNIT + "#1",))
    assert found.rule == VV + "ObligationShape"


def test_what_is_missing_is_placed_at_its_subject(shapes, context):
    path = EXAMPLES / "about" / "fail.ttl"
    lines = path.read_text(encoding="utf-8").splitlines()
    (found,) = check_unit(UNIT, parse(path), context, shapes, lambda unit: places(path))
    assert lines[found.place.line - 1].startswith("ex:task")


def test_context_is_read_but_not_checked(shapes, context):
    with_fault = Triples([*context.all, *parse(EXAMPLES / "obligation" / "fail.ttl")])
    before = len(with_fault.graph)
    assert check_unit(UNIT, parse(EXAMPLES / "about" / "pass.ttl"), with_fault, shapes) == []
    assert len(with_fault.graph) == before


def test_what_is_not_restated_is_at_most_a_warning(of_days):
    path = EXAMPLES / "route-contact-stands" / "fail.ttl"
    text = path.read_text(encoding="utf-8").replace("vv:stated", "vv:not-restated")
    triples = [quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)]
    (found,) = check_days(stored(triples), [date(2024, 6, 1)], of_days)
    assert found.severity == "warning"
