"""The legend: every relation, side and sign that occurs in a chart, and none that does not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from vejviser.chart.drawing.boxes import beside_colour, one_mark
from vejviser.chart.drawing.lettering import width
from vejviser.chart.drawing.manners import DERIVED, Manner
from vejviser.chart.drawing.scene import Item, Mark, Panel, Part, Rect, Text, Trace, moved
from vejviser.chart.model import SILENT, Box, Cell, Chart, Fact, Line, Seats
from vejviser.chart.wording import CHANGES, EXPLAINED, say

LEFT, SIZE, HEIGHT = 28.0, 12.0, 24.0
SAMPLE, GAP, APART = 36.0, 8.0, 22.0
SEAT = 10.0


def entries(
    chart: Chart,
    lines: Sequence[Line],
    styles: Mapping[str, Manner],
    marks: Collection[Mark],
    wide: float,
    top: float,
) -> Iterator[Part]:
    """The entries from left to right, in as many rows as they need: relations, changes, then seats.

    :param marks: the seats that are drawn
    """
    y = top
    for row in (_relations(chart, lines, styles), _changes(chart, lines), _seats(chart, marks)):
        x = LEFT
        for text, sample, long, relation in row:
            before = long + GAP if sample else 0.0
            long_all = before + width(text, SIZE)
            if x > LEFT and x + long_all > LEFT + wide:
                x, y = LEFT, y + HEIGHT
            middle = y + HEIGHT / 2
            items = (
                *(moved(item, x, middle) for item in sample),
                Text(x + before, middle + SIZE * 0.35, text, SIZE, "ink"),
            )
            bounds = Rect(x, y, long_all, HEIGHT)
            yield Part("legend", text, bounds, items, relation=relation)
            x += long_all + APART
        if x > LEFT:
            y += HEIGHT


Entry = tuple[str, tuple[Item, ...], float, str]
"""Words, a sample around (0, 0), how long it is, and IRI of the relation"""


def _relations(
    chart: Chart, lines: Sequence[Line], styles: Mapping[str, Manner]
) -> Iterator[Entry]:
    labels = {line.relation: line.label for line in lines}
    for relation in labels.keys() & EXPLAINED.keys():
        labels[relation] = EXPLAINED[relation][chart.lang == "en"]
    # A line that has changed has the colour of its change instead.
    coloured = {line.relation for line in lines if not line.change}
    for relation, style in styles.items():
        if relation in labels:
            tone = style.tone if relation in coloured else "muted"
            trace = Trace(((0, 0), (SAMPLE, 0)), tone, style.dash, style.heads, style.thickness)
            yield labels[relation], (trace,), SAMPLE, relation
    if any(line.derived for line in lines):
        style = styles[next(line.relation for line in lines if line.derived)]
        trace = Trace(((0, 0), (SAMPLE, 0)), style.tone, DERIVED, style.heads, style.thickness)
        yield say("derived", chart.lang), (trace,), SAMPLE, ""


def _changes(chart: Chart, lines: Sequence[Line]) -> Iterator[Entry]:
    parts: list[Box | Seats | Fact | Cell | Line] = [*chart.boxes, *chart.lines]
    for box in chart.boxes:
        parts += [*box.seats, *box.facts, *box.cells]
    used = {part.change for part in parts}
    framed = {box.change for box in chart.boxes}
    on_lines = {line.change for line in lines}
    for change, words in CHANGES.items():
        if change in on_lines - framed:
            line = Trace(((0, 0), (SAMPLE, 0)), change, faded=change in SILENT)
            yield words[chart.lang == "en"], (line,), SAMPLE, ""
        elif change in used - framed:
            # The sign before what has changed is the first of the words.
            yield words[chart.lang == "en"], (), 0.0, ""
        elif change in used:
            silent = change in SILENT
            frame, long, dash = ("hairline", 1.5, (5, 3)) if silent else (change, 2.5, ())
            panel = Panel(Rect(0, -8, 26, 16), "card", frame, 4, long, dash)
            sample = (panel, *beside_colour(panel, change))
            yield words[chart.lang == "en"], sample, 26, ""


def _seats(chart: Chart, marks: Collection[Mark]) -> Iterator[Entry]:
    slots = {mark.slot for mark in marks}
    coloured = {box.side for box in chart.boxes}
    for side in chart.sides:
        if side.slot in slots or side.iri in coloured:
            seat = Mark(SEAT / 2, 0, SEAT, side.slot)
            box = Panel(Rect(0, -7, 20, 14), f"tint-{side.slot}", f"side-{side.slot}", 4)
            drawn = seat if side.slot in slots else box
            yield side.label, (drawn,), SEAT if drawn is seat else 20, ""
    if -1 in slots:
        yield say("no-side", chart.lang), (Mark(SEAT / 2, 0, SEAT, -1),), SEAT, ""
    for key, sample in (
        ("vacant", Mark(SEAT / 2, 0, SEAT, -1, hollow=True)),
        ("no-member", Mark(SEAT / 2, 0, SEAT, -1, observer=True)),
    ):
        if any((mark.hollow, mark.observer) == (sample.hollow, sample.observer) for mark in marks):
            yield say(key, chart.lang), (sample,), SEAT, ""
    if chart.form != "seats" and any(map(one_mark, chart.boxes)):
        yield say("one-mark", chart.lang), (), 0.0, ""
    if chart.form == "seats" and any(group.spare for box in chart.boxes for group in box.seats):
        yield say("may-be", chart.lang), (Mark(SEAT / 2, 0, SEAT * 0.45, -1),), SEAT, ""
    if any(_pale(box) for box in chart.boxes) or any(
        line.standing != "stated" for line in chart.lines
    ):
        panel = Panel(Rect(0, -7, 24, 14), "card", "hairline", 4, 1.5, (5, 3))
        yield say("not-restated", chart.lang), (panel,), 24, ""


def _pale(box: Box) -> bool:
    parts: list[Seats | Fact | Cell] = [*box.seats, *box.facts, *box.cells]
    return box.standing != "stated" or any(part.standing != "stated" for part in parts)
