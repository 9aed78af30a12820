"""What a view may ask: the answers of named queries on one day, and the names of things.

Made by the face, so that the views know of no store and no query text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from vejviser.chart.model import Side
from vejviser.nouns import Compared, Rows, SeatGroup, Standing

Row = Mapping[str, str | None]


class Ask(Protocol):
    """Asks a named query; day and standing are filled in where the query takes them."""

    def __call__(self, name: str, /, **parameters: str | int | date | None) -> Rows: ...


@dataclass(frozen=True)
class Naming:
    """How a body is named in a box: its name with abbreviation, and a line below."""

    label: str
    subtitle: str


@dataclass(frozen=True)
class Filling:
    """What the rosters tell of the seats of one group on a day; of no person.

    :param told: whether a roster is complete for all who could sit there
    :param since: for each seat recorded as vacant the day since which it is; None for no day
    :param short: how many more seats nobody sits in
    :param takers: IRI of each participant who has seats of its own → how many of them are empty
    """

    told: bool
    since: tuple[date | None, ...] = ()
    short: int = 0
    takers: tuple[tuple[str, int], ...] = ()

    @property
    def empty(self) -> int:
        """How many seats are empty."""
        return len(self.since) + self.short


@dataclass(frozen=True)
class Facts:
    """A dataset on one day, as views read it.

    :param ask: the rows of a named query
    :param groups: rows of the rule table of a body, or of all where none is named
    :param label: IRI → name in ``lang``
    :param naming: IRI of a body or kind → how its box names it
    :param side: IRI of a body, kind, interest or office → IRI of its side; empty where it has none
    :param sides: all sides of the dataset, in the order of their marks
    :param bands: IRIs of kinds of area from the top down
    :param vacancies: body → point of seat group → its empty seats by the rosters, and who takes
        part; no entry where no roster tells
    :param dated: document → when it is from, in words: "april 2024"
    :param compared: two editions or two days, by their names → what each says, and what differs
    :param cite: document, sections → "PLO-Hovedstadens vejviser (2025), afsnit 6.1"
    """

    day: date
    standing: Standing
    lang: str
    ask: Ask
    groups: Callable[[str | None], Sequence[SeatGroup]]
    label: Callable[[str], str]
    naming: Callable[[str], Naming]
    side: Callable[[str], str]
    sides: Sequence[Side]
    bands: Sequence[str]
    vacancies: Callable[[str], Mapping[str, Filling]]
    dated: Callable[[str], str]
    cite: Callable[[str, Sequence[str]], str]
    compared: Callable[[str, str], tuple[Facts, Facts, Compared]]
