"""The law of a body: which rules bind it, and whom it resolves the parties to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vejviser.names import ID, SHAPE
from vejviser.nouns import Law, SeatGroup
from vejviser.rules.demands import Atlas, everyone, laws, local
from vejviser.rules.verdicts import of_misfit

ATLAS = Atlas(
    kinds={
        "board-a": frozenset({"kind-board"}),
        "board-b": frozenset({"kind-board"}),
        "x:guild-a": frozenset({"x:kind-guild"}),
        "x:guild-b": frozenset({"x:kind-guild"}),
        "union": frozenset({"kind-union"}),
    },
    places={"board-a": "a", "board-b": "b", "x:guild-a": "a", "x:guild-b": "b"},
    around={"a": "land", "b": "land"},
    narrower={"x:doctor": frozenset({"x:doctor", "x:gp"}), "x:gp": frozenset({"x:gp"})},
)
SEATS = SeatGroup(
    rule="rule",
    group="seats",
    body="kind-board",
    verb="appointedBy",
    party="x:kind-guild",
    scope="same-area",
    capacity="member",
    office=(),
    role="",
    within="",
    least=2,
    most=2,
    approximate=False,
    obligation="must",
    closed=True,
    total=None,
    parity=False,
    standing="stated",
    document="document",
    sections=("section",),
    point="point",
    ruling="must",
    rule_point="rule-point",
)


def law(*groups: SeatGroup, body: str = "board-a", taking_part: tuple[str, ...] = ()) -> Law:
    [found] = laws(groups, ATLAS, [body], {body: taking_part})
    return found


@pytest.mark.parametrize(
    ("scope", "parties", "elsewhere"),
    [
        ("same-area", ("x:guild-a",), ("x:guild-b",)),
        ("in-area", ("x:guild-a",), ("x:guild-b",)),
        ("", ("x:guild-a", "x:guild-b"), ()),
    ],
)
def test_a_kind_as_party_is_resolved_for_the_body(
    scope: str, parties: tuple[str, ...], elsewhere: tuple[str, ...]
) -> None:
    [demand] = law(replace(SEATS, scope=scope)).demands
    assert (demand.parties, demand.elsewhere) == (parties, elsewhere)


def test_all_of_a_kind_in_a_wider_area_may_send() -> None:
    wide = replace(ATLAS, places=ATLAS.places | {"board-a": "land"})
    [found] = laws([replace(SEATS, scope="in-area")], wide, ["board-a"])
    assert found.demands[0].parties == ("x:guild-a", "x:guild-b")


def test_each_participant_has_a_demand_of_its_own() -> None:
    each = replace(SEATS, scope="each-participant", least=1, most=1)
    found = law(each, taking_part=("x:guild-a", "x:guild-b")).demands
    assert [(d.each, d.parties, d.least) for d in found] == [
        ("x:guild-a", ("x:guild-a",), 1),
        ("x:guild-b", ("x:guild-b",), 1),
    ]
    assert len({d.shape for d in found}) == 2


def test_a_participant_is_found_by_its_area() -> None:
    each = replace(SEATS, scope="each-participant")
    [demand] = law(each, taking_part=("board-b",)).demands
    assert (demand.each, demand.elsewhere) == ("x:guild-b", ("x:guild-a",))


def test_who_takes_part_is_not_guessed() -> None:
    [demand] = law(replace(SEATS, scope="each-participant")).demands
    assert (demand.parties, demand.least, demand.most) == (("x:guild-a", "x:guild-b"), None, None)


@pytest.mark.parametrize(
    ("obligation", "standing", "severity"),
    [
        ("must", "stated", "error"),
        ("must", "not-restated", "warning"),
        ("default", "stated", "warning"),
        ("recommended", "stated", "info"),
        ("descriptive", "stated", "warning"),
        ("may", "stated", ""),
        ("", "stated", ""),
    ],
)
def test_how_bad_a_breach_is_follows_from_the_obligation(
    obligation: str, standing: str, severity: str
) -> None:
    group = replace(SEATS, obligation=obligation, ruling=obligation, standing=standing)
    found = law(group)
    assert (found.demands[0].severity, found.closed) == (severity, severity)


@pytest.mark.parametrize(
    "loose", [{"approximate": True}, {"obligation": "descriptive", "most": None}]
)
def test_loose_numbers_are_not_checked(loose: dict[str, object]) -> None:
    assert law(replace(SEATS, **loose)).demands[0].severity == ""  # type: ignore[arg-type]


def test_the_newer_document_binds_and_the_older_fills_in() -> None:
    older = replace(SEATS, group="older", most=9, precedence="also-stated")
    only_older = replace(SEATS, group="only", point="other", capacity="substitute")
    found = law(older, SEATS, only_older).demands
    assert {(d.statement, d.capacity) for d in found} == {
        ("seats", "member"),
        ("only", "substitute"),
    }


def test_what_the_newer_document_says_elsewhere_binds_elsewhere() -> None:
    older = replace(SEATS, group="older", precedence="also-stated", area="land")
    newer = replace(SEATS, area="b")
    assert [d.statement for d in law(older, newer, body="board-a").demands] == ["older"]
    assert [d.statement for d in law(older, newer, body="board-b").demands] == ["seats"]


@pytest.mark.parametrize("text", ["the province", "x:a> ?p ?o . SERVICE <x:b"])
def test_a_party_in_words_binds_nobody(text: str) -> None:
    assert laws([replace(SEATS, party=text)], ATLAS, ["board-a"]) == []


def test_a_rule_holds_in_its_area_only() -> None:
    assert laws([replace(SEATS, area="b")], ATLAS, ["board-a"]) == []
    assert laws([replace(SEATS, area="b", body="board-a")], ATLAS, ["board-a"]) != []


def test_what_is_agreed_otherwise_replaces_a_default_but_not_a_must() -> None:
    default = replace(SEATS, obligation="default", ruling="default")
    firm = replace(SEATS, group="firm", point="firm", ruling="default")
    own = replace(
        SEATS, group="own", point="own", body="board-a", replaces="rule-point", rule_point="x"
    )
    assert {d.statement for d in law(default, firm, own).demands} == {"firm", "own"}


def test_who_is_counted_within_a_group_fits_that_group() -> None:
    councillors = replace(SEATS, party="", verb="", scope="", office=("x:doctor",))
    chair = replace(
        SEATS,
        group="x:chair",
        point="x:chair",
        party="",
        verb="",
        scope="",
        office=("x:chair",),
        within_point="point",
    )
    found = {d.statement: d for d in law(councillors, chair).demands}
    assert found["seats"].offices == ("x:chair", "x:doctor", "x:gp")
    assert (found["x:chair"].offices, found["x:chair"].within) == (("x:chair",), "point")
    contact = replace(chair, office=(), role="x:contact")
    found = {d.statement: d for d in law(SEATS, contact).demands}
    assert found["x:chair"].parties == ("x:guild-a",)


def test_the_seat_that_binds_most_says_how_bad_a_wrong_area_is() -> None:
    contact = replace(
        SEATS, group="x:contact", point="a", role="x:contact", obligation="recommended"
    )
    found = law(replace(contact, closed=False), replace(SEATS, closed=False))
    assert [demand.severity for demand in found.demands] == ["info", "error"]
    assert (of_misfit(found, "wrong-area"), of_misfit(found, "wrong-party")) == ("error", "")
    assert of_misfit(law(contact, replace(SEATS, closed=True)), "wrong-party") == "error"


def test_an_interest_leaves_open_who_comes_from_nowhere() -> None:
    interest = replace(SEATS, group="other", point="other", party="x:practice", scope="")
    found = law(SEATS, interest)
    assert found.closed == ""
    assert {d.parties for d in found.demands} == {("x:guild-a",), ("x:practice",)}


def test_a_total_the_groups_already_add_up_to_asks_for_nothing() -> None:
    assert law(replace(SEATS, total=2)).total is None
    found = law(replace(SEATS, total=4, least=None, most=None))
    assert found.total == (4, 4)
    assert law(
        replace(SEATS, total=4, least=None, most=None),
        replace(SEATS, point="more", group="more", least=1, most=1, unclear=True, total=4),
    ).total == (4, 5)
    total = everyone(found)
    assert total is not None
    assert (total.least, total.most, total.severity, total.parties) == (4, 4, "warning", ())


def test_the_names_of_shapes_tell_body_and_group() -> None:
    board = replace(SEATS, body=f"{ID}su", point=f"{ID}point-su-plo")
    atlas = replace(ATLAS, kinds={f"{ID}su": frozenset({"kind-su"})})
    [found] = laws([board], atlas, [f"{ID}su"])
    assert (found.shape, found.demands[0].shape) == (f"{SHAPE}su", f"{SHAPE}su/su-plo")


def test_bodies_of_two_namespaces_never_share_a_shape() -> None:
    assert local("https://a.example/id/board") != local("https://b.example/id/board")
