"""Charts from the graph to the page: what is drawn, and that nothing is in the way of anything."""

from __future__ import annotations

import pytest

import vejviser
from vejviser import charting
from vejviser.chart.compose import composed
from vejviser.chart.lettering import width
from vejviser.chart.model import Chart
from vejviser.chart.scene import Part, Scene, Text
from vejviser.chart.svg import drawn
from vejviser.chart.themes import THEMES
from vejviser.errors import Unknown, VejviserError


def chart(whole: vejviser.Vejviser, view: str, *names: str, lang: str = "da") -> Chart:
    [made] = charting.charts(whole.on("2025-03-01", "all"), view, names, lang)
    return made


def outside(part: Part) -> list[str]:
    """Texts of a part that leave it."""
    found = []
    for item in part.items:
        if isinstance(item, Text):
            long = width(item.text, item.size, item.weight)
            left = item.x - {"start": 0, "middle": long / 2, "end": long}[item.anchor]
            bounds = part.bounds
            if (
                left < bounds.x - 0.5
                or left + long > bounds.right + 0.5
                or not bounds.y <= item.y <= bounds.bottom
            ):
                found.append(item.text)
    return found


def off_page(scene: Scene) -> list[str]:
    """Parts that are not wholly on the page."""
    return [
        part.name
        for part in scene.parts
        if part.bounds.x < 0
        or part.bounds.y < 0
        or part.bounds.right > scene.width
        or part.bounds.bottom > scene.height
    ]


def test_su_bears_its_seats_in_the_order_of_the_sides(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "overview")
    [su] = [box for box in made.boxes if box.iri.endswith("/su-hovedstaden")]
    assert [(group.marks, group.label) for group in su.seats] == [
        (6, "fra PLO-Hovedstaden"),
        (5, "fra regionsrådet i Region Hovedstaden"),
        (1, "fra kommune"),
    ]


def test_what_is_no_longer_restated_is_pale_and_says_since_when(
    shipped: vejviser.Vejviser,
) -> None:
    made = chart(shipped, "overview")
    [ssu] = [box for box in made.boxes if box.iri.endswith("/ssu")]
    assert ssu.standing == "not-restated"
    assert ssu.facts[-1].text == "sidst oplyst april 2024"


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("names", [("overview",), ("body", "SU"), ("body", "KLU Hillerød")])
def test_a_page_is_whole(shipped: vejviser.Vejviser, names: tuple[str, ...], lang: str) -> None:
    scene = composed(chart(shipped, *names, lang=lang))
    assert [text for part in scene.parts for text in outside(part)] == []
    assert off_page(scene) == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_same_chart_gives_the_same_bytes(shipped: vejviser.Vejviser, theme: str) -> None:
    one, other = (drawn(composed(chart(shipped, "body", "SU")), THEMES[theme]) for _ in range(2))
    assert one == other
    assert 'role="listitem"' in one


def test_an_unknown_picture_names_those_there_are(shipped: vejviser.Vejviser) -> None:
    with pytest.raises(Unknown) as error:
        chart(shipped, "xyz")
    assert set(error.value.suggestions) == set(charting.VIEWS)


def test_a_body_nothing_is_stated_of_is_said_to_be_so(shipped: vejviser.Vejviser) -> None:
    day = shipped.on("2001-01-01", "all")
    with pytest.raises(VejviserError, match="No document says anything"):
        charting.charts(day, "body", ["SU"], "da")
