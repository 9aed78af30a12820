"""The rule table: one reading of who sits where, what it adds up to, and what is wrong with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox
import pytest

import vejviser
from vejviser.names import PREFIXES, expand, shorten
from vejviser.nouns import Cell, SeatGroup
from vejviser.rules import table as rules
from vejviser.rules.lint import lint

RULE, SECTION = "rule", "section"
SEATS = SeatGroup(
    rule=RULE,
    group="seats",
    body="board",
    verb="from",
    party="association",
    scope="",
    capacity="member",
    office=(),
    role="",
    within="",
    least=3,
    most=3,
    approximate=False,
    obligation="must",
    closed=True,
    total=None,
    parity=False,
    standing="stated",
    document="document",
    sections=(SECTION,),
)
KNOWN = {"association", "board"}


def groups(whole: vejviser.Vejviser, body: str | None = None) -> list[SeatGroup]:
    """The rule table of the guide of April 2024, or a body's part of it."""
    asked = {"document": "guide-2024"} | ({"body": body} if body else {})
    return rules.table(whole.ask("composition", **asked))


# ---------------------------------------------------------------- the table


def seats(found: Iterable[SeatGroup]) -> set[tuple[str, str, int | None, int | None]]:
    return {(g.verb, shorten(g.party), g.least, g.most) for g in found}


def test_su_has_six_five_and_one(shipped: vejviser.Vejviser) -> None:
    assert seats(groups(shipped, "SU")) == {
        ("from", "id:plo-hovedstaden", 6, 6),
        ("from", "id:regionsraadet-hovedstaden", 5, 5),
        ("from", "id:kind-municipality", 1, 1),
    }


def test_lsu_has_four_and_four(shipped: vejviser.Vejviser) -> None:
    assert seats(groups(shipped, "LSU")) == {("from", "id:plo", 4, 4), ("from", "id:rltn", 4, 4)}


def test_a_row_says_all_that_its_rule_says(shipped: vejviser.Vejviser) -> None:
    [row] = [g for g in groups(shipped, "SU") if g.least == 1]
    assert row == SeatGroup(
        rule=expand("g24:su"),
        group=expand("g24:su-municipal"),
        body=expand("id:su-hovedstaden"),
        verb="from",
        party=expand("id:kind-municipality"),
        scope="in-area",
        capacity="member",
        office=(),
        role="",
        within="",
        least=1,
        most=1,
        approximate=False,
        obligation="must",
        closed=True,
        total=None,
        parity=False,
        standing="",
        document=expand("src:guide-2024"),
        sections=(expand("g24:6.1"),),
        precedence="",
        point=expand("id:point-su-municipal"),
        ruling="must",
        rule_point=expand("id:point-su"),
        area=expand("id:area-hovedstaden"),
    )


def test_a_row_says_what_it_is_counted_within(shipped: vejviser.Vejviser) -> None:
    [chair] = [g for g in groups(shipped, "PLO-Hovedstaden") if shorten(g.role) == "id:role-chair"]
    assert shorten(chair.within_point) == "id:point-plo-h-representatives"


def test_a_row_says_where_its_rule_holds(shipped: vejviser.Vejviser) -> None:
    rows = shipped.ask("composition", on="2024-05-01", standing="all")
    places = {shorten(group.rule): shorten(group.area) for group in rules.table(rows)}
    assert places["g24:riv-group"] == places["g24:klu"] == "id:area-hovedstaden"
    assert places["v10:klu"] == "id:area-denmark"


def test_a_row_says_what_its_rule_stands_in_for(shipped: vejviser.Vejviser) -> None:
    asked = shipped.ask("composition", body="LSU", document="guide-2024")
    at = asked.columns.index("replaces")
    first = asked.rows[0]
    [group] = rules.table(replace(asked, rows=((*first[:at], Cell("point"), *first[at + 1 :]),)))
    assert group.replaces == "point"


def test_a_row_says_whether_its_seats_may_be_in_the_total(shipped: vejviser.Vejviser) -> None:
    asked = shipped.ask("composition", body="PLO's repræsentantskab", document="guide-2023")
    assert [(shorten(g.group), g.total, g.unclear) for g in rules.table(asked)] == [
        ("g23:plo-repr-elected", 49, False),
        ("g23:plo-repr-faroe", 49, True),
    ]


def test_the_force_of_a_rule_stands_beside_that_of_its_seats(shipped: vejviser.Vejviser) -> None:
    asked = shipped.ask("composition", body="PLO's repræsentantskab", document="guide-2024")
    assert [(shorten(g.group), g.obligation, g.ruling) for g in rules.table(asked)] == [
        ("g24:plo-repr-elected", "descriptive", "must"),
        ("g24:plo-repr-faroe", "must", "must"),
    ]


def test_a_body_has_the_rule_of_its_kind(shipped: vejviser.Vejviser) -> None:
    assert seats(groups(shipped, "klu-herlev")) == {
        ("appointedBy", "id:kind-plo-k", 2, 2),
        ("from", "id:kind-municipality", None, None),
    }


@pytest.mark.parametrize(("column", "gathered"), [("section", "sections"), ("office", "office")])
def test_rows_that_differ_in_one_section_or_office_are_one_group(
    column: str, gathered: str, shipped: vejviser.Vejviser
) -> None:
    asked = shipped.ask("composition", body="KLU", document="guide-2024")
    [first] = [row for row in asked.rows if Cell(expand("g24:klu-doctors"), iri=True) in row]
    number = asked.columns.index(column)
    second = (*first[:number], Cell("another"), *first[number + 1 :])
    [group] = rules.table(replace(asked, rows=(first, second)))
    assert getattr(group, gathered) == (first[number].value, "another")


# ---------------------------------------------------------------- totals


@pytest.mark.parametrize(
    ("rule", "total"),
    [
        ("g24:su", 12),
        ("g24:lsu", 8),
        ("g24:klu", None),
        ("g24:regional-lf-board", 6),
        ("g24:plo-h", 13),
        ("g24:cluster-pol", None),
        ("g24:kap-h", None),
    ],
)
def test_the_members_a_rule_adds_up_to(
    rule: str, total: int | None, shipped: vejviser.Vejviser
) -> None:
    assert rules.total(g for g in groups(shipped) if g.rule == expand(rule)) == total


@pytest.mark.parametrize(
    ("other", "total"),
    [
        (replace(SEATS, least=2, most=2), 5),
        (replace(SEATS, capacity="observer"), 3),
        (replace(SEATS, within="seats"), 3),
        (replace(SEATS, role="chair", party="", verb="", least=1, most=1), 3),
        (replace(SEATS, role="chair", least=1, most=1), 4),
        (replace(SEATS, role="chair", party="", verb="", office=("mayor",), least=1, most=1), 4),
        (replace(SEATS, least=2), None),
        (replace(SEATS, most=None), None),
        (replace(SEATS, least=None, most=None), None),
        (replace(SEATS, approximate=True), None),
        (replace(SEATS, scope="each-participant"), None),
    ],
    ids=[
        "two more members",
        "observers",
        "counted within another",
        "a chair from among the members",
        "a chair sent by a party",
        "a chair by office",
        "a range",
        "no maximum",
        "no number",
        "about three",
        "one from each participant",
    ],
)
def test_what_another_group_adds_to_three_seats(other: SeatGroup, total: int | None) -> None:
    assert rules.total([SEATS, other]) == total


def test_no_member_groups_have_no_total() -> None:
    assert rules.total([]) is None
    assert rules.total([replace(SEATS, capacity="observer")]) is None


def test_the_query_adds_up_as_the_table_does(shipped: vejviser.Vejviser) -> None:
    answered = shipped.ask("seat-totals", document="guide-2024")
    by_rule: dict[str, list[SeatGroup]] = defaultdict(list)
    for group in groups(shipped):
        by_rule[group.rule].append(group)
    totals = {rule: rules.total(parts) for rule, parts in by_rule.items()}
    assert {row["statement"]: row["total"] for row in answered} == {
        rule: str(total) for rule, total in totals.items() if total is not None
    }


# ---------------------------------------------------------------- lint


def found(
    rows: Iterable[SeatGroup] = (SEATS,), referrals: Iterable[tuple[str, str, str]] = ()
) -> Counter[tuple[str, str]]:
    """(code, focus) of each finding, with how often it was found."""
    return Counter((f.code, f.focus) for f in lint(rows, referrals, KNOWN))


def test_a_sound_rule_has_no_findings() -> None:
    assert found([replace(SEATS, total=3)], [("appeal", "board", "association")]) == {}


def test_a_total_that_the_seats_do_not_add_up_to() -> None:
    rows = [replace(SEATS, total=7), replace(SEATS, group="more", total=7)]
    assert found(rows) == {("rule-total", RULE): 1}


def test_a_total_over_seats_without_a_number_is_not_judged() -> None:
    assert found([replace(SEATS, total=7, most=None)]) == {}


def test_a_party_nobody_knows() -> None:
    assert found([SEATS, replace(SEATS, group="more", party="nobody")]) == {
        ("rule-party", "more"): 1
    }


def test_a_group_without_a_party_is_sound() -> None:
    assert found([replace(SEATS, party="", verb="")]) == {}


def test_a_rule_without_a_section() -> None:
    assert found([SEATS, replace(SEATS, group="more", sections=())]) == {("rule-source", "more"): 1}


def test_a_referral_that_leads_nowhere() -> None:
    assert found(referrals=[("appeal", "board", "nobody")]) == {("referral-dead-end", "appeal"): 1}


def test_each_referral_of_a_circle_is_found_once_and_the_one_into_it_is_not() -> None:
    referrals = [
        ("up", "board", "association"),
        ("down", "association", "board"),
        ("in", "council", "board"),
    ]
    assert found(referrals=referrals) == {
        ("referral-circle", "up"): 1,
        ("referral-circle", "down"): 1,
    }


def test_a_finding_says_in_both_languages_what_is_wrong_and_what_mends_it() -> None:
    [finding] = lint([replace(SEATS, total=7)], [], KNOWN)
    assert finding.message["da"] == "Pladserne giver 3 i alt, men dokumentet oplyser 7."
    assert finding.message["en"] == "The seats add up to 3, but the document states 7."
    assert finding.repair.keys() == {"da", "en"}
    assert (finding.severity, finding.sections) == ("error", (SECTION,))


def test_the_guide_of_april_2024_is_sound(shipped: vejviser.Vejviser, store: ox.Store) -> None:
    referrals = [
        (row["statement"] or "", row["about"] or "", row["value"] or "")
        for row in shipped.ask("decisions", document="guide-2024")
        if row["occasion"]
    ]
    typed = store.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + "type"), None)
    known = {quad.subject.value for quad in typed}
    assert referrals
    assert lint(groups(shipped), referrals, known) == []
