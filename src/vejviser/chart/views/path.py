"""How something gets from one to another, in numbered steps and as a picture.

What is searched is what charts draw: all that is stated between bodies. The steps of routes are
joined to it for each need by itself, with where cases go on: what a doctor does with one need tells
nothing of another. What holds for a kind holds for its body in the same place.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from vejviser.chart.facts import Facts, Row
from vejviser.chart.model import Box, Chart, Line, Source
from vejviser.chart.paths import Way, beside, carrying, shortest
from vejviser.chart.stated import LEADING, stated
from vejviser.chart.views.common import dressed, everything, finished, in_sentence, only
from vejviser.chart.wording import counted, say
from vejviser.errors import BadValue
from vejviser.messages import say as tell
from vejviser.names import VV
from vejviser.words import listing, write_day

SHOWN = 5
"""Ways told and drawn; of more there is only the number."""
NEAR = 8
"""Names told of what is near where no way leads there."""
WIDTH = 88


@dataclass(frozen=True)
class Paths:
    """The shortest ways from a start to an end, at most :data:`SHOWN` of all.

    :param near: where no way leads there, what the start reaches, and what reaches the end
    """

    start: str
    end: str
    ways: tuple[Way, ...]
    number: int
    near: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def paths(facts: Facts, start: str, end: str) -> Paths:
    """The shortest ways from one to another.

    :param start: IRI of a body, kind, office or need, and
    :param end: of another
    :raises BadValue: ``same-ends``
    """
    if start == end:
        raise BadValue("same-ends", value=facts.label(start))
    searched = _searched(facts, start, _here(facts, start, end))
    found = [shortest(lines, start, end) for lines in searched]
    least = min((len(way.boxes) for ways in found for way in ways), default=0)
    ways: dict[tuple[str, ...], Way] = {}
    general = {way.boxes for way in found[0]}
    for number, way in enumerate(way for ways in found for way in ways):
        if len(way.boxes) == least and (number < len(found[0]) or way.boxes not in general):
            known = ways.get(way.boxes, way)
            hops = (tuple(dict.fromkeys(a + b)) for a, b in zip(known.hops, way.hops, strict=True))
            ways[way.boxes] = Way(way.boxes, tuple(hops))
    shown = tuple(list(ways.values())[:SHOWN])
    if shown:
        return Paths(start, end, shown, len(ways))
    reached, _ = beside([line for lines in searched for line in lines], start, end)
    others = _searched(facts, start, _here(facts, end, start))
    _, leading = beside([line for lines in others for line in lines], start, end)
    return Paths(start, end, (), 0, (tuple(reached), tuple(leading)))


def _nearest(
    rows: Mapping[str | None, Row], bodies: Iterable[str | None], at: Mapping[str | None, int]
) -> dict[str, str]:
    """Kind → its body in the smallest area, where there is just one."""
    alike: dict[tuple[str, int], list[str]] = defaultdict(list)
    for iri in bodies:
        alike[rows[iri]["kind"] or "", at[iri]].append(iri or "")
    return {kind: found[0] for (kind, _), found in sorted(alike.items()) if len(found) == 1}


def _searched(facts: Facts, start: str, here: Mapping[str, str]) -> list[list[Line]]:
    """The lines that ways may lead along: all between bodies, and those of each need."""
    return [carrying(_at(everything(facts).lines, here)), *_matters(facts, start, here)]


def _at(lines: Iterable[Line], here: Mapping[str, str]) -> list[Line]:
    """Lines with the bodies of a place instead of their kinds.

    The seats all of a kind have together are not one body's, so it bears no number for them.
    """
    found = []
    for line in lines:
        start, end = here.get(line.start, line.start), here.get(line.end, line.end)
        seats = line.seats if start == line.start or line.scope == "same-area" else ""
        found.append(replace(line, start=start, end=end, seats=seats))
    return found


def _here(facts: Facts, start: str, end: str) -> Mapping[str, str]:
    """Kind → its body where the start is, or where the end is if that is within it.

    Of a kind with one body of all, it is that, unless that is somewhere else.
    """
    rows = {row["body"]: row for row in facts.ask("bodies")}
    places = {iri: row["place"] for iri, row in rows.items() if row["place"]}
    rank = {band: place for place, band in enumerate(facts.bands)}
    at = {iri: rank.get(row["areaKind"] or "", -1) for iri, row in rows.items()}

    def within(place: str | None) -> set[str | None]:
        return {row["body"] for row in facts.ask("bodies", area=place)}

    centre = start if start in places else end
    if start in places and end in places and end in within(places[start]):
        centre = end
    found = dict(only(facts))
    near = set(rows)
    if centre in places:
        wider = {places[iri] for iri in places if at[iri] < at[centre]}
        around = {place for place in wider if centre in within(place)} | {places[centre]}
        around_it = {iri for iri in rows if iri not in places or places[iri] in around}
        near = around_it | within(places[centre])
        found = {kind: body for kind, body in found.items() if body in near}
        found |= _nearest(rows, around_it & places.keys(), at)
    for iri in (end, start):
        if iri in near:
            found[rows[iri]["kind"] or ""] = iri
    # Who asks for a kind means the kind.
    return {kind: body for kind, body in found.items() if kind not in (start, end)}


def _matters(facts: Facts, start: str, here: Mapping[str, str]) -> list[list[Line]]:
    """The lines of each need: who goes where with it, and where cases go on from there."""
    decisions = facts.ask("decisions")
    bodies, kinds = facts.ask("bodies"), facts.ask("kinds")
    onward = stated(bodies, kinds, (), (), decisions, (), label=facts.label, lang=facts.lang).lines
    found: dict[str, list[Line]] = defaultdict(list)
    own = {row["step"] for row in facts.ask("route-steps", actor=start)}
    for row in (*facts.ask("route-steps"), *facts.ask("routes")):
        need, who, to = row["need"] or "", row["who"] or "", row["goTo"]
        if row["precedence"] != LEADING or not to:
            continue
        line = Line(
            who,
            to,
            VV + "goTo",
            facts.label(VV + "goTo"),
            facts.label(need),
            standing=(row["status"] or "").removeprefix(VV),
            source=Source(row["document"] or "", (row["section"],) if row["section"] else ()),
        )
        if need == start:
            found[need].append(replace(line, start=need, caption=""))
        if "step" not in row or row["step"] is None:
            continue
        found[need].append(line)
        if row["step"] in own:
            # A way for a wide circle is also for those who belong to it.
            found[need].append(replace(line, start=start))
    return [carrying(_at((*found[need], *onward), here)) for need in sorted(found)]


def told(found: Paths, facts: Facts) -> str:
    """The ways in words: numbered steps, each with where it stands."""
    lines = _headed(title(found, facts))
    for number, way in enumerate(found.ways, 1):
        if len(found.ways) > 1:
            lines += [say("way-number", facts.lang).format(number=number), ""]
        for place, hop in enumerate(way.hops, 1):
            for text in _hop(hop, facts):
                lines += _wrapped(text, f"{place}. ")
        lines.append("")
    for note in notes(found, facts):
        lines += _wrapped(note, "")
    return "\n".join(lines).rstrip("\n") + "\n"


def _headed(text: str) -> list[str]:
    lines = _wrapped(text, "")
    return [*lines, "=" * max(map(len, lines)), ""]


def _wrapped(text: str, lead: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_on_hyphens=False,
    )


def title(found: Paths, facts: Facts) -> str:
    """Where the ways begin and end."""
    start, end = (in_sentence(iri, facts) for iri in (found.start, found.end))
    return say("path", facts.lang).format(start=start, end=end)


def notes(found: Paths, facts: Facts) -> Iterator[str]:
    """What is to be known of the ways besides their steps."""
    lang = facts.lang
    if not found.ways:
        start, end = (in_sentence(iri, facts) for iri in (found.start, found.end))
        day = write_day(facts.day, lang)
        yield say("no-path", lang).format(start=start, end=end, day=day)
        for key, name, iris in zip(
            ("reaches", "reached-by"), (start, end), found.near, strict=True
        ):
            names = [in_sentence(iri, facts) for iri in iris[:NEAR]]
            if len(iris) > NEAR:
                names.append(counted("others", len(iris) - NEAR, lang))
            if names:
                yield say(key, lang).format(name=name, names=listing(names, lang))
            else:
                yield say(f"{key}-none", lang).format(name=name)
        return
    if found.number > len(found.ways):
        yield counted("more-ways", found.number - len(found.ways), lang)
    sections = {line.source for way in found.ways for hop in way.hops for line in hop}
    if len(sections) > 1 and any(len(way.hops) > 1 for way in found.ways):
        yield say("path-joined", lang)


def _hop(hop: Sequence[Line], facts: Facts) -> Iterator[str]:
    """A step by each relation in a sentence, with where it stands."""
    for _, alike in groupby(hop, key=lambda line: (line.relation, line.seats, line.standing)):
        lines = list(alike)
        first = lines[0]
        words = f"{in_sentence(first.start, facts)} {first.label} {in_sentence(first.end, facts)}"
        if first.seats:
            words += f" ({_places(first.seats, facts.lang)})"
        captions: dict[Source, list[str]] = defaultdict(list)
        for line in lines:
            captions[line.source] += [line.caption] if line.caption else []
        if not any(captions.values()):
            captions = {_all(lines): []}
        parts = []
        for source in sorted(captions):
            cited = facts.cite(source.document, source.sections)
            named = listing(list(dict.fromkeys(captions[source])), facts.lang)
            if first.standing == "stated":
                parts.append(f"{named} [{cited}]".lstrip())
            else:
                last = tell("last-stated", facts.lang, document=cited)
                parts.append(f"{named} – {last}".lstrip())
        words += (": " if any(captions.values()) else " ") + "; ".join(parts)
        yield words[:1].upper() + words[1:]


def _all(lines: Sequence[Line]) -> Source:
    """The sections of lines of one relation, by the document of the first."""
    document = lines[0].source.document
    sources = [line.source for line in lines if line.source.document == document]
    return Source(document, tuple(sorted({one for source in sources for one in source.sections})))


def _places(seats: str, lang: str) -> str:
    """ "2" in words: "2 pladser"; what says more than a number is in words already."""
    if not seats.isdigit():
        return seats
    return tell("outline-seat" if seats == "1" else "outline-seats", lang, number=seats)


def drawn(found: Paths, facts: Facts) -> Chart:
    """The ways as a chart from left to right."""
    order = dict.fromkeys(
        [found.start, *(iri for way in found.ways for iri in way.boxes), found.end]
    )
    lines = sorted({line for way in found.ways for hop in way.hops for line in hop})
    boxes = [dressed(Box(iri, facts.label(iri)), facts) for iri in order]
    boxes = [
        replace(box, role="focus") if box.iri in (found.start, found.end) else box for box in boxes
    ]
    lines = [
        replace(line, caption=_places(line.seats, facts.lang) or line.caption) for line in lines
    ]
    chart = finished(
        facts,
        "path",
        title(found, facts),
        "",
        boxes,
        lines,
        banded=False,
        notes=tuple(notes(found, facts)),
    )
    return replace(chart, flow="right")
