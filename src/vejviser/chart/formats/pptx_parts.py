"""Parts of a scene as shapes of a slide, which an editor can move, fill and write in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from vejviser.chart.drawing.scene import Mark, Panel, Part, Point, Rect, Text, Trace
from vejviser.chart.drawing.themes import Theme, pattern, shape
from vejviser.chart.formats.pptx_lines import ROUND, SIDES, framed, straightened, toward
from vejviser.chart.formats.pptx_texts import ABOVE, BELOW, POINT, Writer, rgb
from vejviser.messages import say
from vejviser.words import fit

# Names of shapes and patterns as python-pptx has them.
SHAPES = {
    "circle": "OVAL",
    "square": "RECTANGLE",
    "triangle": "ISOSCELES_TRIANGLE",
    "diamond": "DIAMOND",
    "pentagon": "REGULAR_PENTAGON",
    "star": "STAR_5_POINT",
    "drop": "FLOWCHART_MERGE",
    "hexagon": "HEXAGON",
}
PATTERNS = {
    "diagonal": "WIDE_UPWARD_DIAGONAL",
    "dots": "PERCENT_30",
    "grid": "SMALL_GRID",
    "across": "OUTLINED_DIAMOND",
    "level": "NARROW_HORIZONTAL",
    "rising": "WIDE_DOWNWARD_DIAGONAL",
    "upright": "NARROW_VERTICAL",
}
HEAD = 8.0
"""Length of an arrow's head, in px."""
THIN = 2.0
"""PowerPoint measures an arrow's head as if its line were no thinner than that, in points."""


class Drawer:
    """Puts the parts of one scene on one slide.

    :param scale: EMU to a px
    :param origin: where the scene's own corner lies on the slide, in EMU
    """

    def __init__(
        self, slide: Any, theme: Theme, scale: float, origin: tuple[float, float], lang: str
    ) -> None:
        self.slide, self.theme, self.scale, self.origin = slide, theme, scale, origin
        self.lang = lang
        self.writer = Writer(theme, scale, lang)
        self.boxes: dict[str, int] = {}
        self.ports: dict[str, list[Point]] = {}
        self.ends: list[tuple[Any, str, int]] = []
        self.legend: Any = None
        self.last: int = max(shape.shape_id for shape in slide.shapes)

    def parts(self, parts: Iterable[Part]) -> None:
        """All parts in their order; lines are glued last, when every box is there."""
        parts = list(parts)
        for part in parts:
            for end, iri in enumerate(part.ends):
                # A box is drawn with a place for each line that ends there.
                self.ports.setdefault(iri, []).extend(
                    trace.points[-end] for trace in part.items if isinstance(trace, Trace)
                )
        for part in parts:
            if part.role == "line":
                for item in part.items:
                    if isinstance(item, Trace):
                        self._trace(self.slide.shapes, item, part)
            elif part.role == "legend":
                if self.legend is None:
                    self.legend = self._group(self.slide.shapes)
                    named(self.legend, say("slide-legend", self.lang))
                self._items(self.legend.shapes, part)
            else:
                self._part(part)
        for end, iri, place in self.ends:
            if iri in self.boxes:
                _glue(end, self.boxes[iri], place)

    def _part(self, part: Part) -> None:
        panels = [item for item in part.items if isinstance(item, Panel)]
        several = len(panels) > 1 or any(isinstance(item, Mark) for item in part.items)
        shapes = self.slide.shapes
        if several:
            group = self._group(shapes)
            named(group, part.name)
            shapes = group.shapes
        first = self._items(shapes, part)
        if first is not None and part.role == "box":
            self.boxes[part.subject] = first.shape_id
            if part.link:
                first.click_action.hyperlink.address = fit(part.link)

    def _items(self, shapes: Any, part: Part) -> Any:
        """The items of a part as shapes; the first of its panels, or its text."""
        panels = [item for item in part.items if isinstance(item, Panel)]
        within: dict[int, list[Text]] = {place: [] for place in range(-1, len(panels))}
        for item in part.items:
            if isinstance(item, Text):
                within[_holder(panels, item)].append(item)
        made = [self._panel(shapes, one, within[n], part) for n, one in enumerate(panels)]
        for item in part.items:
            if isinstance(item, Mark):
                self._mark(shapes, item)
            elif isinstance(item, Trace):
                self._trace(shapes, item, part)
        if within[-1]:
            made.append(self._words(shapes, within[-1], part))
        return made[0] if made else None

    def _panel(self, shapes: Any, panel: Panel, texts: Sequence[Text], part: Part) -> Any:
        from pptx.enum.shapes import MSO_SHAPE

        rect = panel.rect
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if panel.radius else MSO_SHAPE.RECTANGLE
        made = self._added(shapes, "add_shape", kind, *self._place(rect))
        radius = min(0.5, panel.radius / max(1, min(rect.width, rect.height)))
        ports = self.ports.get(part.subject, []) if part.role == "box" else []
        if ports and rect == part.bounds:
            _reshape(made, framed(radius, rect, ports))
        elif panel.radius:
            made.adjustments[0] = radius
        self._fill(made, panel.fill)
        self._stroke(made, panel.stroke, panel.thickness, panel.dash)
        name = part.name if part.role != "box" else " ".join(text.text for text in texts)
        named(made, name or part.name)
        self.writer.write(made.text_frame, texts, rect)
        return made

    def _words(self, shapes: Any, texts: Sequence[Text], part: Part) -> Any:
        """Texts that stand in no panel, in a frame of their own that nobody sees."""
        left = min(text.x for text in texts) if part.role == "legend" else part.bounds.x
        top = min(text.y - ABOVE * text.size for text in texts)
        bottom = max(text.y + BELOW * text.size for text in texts)
        # Room for a font that is wider than ours.
        own = part.bounds.right - left
        wide = own * 1.04 + 12
        if all(text.anchor == "middle" for text in texts):
            left -= (wide - own) / 2
        rect = Rect(left, top, wide, bottom - top)
        made = self._added(shapes, "add_textbox", *self._place(rect))
        named(made, part.name)
        self.writer.write(made.text_frame, texts, rect)
        return made

    def _mark(self, shapes: Any, mark: Mark) -> None:
        """A seat, as the other formats draw it."""
        from pptx.enum.dml import MSO_PATTERN
        from pptx.enum.shapes import MSO_SHAPE

        tone = "hairline" if mark.faded else f"side-{mark.slot}"
        filled = not mark.hollow and not mark.unstated
        patterned = self.theme.patterned and not mark.faded
        outlined = patterned or not filled
        size = mark.size - 1.5 if outlined else mark.size
        kind = shape(mark.slot)
        if kind == "square":
            size *= 0.92
        place = self._place(_around(mark, size, size))
        made = self._added(shapes, "add_shape", getattr(MSO_SHAPE, SHAPES[kind]), *place)
        named(made, say(_said(mark), self.lang))
        filling = PATTERNS.get(pattern(mark.slot))
        self._fill(made, tone if filled else "card")
        if filled and patterned and filling:
            made.fill.patterned()
            made.fill.pattern = getattr(MSO_PATTERN, filling)
            made.fill.fore_color.rgb = rgb(self.theme.colour(tone))
            made.fill.back_color.rgb = rgb(self.theme.colour("card"))
        self._stroke(made, tone if outlined else "", 1.5, (2, 1.5) if mark.unstated else ())
        if mark.observer:
            wide = mark.size + 4
            place = self._place(_around(mark, wide, wide))
            ring = self._added(shapes, "add_shape", MSO_SHAPE.OVAL, *place)
            named(ring, say("slide-observer", self.lang))
            self._fill(ring, "")
            self._stroke(ring, tone, 1, ())

    def _trace(self, shapes: Any, trace: Trace, part: Part) -> None:
        """A line: a connector for each stretch, glued to its boxes and to a dot at each bend."""
        points = straightened(trace.points)
        if len(points) < 2:
            return
        if len(points) > 2:
            group = self._group(shapes)
            named(group, part.name)
            shapes = group.shapes
        tone = "faded" if trace.faded else trace.tone
        made = [self._straight(shapes, one, other) for one, other in pairwise(points)]
        for stretch in made:
            named(stretch, part.name)
            self._stroke(stretch, tone, trace.thickness, trace.dash)
        lines = (made[0], "headEnd", trace.heads == "both"), (made[-1], "tailEnd", True)
        for stretch, end, wanted in lines:
            if wanted and trace.heads != "none":
                line = stretch.line._get_or_add_ln()
                _head(line, end, self._points(HEAD), self._points(trace.thickness))
        for place, point in enumerate(points[1:-1], 1):
            dot = self._dot(shapes, point, trace.thickness, tone, part)
            for stretch, other in (
                (made[place - 1], points[place - 1]),
                (made[place], points[place + 1]),
            ):
                end = _end(stretch, first=stretch is made[place])
                _glue(end, dot.shape_id, ROUND[toward(point, other)])
        if part.ends:
            for first, iri in zip((True, False), part.ends, strict=True):
                point = trace.points[0 if first else -1]
                place = len(SIDES) + self.ports[iri].index(point)
                self.ends.append((_end(made[0 if first else -1], first=first), iri, place))

    def _straight(self, shapes: Any, start: Point, end: Point) -> Any:
        from pptx.enum.shapes import MSO_CONNECTOR

        places = [round(value) for point in (start, end) for value in self._at(point)]
        made = self._added(shapes, "add_connector", MSO_CONNECTOR.STRAIGHT, *places)
        _plain(made)
        return made

    def _dot(self, shapes: Any, point: Point, size: float, tone: str, part: Part) -> Any:
        from pptx.enum.shapes import MSO_SHAPE

        x, y = point
        rect = Rect(x - size / 2, y - size / 2, size, size)
        made = self._added(shapes, "add_shape", MSO_SHAPE.OVAL, *self._place(rect))
        named(made, part.name)
        self._fill(made, tone)
        made.line.fill.background()
        return made

    def _added(self, shapes: Any, how: str, *arguments: Any) -> Any:
        """A new shape, with the next number.

        By itself python-pptx looks through the whole slide for a free number, every time.
        """
        shapes._cached_max_shape_id = self.last
        made = getattr(shapes, how)(*arguments)
        self.last = made.shape_id
        return made

    def _group(self, shapes: Any) -> Any:
        """A new group, likewise."""
        from pptx.oxml.shapes.groupshape import CT_GroupShape
        from pptx.shapes.group import GroupShape

        self.last += 1
        element = CT_GroupShape.new_grpSp(self.last, "")
        shapes._spTree.insert_element_before(element, "p:extLst")
        return GroupShape(element, shapes)

    def _fill(self, made: Any, tone: str) -> None:
        _plain(made)
        if tone:
            made.fill.solid()
            made.fill.fore_color.rgb = rgb(self.theme.colour(tone))
        else:
            made.fill.background()

    def _stroke(self, made: Any, tone: str, thickness: float, dash: Sequence[float]) -> None:
        if not tone:
            made.line.fill.background()
            return
        made.line.color.rgb = rgb(self.theme.colour(tone))
        made.line.width = max(3175, self._long(thickness))
        if dash:
            _dashes(made.line._get_or_add_ln(), dash, thickness)

    def _long(self, length: float) -> int:
        return round(length * self.scale)

    def _points(self, length: float) -> float:
        return round(length * self.scale / POINT, 2)

    def _at(self, point: Point) -> Point:
        x, y = point
        return self.origin[0] + x * self.scale, self.origin[1] + y * self.scale

    def _place(self, rect: Rect) -> tuple[int, int, int, int]:
        x, y = self._at((rect.x, rect.y))
        return round(x), round(y), self._long(rect.width), self._long(rect.height)


def named(made: Any, words: str) -> None:
    """Give a shape the words that are read aloud instead of it, and listed by editors."""
    properties = made._element.xpath(".//p:cNvPr")[0]
    said = fit(words)
    properties.set("descr", said)
    properties.set("name", said[:60] or properties.get("name"))


def _holder(panels: Sequence[Panel], text: Text) -> int:
    """The last panel that a text begins in; -1 for none."""
    for place in reversed(range(len(panels))):
        rect = panels[place].rect
        if rect.x <= text.x <= rect.right and rect.y <= text.y <= rect.bottom:
            return place
    return -1


def around(mark: Mark) -> Rect:
    """The place of a seat."""
    return _around(mark, mark.size, mark.size)


def _around(mark: Mark, width: float, height: float) -> Rect:
    return Rect(mark.x - width / 2, mark.y - height / 2, width, height)


def _said(mark: Mark) -> str:
    if mark.hollow:
        return "slide-vacant"
    return "slide-observer" if mark.observer else "slide-seat"


def _end(connector: Any, *, first: bool) -> Any:
    """The end of a connector that can hold on to a shape."""
    properties = connector._element.nvCxnSpPr.cNvCxnSpPr
    return properties.get_or_add_stCxn() if first else properties.get_or_add_endCxn()


def _glue(end: Any, shape_id: int, place: int) -> None:
    end.id, end.idx = shape_id, place


def _plain(made: Any) -> None:
    """Take away the looks a shape has by its deck's theme, such as a shadow."""
    for style in made._element.xpath("p:style"):
        made._element.remove(style)


def _reshape(made: Any, geometry: str) -> None:
    """Give a shape a geometry of its own."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    old = made._element.spPr.find(qn("a:prstGeom"))
    old.addprevious(parse_xml(geometry))
    old.getparent().remove(old)


def _dashes(line: Any, dash: Sequence[float], thickness: float) -> None:
    """The dash as it is, in shares of the line's thickness."""
    from pptx.oxml.ns import qn

    custom = line.makeelement(qn("a:custDash"), {})
    lengths = [str(round(length / thickness * 100_000)) for length in dash]
    for stroke, gap in zip(lengths[::2], lengths[1::2], strict=True):
        custom.append(custom.makeelement(qn("a:ds"), {"d": stroke, "sp": gap}))
    # Behind the colour, by the order of the schema.
    line.find(qn("a:solidFill")).addnext(custom)


def _head(line: Any, end: str, length: float, thickness: float) -> None:
    """An arrow's head of about a length in points: PowerPoint has three, by the thickness."""
    from pptx.oxml.ns import qn

    share = length / max(thickness, THIN)
    size = "sm" if share < 2.5 else "med" if share < 4 else "lg"
    line.append(line.makeelement(qn(f"a:{end}"), {"type": "triangle", "w": size, "len": size}))
