"""A chart put on a page: title, bands, boxes, lines, legend and foot, each at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from vejviser.chart.drawing import legend, seats
from vejviser.chart.drawing.boxes import Drawn, drawn, widened
from vejviser.chart.drawing.lettering import Weight, width, wrapped
from vejviser.chart.drawing.manners import DERIVED, Manner, manners
from vejviser.chart.drawing.scene import (
    Item,
    Mark,
    Panel,
    Part,
    Point,
    Rect,
    Scene,
    Text,
    Trace,
    moved,
)
from vejviser.chart.layout import laid_out, stepwise
from vejviser.chart.layout.places import Edge, Laid, Node
from vejviser.chart.model import SILENT, Box, Chart, Line
from vejviser.chart.outline import summary

MARGIN = 28.0
LEAST = 560.0
"""Least width of what a page holds, so that title and legend have room."""
HEADING, BODY, FINE = 22.0, 12.0, 10.5
CAPTION, CAPTION_HEIGHT, CAPTION_PAD = 11.0, 16.0, 4.0
ABOVE = 3.0
"""From a line to the caption above it."""
BAND_PAD = 14.0
REGULAR: Weight = 400
ASPECT = 1.6

LayOut = Callable[..., Laid]


def composed(chart: Chart, lay_out: LayOut = laid_out) -> Scene:
    """The page of a chart.

    :param lay_out: gives boxes and lines their places
    """
    if chart.form == "seats":
        return _seated(chart)
    boxes = {box.iri: drawn(box, chart) for box in chart.boxes}
    # Where cases go is what appeals are about: there each reason has a line of its own.
    lines = joined(chart.lines, apart=chart.view == "appeals")
    styles = manners({line.relation for line in lines})
    bands = [band.iri for band in chart.bands]
    nodes = [
        Node(box.iri, boxes[box.iri].width, boxes[box.iri].height, _band(box, bands))
        for box in chart.boxes
    ]
    if chart.flow == "right":
        # There every line leads on, also one that leads up elsewhere.
        styles = {one: replace(style, upper="start") for one, style in styles.items()}
    # A caption interrupts a line down the page; it stands above one that leads to the right.
    high = 2 * (CAPTION_HEIGHT + ABOVE) if chart.flow == "right" else CAPTION_HEIGHT
    edges = [_edge(n, line, styles, high) for n, line in enumerate(lines)]
    if chart.flow == "right" and stepwise.fits(nodes, edges):
        nodes = stepwise.widened(nodes, edges)
        boxes = {node.id: widened(boxes[node.id], node.width) for node in nodes}
        laid = stepwise.laid_out(nodes, edges)
    else:
        laid = lay_out(nodes, edges, direction=chart.flow, aspect=ASPECT)
    gutter = max((width(b.label.upper(), CAPTION, 600) for b in chart.bands), default=-BAND_PAD)
    left = MARGIN + (gutter + 2 * BAND_PAD if bands else 0)
    wide = max(left - MARGIN + laid.width + (BAND_PAD if bands else 0), LEAST)
    head = _title(chart, wide)
    top = head.bounds.bottom + 22
    dx = left + (0 if bands or chart.flow == "right" else (wide - laid.width) / 2)
    parts = [head, *_bands(chart, laid, wide, top)]
    places = {iri: rect.moved(dx, top) for iri, rect in laid.nodes.items()}
    names = {box.iri: box.label for box in chart.boxes}
    parts += [_box(box, boxes[box.iri], places[box.iri], chart) for box in chart.boxes]
    parts += _lines(lines, laid, dx, top, styles, names)
    marks = {item for box in boxes.values() for item in box.items if isinstance(item, Mark)}
    return _whole(chart, parts, lines, styles, marks, wide, top + laid.height)


def _seated(chart: Chart) -> Scene:
    """The page of the seats of one body."""
    picture = seats.drawn(chart)
    wide = max(picture.width, LEAST)
    head = _title(chart, wide)
    top = head.bounds.bottom + 22
    parts = [head, *seats.placed(picture.parts, MARGIN, top)]
    marks = {item for part in parts for item in part.items if isinstance(item, Mark)}
    return _whole(chart, parts, (), {}, marks, wide, top + picture.height)


def _whole(
    chart: Chart,
    parts: list[Part],
    lines: Sequence[Line],
    styles: dict[str, Manner],
    marks: set[Mark],
    wide: float,
    bottom: float,
) -> Scene:
    """The page with legend, notes and foot below what is drawn."""
    y = bottom + 24
    for part in legend.entries(chart, lines, styles, marks, wide, y):
        parts.append(part)
        y = max(y, part.bounds.bottom)
    y += 14
    if chart.notes:
        parts.append(_sentences("notes", chart.notes, "ink", BODY, wide, y))
        y = parts[-1].bounds.bottom + 8
    parts.append(_sentences("foot", chart.footing, "muted", FINE, wide, y))
    y = parts[-1].bounds.bottom
    return Scene(
        wide + 2 * MARGIN,
        y + MARGIN,
        chart.lang,
        chart.title,
        summary(chart),
        tuple(parts),
        "seats" if chart.form == "seats" else "steps" if chart.view == "route" else "bodies",
    )


def joined(lines: Iterable[Line], *, apart: bool = False) -> list[Line]:
    """Lines between the same boxes that differ in what is written on them alone, as one.

    :param apart: whether what is written keeps them apart, and only where they stand does not
    """
    captions: dict[Line, list[str]] = {}
    for line in lines:
        bare = replace(line, caption=line.caption if apart else "", source=type(line.source)())
        captions.setdefault(bare, []).append(line.caption)
    return [
        replace(bare, caption=" · ".join(dict.fromkeys(filter(None, found))))
        for bare, found in captions.items()
    ]


def _band(box: Box, bands: Sequence[str]) -> int:
    # The last band is of those that belong to none above it.
    return bands.index(box.band) if box.band in bands else max(len(bands) - 1, 0)


def _edge(number: int, line: Line, styles: dict[str, Manner], high: float) -> Edge:
    """A line as the layout sees it: from the upper box to the lower one.

    :param high: what its caption takes
    """
    start, end = line.start, line.end
    if styles[line.relation].upper == "end":
        start, end = end, start
    size = None
    if line.caption:
        size = (width(line.caption, CAPTION) + 2 * CAPTION_PAD, high)
    bundle = "" if line.caption else f"{line.relation} {line.standing} {line.change}"
    return Edge(str(number), start, end, size, bundle=bundle)


def _title(chart: Chart, wide: float) -> Part:
    items: list[Item] = []
    y = MARGIN
    heading: tuple[str, float, str, Weight] = (chart.title, HEADING, "ink", 600)
    for text, size, tone, weight in (heading, (chart.subtitle, BODY, "muted", REGULAR)):
        for line in wrapped(text, size, wide, weight) if text else ():
            y += size * 1.3
            items.append(Text(MARGIN, y - size * 0.3, line, size, tone, weight))
    bounds = Rect(MARGIN, MARGIN, wide, y - MARGIN)
    return Part(
        "title", " – ".join(filter(None, (chart.title, chart.subtitle))), bounds, tuple(items)
    )


def _bands(chart: Chart, laid: Laid, wide: float, top: float) -> list[Part]:
    parts = []
    # A chart without bands is laid out as one.
    for band, (upper, lower) in zip(chart.bands, laid.bands, strict=bool(chart.bands)):
        panel = Rect(MARGIN, top + upper, wide, lower - upper)
        items = (
            Panel(panel, "band", radius=9),
            Text(panel.x + BAND_PAD, panel.y + 22, band.label.upper(), CAPTION, "muted", 600),
        )
        parts.append(Part("band", band.label, panel, items, band.iri))
    return parts


def _box(box: Box, drawing: Drawn, place: Rect, chart: Chart) -> Part:
    items = tuple(moved(item, place.x, place.y) for item in drawing.items)
    link = box.iri if box.iri.startswith(("https://", "http://")) else ""
    return Part("box", _told(box), place, items, box.iri, link)


def _told(box: Box) -> str:
    """A box for who does not see it."""
    seats = [f"{group.number} {group.label}".strip() for group in box.seats]
    facts = [fact.text for fact in box.facts]
    return "; ".join(filter(None, (box.label, box.subtitle, *seats, *facts)))


def _lines(
    lines: Sequence[Line],
    laid: Laid,
    dx: float,
    dy: float,
    styles: dict[str, Manner],
    names: dict[str, str],
) -> list[Part]:
    traces, captions = [], []
    tips = Counter(way[-1] for way in laid.edges.values())
    roots = Counter(way[0] for way in laid.edges.values())
    for number, line in enumerate(lines):
        style = styles[line.relation]
        way = laid.edges[str(number)]
        merged = tips[way[-1]] > 1 and roots[way[0]] == 1
        points: tuple[Point, ...] = tuple((x + dx, y + dy) for x, y in way)
        if style.upper == "end":
            points, merged = points[::-1], not merged
        pale = line.standing != "stated" or line.change in SILENT
        dash = DERIVED if line.derived else style.dash
        tone = line.change or style.tone
        trace = Trace(points, tone, dash, style.heads, style.thickness, pale, merged)
        said = f"{names[line.start]} {line.label} {names[line.end]}"
        said += f" ({', '.join(filter(None, (line.caption, line.seats)))})"
        traces.append(
            Part(
                "line",
                said.removesuffix(" ()"),
                _around(points),
                (trace,),
                ends=(line.start, line.end),
                relation=line.relation,
            )
        )
        if line.caption:
            rect = replace(laid.labels[str(number)].moved(dx, dy), height=CAPTION_HEIGHT)
            middle, base = rect.x + rect.width / 2, rect.y + CAPTION_HEIGHT - 4.5
            tone = "faded" if pale else line.change or style.tone
            text = Text(middle, base, line.caption, CAPTION, tone, anchor="middle")
            items = (Panel(rect, "label", radius=4), text)
            ends = (line.start, line.end)
            captions.append(
                Part("label", line.caption, rect, items, ends=ends, relation=line.relation)
            )
    return traces + captions


def _around(points: Sequence[Point]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _sentences(
    role: Literal["notes", "foot"],
    sentences: Sequence[str],
    tone: str,
    size: float,
    wide: float,
    top: float,
) -> Part:
    items: list[Item] = []
    y = top
    for sentence in sentences:
        for line in wrapped(sentence, size, wide):
            y += size * 1.45
            items.append(Text(MARGIN, y - size * 0.4, line, size, tone))
    return Part(role, " ".join(sentences), Rect(MARGIN, top, wide, y - top), tuple(items))
