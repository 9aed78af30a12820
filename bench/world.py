"""Countries of committees and who sits on them: made up, the same for the same seed.

A country has five regions of twenty municipalities each. Every region has an SU (6 + 5 + 1), every
municipality a KLU (2 practising doctors from its own PLO-K, and members from the municipality), the
country an LSU (4 + 4). Countries are added until there are memberships enough. About one seat in
five has had another holder before; some committees have observers and substitutes.

A share of the committees is faulty. What is wrong is known from the making of it and not from any
check: :attr:`World.faults`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, islice
from random import Random

from vejviser.names import ID, VV
from vejviser.nouns import Demand, Law, Place, SeatGroup
from vejviser.roster.rows import Coverage, Membership, Period, Person, Roster, entries, graph_iri
from vejviser.rules.demands import Atlas, laws

DAY = date(2024, 5, 1)
REGIONS, MUNICIPALITIES = 5, 20
DOCTOR = ID + "office-gp"
STRANGER = ID + "bench-stranger"


@dataclass(frozen=True)
class World:
    """Committees, their law on :data:`DAY`, and who sits on them.

    :param kinds: body → its kind
    :param faults: (body, code) of all that is wrong on the day
    """

    laws: tuple[Law, ...]
    kinds: dict[str, str]
    roster: Roster
    faults: frozenset[tuple[str, str]]


def world(size: int, seed: int = 1, share: float = 0.02) -> World:
    """A world of at least ``size`` memberships.

    :param share: how likely a committee is faulty
    """
    rnd = Random(f"{seed}/{size}")
    fresh = (Person(f"Person {i}", f"p{i}") for i in count())
    held: list[Law] = []
    kinds: dict[str, str] = {}
    rows: list[Membership | Coverage] = []
    faults: set[tuple[str, str]] = set()
    seated = 0
    for law in _countries(kinds):
        if seated >= size:
            break
        held.append(law)
        sitting = list(_seated(rnd, law, fresh))
        if rnd.random() < share:
            possible = [fault for fault in FAULTS if fault.fits(law)]
            sitting, codes = rnd.choice(possible).make(rnd, law, sitting, fresh)
            faults |= {(law.body, code) for code in codes}
        rows.append(Coverage(law.body, period=Period(date(2015, 1, 1))))
        rows += sitting
        seated += sum(row.person is not None for row in sitting)
    graph = graph_iri("bench")
    placed = ((row, Place("bench.csv", line)) for line, row in enumerate(rows, 2))
    roster = Roster("bench.csv", graph, tuple(entries(graph, placed)), fictional=True)
    bodies = {law.body: kinds[law.body] for law in held}
    return World(tuple(held), bodies, roster, frozenset(faults))


# ---------------------------------------------------------------- law


def _countries(kinds: dict[str, str]) -> Iterator[Law]:
    """The laws of one country after the other; ``kinds`` learns the kind of each body."""
    for number in count():
        atlas, bound = _country(f"{ID}bench-{number}")
        kinds |= bound
        yield from laws(TABLE, atlas, bound)


def _country(name: str) -> tuple[Atlas, dict[str, str]]:
    """Who is of what kind and where in one country, and which bodies its rules bind."""
    kinds = {f"{name}-lsu": "lsu", f"{name}-plo": "plo", f"{name}-rltn": "rltn"}
    places, around = dict.fromkeys(kinds, name), {}
    for region in (f"{name}-{i}" for i in range(REGIONS)):
        around[region] = name
        for kind in ("su", "plo-r", "council"):
            kinds[f"{region}-{kind}"], places[f"{region}-{kind}"] = kind, region
        for town in (f"{region}-{i:02}" for i in range(MUNICIPALITIES)):
            around[town] = region
            for kind in ("klu", "plo-k", "municipality"):
                kinds[f"{town}-{kind}"], places[f"{town}-{kind}"] = kind, town
    atlas = Atlas(
        kinds={body: frozenset({_kind(kind)}) for body, kind in kinds.items()},
        places=places,
        around=around,
        narrower={},
    )
    return atlas, {body: kind for body, kind in kinds.items() if kind in ("su", "lsu", "klu")}


def _kind(name: str) -> str:
    return f"{ID}bench-kind-{name}"


def _group(body: str, party: str, scope: str, number: int | None, office: str = "") -> SeatGroup:
    point = f"{ID}point-bench-{body}-{party}"
    rule = f"{ID}bench-rule-{body}"
    return SeatGroup(
        rule=rule,
        group=f"{point}-statement",
        body=_kind(body),
        verb="from",
        party=_kind(party),
        scope=scope,
        capacity="member",
        office=(office,) if office else (),
        role="",
        within="",
        least=number,
        most=number,
        approximate=False,
        obligation="must",
        closed=True,
        total=None,
        parity=False,
        standing="stated",
        document=f"{ID}bench-document",
        sections=(f"{ID}bench-section",),
        point=point,
        ruling="must",
        rule_point=f"{rule}-point",
    )


TABLE = (
    _group("su", "plo-r", "same-area", 6),
    _group("su", "council", "same-area", 5),
    _group("su", "municipality", "in-area", 1),
    _group("lsu", "plo", "", 4),
    _group("lsu", "rltn", "", 4),
    _group("klu", "plo-k", "same-area", 2, DOCTOR),
    _group("klu", "municipality", "same-area", None),
)

# ---------------------------------------------------------------- people


def _seated(rnd: Random, law: Law, fresh: Iterator[Person]) -> Iterator[Membership]:
    """Everyone who sits, or sat, on a committee with nothing wrong."""
    for demand in law.demands:
        for person in islice(fresh, demand.least or rnd.randint(4, 8)):
            start = date(2018, 1, 1) + timedelta(rnd.randrange(2000))
            yield _member(rnd, demand, person, Period(start))
            if rnd.random() < 0.2:
                before = Period(start - timedelta(700), start - timedelta(1))
                yield _member(rnd, demand, next(fresh), before)
    if rnd.random() < 0.2:
        one = _member(rnd, law.demands[0], next(fresh), Period(date(2020, 1, 1)))
        yield replace(one, capacity=VV + rnd.choice(["observer", "substitute"]))


def _member(rnd: Random, demand: Demand, person: Person, period: Period) -> Membership:
    return Membership(
        demand.body,
        person,
        party=rnd.choice(demand.parties),
        office=demand.offices[0] if demand.offices else "",
        period=period,
    )


# ---------------------------------------------------------------- faults


@dataclass(frozen=True)
class Fault:
    """One way to be wrong.

    :param make: turns the rows of a good committee into faulty ones, and tells their codes
    :param fits: whether it can befall a committee
    """

    make: Callable[
        [Random, Law, list[Membership], Iterator[Person]], tuple[list[Membership], set[str]]
    ]
    fits: Callable[[Law], bool] = lambda law: True


def _counted(law: Law) -> Demand:
    """The first demand with a number, of more than one where there is one."""
    return max(law.demands, key=lambda demand: (demand.least or 0) > 1)


def _active(rows: list[Membership], demand: Demand) -> list[int]:
    """Where the members are who meet a demand on the day."""
    return [
        i
        for i, row in enumerate(rows)
        if row.capacity == VV + "member" and row.party in demand.parties and not row.period.end
    ]


Made = tuple[list[Membership], set[str]]


def _too_many(rnd: Random, law: Law, rows: list[Membership], fresh: Iterator[Person]) -> Made:
    more = _member(rnd, _counted(law), next(fresh), Period(date(2024, 1, 1)))
    return [*rows, more], {"too-many"}


def _too_few(rnd: Random, law: Law, rows: list[Membership], fresh: Iterator[Person]) -> Made:
    lost = _active(rows, _counted(law))[0]
    return rows[:lost] + rows[lost + 1 :], {"too-few"}


def _empty(rnd: Random, law: Law, rows: list[Membership], fresh: Iterator[Person]) -> Made:
    return [], {"too-few"}


def _twice(rnd: Random, law: Law, rows: list[Membership], fresh: Iterator[Person]) -> Made:
    """One person in two seats of one group, so that heads are fewer than rows."""
    first, second = _active(rows, _counted(law))[:2]
    seat = replace(rows[second], person=rows[first].person, period=Period(date(2024, 2, 1)))
    return [*rows[:second], seat, *rows[second + 1 :]], {"too-few", "overlapping-periods"}


def _both_sides(rnd: Random, law: Law, rows: list[Membership], fresh: Iterator[Person]) -> Made:
    """One person for two parties: each number is right, and yet somebody sits twice."""
    one, other = law.demands[:2]
    seat = _active(rows, other)[0]
    again = replace(rows[seat], person=rows[_active(rows, one)[0]].person)
    return [*rows[:seat], again, *rows[seat + 1 :]], {"same-person-twice"}


def _changed(codes: set[str], **values: object) -> Fault:
    """One seat changed in a way that does not depend on whose it is."""

    def make(rnd: Random, law: Law, rows: list[Membership], fresh: Iterator[Person]) -> Made:
        seat = _active(rows, _counted(law))[0]
        changed = replace(rows[seat], **values)  # type: ignore[arg-type]
        return [*rows[:seat], changed, *rows[seat + 1 :]], codes

    return Fault(make, lambda law: "office" not in values or bool(_counted(law).offices))


def _wrong_area(rnd: Random, law: Law, rows: list[Membership], fresh: Iterator[Person]) -> Made:
    seat = _active(rows, _counted(law))[0]
    moved = replace(rows[seat], party=rnd.choice(_counted(law).elsewhere))
    return [*rows[:seat], moved, *rows[seat + 1 :]], {"too-few", "wrong-area"}


FAULTS = (
    Fault(_too_many),
    Fault(_too_few),
    Fault(_empty),
    Fault(_twice),
    Fault(_both_sides),
    Fault(_wrong_area, lambda law: bool(_counted(law).elsewhere)),
    _changed({"too-few", "wrong-party"}, party=STRANGER),
    _changed({"too-few", "office-missing"}, office=""),
    _changed({"too-few"}, period=Period(date(2020, 1, 1), DAY - timedelta(1))),
    _changed({"too-few"}, period=Period(DAY + timedelta(1))),
    _changed({"vacant"}, person=None),
)
