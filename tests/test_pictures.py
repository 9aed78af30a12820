"""Charts from the graph to the page: what is drawn, and that nothing is in the way of anything."""

from __future__ import annotations

import pytest
from flaws import flaws

import vejviser
from vejviser import charting
from vejviser.chart.drawing.compose import composed
from vejviser.chart.drawing.scene import Mark, Part, Rect, Scene, Text, Trace
from vejviser.chart.drawing.themes import THEMES
from vejviser.chart.formats.svg import drawn
from vejviser.chart.model import Chart
from vejviser.errors import Unknown, VejviserError


def chart(whole: vejviser.Vejviser, view: str, *names: str, lang: str = "da") -> Chart:
    [made] = charting.charts(whole.on("2025-03-01", "all"), view, names, lang)
    return made


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


def test_an_unstated_number_is_not_drawn_as_what_is_not_restated(
    shipped: vejviser.Vejviser,
) -> None:
    made = composed(chart(shipped, "body", "KLU"))
    marks = [item for part in made.parts for item in part.items if isinstance(item, Mark)]
    assert {mark.unstated for mark in marks} == {True, False}
    assert not any(mark.faded for mark in marks)


@pytest.mark.parametrize(("lang", "words"), [("da", "deltager"), ("en", "participant")])
def test_a_number_that_holds_for_each_is_no_sum(
    shipped: vejviser.Vejviser, lang: str, words: str
) -> None:
    made = composed(chart(shipped, "overview", lang=lang))
    [level] = [p for p in made.parts if p.subject.endswith("/kind-cluster-political")]
    told = [item.text for item in level.items if isinstance(item, Text)]
    assert any(text.endswith(words) for text in told), told


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("names", [("overview",), ("body", "SU"), ("body", "KLU Hillerød")])
def test_a_page_is_whole(shipped: vejviser.Vejviser, names: tuple[str, ...], lang: str) -> None:
    assert flaws(composed(chart(shipped, *names, lang=lang))) == []


@pytest.mark.parametrize("lang", ["da", "en"])
def test_further_lines_of_a_task_stand_under_its_words(
    shipped: vejviser.Vejviser, lang: str
) -> None:
    made = composed(chart(shipped, "body", "KLU", lang=lang))
    [klu] = [p for p in made.parts if p.role == "box" and p.subject.endswith("/kind-klu")]
    texts = [item for item in klu.items if isinstance(item, Text)]
    first = next(place for place, item in enumerate(texts) if item.text == "·")
    dots = {item.x for item in texts if item.text == "·"}
    words = {item.x for item in texts[first:-1] if item.text != "·"}
    assert len(dots) == len(words) == 1
    assert min(dots) < min(words)


@pytest.mark.parametrize("theme", THEMES)
def test_the_same_chart_gives_the_same_bytes(shipped: vejviser.Vejviser, theme: str) -> None:
    one, other = (drawn(composed(chart(shipped, "body", "SU")), THEMES[theme]) for _ in range(2))
    assert one == other
    assert 'role="listitem"' in one


def test_an_unknown_picture_names_those_there_are(shipped: vejviser.Vejviser) -> None:
    with pytest.raises(Unknown) as error:
        chart(shipped, "xyz")
    assert set(error.value.suggestions) == set(charting.VIEWS)


def test_what_cannot_be_drawn_is_said_in_python_too(shipped: vejviser.Vejviser) -> None:
    day = shipped.on("2025-03-01")
    for key, asked, how in (
        ("view-takes-0", ("overview", "SU"), {}),
        ("one-picture", ("body", "SU", "LSU"), {}),
        ("one-picture", ("overview,body", "SU"), {}),
        ("unknown-form", ("body", "SU"), {"form": "pgn"}),
        ("unknown-theme", ("body", "SU"), {"theme": "drak"}),
    ):
        with pytest.raises(VejviserError) as error:
            day.picture(*asked, **how)
        assert error.value.key == key


def test_a_body_nothing_is_stated_of_is_said_to_be_so(shipped: vejviser.Vejviser) -> None:
    day = shipped.on("2001-01-01", "all")
    with pytest.raises(VejviserError, match="No document says anything"):
        charting.charts(day, "body", ["SU"], "da")


def test_flaws_are_seen() -> None:
    """The tests of pages rest on this: a box on a box, a line through one, a text too long."""
    room = Rect(10, 10, 50, 20)
    box = Part("box", "a", room, (Text(12, 25, "alt for lang en tekst", 12),), "a")
    other = Part("box", "b", room.moved(30, 5), (), "b")
    trace = Trace(((0, 20), (200, 20)), "ink")
    line = Part("line", "c–d", Rect(0, 20, 200, 0), (trace,), ends=("c", "d"))
    label = Part("label", "ord", Rect(20, 12, 20, 10), ())
    found = flaws(Scene(100, 60, "da", "", "", (box, other, line, label)))
    assert [flaw.split(":")[0] for flaw in found] == [
        "box a over box b",
        "box a over label ord",
        "line c–d through a box a",
        "line c–d through a box b",
        "line c–d through label ord",
        "off the page",
        "text leaves its box",
    ]


def test_words_that_are_struck_are_seen() -> None:
    """A line through a caption of another, or a heading; an arrow on a caption, also its own."""
    trace = Trace(((5, 30), (60, 30)), "ink")
    line = Part("line", "c–d", Rect(5, 30, 55, 0), (trace,), ends=("c", "d"), relation="r")
    heading = (Text(20, 34, "LAND", 11),)
    band = Part("band", "Land", Rect(0, 0, 100, 60), heading)
    other = Part("label", "ord", Rect(20, 25, 20, 10), (), ends=("c", "d"), relation="s")
    own = Part("label", "eget", Rect(45, 25, 10, 10), (), ends=("c", "d"), relation="r")
    found = flaws(Scene(100, 60, "da", "", "", (band, line, other, own)))
    assert found == [
        "arrow of c–d on label eget",
        "line c–d through band Land",
        "line c–d through label ord",
    ]


def test_what_is_said_of_a_kind_is_told_apart_from_the_body_s_own_seats(
    shipped: vejviser.Vejviser,
) -> None:
    made = chart(shipped, "body", "PLO-Hovedstaden")
    [me] = [box for box in made.boxes if box.role == "focus"]
    assert [group.number for group in me.seats] == ["13", "1", "1"]
    assert any(fact.text.startswith("Om PLO-Regionalt gælder") for fact in me.facts)


@pytest.mark.parametrize(("view", "names"), [("overview", ()), ("municipality", ("Silkeborg",))])
def test_a_post_by_itself_is_drawn_as_no_composition(
    shipped: vejviser.Vejviser, view: str, names: tuple[str, ...]
) -> None:
    [plo] = [box for box in chart(shipped, view, *names).boxes if box.iri.endswith("/id/plo")]
    assert plo.seats == ()


def test_a_chair_is_no_seat_besides_those_of_a_board(shipped: vejviser.Vejviser) -> None:
    boxes = {box.iri.rpartition("/")[2]: box for box in chart(shipped, "overview").boxes}
    board = boxes["regional-laegeforening-bestyrelse"]
    assert [group.number for group in board.seats] == ["2", "2", "2"]


def test_the_help_names_every_view() -> None:
    from vejviser.cli.chart import chart as command

    assert all(view in (command.help or "") for view in charting.VIEWS)


@pytest.mark.parametrize("theme", THEMES)
def test_a_seat_not_restated_does_not_look_vacant(theme: str) -> None:
    def drawn_seat(**said: bool) -> str:
        seat = Mark(20, 20, 10, 0, **said)
        part = Part("box", "", Rect(0, 0, 40, 40), (seat,))
        scene = Scene(40, 40, "da", "", "", (part,))
        return drawn(scene, THEMES[theme], letters="given")

    ways = [drawn_seat(), *(drawn_seat(**{way: True}) for way in ("hollow", "faded", "unstated"))]
    assert len(set(ways)) == len(ways)
    hollow, faded = (drawn_seat(**{way: True}, faded=True) for way in ("hollow", "observer"))
    grey = THEMES[theme].colour("hairline")
    assert f'fill="{grey}"' in faded
    assert f'fill="{grey}"' not in hollow
