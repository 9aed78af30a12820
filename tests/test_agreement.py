"""Random laws and random rosters: all that checks composition comes to the same verdicts.

The reference is a count by hand, in plain Python and without RDF.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import permutations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vejviser.names import RDF_TYPE, SHAPE, VV, expand
from vejviser.nouns import Demand, Law
from vejviser.rules.shapes import shapes
from vejviser.seating.breaches import Breach, breaches
from vejviser.seating.recorded import recorded
from vejviser.store.embedded import Embedded, Store
from vejviser.validate.composition import run
from vejviser.validate.exchange import Engine

DAY = date(2024, 5, 1)
EX = "https://example.org/"
BODY = EX + "body"
PARTIES = [EX + f"party-{letter}" for letter in "abc"]
ASTRAY = [EX + f"astray-{letter}" for letter in "ab"]
KIND = EX + "kind"
OFFICES = [EX + f"office-{letter}" for letter in "ab"]
ROLES = [EX + "chair", EX + "contact"]
PERSONS = [EX + f"person-{number}" for number in range(5)]
# pySHACL takes a third of a second for each; .ci/run asks for more.
CASES = int(os.environ.get("VEJVISER_CASES", "100"))

Verdict = tuple[str, str]
"""(shape, row that is wrong); the latter empty where it is a count"""
Broken = set[tuple[str, str, str]]
"""(body, shape, row that is wrong)"""


@dataclass(frozen=True)
class Row:
    """A membership, or a vacancy where ``person`` is empty."""

    person: str
    capacity: str
    party: str
    office: str
    role: str
    seat: str
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Covered:
    """What a roster says it is complete for; ``party`` is empty where that is the whole body."""

    party: str
    start: date
    end: date | None


@dataclass(frozen=True)
class Case:
    law: Law
    rows: tuple[Row, ...]
    coverage: tuple[Covered, ...]


# ---------------------------------------------------------------- the count by hand


def verdicts(case: Case) -> Broken:
    law = case.law
    rows = {f"{EX}row-{number}": row for number, row in enumerate(case.rows)}
    sitting = {name: row for name, row in rows.items() if row.person and active(row)}
    seats = [row for row in case.rows if active(row)]
    covers = [one.party for one in case.coverage if active(one)]
    ruled = [d for d in law.demands if d.capacity == "member"]
    ruled = [d for d in ruled if d.parties or d.offices or not d.role]
    found: list[Verdict] = []
    for demand in law.demands:
        told = demand.parties and set(demand.parties) <= set(covers)
        if demand.severity and (told or {"", demand.party or ""} & set(covers)):
            found += of_demand(demand, [row for row in seats if counts(row, demand, law)])
    if "" in covers:
        found += of_law(law, seats, ruled)
    if covers:
        found += inverted(law, rows)
        found += strangers(law, sitting, ruled)
        found += compared(law, sitting)
        found += stand_ins(law, sitting, covers)
    return {(law.body, shape, row) for shape, row in found}


def of_demand(demand: Demand, rows: list[Row]) -> Iterator[Verdict]:
    code = numbers(rows, demand.least, demand.most)
    if code == "too-few" and demand.each:
        code = "one-per-each-unmet"
    elif code == "too-few" and demand.role:
        code = "role-missing"
    elif code == "too-few" and demand.within:
        code = "nested-unmet"
    if code:
        yield f"{demand.shape}/{code}", ""


def of_law(law: Law, rows: list[Row], ruled: list[Demand]) -> Iterator[Verdict]:
    known = {"", *(demand.group for demand in law.demands)}
    everyone = [row for row in rows if row.capacity == "member" and row.seat in known]
    if law.total and (code := numbers(everyone, *law.total)):
        yield f"{law.shape}/{code}", ""
    outer = [demand for demand in ruled if not demand.within]
    sizes = {len({r.person for r in rows if r.person and counts(r, d, law)}) for d in outer}
    if law.parity and len(sizes) > 1:
        yield f"{law.shape}/parity-broken", ""


def active(one: Row | Covered) -> bool:
    return (one.start is None or one.start <= DAY) and (one.end is None or one.end >= DAY)


def fits(row: Row, demand: Demand) -> bool:
    party = not demand.parties or row.party in demand.parties
    unheld = not row.person and not row.office
    return party and (not demand.offices or unheld or row.office in demand.offices)


def counts(row: Row, demand: Demand, law: Law) -> bool:
    others = [d for d in law.demands if d.group == row.seat]
    seated = (
        not row.seat
        or row.seat in (demand.group, demand.within)
        or any(other.within == demand.group for other in others)
    )
    role = not demand.role or row.role == demand.role
    return row.capacity == demand.capacity and seated and role and fits(row, demand)


def numbers(rows: list[Row], least: int | None, most: int | None) -> str:
    persons = len({row.person for row in rows if row.person})
    vacancies = sum(not row.person for row in rows)
    if most is not None and persons > most:
        return "too-many"
    if least is not None and persons < least:
        return "vacant" if persons + vacancies >= least else "too-few"
    return ""


def inverted(law: Law, rows: dict[str, Row]) -> Iterator[Verdict]:
    for name, row in rows.items():
        if row.start and row.end and row.end < row.start:
            yield f"{law.shape}/inverted-period", name


def strangers(law: Law, sitting: dict[str, Row], ruled: list[Demand]) -> Iterator[Verdict]:
    if not ruled:
        return
    for name, row in sitting.items():
        if row.capacity != "member" or any(fits(row, demand) for demand in ruled):
            continue
        if any(row.party in demand.parties for demand in ruled):
            yield f"{law.shape}/office-missing", name
        elif any(row.party in demand.elsewhere for demand in ruled):
            yield f"{law.shape}/wrong-area", name
        elif law.closed:
            yield f"{law.shape}/wrong-party", name


def place(row: Row) -> tuple[str, ...]:
    return row.party, row.seat, row.role, row.office


def compared(law: Law, sitting: dict[str, Row]) -> Iterator[Verdict]:
    for (name, row), (_, other) in permutations(sitting.items(), 2):
        if (row.person, row.capacity) == (other.person, other.capacity):
            same = place(row) == place(other)
            yield f"{law.shape}/{'overlapping-periods' if same else 'same-person-twice'}", name


def stand_ins(law: Law, sitting: dict[str, Row], covers: list[str]) -> Iterator[Verdict]:
    for name, row in sitting.items():
        if row.capacity != "substitute" or not {"", row.party} & set(covers):
            continue
        if not any(
            other.capacity == "member"
            and row.party in ("", other.party)
            and row.seat in ("", other.seat)
            for other in sitting.values()
        ):
            yield f"{law.shape}/substitute-for-nobody", name


# ---------------------------------------------------------------- the same as RDF


def triples(case: Case) -> Iterator[ox.Triple]:
    for number, row in enumerate(case.rows):
        what = "org:Membership" if row.person else "vv:Vacancy"
        said = {
            "org:organization": BODY,
            "org:member": row.person,
            "vv:capacity": expand(f"vv:{row.capacity}"),
            "vv:onBehalfOf": row.party,
            "vv:office": row.office,
            "org:role": row.role,
            "vv:seat": row.seat,
        }
        yield from _node(f"row-{number}", what, said, row)
    for number, one in enumerate(case.coverage):
        said = {"org:organization": BODY, "vv:party": one.party}
        yield from _node(f"covered-{number}", "vv:Coverage", said, one)


def _node(name: str, what: str, said: dict[str, str], time: Row | Covered) -> Iterator[ox.Triple]:
    node = ox.NamedNode(EX + name)
    for prop, value in {"rdf:type": expand(what), **said}.items():
        if value:
            yield ox.Triple(node, ox.NamedNode(expand(prop)), ox.NamedNode(value))
    for prop, day in (("schema:startDate", time.start), ("schema:endDate", time.end)):
        if day:
            literal = ox.Literal(day.isoformat(), datatype=ox.NamedNode(expand("xsd:date")))
            yield ox.Triple(node, ox.NamedNode(expand(prop)), literal)


def quads(case: Case) -> Iterator[ox.Quad]:
    """The rosters as they stand in a store: a graph that says it is one, and what it covers."""
    graph = ox.NamedNode(EX + "roster")
    for triple in triples(case):
        yield ox.Quad(*triple, graph)
    yield ox.Quad(graph, ox.NamedNode(RDF_TYPE), ox.NamedNode(VV + "Roster"), graph)
    for number in range(len(case.coverage)):
        covered = ox.NamedNode(f"{EX}covered-{number}")
        yield ox.Quad(graph, ox.NamedNode(VV + "covers"), covered, graph)


# ---------------------------------------------------------------- random cases


def maybe(values: Iterable[str], twice: str = "") -> st.SearchStrategy[str]:
    """One of some values, or often none."""
    return st.sampled_from(["", twice, *values])


def days(*offsets: int) -> st.SearchStrategy[date | None]:
    """Days so far from the day of the check, or often none."""
    return st.sampled_from([None, None, *(DAY + timedelta(days=offset) for offset in offsets)])


@st.composite
def demands(draw: st.DrawFn, number: int) -> Demand:
    group = f"{EX}group-{number}"
    party = draw(st.sampled_from(["none", "one", "one", "any", "kind", "each"]))
    parties = {"none": [], "one": [draw(st.sampled_from(PARTIES))], "each": PARTIES[:1]}.get(
        party, PARTIES[: draw(st.integers(1, 3))]
    )
    role = draw(maybe(ROLES))
    least = draw(st.sampled_from([None, 0, 1, 1, 2, 3]))
    most = draw(st.sampled_from([None, 0, 1, 2, 3]))
    return Demand(
        shape=f"{SHAPE}body/group-{number}",
        body=BODY,
        group=group,
        statement=group,
        verb="from",
        capacity=draw(st.sampled_from(["member"] * 3 + ["observer", "substitute"])),
        parties=tuple(parties),
        elsewhere=tuple(ASTRAY[: draw(st.integers(0, 2))]) if parties else (),
        offices=tuple(OFFICES[: draw(st.sampled_from([0, 0, 1, 2]))]),
        role=role,
        each=parties[0] if party == "each" else "",
        within=draw(maybe(f"{EX}group-{other}" for other in range(number))),
        least=least,
        most=most if least is None or most is None else max(least, most),
        severity=draw(st.sampled_from(["error", "error", "warning", "info", ""])),
        standing="stated",
        document=EX + "document",
        sections=(),
        party=KIND if party == "kind" else parties[0] if party == "one" else "",
    )


@st.composite
def laws(draw: st.DrawFn) -> Law:
    made = tuple(draw(demands(number)) for number in range(draw(st.integers(1, 4))))
    return Law(
        body=BODY,
        shape=SHAPE + "body",
        demands=made,
        closed=draw(st.sampled_from(["error", "warning", ""])),
        parity=draw(st.sampled_from(["error", "", ""])),
        statement=EX + "rule",
        standing="stated",
        document=EX + "document",
        sections=(),
        total=draw(st.sampled_from([None, None, (2, 2), (3, 4)])),
    )


@st.composite
def rows(draw: st.DrawFn, law: Law) -> Row:
    """A row that often fits some demand of the law, at least in part."""
    aim = draw(st.sampled_from(law.demands))
    row = Row(
        person=draw(st.sampled_from(["", "", *PERSONS])),
        capacity=aim.capacity,
        party=draw(st.sampled_from(aim.parties)) if aim.parties else "",
        office=draw(st.sampled_from(aim.offices)) if aim.offices else "",
        role=aim.role,
        seat="",
        start=draw(days(-400, -400, -2, -1, 0, 1)),
        end=draw(days(-1, 0, 1, 30)),
    )
    for name, others in {
        "capacity": st.sampled_from(["member", "observer", "substitute", "supplementary"]),
        "party": maybe([*PARTIES, *ASTRAY, EX + "stranger"]),
        "office": maybe(OFFICES),
        "role": maybe(ROLES),
        "seat": maybe([*(demand.group for demand in law.demands), EX + "no-group"]),
    }.items():
        if draw(st.integers(0, 7)) == 7:
            row = replace(row, **{name: draw(others)})
    return row if row.person else replace(row, office=draw(maybe(OFFICES, row.office)))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    law = draw(laws())
    covered = st.builds(
        Covered,
        st.sampled_from(["", KIND, *PARTIES]),
        st.sampled_from([DAY - timedelta(days=500), DAY, DAY + timedelta(days=1)]),
        st.sampled_from([None, None, DAY, DAY - timedelta(days=1)]),
    )
    whole = Covered("", DAY - timedelta(days=500), None)
    return Case(
        law,
        tuple(draw(rows(law)) for _ in range(draw(st.integers(0, 12)))),
        tuple(draw(st.one_of(st.just([whole]), st.lists(covered, max_size=4)))),
    )


# ---------------------------------------------------------------- they agree


def by_shapes(engine: Engine, case: Case) -> Broken:
    return run(engine, triples(case), shapes([case.law], DAY))


def by_counts(opened: Callable[[Iterable[ox.Quad]], Store], case: Case) -> Broken:
    """As ``check`` does it: the aggregate, and lists of rows.

    :param opened: gives a store that holds some quads
    """
    store = opened(quads(case))
    known = recorded(store)
    sessions = [(case.law, DAY)] if BODY in known and known[BODY].covered(DAY) else []
    return {
        (breach.law.body, breach.verdict.shape, row)
        for breach in breaches(store, sessions, known)
        if breach.span.holds(DAY) or breach.verdict.code == "inverted-period"
        for row in _wrong(breach)
    }


def embedded(quads: Iterable[ox.Quad]) -> Store:
    store = ox.Store()
    store.extend(quads)
    return Embedded(store)


def _wrong(breach: Breach) -> list[str]:
    """The rows that are wrong; of a count, none is."""
    of_body = breach.verdict.demand is None and breach.verdict.code != "parity-broken"
    return [seated.row for seated in breach.rows] if of_body else [""]


# Whatever else checks composition goes in here.
CHECKS: dict[str, Callable[[Case], Broken]] = {
    "counts": partial(by_counts, embedded),
    "pyshacl": partial(by_shapes, "pyshacl"),
    "rust": partial(by_shapes, "rust"),
}


@pytest.mark.parametrize("check", CHECKS)
@settings(max_examples=CASES, derandomize=True, deadline=None)
@given(case=cases())
def test_agrees_with_the_count_by_hand(check: str, case: Case) -> None:
    assert CHECKS[check](case) == verdicts(case)
