"""Two editions or two days in one picture: what has come, changed or fallen silent.

Drawn are the changes that ``diff`` lists on seats, relations, referrals and names, and the bodies
they are on; the rest of the list is counted below the picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import get_args

from vejviser.chart.facts import Facts, Row
from vejviser.chart.model import SILENT, Box, Cell, Change, Chart, Fact, Line, Source
from vejviser.chart.stated import stated
from vejviser.chart.views.common import composing, counting, dressed, finished, seats
from vejviser.chart.wording import CHANGES, counted, say
from vejviser.errors import VejviserError
from vejviser.names import VV, expand
from vejviser.nouns import Change as Difference
from vejviser.nouns import Detail, Labelled, SeatGroup
from vejviser.words import danish_key

MOST = 6
"""Changes told in a box; ``diff`` lists all of them."""
BESIDE = {VV + "variant", VV + "misspelling"}
"""Kinds of name that stand beside another."""
ASIDE = {"description", VV + "obligation", VV + "unclearInTotal", expand("vv:legalBasis"), "basis"}
"""What is not told of a change where anything else is."""


def diff(facts: Facts, a: str, b: str) -> Chart:
    """The chart of what differs from one edition or day to another.

    :param a: an edition or a day, by name; ``b`` likewise

    :raises VejviserError: ``nothing-differs``, ``no-body-differs``
    """
    before, after, compared = facts.compared(a, b)
    names = {"a": compared.before.label, "b": compared.after.label}
    if not compared.changes:
        raise VejviserError("nothing-differs", **names)
    found = _Found(_Side(before, compared.before), _Side(after, compared.after))
    for change in compared.changes:
        found.take(change)
    found.name()
    if not (found.lines or found.facts):
        raise VejviserError("no-body-differs", **names, number=len(compared.changes))
    boxes = found.boxes(found.lines)
    lines = sorted(set(_signed(found.lines, boxes)))
    boxes = _folded(boxes, lines, facts.lang)
    left = len(compared.changes) - len(found.drawn)
    silent = any(part.change in SILENT for part in boxes) or any(
        line.change in SILENT for line in lines
    )
    notes = [say("silence", facts.lang)] if silent else []
    if left:
        command = f"vejviser diff {_slug(compared.before)} {_slug(compared.after)}"
        shown = {box.iri for box in boxes}
        on = sum(
            found.left(change) and any(thing.iri in shown for thing in change.about)
            for change in compared.changes
        )
        words = counted("more-changes", left, facts.lang)
        notes.append(words.format(on=on, command=command))
    subtitle = "{a} → {b}".format(**names)
    sides = say("compared", facts.lang).format(**names)
    return finished(
        facts, "diff", say("diff", facts.lang), subtitle, boxes, lines, notes=notes, as_of=sides
    )


def _slug(side: Labelled) -> str:
    """What a side is called at the command line."""
    return side.iri.rpartition("/")[2]


@dataclass(frozen=True)
class _Side:
    """What one of the two says, by statement."""

    facts: Facts
    named: Labelled

    def box(self, iri: str) -> Box:
        """A body or a kind of body, still bare."""
        body, kind = (self.places[what].get(iri) for what in ("body", "kind"))
        band = (body or kind or {}).get("areaKind")
        return Box(iri, self.facts.label(iri), (body and body["kind"]) or "", band or "")

    @cached_property
    def places(self) -> Mapping[str, Mapping[str, Row]]:
        """``body`` and ``kind`` → IRI → its row."""
        return {
            "body": {row["body"] or "": row for row in self.facts.ask("bodies")},
            "kind": {row["kind"] or "": row for row in self.facts.ask("kinds")},
        }

    @cached_property
    def groups(self) -> Mapping[str, SeatGroup]:
        return {group.group: group for group in self.facts.groups(None)}

    @cached_property
    def rules(self) -> Mapping[str, str]:
        """Composition rule → whose it is."""
        return {group.rule: group.body for group in self.facts.groups(None)}

    @cached_property
    def names(self) -> Mapping[str, Row]:
        """Naming of a body → its row."""
        return {
            row["statement"] or "": row
            for row in self.facts.ask("names")
            if any(row["about"] in known for known in self.places.values())
        }

    @cached_property
    def named_as(self) -> set[str]:
        """What has a name that is no variant of another."""
        rows = self.facts.ask("names")
        return {row["about"] or "" for row in rows if row["nameKind"] not in BESIDE}

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, list[Row]]]:
        """Query → statement → its rows."""
        found: dict[str, dict[str, list[Row]]] = {}
        for name in ("relations", "decisions", "duties"):
            found[name] = defaultdict(list)
            for row in self.facts.ask(name):
                found[name][row["statement"] or ""].append(row)
        return found

    @cached_property
    def mentioned(self) -> set[str]:
        """What the documents name that count here."""
        edition = self.named.iri if "/" in self.named.iri else ""
        documents = {edition} if edition else {row["document"] for row in counting(self.facts)}
        return {
            row["thing"] or ""
            for document in sorted(filter(None, documents))
            for row in self.facts.ask("mentions", document=document)
        }

    def lines(self, statement: str) -> list[Line]:
        """What a statement says between bodies."""
        rows = {name: found.get(statement, []) for name, found in self.rows.items()}
        group = self.groups.get(statement)
        if not (group or any(rows.values())):
            return []
        facts = self.facts
        named = {value for found in rows.values() for row in found for value in row.values()}
        named |= {group.body, group.party} if group else set()
        bodies, kinds = (
            [self.places[what][iri] for iri in sorted(self.places[what].keys() & named)]
            for what in ("body", "kind")
        )
        return list(
            stated(
                bodies,
                kinds,
                rows["relations"],
                [group] if group else [],
                rows["decisions"],
                rows["duties"],
                label=facts.label,
                lang=facts.lang,
            ).lines
        )


@dataclass
class _Found:
    """The lines and boxes that changes are drawn as, and the changes themselves."""

    before: _Side
    after: _Side
    lines: list[Line] = field(default_factory=list)
    facts: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, list[tuple[Difference, Change, Fact]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    drawn: set[tuple[str, str, str]] = field(default_factory=set)

    def take(self, change: Difference) -> None:
        """Draw a change, if it is one between bodies or on one."""
        kinds: dict[str, Change] = {kind: kind for kind in get_args(Change) if kind}
        kind = kinds.get(change.kind)
        if not kind:
            return
        lines = list(self._lines(change, kind))
        facts = list(self._facts(change, kind))
        self.lines += lines
        for iri, fact in facts:
            self.facts[iri].append(fact)
        if lines or facts:
            self.drawn.add(_key(change))

    def _lines(self, change: Difference, kind: Change) -> Iterator[Line]:
        old = self.before.lines(change.before.statement) if change.before else []
        new = self.after.lines(change.after.statement) if change.after else []
        if kind == "added":
            yield from (replace(line, change=kind) for line in new)
        elif kind in SILENT:
            yield from (replace(line, standing="stated", change=kind) for line in old)
        else:
            yield from self._altered(old, new, kind)

    def _altered(self, old: Sequence[Line], new: Sequence[Line], kind: Change) -> Iterator[Line]:
        """Lines that are others now: the seats on them, or one of their ends."""
        lang = self.after.facts.lang
        were = {_course(line): line for line in old}
        are = {_course(line): line for line in new}
        for course, line in are.items():
            was = were.get(course)
            if was is None:
                words = say("now", lang)
                yield replace(
                    line, change=kind, caption=" ".join(filter(None, (words, line.caption)))
                )
            elif was.seats != line.seats:
                yield replace(line, change=kind, caption=_turned(was.seats, line.seats, lang))
        for course, line in were.items():
            if course not in are:
                words = " ".join(filter(None, (say("before", lang), line.caption)))
                yield replace(line, change=self.silence, caption=words)

    def _facts(self, change: Difference, kind: Change) -> Iterator[tuple[str, Fact]]:
        """Changes of seats and of the composition as a whole, at the body they are on."""
        sides = [
            (side, part)
            for side, part in ((self.after, change.after), (self.before, change.before))
            if part
        ]
        side, part = sides[0]
        source = Source(part.document.iri, tuple(section.iri for section in part.sections))
        statement = part.statement
        if statement in side.groups:
            group = side.groups[statement]
            told = seats(group, side.facts, group.body)
            words = f"{told.label}: {self._seats(change, told.number)}"
            yield group.body, self._fact(kind, words, source)
        elif statement in side.rules and change.details:
            yield side.rules[statement], self._fact(kind, self._respects(change.details), source)
        elif statement in side.names:
            name = self._respects(self._called(change)) if change.details else part.text
            fact = self._fact(kind, name, source)
            self.named[side.names[statement]["about"] or ""].append((change, kind, fact))

    def _called(self, change: Difference) -> Iterator[Detail]:
        """What differs in a name, in the text's own language; its kind where that differs."""
        lang = self.after.facts.lang
        was = self.before.names.get(change.before.statement) if change.before else None
        now = self.after.names.get(change.after.statement) if change.after else None
        for detail in change.details:
            if detail.aspect == "name":
                detail = replace(detail, name=say("name-in-text", lang))
                if was and now and was["nameKind"] == now["nameKind"]:
                    old, new = (say("named", lang).format(**row) for row in (was, now))
                    detail = replace(detail, before=old, after=new)
            yield detail

    def name(self) -> None:
        """Take in the names, where one is another now, or one side has none.

        A body that has one name more or less among several is called what it was called.
        """
        for iri, changes in self.named.items():
            kinds = {kind for _, kind, _ in changes}
            sides = [iri in side.named_as for side in (self.before, self.after)]
            if sides[0] != sides[1] or len(kinds) > 1 or kinds & {"changed", "renamed"}:
                self.facts[iri] += [fact for *_, fact in changes]
                self.drawn |= {_key(change) for change, *_ in changes}

    def left(self, change: Difference) -> bool:
        """Whether a change is not drawn."""
        return _key(change) not in self.drawn

    def _fact(self, kind: Change, words: str, source: Source) -> Fact:
        return Fact(f"{_sign(kind)} {words}", source=source, change=kind)

    def _seats(self, change: Difference, number: str) -> str:
        """How many seats there are, or were and are."""
        lang = self.after.facts.lang
        old = self.before.groups.get(change.before.statement) if change.before else None
        if not (old and change.after and change.details):
            return number
        was = seats(old, self.before.facts, old.body).number
        others = [detail for detail in change.details if detail.aspect != "number"]
        told = [_turned(was, number, lang)] if was != number else []
        said = self._respects(others)
        return "; ".join([*told, *([said] if said else [])]) or number

    def _respects(self, details: Iterable[Detail]) -> str:
        """What was and what is, in each respect that tells anything."""
        lang = self.after.facts.lang
        details = [detail for detail in details if detail.aspect not in ASIDE]
        return "; ".join(
            f"{detail.name}: {_turned(detail.before, detail.after, lang)}" for detail in details
        )

    def boxes(self, lines: Iterable[Line]) -> list[Box]:
        """The bodies that changes are on, or lead to."""
        ends = {end for line in lines for end in (line.start, line.end)}
        return [self._box(iri) for iri in sorted(ends | self.facts.keys())]

    def _box(self, iri: str) -> Box:
        here = iri in self.after.mentioned
        there = iri in self.before.mentioned
        side = self.after if here or not there else self.before
        lang = side.facts.lang
        groups = [g for g in side.groups.values() if g.body == iri and g.precedence == "leading"]
        box = dressed(side.box(iri), side.facts, composing(groups))
        facts = self.facts.get(iri, [])
        if here == there:
            kinds: list[Change] = [fact.change for fact in facts]
            if not kinds:
                # What has not changed is there to lead to what has.
                return replace(box, side="", seats=())
            change: Change = kinds[0] if len(set(kinds)) == 1 else "changed"
            change = "changed" if change in ("added", *SILENT) else change
            told = facts[:MOST]
            if len(facts) > MOST:
                words = counted("more-at-body", len(facts) - MOST, lang)
                told = [*told, Fact(words)]
            return replace(box, change=change, facts=(*box.facts, *told))
        # What comes or falls silent as a whole needs no list of its parts.
        if here:
            return replace(box, change="added")
        touching = {line.change for line in self.lines if iri in (line.start, line.end)}
        found = (kind for kind in SILENT if kind in touching | {fact.change for fact in facts})
        return replace(box, change=next(found, self.silence))

    @property
    def silence(self) -> Change:
        """What it is called that the second side does not say something."""
        was, now = self.before.named.iri, self.after.named.iri
        return "not-stated" if "/" not in now and now < was else "not-restated"


def _key(change: Difference) -> tuple[str, str, str]:
    sides = (change.before, change.after)
    return (change.kind, *(side.statement if side else "" for side in sides))  # type: ignore[return-value]


def _course(line: Line) -> tuple[str, str, str]:
    return (line.start, line.end, line.relation)


def _turned(was: str, now: str, lang: str) -> str:
    """What was and what is.

    >>> _turned("49", "", "da")
    '49 → ikke oplyst'
    """
    nothing = say("not-said", lang)
    return f"{was or nothing} → {now or nothing}"


def _sign(kind: Change) -> str:
    """The sign of a change, which needs no colour."""
    return CHANGES[kind][0].split()[0]


def _signed(lines: Iterable[Line], boxes: Iterable[Box]) -> Iterator[Line]:
    """New lines between what is not new itself, with their sign."""
    new = {box.iri for box in boxes if box.change == "added"}
    for line in lines:
        if line.change == "added" and not new & {line.start, line.end}:
            caption = " ".join(filter(None, (_sign("added"), line.caption)))
            line = replace(line, caption=caption)
        yield line


def _folded(boxes: Sequence[Box], lines: Iterable[Line], lang: str) -> list[Box]:
    """Bodies that are no more than named on one side, as one box for each band."""
    ends = {end for line in lines for end in (line.start, line.end)}
    alike: dict[tuple[str, Change], list[Box]] = defaultdict(list)
    for box in boxes:
        if box.change in ("added", *SILENT) and not box.seats and box.iri not in ends:
            alike[box.band, box.change].append(box)
    kept = list(boxes)
    for same in alike.values():
        if len(same) > 1:
            cells = tuple(
                sorted((Cell(b.iri, b.label) for b in same), key=lambda c: danish_key(c.label))
            )
            words = counted("bodies", len(same), lang)
            first = replace(same[0], label=words, subtitle="", side="", role="group", cells=cells)
            kept = [box for box in kept if box not in same[1:]]
            kept[kept.index(same[0])] = first
    return kept
