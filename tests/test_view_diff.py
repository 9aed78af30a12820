"""Two editions or days in one picture: all that is marked as changed is what ``diff`` lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flaws import flaws

import vejviser
from vejviser import charting
from vejviser.chart.drawing.compose import composed
from vejviser.chart.drawing.scene import Panel, Trace
from vejviser.chart.model import SILENT, Chart
from vejviser.chart.wording import CHANGES
from vejviser.errors import BadValue, Unknown, VejviserError
from vejviser.names import VV

HERE = Path(__file__).parent / "stranger"
ID = "https://w3id.org/vejviser/id/"
PAIRS = [
    ("guide-2023", "guide-2024"),
    ("guide-2024", "guide-2025"),
    ("guide-2023", "guide-2025"),
    ("guide-2025", "guide-2024"),
    ("2024-03-01", "2025-03-01"),
    ("2025-03-01", "2024-05-01"),
]


def chart(whole: vejviser.Vejviser, a: str, b: str, lang: str = "da") -> Chart:
    [made] = charting.charts(whole.on("2025-03-01", "all"), "diff", [a, b], lang)
    return made


def told(made: Chart) -> dict[str, tuple[str, list[str]]]:
    """Body → how it is marked, and what stands in its box."""
    return {
        box.iri.removeprefix(ID): (box.change, [fact.text for fact in box.facts])
        for box in made.boxes
        if box.change
    }


def test_2023_to_2024(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "guide-2023", "guide-2024")
    assert told(made) == {
        "plo-repraesentantskab": (
            "changed",
            ["≠ pladser i alt: 49 → ikke oplyst", "≠ fra PLO-Regionalt: antal ikke oplyst → 46"],
        ),
        "keu-bestyrelse": (
            "changed",
            ["≠ fra Region Hovedstaden: hverv: embedsmand → ikke oplyst"],
        ),
        "kind-plo-k": (
            "changed",
            ["+ »kommunale lægelaug« (tidligere navn)", "– »lægelaug« (fuldt navn)"],
        ),
        "kind-sub-guild": (
            "renamed",
            ["= navn i teksten: »mindre laug« → »dellaug«"],
        ),
        "rekrutteringsfunktionen": (
            "changed",
            [
                "+ »Region Hovedstadens rekrutteringsfunktion« (fuldt navn)",
                "+ »Regionens rekrutteringsfunktion« (variant)",
            ],
        ),
    }
    assert {(line.start.removeprefix(ID), line.change, line.caption) for line in made.lines} == {
        ("kind-plo-r", "changed", "ikke oplyst → 46"),
        ("kind-quality-cluster", "added", "+"),
    }


def test_what_2025_leaves_out_is_not_restated_and_not_ended(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "guide-2024", "guide-2025")
    marks = {iri: change for iri, (change, _) in told(made).items()}
    assert marks["ssu"] == marks["kind-cluster-political"] == marks["eva"] == "not-restated"
    assert marks["laegeforeningen-oestdanmark"] == "added"
    assert marks["regional-laegeforening-bestyrelse"] == "renamed"
    # Health clusters are still named, in section 2.5.
    assert "kind-health-cluster" not in marks
    assert made.notes[0] == "Det, der ikke er gentaget, er ikke dermed ophørt."
    assert not any("nedlagt" in text for _, texts in told(made).values() for text in texts)


def test_a_line_with_another_end_is_shown_before_and_now(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "guide-2024", "guide-2025")
    found = {
        (line.start.removeprefix(ID), line.caption, line.change)
        for line in made.lines
        if line.end == ID + "laegeforeningen"
    }
    assert found == {
        ("laegeforeningen-hovedstaden", "før", "not-restated"),
        ("laegeforeningen-oestdanmark", "nu", "changed"),
    }


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_it_agrees_with_diff(shipped: vejviser.Vejviser, a: str, b: str) -> None:
    made, listed = chart(shipped, a, b), shipped.diff(a, b)
    kinds: dict[str, set[str]] = {}
    for change in listed:
        for thing in change.about:
            kinds.setdefault(thing.iri, set()).add(change.kind)
    for line in made.lines:
        assert line.change
        wanted = "changed" if line.caption.startswith("før") else line.change
        assert wanted in kinds.get(line.start, set()) | kinds.get(line.end, set())
    for box in made.boxes:
        for fact in box.facts:
            assert not fact.change or fact.change in kinds[box.iri]
    shown = {(part.change) for part in (*made.boxes, *made.lines)}
    assert shown & {"changed", "added", *SILENT}
    # What is drawn and what is counted below is all there is.
    words = " ".join(made.notes)
    numbers = [int(one) for one in re.findall(r"(?<= er )\d+|\d+(?= af dem)", words)]
    assert numbers[1] <= numbers[0] < len(listed)


def test_days_backwards_call_nothing_not_restated_that_was_not_yet_stated(
    shipped: vejviser.Vejviser,
) -> None:
    made = chart(shipped, "2024-05-01", "2023-07-01")
    assert "not-restated" not in {line.change for line in made.lines}
    made = chart(shipped, "2023-07-01", "2025-03-01")
    assert "not-stated" not in {box.change for box in made.boxes}


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_a_page_is_whole(shipped: vejviser.Vejviser, a: str, b: str, lang: str) -> None:
    assert flaws(composed(chart(shipped, a, b, lang))) == []


def test_the_legend_frames_only_what_a_box_is_framed_for(shipped: vejviser.Vejviser) -> None:
    for a, b in PAIRS[:2]:
        made = chart(shipped, a, b)
        framed = {
            part.name
            for part in composed(made).parts
            if part.role == "legend" and any(isinstance(item, Panel) for item in part.items)
        }
        changes = {box.change for box in made.boxes}
        words = {words[0] for change, words in CHANGES.items() if change in changes}
        assert framed - {"bleg: ikke gentaget siden"} == words


@pytest.mark.parametrize("query", ["relations", "decisions", "duties", "composition", "names"])
def test_a_document_says_what_it_says_alone(shipped: vejviser.Vejviser, query: str) -> None:
    """All documents are asked at once; what stands beside each other there does not here."""
    day = shipped.on("2025-03-01", "all")
    whole = charting.Reading(day, "da")
    documents = {row["document"] for row in day.ask("documents")}
    assert len(documents) == 5
    found = 0
    for document in filter(None, documents):
        alone = day.ask(query, on=None, document=document)
        here = charting.Reading(day, "da", document, whole).ask(query)
        assert [{**row, "status": None, "precedence": None} for row in here] == list(alone)
        assert {row["precedence"] for row in here} <= {VV + "leading"}
        found += len(here)
    assert found == len(whole.day.ask(query, on=None))


def test_the_legend_explains_every_sign(shipped: vejviser.Vejviser) -> None:
    scene = composed(chart(shipped, "guide-2024", "guide-2025"))
    legend = [part.name for part in scene.parts if part.role == "legend"]
    assert {"+ kommet til", "– ikke gentaget", "≠ ændret", "= andet navn"} <= set(legend)


def test_changes_differ_in_their_frames_without_colour(shipped: vejviser.Vejviser) -> None:
    parts = composed(chart(shipped, "guide-2024", "guide-2025", lang="en")).parts
    frames = {
        part.name: [
            (len(item.dash), item.thickness, item.rect.width > 10)
            for item in part.items
            if isinstance(item, Panel)
        ]
        for part in parts
        if part.role == "legend" and not part.relation
    }
    told = [tuple(frames[name]) for name in ("+ added", "– not restated", "≠ changed", "= renamed")]
    assert len(set(told)) == 4
    [box] = [part for part in parts if part.subject == f"{ID}regional-laegeforening-bestyrelse"]
    assert len([item for item in box.items if isinstance(item, Panel)]) == 2


def test_no_difference_is_said_to_be_none(shipped: vejviser.Vejviser) -> None:
    with pytest.raises(VejviserError, match="There is no difference"):
        chart(shipped, "guide-2024", "guide-2024")


def test_what_cannot_be_compared_is_said_so(shipped: vejviser.Vejviser) -> None:
    with pytest.raises(BadValue, match="A day and an edition"):
        chart(shipped, "guide-2024", "2024-05-01")
    with pytest.raises(Unknown):
        chart(shipped, "guide-2024", "guide-2099")
    with pytest.raises(VejviserError, match="two editions or two days"):
        charting.charts(shipped.on("2025-03-01"), "diff", ["guide-2024"], "da")


@pytest.mark.parametrize("whole", [True, False], ids=["over ours", "alone"])
def test_a_stranger_sees_what_came(whole: bool) -> None:
    guide = vejviser.open(HERE, shipped=whole)
    made = chart(guide, "2019-12-31", "2020-05-01")
    assert {line.change for line in made.lines} == {"added"}
    assert len(made.lines) == 3


def test_a_change_of_lines_alone_is_shown_by_a_line(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "guide-2024", "guide-2025")
    assert "changed" in {line.change for line in made.lines} - {box.change for box in made.boxes}
    [changed] = [part for part in composed(made).parts if part.name == "≠ ændret"]
    assert [item.tone for item in changed.items if isinstance(item, Trace)] == ["changed"]
