"""What is wrong with a drawn page: things in each other's way, or off the page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from vejviser.chart.drawing.lettering import width
from vejviser.chart.drawing.scene import Mark, Point, Rect, Scene, Text, Trace
from vejviser.chart.formats.svg import head

SLACK = 0.5
"""What may be due to rounding, in px."""


def flaws(scene: Scene) -> list[str]:
    """Every flaw as a line that says what is wrong with what; empty for a page in order."""
    found = {*_off(scene), *_overlaps(scene), *_crossed(scene), *_struck(scene), *_texts(scene)}
    return sorted(found)


def _off(scene: Scene) -> Iterator[str]:
    page = Rect(0, 0, scene.width, scene.height)
    for part in scene.parts:
        if not _inside(part.bounds, page):
            yield f"off the page: {part.role} {part.name}"


def _overlaps(scene: Scene) -> Iterator[str]:
    solid = [part for part in scene.parts if part.role not in ("line", "band")]
    for one, other in combinations(solid, 2):
        if _meet(one.bounds, other.bounds):
            yield f"{one.role} {one.name} over {other.role} {other.name}"


def _crossed(scene: Scene) -> Iterator[str]:
    boxes = [part for part in scene.parts if part.role == "box"]
    for line in scene.parts:
        if line.role != "line":
            continue
        for trace in line.items:
            if isinstance(trace, Trace):
                for box in boxes:
                    own = box.subject in line.ends
                    if any(_through(a, b, box.bounds) for a, b in pairwise(trace.points)):
                        through = "its own" if own else "a"
                        yield f"line {line.name} through {through} box {box.name}"


def _struck(scene: Scene) -> Iterator[str]:
    """Lines through words that are not their own, and arrows whose heads lie on a caption."""
    words = [
        (part, rect)
        for part in scene.parts
        if part.role not in ("box", "line")
        for rect in (
            [_around(item) for item in part.items if isinstance(item, Text)]
            if part.role == "band"
            else [part.bounds]
        )
    ]
    for line in scene.parts:
        for trace in line.items:
            if line.role != "line" or not isinstance(trace, Trace):
                continue
            for part, rect in words:
                own = part.ends == line.ends and part.relation == line.relation
                if not own and any(_through(a, b, rect) for a, b in pairwise(trace.points)):
                    yield f"line {line.name} through {part.role} {part.name}"
                if part.role == "label" and any(_meet(head, rect) for head in _heads(trace)):
                    yield f"arrow of {line.name} on label {part.name}"


def _heads(trace: Trace) -> Iterator[Rect]:
    """Where the arrows of a line are."""
    ends = {"none": (), "end": (-1,), "both": (-1, 0)}[trace.heads]
    for end in ends:
        corners = head(trace.points[-2 if end else 1], trace.points[end])
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        yield Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _texts(scene: Scene) -> Iterator[str]:
    """Texts that leave their part, or stand on one another or on a seat."""
    for part in scene.parts:
        texts = [(item.text, _around(item)) for item in part.items if isinstance(item, Text)]
        for text, rect in texts:
            if not _inside(rect, part.bounds):
                yield f"text leaves its {part.role}: {text}"
        seats = [("a seat", _seat(item)) for item in part.items if isinstance(item, Mark)]
        for (one, rect), (other, place) in combinations([*texts, *seats], 2):
            if _meet(rect, place):
                yield f"{one} over {other} in {part.role} {part.name}"


def _around(text: Text) -> Rect:
    """From the top of small letters to the base line: what may not be covered."""
    long = width(text.text, text.size, text.weight)
    left = text.x - {"start": 0, "middle": long / 2, "end": long}[text.anchor]
    return Rect(left, text.y - text.size * 0.7, long, text.size * 0.7)


def _seat(mark: Mark) -> Rect:
    return Rect(mark.x - mark.size / 2, mark.y - mark.size / 2, mark.size, mark.size)


def _inside(rect: Rect, room: Rect) -> bool:
    return (
        rect.x >= room.x - SLACK
        and rect.y >= room.y - SLACK
        and rect.right <= room.right + SLACK
        and rect.bottom <= room.bottom + SLACK
    )


def _meet(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right - SLACK
        and other.x < one.right - SLACK
        and one.y < other.bottom - SLACK
        and other.y < one.bottom - SLACK
    )


def _through(a: Point, b: Point, box: Rect) -> bool:
    """Whether a straight piece of a line runs inside a box."""
    piece = Rect(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
    return (
        piece.x < box.right - SLACK
        and box.x + SLACK < piece.right
        and piece.y < box.bottom - SLACK
        and box.y + SLACK < piece.bottom
    )
