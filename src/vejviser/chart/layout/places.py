"""Boxes and lines before and after they have their places, whatever they stand for. Units: px."""

from __future__ import annotations

from dataclasses import dataclass

from vejviser.chart.drawing.scene import Point, Rect


@dataclass(frozen=True)
class Node:
    """A box of a size; the boxes of a band are all above (or left of) those of the next."""

    id: str
    width: float
    height: float
    band: int = 0


@dataclass(frozen=True)
class Edge:
    """A line from a box to a box, with the size of its label.

    ``upward`` is a line such as an appeal, whose end is to be above its start where nothing else
    says otherwise. Lines of one ``bundle`` that leave a box, or that reach one, share a stem.
    """

    id: str
    start: str
    end: str
    label: tuple[float, float] | None = None
    upward: bool = False
    bundle: str = ""


@dataclass(frozen=True)
class Laid:
    """Everything in its place, to half a px; boxes and labels are at most half a px greater.

    ``edges`` are the corners of each line from its start to its end. ``bands`` are (top, bottom) of
    each band from 0 on, or (left, right) of a chart to the right; one without boxes is empty.
    """

    width: float
    height: float
    nodes: dict[str, Rect]
    edges: dict[str, tuple[Point, ...]]
    labels: dict[str, Rect]
    bands: tuple[tuple[float, float], ...]
