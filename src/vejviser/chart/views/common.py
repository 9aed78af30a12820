"""What several views need: the whole of what is stated, boxes with their names, and the foot."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from vejviser.chart.facts import Facts, Filling, Row
from vejviser.chart.model import Band, Box, Chart, Fact, Line, Seats, Source, Taker
from vejviser.chart.stated import Stated, stated
from vejviser.chart.wording import say
from vejviser.names import PREFIXES, VV
from vejviser.nouns import SeatGroup
from vejviser.words import danish_key, listing, span, write_day

POWER = {VV + name for name in ("from", "appointedBy", "electedBy", "elects", "goTo")} | {
    VV + "negotiatesWith"
}
"""Relations that make a body one that represents or decides."""
BELONGING = {PREFIXES["org"] + "subOrganizationOf", VV + "affiliatedWith", VV + "locallyRepresents"}


@lru_cache(maxsize=8)
def everything(facts: Facts) -> Stated:
    """All that is stated between bodies on the day; kept, as the next picture asks it again."""
    return with_seats(facts, facts.groups(None))


def with_seats(facts: Facts, groups: Sequence[SeatGroup]) -> Stated:
    """All that is stated between bodies on the day, with these rows of the rule table only."""
    return stated(
        facts.ask("bodies"),
        facts.ask("kinds"),
        facts.ask("relations"),
        groups,
        facts.ask("decisions"),
        facts.ask("duties"),
        label=facts.label,
        lang=facts.lang,
    )


def only(facts: Facts) -> Mapping[str, str]:
    """Kind → the one body of it, where there is just one."""
    of_kind: dict[str, set[str]] = defaultdict(set)
    for row in facts.ask("bodies"):
        of_kind[row["kind"] or ""].add(row["body"] or "")
    kinds = {row["kind"] for row in facts.ask("kinds")}
    return {
        kind: min(found) for kind, found in of_kind.items() if len(found) == 1 and kind in kinds
    }


def single(whole: Stated, facts: Facts) -> Stated:
    """What is stated of a kind as stated of its body, where that is the only one and drawn."""
    drawn = {box.iri for box in whole.boxes}
    alone = {kind: body for kind, body in only(facts).items() if {kind, body} <= drawn}
    lines = {
        replace(line, start=alone.get(line.start, line.start), end=alone.get(line.end, line.end))
        if line.start in alone or line.end in alone
        else line
        for line in whole.lines
    }
    boxes = (box for box in whole.boxes if box.iri not in alone)
    return Stated(tuple(boxes), tuple(sorted(lines)))


def upwards(lines: Iterable[Line], core: Iterable[str]) -> Iterator[Line]:
    """What some boxes belong to, and what that belongs to."""
    lines = list(lines)
    new = set(core)
    reached = set(new)
    while new:
        above = [line for line in lines if line.relation in BELONGING and line.start in new]
        yield from above
        new = {line.end for line in above} - reached
        reached |= new


def dressed(box: Box, facts: Facts, groups: Sequence[SeatGroup] = ()) -> Box:
    """A box with its name, area, side and seats.

    What no newer edition restates is pale, and says when it was last stated.
    """
    naming = facts.naming(box.iri)
    return replace(
        box,
        label=naming.label,
        subtitle=naming.subtitle,
        side=facts.side(box.iri),
        seats=in_order((seats(group, facts, box.iri) for group in groups), facts),
    )


def in_sentence(iri: str, facts: Facts) -> str:
    """A name with its abbreviation, as it is written in a sentence."""
    name = facts.naming(iri).label
    small = facts.label(iri)[:1].islower() or (facts.lang == "en" and name.startswith("The "))
    return name[:1].lower() + name[1:] if small else name


def composing(groups: Sequence[SeatGroup]) -> Sequence[SeatGroup]:
    """The groups that make up a body which is not itself the subject.

    A post such as the chair's is no seat of its own, and no composition by itself; the body's own
    chart has it.
    """
    if all(group.role for group in groups):
        return ()
    return [group for group in groups if group.within or not group.function]


def in_order(groups: Iterable[Seats], facts: Facts) -> tuple[Seats, ...]:
    """Seat groups side by side as everywhere: by side, each followed by those counted in it."""
    slots = {side.iri: side.slot for side in facts.sides}
    found = sorted(
        groups,
        key=lambda g: (
            g.capacity != "member",
            slots.get(g.side, len(slots)),
            -g.marks,
            g.label,
        ),
    )
    points = {group.point for group in found}

    def inner(group: Seats, above: frozenset[str]) -> Iterator[Seats]:
        yield group
        for one in found:
            if one.within == group.point and one.point not in above:
                yield from inner(one, above | {one.point})

    outer = [group for group in found if group.within not in points]
    return tuple(one for group in outer for one in inner(group, frozenset({group.point})))


def seats(group: SeatGroup, facts: Facts, body: str) -> Seats:
    """A row of the rule table as it is drawn in a body.

    Where neither party nor office tells on which side they are, they are on the body's own.
    """
    number = span(group.least, group.most, facts.lang, about=group.approximate) or say(
        "unknown", facts.lang
    )
    exact = group.least if group.least is not None else group.most
    who = _sender(group, facts) if group.party else ""
    offices = listing([facts.label(office) for office in group.office], facts.lang)
    side = facts.side(group.party) if group.party else ""
    sides = [side, *(facts.side(office) for office in group.office), facts.side(body)]
    role = facts.label(group.role) if group.role else ""
    each = group.scope == "each-participant"
    filling = facts.vacancies(body).get(group.point) or Filling(told=False)
    bounded = group.least is not None and group.most is not None
    return Seats(
        group.point,
        " ".join(filter(None, ("" if who else offices or role, _verb(group, who, facts))))
        or say("members", facts.lang),
        next(filter(None, sides), ""),
        number,
        (exact or 0) * (len(filling.takers) or 1),
        more=group.least is not None and group.most is None,
        spare=(group.most or 0) - (group.least or 0) if bounded else 0,
        vacant=filling.empty if filling.told else None,
        vacancy=vacancy(filling, facts.lang),
        each=each,
        takers=tuple(
            Taker(facts.label(taker), empty if filling.told else None)
            for taker, empty in filling.takers
        ),
        capacity=group.capacity,
        within=group.within_point,
        note=", ".join(
            filter(
                None,
                (
                    offices if who else "",
                    role if who or offices else "",
                    say("each", facts.lang) if each else "",
                ),
            )
        ),
        person=bool(not who and (offices or role)),
        standing=group.standing,
        source=Source(group.document, group.sections),
    )


def vacancy(filling: Filling, lang: str) -> str:
    """What rosters tell of empty seats: recorded as vacant, since when, or just missing."""
    words = []
    for day, number in Counter(filling.since).items():
        key = "vacant-since" if day else "vacant-once"
        key = key if number == 1 else f"{key}-many"
        words.append(say(key, lang).format(number=number, day=write_day(day, lang) if day else ""))
    if filling.short:
        words.append(say("missing", lang).format(number=filling.short))
    return ", ".join(words)


def _sender(group: SeatGroup, facts: Facts) -> str:
    """Who fills the seats; in English a kind of which one is meant has its article."""
    name = facts.label(group.party)
    if facts.lang != "en" or not name[:1].islower():
        return name
    if group.scope == "same-area":
        return f"the {name}"
    if group.scope == "in-area" and group.least == group.most == 1:
        return f"{'an' if name[0] in 'aeio' else 'a'} {name}"
    return name


def _verb(group: SeatGroup, who: str, facts: Facts) -> str:
    """Who fills the seats by the text's own verb, and as what they sit there."""
    words = [say(group.verb, facts.lang).format(who=who)] if who else []
    if group.capacity != "member":
        words.append(say(group.capacity, facts.lang))
    return " ".join(words)


def aged(box: Box, lines: Iterable[Line], facts: Facts, whole: Iterable[Line] = ()) -> Box:
    """A box of which everything that touches it is no longer restated, as pale.

    :param whole: lines the picture leaves out; a box without seats that one of them still
        touches is stated, though not what the picture shows of it
    """
    touching = [line for line in lines if box.iri in (line.start, line.end)]
    parts: list[Seats | Line] = [*box.seats, *touching]
    if not parts or any(part.standing == "stated" for part in parts):
        return box
    names = {box.iri, box.kind}
    if not box.seats and any(
        line.standing == "stated" and names & {line.start, line.end} for line in whole
    ):
        return box
    newest = max(part.source.document for part in parts)
    words = say("last-stated", facts.lang).format(when=facts.dated(newest))
    return replace(box, standing="not-restated", facts=(*box.facts, Fact(words, "not-restated")))


def finished(
    facts: Facts,
    view: str,
    title: str,
    subtitle: str,
    boxes: Sequence[Box],
    lines: Sequence[Line],
    *,
    banded: bool = True,
    notes: Sequence[str] = (),
    as_of: str = "",
) -> Chart:
    """The chart with its bands, the sides that occur, and where all of it is stated.

    :param as_of: when this is so, in words, where that is not just the day
    """
    bands = [iri for iri in facts.bands if any(box.band == iri for box in boxes)] if banded else []
    rest = [box for box in boxes if box.band not in bands]
    shown = [Band(iri, facts.label(iri)) for iri in bands]
    if banded and rest:
        shown.append(Band("", say("no-area", facts.lang)))
    order = {iri: place for place, iri in enumerate(bands)}
    boxes = sorted(boxes, key=lambda box: order.get(box.band, len(order)))
    used = {box.side for box in boxes} | {group.side for box in boxes for group in box.seats}
    return Chart(
        view,
        title,
        subtitle,
        facts.lang,
        facts.day,
        tuple(boxes),
        tuple(lines),
        tuple(shown) if banded else (),
        tuple(side for side in facts.sides if side.iri in used),
        tuple(notes),
        footing(facts, boxes, lines, as_of),
    )


def counting(facts: Facts) -> list[Row]:
    """The newest document of each series on the day."""
    newest: dict[str, Row] = {}
    for row in facts.ask("documents", on=facts.day):
        other = newest.get(row["series"] or "")
        if other is None or (other["countsFrom"] or "") < (row["countsFrom"] or ""):
            newest[row["series"] or ""] = row
    return [newest[series] for series in sorted(newest)]


def footing(
    facts: Facts, boxes: Iterable[Box], lines: Iterable[Line], as_of: str = ""
) -> tuple[str, ...]:
    """The day, and every document with the sections that what is drawn rests on."""
    found: dict[str, set[str]] = {}
    parts = [line.source for line in lines]
    for box in boxes:
        parts += [box.source, *(group.source for group in box.seats)]
        parts += [fact.source for fact in box.facts]
    for source in parts:
        if source.document:
            found.setdefault(source.document, set()).update(source.sections)
    cited = [
        facts.cite(document, sorted(found[document], key=danish_key)) for document in sorted(found)
    ]
    day = as_of or say("as-of", facts.lang).format(day=write_day(facts.day, facts.lang))
    sources = say("sources", facts.lang).format(sources="; ".join(cited))
    return (f"{day}. {sources}" if cited else f"{day}.", say("not-by", facts.lang))
