"""What is wrong with a layout, so that it would mislead or could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from vejviser.chart.drawing.scene import Point, Rect
from vejviser.chart.layout.places import Edge, Laid, Node


def faults(laid: Laid, nodes: Sequence[Node], edges: Sequence[Edge]) -> list[str]:
    """A sentence for each: what lies over what, what is off the page, what is not upright."""
    found = [*_missing(laid, nodes, edges)]
    if found:
        return found
    boxes, labels = sorted(laid.nodes.items()), sorted(laid.labels.items())
    things = [(f"box {name}", rect) for name, rect in boxes]
    things += [(f"label {name}", rect) for name, rect in labels]
    found += [f"{one} lies over {two}" for one, two in _overlapping(things)]
    found += [f"{name} is off the page" for name, rect in things if _off(laid, rect)]
    for edge in edges:
        found += _of_line(laid, edge, boxes, labels)
    return [*found, *_of_bands(laid, nodes)]


def _missing(laid: Laid, nodes: Sequence[Node], edges: Sequence[Edge]) -> Iterator[str]:
    for node in nodes:
        rect = laid.nodes.get(node.id)
        if rect is None:
            yield f"box {node.id} is missing"
        elif not 0 <= rect.width - node.width <= 0.5 or not 0 <= rect.height - node.height <= 0.5:
            yield f"box {node.id} has another size"
    for edge in edges:
        if len(laid.edges.get(edge.id, ())) < 2:
            yield f"line {edge.id} is missing"
        if bool(edge.label) != (edge.id in laid.labels):
            yield f"the label of {edge.id} is missing"


def _overlapping(things: Sequence[tuple[str, Rect]]) -> Iterator[tuple[str, str]]:
    """Names of things that lie over one another, from the left."""
    ordered = sorted(things, key=lambda thing: thing[1].x)
    for place, (name, rect) in enumerate(ordered, 1):
        for other, two in ordered[place:]:
            if two.x >= rect.right:
                break
            if _over(rect, two):
                yield name, other


def _over(one: Rect, two: Rect) -> bool:
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom


def _off(laid: Laid, rect: Rect) -> bool:
    return rect.x < 0 or rect.y < 0 or rect.right > laid.width or rect.bottom > laid.height


def _of_line(
    laid: Laid,
    edge: Edge,
    boxes: Sequence[tuple[str, Rect]],
    labels: Sequence[tuple[str, Rect]],
) -> Iterator[str]:
    way = laid.edges[edge.id]
    parts = [_span(a, b) for a, b in pairwise(way)]
    if any(part.width and part.height for part in parts):
        yield f"line {edge.id} is not upright"
    if any(_off(laid, part) for part in parts):
        yield f"line {edge.id} is off the page"
    for name, point in ((edge.start, way[0]), (edge.end, way[-1])):
        if not _on_border(laid.nodes[name], point):
            yield f"line {edge.id} does not end at box {name}"
    across, down = zip(*way, strict=True)
    extent = _span((min(across), min(down)), (max(across), max(down)))

    def crosses(rect: Rect) -> bool:
        return _over(extent, rect) and any(_over(part, rect) for part in parts)

    for name, rect in boxes:
        # A line touches the boxes it joins, at their borders only.
        if crosses(rect):
            yield f"line {edge.id} runs through box {name}"
    for name, rect in labels:
        if name != edge.id and crosses(rect):
            yield f"line {edge.id} runs through label {name}"


def _span(a: Point, b: Point) -> Rect:
    return Rect(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))


def _on_border(box: Rect, point: Point) -> bool:
    x, y = point
    upright = x in (box.x, box.right) and box.y < y < box.bottom
    return upright or (y in (box.y, box.bottom) and box.x < x < box.right)


def _of_bands(laid: Laid, nodes: Sequence[Node]) -> Iterator[str]:
    """For bands from the top down, or from the left."""
    placed = [(node.id, laid.nodes[node.id], laid.bands[node.band]) for node in nodes]
    beside = [name for name, r, (start, end) in placed if r.x < start or end < r.right]
    beneath = [name for name, r, (start, end) in placed if r.y < start or end < r.bottom]
    for name in min(beneath, beside, key=len):
        yield f"box {name} is not in its band"
    for (_, end), (start, _) in pairwise(laid.bands):
        if start < end:
            yield f"the bands overlap at {start:g}"
