"""The chart model as a networkx graph, for graph questions and for the text forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.chart.model import Chart, Line
from vejviser.chart.stated import Stated

if TYPE_CHECKING:
    import networkx


def network(chart: Chart | Stated) -> networkx.MultiDiGraph:
    """A directed multigraph: a node per box, an edge per line, in the chart's order.

    Nodes are IRIs with ``label``, ``kind``, ``band``, ``standing`` and ``change``; edges have
    ``relation``, ``label``, ``standing``, ``document`` and ``change``.
    """
    import networkx

    graph = networkx.MultiDiGraph()
    for box in chart.boxes:
        graph.add_node(
            box.iri,
            label=box.label,
            kind=box.kind,
            band=box.band,
            standing=box.standing,
            change=box.change,
        )
    for line in chart.lines:
        graph.add_edge(
            line.start,
            line.end,
            relation=line.relation,
            label=worded(line),
            standing=line.standing,
            document=line.source.document,
            change=line.change,
        )
    return graph


def worded(line: Line) -> str:
    """The relation in words; what is written on the line says more than it."""
    label = line.caption or line.label
    return f"{label} ({line.seats})" if line.seats else label
