"""The chart model: boxes in bands and lines between them, before any drawing.

Every view makes one of these, and every format is made from it, so that a picture, its text and
what a slide shows can never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Change = Literal["", "added", "not-restated", "not-stated", "changed", "renamed"]
"""How something differs between two editions or days; empty where it does not, or is not asked."""
Flow = Literal["down", "right"]
"""Down the page, by bands and by what is above what, or to the right, as steps follow steps."""
DOT = "· "
"""What a fact begins with that is one of several, or belongs to the one before it."""
SILENT: tuple[Change, ...] = ("not-restated", "not-stated")
"""What the second of two no longer says, or does not say; not what has ended."""
Role = Literal["body", "focus", "step", "need", "group"]
"""What a box is: a body, the body in the middle, a step of a route, its need, or many as one."""


@dataclass(frozen=True, order=True)
class Source:
    """Where something is stated: IRI of a document, and IRIs of its sections."""

    document: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class Taker:
    """One who takes part in a body, and how many of its seats there are empty."""

    label: str
    vacant: int | None = None


@dataclass(frozen=True, order=True)
class Seats:
    """One seat group as it is drawn.

    :param point: IRI of the seat group's point
    :param label: who fills the seats, in words
    :param side: IRI of the side whose mark the seats bear; empty for none
    :param number: how many, in words: "6", "mindst 2", "antal ikke oplyst"
    :param marks: how many seats to draw; 0 where no number is stated
    :param more: whether there may be more than are drawn, without a bound
    :param spare: how many more than are drawn there may be, where that is bounded
    :param vacant: how many of them a roster says, or shows, are empty; None where none tells
    :param vacancy: what rosters tell of those that are empty, in words
    :param each: whether it is so many for each of those who take part
    :param takers: those who take part, where a roster names them
    :param apart: as what it is told besides those who make up the body, in words; empty for them
    :param within: point of the group these seats are counted in; empty for none
    :param note: what else is asked of those who sit there, in words
    :param person: whether the label says what one of them is, and not who sends them
    """

    point: str
    label: str
    side: str
    number: str
    marks: int
    more: bool = False
    spare: int = 0
    vacant: int | None = None
    vacancy: str = ""
    each: bool = False
    takers: tuple[Taker, ...] = ()
    apart: str = ""
    capacity: str = "member"
    within: str = ""
    note: str = ""
    person: bool = False
    standing: str = "stated"
    source: Source = Source()
    change: Change = ""


@dataclass(frozen=True, order=True)
class Cell:
    """One of many alike in a box: a name in a grid. One without an IRI heads those after it."""

    iri: str
    label: str
    standing: str = "stated"
    change: Change = ""


@dataclass(frozen=True, order=True)
class Fact:
    """A sentence or a few words in a box."""

    text: str
    standing: str = "stated"
    source: Source = Source()
    change: Change = ""


@dataclass(frozen=True, order=True)
class Box:
    """A body, a kind of body or a step; ``band`` is IRI of the kind of area it belongs to.

    ``side`` is IRI of the side whose colour it bears: doctors, region, municipality; empty where
    several meet in it or none is known. ``total`` is its number of seats where the view tells it,
    and then ``subtitle`` says of what.
    """

    iri: str
    label: str
    kind: str = ""
    band: str = ""
    subtitle: str = ""
    total: str = ""
    side: str = ""
    role: Role = "body"
    seats: tuple[Seats, ...] = ()
    facts: tuple[Fact, ...] = ()
    cells: tuple[Cell, ...] = ()
    standing: str = "stated"
    source: Source = Source()
    change: Change = ""


@dataclass(frozen=True, order=True)
class Line:
    """Something stated between two boxes, in the direction the label reads.

    :param relation: IRI of the property; lines of one relation are drawn alike
    :param label: the relation in words, as the legend has it
    :param caption: words to be drawn on the line itself; empty for none
    :param seats: how many seats the start has in the end, in words
    :param scope: which party of its kind
    :param derived: whether it is we who join the two, from different sections
    """

    start: str
    end: str
    relation: str
    label: str
    caption: str = ""
    seats: str = ""
    scope: str = ""
    standing: str = "stated"
    source: Source = Source()
    derived: bool = False
    change: Change = ""


@dataclass(frozen=True, order=True)
class Band:
    """A kind of area that bodies belong to; IRI is empty for those with none."""

    iri: str
    label: str


@dataclass(frozen=True, order=True)
class Side:
    """A side of the table, in the chart's language.

    ``slot`` is its place among all sides of the dataset, which decides shape and colour in every
    chart alike; -1 for all who are on no side.
    """

    slot: int
    iri: str
    label: str


@dataclass(frozen=True)
class Chart:
    """Boxes in reading order and lines in a fixed order, with all a page says around them.

    :param view: name of the view, such as ``overview``
    :param bands: kinds of area from the top down, those that occur; empty for a chart without bands
    :param sides: those that occur, in the order of their marks
    :param notes: sentences below the picture, such as what is not stated
    :param footing: day, editions and sources, in words
    :param flow: where its lines lead
    :param form: how it is laid out: boxes with lines between them, or the seats of one body
    """

    view: str
    title: str
    subtitle: str
    lang: str
    day: date
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    bands: tuple[Band, ...] = ()
    sides: tuple[Side, ...] = ()
    notes: tuple[str, ...] = ()
    footing: tuple[str, ...] = ()
    flow: Flow = "down"
    form: Literal["boxes", "seats"] = "boxes"
