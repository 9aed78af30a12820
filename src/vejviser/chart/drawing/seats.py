"""The seats of a body as a picture: a half circle, or a row for each group, and who fills them.

A half circle is drawn where every number is stated; else each group has a row of its own, and a
frame without seats where no number is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from vejviser.chart.drawing.halfcircle import HalfCircle
from vejviser.chart.drawing.lettering import Weight, width, wrapped
from vejviser.chart.drawing.scene import Item, Panel, Part, Point, Rect, Text, moved
from vejviser.chart.drawing.seatplan import Plan, Seat
from vejviser.chart.model import Box, Chart, Seats
from vejviser.chart.wording import say, sitting

NUMBER, WORDS, NOTE, HEAD, BIG, BADGE = 15.0, 14.0, 12.0, 11.0, 40.0, 10.5
WORDS_LINE, NOTE_LINE = 19.0, 16.0
KEY = 330.0
"""Width of the words of a group."""
SMALL, SWATCH, SEAT, GAP = 10.0, 14.0, 22.0, 5.0
COLUMNS = 10
"""The most seats in a row of a group."""
MOST = 200
"""The most seats of a group that are drawn one by one where each has a row."""
APART, INDENT = 14.0, 24.0
BETWEEN = 52.0
PLAIN: Weight = 400
BOLD: Weight = 600
DISC = 15.0
"""A sign on a seat: the initial of what who sits there is."""


@dataclass(frozen=True)
class Drawn:
    """Parts as seen from their common upper left corner."""

    width: float
    height: float
    parts: tuple[Part, ...]


def drawn(chart: Chart) -> Drawn:
    """The seats of the one body of a chart."""
    [box] = chart.boxes
    plan = Plan(box, {side.iri: side.slot for side in chart.sides}, chart.lang)
    ring = plan.ring()
    left = _ring(plan, ring) if ring else None
    key = _key(plan, ring is None)
    if left is None:
        return replace(key, parts=tuple(_joined(key.parts)))
    high = max(left.height, key.height)
    parts = [
        *placed(left.parts, 0, (high - left.height) / 2),
        *placed(key.parts, left.width + BETWEEN, (high - key.height) / 2),
    ]
    return Drawn(left.width + BETWEEN + key.width, high, tuple(_joined(parts)))


# ---------------------------------------------------------------- the half circle


def _ring(plan: Plan, ring: HalfCircle) -> Drawn:
    """The seats of the members around their number, and below them those who only sit in."""
    size = round(min(ring.pitch * 0.68, 27), 2)
    wide = max(2 * ring.radius + size, 240)
    middle, base = wide / 2, ring.radius + size / 2
    places = [(middle + x, base + y) for x, y in ring.seats]
    parts: list[Part] = []
    y = base + size / 2
    if plan.box.total:
        parts.append(_number(plan, middle, base, ring.hollow))
        y = max(y, parts[0].bounds.bottom)
    for group in plan.members:
        items: list[Item] = []
        badges: list[Part] = []
        for seat in plan.seats(group):
            place = places.pop(0)
            items.append(plan.mark(group, seat, size, *place))
            badges += _badge(seat.badge, *place, size)
        if group.more:
            x, line = places.pop(0)
            rect = Rect(x - size / 2, line - size / 2, size, size)
            plus = Text(x, line + size * 0.35, "+", size, "muted", 600, "middle")
            badges.append(Part("label", "+", rect, (plus,)))
        bounds = Rect(middle, base, 0, 0)
        parts += [Part("box", "", bounds, tuple(items), group.point), *badges]
    besides = [group for group in plan.outer if group.apart and group.capacity == "observer"]
    seats = [(group, seat) for group in besides for seat in plan.seats(group)][:COLUMNS]
    if seats:
        y += 16
        left = middle - (len(seats) - 1) * (size + 10) / 2
        for number, (group, seat) in enumerate(seats):
            mark = plan.mark(group, seat, size, left + number * (size + 10), y + size / 2 + 2)
            parts.append(Part("box", "", Rect(middle, base, 0, 0), (mark,), group.point))
        y += size + 4
    return Drawn(wide, y, tuple(parts))


def _number(plan: Plan, middle: float, base: float, hollow: float) -> Part:
    """The number of seats in the hollow of the half circle."""
    total, words = plan.box.total, plan.box.subtitle
    room = hollow * 1.3
    lines = wrapped(words, NOTE, room)
    big = min(BIG, BIG * room / max(width(total, BIG, 600), 1))
    y, top = base + 9, base - 8 - big
    items: list[Item] = [Text(middle, base - 8, total, big, "ink", 600, "middle")]
    for place, line in enumerate(lines):
        items.append(Text(middle, y + place * NOTE_LINE, line, NOTE, "muted", anchor="middle"))
    long = max(width(total, big, 600), *(width(line, NOTE) for line in lines))
    bounds = Rect(middle - long / 2, top, long, y + len(lines) * NOTE_LINE - 12 - top)
    name = f"{plan.box.label}: {total} {words}"
    return Part("box", name, bounds, tuple(items), plan.box.iri, _link(plan.box))


def _badge(letter: str, x: float, y: float, size: float) -> list[Part]:
    """A sign on a seat that is large enough for it."""
    if not letter or size < SWATCH:
        return []
    disc = min(DISC, size * 0.8)
    rect = Rect(x - disc / 2, y - disc / 2, disc, disc)
    text = Text(x, y + BADGE * 0.35, letter, BADGE * disc / DISC, "ink", 600, "middle")
    return [Part("label", letter, rect, (Panel(rect, "label", radius=disc / 2), text))]


# ---------------------------------------------------------------- the words beside it


def _key(plan: Plan, alone: bool) -> Drawn:
    """A row for each group: its sign, its number and who fills it.

    :param alone: whether there is no other picture, so that the rows bear the seats themselves
    """
    parts: list[Part] = []
    y = 0.0
    if alone and plan.box.total:
        parts.append(_heading(plan))
        y = parts[-1].bounds.bottom + APART
    rows = [(group, _sign(plan, group, alone)) for group in plan.box.seats]
    left = max((sign.width for _, sign in rows), default=0) + 12
    for heading, several in groupby(rows, key=lambda row: row[0].apart):
        found = list(several)
        if heading:
            y += 6
        for place, (group, sign) in enumerate(found):
            head = heading if heading and not place else ""
            row = _row(plan, group, sign, (left, y), head, alone)
            parts += row
            y = row[-1].bounds.bottom + (
                6 if group.point and _next_is_inner(found, place) else APART
            )
    y -= APART
    for fact in plan.box.facts:
        y += APART
        part = _fact(plan, fact.text, left, y)
        parts.append(part)
        y = part.bounds.bottom
    deepest = max((_indent(plan, group) for group, _ in rows), default=0)
    return Drawn(left + deepest + KEY, y, tuple(parts))


def _next_is_inner(rows: Sequence[tuple[Seats, Drawn]], place: int) -> bool:
    return place + 1 < len(rows) and rows[place + 1][0].within != ""


def _heading(plan: Plan) -> Part:
    total, words = plan.box.total, plan.box.subtitle
    long = width(total, BIG, 600)
    items: tuple[Item, ...] = (
        Text(0, BIG * 0.85, total, BIG, "ink", 600),
        Text(long + 10, BIG * 0.85, words, WORDS, "muted"),
    )
    bounds = Rect(0, 0, long + 10 + width(words, WORDS), BIG)
    name = f"{plan.box.label}: {total} {words}"
    return Part("box", name, bounds, items, plan.box.iri, _link(plan.box))


def _indent(plan: Plan, group: Seats) -> float:
    return INDENT * plan.depth(group)


def _sign(plan: Plan, group: Seats, alone: bool) -> Drawn:
    """What stands before the words of a group: its seats, or one as a sample of them."""
    if not group.number:
        return Drawn(0, 0, ())
    if not group.marks and alone:
        return _blank(plan, group)
    inner = plan.badges.get(group.point, "")
    if not alone or inner or group.marks > MOST:
        seat = Seat(inner, hollow=inner != "" and group.vacant == group.marks)
        size = SWATCH + 3 if inner else SWATCH
        mark = plan.mark(group, seat, size, size / 2, size / 2)
        own = Part("box", "", Rect(0, 0, 0, 0), (mark,), group.point)
        return Drawn(size, size, (own, *_badge(inner, size / 2, size / 2, size)))
    seats = plan.seats(group)
    items: list[Item] = []
    badges: list[Part] = []
    for place, seat in enumerate(seats):
        row, column = divmod(place, COLUMNS)
        x, y = column * (SEAT + GAP) + SEAT / 2, row * (SEAT + GAP) + SEAT / 2
        items.append(plan.mark(group, seat, SEAT, x, y))
        badges += _badge(seat.badge, x, y, SEAT)
    rows = (len(seats) - 1) // COLUMNS + 1
    wide = min(len(seats), COLUMNS) * (SEAT + GAP) - GAP
    after = "+" if group.more else say("per-taker", plan.lang) if group.each else ""
    if after and not group.takers:
        size, weight = (SEAT, BOLD) if group.more else (NOTE, PLAIN)
        text = Text(wide + 6, SEAT / 2 + size * 0.35, after, size, "muted", weight)
        long = width(after, size, weight)
        badges.append(Part("label", after, Rect(wide + 6, 0, long, SEAT), (text,)))
        wide += 6 + long
    own = Part("box", "", Rect(0, 0, 0, 0), tuple(items), group.point)
    return Drawn(wide, rows * (SEAT + GAP) - GAP, (own, *badges))


def _blank(plan: Plan, group: Seats) -> Drawn:
    """A frame without seats, as no number is stated, and beside it those known to be empty."""
    long = width(group.number, NOTE)
    pale = group.standing != "stated"
    slot = plan.slot(group)
    start = 10 + SWATCH + 7
    rect = Rect(0, 0, start + long + 12, SEAT + 4)
    frame = (
        Panel(rect, "", "hairline" if pale else f"side-{slot}", 13, 1.5, (4, 3)),
        plan.mark(group, Seat(), SWATCH, 10 + SWATCH / 2, rect.height / 2),
        Text(start, rect.height / 2 + NOTE * 0.35, group.number, NOTE, "muted"),
    )
    wide = rect.width
    empty: list[Item] = []
    for _ in range(group.vacant or 0):
        wide += GAP + SEAT
        seat = Seat(hollow=True)
        empty.append(plan.mark(group, seat, SEAT, wide - SEAT / 2, rect.height / 2))
    own = Part("box", "", Rect(0, 0, 0, 0), tuple(empty), group.point)
    return Drawn(wide, rect.height, (own, Part("label", group.number, rect, frame)))


def _row(plan: Plan, group: Seats, sign: Drawn, at: Point, heading: str, alone: bool) -> list[Part]:
    """The words of a group with its sign before them."""
    left, top = at
    indent = _indent(plan, group)
    tone = "ink" if group.standing == "stated" else "faded"
    quiet = "muted" if group.standing == "stated" else "faded"
    texts: list[Item] = []
    above: list[Part] = []
    y = top
    if heading:
        text = Text(0, y + HEAD, heading, HEAD, "muted", 600)
        rect = Rect(0, y, width(heading, HEAD, 600), NOTE_LINE)
        above.append(Part("label", heading, rect, (text,)))
        y += NOTE_LINE + 4
    start = y
    words = left + indent
    label = sitting(group, plan.lang)
    if indent:
        label = say("of-these", plan.lang).format(what=group.label)
    room = KEY
    if group.marks:
        long = width(group.number, NUMBER, 600)
        figure = Text(words, y + WORDS, group.number, NUMBER, tone, 600)
        rect = Rect(words, y, long, WORDS_LINE)
        above.append(Part("label", group.number, rect, (figure,)))
        words, room = words + long + 7, room - long - 7
    for line in wrapped(label, WORDS, room):
        texts.append(Text(words, y + WORDS, line, WORDS, tone))
        y += WORDS_LINE
    told: list[tuple[str, str, Weight]] = [(group.note, quiet, 400)]
    if not group.marks and not alone:
        told.append((group.number, quiet, 400))
    told.append((group.vacancy, tone, 600))
    for said, shade, weight in told:
        for line in wrapped(said, NOTE, room, weight) if said else ():
            texts.append(Text(words, y + NOTE, line, NOTE, shade, weight))
            y += NOTE_LINE
    for taker in group.takers:
        seat = Seat(hollow=bool(taker.vacant))
        texts.append(plan.mark(group, seat, SMALL, words + SMALL / 2, y + NOTE_LINE / 2))
        for line in wrapped(taker.label, NOTE, room - SMALL - 7):
            texts.append(Text(words + SMALL + 7, y + NOTE, line, NOTE, quiet))
            y += NOTE_LINE
    high = max(y - start, sign.height)
    lift = (WORDS_LINE - min(sign.height, SEAT)) / 2
    bounds = Rect(words, start, room, high)
    row = Part("box", _told(group, plan.lang), bounds, tuple(texts), group.point)
    return [*above, *placed(sign.parts, indent, start + lift), row]


def _fact(plan: Plan, text: str, left: float, top: float) -> Part:
    lines = wrapped(text, NOTE, KEY)
    items = [
        Text(left, top + NOTE + n * NOTE_LINE, line, NOTE, "faded") for n, line in enumerate(lines)
    ]
    bounds = Rect(left, top, KEY, len(lines) * NOTE_LINE)
    return Part("box", text, bounds, tuple(items), plan.box.iri)


def _told(group: Seats, lang: str) -> str:
    """A group for who does not see it."""
    label = sitting(group, lang)
    if group.within:
        label = say("of-these", lang).format(what=group.label)
    takers = ", ".join(taker.label for taker in group.takers)
    words = [group.apart, f"{group.number} {label}".strip(), group.note, takers, group.vacancy]
    return "; ".join(filter(None, words))


def _link(box: Box) -> str:
    return box.iri if box.iri.startswith(("https://", "http://")) else ""


# ---------------------------------------------------------------- parts put together


def placed(parts: Sequence[Part], dx: float, dy: float) -> list[Part]:
    """Parts elsewhere."""
    return [
        replace(
            part,
            bounds=part.bounds.moved(dx, dy),
            items=tuple(moved(item, dx, dy) for item in part.items),
        )
        for part in parts
    ]


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """Each group as one part, where its words stand, and the signs on seats above all."""
    named = {part.subject: part for part in parts if part.role == "box" and part.name}
    for part in parts:
        if part.role == "box" and part.name:
            others = [
                p for p in parts if p.subject == part.subject and p.role == "box" and not p.name
            ]
            items = [item for other in others for item in other.items]
            yield replace(part, items=(*items, *part.items))
        elif part.role == "box" and part.subject not in named:
            yield part
    yield from (part for part in parts if part.role != "box")
