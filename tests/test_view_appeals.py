"""Where cases go without agreement: what is decided how, and to whom it goes on."""

from __future__ import annotations

import pytest
from flaws import flaws

import vejviser
from vejviser import charting
from vejviser.chart.drawing.compose import composed
from vejviser.chart.model import Chart
from vejviser.errors import VejviserError

DAYS = ("2011-06-01", "2023-07-01", "2024-05-01", "2025-03-01")


def chart(whole: vejviser.Vejviser, view: str, *names: str, lang: str = "da") -> Chart:
    [made] = charting.charts(whole.on("2025-03-01", "all"), view, names, lang)
    return made


def local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def told(made: Chart, name: str) -> list[str]:
    [box] = [box for box in made.boxes if local(box.iri) == name]
    return [fact.text for fact in box.facts]


def test_cases_of_su_go_to_lsu_for_three_reasons(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "appeals")
    assert [(local(line.start), line.caption, local(line.end)) for line in made.lines] == [
        ("su-hovedstaden", "anke", "lsu"),
        ("su-hovedstaden", "fortolkning", "lsu"),
        ("su-hovedstaden", "manglende enighed", "lsu"),
        ("need-service-complaint", "", "su-hovedstaden"),
    ]
    assert told(made, "su-hovedstaden")[0] == "Beslutter ved enighed"
    assert told(made, "su-hovedstaden")[3] == (
        "Manglende enighed: Kan SU ikke blive enigt, skal sagen videre til LSU."
    )
    assert told(made, "need-service-complaint") == ["Hvem: patient"]
    drawn = [part.name for part in composed(made).parts if part.role == "label"]
    assert drawn == ["anke", "fortolkning", "manglende enighed"]


def test_how_lsu_decides_is_said_not_to_be_stated(shipped: vejviser.Vejviser) -> None:
    assert told(chart(shipped, "appeals"), "lsu") == ["Hvordan der besluttes her, er ikke oplyst"]
    assert shipped.on("2025-03-01", "all").ask("decisions", thing="LSU").rows == ()


@pytest.mark.parametrize("day", DAYS[1:])
def test_every_decision_of_the_query_is_drawn(shipped: vejviser.Vejviser, day: str) -> None:
    asked = shipped.on(day, "all")
    [made] = charting.charts(asked, "appeals", [], "da")
    rows = [row for row in asked.ask("decisions") if (row["precedence"] or "").endswith("leading")]
    going = {row["statement"] for row in rows if (row["class"] or "").endswith("Referral")}
    assert len([line for line in made.lines if line.caption]) == len(going)
    said = [fact.text for box in made.boxes for fact in box.facts]
    assert sum(text.startswith("Beslutter ved") for text in said) == len(rows) - len(going)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("day", DAYS[1:])
def test_the_page_is_whole(shipped: vejviser.Vejviser, day: str, lang: str) -> None:
    [made] = charting.charts(shipped.on(day, "all"), "appeals", [], lang)
    assert flaws(composed(made)) == []


def test_a_day_before_any_decision_has_no_such_picture(shipped: vejviser.Vejviser) -> None:
    with pytest.raises(VejviserError, match="No document says anything"):
        charting.charts(shipped.on("2011-06-01", "all"), "appeals", [], "da")
