"""ELK's answer as places on the page, with room made for the bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vejviser.chart.drawing.scene import Point, Rect
from vejviser.chart.layout.asked import LOOP, MARGIN, Question, loops_of
from vejviser.chart.layout.places import Edge, Laid, Node
from vejviser.chart.layout.rows import Rows

HEAD = 30.0
"""Above the boxes of a band, for its name."""
APART = 8.0
"""Between two bands."""
BENEATH = 40.0
"""The least between two rows of boxes."""


def places(
    nodes: Sequence[Node], edges: Sequence[Edge], rows: Rows, asked: Question, answer: Any
) -> Laid:
    """Where ELK has put everything.

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
            for section in map(sections.__getitem__, asked.ways[edge.id])
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
    for name, loops in loops_of(edges).items():
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
