"""What is asked of the store that holds the rosters: in parts, and so that it can be trusted."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from itertools import chain
from typing import TypeVar

from vejviser.names import expand
from vejviser.nouns import Law
from vejviser.rules import aggregate, control
from vejviser.store.embedded import Store
from vejviser.store.trust import complete, counted, parts

Session = tuple[Law, date]
"""The law of one body on a day on which it is checked."""
Row = Mapping[str, str | None]
"""One row of an answer: column → value; and what the row of a roster says, as far as it does."""
Numbers = dict[tuple[str, date], int]
"""How many there are for a shape on a day."""
T = TypeVar("T")
R = TypeVar("R")


def numbers(store: Store, asked: Iterable[aggregate.Asked], of: str) -> Numbers:
    """How many persons or vacancies fit each demand on each day."""

    def ask(part: Sequence[aggregate.Asked]) -> Numbers:
        keys = [(demand.shape, day) for _, demand, day in part]
        return _counted(store, keys, aggregate.fitting(part, of), of)

    return {key: n for found in _each(store, asked, _lines, ask) for key, n in found.items()}


def fitting(store: Store, asked: Iterable[aggregate.Asked], of: str) -> Iterator[Row]:
    """The rows that fit each demand on each day: ``shape, day, row`` and what they say."""
    for part in parts(store, asked, _lines):
        yield from _told(store, complete(store, aggregate.counted(part, of)))


def unfitting(store: Store, sessions: Iterable[Session]) -> Iterator[Row]:
    """The rows of the members who fit no demand of a law: ``shape, day, row`` and what they say."""

    def ask(part: Sequence[Session]) -> list[Row]:
        every = _by_law(store, part, aggregate.seated(part, "member"))
        fit = _by_law(store, part, aggregate.fitting_members(part))
        few = [(law, day) for law, day in part if every[law.shape, day] != fit[law.shape, day]]
        if not few:
            return []
        fits = {_key(row) for row in _listed(store, aggregate.fitting_members(few))}
        seated = _listed(store, aggregate.seated(few, "member"))
        return list(_told(store, [row for row in seated if _key(row) not in fits]))

    yield from chain.from_iterable(_each(store, sessions, _lines_of_members, ask))


def substitutes(store: Store, sessions: Iterable[Session]) -> Iterator[Row]:
    """The rows of the substitutes who can stand in for nobody: ``shape, day, row`` and the rest.

    A substitute stands in for a member of the same party, and of the same seat where one is given.
    """
    for part in parts(store, sessions, _one):
        number = _by_law(store, part, aggregate.seated(part, "substitute"))
        few = [(law, day) for law, day in part if number[law.shape, day]]
        if few:
            members: dict[tuple[str | None, ...], list[Row]] = defaultdict(list)
            for row in _told(store, _listed(store, aggregate.seated(few, "member"))):
                members[row["shape"], row["day"]].append(row)
            for row in _told(store, _listed(store, aggregate.seated(few, "substitute"))):
                if not any(_stands_in(row, other) for other in members[row["shape"], row["day"]]):
                    yield row


def _stands_in(row: Row, other: Row) -> bool:
    return all(not row[name] or row[name] == other[name] for name in ("party", "seat"))


def repeated(store: Store, bodies: Iterable[str]) -> Iterator[Row]:
    """The rows of the persons who have several of one capacity in one body, and what they say."""
    for part in parts(store, bodies, _one):
        for few in parts(store, complete(store, aggregate.repeated(part)), _one):
            yield from _told(store, complete(store, aggregate.sittings(few)))


def inverted(store: Store, bodies: Iterable[str]) -> Iterator[Row]:
    """The rows that end before they begin, and what they say."""
    for part in parts(store, bodies, _one):
        yield from _told(store, complete(store, aggregate.inverted(part)))


# ---------------------------------------------------------------- how it is asked


def _each(
    store: Store,
    asked: Iterable[T],
    lines: Callable[[T], int],
    ask: Callable[[Sequence[T]], R],
) -> Iterator[R]:
    """What is answered to each part of what is asked, in order.

    Our own engine is asked several parts at once, as it works outside of Python's lock.
    """
    every = parts(store, asked, lines)
    if not store.own:
        yield from map(ask, every)
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(ask, every)


def _counted(store: Store, keys: Collection[tuple[str, date]], pattern: str, of: str) -> Numbers:
    text = aggregate.number(keys, pattern, of)
    expected = {(shape, day.isoformat()) for shape, day in keys}
    found = counted(store, text, expected, partial(control.total, pattern, of))
    return {(shape, date.fromisoformat(day)): number for (shape, day), number in found.items()}


def _by_law(store: Store, sessions: Iterable[Session], pattern: str) -> Numbers:
    return _counted(store, [(law.shape, day) for law, day in sessions], pattern, "rows")


def _listed(store: Store, pattern: str) -> Iterator[Row]:
    yield from complete(store, aggregate.listed(pattern, "row person"))


def _told(store: Store, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of an answer with what the roster says in them; what it does not say is None."""
    rows = list(rows)
    says: dict[str, dict[str, str | None]] = defaultdict(lambda: dict.fromkeys(aggregate.SAID))
    names = {expand(term): name for name, term in aggregate.SAID.items()}
    for part in parts(store, sorted({row["row"] or "" for row in rows}), _one):
        for said in complete(store, aggregate.said(part)):
            says[said["row"] or ""][names[said["property"] or ""]] = said["value"]
    for row in rows:
        yield {**says[row["row"] or ""], **row}


def _key(row: Row) -> tuple[str | None, ...]:
    return row["shape"], row["day"], row["row"]


def _lines(asked: aggregate.Asked) -> int:
    return aggregate.lines(asked[1])


def _lines_of_members(session: Session) -> int:
    return sum(aggregate.lines(demand) for demand in aggregate.members(session[0]))


def _one(_: object) -> int:
    return 1
