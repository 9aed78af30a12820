"""Boxes and lines → their places on a page: in bands, in rows, with lines at right angles.

>>> from vejviser.chart.layout.places import Edge, Node
>>> laid = laid_out([Node("a", 80, 40), Node("b", 80, 40)], [Edge("ab", "a", "b")])
>>> laid.nodes["a"].bottom < laid.nodes["b"].y
True
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from vejviser.chart.drawing.scene import Rect
from vejviser.chart.layout import elk
from vejviser.chart.layout.answers import Answers
from vejviser.chart.layout.asked import question
from vejviser.chart.layout.faults import faults
from vejviser.chart.layout.places import Edge, Laid, Node
from vejviser.chart.layout.routes import places
from vejviser.chart.layout.rows import arranged

Direction = Literal["down", "right"]

OFF = 1.2
"""How much wider than the page a layout may be before it is tried once more in other rows."""
MANY = 150
"""Boxes from which on the first layout is taken as it is: another would take seconds."""
MOST_TRIES = 8
"""How many orders are tried where each has faults."""


def laid_out(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    *,
    direction: Direction = "down",
    aspect: float = 1.6,
    place: Callable[[Mapping[str, Any]], Mapping[str, Any]] = elk.place,
) -> Laid:
    """Everything in its place, whatever the order it is handed in.

    :param direction: where lines lead, and bands follow one another
    :param aspect: the width to aim at, as a multiple of the height
    :param place: what lays out a graph in ELK's JSON

    Raises ``VejviserError`` where ELK cannot be asked.
    """
    across = direction == "right"
    boxes = sorted((_whole(node, across) for node in nodes), key=lambda n: (n.band, n.id))
    lines = sorted((_labelled(edge, across) for edge in edges), key=lambda edge: edge.id)
    if not boxes:
        return Laid(0.0, 0.0, {}, {}, {}, ())
    aim = 1 / aspect if across else aspect
    asked = {
        "nodes": [astuple(node) for node in boxes],
        "edges": [astuple(edge) for edge in lines],
        "aspect": aim,
    }
    found = _read(_answers().answer(asked, lambda _: asdict(_best(boxes, lines, aim, place))))
    return _turned(found) if across else found


@cache
def _answers() -> Answers:
    """Layouts of just this ELK, arranged in just this way."""
    rooms = ("__init__", "asked", "elk_child", "faults", "places", "routes", "rows")
    sources = [Path(__file__).with_name(f"{room}.py").read_bytes() for room in rooms]
    return Answers(sha256(elk.script().read_bytes() + b"".join(sources)).hexdigest())


def _read(kept: Mapping[str, Any]) -> Laid:
    """A layout from its JSON."""
    return Laid(
        kept["width"],
        kept["height"],
        {name: Rect(**rect) for name, rect in kept["nodes"].items()},
        {name: tuple((x, y) for x, y in way) for name, way in kept["edges"].items()},
        {name: Rect(**rect) for name, rect in kept["labels"].items()},
        tuple((start, end) for start, end in kept["bands"]),
    )


def _best(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    aspect: float,
    place: Callable[[Mapping[str, Any]], Mapping[str, Any]],
) -> Laid:
    plain = [edge for edge in edges if edge.start != edge.end]
    aim, seed = aspect, 1
    tried: list[tuple[int, float, int, Laid]] = []
    while len(tried) < MOST_TRIES:
        rows = arranged(nodes, plain, aim)
        asked = question(nodes, edges, rows, seed)
        laid = places(nodes, edges, rows, asked, place(asked.graph))
        if len(nodes) > MANY:
            return laid
        tried.append((len(faults(laid, nodes, edges)), _cost(laid, aspect), len(tried), laid))
        off = laid.width / laid.height / aspect
        if aim == aspect and off > OFF:
            aim = aspect / off
        elif min(tried)[0]:
            seed += 1
        else:
            break
    return min(tried)[-1]


def _cost(laid: Laid, aspect: float) -> float:
    """How far a layout is from a small one in the shape of the page with few bends."""
    wide = max(laid.width, laid.height * aspect)
    bends = sum(len(way) - 2 for way in laid.edges.values())
    return math.log(wide) + 0.1 * bends / (1 + len(laid.edges))


def _whole(node: Node, across: bool) -> Node:
    size = (node.height, node.width) if across else (node.width, node.height)
    return replace(node, width=_up(size[0]), height=_up(size[1]))


def _labelled(edge: Edge, across: bool) -> Edge:
    if edge.label is None:
        return edge
    size = edge.label[::-1] if across else edge.label
    return replace(edge, label=(_up(size[0]), _up(size[1])))


def _up(value: float) -> float:
    """The next half px."""
    return math.ceil(value * 2) / 2


def _turned(laid: Laid) -> Laid:
    """With the axes changed."""
    return Laid(
        laid.height,
        laid.width,
        {name: _across(rect) for name, rect in laid.nodes.items()},
        {name: tuple((y, x) for x, y in way) for name, way in laid.edges.items()},
        {name: _across(rect) for name, rect in laid.labels.items()},
        laid.bands,
    )


def _across(rect: Rect) -> Rect:
    return Rect(rect.y, rect.x, rect.height, rect.width)
