"""What differs between two editions of a series, or between what stands on two days.

Silence ends nothing: what the second side leaves out is *not restated*. What differs in spelling,
typography or page numbers only is kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import get_args

from vejviser.diff.versions import (
    ABOUT,
    ASPECTS,
    HEADING,
    PAGE,
    POINTS_TO,
    SOURCE,
    Documents,
    Pair,
    Record,
    State,
    Versions,
    by_aspect,
    rank,
)
from vejviser.diff.wording import Wording
from vejviser.names import VV, expand
from vejviser.nouns import Cell, Change, ChangeKind, Detail, Labelled, Saying, Side
from vejviser.words import fold, near, spelt_alike

NAME, NAME_KIND = VV + "name", VV + "nameKind"
NAMES = {NAME, HEADING, VV + "anchorText"}
"""May differ by a letter and be the same; in other texts only typography is folded away."""
TEXTS = {expand("dcterms:description"), VV + "condition"}

Cells = tuple[Cell, ...]
Details = tuple[list[Detail], list[Detail]]
"""In content; in spelling, typography or pages only."""


def diff(
    documents: Documents, before: State, after: State, wording: Wording, *, spelling: bool = False
) -> list[Change]:
    """What differs, by kind and then in the order of the sections.

    :param spelling: also what differs in spelling, typography or page numbers only
    """
    return _Comparison(Versions(documents, before, after), wording).changes(spelling)


class _Comparison:
    """From what is said side by side to changes."""

    def __init__(self, versions: Versions, wording: Wording) -> None:
        self.versions, self.known, self.wording = versions, versions.documents, wording

    def changes(self, spelling: bool) -> list[Change]:
        """All differences; those in spelling only where they are wanted."""
        found: dict[tuple[str, str], Change] = {}
        for pair in self.versions.pairs():
            lone = self._lone(pair)
            respelling = self._respelling(lone, pair) if lone and NAME in lone.said else None
            old, new = respelling or pair
            content, spelt = self._details(old.said, new.said) if old and new else ([], [])
            kind: ChangeKind | None
            kind = "respelt" if respelling else self._kind(old, new, bool(content), bool(spelt))
            if kind and (spelling or kind != "respelt"):
                details = [*content, *spelt] if spelling else content
                found[_iri(old), _iri(new)] = self._change(kind, (old, new), details)
        return sorted(found.values(), key=self._order)

    def _lone(self, pair: Pair) -> Record | None:
        """What one side states and the other does not."""
        stated = [
            record
            for state, record in zip(self.versions.states, pair, strict=True)
            if record and state.standing.get(record.iri, "stated") == "stated"
        ]
        return stated[0] if len(stated) == 1 else None

    def _respelling(self, naming: Record, pair: Pair) -> Pair | None:
        """A naming beside the other side's that it is a spelling of; none where it is a new name.

        A misspelling that is like no other name stands beside nothing.
        """
        first = naming is pair[0]
        other = 1 if first else 0
        alike = {
            _name(rival): rival
            for rival in self._namings[other][tuple(naming.values(ABOUT))]
            if spelt_alike(_name(naming), _name(rival)) or _misspelt(naming) or _misspelt(rival)
        }
        likest = near(_name(naming), sorted(alike), 1)
        if not likest:
            return ((naming, None) if first else (None, naming)) if _misspelt(naming) else None
        return (naming, alike[likest[0]]) if first else (alike[likest[0]], naming)

    @cached_property
    def _namings(self) -> Sequence[Mapping[tuple[str, ...], list[Record]]]:
        """For each side: what is named → the names that are stated of it."""
        sides = []
        for state, spoken in zip(self.versions.states, self.versions.spoken, strict=True):
            found: dict[tuple[str, ...], list[Record]] = defaultdict(list)
            for record in (record for records in spoken.values() for record in records):
                if NAME in record.said and state.standing[record.iri] == "stated":
                    found[tuple(record.values(ABOUT))].append(record)
            sides.append(found)
        return sides

    def _kind(
        self, old: Record | None, new: Record | None, content: bool, spelt: bool
    ) -> ChangeKind | None:
        before, after = self.versions.states
        if old is None:
            return "added"
        if new is None:
            # Sections have no time of their own: what one was is still last known.
            return after.silence if old.iri in before.standing else "not-restated"
        was, now = before.standing.get(old.iri), after.standing.get(new.iri)
        if was != now:
            return "added" if now == "stated" else "not-restated"
        if not content:
            return "respelt" if spelt else None
        match old.cls:
            case "CrossReference" if self._leads(old) != self._leads(new):
                return "reference-mended" if self._leads(new) else "reference-broken"
            case "Hyperlink":
                return "link-changed"
            case "Naming" if old.values(ABOUT) == new.values(ABOUT):
                return "renamed"
            case "Section":
                return "renamed"
            case _:
                return "changed"

    def _leads(self, reference: Record) -> bool:
        """Whether a cross-reference leads to the section it must mean."""
        goals, meant = (
            {self.versions.same(iri) for iri in reference.values(prop)}
            for prop in (POINTS_TO, VV + "intended")
        )
        return bool(goals) and goals == meant

    def _details(self, old: Saying, new: Saying, step: str = "") -> Details:
        """In what two sayings differ."""
        if self.versions.plainly_alike(old, new):
            return [], []
        content: list[Detail] = []
        spelt: list[Detail] = []
        mine, yours = by_aspect(old), by_aspect(new)
        for aspect in sorted(mine.keys() | yours.keys(), key=rank):
            one, other = mine.get(aspect, {}), yours.get(aspect, {})
            if self.versions.meaning(one) == self.versions.meaning(other):
                continue
            in_spelling = aspect == PAGE or self._respelt(one, other)
            if aspect not in ASPECTS:
                one, other = self.versions.minus(one, other), self.versions.minus(other, one)
            before, after = (self.wording.say(aspect, saying) for saying in (one, other))
            detail = Detail(aspect, self.wording.aspect(aspect), before, after, step)
            if in_spelling:
                # A document without page numbers has no other pages.
                spelt += [detail] if one and other else []
            else:
                content.append(detail)
        for position, one, other in self.versions.steps(old, new):
            if one and other:
                inner = self._details(one, other, str(position))
                content, spelt = content + inner[0], spelt + inner[1]
            else:
                before, after = (
                    self.wording.whole(by_aspect(s)) if s else "" for s in (one, other)
                )
                name = self.wording.aspect("step")
                content.append(Detail("step", name, before, after, str(position)))
        return content, spelt

    def _respelt(self, one: Saying, other: Saying) -> bool:
        """Whether two sayings of one aspect differ in spelling or typography only."""
        differing = {
            prop: (one.get(prop, ()), other.get(prop, ()))
            for prop in one.keys() | other.keys()
            if self.versions.meaning({prop: one.get(prop, ())})
            != self.versions.meaning({prop: other.get(prop, ())})
        }
        texts = {prop: sides for prop, sides in differing.items() if prop != NAME_KIND}
        return bool(texts) and all(_alike(prop, *sides) for prop, sides in texts.items())

    def _change(self, kind: ChangeKind, pair: Pair, details: list[Detail]) -> Change:
        records = [record for record in pair if record]
        about = {iri for record in records for iri in self.versions.about(record)}
        before, after = (self._side(record) for record in pair)
        return Change(
            kind=kind,
            about=tuple(self._labelled(iri) for iri in sorted(about)),
            point=self._labelled(records[0].point),
            details=tuple(details),
            before=before,
            after=after,
            moved=bool(before and after and self._leading(before) != self._leading(after)),
        )

    def _side(self, record: Record | None) -> Side | None:
        if record is None:
            return None
        sections = [record.iri] if record.cls == "Section" else record.values(SOURCE)
        return Side(
            statement=record.iri,
            text=self.wording.whole(by_aspect(record.said)) or self.wording.label(record.point),
            document=self._labelled(record.document),
            sections=tuple(map(self._labelled, sorted(sections, key=self._reading_order))),
        )

    def _reading_order(self, section: str) -> tuple[object, ...]:
        """Numbered sections first, as a table of contents repeats their words."""
        return (
            section not in self.known.numbers,
            self.known.positions.get(section, 0),
            section,
        )

    def _leading(self, side: Side) -> str:
        """The first section of a side, free of the document it is in."""
        return self.versions.same(side.sections[0].iri) if side.sections else ""

    def _labelled(self, iri: str) -> Labelled:
        name = self.wording.section if iri in self.known.sections else self.wording.label
        return Labelled(iri, name(iri))

    def _order(self, change: Change) -> tuple[object, ...]:
        """By kind, then by document and section; a section itself comes before what it says."""
        lead = change.after or change.before
        assert lead is not None  # a change has a side
        first = self.known.positions.get(lead.sections[0].iri, 0) if lead.sections else 0
        of_section = lead.statement in self.known.sections
        kind = get_args(ChangeKind).index(change.kind)
        return (kind, lead.document.iri, first, not of_section, change.point.iri, lead.statement)


def _iri(record: Record | None) -> str:
    return record.iri if record else ""


def _name(naming: Record) -> str:
    return naming.values(NAME)[0]


def _misspelt(record: Record) -> bool:
    return VV + "misspelling" in record.values(NAME_KIND)


def _alike(prop: str, mine: Cells, yours: Cells) -> bool:
    """Whether values are the same names, or the same texts but for signs, spaces and case."""
    if prop not in NAMES | TEXTS or len(mine) != len(yours):
        return False
    alike = spelt_alike if prop in NAMES else _typographic
    return all(alike(a.value, b.value) for a, b in zip(mine, yours, strict=True))


def _typographic(one: str, other: str) -> bool:
    return fold(one).replace(" ", "") == fold(other).replace(" ", "")
