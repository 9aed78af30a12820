"""A kind and all its bodies: every name once, and once what holds for all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from flaws import flaws

import vejviser
from vejviser import charting
from vejviser.chart.drawing.compose import composed
from vejviser.chart.drawing.scene import Text
from vejviser.chart.model import Chart
from vejviser.errors import VejviserError
from vejviser.words import danish_key

HERE = Path(__file__).parent / "stranger"
ID = "https://w3id.org/vejviser/id/"


def chart(whole: vejviser.Vejviser, *names: str, lang: str = "da") -> Chart:
    [made] = charting.charts(whole.on("2025-03-01", "all"), "family", names, lang)
    return made


def test_every_municipality_stands_once_under_its_region(shipped: vejviser.Vejviser) -> None:
    [klu] = [box for box in chart(shipped, "KLU").boxes if box.cells]
    names = [cell for cell in klu.cells if cell.iri]
    assert {cell.iri for cell in names} == {
        row["body"] for row in shipped.ask("bodies", kind="KLU")
    }
    assert len(names) == 98
    headings = [cell.label for cell in klu.cells if not cell.iri]
    # Counted in the list of municipalities.
    listed = Counter(
        line.split(",")[3]
        for line in Path("data/municipalities.csv").read_text(encoding="utf-8").splitlines()[1:]
    )
    assert headings == [
        f"Region {region}: {listed[region]}" for region in sorted(listed, key=danish_key)
    ]


@pytest.mark.parametrize("names", [("KLU",), ("PLO-K", "Region Midtjylland")])
def test_no_name_stands_alone_in_a_row(shipped: vejviser.Vejviser, names: tuple[str, ...]) -> None:
    made = chart(shipped, *names)
    [box] = [box for box in made.boxes if box.cells]
    [part] = [part for part in composed(made).parts if part.subject == box.iri]
    labels = {cell.label for cell in box.cells if cell.iri}
    rows = Counter(i.y for i in part.items if isinstance(i, Text) and i.text in labels)
    assert sum(rows.values()) == len(labels)
    assert min(rows.values()) > 1


def test_names_are_in_danish_order(shipped: vejviser.Vejviser) -> None:
    [box] = [box for box in chart(shipped, "PLO-K", "Region Syddanmark").boxes if box.cells]
    names = [cell.label for cell in box.cells]
    assert (names[0], names[-1]) == ("Aabenraa", "Ærø")
    assert names == sorted(names, key=danish_key)
    assert len(names) == 22


def test_what_holds_for_all_is_said_once(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "KLU")
    [klu] = [box for box in made.boxes if box.cells]
    assert [group.number for group in klu.seats][:2] == ["2", "antal ikke oplyst"]
    assert klu.facts[0].text == "skal oprettes, et for hver kommune; om det er sket, er ikke oplyst"
    starts = {line.start.removeprefix(ID) for line in made.lines if line.end == klu.iri}
    assert starts == {"kind-plo-k", "kind-municipality"}
    assert made.notes == (
        "Det, PLO-Hovedstadens vejviser (2025) siger om pladserne, gælder Region Hovedstaden.",
        "Dokumenterne nævner dem ikke én for én; navnene er fra Vejvisers egen liste over områder.",
    )


def test_what_holds_elsewhere_only_is_left_out(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "KLU", "Region Midtjylland")
    [klu] = [box for box in made.boxes if box.cells]
    assert {group.source.document.rpartition("/")[2] for group in klu.seats} == {
        "klu-guidance-2011"
    }


def test_a_body_stands_for_its_kind(shipped: vejviser.Vejviser) -> None:
    assert chart(shipped, "KLU Hillerød").title == chart(shipped, "KLU").title


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(
    "kind", ["KLU", "PLO-K", "kommune", "kommunalbestyrelse", "CVI", "region", "SU", "forening"]
)
def test_a_page_is_whole(shipped: vejviser.Vejviser, kind: str, lang: str) -> None:
    assert flaws(composed(chart(shipped, kind, lang=lang))) == []


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (("dellaug",), "no bodies of the kind"),
        (("KLU", "Danmark", "KLU"), "if you like, an area"),
        ((), "if you like, an area"),
        (("CVI", "Region Sjælland"), "in Region Sjælland"),
    ],
)
def test_what_makes_no_family_is_said_to_be_so(
    shipped: vejviser.Vejviser, names: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(VejviserError, match=sentence):
        chart(shipped, *names)


def test_a_stranger_has_families_too() -> None:
    guide = vejviser.open(HERE, shipped=False)
    made = chart(guide, "vereniging")
    [box] = [box for box in made.boxes if box.cells]
    assert [cell.label for cell in box.cells] == [
        "Huisartsenkring Lageland",
        "Patiëntenraad",
        "Provincie Lageland",
    ]
