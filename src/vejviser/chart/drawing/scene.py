"""A drawn chart as plain values: every panel, text, mark and line at its place on the page.

All formats that show a picture are written from a scene; none of them decides where anything is.
Lengths are in px (1/96 inch), x to the right and y down from the upper left corner. Colours are
names of tones, which a theme turns into colours.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]


@dataclass(frozen=True)
class Rect:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> Rect:
        """The same rectangle elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)


@dataclass(frozen=True)
class Text:
    """One line of text; ``x`` is its start, middle or end by ``anchor``, ``y`` its base line.

    A tone of the form ``side-2`` is the colour of the side in that slot.
    """

    x: float
    y: float
    text: str
    size: float
    tone: str = "ink"
    weight: Literal[400, 600] = 400
    anchor: Literal["start", "middle", "end"] = "start"


@dataclass(frozen=True)
class Panel:
    """A filled or framed rectangle; an empty tone leaves it out."""

    rect: Rect
    fill: str = ""
    stroke: str = ""
    radius: float = 0
    thickness: float = 1.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A seat, by its middle.

    :param slot: place of its side in the palette, from 0; -1 for none
    :param hollow: whether the seat is vacant
    :param observer: whether who sits there has no vote
    :param unstated: whether it stands for seats of which the number is not stated
    """

    x: float
    y: float
    size: float
    slot: int
    hollow: bool = False
    observer: bool = False
    faded: bool = False
    unstated: bool = False


@dataclass(frozen=True)
class Trace:
    """A line through points, each bend rounded.

    :param tone: its colour
    :param dash: lengths of strokes and gaps in px; empty for an unbroken line
    :param heads: at which ends it has an arrow
    :param backwards: whether its dash begins at its end, so that it lies on that of another line
    """

    points: tuple[Point, ...]
    tone: str
    dash: tuple[float, ...] = ()
    heads: Literal["none", "end", "both"] = "end"
    thickness: float = 1.5
    faded: bool = False
    backwards: bool = False


Item = Text | Panel | Mark | Trace


def moved(item: Item, dx: float, dy: float) -> Item:
    """An item elsewhere."""
    match item:
        case Panel():
            return replace(item, rect=item.rect.moved(dx, dy))
        case Trace():
            return replace(item, points=tuple((x + dx, y + dy) for x, y in item.points))
    return replace(item, x=item.x + dx, y=item.y + dy)


@dataclass(frozen=True)
class Part:
    """What belongs together on the page, in reading order.

    :param name: what it is called for who does not see it: a whole sentence
    :param bounds: all its texts lie within
    :param subject: IRI it is about; empty for none
    :param ends: for a line and its caption, the IRIs of the boxes it joins; empty for all others
    :param relation: for a line, its caption and its entry in the legend, IRI of the relation
    """

    role: Literal["title", "band", "line", "box", "label", "legend", "notes", "foot"]
    name: str
    bounds: Rect
    items: tuple[Item, ...]
    subject: str = ""
    link: str = ""
    ends: tuple[str, str] | tuple[()] = ()
    relation: str = ""


@dataclass(frozen=True)
class Scene:
    """A whole page; ``description`` says in a few sentences what it shows.

    :param holds: what its boxes are: bodies, seats or steps
    """

    width: float
    height: float
    lang: str
    title: str
    description: str
    parts: tuple[Part, ...]
    holds: Literal["bodies", "seats", "steps"] = "bodies"
