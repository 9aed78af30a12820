"""The gallery of charts: fresh, and drawn by the very commands it shows."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DRAWN = runpy.run_path(str(ROOT / "docs" / "draw_charts.py"))
FRESH = dict(DRAWN["gallery"]())


@pytest.mark.parametrize("name", FRESH)
def test_the_gallery_is_fresh(name: str) -> None:
    """``python docs/draw_charts.py`` writes it."""
    assert (ROOT / name).read_text(encoding="utf-8") == FRESH[name]


def test_no_picture_is_left_over() -> None:
    found = {f"docs/charts/{path.name}" for path in (ROOT / "docs" / "charts").iterdir()}
    assert found == FRESH.keys() - {"docs/charts.md"}


def test_every_view_is_shown() -> None:
    from vejviser.charting import VIEWS

    assert {picture.view for picture in DRAWN["PICTURES"]} == set(VIEWS)
