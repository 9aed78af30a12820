"""Every body in every view that fits it, in both languages: nothing is in the way of anything."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from flaws import flaws
from pyoxigraph import NamedNode

import vejviser
from vejviser import charting
from vejviser.chart.drawing.compose import composed
from vejviser.errors import VejviserError
from vejviser.names import expand

DAY = "2025-03-01"
DAYS = ("2012-01-01", "2023-07-01", "2024-05-01", DAY)
EDITIONS = ("guide-2023", "guide-2024", "guide-2025")
NOTHING = ("nothing-drawn", "no-seats", "no-family")
"""What is said where a view does not fit a body, or nothing is stated of it."""
FEWEST = {
    "overview": 4,
    "body": 75,
    "seats": 20,
    "municipality": 15,
    "route": 30,
    "appeals": 3,
    "diff": 7,
    "family": 5,
}


def subjects(whole: vejviser.Vejviser) -> list[str]:
    """Every named body and kind; of the derived, of each kind the shortest and longest name."""
    named, derived = set(), defaultdict(set)
    for row in whole.ask("bodies"):
        body, kind = row["body"] or "", row["kind"] or ""
        if whole.derived(body):
            derived[kind].add((len(row["name"] or ""), body))
        else:
            named.add(body)
    for found in derived.values():
        named |= {min(found)[1], max(found)[1]}
    return sorted(named | {row["kind"] or "" for row in whole.ask("kinds")})


def areas(whole: vejviser.Vejviser) -> list[str]:
    """The country and its regions, and of each region's municipalities the first and the last."""
    inside: dict[str, list[str]] = defaultdict(list)
    for row in whole.ask("bodies", kind="kind-municipality"):
        [around] = [
            quad.object.value
            for quad in whole.store.quads_for_pattern(
                NamedNode(row["place"] or ""), NamedNode(expand("schema:containedInPlace")), None
            )
        ]
        inside[around].append(row["place"] or "")
    ends = {end for found in inside.values() for end in (min(found), max(found))}
    return sorted({*inside, *ends, whole.index.resolve("Danmark", "area")})


def needs(whole: vejviser.Vejviser) -> list[str]:
    return sorted({row["need"] or "" for row in whole.ask("routes", on=None)})


def cases(whole: vejviser.Vejviser, view: str) -> list[tuple[str, list[str]]]:
    """(day, names) of the pictures of a view."""
    takes = charting.VIEWS[view].takes
    match takes:
        case ("body",):
            return [(DAY, [iri]) for iri in subjects(whole)]
        case ("area",):
            return [(DAY, [iri]) for iri in areas(whole)]
        case ("need",):
            return [(DAY, [iri]) for iri in needs(whole)]
        case ():
            return [(day, []) for day in DAYS]
    return [(DAY, list(pair)) for pair in (*permutations(EDITIONS, 2), (DAYS[0], DAYS[-1]))]


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("view", charting.VIEWS)
def test_no_picture_has_a_flaw(
    shipped: vejviser.Vejviser, view: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn, found = 0, []
    for day, names in cases(shipped, view):
        try:
            [chart] = charting.charts(shipped.on(day, "all"), view, names, lang)
        except VejviserError as error:
            if error.key not in NOTHING:
                raise
            continue
        drawn += 1
        found += [f"{names}: {flaw}" for flaw in flaws(composed(chart))]
    with capsys.disabled():
        print(f"\n{view}, {lang}: {drawn} pictures, {len(found)} flaws")
    assert found == []
    assert drawn >= FEWEST[view]


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("whole", [True, False], ids=["over ours", "alone"])
def test_no_picture_of_a_stranger_has_a_flaw(whole: bool, lang: str) -> None:
    """Also where kinds of area occur that the workspace does not name."""
    guide = vejviser.open(Path(__file__).parent / "stranger", shipped=whole)
    day = guide.on(DAY, "all")
    cases = [
        ("overview", []),
        ("body", ["HOK"]),
        ("seats", ["HOK"]),
        ("municipality", ["Lageland"]),
    ]
    for view, names in cases:
        [chart] = charting.charts(day, view, names, lang)
        assert flaws(composed(chart)) == []
        if chart.bands:
            assert {box.band for box in chart.boxes} <= {band.iri for band in chart.bands}
    [chart] = charting.charts(day, "overview", [], lang)
    named = [band.iri.rpartition("areakind-")[2] for band in chart.bands]
    ours = ["country", "province", "region", "cluster", "municipality"]
    assert named == (ours if whole else ["province"])


def test_kinds_of_area_nobody_names_come_last() -> None:
    """In a fixed order, and none of them lost."""
    guide = vejviser.open(Path(__file__).parent / "stranger")
    guide.dataset = replace(guide.dataset, workspace=replace(guide.dataset.workspace, bands=()))
    named = [iri.rpartition("areakind-")[2] for iri in charting.facts(guide.on(DAY), "da").bands]
    assert named == [*(name for name in charting.BANDS if name in named), "province"]
