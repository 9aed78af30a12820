"""The view of seats: what it tells against the rule table and the rosters, and that it is clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations
from math import hypot
from pathlib import Path

import pytest
from flaws import flaws
from hypothesis import given, settings
from hypothesis import strategies as st

import vejviser
from vejviser import charting, rostering
from vejviser.chart import formats, outline
from vejviser.chart.drawing.compose import composed
from vejviser.chart.drawing.halfcircle import half_circle
from vejviser.chart.drawing.lettering import width
from vejviser.chart.drawing.scene import Mark, Rect, Scene, Text
from vejviser.chart.drawing.themes import THEMES
from vejviser.chart.formats import svg
from vejviser.chart.model import Box, Chart, Seats, Side, Taker
from vejviser.chart.views.seats import seats
from vejviser.errors import Unknown, VejviserError
from vejviser.names import ID
from vejviser.rules.table import table, total
from vejviser.seating.check import Days, check
from vejviser.seating.findings import Lines

DAYS = ("2023-07-01", "2024-05-01", "2025-03-01")
HERE = Path(__file__).parent
GOOD = HERE.parent / "examples" / "good"
FAULTY = HERE.parent / "examples" / "faulty"
EMPTY = {"vacant", "too-few", "one-per-each-unmet", "nested-unmet", "role-missing"}


@pytest.fixture(scope="module")
def good() -> vejviser.Vejviser:
    return vejviser.open(GOOD)


@pytest.fixture(scope="module")
def faulty() -> vejviser.Vejviser:
    return vejviser.open(FAULTY)


def chart(
    whole: vejviser.Vejviser, name: str, on: str = "2025-03-01", lang: str = "da", view: str = ""
) -> Chart:
    [made] = charting.charts(whole.on(on, "all"), view or "seats", [name], lang)
    return made


def every(whole: vejviser.Vejviser, on: str, lang: str = "da") -> Iterator[tuple[str, Chart]]:
    """The chart of each body and kind that has seats on the day; facts are asked once for all."""
    facts = charting.facts(whole.on(on, "all"), lang)
    for iri in seated(whole, on):
        yield iri, seats(facts, iri)


def groups(made: Chart) -> list[tuple[str, str, int]]:
    return [(group.number, group.label, group.marks) for group in made.boxes[0].seats]


def seated(whole: vejviser.Vejviser, on: str) -> list[str]:
    """The bodies and kinds that a rule of the day speaks of, and those that rosters record."""
    found = {row["target"] or "" for row in whole.ask("composition", on=on, standing="all")}
    rosters = charting.Reading(whole.on(on, "all"), "da")._rosters
    recorded = rosters.known if rosters else {}
    return sorted(found | {b for b in recorded if whole.laws.on(whole.on(on).on, [b])})


def marks(scene: Scene) -> list[Mark]:
    return [item for part in scene.parts for item in part.items if isinstance(item, Mark)]


def covered(scene: Scene) -> Iterator[str]:
    """Marks and texts that lie on others; signs that stand on a seat are meant to."""
    rects: list[tuple[str, Rect]] = []
    for part in scene.parts:
        for item in part.items:
            if isinstance(item, Mark):
                rects.append(("mark", _square(item, item.size * 0.92)))
            elif isinstance(item, Text) and (part.role != "label" or item.text == "+"):
                long = width(item.text, item.size, item.weight)
                left = item.x - {"start": 0, "middle": long / 2, "end": long}[item.anchor]
                high = item.size * 0.72
                rects.append((item.text, Rect(left, item.y - high, long, high)))
    for (one, a), (other, b) in combinations(rects, 2):
        if a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom:
            yield f"{one} / {other}"


def _square(mark: Mark, size: float) -> Rect:
    return Rect(mark.x - size / 2, mark.y - size / 2, size, size)


def test_su_is_six_and_five_and_one(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "SU")
    assert groups(made) == [
        ("6", "fra PLO-Hovedstaden", 6),
        ("5", "fra regionsrådet i Region Hovedstaden", 5),
        ("1", "fra kommune", 1),
    ]
    assert (made.boxes[0].total, made.boxes[0].subtitle) == ("12", "pladser i alt, udregnet")
    # Each seat once, and a sample beside the words of each group.
    drawn = [m.slot for m in marks(composed(made)) if m.size > 14]
    assert [drawn.count(side.slot) for side in made.sides] == [6, 5, 1]


def test_who_looks_like_a_larger_group_bears_a_letter(shipped: vejviser.Vejviser) -> None:
    scene = composed(chart(shipped, "PLO's repræsentantskab"))
    letters = [part.name for part in scene.parts if part.role == "label" and len(part.name) == 1]
    # One on the seat, and one in the words beside it.
    assert [one for one in letters if one.isalpha()] == ["F", "F"]


def test_a_box_draws_a_side_once_where_it_cannot_draw_every_seat(
    shipped: vejviser.Vejviser,
) -> None:
    [made] = charting.charts(shipped.on("2025-03-01", "all"), "overview", (), "da")
    [part] = [p for p in composed(made).parts if p.subject == f"{ID}plo-repraesentantskab"]
    assert len([item for item in part.items if isinstance(item, Mark)]) == 1
    assert "46+1" in [item.text for item in part.items if isinstance(item, Text)]


def test_a_total_that_is_stated_is_not_seats_that_are(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "PLO's repræsentantskab", "2023-07-01")
    assert groups(made) == [
        ("1", "repræsentant fra Færøerne", 1),
        ("antal ikke oplyst", "fra PLO-Regionalt", 0),
    ]
    assert (made.boxes[0].total, made.boxes[0].subtitle) == ("49", "pladser i alt")
    assert made.notes[0] == "Det fremgår ikke, om repræsentant fra Færøerne er talt med i de 49."
    later = chart(shipped, "PLO's repræsentantskab", "2024-05-01")
    assert [group.marks for group in later.boxes[0].seats] == [46, 1]
    assert (later.boxes[0].total, later.boxes[0].subtitle) == ("47", "pladser i alt, udregnet")


def test_what_is_about_is_said_to_be(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "KAP-H", lang="en")
    assert (made.boxes[0].total, made.boxes[0].subtitle) == ("about 70", "seats")


def test_who_is_one_of_others_bears_a_sign(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "PLO-H")
    assert [(g.number, g.label, bool(g.within), g.apart) for g in made.boxes[0].seats] == [
        ("13", "medlemmer", False, ""),
        ("1", "formand", True, ""),
        ("1", "næstformand", True, ""),
        (
            "antal ikke oplyst",
            "valgt af alment praktiserende læge",
            False,
            "Om PLO-Regionalt gælder i almindelighed",
        ),
    ]
    assert made.boxes[0].total == "13"
    signs = [p.name for p in composed(made).parts if p.role == "label" and p.name in "FN"]
    assert sorted(signs) == ["F", "F", "N", "N"]


def test_klu_is_told_by_the_newer_and_stands_in_the_older_too(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "KLU")
    assert [(g.number, g.label, g.apart) for g in made.boxes[0].seats] == [
        ("2", "udpeget af PLO-kommunalt", ""),
        ("antal ikke oplyst", "fra kommune", ""),
        ("1", "kontaktperson", ""),
        ("antal ikke oplyst", "læge", "Stedfortrædere"),
        ("antal ikke oplyst", "læge", "Ud over medlemmerne"),
        ("antal ikke oplyst", "kommunal praksiskonsulent", "Ud over medlemmerne"),
    ]
    assert made.boxes[0].total == ""
    assert made.notes == (
        "Står også i Vejledning om kommunalt lægelige udvalg (2011), afsnit »Organiseringen af"
        " udvalget«.",
    )


def test_a_chair_is_no_seat_of_its_own(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "Lægeforeningen Hovedstadens bestyrelse")
    assert groups(made)[-1] == ("", "formand", 0)
    assert made.boxes[0].total == "6"
    assert "Om andre også har plads, siger teksten ikke." in made.notes


@pytest.mark.parametrize("on", DAYS)
def test_totals_are_those_of_the_rule_table(shipped: vejviser.Vejviser, on: str) -> None:
    summed = 0
    for iri, made in every(shipped, on):
        own = [
            group
            for group in table(shipped.ask("composition", body=iri, on=on, standing="all"))
            if group.precedence == "leading" and group.body == iri
        ]
        told, computed = made.boxes[0].total, total(own)
        if computed is not None and computed > 2:
            summed += 1
            assert told == str(computed)
        else:
            assert told in {"", "ca. 70", *(str(group.total) for group in own)}
    assert summed >= 3


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("on", DAYS)
def test_every_page_is_whole(
    shipped: vejviser.Vejviser,
    good: vejviser.Vejviser,
    faulty: vejviser.Vejviser,
    on: str,
    lang: str,
) -> None:
    drawn = 0
    for whole in (shipped, good, faulty):
        for iri, made in every(whole, on, lang):
            scene = composed(made)
            assert flaws(scene) == [], iri
            assert list(covered(scene)) == [], iri
            known = sum(g.marks + g.spare for g in made.boxes[0].seats if not g.within)
            assert sum(m.size > 14 for m in marks(scene)) <= known + len(made.boxes[0].seats), iri
            drawn += 1
    assert drawn > 40


@pytest.mark.parametrize("on", ["2024-05-01", "2024-08-01", "2025-03-01"])
def test_empty_seats_are_those_that_check_finds(
    good: vejviser.Vejviser, faulty: vejviser.Vejviser, on: str
) -> None:
    for whole in (good, faulty):
        reading = charting.Reading(whole.on(on, "all"), "da")
        rosters = reading._rosters
        assert rosters is not None
        day = whole.on(on).on
        judged = check(whole, rosters.store, Lines({}, {}), Days(day, day))
        found = {(f.body, f.group) for f in judged.findings if f.code in EMPTY and f.group}
        empty = {
            (body, point)
            for body in rosters.known
            for point, filling in reading.vacancies(body).items()
            if filling.empty
        }
        unnumbered = {
            (body, group.point)
            for body, point in empty - found
            for group in reading.groups(body)
            if group.point == point and group.least is None
        }
        assert empty - unnumbered == found


def seats_of(made: Chart, point: str) -> Seats:
    [group] = [g for g in made.boxes[0].seats if g.point.endswith(point)]
    return group


def test_a_recorded_vacancy_says_since_when(faulty: vejviser.Vejviser) -> None:
    doctors = seats_of(chart(faulty, "KLU Ballerup"), "point-klu-doctors")
    assert (doctors.vacant, doctors.vacancy) == (1, "1 ubesat siden 1. september 2024")
    hollow = [m.hollow for m in marks(composed(chart(faulty, "KLU Ballerup"))) if m.slot == 0]
    assert hollow.count(True) == 1


def test_a_seat_nobody_sits_in_is_missing(faulty: vejviser.Vejviser) -> None:
    doctors = seats_of(chart(faulty, "KLU Allerød", lang="en"), "point-klu-doctors")
    assert (doctors.vacant, doctors.vacancy) == (1, "1 missing from the list of members")
    told = outline.text(outline.outlined(chart(faulty, "KLU Allerød")))
    assert "1 mangler på medlemslisten" in told


def test_a_vacancy_among_an_unknown_number_is_told(good: vejviser.Vejviser) -> None:
    made = chart(good, "KLU Frederikssund", "2024-08-01")
    municipal = seats_of(made, "point-klu-municipality")
    assert (municipal.marks, municipal.vacancy) == (0, "1 ubesat siden 1. juli 2024")


def test_each_participant_has_a_seat_with_its_name(faulty: vejviser.Vejviser) -> None:
    made = chart(faulty, "Klyngen uden en borgmester", "2024-08-01")
    mayors = seats_of(made, "point-cluster-mayors")
    assert [(taker.label, taker.vacant) for taker in mayors.takers] == [
        ("kommunalbestyrelsen i Halsnæs", 0),
        ("kommunalbestyrelsen i Helsingør", 1),
    ]
    assert (mayors.marks, mayors.each) == (2, True)
    assert seats_of(made, "point-cluster-councillors").more


def test_without_participants_a_seat_is_for_each(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "Sundhedsklyngernes politiske niveau", "2024-05-01")
    mayors = seats_of(made, "point-cluster-mayors")
    assert (mayors.marks, mayors.each, mayors.takers) == (1, True, ())
    assert made.boxes[0].total == ""


@pytest.mark.parametrize(
    ("name", "on", "note"),
    [
        ("KAP-H", "2025-03-01", "Ingen medlemsliste: om pladserne er besat, er ikke oplyst."),
        ("SU", "2025-03-01", "Ifølge medlemslisten er alle pladser med oplyst antal besat."),
        (
            "SU",
            "2023-07-01",
            "Medlemslisten siger ikke, om disse pladser er besat: fra regionsrådet i Region"
            " Hovedstaden og fra kommune.",
        ),
    ],
)
def test_what_no_roster_tells_is_not_known(
    good: vejviser.Vejviser, name: str, on: str, note: str
) -> None:
    assert chart(good, name, on).notes == (note,)


def test_other_views_show_empty_seats_too(faulty: vejviser.Vejviser) -> None:
    scene = composed(chart(faulty, "KLU Ballerup", view="body"))
    assert any(mark.hollow for mark in marks(scene) if mark.slot == 0)


def test_no_person_is_in_a_chart(good: vejviser.Vejviser, faulty: vejviser.Vejviser) -> None:
    for whole in (good, faulty):
        workspace = whole.dataset.workspace
        assert workspace is not None
        names = rostering.read(whole, rostering.paths(workspace.folder)).people().values()
        assert len(names) > 10
        for _, made in every(whole, "2024-08-01"):
            drawn = svg.drawn(composed(made), THEMES["light"], letters="given")
            told = outline.text(outline.outlined(made))
            assert [name for name in names if name in drawn or name in told] == []


@pytest.mark.parametrize("shipped_too", [True, False])
def test_another_country_s_committee(shipped_too: bool) -> None:
    stranger = vejviser.open(HERE / "stranger", shipped=shipped_too)
    made = chart(stranger, "HOK", "2020-05-01")
    assert [group.marks for group in made.boxes[0].seats] == [3, 2, 1]
    assert made.boxes[0].total == "6"
    assert {m.slot for m in marks(composed(made))} == {side.slot for side in made.sides}


def test_a_slide_has_every_seat_and_none_on_its_title(shipped: vejviser.Vejviser) -> None:
    pptx = pytest.importorskip("pptx")
    made = chart(shipped, "SU")
    data = formats.written([made], "pptx", formats.Style(), lambda document, sections: document)
    assert isinstance(data, bytes)
    [slide] = pptx.Presentation(BytesIO(data)).slides
    title = slide.shapes.title
    groups = [shape for shape in slide.shapes if hasattr(shape, "shapes")]
    seats = [one for group in groups for one in group.shapes if one.name == "plads"]
    # Each seat, a sample beside the words of each group, and one of each side in the legend.
    assert len(seats) == 12 + 3 + 3
    assert all(one.top >= title.top + title.height for one in seats)


def test_a_body_without_seats_is_said_to_have_none(shipped: vejviser.Vejviser) -> None:
    with pytest.raises(VejviserError, match="No document says who has a seat"):
        chart(shipped, "SU", "2001-01-01")
    with pytest.raises(VejviserError, match="body"):
        chart(shipped, "RIV-bestyrelsen")
    with pytest.raises(Unknown):
        chart(shipped, "SUU")


def made_of(groups: list[Seats]) -> Chart:
    """A chart of seats that stands in no document."""
    box = Box("x", "Et organ", total="12", subtitle="pladser i alt, udregnet", seats=tuple(groups))
    sides = (Side(0, "a", "A"), Side(1, "b", "B"))
    return Chart(
        "seats", "Et organ", "", "da", date(2025, 3, 1), (box,), (), sides=sides, form="seats"
    )


def test_seats_there_may_be_are_small_and_told() -> None:
    scene = composed(made_of([Seats("p", "fra A", "a", "49–50", 49, spare=1, vacant=2)]))
    boxes = [part for part in scene.parts if part.role == "box"]
    drawn = [mark for mark in marks(replace(scene, parts=tuple(boxes))) if mark.slot == 0]
    assert sum(mark.hollow for mark in drawn) == 2
    assert sum(mark.size < 12 for mark in drawn) == 1
    assert "plads, der kan være" in [part.name for part in scene.parts if part.role == "legend"]


words = st.text("abcdefghij æøå-", min_size=1, max_size=90).filter(str.strip)


@st.composite
def compositions(draw: st.DrawFn) -> list[Seats]:
    """Groups as they may come: some with no number, some within others, some apart."""
    found: list[Seats] = []
    for place in range(draw(st.integers(1, 7))):
        number = draw(st.sampled_from([0, 0, 1, 2, 5, 23, 130]))
        found.append(
            Seats(
                f"p{place}",
                draw(words),
                draw(st.sampled_from(["a", "b", ""])),
                str(number) if number else "antal ikke oplyst",
                number,
                more=bool(number) and draw(st.booleans()),
                spare=draw(st.sampled_from([0, 0, 2])) if number else 0,
                vacant=draw(st.sampled_from([None, 0, 1])),
                vacancy=draw(st.sampled_from(["", "1 mangler på medlemslisten"])),
                each=draw(st.booleans()),
                takers=tuple(Taker(draw(words), 1) for _ in range(number if number < 6 else 0))
                if draw(st.booleans())
                else (),
                apart=draw(st.sampled_from(["", "", "Hverv"])),
                capacity=draw(st.sampled_from(["member", "member", "observer"])),
                within=draw(st.sampled_from(["", *(one.point for one in found)])),
                note=draw(st.sampled_from(["", "for hver deltager"])),
                standing=draw(st.sampled_from(["stated", "not-restated"])),
            )
        )
    return found


@settings(deadline=None, max_examples=60)
@given(compositions())
def test_no_composition_gives_a_flawed_page(groups: list[Seats]) -> None:
    scene = composed(made_of(groups))
    assert flaws(scene) == []
    assert list(covered(scene)) == []
    told = [part.subject for part in scene.parts if part.role == "box" and part.subject != "x"]
    assert sorted(told) == sorted(group.point for group in groups)


@settings(deadline=None)
@given(st.integers(1, 320))
def test_a_half_circle_has_room_for_all(number: int) -> None:
    ring = half_circle(number)
    assert ring is not None
    assert len(ring.seats) == number
    assert all(y <= 1e-6 for _, y in ring.seats)
    assert all(ring.hollow - 1e-6 <= hypot(x, y) <= ring.radius + 1e-6 for x, y in ring.seats)
    near = defaultdict(list)
    for x, y in ring.seats:
        near[round(hypot(x, y), 3)].append((x, y))
    for row in near.values():
        for (ax, ay), (bx, by) in combinations(row, 2):
            assert hypot(ax - bx, ay - by) > ring.pitch * 0.9
