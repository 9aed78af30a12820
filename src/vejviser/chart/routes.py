"""Rows of boxes as a question to ELK, and its answer as places.

ELK settles the order in each row, the places across, and the lines; rows, and what stands above
what, are fixed beforehand. A label is a box of its own that its line runs through, so that ELK
keeps everything else away from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vejviser.chart.places import Edge, Laid, Node
from vejviser.chart.rows import BESIDE, Rows
from vejviser.chart.scene import Point, Rect

MARGIN = 16.0
"""Around the whole, and between a band's edge and its boxes."""
HEAD = 30.0
"""Above the boxes of a band, for its name."""
APART = 8.0
"""Between two bands."""
BENEATH = 40.0
"""The least between two rows of boxes."""
CORNER = 12.0
"""The least from a corner of a box to a line."""
PAST = 14.0
"""The least from a box to a line that passes it."""
LOOP = 16.0
"""How far a line from a box to itself goes out, and the next beyond it."""
FAR = 100000
"""More than a row is high: ELK reads rows off the heights that it is given."""

FIXED = {
    "elk.algorithm": "layered",
    "elk.direction": "DOWN",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.randomSeed": "1",
    "elk.separateConnectedComponents": "false",
    "elk.padding": f"[top={MARGIN},left={MARGIN},bottom={MARGIN},right={MARGIN}]",
    "elk.layered.layering.strategy": "INTERACTIVE",
    "elk.layered.thoroughness": "10",
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


def question(
    nodes: Sequence[Node], edges: Sequence[Edge], rows: Rows, options: Mapping[str, str]
) -> Question:
    """What to ask ELK.

    :param edges: with their loops, which ELK only leaves room for
    """
    row_of = {name: number for number, row in enumerate(rows.rows) for name in row}
    plain = [edge for edge in edges if edge.start != edge.end]
    stems = _stems(plain, rows)
    layers = _layers(nodes, plain, rows, row_of, stems)
    layer_of = {name: number for number, layer in enumerate(layers) for name in layer}
    ports: dict[str, dict[str, str]] = defaultdict(dict)
    lines = []
    for edge in plain:
        upper, lower = rows.arcs[edge.id]
        start, end = stems[edge.id]
        leaves, reaches = (start, end) if upper == edge.start else (end, start)
        ports[upper][leaves] = "SOUTH"
        ports[lower][reaches] = "NORTH"
        if edge.label:
            name = f"label {edge.id}"
            lines += [_line(f"{edge.id} 0", leaves, f"{name} in", 3)]
            lines += [_line(f"{edge.id} 1", f"{name} out", reaches, 3)]
        else:
            lines.append(_line(f"{edge.id} 0", leaves, reaches, 1))
    rooms = _rooms(edges)
    children = [
        _box(node, ports[node.id], rooms.get(node.id, (0.0, 0.0)), layer_of[node.id])
        for node in nodes
    ]
    children += [_label(edge, layer_of[f"label {edge.id}"]) for edge in plain if edge.label]
    graph = {"id": "", "layoutOptions": {**FIXED, **options}, "children": children, "edges": lines}
    return Question(graph, layer_of, [layer_of[row[0]] for row in rows.rows])


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
            start = f"from {edge.start} {way} {edge.bundle}"
        elif edge.bundle and into > 1:
            end = f"to {edge.end} {way} {edge.bundle}"
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
        near = edge.start if stems[edge.id][1].startswith("to ") else edge.end
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


def _line(name: str, start: str, end: str, straight: int) -> dict[str, Any]:
    return {
        "id": name,
        "sources": [start],
        "targets": [end],
        "layoutOptions": {"elk.layered.priority.straightness": str(straight)},
    }


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


def _label(edge: Edge, layer: int) -> dict[str, Any]:
    wide, high = edge.label or (0.0, 0.0)
    name = f"label {edge.id}"
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


def _loops(edges: Sequence[Edge]) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.start == edge.end:
            found[edge.start].append(edge)
    return found


def _rooms(edges: Sequence[Edge]) -> dict[str, tuple[float, float]]:
    """Box → (width, height) of what its loops take at its right."""
    found = {}
    for name, loops in _loops(edges).items():
        labels = [edge.label for edge in loops if edge.label]
        wide = LOOP * len(loops) + max((4.0 + label[0] for label in labels), default=0.0)
        found[name] = (wide, sum(label[1] + 4.0 for label in labels))
    return found


def places(
    nodes: Sequence[Node], edges: Sequence[Edge], rows: Rows, asked: Question, answer: Any
) -> Laid:
    """Where ELK has put everything, with room made for the bands.

    Boxes stand at the top of their row. Where a row begins only upright lines pass, so that all
    below can be moved down there and the lines stretched.
    """
    found = {child["id"]: child for child in answer["children"]}
    tops, bottoms = _extents(found, asked.layer_of)
    band_of = {node.id: node.band for node in nodes}
    bands = [band_of[row[0]] for row in rows.rows]
    banded = len(set(bands)) > 1
    cuts: list[tuple[float, float]] = []
    down = 0.0
    for number, layer in enumerate(asked.rows):
        if not number:
            extra = HEAD if banded else 0.0
        elif bands[number] != bands[number - 1]:
            extra = HEAD + APART
        elif asked.rows[number - 1] == layer - 1:
            extra = max(0.0, BENEATH - (tops[layer] - bottoms[layer - 1]))
        else:
            extra = 0.0
        down += extra
        cuts.append((tops[layer] - 0.25, down))
    moved = _Moved(cuts)

    boxes = {}
    for node in nodes:
        top = moved(tops[asked.layer_of[node.id]])
        boxes[node.id] = Rect(_half(found[node.id]["x"]), top, node.width, node.height)
    labels = {
        edge.id: Rect(_half(label["x"]), moved(label["y"]), *(edge.label or (0.0, 0.0)))
        for edge in edges
        if (label := found.get(f"label {edge.id}"))
    }
    sections = {line["id"]: line["sections"][0] for line in answer["edges"]}
    lines = {}
    for edge in edges:
        if edge.start == edge.end:
            continue
        upper, lower = rows.arcs[edge.id]
        way = [
            (_half(point["x"]), moved(point["y"]))
            for part in ("0", "1")
            if (section := sections.get(f"{edge.id} {part}"))
            for point in (
                section["startPoint"],
                *section.get("bendPoints", ()),
                section["endPoint"],
            )
        ]
        way[0] = (way[0][0], boxes[upper].bottom)
        way[-1] = (way[-1][0], boxes[lower].y)
        way = _corners(way)
        lines[edge.id] = tuple(way if upper == edge.start else way[::-1])
    for name, loops in _loops(edges).items():
        _add_loops(boxes[name], loops, lines, labels)

    things = [*boxes.values(), *labels.values()]
    wide = max([thing.right for thing in things] + [x for line in lines.values() for x, _ in line])
    high = max(thing.bottom for thing in things)
    extents = _bands(rows, asked, boxes, bands, high, banded)
    return Laid(wide + MARGIN, high + MARGIN, boxes, lines, labels, extents)


def _extents(
    found: Mapping[str, Any], layer_of: Mapping[str, int]
) -> tuple[dict[int, float], dict[int, float]]:
    """The top and the bottom of each layer."""
    tops: dict[int, float] = {}
    bottoms: dict[int, float] = {}
    for name, layer in layer_of.items():
        top, high = found[name]["y"], found[name]["height"]
        tops[layer] = min(tops.get(layer, top), top)
        bottoms[layer] = max(bottoms.get(layer, 0.0), top + high)
    return tops, bottoms


class _Moved:
    """A height after room was made at some heights."""

    def __init__(self, cuts: Sequence[tuple[float, float]]) -> None:
        self.cuts = cuts

    def __call__(self, y: float) -> float:
        return _half(y + max((down for cut, down in self.cuts if y >= cut), default=0.0))


def _half(value: float) -> float:
    """The nearest half px."""
    return round(value * 2) / 2


def _corners(way: Sequence[Point]) -> list[Point]:
    """A way without the points that it runs straight through."""
    kept: list[Point] = []
    for point in way:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and any(kept[-2][i] == kept[-1][i] == point[i] for i in (0, 1)):
            kept.pop()
        kept.append(point)
    return kept


def _add_loops(
    box: Rect,
    loops: Sequence[Edge],
    lines: dict[str, tuple[Point, ...]],
    labels: dict[str, Rect],
) -> None:
    """Lines from a box to itself, one around the other at its right, their labels beside them."""
    high = sum(edge.label[1] + 4.0 for edge in loops if edge.label)
    y = max(box.y, _half(box.y + (box.height - high) / 2))
    for number, edge in enumerate(loops):
        aside = _half(box.height * (len(loops) - number) / (2 * len(loops) + 2))
        out = box.right + LOOP * (number + 1)
        top, bottom = box.y + aside, box.bottom - aside
        lines[edge.id] = ((box.right, top), (out, top), (out, bottom), (box.right, bottom))
        if edge.label:
            labels[edge.id] = Rect(box.right + LOOP * len(loops) + 4.0, y + 2.0, *edge.label)
            y += edge.label[1] + 4.0


def _bands(
    rows: Rows,
    asked: Question,
    boxes: Mapping[str, Rect],
    bands: Sequence[int],
    high: float,
    banded: bool,
) -> tuple[tuple[float, float], ...]:
    """From where to where each band reaches; lines and labels on the way to the next are in it."""
    found: list[tuple[float, float]] = []
    head = HEAD if banded else MARGIN
    starts: dict[int, float] = {}
    for row, band in zip(rows.rows, bands, strict=True):
        starts.setdefault(band, boxes[row[0]].y - head)
    ends = [*(start - APART for start in starts.values()), high + MARGIN][1:]
    reach = dict(zip(starts, ends, strict=True))
    last = 0.0
    for band in range(max(bands, default=-1) + 1):
        found.append((starts[band], reach[band]) if band in starts else (last, last))
        last = found[-1][1]
    return tuple(found)
