"""All bodies of a kind: their names in a grid for each area, and once what holds for every one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vejviser.chart.facts import Facts, Row
from vejviser.chart.model import Box, Cell, Chart, Fact, Source
from vejviser.chart.stated import around
from vejviser.chart.views.common import aged, dressed, finished, with_seats
from vejviser.chart.views.municipality import Here
from vejviser.chart.wording import counted, say
from vejviser.errors import VejviserError
from vejviser.names import VV
from vejviser.nouns import SeatGroup
from vejviser.words import danish_key


def family(facts: Facts, iri: str, area: str = "") -> Chart:
    """The chart of a kind and all its bodies.

    :param iri: a kind, or a body of it
    :param area: only the bodies in this area, and only what holds there
    """
    kinds = {row["kind"] or "": row["areaKind"] or "" for row in facts.ask("kinds")}
    kind = next((r["kind"] or "" for r in facts.ask("bodies") if r["body"] == iri), iri)
    rows = list(facts.ask("bodies", kind=kind, area=area or None)) if kind in kinds else []
    if not rows and area:
        raise VejviserError("no-family-in", value=facts.label(kind), area=facts.label(area))
    if not rows:
        raise VejviserError("no-family", value=facts.label(kind))
    groups = facts.groups(None)
    if area:
        groups = Here.of(facts, area).binding(groups)
    groups = [group for group in groups if group.precedence == "leading"]
    # Where a kind is named by its bodies alone, theirs is the kind of area.
    band = kinds[kind] or (rows[0]["areaKind"] or "")
    me = Box(kind, facts.label(kind), "", band)
    whole = with_seats(facts, groups)
    part = around(whole, me, {}, facts.label)
    count = counted("bodies", len(rows), facts.lang)
    middle = dressed(me, facts, [group for group in groups if group.body == kind])
    middle = replace(
        middle,
        role="focus",
        subtitle=count,
        facts=tuple(_existence(facts, kind)),
        cells=tuple(_cells(facts, kind, band, rows)),
    )
    others = [dressed(box, facts) for box in part.boxes if box.iri != kind]
    boxes = [aged(box, part.lines, facts, whole.lines) for box in (middle, *others)]
    place = facts.label(area) if area else ""
    limits = () if area else _limits(facts, [g for g in groups if g.body == kind])
    notes = (*limits, *([say("derived-family", facts.lang)] if _derived(rows) else ()))
    return finished(facts, "family", middle.label, place, boxes, part.lines, notes=notes)


def _derived(rows: Iterable[Row]) -> bool:
    """Whether no document names the bodies, so that they follow from the list of areas."""
    return any((row["origin"] or "") == VV + "derived-graph" for row in rows)


def _limits(facts: Facts, groups: Sequence[SeatGroup]) -> Iterator[str]:
    """Documents that state seats of the kind for a part of all its areas only."""
    top = facts.bands[:1]
    everywhere = {row["place"] for row in facts.ask("bodies") if row["areaKind"] in top}
    limited = {
        group.document: group.area
        for group in groups
        if group.area and group.area not in everywhere
    }
    for document, area in sorted(limited.items()):
        yield say("seats-limited", facts.lang).format(
            document=facts.label(document), area=facts.label(area)
        )


def _cells(facts: Facts, kind: str, band: str, rows: Sequence[Row]) -> Iterator[Cell]:
    """The names, under each area of the next kind of area up that all of them lie in."""
    places = [row["place"] for row in rows]
    # Bodies that share an area are told apart by their own names.
    alone = all(places) and len(set(places)) == len(places)
    named = {
        row["body"] or "": facts.label((row["place"] if alone else row["body"]) or "")
        for row in rows
    }
    parts = _parted(facts, kind, band, set(named))
    for area, bodies in parts:
        if len(parts) > 1:
            yield Cell("", f"{facts.label(area)}: {len(bodies)}")
        yield from sorted(
            (Cell(body, named[body]) for body in bodies), key=lambda cell: danish_key(cell.label)
        )


def _parted(facts: Facts, kind: str, band: str, wanted: set[str]) -> list[tuple[str, set[str]]]:
    """(area, bodies) by the nearest kind of area above that takes in every body just once."""
    above = list(facts.bands[: facts.bands.index(band)]) if band in facts.bands else []
    for level in reversed(above):
        areas = {
            row["place"] or "": facts.label(row["place"] or "")
            for row in facts.ask("bodies")
            if row["areaKind"] == level
        }
        parts = []
        for area in sorted(areas, key=lambda iri: danish_key(areas[iri])):
            within = {row["body"] or "" for row in facts.ask("bodies", kind=kind, area=area)}
            if within & wanted:
                parts.append((area, within & wanted))
        if sum(len(part) for _, part in parts) == len(wanted):
            return parts
    return [("", wanted)]


def _existence(facts: Facts, kind: str) -> Iterator[Fact]:
    """Whether the documents say that there are such bodies, or that there must be."""
    for row in facts.ask("establishments"):
        if row["kind"] == kind and row["precedence"] == VV + "leading" and row["onePer"]:
            force = (row["obligation"] or "").removeprefix(VV)
            key = f"one-each-{force}" if force in ("must", "may") else "one-each"
            yield Fact(
                say(key, facts.lang).format(each=facts.label(row["onePer"])),
                (row["status"] or "").removeprefix(VV),
                Source(row["document"] or "", (row["section"],) if row["section"] else ()),
            )
