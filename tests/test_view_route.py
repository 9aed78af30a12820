"""The ways with a need: steps in order, alternatives, who pays, and what we join ourselves."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flaws import flaws
from hypothesis import given
from hypothesis import strategies as st

import vejviser
from vejviser import charting
from vejviser.chart.drawing.compose import composed
from vejviser.chart.drawing.manners import THEN
from vejviser.chart.layout import stepwise
from vejviser.chart.layout.faults import faults
from vejviser.chart.layout.places import Edge, Node
from vejviser.chart.model import DOT, Chart
from vejviser.chart.views.route import route
from vejviser.errors import VejviserError
from vejviser.names import ID

DRAFT = "need-binding-agreement"
DAYS = ("2023-07-01", "2024-05-01", "2025-03-01")


def chart(whole: vejviser.Vejviser, view: str, *names: str, lang: str = "da") -> Chart:
    [made] = charting.charts(whole.on("2025-03-01", "all"), view, names, lang)
    return made


def local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def told(made: Chart, label: str) -> list[str]:
    """What the box that begins so says."""
    [box] = [box for box in made.boxes if box.label.startswith(label)]
    return [fact.text for fact in box.facts]


def needs(whole: vejviser.Vejviser, day: str) -> list[str]:
    """All needs that a leading route is stated for."""
    rows = whole.on(day, "all").ask("routes")
    return sorted({row["need"] or "" for row in rows if (row["precedence"] or "").endswith("ing")})


def test_two_ways_lead_from_a_draft_to_a_binding_agreement(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "route", DRAFT)
    assert made.title == "En forpligtende aftale efter udkast fra KLU"
    assert [(local(line.start), local(line.end), line.derived) for line in made.lines] == [
        (DRAFT, "bilateral-agreement", False),
        ("bilateral-agreement", "bilateral-agreement-step-1", False),
        ("bilateral-agreement-step-1", "bilateral-agreement-step-2", False),
        # The footnote is a section of its own.
        ("bilateral-agreement-step-2", "bilateral-agreement-step-3", True),
        ("bilateral-agreement-step-3", "bilateral-agreement-step-4", True),
        (DRAFT, "par-2-agreement", False),
        ("par-2-agreement", "par-2-agreement-step-1", False),
        ("par-2-agreement-step-1", "par-2-agreement-step-2-new-task", False),
        ("par-2-agreement-step-2-new-task", "par-2-agreement-step-3", False),
    ]
    assert {line.relation for line in made.lines} == {THEN}
    # Question 29 of the competency questions: who pays by which way.
    assert "Betaler: region" in told(made, "3. SU gør udkastet")
    assert "Betaler: kommune" in told(made, "4. Kommunen og praksisudvalget")
    # What both alternatives share is said once.
    assert told(made, "2. Send udkastet til SU") == [
        "Hvem: kommunalt-lægeligt udvalg (KLU)",
        "Hvorhen: samarbejdsudvalg for almen praksis (SU)",
        "Kan gøres",
        "· 2a: Når en ny opgave skal have særligt honorar, fordi overenskomsten ikke honorerer den."
        " Betaler: region",
        "· 2b: Når kommunens læger skal have pligter, der virkelig binder, og brud skal kunne mødes"
        " med overenskomstens sanktioner",
    ]


def test_a_complaint_goes_on_as_another_section_says(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "route", "serviceklage")
    last = made.lines[-1]
    assert (local(last.end), last.derived) == ("lsu", True)
    assert [local(section) for section in made.boxes[-1].source.sections] == ["6.1"]
    assert told(made, "Landssamarbejdsudvalget") == ["Ved manglende enighed"]
    assert "afsnit 11.2 og 6.1" in made.footing[0] or "afsnit 6.1 og 11.2" in made.footing[0]


def test_what_only_an_earlier_edition_says_is_pale(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "route", "need-acute-illness")
    assert {box.standing for box in made.boxes} == {"not-restated"}
    assert told(made, "Patient")[-1] == "sidst oplyst april 2024"
    assert [box.label for box in made.boxes[1:]] == [
        "1a. Ring 112.",
        "1b. Ring til Akuttelefonen 1813.",
    ]


def test_another_document_on_the_same_is_named_and_not_mixed_in(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "route", "need-klu-doctors")
    assert len(made.boxes) == 2
    assert "Vejledning om kommunalt lægelige udvalg (2011)" in made.notes[-1]


@pytest.mark.parametrize("day", DAYS)
def test_every_step_that_is_stated_is_drawn_once(shipped: vejviser.Vejviser, day: str) -> None:
    asked = shipped.on(day, "all")
    facts = charting.facts(asked, "da")
    for need in needs(shipped, day):
        made = route(facts, need)
        steps = {
            row["step"]
            for row in asked.ask("route-steps", need=need)
            if (row["precedence"] or "").endswith("leading")
        }
        boxes = [box for box in made.boxes if box.role == "step"]
        assert {box.iri for box in boxes} <= steps
        # A box holds one step, or each of several by its letter.
        told = [sum(fact.text.startswith(DOT) for fact in box.facts) for box in boxes]
        assert sum(number or 1 for number in told) == len(steps - {None})


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("day", DAYS)
def test_every_page_is_whole(shipped: vejviser.Vejviser, day: str, lang: str) -> None:
    facts = charting.facts(shipped.on(day, "all"), lang)
    found = needs(shipped, day)
    assert found
    for need in found:
        assert flaws(composed(route(facts, need))) == [], need


@given(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_line_of_any_route_runs_through_a_box(routes: list[list[int]]) -> None:
    """Routes as numbers of alternatives per step, all of them beginning at one box."""
    nodes = [Node("need", 120, 60)]
    edges: list[Edge] = []
    for lane, counts in enumerate(routes):
        before = ["need"]
        for step, alternatives in enumerate(counts):
            here = [f"{lane}-{step}-{place}" for place in range(alternatives)]
            nodes += [Node(one, 100 + 7 * step, 40 + 9 * place) for place, one in enumerate(here)]
            edges += [Edge(f"{a} {b}", a, b) for a in before for b in here]
            before = here
    assert stepwise.fits(nodes, edges)
    laid = stepwise.laid_out(nodes, edges)
    assert faults(laid, nodes, edges) == []


def test_steps_stand_in_the_order_of_their_letters(shipped: vejviser.Vejviser) -> None:
    scene = composed(chart(shipped, "route", "need-collegial-help"))
    boxes = [part for part in scene.parts if part.role == "box"]
    assert [part.bounds.y for part in boxes[1:]] == sorted(part.bounds.y for part in boxes[1:])


def test_a_need_nothing_is_stated_of_is_said_to_be_so(shipped: vejviser.Vejviser) -> None:
    with pytest.raises(VejviserError, match="No document says anything"):
        charting.charts(shipped.on(date(2001, 1, 1), "all"), "route", [ID + DRAFT], "da")


def test_the_note_on_alternatives_names_two_that_are_in_the_picture(
    shipped: vejviser.Vejviser,
) -> None:
    day, told = shipped.on("2025-03-01", "all"), 0
    for need in sorted({row["need"] or "" for row in day.ask("routes")}):
        [made] = charting.charts(day, "route", [need], "en")
        lettered = {
            box.label.split(".")[0] for box in made.boxes if re.match(r"\d+[a-z]\.", box.label)
        }
        named = re.findall(r"different letters \((\w+), (\w+)\)", " ".join(made.notes))
        assert bool(lettered) == bool(named), need
        assert {one for pair in named for one in pair} <= lettered
        told += len(named)
    assert told > 3
