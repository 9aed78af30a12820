"""The five tables of a roster: which one a header begins, and how its rows are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeVar

from vejviser.columns import EXAMPLE, TABLES
from vejviser.errors import BadValue, BrokenRow, Unknown, VejviserError
from vejviser.names import PREFIXES, VV
from vejviser.nouns import Place
from vejviser.roster import cells
from vejviser.roster.rows import (
    Contact,
    Coverage,
    Meeting,
    Membership,
    Participation,
    Period,
    Person,
    Row,
)
from vejviser.words import fold, near

T = TypeVar("T")


class Names(Protocol):
    """What the dataset calls things."""

    def resolve(self, text: str, kind: str) -> str:
        """The IRI of what a person calls ``text``.

        :param kind: ``body``, ``party``, ``role``, ``capacity``, ``office`` or ``seat``
        :raises VejviserError: where it is no one thing
        """

    def name(self, iri: str, kind: str) -> str:
        """What a thing is written as; its IRI where no name is its alone."""


@dataclass(frozen=True)
class Line:
    """One row of a file: the line or row it begins on, and its cells."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Grid:
    """What stands in a CSV file or on one sheet: its lines, blank ones left out.

    :param formulas: the cells that are worked out
    :param remarks: the cells with a remark, and what it says
    """

    path: str
    lines: Sequence[Line]
    sheet: str = ""
    formulas: Sequence[Place] = ()
    remarks: Sequence[tuple[Place, str]] = ()

    def place(self, line: Line, column: int = 0) -> Place:
        """Where a cell stands; columns are counted from 0."""
        if not self.sheet:
            return Place(self.path, line.number)
        return Place(self.path, line.number, self.sheet, f"{letters(column)}{line.number}")


def is_iri(text: str) -> bool:
    """Whether a text is an IRI, in full or with a prefix.

    >>> is_iri("https://w3id.org/vejviser/id/lsu"), is_iri("id:lsu"), is_iri("Region: Nord")
    (True, True, False)
    """
    prefix, colon, _ = text.partition(":")
    return bool(colon) and (prefix in ("http", "https") or prefix in PREFIXES)


def letters(column: int) -> str:
    """What Excel calls a column that is counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    head, last = divmod(column, 26)
    return (letters(head - 1) if head else "") + chr(ord("A") + last)


@dataclass(frozen=True)
class Record:
    """One line of a table, read by the names of its columns."""

    grid: Grid
    line: Line
    columns: dict[str, int]
    names: Names

    def read(self, column: str, reading: Callable[[str], T]) -> T:
        """What a cell says.

        :raises BrokenRow: where it cannot be read
        """
        try:
            return reading(self.text(column))
        except VejviserError as error:
            raise BrokenRow(self.grid.place(self.line, self.columns[column]), error) from error

    def text(self, column: str) -> str:
        """The cell as it is; a column the file does not have is empty."""
        number = self.columns.get(column, len(self.line.cells))
        return self.line.cells[number] if number < len(self.line.cells) else ""

    def iri(self, column: str, kind: str) -> str:
        """The IRI of the thing a cell names; empty where the cell is."""
        return self.read(column, lambda text: text and self._named(text, kind))

    def _named(self, text: str, kind: str) -> str:
        """The IRI of what a name means; people read lists, so an IRI is none where there is one."""
        found = self.names.resolve(text, kind)
        if is_iri(text) and self.names.name(found, kind) != text:
            raise BadValue("roster-iri", value=self.names.name(found, kind))
        return found

    def needed(self, column: str, kind: str) -> str:
        """The same for a cell that may not be empty."""
        if found := self.iri(column, kind):
            return found
        raise self.broken("roster-missing-cell", heading=self.heading(column))

    def period(self) -> Period:
        """From when to when the row holds."""
        begun = self.read("start", cells.starts)
        ended = self.read("end", cells.ends)
        return replace(begun, end=ended.end, stated_end=ended.stated_end)

    def ordered_period(self) -> Period:
        """The same for a row that no finding can tell of: it may not end before it begins."""
        found = self.period()
        if found.inverted:
            place = self.grid.place(self.line, self.columns["end"])
            raise BrokenRow(place, BadValue("roster-inverted-period"))
        return found

    def person(self) -> Person | None:
        """Whom the row names."""
        name, ident = self.text("name"), self.text("person-id")
        return Person(name, ident) if name or ident else None

    def heading(self, column: str) -> str:
        """What the file itself calls a column."""
        return self.grid.lines[0].cells[self.columns[column]]

    def broken(self, key: str, **data: str) -> BrokenRow:
        """An error of the row as a whole."""
        return BrokenRow(self.grid.place(self.line), BadValue(key, where="", **data))


def _membership(record: Record) -> Membership:
    person, vacant = record.person(), record.read("vacant", cells.yes)
    note = record.text("note")
    if note in EXAMPLE:
        raise record.broken("roster-example")
    if vacant and person:
        raise record.broken("roster-vacant-person")
    if not vacant and not person:
        raise record.broken("roster-nobody")
    return Membership(
        body=record.needed("body", "body"),
        person=person,
        party=record.iri("from", "party"),
        role=record.iri("role", "role"),
        capacity=record.iri("capacity", "capacity") or VV + "member",
        office=record.iri("office", "office"),
        seat=record.iri("seat", "seat"),
        period=record.period(),
        show=record.read("show", cells.yes),
        note=note,
    )


def _coverage(record: Record) -> Coverage:
    if record.text("party") in EXAMPLE:
        raise record.broken("roster-example")
    period = record.ordered_period()
    if period.start is None:
        raise record.broken("roster-missing-cell", heading=record.heading("start"))
    return Coverage(record.needed("body", "body"), record.iri("party", "party"), period)


def _participation(record: Record) -> Participation:
    participant = record.needed("participant", "party")
    return Participation(record.needed("body", "body"), participant, record.ordered_period())


def _contact(record: Record) -> Contact:
    person = record.person()
    if person is None:
        raise record.broken("roster-missing-cell", heading=record.heading("name"))
    target = record.needed("for", "party")
    return Contact(record.needed("body", "body"), person, target, record.ordered_period())


def _meeting(record: Record) -> Meeting:
    day = record.read("day", cells.day)
    if day is None:
        raise record.broken("roster-missing-cell", heading=record.heading("day"))
    begins, ends = record.read("begins", cells.clock), record.read("ends", cells.clock)
    if ends is not None and (begins is None or ends <= begins):
        raise record.broken("roster-meeting-ends")
    return Meeting(
        body=record.needed("body", "body"),
        begins=day if begins is None else datetime.combine(day, begins),
        ends=None if ends is None else datetime.combine(day, ends),
        agenda=record.read("agenda", cells.day),
        note=record.text("note"),
    )


# table → how a row of it is read, and the columns without which it is no such table
READERS: dict[str, tuple[Callable[[Record], Row], tuple[str, ...]]] = {
    "members": (_membership, ("body", "name")),
    "coverage": (_coverage, ("body", "start")),
    "participants": (_participation, ("body", "participant")),
    "contacts": (_contact, ("body", "name", "for")),
    "meetings": (_meeting, ("body", "day")),
}


def records(grid: Grid, names: Names) -> Iterator[Callable[[], tuple[Row, Place]]]:
    """What reads each row of a grid, so that one broken row does not hide the next.

    :raises BrokenRow: where the header is no table's
    """
    header = grid.lines[0]
    table, columns = headed(grid)
    reader = READERS[table][0]
    for line in grid.lines[1:]:
        yield _reading(reader, Record(grid, line, columns, names), len(header.cells))


def headed(grid: Grid) -> tuple[str, dict[str, int]]:
    """The table a grid is, and where each of its columns stands, counted from 0.

    :raises BrokenRow: where the header is no table's
    """
    header = grid.lines[0]
    table = _recognised(grid, header)
    columns: dict[str, int] = {}
    known = {fold(word): key for key, words in TABLES[table].items() for word in words}
    for number, text in enumerate(header.cells):
        key = known.get(fold(text))
        if key in columns:
            raise BrokenRow(grid.place(header, number), BadValue("roster-column-twice", value=text))
        if key:
            columns[key] = number
        elif text:
            every = [word for words in TABLES[table].values() for word in words]
            unknown = Unknown("roster-unknown-column", text, near(text, every))
            raise BrokenRow(grid.place(header, number), unknown)
    for key in READERS[table][1]:
        if key not in columns:
            names_of = " / ".join(dict.fromkeys(TABLES[table][key]))
            missing = BadValue("roster-missing-column", heading=names_of)
            raise BrokenRow(grid.place(header), missing)
    return table, columns


def _reading(
    reader: Callable[[Record], Row], record: Record, width: int
) -> Callable[[], tuple[Row, Place]]:
    def read() -> tuple[Row, Place]:
        for number, text in enumerate(record.line.cells):
            if cells.is_formula(text):
                place = record.grid.place(record.line, number)
                raise BrokenRow(place, BadValue("roster-formula"))
            headed = number < width and record.grid.lines[0].cells[number]
            if text and not headed:
                place = record.grid.place(record.line, number)
                raise BrokenRow(place, BadValue("roster-extra-cell"))
        return reader(record), record.grid.place(record.line)

    return read


def is_table(grid: Grid) -> bool:
    """Whether a grid begins with the header of a table."""
    try:
        return bool(grid.lines and _recognised(grid, grid.lines[0]))
    except BrokenRow:
        return False


def _recognised(grid: Grid, header: Line) -> str:
    """The table most of whose columns a header names; one it is complete for comes first."""
    folded = {fold(text) for text in header.cells if text}
    fitting: list[tuple[bool, int, str]] = []
    for table, columns in TABLES.items():
        has = {key for key, words in columns.items() if folded & set(map(fold, words))}
        fitting.append((has >= set(READERS[table][1]), len(has), table))
    complete, count, table = max(fitting, key=lambda fit: fit[:2])
    if not complete and count < 2:
        raise BrokenRow(grid.place(header), BadValue("roster-no-header"))
    return table
