"""The overview: the bodies that represent and decide, from the country down to the municipality.

Drawn is who has seats in what, who elects, appoints and negotiates, where cases go, and what all
these belong to. A body that nothing of that is stated of is left to the other views. Whoever is
paid for an office is paid as a person; a line to its body would say that this gets the money.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from operator import attrgetter

from vejviser.chart.facts import Facts
from vejviser.chart.model import Box, Cell, Chart, Line
from vejviser.chart.stated import LEADING
from vejviser.chart.views.common import (
    POWER,
    aged,
    composing,
    dressed,
    everything,
    finished,
    only,
    single,
    upwards,
)
from vejviser.chart.wording import counted, say
from vejviser.names import VV
from vejviser.nouns import SeatGroup
from vejviser.words import danish_key, listing

COUNSEL = {VV + "advises"}
TOGETHER = VV + "runs"
PAYS = VV + "pays"
WHAT = attrgetter(
    *(part.name for part in fields(Line) if part.name not in ("start", "end", "source"))
)
"""What is stated by a line, wherever it leads and stands."""


def overview(facts: Facts) -> Chart:
    """The chart of a whole day."""
    whole = single(everything(facts), facts)
    lines = _wanted(whole.lines)
    groups: dict[str, list[SeatGroup]] = defaultdict(list)
    alone = only(facts)
    for group in facts.groups(None):
        if group.precedence == "leading":
            groups[alone.get(group.body, group.body)].append(group)
    touched = {end for line in lines for end in (line.start, line.end)}
    boxes = [
        dressed(box, facts, composing(groups[box.iri])) for box in whole.boxes if box.iri in touched
    ]
    boxes, lines = _folded(boxes, lines, facts)
    boxes = [aged(box, lines, facts, whole.lines) for box in boxes]
    title, subtitle = say("overview", facts.lang), _subtitle(boxes, facts)
    notes = [] if any(line.relation == PAYS for line in lines) else [*_payments(facts)]
    return finished(facts, "overview", title, subtitle, boxes, lines, notes=notes)


def _payments(facts: Facts) -> Iterator[str]:
    """Why no payments are drawn, where some are stated: they go to those who hold an office."""
    rows = [row for row in facts.ask("relations") if row["link"] == PAYS]
    paid = {row["to"] or "" for row in rows if row["precedence"] == LEADING}
    bodies = {row["body"] for row in facts.ask("bodies")}
    bodies |= {row["kind"] for row in facts.ask("kinds")}
    if paid and not paid & bodies:
        names = sorted((facts.label(iri) for iri in paid), key=danish_key)
        yield say("payments", facts.lang).format(offices=listing(names, facts.lang))


def _subtitle(boxes: Iterable[Box], facts: Facts) -> str:
    """What is drawn, and from which kind of area to which."""
    used = {box.band for box in boxes}
    names = [facts.label(band) for band in facts.bands if band in used]
    if len(names) < 2:
        return say("overview-of", facts.lang)
    return say("overview-from-to", facts.lang).format(top=names[0], bottom=names[-1])


def _wanted(lines: Iterable[Line]) -> list[Line]:
    """The lines of power, and from what they touch upwards what it belongs to."""
    lines = list(lines)
    kept = [line for line in lines if line.relation in POWER]
    core = {end for line in kept for end in (line.start, line.end)}
    runners: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.relation == TOGETHER and line.start in core:
            runners[line.end].add(line.start)
    kept += [line for line in lines if line.relation == TOGETHER and len(runners[line.end]) > 1]
    kept += [line for line in lines if line.relation in COUNSEL]
    kept += [line for line in lines if line.relation == PAYS and {line.start, line.end} <= core]
    return sorted({*kept, *upwards(lines, core)})


def _folded(boxes: list[Box], lines: list[Line], facts: Facts) -> tuple[list[Box], list[Line]]:
    """Bodies of which the very same is stated, as one box that names them all."""
    said: dict[str, set[object]] = defaultdict(set)
    for line in lines:
        what = WHAT(line)
        said[line.start].add(("", line.end, what))
        said[line.end].add((line.start, "", what))
    alike: dict[object, list[Box]] = defaultdict(list)
    for box in boxes:
        of_it = frozenset(said[box.iri])
        alike[(box.band, box.side, of_it) if not box.seats else box.iri].append(box)
    for same in alike.values():
        if len(same) > 2:
            first, others = same[0], {box.iri for box in same[1:]}
            cells = tuple(Cell(box.iri, box.label) for box in same)
            words = counted("bodies", len(same), facts.lang)
            boxes = [box for box in boxes if box.iri not in others]
            place = boxes.index(first)
            boxes[place] = replace(first, label=words, subtitle="", role="group", cells=cells)
            lines = [line for line in lines if not {line.start, line.end} & others]
    return boxes, lines
