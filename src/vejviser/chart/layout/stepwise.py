"""Steps laid out from left to right, each way in a lane of its own, in reading order.

>>> from vejviser.chart.layout.places import Edge, Node
>>> laid = laid_out([Node("a", 80, 40), Node("b", 80, 40)], [Edge("ab", "a", "b")])
>>> laid.nodes["a"].right < laid.nodes["b"].x
True
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from vejviser.chart.drawing.scene import Point, Rect
from vejviser.chart.layout.places import Edge, Laid, Node

ACROSS, BETWEEN, LANES = 36.0, 18.0, 30.0
"""Between two columns, two boxes of a column, and two lanes."""


def fits(nodes: Sequence[Node], edges: Sequence[Edge]) -> bool:
    """Whether every line leads on from one column to the next, with nothing written on it."""
    columns = _columns(nodes, edges)
    return bool(columns) and all(
        edge.label is None and columns[edge.end] == columns[edge.start] + 1 for edge in edges
    )


def widened(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[Node]:
    """The boxes, each as wide as the widest of its column; only for what :func:`fits`."""
    columns = _columns(nodes, edges)
    return [
        replace(
            node,
            width=max(other.width for other in nodes if columns[other.id] == columns[node.id]),
        )
        for node in nodes
    ]


def laid_out(nodes: Sequence[Node], edges: Sequence[Edge]) -> Laid:
    """Everything in its place; only for what :func:`fits`.

    :param nodes: in reading order, which is that of their columns and lanes
    """
    columns = _columns(nodes, edges)
    by_id = {node.id: node for node in nodes}
    widths = [
        max(node.width for node in nodes if columns[node.id] == column)
        for column in range(max(columns.values()) + 1)
    ]
    lefts = [0.0, *accumulate(width + ACROSS for width in widths)]
    tops: dict[str, float] = {}
    y = 0.0
    heads, lanes = _lanes(nodes, edges, columns)
    for lane in lanes:
        y += _stacked([by_id[name] for name in lane], columns, y, tops) + LANES
    high = max(y - LANES, 0.0)
    if heads:
        # What all ways begin at stands beside the middle of them.
        stack = sum(by_id[name].height + BETWEEN for name in heads) - BETWEEN
        high = max(high, stack)
        _stacked([by_id[name] for name in heads], columns, (high - stack) / 2, tops)
    places = {
        node.id: Rect(lefts[columns[node.id]], _half(tops[node.id]), node.width, node.height)
        for node in nodes
    }
    ways = {edge.id: _way(places[edge.start], places[edge.end]) for edge in edges}
    wide = lefts[-1] - ACROSS
    return Laid(wide, high, places, ways, {}, ((0.0, wide),))


def _columns(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, int]:
    """Box → how many steps lead to it at most; empty where a way leads back."""
    columns = {node.id: 0 for node in nodes}
    for _ in range(len(columns) + 1):
        moved = False
        for edge in edges:
            if columns[edge.end] <= columns[edge.start]:
                columns[edge.end] = columns[edge.start] + 1
                moved = True
        if not moved:
            return columns
    return {}


def _lanes(
    nodes: Sequence[Node], edges: Sequence[Edge], columns: Mapping[str, int]
) -> tuple[list[str], list[list[str]]]:
    """The one box that everything begins at, if there is just one, and what hangs together else."""
    starts = [node.id for node in nodes if columns[node.id] == 0]
    heads = starts if len(starts) == 1 else []
    near: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.start not in heads:
            near[edge.start].add(edge.end)
            near[edge.end].add(edge.start)
    lanes: list[list[str]] = []
    seen = set(heads)
    for node in nodes:
        if node.id not in seen:
            found = {node.id}
            new = {node.id}
            while new:
                new = {other for one in new for other in near[one]} - found
                found |= new
            seen |= found
            lanes.append([other.id for other in nodes if other.id in found])
    return heads, lanes


def _stacked(
    lane: Sequence[Node], columns: Mapping[str, int], top: float, tops: dict[str, float]
) -> float:
    """Put the boxes of a lane below one another, column by column → how high it is."""
    stacks: dict[int, list[Node]] = defaultdict(list)
    for node in lane:
        stacks[columns[node.id]].append(node)
    heights = {
        column: sum(node.height + BETWEEN for node in stack) - BETWEEN
        for column, stack in stacks.items()
    }
    high = max(heights.values())
    for column, stack in stacks.items():
        y = top + (high - heights[column]) / 2
        for node in stack:
            tops[node.id] = y
            y += node.height + BETWEEN
    return high


def _way(start: Rect, end: Rect) -> tuple[Point, ...]:
    """From the middle of a box's right side to the middle of the other's left side."""
    y, to = _half(start.y + start.height / 2), _half(end.y + end.height / 2)
    if abs(y - to) < 1:
        return ((start.right, to), (end.x, to))
    # All lines between two columns turn at the same place, so that they part and meet as one.
    turn = end.x - ACROSS / 2
    return ((start.right, y), (turn, y), (turn, to), (end.x, to))


def _half(value: float) -> float:
    return round(value * 2) / 2
