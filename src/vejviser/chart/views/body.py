"""One body in the middle: who sends whom into it, where it goes, and what it does and decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from vejviser.chart.facts import Facts
from vejviser.chart.model import DOT, Box, Chart, Fact, Source
from vejviser.chart.stated import LEADING, around
from vejviser.chart.views.common import aged, dressed, everything, finished, seats
from vejviser.chart.wording import counted, say
from vejviser.errors import VejviserError
from vejviser.names import VV
from vejviser.nouns import SeatGroup
from vejviser.words import write_day

MOST = 6
"""Tasks and duties in the box; ``show`` tells all of them."""


def body(facts: Facts, iri: str) -> Chart:
    """The chart of a body or a kind of body, and of all that touches it."""
    rows = facts.ask("bodies")
    me = next((row for row in rows if row["body"] == iri), None)
    kinds = {row["kind"]: row["areaKind"] or "" for row in facts.ask("kinds")}
    kind = (me and me["kind"]) or ""
    band = (me and me["areaKind"]) or kinds.get(kind or iri, "")
    siblings = {
        row["kind"] or "": row["body"] or ""
        for row in rows
        if me and me["place"] and row["place"] == me["place"]
    }
    whole = everything(facts)
    part = around(whole, Box(iri, facts.label(iri), kind, band), siblings, facts.label)
    own = [g for g in facts.groups(iri) if g.precedence == "leading"]
    mine = [group for group in own if group.body == iri] or own
    doings = (*_of_kind([g for g in own if g not in mine], facts), *_doings(facts, iri))
    if not (part.lines or own or doings):
        day = write_day(facts.day, facts.lang)
        raise VejviserError("nothing-drawn", value=facts.label(iri), day=day)
    boxes = []
    for box in part.boxes or (Box(iri, facts.label(iri), kind, band),):
        if box.iri == iri:
            middle = dressed(box, facts, mine)
            boxes.append(replace(middle, role="focus", facts=doings))
        else:
            boxes.append(dressed(box, facts))
    boxes = [aged(box, part.lines, facts, whole.lines) for box in boxes]
    name = facts.naming(iri)
    return finished(facts, "body", name.label, name.subtitle, boxes, part.lines)


def _of_kind(groups: Iterable[SeatGroup], facts: Facts) -> Iterator[Fact]:
    """What is said of the seats of its kind in general, beside a rule of its own."""
    for group in groups:
        heading = say("apart-kind", facts.lang).format(who=facts.label(group.body))
        told = seats(group, facts, group.body)
        yield Fact(f"{heading}: {told.label}", group.standing, told.source)


def _doings(facts: Facts, iri: str) -> Iterator[Fact]:
    """How it decides, and then its tasks and duties in the words of the graph, as many as fit."""
    for row in facts.ask("decisions", thing=iri):
        if not row["occasion"] and row["precedence"] == LEADING:
            words = say("decides", facts.lang).format(how=facts.label(row["value"] or ""))
            yield Fact(words, *_stated(row))
    found: dict[str, Fact] = {}
    for row in (*facts.ask("tasks", thing=iri), *facts.ask("duties", thing=iri)):
        if row["precedence"] == LEADING:
            text = row["description"] or facts.label(row["statement"] or "")
            found.setdefault(text, Fact(f"{DOT}{text}", *_stated(row)))
    yield from list(found.values())[:MOST]
    if len(found) > MOST:
        yield Fact(counted("more-tasks", len(found) - MOST, facts.lang))


def _stated(row: Mapping[str, str | None]) -> tuple[str, Source]:
    source = Source(row["document"] or "", (row["section"],) if row["section"] else ())
    return (row["status"] or "").removeprefix(VV), source
