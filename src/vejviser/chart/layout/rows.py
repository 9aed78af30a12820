"""Which boxes stand in one row: bands from the top down, and in a band what leads to what.

A row holds only so much, so that a chart comes out near the shape of a page: what does not fit
stands in the next row of its band.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vejviser.chart.layout.places import Edge, Node

BESIDE = 28.0
"""Between two boxes of a row."""
BENEATH = 44.0
"""Between two rows, about; lines and labels may need more."""
PASSING = 14.0
"""What a line takes that passes a row."""
SPREAD = 0.6
"""By how much lines that are made straight draw boxes apart, where there are as many as boxes."""

Arc = tuple[str, str]


@dataclass(frozen=True)
class Rows:
    """The boxes of each row from the top down, and each line's upper and lower end."""

    rows: tuple[tuple[str, ...], ...]
    arcs: dict[str, Arc]


def arranged(nodes: Sequence[Node], edges: Sequence[Edge], aspect: float) -> Rows:
    """The rows that come nearest to a width of ``aspect`` times the height, as far as foreseen.

    :param nodes: sorted, and
    :param edges: sorted and without loops, so that the same chart always has the same rows
    """
    arcs = _arcs(nodes, edges)
    layers = _layers(nodes, arcs)
    best: tuple[float, tuple[tuple[str, ...], ...]] | None = None
    for most in _widths(nodes):
        rows = _filled(nodes, arcs, layers, most)
        wide, high = _foreseen(nodes, edges, arcs, rows)
        off = abs(math.log(wide / high / aspect))
        if best is None or off < best[0] - 1e-9:
            best = (off, rows)
    return Rows(best[1] if best else (), arcs)


def _arcs(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, Arc]:
    """Line → (upper, lower) end, such that no way down leads back to where it began."""
    bands = {node.id: node.band for node in nodes}
    arcs: dict[str, Arc] = {}
    inner = [edge for edge in edges if bands[edge.start] == bands[edge.end]]
    for edge in edges:
        ends = (edge.start, edge.end)
        if bands[edge.start] != bands[edge.end]:
            arcs[edge.id] = ends if bands[edge.start] < bands[edge.end] else ends[::-1]
    plain = [edge for edge in inner if not edge.upward]
    back = _closing(nodes, plain)
    below: dict[str, set[str]] = defaultdict(set)
    for edge in plain:
        upper, lower = (edge.start, edge.end)
        arcs[edge.id] = (lower, upper) if (upper, lower) in back else (upper, lower)
        below[arcs[edge.id][0]].add(arcs[edge.id][1])
    for edge in inner:
        if edge.upward:
            turned = _leads(below, edge.start, edge.end)
            arcs[edge.id] = (edge.start, edge.end) if turned else (edge.end, edge.start)
            below[arcs[edge.id][0]].add(arcs[edge.id][1])
    return arcs


def _closing(nodes: Sequence[Node], edges: Sequence[Edge]) -> set[Arc]:
    """The arcs that lead back to a box on the way to them, sources first."""
    after: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        after[edge.start].append(edge.end)
    led_to = {edge.end for edge in edges}
    order = sorted((node.id for node in nodes), key=lambda name: name in led_to)
    found: set[Arc] = set()
    seen: set[str] = set()
    for source in order:
        if source in seen:
            continue
        seen.add(source)
        way: dict[str, Iterator[str]] = {source: iter(after[source])}
        while way:
            here = next(reversed(way))
            for there in way[here]:
                if there in way:
                    found.add((here, there))
                elif there not in seen:
                    seen.add(there)
                    way[there] = iter(after[there])
                    break
            else:
                del way[here]
    return found


def _leads(below: Mapping[str, set[str]], start: str, end: str) -> bool:
    seen, todo = {start}, [start]
    while todo:
        for there in below.get(todo.pop(), ()):
            if there == end:
                return True
            if there not in seen:
                seen.add(there)
                todo.append(there)
    return False


def _layers(nodes: Sequence[Node], arcs: Mapping[str, Arc]) -> dict[str, int]:
    """Where each box would stand in its band if rows were endless: near what it is joined to."""
    bands = {node.id: node.band for node in nodes}
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    pull: dict[str, int] = defaultdict(int)
    for upper, lower in arcs.values():
        pull[upper] += 1
        pull[lower] -= 1
        if bands[upper] == bands[lower]:
            above[lower].append(upper)
            below[upper].append(lower)
    layers: dict[str, int] = {}
    waiting = {node.id: len(above[node.id]) for node in nodes}
    order = [node.id for node in nodes if not waiting[node.id]]
    for name in order:
        layers[name] = max((layers[upper] + 1 for upper in above[name]), default=0)
        for lower in below[name]:
            waiting[lower] -= 1
            if not waiting[lower]:
                order.append(lower)
    deepest: dict[int, int] = defaultdict(int)
    for name, layer in layers.items():
        deepest[bands[name]] = max(deepest[bands[name]], layer)
    for name in reversed(order):
        if pull[name] > 0:
            lowest = min((layers[low] - 1 for low in below[name]), default=deepest[bands[name]])
            layers[name] = max(layers[name], lowest)
    return layers


def _widths(nodes: Sequence[Node]) -> Iterator[float]:
    """How wide rows may be, from all boxes beneath one another to all beside one another."""
    most = max((node.width for node in nodes), default=0.0)
    whole = sum(node.width + BESIDE for node in nodes)
    while most < whole:
        yield most
        most *= 1.12
    yield whole


def _filled(
    nodes: Sequence[Node], arcs: Mapping[str, Arc], layers: Mapping[str, int], most: float
) -> tuple[tuple[str, ...], ...]:
    """Rows of boxes no wider than ``most``, from the top down."""
    above: dict[str, list[str]] = defaultdict(list)
    joined: set[str] = set()
    for upper, lower in arcs.values():
        above[lower].append(upper)
        joined |= {upper, lower}
    parents = {upper for upper, _ in arcs.values()}
    bands = {node.id: node.band for node in nodes}
    place: dict[str, int] = {}
    filled: list[tuple[str, ...]] = []
    for band in sorted(set(bands.values())):
        rows: list[list[str]] = []
        used: list[float] = []
        row_of: dict[str, int] = {}
        here = [node for node in nodes if node.band == band]
        depth = 1 + max(layers[node.id] for node in here)
        for layer in range(depth):
            # Children of one parent side by side; those without children of their own first.
            turn = sorted(
                (node for node in here if layers[node.id] == layer and node.id in joined),
                key=lambda node: (
                    node.id in parents,
                    min((place[up] for up in above[node.id] if up in place), default=-1),
                    node.id,
                ),
            )
            if layer == depth - 1:
                turn += [node for node in here if node.id not in joined]
            for node in turn:
                first = max((row_of[up] + 1 for up in above[node.id] if up in row_of), default=-1)
                row = first if first >= 0 else (layer if node.id in joined else 0)
                while row < len(rows) and used[row] and used[row] + BESIDE + node.width > most:
                    row += 1
                while row >= len(rows):
                    rows.append([])
                    used.append(0.0)
                rows[row].append(node.id)
                used[row] += node.width + (BESIDE if used[row] else 0.0)
                row_of[node.id] = row
                place[node.id] = len(place)
        filled += [tuple(row) for row in rows if row]
    return tuple(filled)


def _foreseen(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    arcs: Mapping[str, Arc],
    rows: Sequence[Sequence[str]],
) -> tuple[float, float]:
    """About how wide and how high a chart of these rows will be."""
    by_id = {node.id: node for node in nodes}
    row_of = {name: number for number, row in enumerate(rows) for name in row}
    passing: list[set[tuple[str, str]]] = [set() for _ in rows]
    ending: list[set[tuple[str, str]]] = [set() for _ in rows]
    labels = [0.0] * len(rows)
    for edge in edges:
        upper, lower = arcs[edge.id]
        net = (edge.start, edge.bundle) if edge.bundle else (edge.id, "")
        for row in range(row_of[upper] + 1, row_of[lower]):
            passing[row].add(net)
        ending[row_of[lower]].add(net)
        if edge.label:
            labels[row_of[lower]] += edge.label[0] + BESIDE
    wide = max(
        sum(by_id[name].width + BESIDE for name in row) + PASSING * len(passing[number])
        for number, row in enumerate(rows)
    )
    high = sum(
        max(by_id[name].height for name in row)
        + BENEATH
        + 4.0 * len(ending[number])
        + 48.0 * math.ceil(labels[number] / wide)
        for number, row in enumerate(rows)
    )
    return wide * (1 + SPREAD * min(1.0, len(edges) / len(nodes))), high
