"""Rows of boxes as a question to ELK, in its JSON.

ELK settles the order in each row, the places across, and the lines; rows, and what stands above
what, are fixed beforehand. A label is a box of its own that its line runs through, so that ELK
keeps everything else away from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vejviser.chart.layout.places import Edge, Node
from vejviser.chart.layout.rows import BESIDE, Arc, Rows

MARGIN = 16.0
"""Around the whole, and between a band's edge and its boxes."""
CORNER = 12.0
"""The least from a corner of a box to a line."""
PAST = 14.0
"""The least from a box to a line that passes it."""
JOINT = (2.0, 2.0)
"""What ELK takes the joints of a stem for; they are not drawn."""
LOOP = 16.0
"""How far a line from a box to itself goes out, and the next beyond it."""
FAR = 100000
"""More than a row is high: ELK reads rows off the heights that it is given."""

FEW = 240
"""Boxes, labels and joints up to which the better way to place them is quick enough."""

FIXED = {
    "elk.algorithm": "layered",
    "elk.direction": "DOWN",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.separateConnectedComponents": "false",
    "elk.padding": f"[top={MARGIN},left={MARGIN},bottom={MARGIN},right={MARGIN}]",
    "elk.layered.layering.strategy": "INTERACTIVE",
    "elk.layered.thoroughness": "1",
    "elk.spacing.nodeNode": str(BESIDE),
    "elk.spacing.edgeNode": str(PAST),
    "elk.spacing.edgeEdge": "10",
    "elk.spacing.portPort": "14",
    "elk.layered.spacing.nodeNodeBetweenLayers": "18",
    "elk.layered.spacing.edgeNodeBetweenLayers": "14",
    "elk.layered.spacing.edgeEdgeBetweenLayers": "9",
}


@dataclass
class Question:
    """A graph for ELK, and what its parts stand for."""

    graph: dict[str, Any]
    layer_of: dict[str, int]
    rows: list[int] = field(default_factory=list)
    """the layers that are rows of boxes"""
    ways: dict[str, list[str]] = field(default_factory=dict)
    """line → its pieces from the top down"""


def question(nodes: Sequence[Node], edges: Sequence[Edge], rows: Rows, seed: int) -> Question:
    """What to ask ELK.

    :param edges: with their loops, which ELK only leaves room for
    :param seed: where it begins to look for an order with few crossings
    """
    row_of = {name: number for number, row in enumerate(rows.rows) for name in row}
    plain = [edge for edge in edges if edge.start != edge.end]
    stems = _stems(plain, rows)
    layers = _layers(nodes, plain, rows, row_of, stems)
    layer_of = {name: number for number, layer in enumerate(layers) for name in layer}
    web = _Web(layer_of)
    for edge in plain:
        web.add(edge, rows.arcs[edge.id], stems[edge.id])
    room = rooms(edges)
    children = [
        _box(node, web.ports[node.id], room.get(node.id, (0.0, 0.0)), layer_of[node.id])
        for node in nodes
    ]
    children += [
        _pierced(f"label {edge.id}", edge.label, layer_of[f"label {edge.id}"])
        for edge in plain
        if edge.label
    ]
    children += [_pierced(name, JOINT, layer) for name, layer in web.joints.items()]
    graph = {
        "id": "",
        "layoutOptions": {
            **FIXED,
            "elk.layered.nodePlacement.strategy": (
                "NETWORK_SIMPLEX" if len(children) <= FEW else "BRANDES_KOEPF"
            ),
            "elk.randomSeed": str(seed),
        },
        "children": children,
        "edges": list(web.pieces.values()),
    }
    return Question(graph, layer_of, [layer_of[row[0]] for row in rows.rows], web.ways)


class _Web:
    """The pieces that lines are made of, from label to label and from joint to joint.

    Lines that share a stem share a chain of joints, one in each layer, and leave it just before
    where they lead.
    """

    def __init__(self, layer_of: Mapping[str, int]) -> None:
        self.layer_of = layer_of
        self.ports: dict[str, dict[str, str]] = defaultdict(dict)
        self.joints: dict[str, int] = {}
        self.pieces: dict[str, dict[str, Any]] = {}
        self.ways: dict[str, list[str]] = {}
        """line → its pieces from the top down"""

    def add(self, edge: Edge, arc: Arc, stems: tuple[str, str]) -> None:
        upper, lower = arc
        leaves, reaches = stems if upper == edge.start else stems[::-1]
        self.ports[upper][leaves] = "SOUTH"
        self.ports[lower][reaches] = "NORTH"
        label = f"label {edge.id}"
        stops = [(leaves, self.layer_of[upper])]
        if edge.label:
            stops += [(f"{label} in", self.layer_of[label]), (f"{label} out", self.layer_of[label])]
        stops.append((reaches, self.layer_of[lower]))
        way = self.ways[edge.id] = []
        for (above, start), (below, end) in zip(stops[::2], stops[1::2], strict=True):
            if above.startswith("stem "):
                way += self._chained(above, above, range(start + 1, end), below)
            elif below.startswith("stem "):
                way += self._chained(below, above, range(start + 1, end), below)
            else:
                way.append(self._piece(above, below, 3 if edge.label else 1))

    def _chained(self, stem: str, above: str, layers: range, below: str) -> list[str]:
        way = []
        for layer in layers:
            joint = f"{stem} joint {layer}"
            self.joints[joint] = layer
            way.append(self._piece(above, f"{joint} in", 3))
            above = f"{joint} out"
        return [*way, self._piece(above, below, 1)]

    def _piece(self, above: str, below: str, straight: int) -> str:
        name = f"{above} to {below}"
        self.pieces[name] = {
            "id": name,
            "sources": [above],
            "targets": [below],
            "layoutOptions": {"elk.layered.priority.straightness": str(straight)},
        }
        return name


def _stems(edges: Sequence[Edge], rows: Rows) -> dict[str, tuple[str, str]]:
    """Line → names of the places where it leaves its start and reaches its end.

    A line shares one of the two at most, the one that more share: else nobody could tell who is
    joined to whom.
    """
    down = {edge.id: rows.arcs[edge.id][0] == edge.start for edge in edges}
    starts = Counter((edge.start, edge.bundle, down[edge.id]) for edge in edges if edge.bundle)
    ends = Counter((edge.end, edge.bundle, down[edge.id]) for edge in edges if edge.bundle)
    found = {}
    for edge in edges:
        start, end = f"start {edge.id}", f"end {edge.id}"
        way = "down" if down[edge.id] else "up"
        out = starts[edge.start, edge.bundle, down[edge.id]]
        into = ends[edge.end, edge.bundle, down[edge.id]]
        if edge.bundle and out >= into and out > 1:
            start = f"stem from {edge.start} {way} {edge.bundle}"
        elif edge.bundle and into > 1:
            end = f"stem to {edge.end} {way} {edge.bundle}"
        found[edge.id] = (start, end)
    return found


def _layers(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    rows: Rows,
    row_of: Mapping[str, int],
    stems: Mapping[str, tuple[str, str]],
) -> list[list[str]]:
    """Rows of boxes, and between them rows of labels, each near the end that is its line's own."""
    widths = {node.id: node.width + BESIDE for node in nodes}
    most = max((sum(widths[name] for name in row) for row in rows.rows), default=0.0)
    gaps: dict[int, list[tuple[float, list[str]]]] = defaultdict(list)
    for edge in edges:
        if not edge.label:
            continue
        near = edge.start if stems[edge.id][1].startswith("stem ") else edge.end
        upper, lower = rows.arcs[edge.id]
        gap = row_of[lower] - 1 if near == lower else row_of[upper]
        wide = edge.label[0] + BESIDE
        for number, (used, names) in enumerate(gaps[gap]):
            if used + wide <= most:
                names.append(f"label {edge.id}")
                gaps[gap][number] = (used + wide, names)
                break
        else:
            gaps[gap].append((wide, [f"label {edge.id}"]))
    layers: list[list[str]] = []
    for number, row in enumerate(rows.rows):
        layers.append(list(row))
        layers += [names for _, names in gaps[number]]
    return layers


def _box(
    node: Node, ports: Mapping[str, str], room: tuple[float, float], layer: int
) -> dict[str, Any]:
    wide, high = room
    options = {
        "elk.portConstraints": "FIXED_SIDE",
        "elk.spacing.portsSurrounding": f"[top=0,left={CORNER},bottom=0,right={CORNER}]",
    }
    if wide:
        beside = f"elk.spacing.nodeNode:{BESIDE + wide};,;elk.spacing.edgeNode:{PAST + wide}"
        options["elk.spacing.individual"] = beside
    return {
        "id": node.id,
        "width": node.width,
        "height": max(node.height, high),
        "x": 0,
        "y": layer * FAR,
        "layoutOptions": options,
        "ports": [_port(name, side) for name, side in ports.items()],
    }


def _pierced(name: str, size: tuple[float, float], layer: int) -> dict[str, Any]:
    """A label or joint: a line comes in at its top and leaves below."""
    wide, high = size
    return {
        "id": name,
        "width": wide,
        "height": high,
        "x": 0,
        "y": layer * FAR,
        "layoutOptions": {"elk.portConstraints": "FIXED_POS"},
        "ports": [
            {**_port(f"{name} in", "NORTH"), "x": wide / 2, "y": 0},
            {**_port(f"{name} out", "SOUTH"), "x": wide / 2, "y": high},
        ],
    }


def _port(name: str, side: str) -> dict[str, Any]:
    return {"id": name, "width": 0, "height": 0, "layoutOptions": {"elk.port.side": side}}


def loops_of(edges: Sequence[Edge]) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.start == edge.end:
            found[edge.start].append(edge)
    return found


def rooms(edges: Sequence[Edge]) -> dict[str, tuple[float, float]]:
    """Box → (width, height) of what its loops take at its right."""
    found = {}
    for name, loops in loops_of(edges).items():
        labels = [edge.label for edge in loops if edge.label]
        wide = LOOP * len(loops) + max((4.0 + label[0] for label in labels), default=0.0)
        found[name] = (wide, sum(label[1] + 4.0 for label in labels))
    return found
