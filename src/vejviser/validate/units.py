"""What is wrong in one unit: a document, the identities or a roster, by itself.

Only what stands in the unit is checked, but it is read together with its *context*: ontology,
identities, areas, what is derived.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vejviser.nouns import Finding
from vejviser.validate.engine import results
from vejviser.validate.exchange import Engine, Triples
from vejviser.validate.findings import Where, findings, placed

if TYPE_CHECKING:
    import pyoxigraph as ox

    from vejviser.validate.shapes import Shapes


def check_unit(
    unit: str,
    triples: Iterable[ox.Triple],
    context: Triples,
    shapes: Shapes,
    where: Where | None = None,
    engine: Engine = "pyshacl",
) -> list[Finding]:
    """What is wrong in one unit, sorted by place.

    :param unit: IRI of its graph
    :param context: what the unit may refer to; the unit itself may be part of it
    :param where: how to learn the unit's places
    """
    own = Triples(triples)
    found = results(own, context, shapes, engine)
    return placed(findings(found, own, shapes, lambda _: unit), where)
