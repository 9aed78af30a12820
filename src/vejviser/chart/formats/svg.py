"""A scene as SVG: one file that needs nothing else, readable without seeing it."""

from __future__ import annotations

import base64
import functools
from collections.abc import Iterable, Sequence
from html import escape
from math import cos, hypot, pi, sin
from typing import Literal

from vejviser import thirdparty
from vejviser.chart.drawing.lettering import FAMILY, width
from vejviser.chart.drawing.scene import Item, Mark, Panel, Part, Point, Scene, Text, Trace
from vejviser.chart.drawing.themes import PATTERNS, Theme, pattern, shape
from vejviser.chart.wording import say
from vejviser.words import UNFIT

BEND = 7.0
"""Radius of a rounded bend, in px."""
HEAD = 8.0
"""Length of an arrow's head, in px."""
Letters = Literal["carried", "fitted", "given"]
FACES = {400: "IBMPlexSans-Regular.woff2", 600: "IBMPlexSans-SemiBold.woff2"}
SHEETS = {"a4": (210, 297), "a3": (297, 420), "a0": (841, 1189)}
"""Name of a sheet → its sides in mm, the shorter first."""
LISTS = ("box", "line")


def drawn(scene: Scene, theme: Theme, *, paper: str = "", letters: Letters = "carried") -> str:
    """The scene as an SVG document.

    :param paper: a sheet to fill, upright where the picture is; empty for one of its own size
    :param letters: ``carried`` in the file; ``fitted``, whatever font the reader has, to the room
        they were given; or ``given``, where the reader has the font
    """
    size, view = _sheet(scene, paper)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
        f'viewBox="{" ".join(map(number, view))}" lang="{scene.lang}" xml:lang="{scene.lang}" '
        'role="graphics-document document" aria-labelledby="title desc" '
        f"font-family=\"'{FAMILY}', Arial, sans-serif\">",
        f'<title id="title">{text(scene.title)}</title>',
        f'<desc id="desc">{text(scene.description)}</desc>',
    ]
    if letters == "carried":
        out.append(f"<style>{faces()}</style>")
    if theme.patterned:
        out.append(f"<defs>{''.join(patterns())}</defs>")
    x, y, wide, high = map(number, view)
    page = theme.colour("page")
    out.append(f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill="{page}"/>')
    out += parts(scene, theme, fitted=letters == "fitted")
    return "\n".join([*out, "</svg>"]) + "\n"


def _sheet(scene: Scene, paper: str) -> tuple[str, tuple[float, float, float, float]]:
    """The size of the page, and what part of the drawing's plane it shows."""
    wide, high = scene.width, scene.height
    if not paper:
        return f'width="{number(wide)}" height="{number(high)}"', (0, 0, wide, high)
    short, long = SHEETS[paper]
    across, down = (long, short) if wide > high else (short, long)
    scale = max(wide / across, high / down)
    room = (across * scale, down * scale)
    view = ((wide - room[0]) / 2, (high - room[1]) / 2, *room)
    return f'width="{across}mm" height="{down}mm"', view


def parts(scene: Scene, theme: Theme, *, fitted: bool = False) -> Iterable[str]:
    """The parts in reading order; boxes and lines each as a list."""
    before = ""
    for part in scene.parts:
        if before in LISTS and part.role != before:
            yield "</g>"
        if part.role in LISTS and part.role != before:
            key = "lines" if part.role == "line" else scene.holds
            yield f'<g role="list" aria-label="{attribute(say(f"list-{key}", scene.lang))}">'
        before = part.role
        yield _part(part, theme, fitted)
    if before in LISTS:
        yield "</g>"


def _part(part: Part, theme: Theme, fitted: bool) -> str:
    shapes = "".join(_item(item, theme, fitted) for item in part.items)
    name = attribute(part.name)
    relation = f' data-relation="{attribute(part.relation)}"' if part.relation else ""
    if part.role == "box":
        if part.link:
            shapes = f'<a href="{attribute(part.link)}" aria-label="{name}">{shapes}</a>'
        return (
            f'<g role="listitem" class="box" data-id="{attribute(part.subject)}" '
            f'aria-label="{name}"><title>{text(part.name)}</title>{shapes}</g>'
        )
    if part.ends:
        start, end = map(attribute, part.ends)
        relation = f' data-from="{start}" data-to="{end}"{relation}'
    if part.role == "line":
        return (
            f'<g role="listitem" class="line"{relation} aria-label="{name}">'
            f"<title>{text(part.name)}</title>{shapes}</g>"
        )
    hidden = ' aria-hidden="true"' if part.role in ("band", "label") else ""
    return f'<g class="{part.role}"{relation}{hidden}>{shapes}</g>'


def _item(item: Item, theme: Theme, fitted: bool) -> str:
    match item:
        case Text():
            return _text(item, theme, fitted)
        case Panel():
            return _panel(item, theme)
        case Mark():
            return _mark(item, theme)
        case Trace():
            return _trace(item, theme)


def _text(item: Text, theme: Theme, fitted: bool) -> str:
    weight = f' font-weight="{item.weight}"' if item.weight != 400 else ""
    anchor = f' text-anchor="{item.anchor}"' if item.anchor != "start" else ""
    long = ""
    if fitted:
        room = number(width(item.text, item.size, item.weight))
        long = f' textLength="{room}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<text x="{number(item.x)}" y="{number(item.y)}" font-size="{number(item.size)}"'
        f'{weight}{anchor}{long} fill="{theme.colour(item.tone)}">{text(item.text)}</text>'
    )


def _panel(item: Panel, theme: Theme) -> str:
    rect = item.rect
    fill = theme.colour(item.fill) if item.fill else "none"
    stroke = ""
    if item.stroke:
        stroke = f' stroke="{theme.colour(item.stroke)}" stroke-width="{number(item.thickness)}"'
        stroke += dashes(item.dash)
    radius = f' rx="{number(item.radius)}"' if item.radius else ""
    return (
        f'<rect x="{number(rect.x)}" y="{number(rect.y)}" width="{number(rect.width)}" '
        f'height="{number(rect.height)}"{radius} fill="{fill}"{stroke}/>'
    )


def _mark(item: Mark, theme: Theme) -> str:
    """A seat: filled, hollow where vacant, dotted where it stands for no stated number.

    What is not restated is grey; ringed is who sits there as something else than a member.
    """
    tone = theme.colour("hairline" if item.faded else f"side-{item.slot}")
    kind = pattern(item.slot)
    filled = not item.hollow and not item.unstated
    patterned = theme.patterned and not item.faded
    fill = tone if filled else theme.colour("card")
    if filled and patterned and kind != "solid":
        fill = f"url(#{kind})"
    style, inner = f'fill="{fill}"', item.size
    if not filled or patterned:
        style += f' stroke="{tone}" stroke-width="1.5"'
        style += dashes((2, 1.5) if item.unstated else ())
        inner -= 1.5
    drawn = _outline(item, inner, style)
    if item.observer:
        ring = number(item.size / 2 + 2)
        drawn += (
            f'<circle cx="{number(item.x)}" cy="{number(item.y)}" r="{ring}" fill="none" '
            f'stroke="{tone}" stroke-width="1"/>'
        )
    return drawn


def _outline(item: Mark, size: float, style: str) -> str:
    kind = shape(item.slot)
    if kind == "circle":
        return (
            f'<circle cx="{number(item.x)}" cy="{number(item.y)}" r="{number(size / 2)}" {style}/>'
        )
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners(item, size))
    return f'<polygon points="{points}" {style}/>'


def corners(item: Mark, size: float) -> list[Point]:
    """The corners of a mark that is no circle."""
    kind, half = shape(item.slot), size / 2
    if kind == "square":
        side = half * 0.92
        turns = [(-side, -side), (side, -side), (side, side), (-side, side)]
        return [(item.x + dx, item.y + dy) for dx, dy in turns]
    if kind == "star":
        ring = [(half * (1.2 if i % 2 == 0 else 0.55), i / 10) for i in range(10)]
    elif kind == "drop":
        ring = [(half * 1.2, i / 3 + 1 / 6) for i in range(3)]
    else:
        sides = {"triangle": 3, "diamond": 4, "pentagon": 5, "hexagon": 6}[kind]
        reach = {"triangle": 1.2, "diamond": 1.2, "pentagon": 1.1, "hexagon": 1.05}[kind]
        ring = [(half * reach, i / sides) for i in range(sides)]
    low = half * 0.15 if kind == "triangle" else -half * 0.15 if kind == "drop" else 0
    return [
        (item.x + r * sin(2 * pi * turn), item.y + low - r * cos(2 * pi * turn)) for r, turn in ring
    ]


def _trace(item: Trace, theme: Theme) -> str:
    tone = theme.colour("faded" if item.faded else item.tone)
    points = list(item.points)
    heads = []
    if item.heads in ("end", "both"):
        heads.append(head(points[-2], points[-1]))
        points[-1] = short_of(points[-2], points[-1])
    if item.heads == "both":
        heads.append(head(points[1], points[0]))
        points[0] = short_of(points[1], points[0])
    drawn = (
        f'<path d="{path(points[::-1] if item.backwards else points)}" fill="none" stroke="{tone}" '
        f'stroke-width="{number(item.thickness)}"{dashes(item.dash)}/>'
    )
    for corners in heads:
        ends = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
        drawn += f'<polygon points="{ends}" fill="{tone}"/>'
    return drawn


def path(points: Sequence[Point]) -> str:
    """The path through points, with a rounded bend at each."""
    start, *between, end = points
    out = [f"M{number(start[0])} {number(start[1])}"]
    for before, here, after in zip(points, between, points[2:], strict=False):
        reach = min(BEND, _long(before, here) / 2, _long(here, after) / 2)
        one, other = _toward(here, before, reach), _toward(here, after, reach)
        out.append(f"L{number(one[0])} {number(one[1])}")
        out.append(f"Q{number(here[0])} {number(here[1])} {number(other[0])} {number(other[1])}")
    return " ".join([*out, f"L{number(end[0])} {number(end[1])}"])


def head(before: Point, tip: Point) -> list[Point]:
    """The three corners of an arrow's head."""
    length = _long(before, tip) or 1
    ux, uy = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    back = (tip[0] - ux * HEAD, tip[1] - uy * HEAD)
    half = HEAD * 0.45
    return [
        tip,
        (back[0] - uy * half, back[1] + ux * half),
        (back[0] + uy * half, back[1] - ux * half),
    ]


def short_of(before: Point, tip: Point) -> Point:
    """Where a line ends whose arrow's head goes on to the tip."""
    return _toward(tip, before, min(HEAD - 1, _long(before, tip) / 2))


def _long(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _toward(here: Point, there: Point, reach: float) -> Point:
    length = _long(here, there) or 1
    share = reach / length
    return here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share


def patterns() -> Iterable[str]:
    """What marks are filled with in print."""
    strokes = {
        "diagonal": "M-1 1L1 -1M0 4L4 0M3 5L5 3",
        "grid": "M0 2H4M2 0V4",
        "across": "M0 0L4 4M4 0L0 4",
        "level": "M0 2H4",
        "rising": "M-1 3L1 5M0 0L4 4M3 -1L5 1",
        "upright": "M2 0V4",
    }
    for name in PATTERNS:
        if name == "solid":
            continue
        inside = '<circle cx="2" cy="2" r="1" fill="#000000"/>'
        if name in strokes:
            inside = f'<path d="{strokes[name]}" stroke="#000000" stroke-width="1.2"/>'
        yield (
            f'<pattern id="{name}" width="4" height="4" patternUnits="userSpaceOnUse">'
            f'<rect width="4" height="4" fill="#ffffff"/>{inside}</pattern>'
        )


@functools.cache
def faces() -> str:
    """The style sheet that carries the letters."""
    out = []
    for weight, name in FACES.items():
        letters = base64.b64encode(thirdparty.path(name).read_bytes()).decode("ascii")
        out.append(
            f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
            f"src:url(data:font/woff2;base64,{letters}) format('woff2')}}"
        )
    return "".join(out)


def dashes(lengths: Sequence[float]) -> str:
    """The attribute for a broken line; nothing for an unbroken one."""
    return f' stroke-dasharray="{" ".join(map(number, lengths))}"' if lengths else ""


def number(value: float) -> str:
    """A length with at most two decimals, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def text(value: str) -> str:
    """Text between tags."""
    return escape(UNFIT.sub("", value), quote=False)


def attribute(value: str) -> str:
    """Text between quotation marks."""
    return escape(UNFIT.sub("", value))
