"""The seats of a body: who fills how many, which are empty, and what is told besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vejviser.chart.facts import Facts
from vejviser.chart.model import Box, Chart, Seats
from vejviser.chart.views.common import aged, finished, in_order
from vejviser.chart.views.common import seats as drawn
from vejviser.chart.wording import say, sitting
from vejviser.errors import VejviserError
from vejviser.nouns import SeatGroup
from vejviser.words import listing, span, write_day

FEWEST = 3
"""The fewest seats that are summed up."""
APART = ("observer", "substitute", "supplementary", "function")


def seats(facts: Facts, iri: str) -> Chart:
    """The chart of the seats of a body, or of a kind of body.

    Where the body has a rule of its own, what is said of its kind is told apart.

    :raises VejviserError: ``no-seats`` where no document states any on the day
    """
    stated = facts.groups(iri)
    leading = [group for group in stated if group.precedence == "leading"]
    if not leading:
        day = write_day(facts.day, facts.lang)
        raise VejviserError("no-seats", value=facts.label(iri), day=day)
    own = [group for group in leading if group.body == iri] or leading
    shown = in_order(
        (_apart(group, drawn(group, facts, iri), own, facts) for group in leading), facts
    )
    shown = tuple(sorted(shown, key=lambda group: _rank(group, facts.lang)))
    total, of_what = _total(own, shown, facts.lang)
    name = facts.naming(iri)
    box = Box(iri, name.label, subtitle=of_what, total=total, side=facts.side(iri), seats=shown)
    box = aged(box, (), facts)
    if box.standing == "stated":
        box = replace(box, seats=tuple(_dated(group, facts) for group in shown))
    return replace(
        finished(
            facts,
            "seats",
            name.label,
            " · ".join(filter(None, (say("seats-of", facts.lang), name.subtitle))),
            [box],
            (),
            banded=False,
            notes=tuple(_notes(facts, iri, stated, own, box)),
        ),
        form="seats",
    )


def _apart(group: SeatGroup, seats: Seats, own: Sequence[SeatGroup], facts: Facts) -> Seats:
    """A group as it is told: in the picture, or apart from it."""
    outer = next((one for one in own if one.point == group.within_point), None)
    if outer and outer.party == group.party and seats.note:
        seats = replace(seats, label=seats.note, note="")
    if group.capacity != "member":
        plain = drawn(replace(group, capacity="member"), facts, group.body)
        heading = say(f"apart-{group.capacity}", facts.lang)
        return replace(seats, label=plain.label, apart=heading)
    if group not in own:
        who = facts.label(group.body)
        return replace(seats, apart=say("apart-kind", facts.lang).format(who=who))
    if group.function and not group.within:
        number = "" if seats.number in ("1", say("unknown", facts.lang)) else seats.number
        label = f"{number} {sitting(seats, facts.lang) if number else seats.label}".strip()
        return replace(
            seats, label=label, number="", marks=0, apart=say("apart-function", facts.lang)
        )
    return seats


def _rank(group: Seats, lang: str) -> int:
    """What is told apart comes after the members, and what is told of the kind last."""
    headings = ["", *(say(f"apart-{capacity}", lang) for capacity in APART)]
    return headings.index(group.apart) if group.apart in headings else len(headings)


def _dated(group: Seats, facts: Facts) -> Seats:
    """A group among others that are stated, with when it was last stated where it is not."""
    if group.standing == "stated":
        return group
    words = say("last-stated", facts.lang).format(when=facts.dated(group.source.document))
    return replace(group, note=", ".join(filter(None, (group.note, words))))


def _members(shown: Sequence[Seats]) -> list[Seats]:
    """The groups that make up the body, without those counted in another."""
    points = {group.point for group in shown}
    return [group for group in shown if not group.apart and group.within not in points]


def _total(own: Sequence[SeatGroup], shown: Sequence[Seats], lang: str) -> tuple[str, str]:
    """The number of seats and what it is of; empty where it is neither stated nor to be computed.

    Where there is one group alone, its number is that of the body as far as is stated.
    """
    totals = {group.total for group in own if group.total is not None}
    if len(totals) == 1:
        return str(*totals), say("seats-stated", lang)
    members = _members(shown)
    by_point = {group.point: group for group in own}
    if not members or any(
        not group.marks or group.more or (group.each and not group.takers) for group in members
    ):
        return "", ""
    about = [group for group in members if by_point[group.point].approximate]
    if about and len(members) > 1:
        return "", ""
    least = sum(group.marks for group in members)
    most = least + sum(group.spare for group in members)
    if least < FEWEST:
        return "", ""
    number = span(least, most, lang, about=bool(about))
    return number, say("seats-derived" if len(members) > 1 else "seats", lang)


def _notes(
    facts: Facts, iri: str, stated: Sequence[SeatGroup], own: Sequence[SeatGroup], box: Box
) -> Iterator[str]:
    """What the numbers leave open, where else it stands, and what is known of who sits there."""
    by_point = {group.point: group for group in box.seats}
    for group in own:
        if group.unclear:
            which = by_point[group.point].label
            yield say("unclear", facts.lang).format(which=which, total=group.total)
    if any(group.parity for group in own):
        yield say("parity", facts.lang)
    if box.subtitle == say("seats-derived", facts.lang) and not all(g.closed for g in own):
        yield say("not-closed", facts.lang)
    others: dict[str, set[str]] = {}
    for group in stated:
        if group.precedence != "leading":
            others.setdefault(group.document, set()).update(group.sections)
    if others:
        cited = [facts.cite(document, sorted(others[document])) for document in sorted(others)]
        yield say("also-stated", facts.lang).format(where="; ".join(cited))
    yield from _roster(facts, iri, box.seats)


def _roster(facts: Facts, iri: str, groups: Sequence[Seats]) -> Iterator[str]:
    """What rosters tell, and do not tell, of the seats of a body; of a kind they tell nothing."""
    if iri in {row["kind"] for row in facts.ask("kinds")}:
        return
    counted = [group for group in groups if group.marks]
    silent = [group for group in counted if group.vacant is None]
    if silent == counted:
        if not any(group.vacant for group in groups):
            yield say("no-roster", facts.lang)
    elif silent:
        which = listing([group.label for group in silent], facts.lang)
        yield say("part-roster", facts.lang).format(which=which)
    elif not any(group.vacant for group in groups):
        yield say("full-roster", facts.lang)
