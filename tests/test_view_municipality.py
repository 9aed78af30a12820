"""An area's own map: what is drawn of a municipality, and what is left out and said to be so."""

from __future__ import annotations

from pathlib import Path

import pytest
from flaws import flaws

import vejviser
from vejviser import charting
from vejviser.chart.drawing.compose import composed
from vejviser.chart.model import Chart
from vejviser.errors import Unknown, VejviserError
from vejviser.names import VV

HERE = Path(__file__).parent / "stranger"
ID = "https://w3id.org/vejviser/id/"
LL = "https://lageland.example/id/"


def chart(whole: vejviser.Vejviser, area: str, lang: str = "da", on: str = "2025-03-01") -> Chart:
    [made] = charting.charts(whole.on(on, "all"), "municipality", [area], lang)
    return made


def told(made: Chart) -> set[tuple[str, str, str]]:
    """(start, relation, end) of all lines, by their local names."""
    return {
        (line.start.removeprefix(ID), line.relation.removeprefix(VV), line.end.removeprefix(ID))
        for line in made.lines
    }


def test_hilleroed_is_drawn_from_its_own_bodies_up_to_lsu(shipped: vejviser.Vejviser) -> None:
    lines = told(chart(shipped, "Hillerød"))
    assert lines >= {
        ("plo-k-hilleroed", "appointedBy", "klu-hilleroed"),
        ("municipality-hilleroed", "from", "klu-hilleroed"),
        ("klu-hilleroed", "goTo", "su-hovedstaden"),
        ("klu-hilleroed", "goTo", "plo-hovedstaden"),
        ("plo-hovedstaden", "from", "su-hovedstaden"),
        ("regionsraadet-hovedstaden", "from", "su-hovedstaden"),
        ("su-hovedstaden", "goTo", "lsu"),
        ("plo", "from", "lsu"),
        ("rltn", "from", "lsu"),
    }


def test_a_seat_that_any_municipality_may_hold_is_not_given_to_this_one(
    shipped: vejviser.Vejviser,
) -> None:
    made = chart(shipped, "Hillerød")
    assert ("kind-municipality", "from", "su-hovedstaden") in told(made)
    assert ("municipality-hilleroed", "from", "su-hovedstaden") not in told(made)
    [box] = [box for box in made.boxes if box.iri == ID + "kind-municipality"]
    assert box.subtitle == "alle i Region Hovedstaden tilsammen"


def test_a_body_there_is_only_a_duty_to_set_up_says_so(shipped: vejviser.Vejviser) -> None:
    [klu] = [b for b in chart(shipped, "Hillerød").boxes if b.iri == ID + "klu-hilleroed"]
    assert klu.seats[0].label == "udpeget af PLO-kommunalt i Hillerød"
    assert klu.facts[-1].text == "skal oprettes; om det er sket, er ikke oplyst"
    assert [part.rpartition("/")[2] for part in klu.source.sections] == ["guide-2025#2.4"]


def test_nothing_limited_to_another_region_is_drawn_in_silkeborg(
    shipped: vejviser.Vejviser,
) -> None:
    made = chart(shipped, "Silkeborg")
    elsewhere = {row["body"] for row in shipped.ask("bodies", area="Region Hovedstaden")}
    assert not elsewhere & {box.iri for box in made.boxes}
    # The guide's rule on KLU holds in its own region; the older guidance holds in all the country.
    [klu] = [box for box in made.boxes if box.iri == ID + "klu-silkeborg"]
    assert {group.source.document.rpartition("/")[2] for group in klu.seats} == {
        "klu-guidance-2011"
    }
    assert ("plo-k-silkeborg", "appointedBy", "klu-silkeborg") not in told(made)
    assert made.notes == (
        "Dokumenterne i Vejviser siger ikke, hvem der sidder i samarbejdsudvalg for almen praksis"
        " (SU) i Region Midtjylland.",
        "PLO-Hovedstadens vejviser (2025) handler om Region Hovedstaden; det, den siger om sit"
        " eget område, er ikke tegnet her.",
    )


@pytest.mark.parametrize("area", ["Hillerød", "Silkeborg", "København", "Region Hovedstaden"])
def test_every_body_drawn_acts_there(shipped: vejviser.Vejviser, area: str) -> None:
    day = shipped.on("2025-03-01", "all")
    here = {row["body"] for row in day.ask("municipality", area=area)}
    kinds = {row["kind"] for row in day.ask("kinds")}
    assert {box.iri for box in chart(shipped, area).boxes} <= here | kinds


def test_a_region_shows_no_service_that_nobody_sits_on(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "Region Hovedstaden")
    bodies = {box.iri.removeprefix(ID) for box in made.boxes}
    assert not bodies & {"center-for-sundhed", "psyk-voksen", "dge-sekretariat", "riv-bestyrelse"}
    # Its municipalities share a seat on SU, but each sends its own to KLU.
    [box] = [box for box in made.boxes if box.iri == ID + "kind-municipality"]
    assert box.subtitle == "i almindelighed"


def test_a_place_has_one_name_in_a_language(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "København", lang="en")
    own = [box for box in made.boxes if box.role == "focus"]
    assert len(own) == 3
    assert all("København" in box.label and not box.subtitle for box in own)
    [named] = charting.charts(shipped.on("2025-03-01"), "body", ["City of Copenhagen"], "en")
    assert named.title == "København Municipality"


def test_what_only_one_municipality_has_is_drawn_there_only(shipped: vejviser.Vejviser) -> None:
    part = "kind-sub-guild-cph"
    assert any(part in line for line in told(chart(shipped, "København")))
    assert not any(part in line for line in told(chart(shipped, "Hillerød")))


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(
    "area", ["Hillerød", "Silkeborg", "København", "Lyngby-Taarbæk", "Region Sjælland", "Danmark"]
)
def test_a_page_is_whole(shipped: vejviser.Vejviser, area: str, lang: str) -> None:
    assert flaws(composed(chart(shipped, area, lang))) == []


def test_before_any_document_nothing_is_drawn(shipped: vejviser.Vejviser) -> None:
    with pytest.raises(VejviserError, match="No document says anything"):
        chart(shipped, "Hillerød", on="2001-01-01")


def test_a_place_nobody_knows_is_said_to_be_so(shipped: vejviser.Vejviser) -> None:
    with pytest.raises(Unknown) as error:
        chart(shipped, "Hillerrød")
    assert "Hillerød" in error.value.suggestions


@pytest.mark.parametrize("whole", [True, False], ids=["over ours", "alone"])
def test_a_stranger_has_a_map_too(whole: bool) -> None:
    guide = vejviser.open(HERE, shipped=whole)
    made = chart(guide, "Lageland", "da", "2020-05-01")
    ours = {line.start for line in made.lines if line.end == LL + "hok"}
    assert ours == {LL + "huisartsenkring", LL + "provincie", LL + "patientenraad"}
    if not whole:
        assert {box.band for box in made.boxes} == {LL + "areakind-province"}
