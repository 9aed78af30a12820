"""Contact persons and meetings, held against what documents say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vejviser
from vejviser.names import expand, shorten
from vejviser.nouns import Cell, Finding, Place, Rows, Severity
from vejviser.practice.bounds import (
    CONTACTS,
    LEAD_TIME,
    LENGTH,
    MEETINGS,
    UNITS,
    Body,
    Bound,
    binding,
    bounds,
)
from vejviser.practice.contacts import contacts
from vejviser.practice.meetings import meetings
from vejviser.practice.rows import Assignment, Held, Meeting, covers

DAY = timedelta(days=1)
BOARD = Body(
    "board", frozenset({"board", "kind-board", "office-board-member"}), frozenset({"here"})
)
BOUND = Bound(
    about="office-board-member",
    measure=CONTACTS,
    least=Decimal(2),
    most=Decimal(3),
    concerns=frozenset({"kind-local"}),
    areas=frozenset(),
    severity="warning",
    leading=True,
    statement="statement",
    document="document",
    standing="stated",
    sections=("section",),
)
RULED = date(2023, 6, 1)
START, END = date(2024, 1, 1), date(2024, 12, 31)
ALWAYS = Held("coverage", START)
ANNA = Held("anna", START, person="a", place=Place("roster.csv", 2))


def rule(measure: str, least: int | None, most: int | None, severity: Severity = "error") -> Bound:
    """What is stated of a board."""
    return replace(
        BOUND,
        about="kind-board",
        measure=measure,
        least=None if least is None else Decimal(least),
        most=None if most is None else Decimal(most),
        concerns=frozenset(),
        severity=severity,
    )


def tasks(*targets: str, **days: date) -> list[Assignment]:
    """One assignment of Anna's for each target."""
    return [
        Assignment(
            f"row-{number}",
            person="a",
            target=target,
            kinds=frozenset({"kind-local"}),
            place=Place("roster.csv", 10 + number),
            **days,
        )
        for number, target in enumerate(targets)
    ]


# ---------------------------------------------------------------- what is stated

COLUMNS = (
    *("about", "measure", "least", "most", "comparator", "unit", "concerns", "obligation"),
    *("statement", "document", "section", "status", "precedence", "area"),
)
ROW = {
    "about": "kind-board",
    "measure": MEETINGS,
    "least": "2",
    "comparator": expand("vv:at-least"),
    "unit": expand("vv:per-year"),
    "obligation": expand("vv:must"),
    "statement": "statement",
    "document": "document",
    "section": "1",
    "status": expand("vv:stated"),
    "precedence": expand("vv:leading"),
    "area": "here",
}


def answer(*changed: dict[str, str | None]) -> Rows:
    """Rows of ``quantities``, each as above but for what is changed."""
    filled: list[dict[str, str | None]] = [{**ROW, **change} for change in changed]
    return Rows(
        COLUMNS,
        tuple(tuple(Cell(v) if (v := row.get(c)) else None for c in COLUMNS) for row in filled),
    )


def test_a_bound_says_what_its_row_says() -> None:
    assert bounds(answer({})) == [
        Bound(
            about="kind-board",
            measure=MEETINGS,
            least=Decimal(2),
            most=None,
            concerns=frozenset(),
            areas=frozenset({"here"}),
            severity="error",
            leading=True,
            statement="statement",
            document="document",
            standing="stated",
            sections=("1",),
        )
    ]


def test_rows_of_one_statement_are_one_bound() -> None:
    rows = answer({"concerns": "x"}, {"concerns": "y", "section": "2", "area": "there"})
    [bound] = bounds(rows)
    assert bound.concerns == {"x", "y"}
    assert bound.areas == {"here", "there"}
    assert bound.sections == ("1", "2")


@pytest.mark.parametrize(
    ("changed", "severity"),
    [
        ({}, "error"),
        ({"status": expand("vv:not-restated")}, "warning"),
        ({"obligation": expand("vv:default")}, "warning"),
        ({"obligation": expand("vv:recommended")}, "info"),
        ({"obligation": expand("vv:recommended"), "status": expand("vv:not-restated")}, "info"),
        ({"obligation": expand("vv:descriptive"), "most": "4"}, "warning"),
    ],
)
def test_how_bad_it_is_depends_on_the_force_and_the_standing(
    changed: dict[str, str | None], severity: str
) -> None:
    assert [bound.severity for bound in bounds(answer(changed))] == [severity]


@pytest.mark.parametrize(
    "changed",
    [
        {"obligation": expand("vv:may")},
        {"obligation": None},
        {"obligation": expand("vv:descriptive")},
        {"comparator": expand("vv:more-than")},
        {"comparator": expand("vv:approximately"), "least": None},
        {"least": "two"},
        {"unit": expand("vv:count")},
        {"measure": expand("id:measure-annual-fee")},
    ],
    ids=str,
)
def test_what_is_not_checked_is_no_bound(changed: dict[str, str | None]) -> None:
    assert bounds(answer(changed)) == []


def test_an_older_series_binds_only_where_no_newer_one_does() -> None:
    old = replace(BOUND, leading=False, statement="old")
    assert binding(BOARD, CONTACTS, [(RULED, [old, BOUND])], START) == [BOUND]
    elsewhere = replace(BOUND, areas=frozenset({"there"}))
    assert binding(BOARD, CONTACTS, [(RULED, [old, elsewhere])], START) == [old]


def test_a_bound_binds_where_it_holds_from_the_day_it_stands() -> None:
    stated = [(RULED, [BOUND]), (START, [])]
    assert binding(BOARD, CONTACTS, stated, RULED - DAY) == []
    assert binding(BOARD, CONTACTS, stated, RULED) == [BOUND]
    assert binding(BOARD, CONTACTS, stated, START - DAY) == [BOUND]
    assert binding(BOARD, CONTACTS, stated, START) == []
    here = replace(BOUND, areas=frozenset({"here", "there"}))
    assert binding(BOARD, CONTACTS, [(RULED, [here])], RULED) == [here]
    assert binding(BOARD, LENGTH, [(RULED, [here])], RULED) == []


def test_what_the_documents_state(shipped: vejviser.Vejviser) -> None:
    stated = [
        one
        for measure in UNITS
        for one in bounds(shipped.ask("quantities", kind=measure, on="2025-03-01", standing="all"))
    ]
    assert {
        (shorten(b.statement), b.least, b.most, b.severity, *map(shorten, b.areas)) for b in stated
    } >= {
        ("g25:plo-h-contact-organs", 2, 3, "warning", "id:area-hovedstaden"),
        ("v10:klu-meetings", 2, None, "error", "id:area-denmark"),
        ("v10:klu-meeting-length", None, 3, "error", "id:area-denmark"),
        ("v10:klu-agenda-lead-time", 2, None, "error", "id:area-denmark"),
    }


def test_the_office_that_has_contacts_is_held_by_members_of_a_body(store: ox.Store) -> None:
    held_by = ox.NamedNode(expand("vv:heldByMembersOf"))
    found = {
        quad.subject.value: quad.object for quad in store.quads_for_pattern(None, held_by, None)
    }
    office = expand("id:office-plo-h-representative")
    assert found[office] == ox.NamedNode(expand("id:plo-hovedstaden"))


# ---------------------------------------------------------------- contact persons


def of_contacts(
    assignments: Sequence[Assignment],
    members: Sequence[Held] = (ANNA,),
    covered: Sequence[Held] = (ALWAYS,),
    bound: Bound = BOUND,
) -> list[Finding]:
    return contacts(BOARD, members, assignments, covered, [(RULED, [bound])])


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (1, ["contacts-too-few"]),
        (2, []),
        (3, []),
        (4, ["contacts-too-many"]),
    ],
)
def test_two_or_three_contacts_are_right(number: int, code: list[str]) -> None:
    assert [f.code for f in of_contacts(tasks(*"pqrs"[:number]))] == code


def test_a_finding_says_what_whose_how_long_and_where() -> None:
    [found] = of_contacts(tasks("p", last=END), covered=[replace(ALWAYS, last=END)])
    assert (found.severity, found.focus, found.body) == ("warning", "board", "board")
    assert (found.first, found.last) == (START, END)
    assert [row.row for row in found.rows] == ["anna", "row-0"]
    assert found.place == Place("roster.csv", 2)
    assert (found.rule, found.document, found.sections) == ("statement", "document", ("section",))
    assert found.message["da"] == (
        "Medlemmet er kontaktperson for 1, men reglen siger 2–3 organer."
    )
    assert found.message["en"] == (
        "The member is contact person for 1, but the rule says 2–3 bodies."
    )
    assert found.repair.keys() == {"da", "en"}


def test_one_too_many_stands_at_the_row_that_came_last() -> None:
    assignments = [*tasks("p", "q", "r"), *tasks("s", first=END)]
    [found] = of_contacts([replace(a, row=f"r{n}") for n, a in enumerate(assignments)])
    assert (found.place, found.first) == (assignments[-1].place, END)


def test_a_member_with_none_is_found_where_others_have_contacts() -> None:
    bo = Held("bo", START, person="b")
    [found] = of_contacts(tasks("p", "q"), [ANNA, bo])
    assert [row.person for row in found.rows] == ["b"]
    assert "kontaktperson for 0," in found.message["da"]


def test_a_body_without_contacts_keeps_no_list_of_them() -> None:
    assert of_contacts([]) == []


def test_a_body_counts_once_and_only_if_it_is_of_the_kind() -> None:
    assert [f.code for f in of_contacts(tasks("p", "p"))] == ["contacts-too-few"]
    other = [replace(task, kinds=frozenset({"kind-other"})) for task in tasks("p", "q")]
    assert [f.code for f in of_contacts(other)] == ["contacts-too-few"]
    assert of_contacts(other, bound=replace(BOUND, concerns=frozenset())) == []
    assert of_contacts(other, bound=replace(BOUND, concerns=frozenset({"p", "q"}))) == []


def test_nobody_is_asked_before_a_rule_or_outside_the_coverage_or_the_membership() -> None:
    late = Held("coverage", date(2024, 3, 1), date(2024, 6, 30))
    member = replace(ANNA, first=date(2024, 2, 1), last=date(2024, 4, 30))
    [found] = of_contacts(tasks("p"), [member], [late])
    assert (found.first, found.last) == (date(2024, 3, 1), date(2024, 4, 30))
    assert of_contacts(tasks("p"), [replace(ANNA, last=START - DAY)]) == []
    [found] = of_contacts(tasks("p", first=date.min), [replace(ANNA, first=date.min)], [Held("c")])
    assert (found.first, found.last) == (RULED, None)


def test_a_contact_that_ends_counts_on_its_last_day() -> None:
    assignments = [*tasks("p"), replace(tasks("q", last=END)[0], row="other")]
    [found] = of_contacts(assignments)
    assert (found.first, found.last) == (END + DAY, None)


def test_another_edition_that_says_the_same_is_no_new_finding() -> None:
    stated = [(RULED, [BOUND]), (date(2025, 1, 1), [replace(BOUND, statement="newer")])]
    [found] = contacts(BOARD, [ANNA], tasks("p"), [ALWAYS], stated)
    assert (found.first, found.last, found.rule) == (START, None, "newer")


def test_a_rule_that_is_no_longer_restated_is_a_finding_of_its_own() -> None:
    weaker = replace(BOUND, severity="info", standing="not-restated")
    stated = [(RULED, [BOUND]), (date(2025, 1, 1), [weaker])]
    found = contacts(BOARD, [ANNA], tasks("p"), [ALWAYS], stated)
    assert [(f.severity, f.first, f.last) for f in found] == [
        ("warning", START, END),
        ("info", date(2025, 1, 1), None),
    ]


DATES = st.integers(0, 40).map(lambda days: START + timedelta(days=days))
SPANS = st.tuples(DATES, DATES)


def held(row: str, days: tuple[date, date], person: str = "") -> Held:
    return Held(row, *days, person)


@given(st.lists(SPANS, max_size=3), st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=2))
def test_each_day_is_found_wrong_exactly_if_it_is(
    sat: list[tuple[date, date]],
    had: list[tuple[date, date]],
    known: list[tuple[date, date]],
) -> None:
    members = [held(f"m{n}", days, "a") for n, days in enumerate(sat)]
    covered = [held(f"c{n}", days) for n, days in enumerate(known)]
    assignments = [
        replace(tasks("pqrst"[n % 5])[0], row=f"k{n}", first=days[0], last=days[1])
        for n, days in enumerate(had)
    ]
    found = of_contacts(assignments, members, covered)
    for number in range(-1, 43):
        day = START + timedelta(days=number)
        targets = {task.target for task in assignments if task.holds(day)}
        asked = any(m.holds(day) for m in members) and any(c.holds(day) for c in covered)
        wrong = bool(assignments) and asked and not 2 <= len(targets) <= 3
        on = [f for f in found if (f.first or day) <= day <= (f.last or day)]
        assert len(on) == wrong
    for one, after in pairwise(found):
        assert one.last is not None
        assert after.first is not None
        assert one.last < after.first
        assert (one.last + DAY, one.rows) != (after.first, after.rows)


# ---------------------------------------------------------------- meetings


def of_meetings(
    bound: Bound,
    *held_: Meeting,
    covered: Sequence[Held] = (ALWAYS,),
    ruled: date = RULED,
    today: date = date(2025, 1, 1),
) -> list[Finding]:
    return meetings(BOARD, held_, covered, [(ruled, [bound])], today)


YEARLY = rule(MEETINGS, 2, None)
SPRING = Meeting("spring", date(2024, 3, 1), place=Place("roster.csv", 5))
AUTUMN = Meeting("autumn", datetime(2024, 12, 31, 17))


def test_a_finished_year_with_one_meeting_has_too_few() -> None:
    [found] = of_meetings(YEARLY, SPRING)
    assert (found.code, found.severity) == ("too-few-meetings", "error")
    assert (found.first, found.last) == (START, END)
    assert found.place == SPRING.place
    assert found.message["da"] == "Antallet af møder i 2024 er 1, men reglen siger mindst 2."
    assert found.message["en"] == (
        "The number of meetings in 2024 is 1, but the rule says at least 2."
    )


def test_the_last_day_of_a_year_is_of_that_year() -> None:
    assert of_meetings(YEARLY, SPRING, AUTUMN) == []
    moved = replace(AUTUMN, begins=date(2025, 1, 1))
    assert [f.code for f in of_meetings(YEARLY, SPRING, moved)] == ["too-few-meetings"]


def test_two_rows_on_one_day_are_one_meeting() -> None:
    twice = replace(SPRING, row="again", begins=datetime(2024, 3, 1, 16))
    assert [f.code for f in of_meetings(YEARLY, SPRING, twice)] == ["too-few-meetings"]


def test_a_year_that_is_not_over_is_not_judged() -> None:
    assert of_meetings(YEARLY, SPRING, today=END) == []
    assert len(of_meetings(YEARLY, SPRING, today=END + DAY)) == 1


@pytest.mark.parametrize(
    ("covered", "wrong"),
    [
        ([Held("c", START, END)], 1),
        ([Held("c", START + DAY)], 0),
        ([Held("c", START, END - DAY)], 0),
        ([Held("c", date(2024, 7, 1)), Held("d", START, date(2024, 6, 30))], 1),
        ([Held("c", date(2024, 7, 2)), Held("d", START, date(2024, 6, 30))], 0),
        ([], 0),
    ],
)
def test_only_a_year_that_is_covered_from_end_to_end_is_judged(
    covered: list[Held], wrong: int
) -> None:
    assert len(of_meetings(YEARLY, SPRING, covered=covered)) == wrong


def test_a_year_in_which_the_rule_began_is_not_judged() -> None:
    assert len(of_meetings(YEARLY, SPRING, ruled=START)) == 1
    assert of_meetings(YEARLY, SPRING, ruled=START + DAY) == []


def test_a_body_without_meetings_keeps_no_list_but_one_with_some_has_years_with_none() -> None:
    assert of_meetings(YEARLY) == []
    later = replace(SPRING, begins=date(2025, 3, 1))
    [found] = of_meetings(YEARLY, later, covered=[replace(ALWAYS, place=Place("roster.csv", 1))])
    assert (found.rows, found.place) == ((), Place("roster.csv", 1))
    assert "2024 er 0," in found.message["da"]


BEGINS = datetime(2024, 3, 1, 16)
THREE_HOURS = rule(LENGTH, None, 3)


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (BEGINS + timedelta(hours=3), None),
        (BEGINS + timedelta(hours=3, seconds=1), "3:01"),
        (BEGINS + timedelta(hours=3, minutes=30), "3:30"),
        (BEGINS + timedelta(hours=25), "25:00"),
        (date(2024, 3, 2), None),
        (datetime(2024, 3, 2, tzinfo=UTC), None),
        (None, None),
    ],
    ids=str,
)
def test_three_hours_are_not_too_long(ends: date | None, told: str | None) -> None:
    found = of_meetings(THREE_HOURS, Meeting("m", BEGINS, ends, place=Place("roster.csv", 7)))
    assert [(f.code, f.first, f.last, f.place) for f in found] == (
        [("meeting-too-long", BEGINS.date(), BEGINS.date(), Place("roster.csv", 7))] if told else []
    )
    for one in found:
        assert (
            one.message["da"]
            == f"Mødet den 1. marts 2024 varede {told} timer, men reglen siger højst 3 timer."
        )


TWO_WEEKS = rule(LEAD_TIME, 2, None)


@pytest.mark.parametrize(
    ("sent", "late"),
    [
        (date(2024, 2, 15), False),
        (date(2024, 2, 16), False),
        (date(2024, 2, 17), True),
        (date(2024, 3, 1), True),
        (date(2024, 3, 2), True),
        (None, False),
    ],
    ids=str,
)
def test_an_agenda_exactly_fourteen_days_ahead_is_in_time(sent: date | None, late: bool) -> None:
    for begins in (BEGINS, BEGINS.date(), datetime(2024, 3, 1)):
        found = of_meetings(TWO_WEEKS, Meeting("m", begins, agenda=sent))
        assert [f.code for f in found] == (["agenda-late"] if late else [])


def test_a_late_agenda_is_told_in_both_languages() -> None:
    [found] = of_meetings(TWO_WEEKS, Meeting("m", BEGINS, agenda=date(2024, 2, 17)))
    assert found.message["da"] == (
        "Dagsordenen til mødet den 1. marts 2024 blev sendt den 17. februar 2024,"
        " men reglen siger mindst 2 uger før."
    )
    assert found.message["en"] == (
        "The agenda of the meeting of 1 March 2024 was sent on 17 February 2024,"
        " but the rule says at least 2 weeks before."
    )


@pytest.mark.parametrize("bound", [THREE_HOURS, TWO_WEEKS], ids=["length", "lead time"])
def test_a_meeting_is_judged_on_a_covered_day_on_which_the_rule_stands(bound: Bound) -> None:
    bad = Meeting("m", BEGINS, BEGINS + timedelta(hours=4), BEGINS.date())
    assert len(of_meetings(bound, bad)) == 1
    assert of_meetings(bound, bad, covered=[Held("c", BEGINS.date() + DAY)]) == []
    assert of_meetings(bound, bad, ruled=BEGINS.date() + DAY) == []
    assert len(of_meetings(bound, bad, ruled=BEGINS.date())) == 1
    assert of_meetings(replace(bound, about="kind-other"), bad) == []


@given(st.lists(SPANS, max_size=4), SPANS)
def test_days_are_covered_all_or_not(
    known: list[tuple[date, date]], asked: tuple[date, date]
) -> None:
    rows = [held(f"c{n}", days) for n, days in enumerate(known)]
    first, last = min(asked), max(asked)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert covers(rows, first, last) == all(any(row.holds(day) for row in rows) for day in days)
