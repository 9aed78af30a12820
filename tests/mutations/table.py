"""``table.csv``: what must be found once a roster is broken, and what is not checkable, and why.

One line tells of one row of the composition rules in one roster, on some days, under some
mutations; ``expected`` lists every code with its severity, or is ``silent``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from mutations.aim import Aim
from mutations.changes import MUTATIONS
from mutations.lists import HERE, Bench, Listing

WORKSPACE = HERE / "workspace"
SILENT = "silent"


@dataclass(frozen=True)
class Case:
    """One mutation of one seat group on one day.

    :param value: what the mutation puts in, by its name; empty where nothing is
    :param expected: what must be found, such as ``too-few:error``, sorted
    """

    row: str
    roster: str
    day: date
    mutation: str
    value: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        value = f" ({self.value})" if self.value else ""
        return f"{self.row} · {self.roster} · {self.day} · {self.mutation}{value}"


def lines() -> list[dict[str, str]]:
    """The table as it stands."""
    with (HERE / "table.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def cases() -> Iterator[Case]:
    """Every case of the table, in its order."""
    for line in lines():
        expected = tuple(line["expected"].replace(SILENT, "").split())
        for mutation in filter(None, line["mutation"].split(", ")):
            for day in map(date.fromisoformat, line["days"].split()):
                yield Case(line["row"], line["roster"], day, mutation, line["with"], expected)


def unchecked() -> dict[str, str]:
    """Row of the composition rules → why no roster can be held against it."""
    return {line["row"]: line["why"] for line in lines() if not line["roster"]}


def found(bench: Bench, cases: Iterable[Case]) -> dict[Case, tuple[str, ...]]:
    """What is found in each case.

    One case of every body is checked at a time, as a workspace holds the rosters of many: that is
    several times as fast, and what is wrong with one body must not show in another.
    """
    tried = list(cases)
    waiting: dict[date, dict[str, list[tuple[Case, Listing]]]] = {}
    for case in tried:
        broken = _broken(bench, case)
        waiting.setdefault(case.day, {}).setdefault(broken.body, []).append((case, broken))
    answers: dict[Case, tuple[str, ...]] = {}
    for day, bodies in waiting.items():
        for batch in zip_longest(*bodies.values()):
            taken = [one for one in batch if one]
            told = bench.verdicts([listing for _, listing in taken], day)
            answers |= {case: told.get(listing.body, ()) for case, listing in taken}
    return {case: answers[case] for case in tried}


def _broken(bench: Bench, case: Case) -> Listing:
    good = bench.good(case.roster, case.day)
    aim = Aim(good, case.row, case.value, case.day, bench.called.resolve)
    return MUTATIONS[case.mutation](aim)
