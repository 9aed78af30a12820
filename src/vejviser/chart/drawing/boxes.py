"""What a box holds and how big it is: its texts, seats and grids, placed from its own corner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt

from vejviser.chart.drawing.lettering import Weight, width, wrapped
from vejviser.chart.drawing.scene import Item, Mark, Panel, Rect, Text, moved
from vejviser.chart.model import DOT, SILENT, Box, Cell, Change, Chart, Fact, Seats
from vejviser.chart.wording import CHANGES, say, sitting

PAD = 13.0
TITLE, SMALL = 14.0, 11.5
TITLE_LINE, SMALL_LINE = 18.0, 15.0
ROOM: Mapping[str, float] = {"body": 190, "focus": 300, "step": 200, "need": 220, "group": 300}
"""Width of the texts of a box by its role, in px."""
SEAT, SEAT_GAP, GROUP_GAP = 10.0, 4.0, 9.0
ROW = 15
"""The most seats in a row."""
FEW = 12
"""The most seats of a group that one box of many draws one by one; with more, one for each side."""
CHIP, CHIP_GAP = 24.0, 6.0
TALL = 150.0
"""From how high on a grid stands beside what else is in its box, and no longer below."""


@dataclass(frozen=True)
class Drawn:
    """A box by itself: its size, and what is in it as seen from its upper left corner."""

    width: float
    height: float
    items: tuple[Item, ...]


@dataclass
class Stack:
    """What is put into a box from the top down."""

    items: list[Item]
    wide: float = 0
    y: float = PAD

    def text(
        self, text: str, room: float, size: float, line: float, tone: str, weight: Weight = 400
    ) -> None:
        """Lines of text; a paragraph sign stays with its number."""
        for one in wrapped(text.replace("§ ", "§\N{NO-BREAK SPACE}"), size, room, weight):
            self.items.append(
                Text(PAD, self.y + line - (line - size) / 2 - size * 0.22, one, size, tone, weight)
            )
            self.wide = max(self.wide, width(one, size, weight))
            self.y += line

    def gap(self, height: float) -> None:
        self.y += height


def drawn(box: Box, chart: Chart) -> Drawn:
    """A box with its frame, as big as what it holds."""
    slots = {side.iri: side.slot for side in chart.sides}
    pale = _pale(box)
    room = ROOM[box.role]
    stack = Stack([])
    if box.change:
        stack.text(
            CHANGES[box.change][chart.lang == "en"], room, SMALL, SMALL_LINE, box.change, 600
        )
    stack.text(box.label, room, TITLE, TITLE_LINE, "faded" if pale else "ink", 600)
    if box.subtitle:
        stack.text(box.subtitle, room, SMALL, SMALL_LINE, "faded" if pale else "muted")
    if box.seats:
        stack.gap(6)
        seats = [replace(group, standing="not-restated") if pale else group for group in box.seats]
        if box.role == "focus":
            for group in seats:
                _group(stack, group, slots, room, chart.lang)
        else:
            _together(stack, _shown(seats), slots, room, chart.lang, one_mark(box))
    if box.facts:
        stack.gap(5)
        for number, fact in enumerate(box.facts):
            stack.gap(3 if number else 0)
            _fact(stack, fact, room)
    if box.cells:
        if stack.y > TALL:
            _beside(stack, box.cells)
        else:
            stack.gap(8)
            _grid(stack, box.cells)
    stack.gap(PAD)
    whole = Rect(0, 0, ceil(max(stack.wide, 70) + 2 * PAD), ceil(stack.y))
    frame = _frame(box, whole, slots)
    items = (frame, *beside_colour(frame, box.change), *stack.items)
    return Drawn(whole.width, whole.height, items)


def widened(box: Drawn, wide: float) -> Drawn:
    """A box with a wider frame and everything else where it is."""
    frame, *rest = box.items
    if isinstance(frame, Panel):
        frame = replace(frame, rect=replace(frame.rect, width=wide))
    return Drawn(wide, box.height, (frame, *rest))


def _pale(box: Box) -> bool:
    """Whether a box is of what is no longer said."""
    return box.standing != "stated" or box.change in SILENT


def _frame(box: Box, whole: Rect, slots: Mapping[str, int]) -> Panel:
    pale = _pale(box)
    slot = slots.get(box.side, -1)
    side = "frame" if slot < 0 else f"side-{slot}"
    return Panel(
        whole,
        "card" if slot < 0 or pale else f"tint-{slot}",
        "hairline" if pale else box.change or side,
        radius=4 if box.role in ("step", "need") else 9,
        thickness=2.5 if box.role in ("focus", "need") or (box.change and not pale) else 1.5,
        dash=(5, 3) if pale else (),
    )


def beside_colour(frame: Panel, change: Change) -> tuple[Panel, ...]:
    """What tells a change without colour: a bar in what has changed, a second frame in the renamed.

    What has been added has a thick frame, and what is not restated a broken one.
    """
    rect = frame.rect
    if change == "changed":
        bar = Rect(rect.x + 4, rect.y + 4, 4, rect.height - 8)
        return (Panel(bar, frame.stroke, radius=2),)
    if change == "renamed":
        inner = Rect(rect.x + 4, rect.y + 4, rect.width - 8, rect.height - 8)
        return (Panel(inner, "", frame.stroke, radius=max(frame.radius - 4, 1), thickness=1),)
    return ()


def one_mark(box: Box) -> bool:
    """Whether a box has one mark for each side, as it has too many seats to draw all of them."""
    return box.role != "focus" and any(group.marks > FEW for group in _shown(box.seats))


def _shown(groups: Iterable[Seats]) -> list[Seats]:
    """The groups that are drawn side by side."""
    return [group for group in groups if not group.within and group.capacity == "member"]


def _together(
    stack: Stack,
    shown: Sequence[Seats],
    slots: Mapping[str, int],
    room: float,
    lang: str,
    many: bool,
) -> None:
    """All seats of a body side by side, and their numbers as a sum: 6+5+1.

    :param many: whether there is one mark for each side, and not for each seat
    """
    x, y = PAD, stack.y + SEAT / 2
    first: dict[str, Seats] = {}
    for group in shown:
        first.setdefault(group.side, group)
    for group in first.values() if many else shown:
        for mark in _seats(group, slots)[: 1 if many else None]:
            if x + SEAT > PAD + room:
                x, y = PAD, y + SEAT + SEAT_GAP
            stack.items.append(replace(mark, x=x + SEAT / 2, y=y))
            x += SEAT + SEAT_GAP
        x += GROUP_GAP - SEAT_GAP
    stack.wide = max(stack.wide, (room if y > stack.y + SEAT else x - PAD))
    numbers = [_number(group, lang) for group in shown if group.marks]
    known = ("+" if all(map(str.isdigit, numbers)) else " + ").join(numbers)
    words = known or say("unknown", lang)
    if known and any(not group.marks for group in shown):
        words = say("some-unknown", lang).format(known=known)
    needed = width(words, SMALL, 600)
    if x - PAD + needed > room:
        x, y = PAD, y + SMALL_LINE
    if shown:
        tone = "muted" if any(group.standing == "stated" for group in shown) else "faded"
        stack.items.append(Text(x, y + SMALL * 0.36, words, SMALL, tone, 600))
        stack.wide = max(stack.wide, x - PAD + needed)
        stack.y = y + SEAT / 2 + 2


def _number(group: Seats, lang: str) -> str:
    """How many seats; a number each participant has is not taken for all there are."""
    return f"{group.number} {say('each', lang)}" if group.each else group.number


def _group(stack: Stack, group: Seats, slots: Mapping[str, int], room: float, lang: str) -> None:
    """One seat group by itself: its seats, and below them who fills them."""
    indent = 14.0 if group.within else 0.0
    left = PAD + indent
    marks = _seats(group, slots)
    for place, mark in enumerate(marks):
        row, column = divmod(place, ROW)
        x = left + SEAT / 2 + column * (SEAT + SEAT_GAP)
        y = stack.y + SEAT / 2 + row * (SEAT + SEAT_GAP)
        stack.items.append(replace(mark, x=x, y=y))
        stack.wide = max(stack.wide, x + SEAT / 2 - PAD)
    stack.y += ceil(len(marks) / ROW) * (SEAT + SEAT_GAP)
    tone = "ink" if group.standing == "stated" else "faded"
    before = len(stack.items)
    words = f"{group.label}: {group.number}"
    if group.marks:
        words = f"{group.number} {sitting(group, lang)}"
    stack.text(words, room - indent, SMALL, SMALL_LINE, tone)
    if group.note:
        stack.text(group.note, room - indent, SMALL, SMALL_LINE, "muted" if tone == "ink" else tone)
    if indent:
        stack.items[before:] = [
            replace(item, x=item.x + indent) if isinstance(item, Text) else item
            for item in stack.items[before:]
        ]
        stack.wide = max(stack.wide, room)
    stack.gap(4)


def _seats(group: Seats, slots: Mapping[str, int]) -> list[Mark]:
    """The seats of a group, the vacant ones last; one for all where no number is stated."""
    slot = slots.get(group.side, -1)
    pale = group.standing != "stated"
    observer = group.capacity != "member"
    empty = group.vacant or 0
    return [
        Mark(
            0,
            0,
            SEAT,
            slot,
            hollow=0 < group.marks <= place + empty,
            observer=observer,
            faded=pale,
            unstated=not group.marks,
        )
        for place in range(max(group.marks, 1))
    ]


def _fact(stack: Stack, fact: Fact, room: float) -> None:
    """A sentence; where a dot begins it, its further lines stand under its words."""
    tone = fact.change or ("muted" if fact.standing == "stated" else "faded")
    if not fact.text.startswith(DOT):
        stack.text(fact.text, room, SMALL, SMALL_LINE, tone)
        return
    indent = width(DOT, SMALL)
    dot, words = Stack([], y=stack.y), Stack([], y=stack.y)
    dot.text(DOT, room, SMALL, SMALL_LINE, tone)
    words.text(fact.text.removeprefix(DOT), room - indent, SMALL, SMALL_LINE, tone)
    stack.items += [*dot.items, *(moved(item, indent, 0) for item in words.items)]
    stack.wide, stack.y = max(stack.wide, indent + words.wide), words.y


def _beside(stack: Stack, cells: Sequence[Cell]) -> None:
    """A grid to the right of what is in the box already."""
    right = stack.wide + 2 * PAD
    grid = Stack([])
    _grid(grid, cells)
    stack.items += [moved(item, right, 0) for item in grid.items]
    stack.wide, stack.y = right + grid.wide, max(stack.y, grid.y)


def _grid(stack: Stack, cells: Sequence[Cell]) -> None:
    """Many alike, in columns, read row by row; under their headings, if they have any."""
    names = [cell for cell in cells if cell.iri]
    wide = ceil(max(width(cell.label, SMALL) for cell in names) + 18)
    shape = 2.2 if len(names) == len(cells) else 4.0
    columns = _columns(cells, round(sqrt(len(names) * shape * CHIP / wide)))
    column, y = 0, stack.y
    for place, cell in enumerate(cells):
        if column == columns or (not cell.iri and column):
            column, y = 0, y + CHIP + CHIP_GAP
        if not cell.iri:
            y += CHIP_GAP if place else 0
            stack.items.append(Text(PAD, y + SMALL, cell.label, SMALL, "muted", 600))
            stack.wide = max(stack.wide, width(cell.label, SMALL, 600))
            y += SMALL_LINE + CHIP_GAP
            continue
        chip = Rect(PAD + column * (wide + CHIP_GAP), y, wide, CHIP)
        pale = cell.standing != "stated"
        stack.items += [
            Panel(chip, "chip", "hairline", radius=5, thickness=1, dash=(4, 3) if pale else ()),
            Text(chip.x + 9, chip.y + 16, cell.label, SMALL, "faded" if pale else "ink"),
        ]
        column += 1
    stack.wide = max(stack.wide, columns * (wide + CHIP_GAP) - CHIP_GAP)
    stack.y = y + CHIP


def _columns(cells: Sequence[Cell], wished: int) -> int:
    """The number of columns near one wished for that leaves the fewest names alone in a row, and
    then the fewest places empty."""
    counts = [0]
    for cell in cells:
        if cell.iri:
            counts[-1] += 1
        else:
            counts.append(0)
    wished = min(max(1, wished), max(counts))
    reach = (wished + 1) // 4

    def waste(columns: int) -> tuple[int, ...]:
        alone = sum(count > columns and count % columns == 1 for count in counts)
        return alone, sum(-count % columns for count in counts), abs(columns - wished), -columns

    return min(range(wished - reach, min(wished + reach, max(counts)) + 1), key=waste)
