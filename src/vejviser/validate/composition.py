"""Rosters checked against the shapes of a day, by either engine."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from vejviser.validate import fast
from vejviser.validate.engine import ENGINE, pyshacl_results
from vejviser.validate.exchange import Engine, Triples, graph_of

Broken = tuple[str, str, str]
"""IRI of the body, IRI of the shape, IRI of the row that is wrong; empty where it is no row"""


def run(engine: Engine, data: Iterable[ox.Triple], shapes: str) -> set[Broken]:
    """What is wrong with rosters, and by which shape.

    :param data: the triples of all rosters together
    :param shapes: Turtle, as ``vejviser shapes`` writes it
    :raises VejviserError: ``needs-extra`` where the engine is not installed
    """
    if engine == "rust":
        found = fast.results(Triples(data).text, shapes)
    else:
        with ENGINE:
            shape_triples = (quad.triple for quad in ox.parse(shapes, ox.RdfFormat.TURTLE))
            found = pyshacl_results(graph_of(data), graph_of(shape_triples))
    # Engines differ in whether the focus of a node shape is its value too.
    return {(r.focus, r.shape, "" if r.value == r.focus else r.value) for r in found}
