"""What a roster says, row by row, free of any file format.

Bodies, parties, roles, offices, capacities and seats are IRIs of the dataset; an empty text is
not stated. Days are whole days, both inclusive; None is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from urllib.parse import quote

from vejviser.errors import BadValue, BrokenRow
from vejviser.names import GRAPH, PERSON, VV, slug
from vejviser.nouns import Place
from vejviser.words import fold


@dataclass(frozen=True)
class Person:
    """Who a row is about: persons are equal by ``ident``, without one by name within one body."""

    name: str
    ident: str = ""

    def iri(self, body: str) -> str:
        """The IRI of the person as a row of ``body`` names them."""
        if self.ident:
            return PERSON + quote(self.ident, safe="")
        return PERSON + digest(body + fold(self.name))


@dataclass(frozen=True)
class Period:
    """From when to when a row holds.

    A date stated as a year or a month alone is kept in ``stated_…`` as ``2024`` or ``2024-05``;
    ``start`` and ``end`` are then its first and its last day.
    """

    start: date | None = None
    end: date | None = None
    stated_start: str = ""
    stated_end: str = ""

    @property
    def inverted(self) -> bool:
        """Whether it ends before it begins."""
        return self.start is not None and self.end is not None and self.end < self.start


@dataclass(frozen=True)
class Membership:
    """One seat: who has it, or that it is vacant where ``person`` is None.

    :param show: whether the person's name may be shown; None where nobody has said
    """

    body: str
    person: Person | None
    party: str = ""
    role: str = ""
    capacity: str = VV + "member"
    office: str = ""
    seat: str = ""
    period: Period = Period()
    show: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class Coverage:
    """That the roster is complete for a body, or for one party in it, in a period."""

    body: str
    party: str = ""
    period: Period = Period()


@dataclass(frozen=True)
class Participation:
    """Who takes part in a collaboration, such as a municipality in a health cluster."""

    body: str
    participant: str
    period: Period = Period()


@dataclass(frozen=True)
class Contact:
    """Whom a member of a body is the contact person for."""

    body: str
    person: Person
    target: str
    period: Period = Period()


@dataclass(frozen=True)
class Meeting:
    """One meeting; ``begins`` and ``ends`` are a day alone where no time of day is stated."""

    body: str
    begins: date | datetime
    ends: datetime | None = None
    agenda: date | None = None
    note: str = ""


Row = Membership | Coverage | Participation | Contact | Meeting


@dataclass(frozen=True)
class Entry:
    """One row with its IRI, and where it stands."""

    iri: str
    row: Row
    place: Place


@dataclass(frozen=True)
class Roster:
    """All that one file says, in the order of the file.

    :param path: the file
    :param graph: IRI of its named graph
    :param fictional: whether nobody in it is real
    :param columns: of a workbook, sheet → column → its letters, such as ``from`` → ``D``
    """

    path: str
    graph: str
    entries: tuple[Entry, ...]
    fictional: bool = False
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        """The rows alone."""
        return [entry.row for entry in self.entries]


def graph_iri(name: str) -> str:
    """The named graph of a file, from its name without ending, or its path below a folder of lists.

    >>> graph_iri("SU Hovedstaden 2024")
    'https://w3id.org/vejviser/graph/roster-su-hovedstaden-2024'
    >>> graph_iri("2024/SU")
    'https://w3id.org/vejviser/graph/roster-2024/su'
    """
    return f"{GRAPH}roster-{'/'.join(slug(part) or digest(part) for part in name.split('/'))}"


def digest(text: str) -> str:
    """Sixteen hexadecimal figures that stand for a text."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def entries(graph: str, placed: Iterable[tuple[Row, Place]]) -> Iterator[Entry]:
    """Rows with IRIs made of what they say, so that they stay when lines move.

    Rows that say the same, such as two vacancies, are told apart by ``-2``, ``-3`` ….
    """
    seen: dict[str, int] = {}
    for row, place in placed:
        said = digest("\x1f".join((type(row).__name__, *map(str, _flat(row)))))
        seen[said] = seen.get(said, 0) + 1
        number = f"-{seen[said]}" if seen[said] > 1 else ""
        yield Entry(f"{graph}#{said}{number}", row, place)


def _flat(row: Row | Person | Period) -> Iterator[object]:
    """What a row says, field by field; ``dataclasses.astuple`` would copy it all first."""
    for value in vars(row).values():
        if isinstance(value, Person | Period):
            yield from _flat(value)
        else:
            yield "" if value is None else value


def person_of(row: Row) -> Person | None:
    """The person a row names, if any."""
    return row.person if isinstance(row, Membership | Contact) else None


def contradictions(placed: Iterable[tuple[Row, Place]]) -> Iterator[BrokenRow]:
    """Rows that repeat another, and those that give a person-id another name than before.

    Vacancies may be alike: each is a seat of its own.
    """
    placed = list(placed)
    before: dict[Row, Place] = {}
    for row, place in placed:
        if isinstance(row, Membership) and row.person is None:
            continue
        if row in before:
            yield BrokenRow(place, BadValue("roster-repeated", first=str(before[row])))
        before.setdefault(row, place)
    yield from two_names(placed)


def two_names(placed: Iterable[tuple[Row, Place]]) -> Iterator[BrokenRow]:
    """Rows that give a person-id another name than an earlier one; capitals and accents aside."""
    named: dict[str, tuple[str, Place]] = {}
    for row, place in placed:
        person = person_of(row)
        if person and person.ident and person.name:
            name, first = named.setdefault(person.ident, (fold(person.name), place))
            if name != fold(person.name):
                yield BrokenRow(place, BadValue("roster-two-names", first=str(first)))
