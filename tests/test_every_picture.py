"""Every body in every view that fits it, in both languages: nothing is in the way of anything."""

from __future__ import annotations

from collections import defaultdict

import pytest
from flaws import flaws

import vejviser
from vejviser import charting
from vejviser.chart.drawing.compose import composed
from vejviser.errors import VejviserError

DAY = "2025-03-01"


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


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(
    "view", [name for name, view in charting.VIEWS.items() if view.takes == ("body",)]
)
def test_no_picture_has_a_flaw(
    shipped: vejviser.Vejviser, view: str, lang: str, record_property: pytest.RecordProperty
) -> None:
    day = shipped.on(DAY, "all")
    drawn, found = 0, []
    for subject in subjects(shipped):
        try:
            [chart] = charting.charts(day, view, [subject], lang)
        except VejviserError as error:
            if error.key not in ("nothing-drawn", "no-seats"):
                raise
            continue
        drawn += 1
        found += [f"{subject}: {flaw}" for flaw in flaws(composed(chart))]
    record_property("drawn", drawn)
    assert found == []
    assert drawn > 10
