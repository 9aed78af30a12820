"""What differs between two states of a roster, and which of its rows a wish concerns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from vejviser.roster.rows import (
    Contact,
    Coverage,
    Entry,
    Meeting,
    Membership,
    Person,
    Row,
    person_of,
)
from vejviser.words import fold


@dataclass(frozen=True)
class RowChange:
    """One row that is added (no ``before``), removed (no ``after``) or changed."""

    before: Entry | None
    after: Entry | None


def difference(
    before: Iterable[Entry], after: Iterable[Entry], replaced: Collection[str]
) -> list[RowChange]:
    """The rows that are not the same in both; equal rows are the same wherever they stand.

    Of those left, one about the same person or vacancy in the same body is the same row, changed.
    In a file that is not replaced it must hold at the same time as well, as what was before stays
    there: somebody who comes back does not undo the years they had.

    :param replaced: paths of the files that ``after`` has all rows of; from others none is removed
    """
    before, after = list(before), list(after)
    gone = _left(before, Counter(entry.row for entry in after))
    come = _left(after, Counter(entry.row for entry in before))
    pairs: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in gone:
        pairs[_same(entry.row)].append(entry)
    found: list[RowChange] = []
    for entry in come:
        among = pairs[_same(entry.row)]
        fitting = (e for e in among if e.place.path in replaced or _meet(e.row, entry.row))
        earlier = next(fitting, None)
        if earlier:
            among.remove(earlier)
        found.append(RowChange(earlier, entry))
    rest = (entry for left in pairs.values() for entry in left)
    return found + [RowChange(entry, None) for entry in rest if entry.place.path in replaced]


def without_repeats(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Each row once; vacancies may be alike, as each is a seat of its own."""
    seen: set[Row] = set()
    for entry in entries:
        vacant = isinstance(entry.row, Membership) and entry.row.person is None
        if vacant or entry.row not in seen:
            seen.add(entry.row)
            yield entry


def _meet(one: Row, other: Row) -> bool:
    """Whether two states of one row may be about the same time."""
    if isinstance(one, Meeting) or isinstance(other, Meeting):
        return True
    first, second = one.period, other.period
    if isinstance(one, Membership) and one.person is None:
        # A vacancy has no person to be known by, only the day it began.
        return first.start == second.start
    return (first.start or date.min) <= (second.end or date.max) and (second.start or date.min) <= (
        first.end or date.max
    )


def _left(entries: list[Entry], others: Counter[Row]) -> list[Entry]:
    """The entries that have no equal row among the others."""
    left = []
    for entry in entries:
        if others[entry.row]:
            others[entry.row] -= 1
        else:
            left.append(entry)
    return left


def _same(row: Row) -> tuple[object, ...]:
    """What two states of one row have in common."""
    match row:
        case Membership(person=person):
            who = person.iri(row.body) if person else row.party
            return (row.body, row.capacity, person is None, who)
        case Contact():
            return (row.body, row.person.iri(row.body), row.target)
        case Meeting():
            return (row.body, "meeting", row.begins)
        case _:
            return (row.body, type(row), *vars(replace(row, period=type(row.period)())).values())


def about(
    entries: Iterable[Entry], person: str, body: str = ""
) -> dict[tuple[str, str], list[Entry]]:
    """Those whom a person-id or a name means, capitals and accents aside, and their rows.

    Who has a person-id is found by the name in one row also in the rows with the id alone.

    :param body: IRI of a body; then only who is known by name alone there is meant
    :return: (person-id, empty) or (empty, IRI of the body in which the name alone is known) → rows
    """
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    meant: set[tuple[str, str]] = set()
    for entry in entries:
        if who := person_of(entry.row):
            key = (who.ident, "" if who.ident else entry.row.body)
            found[key].append(entry)
            if who.ident == person or fold(who.name) == fold(person):
                meant.add(key)
    # A person-id is one person's, whoever else may be called so.
    sure = {(person, "")} & meant
    chosen = {key for key in meant if key == ("", body)} if body else sure or meant
    # Of one body several names are known, each of them somebody else's.
    return {
        key: [one for one in rows if key[0] or _is_called(one, person)]
        for key, rows in found.items()
        if key in chosen
    }


def _is_called(entry: Entry, name: str) -> bool:
    who = person_of(entry.row)
    return who is not None and fold(who.name) == fold(name)


def in_notes(entries: Iterable[Entry], names: Iterable[str]) -> list[Entry]:
    """The rows whose note names one of some persons."""
    wanted = [f" {fold(name)} " for name in names if fold(name)]
    return [
        entry
        for entry in entries
        if isinstance(entry.row, Membership | Meeting)
        and any(name in f" {fold(entry.row.note)} " for name in wanted)
    ]


def pruned(entries: Iterable[Entry], before: date) -> list[RowChange]:
    """What becomes of the rows of one file without those that ended before a day.

    A list is complete from that day at the earliest, as who sat before is no longer in it; where
    two coverages say the same then, one goes. Of meetings those of whole years before go, as they
    are counted by the year.
    """
    found: list[RowChange] = []
    covered: set[Row] = set()
    for entry in entries:
        row = entry.row
        if isinstance(row, Meeting):
            gone = row.begins.year < before.year
        else:
            gone = row.period.end is not None and row.period.end < before
        if isinstance(row, Coverage) and not gone:
            start = max(row.period.start or date.min, before)
            if start != row.period.start:
                row = replace(row, period=replace(row.period, start=start, stated_start=""))
            gone = row in covered
            covered.add(row)
        if gone:
            found.append(RowChange(entry, None))
        elif row != entry.row:
            found.append(RowChange(entry, replace(entry, row=row)))
    return found


def nameless(rows: Iterable[Row]) -> list[Row]:
    """The rows with numbers for persons, and without the notes, which may name them too.

    The numbers follow the day on which each person is first recorded, so that somebody new takes
    none from the others.
    """
    rows = list(rows)
    first: dict[str, date] = {}
    for row in rows:
        if isinstance(row, Membership | Contact) and row.person:
            iri, start = row.person.iri(row.body), row.period.start or date.min
            first[iri] = min(first.get(iri, start), start)
    # Sorting keeps the order of the files among those who are first recorded on the same day.
    number = {iri: str(n) for n, iri in enumerate(sorted(first, key=first.__getitem__), 1)}
    return [_nameless(row, number) for row in rows]


def _nameless(row: Row, number: dict[str, str]) -> Row:
    match row:
        case Membership(person=None) | Meeting():
            return replace(row, note="")
        case Membership(person=Person() as person):
            return replace(row, person=_numbered(number[person.iri(row.body)]), note="")
        case Contact():
            return replace(row, person=_numbered(number[row.person.iri(row.body)]))
        case _:
            return row


def _numbered(number: str) -> Person:
    return Person(f"Person {number}", number)
