"""The shortest ways from one box to another along the lines of charts.

A line carries something the way it reads: a sender has a say in the body it sends members to, a
case goes where the body takes it, advice goes to whom is advised, the lesser belongs to the
greater, and who runs something has a say in it. Talks go both ways. Carrying nothing are lines that
only compare two bodies, or tell how one came to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from vejviser.chart.model import Line
from vejviser.chart.network import network
from vejviser.chart.stated import Stated
from vejviser.names import PREFIXES, VV

STILL = {VV + name for name in ("gathersAround", "setUpBy", "takesOverFrom")} | {
    PREFIXES["owl"] + "differentFrom"
}
"""Relations that carry nothing."""
BOTH = VV + "negotiatesWith"
MOST = 200
"""Ways of one length that are looked at."""


@dataclass(frozen=True)
class Way:
    """Boxes from the start to the end, and all lines between each and the next."""

    boxes: tuple[str, ...]
    hops: tuple[tuple[Line, ...], ...]


def carrying(lines: Iterable[Line]) -> list[Line]:
    """The lines that carry something, in the direction they do.

    >>> [(line.start, line.end) for line in carrying([Line("a", "b", BOTH, "forhandler med")])]
    [('a', 'b'), ('b', 'a')]
    """
    found = []
    for line in lines:
        if line.relation not in STILL and line.start != line.end:
            found.append(line)
            if line.relation == BOTH:
                found.append(replace(line, start=line.end, end=line.start))
    return sorted(found)


def shortest(lines: Sequence[Line], start: str, end: str) -> list[Way]:
    """All ways of the least number of lines, in a fixed order; none where no way leads there.

    >>> lines = [Line("a", "b", "r", "går til"), Line("b", "c", "r", "går til")]
    >>> [way.boxes for way in shortest(lines, "a", "c")]
    [('a', 'b', 'c')]
    """
    import networkx

    graph = network(Stated((), tuple(lines)))
    if start not in graph or end not in graph:
        return []
    try:
        found = list(islice(networkx.all_shortest_paths(graph, start, end), MOST))
    except networkx.NetworkXNoPath:
        return []
    return [Way(tuple(boxes), _hops(lines, boxes)) for boxes in sorted(found)]


def _hops(lines: Sequence[Line], boxes: Sequence[str]) -> tuple[tuple[Line, ...], ...]:
    return tuple(
        tuple(line for line in lines if (line.start, line.end) == ends) for ends in pairwise(boxes)
    )


def beside(lines: Iterable[Line], start: str, end: str) -> tuple[list[str], list[str]]:
    """What is reached from the start at once, and from where the end is reached at once."""
    lines = list(lines)
    reached = {line.end for line in lines if line.start == start}
    leading = {line.start for line in lines if line.end == end}
    return sorted(reached), sorted(leading)
