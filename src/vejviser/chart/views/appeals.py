"""Where cases go without agreement: who decides how, and to whom a case goes on, and why.

Complaints and the like that may go further come first, as the cases they bring.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from vejviser.chart.facts import Facts, Row
from vejviser.chart.model import Box, Chart, Fact, Line, Source
from vejviser.chart.stated import LEADING, Stated, stated
from vejviser.chart.views.common import aged, dressed, finished, only, single
from vejviser.chart.wording import say
from vejviser.errors import VejviserError
from vejviser.names import VV
from vejviser.nouns import SeatGroup
from vejviser.words import write_day

RULE, REFERRAL = VV + "DecisionRule", VV + "Referral"


def appeals(facts: Facts) -> Chart:
    """The chart of all decisions of a day, and of where their cases go."""
    alone = only(facts)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in facts.ask("decisions"):
        if row["precedence"] == LEADING:
            found[alone.get(row["about"] or "", row["about"] or "")].append(row)
    whole = _referrals(facts)
    boxes = {box.iri: box for box in whole.boxes}
    boxes |= {box.iri: box for box in _all(facts) if box.iri in found}
    groups: dict[str, list[SeatGroup]] = defaultdict(list)
    for group in facts.groups(None):
        if group.precedence == "leading":
            groups[alone.get(group.body, group.body)].append(group)
    lines = list(whole.lines)
    made = [_decider(box, found[box.iri], facts, groups[box.iri]) for box in boxes.values()]
    for box, line in _cases(facts, set(boxes)):
        made.append(box)
        lines.append(line)
    if not made:
        day = write_day(facts.day, facts.lang)
        raise VejviserError("nothing-drawn", value=say("appeals-short", facts.lang), day=day)
    made = [aged(box, lines, facts) for box in made]
    title, subtitle = say("appeals", facts.lang), say("appeals-of", facts.lang)
    return finished(facts, "appeals", title, subtitle, made, lines)


def _referrals(facts: Facts) -> Stated:
    """Who takes cases to whom; no other relation."""
    bodies, kinds = facts.ask("bodies"), facts.ask("kinds")
    decisions = facts.ask("decisions")
    return single(
        stated(bodies, kinds, (), (), decisions, (), label=facts.label, lang=facts.lang), facts
    )


def _all(facts: Facts) -> Iterator[Box]:
    """Every kind and body there can be a box of."""
    for row in facts.ask("kinds"):
        yield Box(row["kind"] or "", "", "", row["areaKind"] or "")
    for row in facts.ask("bodies"):
        yield Box(row["body"] or "", "", row["kind"] or "", row["areaKind"] or "")


def _decider(box: Box, rows: list[Row], facts: Facts, groups: list[SeatGroup]) -> Box:
    """A body with its seats, how it decides, and in words when its cases go on."""
    rules = [row for row in rows if row["class"] == RULE]
    referrals = [row for row in rows if row["class"] == REFERRAL]
    told = []
    for row in rules:
        how = say("decides", facts.lang).format(how=facts.label(row["value"] or ""))
        told.append(_fact(how, row))
    for row in sorted(referrals, key=lambda row: (row["occasion"] or "", row["section"] or "")):
        why = facts.label(row["occasion"] or "")
        texts = (f"{why}: {row['description']}" if row["description"] else "", row["condition"])
        told += [_fact(text[:1].upper() + text[1:], row) for text in texts if text]
    if not rules:
        told.append(Fact(say("decides-unknown", facts.lang)))
    elif not referrals:
        told.append(Fact(say("goes-unknown", facts.lang)))
    made = replace(dressed(box, facts, groups), facts=tuple(dict.fromkeys(told)))
    return replace(made, role="focus") if referrals else made


def _cases(facts: Facts, bodies: set[str]) -> Iterator[tuple[Box, Line]]:
    """The needs whose way leads to a body that may send the case further."""
    kinds_of_area = {row["place"]: row["areaKind"] or "" for row in facts.ask("bodies")}
    alone: Mapping[str, str] = only(facts)
    rows = [row for row in facts.ask("routes") if row["next"] and row["precedence"] == LEADING]
    for need in sorted({row["need"] or "" for row in rows}):
        here = [row for row in rows if row["need"] == need]
        label = facts.label(need)
        whos = sorted({facts.label(row["who"]) for row in here if row["who"]})
        told = [_fact(say("for-whom", facts.lang).format(who=who), here[0]) for who in whos]
        band = kinds_of_area.get(here[0]["where"], "")
        box = Box(need, label[:1].upper() + label[1:], band=band, role="need", facts=tuple(told))
        for goal in sorted({row["goTo"] or "" for row in here}):
            to = alone.get(goal, goal)
            if to in bodies:
                fact = _fact("", here[0])
                yield (
                    box,
                    Line(
                        need,
                        to,
                        VV + "goTo",
                        facts.label(VV + "goTo"),
                        standing=fact.standing,
                        source=fact.source,
                    ),
                )


def _fact(text: str, row: Row) -> Fact:
    source = Source(row["document"] or "", (row["section"],) if row["section"] else ())
    return Fact(text, (row["status"] or "").removeprefix(VV), source)
