"""Colours, shapes and lines: readable against what they stand on, and told apart without colour."""

from __future__ import annotations

from itertools import combinations

import pytest

from vejviser.chart.drawing.manners import DERIVED, MANNERS, OTHERS, manners
from vejviser.chart.drawing.themes import PATTERNS, PRINT, SHAPES, THEMES, Theme

THEMES_BY_NAME = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
CAPTIONS = tuple(sorted({manner.tone for manner in (*MANNERS.values(), *OTHERS)}))
CHANGES = ("added", "not-restated", "changed", "renamed")


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0–1. Source: WCAG 2.1, "relative luminance"."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21. Source: WCAG 2.1, "contrast ratio"."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def too_weak(
    theme: Theme, tones: tuple[str, ...], grounds: tuple[str, ...], least: float
) -> list[str]:
    return [
        f"{tone} on {ground}: {ratio:.2f}"
        for tone in tones
        for ground in grounds
        if (ratio := contrast(theme.colour(tone), theme.colour(ground))) < least
    ]


@THEMES_BY_NAME
def test_text_is_readable(theme: Theme) -> None:
    tints = tuple(f"tint-{slot}" for slot in range(-1, len(SHAPES) - 1))
    boxes = ("card", "chip", *tints)
    assert too_weak(theme, ("ink", "muted", "faded", *CHANGES), boxes, 4.5) == []
    assert too_weak(theme, ("ink", "muted"), ("page", "band"), 4.5) == []
    assert too_weak(theme, (*CAPTIONS, "faded", *CHANGES), ("label",), 4.5) == []


@THEMES_BY_NAME
def test_what_carries_meaning_is_seen(theme: Theme) -> None:
    sides = tuple(f"side-{slot}" for slot in range(-1, len(SHAPES) - 1))
    tints = tuple(f"tint-{slot}" for slot in range(-1, len(SHAPES) - 1))
    drawn = (*sides, *CAPTIONS, *CHANGES, "faded", "frame", "hairline")
    assert too_weak(theme, drawn, ("page", "band", "card"), 3) == []
    assert too_weak(theme, sides, tints, 3) == []


def test_what_is_pale_is_seen_on_paper_and_told_from_what_is_black() -> None:
    assert too_weak(PRINT, ("faded",), ("page",), 6) == []
    assert too_weak(PRINT, ("hairline",), ("page", "band"), 5) == []
    assert too_weak(PRINT, ("faded", "hairline"), ("ink",), 3) == []


def test_sides_differ_in_shape_and_pattern() -> None:
    assert len(set(SHAPES)) == len(set(PATTERNS)) == len(SHAPES)


def test_every_relation_has_a_line_of_its_own_without_colour() -> None:
    lines = [(one.dash, one.heads, one.thickness) for one in (*MANNERS.values(), *OTHERS)]
    assert len(set(lines)) == len(lines)
    assert DERIVED not in {dash for dash, _, _ in lines}


def test_dashes_can_be_told_apart_by_eye() -> None:
    for a, b in combinations(MANNERS.values(), 2):
        if a.dash and b.dash and (a.heads, len(a.dash)) == (b.heads, len(b.dash)):
            short, long = sorted((max(a.dash[::2]), max(b.dash[::2])))
            assert long >= 1.5 * short, (a, b)


def test_unknown_relations_take_turns_in_a_fixed_order() -> None:
    unknown = {f"https://example.org/{name}" for name in "edcba"}
    assert [manners(unknown)[iri] for iri in sorted(unknown)] == [*OTHERS, OTHERS[0]]
