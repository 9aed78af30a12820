"""An area's own map: who represents and decides there, from the place itself up to the country.

Kinds stand for the area's own bodies where it has them. What a document limits to another area is
left out, and a sentence says what is not stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vejviser.chart.facts import Facts, Row
from vejviser.chart.model import Box, Chart, Fact, Line, Source
from vejviser.chart.views.common import (
    POWER,
    aged,
    composing,
    counting,
    dressed,
    finished,
    in_sentence,
    upwards,
    with_seats,
)
from vejviser.chart.wording import say
from vejviser.errors import VejviserError
from vejviser.names import VV
from vejviser.nouns import SeatGroup
from vejviser.words import listing, write_day

TOGETHER = {"in-area", "each-participant"}
"""Scopes by which it is not the area's own body alone that is meant."""


def municipality(facts: Facts, area: str) -> Chart:
    """The chart of all that represents and decides in an area."""
    here = Here.of(facts, area)
    groups = here.binding(facts.groups(None))
    whole = with_seats(facts, groups)
    lines = here.lines(whole.lines)
    core = {end for line in lines if line.relation in POWER for end in (line.start, line.end)}
    core |= here.beginning(lines)
    lines = sorted({*(line for line in lines if line.relation in POWER), *upwards(lines, core)})
    if not lines:
        day = write_day(facts.day, facts.lang)
        raise VejviserError("nothing-drawn", value=facts.label(area), day=day)
    boxes = [
        aged(box, lines, facts, whole.lines)
        for iri in sorted({end for line in lines for end in (line.start, line.end)})
        for box in [here.box(iri, groups, lines)]
    ]
    name = facts.label(area)
    title = say("map", facts.lang).format(area=name)
    above = [facts.label(one) for one in here.around if one != area]
    subtitle = say("map-of", facts.lang).format(areas=listing([name, *above], facts.lang))
    return finished(facts, "municipality", title, subtitle, boxes, lines, notes=tuple(here.notes()))


@dataclass(frozen=True)
class Here:
    """What there is in an area, in the areas around it, and in none of them in particular.

    :param around: the area and those it lies in, the nearest first
    :param levels: body → the area of these it acts for
    :param own: kind → the area's own body of it, where the nearest area has just one
    :param claimed: kind said to exist there without its bodies being named → that saying
    :param grounds: derived body → the saying it follows from
    :param known: whether the list of areas covers the day
    """

    facts: Facts
    area: str
    around: Sequence[str]
    levels: Mapping[str, str]
    own: Mapping[str, str]
    claimed: Mapping[str, Row]
    grounds: Mapping[str, Row]
    known: bool

    @classmethod
    def of(cls, facts: Facts, area: str) -> Here:
        """What the query on areas tells of one."""
        rows = facts.ask("municipality", area=area)
        depth = {iri: place for place, iri in enumerate(facts.bands)}
        kinds = {row["place"]: row["areaKind"] or "" for row in facts.ask("bodies") if row["place"]}
        levels = {row["body"] or "": row["level"] or "" for row in rows if row["body"]}
        around = sorted(
            {area, *levels.values()},
            key=lambda one: (one != area, -depth.get(kinds.get(one, ""), -1), one),
        )
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in rows:
            if row["body"]:
                found[row["kind"] or "", row["level"] or ""].add(row["body"])
        own: dict[str, str] = {}
        for kind in {kind for kind, _ in found}:
            nearest = next(found[kind, one] for one in around if (kind, one) in found)
            if len(nearest) == 1:
                own[kind] = min(nearest)
        stated = [row for row in rows if row["precedence"] == VV + "leading"]
        return cls(
            facts,
            area,
            around,
            levels,
            own,
            {row["kind"] or "": row for row in stated if not row["body"]},
            {row["body"]: row for row in stated if row["body"]},
            all(row["known"] != "false" for row in rows),
        )

    def binding(self, groups: Sequence[SeatGroup]) -> list[SeatGroup]:
        """The rules that hold here, each point once; first what leads, or else what is left."""
        kinds = {row["kind"] for row in self.facts.ask("kinds")}
        holding = [
            g for g in groups if not (g.body in kinds and g.area and g.area not in self.around)
        ]
        leading = {(g.body, g.point) for g in holding if g.precedence == "leading"}
        kept = []
        for group in sorted(holding, key=lambda g: (g.precedence != "leading", g.document)):
            if group.precedence == "leading" or (group.body, group.point) not in leading:
                leading.add((group.body, group.point))
                kept.append(replace(group, precedence="leading"))
        return kept

    def lines(self, lines: Iterable[Line]) -> list[Line]:
        """The lines that hold here, with the area's own bodies in their kinds' place."""
        elsewhere = {row["body"] for row in self.facts.ask("bodies")} - self.levels.keys()
        return sorted(
            replace(line, start=self._start(line), end=self.own.get(line.end, line.end))
            for line in lines
            if line.start not in elsewhere and line.end not in elsewhere
        )

    def beginning(self, lines: Iterable[Line]) -> set[str]:
        """What is there to begin with: what is said to exist, and what belongs to a wider area."""
        leading_out = {
            line.start
            for line in lines
            if self.levels.get(line.start) == self.area != self.levels.get(line.end, self.area)
        }
        return leading_out | self.claimed.keys()

    def _start(self, line: Line) -> str:
        return line.start if line.scope in TOGETHER else self.own.get(line.start, line.start)

    def box(self, iri: str, groups: Iterable[SeatGroup], lines: Iterable[Line]) -> Box:
        """The box of a body or kind, with whether it is said to exist."""
        facts = self.facts
        rows = {row["body"]: row for row in facts.ask("bodies")}
        kinds = {row["kind"]: row["areaKind"] or "" for row in facts.ask("kinds")}
        me = rows.get(iri)
        kind = (me and me["kind"]) or ""
        band = (me and me["areaKind"]) or kinds.get(kind or iri, "")
        together = self._of_kind(iri, lines) if iri in kinds else ""
        composition = composing(self._groups(iri, groups))
        box = dressed(Box(iri, facts.label(iri), kind, band), facts, composition)
        if together:
            box = replace(box, subtitle=together, seats=())
        row = self.grounds.get(iri) or self.claimed.get(iri)
        if row:
            source = Source(row["document"] or "", (row["section"],) if row["section"] else ())
            standing = (row["status"] or "").removeprefix(VV)
            words = tuple(Fact(text, standing, source) for text in self._existence(row))
            box = replace(box, facts=(*box.facts, *words), source=source)
        return replace(box, role="focus") if self.levels.get(iri) == self.area else box

    def _groups(self, iri: str, groups: Iterable[SeatGroup]) -> list[SeatGroup]:
        """The seats of a body by its own rule, or else by that of its kind."""
        groups = list(groups)
        mine = [group for group in groups if group.body == iri]
        return mine or [
            replace(group, party=self.own.get(group.party, group.party))
            if group.scope == "same-area"
            else group
            for group in groups
            if self.own.get(group.body) == iri
        ]

    def _of_kind(self, kind: str, lines: Iterable[Line]) -> str:
        """Of a kind that does no more than share seats: in which area all of it shares them."""
        mine = [line for line in lines if kind in (line.start, line.end)]
        if any(line.start != kind or line.scope != "in-area" for line in mine):
            return ""
        areas = {self.levels.get(line.end, "") for line in mine}
        named = [self.facts.label(one) for one in self.around if one in areas]
        if not named:
            return ""
        return say("all-in", self.facts.lang).format(areas=listing(named, self.facts.lang))

    def _existence(self, row: Row) -> Iterator[str]:
        """What is said of whether it exists: by force of the saying, and under what condition."""
        lang = self.facts.lang
        force = (row["obligation"] or "").removeprefix(VV)
        if force in ("must", "may"):
            yield say(f"exists-{force}", lang)
        for establishment in self.facts.ask("establishments"):
            if establishment["statement"] == row["statement"] and establishment["condition"]:
                yield establishment["condition"]

    def notes(self) -> Iterator[str]:
        """What the documents do not tell of this area."""
        lang = self.facts.lang
        missing = self._missing()
        for level in self.around:
            if level in missing:
                names = [in_sentence(kind, self.facts) for kind in missing[level]]
                yield say("not-told", lang).format(
                    bodies=listing(names, lang), area=self.facts.label(level)
                )
        for document, area in sorted(self._limited().items()) if missing else ():
            yield say("limited", lang).format(
                document=self.facts.label(document), area=self.facts.label(area)
            )
        if not self.known:
            yield say("area-list", lang)

    def _missing(self) -> Mapping[str, Sequence[str]]:
        """Area → kinds of which another area of its kind has a body with seats, and it has none."""
        rows = self.facts.ask("bodies")
        seated = {group.body for group in self.facts.groups(None)}
        ranks = {row["kind"]: row["areaKind"] for row in self.facts.ask("kinds")}
        found: dict[str, set[str]] = defaultdict(set)
        for level in self.around:
            level_kind = {row["areaKind"] for row in rows if row["place"] == level}
            here = {row["kind"] for row in rows if row["place"] == level}
            for row in rows:
                if (
                    row["areaKind"] in level_kind
                    and row["body"] in seated
                    and row["kind"] not in here
                    and ranks.get(row["kind"]) == row["areaKind"]
                ):
                    found[level].add(row["kind"] or "")
        return {level: sorted(kinds) for level, kinds in found.items()}

    def _limited(self) -> Mapping[str, str]:
        """Newest document of each series that is on another area → that area."""
        return {
            row["document"] or "": row["area"]
            for row in counting(self.facts)
            if row["area"] and row["area"] not in self.around
        }
