"""Whether an answer can be used: what is asked a second time, in another way, and compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import TypeVar

from vejviser.errors import BadValue, VejviserError
from vejviser.names import PREFIXES, XSD_DATE
from vejviser.nouns import Cell, Rows
from vejviser.store.embedded import XSD, Store

MOST_LINES = 200
"""Lines of a table of values in one request. Virtuoso joins such a table to an optional part in
time that grows with its square – 0.3 s for 200 lines, 4 s for 1,000 – and no request may come near
the 10,000 rows after which it cuts an answer short."""
MOST_LINES_OF_OURS = 1000
"""The same for pyoxigraph, which reads all memberships for every line of a longer table."""

# Days of a roster that may be none, or are no days to the engine: all but the first 28 of a month
# written as they should be. Whether the others are in the calendar is seen here.
DAYS = f"""
PREFIX schema: <https://schema.org/>
PREFIX vv: <{PREFIXES["vv"]}>
SELECT DISTINCT ?row ?day WHERE {{
  VALUES ?clock {{ schema:startDate schema:endDate }}
  GRAPH ?roster {{ ?row ?clock ?day }}
  FILTER EXISTS {{ GRAPH ?roster {{ ?list a vv:Roster }} }}
  FILTER(!ISLITERAL(?day) || DATATYPE(?day) != <{XSD_DATE}>
    || !REGEX(STR(?day), "^[0-9]{{4}}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$"))
}}"""
# A coverage that begins on no day covers none.
UNBEGUN = f"""
PREFIX schema: <https://schema.org/>
PREFIX vv: <{PREFIXES["vv"]}>
SELECT DISTINCT ?row WHERE {{
  GRAPH ?roster {{ ?list vv:covers ?row }}
  FILTER EXISTS {{ GRAPH ?roster {{ ?other a vv:Roster }} }}
  FILTER NOT EXISTS {{ GRAPH ?roster {{ ?row schema:startDate ?day }} }}
}}"""
ROSTERS = f"SELECT DISTINCT ?list WHERE {{ GRAPH ?roster {{ ?list a <{PREFIXES['vv']}Roster> }} }}"

T = TypeVar("T")


def parts(store: Store, asked: Iterable[T], lines: Callable[[T], int]) -> Iterator[list[T]]:
    """What is asked, in its order, in as few parts as the store takes well; none of nothing.

    :param lines: how many lines of a table of values one of them takes; one that takes more than
        the most is a part by itself
    """
    most = MOST_LINES_OF_OURS if store.own else MOST_LINES
    part: list[T] = []
    taken = 0
    for one in asked:
        if part and taken + lines(one) > most:
            yield part
            part, taken = [], 0
        part.append(one)
        taken += lines(one)
    if part:
        yield part


def fit(store: Store) -> None:
    """Stop where what a store holds cannot be counted: no rosters, or days that are none.

    A day that is no ``xsd:date`` compares as neither before nor after another, and so drops out of
    a count without a word; so does a coverage without a first day.

    :raises VejviserError: ``endpoint-no-rosters``
    :raises BadValue: ``endpoint-no-day`` or ``endpoint-no-start``
    """
    if not complete(store, ROSTERS).rows:
        raise VejviserError("endpoint-no-rosters", url=store.address)
    for row, day in complete(store, DAYS).rows:
        if day and row and not (day.datatype == XSD_DATE and _is_day(day.value)):
            raise BadValue("endpoint-no-day", url=store.address, value=day.value, row=row.value)
    for unbegun in complete(store, UNBEGUN):
        raise BadValue("endpoint-no-start", url=store.address, row=unbegun["row"])


def complete(store: Store, text: str) -> Rows:
    """The rows of a SELECT, all of them: as many as the store itself counts.

    :raises VejviserError: ``endpoint-short``
    """
    rows = store.select(text)
    if store.own:
        return rows
    prologue, select, query = re.split(r"\b(SELECT)\b", text, maxsplit=1)
    counting = f"{prologue}SELECT (COUNT(*) AS ?rows) WHERE {{ {{ {select}{query} }} }}"
    expected = _number(store, store.select(counting).rows[0][0])
    if len(rows) != expected:
        raise _short(store, len(rows), expected)
    return rows


def counted(
    store: Store, text: str, keys: Collection[tuple[str, ...]], control: Callable[[], str]
) -> dict[tuple[str, ...], int]:
    """What a counting SELECT answers, key → number, when it is whole and agrees with a second one.

    :param text: a SELECT whose last column is a number, the columns before it a key
    :param keys: the key of each row that must come back, zeros included
    :param control: makes a SELECT that adds the numbers up in another way, in one row: their sum,
        and how many different first parts the keys of numbers above zero have
    :raises VejviserError: ``endpoint-short`` or ``endpoint-differs``
    """
    rows = store.select(text).rows
    numbers = {_values(row[:-1]): _number(store, row[-1]) for row in rows}
    if len(rows) != len(keys) or numbers.keys() != set(keys):
        raise _short(store, len(rows), len(keys))
    if store.own:
        return numbers
    added = [sum(numbers.values()), len({key[0] for key, number in numbers.items() if number})]
    answered = [_number(store, cell) for row in store.select(control()).rows for cell in row]
    if answered != added:
        raise VejviserError(
            "endpoint-differs", url=store.address, one=_pair(added), other=_pair(answered)
        )
    return numbers


def _values(row: Iterable[Cell | None]) -> tuple[str, ...]:
    return tuple(cell.value if cell else "" for cell in row)


def _number(store: Store, cell: Cell | None) -> int:
    """A number an engine has counted.

    :raises VejviserError: ``endpoint-broken`` for what is none
    """
    if cell is None or cell.datatype != XSD + "integer":
        raise VejviserError("endpoint-broken", url=store.address)
    return int(cell.value)


def _pair(numbers: Iterable[int]) -> str:
    return "/".join(map(str, numbers))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _short(store: Store, got: int, expected: int) -> VejviserError:
    return VejviserError("endpoint-short", url=store.address, got=got, expected=expected)
