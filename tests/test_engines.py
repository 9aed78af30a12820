"""pySHACL and shacl-rust find the same in documents, whole or with much torn out."""

from __future__ import annotations

import random

import pytest

import vejviser
from vejviser import checking
from vejviser.load import home
from vejviser.names import IDENTITY_GRAPH, SOURCE
from vejviser.turtle import parse
from vejviser.validate.engine import results
from vejviser.validate.exchange import Engine, Triples
from vejviser.validate.findings import findings
from vejviser.validate.shapes import Shapes, unit_shapes

DOCUMENTS = [
    *("guide-2023", "guide-2024", "guide-2025", "newsletter-midtjylland-2025"),
    "klu-guidance-2011",
]


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return unit_shapes(parse(home() / "ontology" / "shapes.ttl"), ["da", "en"])


@pytest.fixture(scope="module")
def context(shipped: vejviser.Vejviser) -> Triples:
    return Triples(checking._context(shipped.dataset.store))


@pytest.mark.parametrize("torn", [False, True], ids=["whole", "torn"])
@pytest.mark.parametrize("unit", [IDENTITY_GRAPH, *(SOURCE + name for name in DOCUMENTS)])
def test_engines_agree_on_the_shipped_documents(unit, torn, shipped, context, shapes) -> None:
    triples = [triple for path in shipped.dataset.files[unit] for triple in parse(path)]
    if torn:
        chance = random.Random(unit)
        triples = [triple for triple in triples if chance.random() > 0.03]
    own = Triples(triples)

    def found(engine: Engine) -> list[object]:
        return findings(results(own, context, shapes, engine), own, shapes, lambda _: unit)

    fast = found("rust")
    assert sorted(found("pyshacl"), key=str) == sorted(fast, key=str)
    # The identities are in the context too, so that what is torn out of them is still read.
    assert bool(fast) == (torn and unit != IDENTITY_GRAPH)
