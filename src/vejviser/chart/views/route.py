"""The ways with a need: its steps in order, with who takes them, alternatives and who pays.

Steps that stand in different sections are joined by us, and their line says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from string import ascii_lowercase

from vejviser.chart.drawing.manners import THEN
from vejviser.chart.facts import Facts, Row
from vejviser.chart.model import DOT, Box, Chart, Fact, Line, Source
from vejviser.chart.stated import LEADING
from vejviser.chart.views.common import finished, in_sentence
from vejviser.chart.wording import say
from vejviser.errors import VejviserError
from vejviser.names import VV
from vejviser.words import listing, write_day

USABLE = VV + "usable"
DESCRIPTIVE = VV + "descriptive"
"""The obligation of what only tells how things are."""


@dataclass(frozen=True)
class Way:
    """A route, or a step of one: the rows that tell of it, which differ in some columns."""

    iri: str
    rows: tuple[Row, ...]

    def one(self, column: str) -> str:
        return self.rows[0][column] or ""

    def all(self, column: str) -> list[str]:
        return sorted({row[column] or "" for row in self.rows} - {""})

    @property
    def source(self) -> Source:
        return Source(self.one("document"), tuple(self.all("section")))

    @property
    def standing(self) -> str:
        return self.one("status").removeprefix(VV)


def route(facts: Facts, need: str) -> Chart:
    """The chart of what to do with a need."""
    rows = facts.ask("routes", need=need)
    routes = _ways((row for row in rows if row["precedence"] == LEADING), "statement")
    if not routes:
        day = write_day(facts.day, facts.lang)
        raise VejviserError("nothing-drawn", value=facts.label(need), day=day)
    routes.sort(key=lambda way: (_named(facts, way.all("where")), _named(facts, way.all("who"))))
    shared = {(_named(facts, way.all("who")), _named(facts, way.all("where"))) for way in routes}
    who, where = shared.pop() if len(shared) == 1 else ("", "")
    head = Box(need, _capital(who or facts.label(need)), role="need")
    boxes: list[Box] = []
    lines: list[Line] = []
    steps = _steps(facts, need)
    for way in routes:
        start = need
        told = [*_begins(way, facts, who, where if len(routes) > 1 else "")]
        if len(routes) == 1:
            head = replace(head, facts=_facts(told, way), standing=way.standing, source=way.source)
        else:
            start = way.iri
            goal = _named(facts, way.all("goTo"))
            label = say("way", facts.lang).format(goal=goal or facts.label(way.iri))
            boxes.append(Box(start, label, role="need", standing=way.standing, source=way.source))
            boxes[-1] = replace(boxes[-1], facts=_facts(told, way))
            lines.append(_then(facts, need, start, way))
        found, between = _walked(start, way, steps.get(way.iri, []), facts)
        boxes += found
        lines += between
    if len(routes) > 1 and where:
        told = [say("where", facts.lang).format(where=where)]
        head = replace(head, facts=_facts(told, routes[0]))
    shown = {box.iri: box for box in (head, *boxes)}
    chart = finished(
        facts,
        "route",
        _capital(facts.label(need)),
        say("route-of", facts.lang),
        list(shown.values()),
        list(dict.fromkeys(lines)),
        banded=False,
        notes=tuple(_notes(facts, rows, steps.values())),
    )
    return replace(chart, flow="right")


def _ways(rows: Iterable[Row], column: str) -> list[Way]:
    """Rows by what they tell of, in a fixed order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column] or "", []).append(row)
    return [Way(iri, tuple(found[iri])) for iri in sorted(found)]


def _steps(facts: Facts, need: str) -> Mapping[str, Sequence[Sequence[Way]]]:
    """Route → its steps by their number, those of the same number side by side."""
    rows = facts.ask("route-steps", need=need)
    found: dict[str, dict[int, list[Way]]] = {}
    for step in _ways((row for row in rows if row["precedence"] == LEADING), "step"):
        places = found.setdefault(step.one("statement"), {})
        places.setdefault(int(step.one("position")), []).append(step)
    return {iri: [places[number] for number in sorted(places)] for iri, places in found.items()}


def _begins(way: Way, facts: Facts, who: str, where: str) -> Iterator[str]:
    """What a route says before its first step: what it is, whom it is for, how to get through.

    :param who: whom it is for where that is said already, and
    :param where: where it holds
    """
    yield way.one("description")
    for key, known, column in (("for-whom", who, "who"), ("where", where, "where")):
        named = _named(facts, way.all(column))
        if named not in ("", known):
            yield say(key, facts.lang).format(**{column: named})
    yield from _common(way, facts)
    for row in sorted(way.rows, key=lambda row: row["contact"] or ""):
        if row["contact"]:
            channel = _capital(facts.label(row["channel"] or ""))
            doubt = "" if row["usability"] == USABLE else facts.label(row["usability"] or "")
            yield f"{channel}: {row['contact']}" + (f" ({doubt})" if doubt else "")
    basis = listing([facts.label(one) for one in way.all("basis")], facts.lang)
    if basis:
        yield say("basis", facts.lang).format(basis=basis)
    if way.standing != "stated":
        yield say("last-stated", facts.lang).format(when=facts.dated(way.one("document")))


def _common(way: Way, facts: Facts) -> Iterator[str]:
    """What routes and steps say alike: on which condition, and how binding it is."""
    yield _capital(way.one("condition"))
    if way.one("obligation") not in ("", DESCRIPTIVE):
        how = facts.label(way.one("obligation"))
        yield _capital(say("to-be-done", facts.lang).format(how=how))


def _walked(
    start: str, way: Way, places: Sequence[Sequence[Way]], facts: Facts
) -> tuple[list[Box], list[Line]]:
    """The steps of a route from its start on, and where the case may go after the last."""
    boxes = []
    lines = []
    joined = []
    for number, alternatives in enumerate(places, 1):
        if len(alternatives) > 1 and not _lettered(alternatives):
            box, step = _alike(str(number), alternatives, facts)
            boxes.append(box)
            joined.append([step])
            continue
        joined.append(list(alternatives))
        for place, step in enumerate(alternatives):
            letter = ascii_lowercase[place] if len(alternatives) > 1 else ""
            boxes.append(_step(f"{number}{letter}", step, facts))
    places = joined
    if places:
        lines += [_then(facts, start, step.iri, step) for step in places[0]]
        ends = [step.iri for step in places[-1]]
    else:
        # What a route without steps says is where to go.
        boxes += [_body(iri, facts, way) for iri in way.all("goTo")]
        lines += [_then(facts, start, iri, way) for iri in way.all("goTo")]
        ends = way.all("goTo") or [start]
    for before, after in pairwise(places):
        for one in before:
            for other in after:
                apart = not set(one.source.sections) & set(other.source.sections)
                line = _then(facts, one.iri, other.iri, other)
                lines.append(replace(line, derived=apart))
    for further in {row["next"]: row for row in way.rows if row["next"]}.values():
        source = Source(way.one("document"), (further["nextSection"] or "",))
        why = say("on", facts.lang).format(occasion=facts.label(further["occasion"] or ""))
        told = (why, _capital(further["nextCondition"] or ""))
        to = _body(further["next"] or "", facts, way)
        boxes.append(replace(to, facts=_facts(told, way), source=source))
        derived = further["derived"] == "true"
        lines += [replace(_then(facts, end, to.iri, way), derived=derived) for end in ends]
    return boxes, lines


def _step(number: str, step: Way, facts: Facts) -> Box:
    """A step: what to do, who does it and to whom, when, and who pays."""
    who, goal = step.all("who"), step.all("goTo")
    told = []
    for key, named in (("for-whom", who), ("to-whom", goal if goal != who else [])):
        if named:
            told.append(say(key, facts.lang).format(who=_named(facts, named)))
    told += _common(step, facts)
    payer = _named(facts, step.all("paidBy"))
    if payer:
        told.append(say("paid-by", facts.lang).format(who=payer))
    sides = {facts.side(one) for one in who}
    return Box(
        step.iri,
        f"{number}. {_capital(step.one('description')) or facts.label(step.iri)}",
        side=sides.pop() if len(sides) == 1 else "",
        role="step",
        facts=_facts(told, step),
        standing=step.standing,
        source=step.source,
    )


def _doing(step: Way) -> tuple[object, ...]:
    """What is done in a step, by whom and to whom, and whether that is still said."""
    alike = (tuple(step.all(column)) for column in ("description", "who", "goTo"))
    return (*alike, step.one("document"), step.standing)


def _alike(number: str, steps: Sequence[Way], facts: Facts) -> tuple[Box, Way]:
    """Alternatives in which the same is done, as one: what they share, and then each by itself."""
    whole = Way(steps[0].iri, tuple(row for step in steps for row in step.rows))
    told = [[fact.text for fact in _step("", step, facts).facts] for step in steps]
    shared = [text for text in told[0] if all(text in other for other in told)]
    own = [". ".join(text for text in one if text not in shared) for one in told]
    each = (
        f"{DOT}{number}{letter}: {text}"
        for letter, text in zip(ascii_lowercase, own, strict=False)
        if text
    )
    box = replace(_step(number, steps[0], facts), source=whole.source)
    return replace(box, facts=_facts((*shared, *each), whole)), whole


def _body(iri: str, facts: Facts, way: Way) -> Box:
    naming = facts.naming(iri)
    return Box(
        iri, naming.label, subtitle=naming.subtitle, side=facts.side(iri), standing=way.standing
    )


def _then(facts: Facts, start: str, end: str, way: Way) -> Line:
    return Line(start, end, THEN, say("next-step", facts.lang), standing=way.standing)


def _facts(told: Iterable[str], way: Way) -> tuple[Fact, ...]:
    """What a box says; where that stands is said by the box."""
    return tuple(Fact(text, way.standing) for text in dict.fromkeys(told) if text)


def _named(facts: Facts, iris: Sequence[str]) -> str:
    """Things by their names with abbreviations, as they are written in a sentence."""
    return listing([in_sentence(iri, facts) for iri in iris], facts.lang)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lettered(alternatives: Sequence[Way]) -> bool:
    """Whether steps of one place are told one by one, as different things are done in them."""
    return len({_doing(step) for step in alternatives}) > 1


def _notes(
    facts: Facts, rows: Iterable[Row], steps: Iterable[Sequence[Sequence[Way]]]
) -> Iterator[str]:
    """What is read into the text and by whom, and where else the matter stands."""
    rows = list(rows)
    numbered = (place for places in steps for place in enumerate(places, 1))
    if lettered := [number for number, alternatives in numbered if _lettered(alternatives)]:
        yield say("alternatives", facts.lang).format(number=lettered[0])
    leading = [row for row in rows if row["precedence"] == LEADING]
    yield from dict.fromkeys(row["note"] or "" for row in leading if row["note"])
    others = _ways((row for row in rows if row["precedence"] != LEADING), "statement")
    cited = [facts.cite(way.one("document"), way.all("section")) for way in others]
    if cited:
        yield say("also-in", facts.lang).format(sources="; ".join(cited))
