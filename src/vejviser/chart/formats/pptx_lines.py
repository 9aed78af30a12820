"""Where the lines of a scene end and turn, as places that connectors of a slide can hold on to.

A bent connector goes its own way: LibreOffice works it out anew, and through other boxes. So each
stretch of a line is a straight connector, which all programs draw alike, and at a bend two of them
hold on to a dot as thick as the line.
"""

from __future__ import annotations

from collections.abc import Sequence

from vejviser.chart.drawing.scene import Point, Rect

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
NEAR = 0.5
"""What counts as no length at all, in px."""
SIDES = (("hc", "t", 270), ("l", "vc", 180), ("hc", "b", 90), ("r", "vc", 0))
"""Middles of a rectangle's sides as PowerPoint numbers them, and which way is out, in degrees."""
ROUND = (0, 2, 4, 6)
"""The same sides of a circle, as PowerPoint numbers its places for connectors."""


def straightened(points: Sequence[Point]) -> list[Point]:
    """The points of a line without those at which it does not turn.

    >>> straightened([(0, 0), (0, 5), (0, 9), (4, 9), (4, 9)])
    [(0, 0), (0, 9), (4, 9)]
    """
    found: list[Point] = []
    for point in points:
        if found and _same(found[-1], point):
            continue
        if len(found) > 1 and _in_line(found[-2], found[-1], point):
            found.pop()
        found.append(point)
    return found


def framed(radius: float, box: Rect, ports: Sequence[Point]) -> str:
    """The geometry of a rounded rectangle with a place for a connector wherever a line ends.

    It is PowerPoint's own, but for the places: there a connector can end only at the middle of a
    side, where all lines of a side would meet.

    :param radius: of the corners, as a share of the shorter side
    """
    places = [_site(x, y, out) for x, y, out in SIDES]
    guides = []
    for number, (x, y) in enumerate(ports):
        share = {
            "w": round((x - box.x) / max(box.width, 1) * 100_000),
            "h": round((y - box.y) / max(box.height, 1) * 100_000),
        }
        guides += [
            f'<a:gd name="{length}{number}" fmla="*/ {length} {of} 100000"/>'
            for length, of in share.items()
        ]
        places.append(_site(f"w{number}", f"h{number}", SIDES[side(box, (x, y))][2]))
    return (
        f'<a:custGeom xmlns:a="{DRAWING}"><a:avLst/><a:gdLst>'
        f'<a:gd name="c" fmla="*/ ss {round(radius * 100_000)} 100000"/>'
        '<a:gd name="x" fmla="+- r 0 c"/><a:gd name="y" fmla="+- b 0 c"/>'
        f"{''.join(guides)}</a:gdLst><a:ahLst/><a:cxnLst>{''.join(places)}</a:cxnLst>"
        '<a:rect l="l" t="t" r="r" b="b"/><a:pathLst><a:path>'
        f"<a:moveTo>{_point('l', 'c')}</a:moveTo>{_corner('cd2')}"
        f"<a:lnTo>{_point('x', 't')}</a:lnTo>{_corner('3cd4')}"
        f"<a:lnTo>{_point('r', 'y')}</a:lnTo>{_corner('0')}"
        f"<a:lnTo>{_point('c', 'b')}</a:lnTo>{_corner('cd4')}"
        "<a:close/></a:path></a:pathLst></a:custGeom>"
    )


def side(box: Rect, point: Point) -> int:
    """Which of a box's sides a line's end touches, in the order of :data:`SIDES`."""
    x, y = point
    distances = (abs(y - box.y), abs(x - box.x), abs(y - box.bottom), abs(x - box.right))
    return distances.index(min(distances))


def toward(point: Point, other: Point) -> int:
    """On which side of a point another lies, in the order of :data:`SIDES`.

    >>> toward((0, 0), (0, -5)), toward((0, 0), (9, 1))
    (0, 3)
    """
    dx, dy = other[0] - point[0], other[1] - point[1]
    if abs(dy) >= abs(dx):
        return 0 if dy < 0 else 2
    return 1 if dx < 0 else 3


def _site(x: str, y: str, out: int) -> str:
    return f'<a:cxn ang="{out * 60_000}"><a:pos x="{x}" y="{y}"/></a:cxn>'


def _point(x: str, y: str) -> str:
    return f'<a:pt x="{x}" y="{y}"/>'


def _corner(start: str) -> str:
    return f'<a:arcTo wR="c" hR="c" stAng="{start}" swAng="cd4"/>'


def _same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < NEAR and abs(one[1] - other[1]) < NEAR


def _in_line(one: Point, middle: Point, other: Point) -> bool:
    """Whether a line goes on in its way at a point, across or upright."""
    return any(
        abs(one[axis] - middle[axis]) < NEAR and abs(middle[axis] - other[axis]) < NEAR
        for axis in (0, 1)
    )
