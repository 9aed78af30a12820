"""The gallery of charts: fresh, and drawn by the very commands it shows."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DRAWN = runpy.run_path(str(ROOT / "docs" / "draw_charts.py"))
PAGE = "docs/charts.md"
PICTURES = [f"docs/charts/{picture.file}.svg" for picture in DRAWN["PICTURES"]]


@pytest.fixture(scope="module")
def fresh() -> dict[str, str]:
    """What the gallery consists of, drawn anew."""
    return dict(DRAWN["gallery"]())


@pytest.mark.parametrize("name", [*PICTURES, PAGE])
def test_the_gallery_is_fresh(name: str, fresh: dict[str, str]) -> None:
    """``python docs/draw_charts.py`` writes it."""
    assert (ROOT / name).read_text(encoding="utf-8") == fresh[name]


def test_no_picture_is_left_over(fresh: dict[str, str]) -> None:
    found = {f"docs/charts/{path.name}" for path in (ROOT / "docs" / "charts").iterdir()}
    assert {*found, PAGE} == fresh.keys() == {*PICTURES, PAGE}


def test_every_view_is_shown() -> None:
    from vejviser.charting import VIEWS

    assert {picture.view for picture in DRAWN["PICTURES"]} == set(VIEWS)
