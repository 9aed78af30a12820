"""Colours for tones: light, dark, and print, which does without colour.

Text is at least 4.5:1 against what it stands on, all else that carries meaning at least 3:1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["circle", "square", "triangle", "diamond", "pentagon", "star", "drop", "hexagon"]
Pattern = Literal["solid", "diagonal", "dots", "grid", "across", "level", "rising", "upright"]

# By slot, the same in every theme: sides are told apart by shape, and by colour or pattern.
SHAPES: tuple[Shape, ...] = (
    "circle",
    "square",
    "triangle",
    "diamond",
    "pentagon",
    "star",
    "drop",
    "hexagon",
)
PATTERNS: tuple[Pattern, ...] = (
    "solid",
    "diagonal",
    "dots",
    "grid",
    "across",
    "level",
    "rising",
    "upright",
)


@dataclass(frozen=True)
class Theme:
    """:param tones: name of a tone → colour, ``#rrggbb``
    :param strong: colours of the sides' marks and frames by slot; the last is for those on none
    :param tints: what their boxes are filled with, likewise
    :param patterned: whether marks are told apart by pattern instead of colour
    """

    name: str
    tones: dict[str, str]
    strong: tuple[str, ...]
    tints: tuple[str, ...]
    patterned: bool = False

    def colour(self, tone: str) -> str:
        """The colour of a tone; ``side-2`` and ``tint-2`` are those of the side in slot 2."""
        for kind, colours in (("side-", self.strong), ("tint-", self.tints)):
            if tone.startswith(kind):
                return colours[_place(int(tone.removeprefix(kind)))]
        return self.tones[tone]


def shape(slot: int) -> Shape:
    """The shape of a seat of the side in a slot; those on no side have the last."""
    return SHAPES[_place(slot)]


def pattern(slot: int) -> Pattern:
    """The pattern of a seat of the side in a slot where there is no colour."""
    return PATTERNS[_place(slot)]


def _place(slot: int) -> int:
    """Slots begin anew after the last but one; the last is for those on no side."""
    return slot % (len(SHAPES) - 1) if slot >= 0 else len(SHAPES) - 1


LIGHT = Theme(
    "light",
    {
        "page": "#ffffff",
        "band": "#f3f5f7",
        "card": "#ffffff",
        "chip": "#ffffff",
        "label": "#ffffff",
        "ink": "#14202b",
        "muted": "#4a5863",
        "faded": "#5c6771",
        "frame": "#33414d",
        "hairline": "#838f99",
        "line-part": "#4a5a66",
        "line-seats": "#1a4f8f",
        "line-appeal": "#b3201f",
        "line-talks": "#6b3fa0",
        "line-runs": "#7a4a1e",
        "line-other": "#5d6c1a",
        "line-then": "#14202b",
        "added": "#136c3c",
        "not-restated": "#5c6771",
        "not-stated": "#5c6771",
        "changed": "#8a4b00",
        "renamed": "#5b3aa8",
    },
    (
        "#00695c",
        "#ad1457",
        "#b85000",
        "#1559b3",
        "#6a3fb5",
        "#6d4c41",
        "#4f6b00",
        "#5a6872",
    ),
    (
        "#e4f3f1",
        "#fbe9f0",
        "#fdefe2",
        "#e6effa",
        "#f0eafa",
        "#f2ece9",
        "#f0f5dd",
        "#ffffff",
    ),
)
DARK = Theme(
    "dark",
    {
        "page": "#11171b",
        "band": "#182026",
        "card": "#1f282f",
        "chip": "#11171b",
        "label": "#11171b",
        "ink": "#f1f5f7",
        "muted": "#b7c3cb",
        "faded": "#96a3ac",
        "frame": "#b3bfc7",
        "hairline": "#74828c",
        "line-part": "#b3bfc7",
        "line-seats": "#82b5f5",
        "line-appeal": "#ff8a80",
        "line-talks": "#c3a6ee",
        "line-runs": "#d8a978",
        "line-other": "#b9ca6a",
        "line-then": "#f1f5f7",
        "added": "#7fd6a2",
        "not-restated": "#96a3ac",
        "not-stated": "#96a3ac",
        "changed": "#ffb65c",
        "renamed": "#c3a6ee",
    },
    (
        "#4db6ac",
        "#f48fb1",
        "#ffb74d",
        "#82b1ff",
        "#b39ddb",
        "#bcaaa4",
        "#c5e17a",
        "#a9b6be",
    ),
    (
        "#0f2f2b",
        "#381626",
        "#38240f",
        "#14253e",
        "#292040",
        "#2d2522",
        "#252e0f",
        "#1f282f",
    ),
)
PRINT = Theme(
    "print",
    {
        **dict.fromkeys(LIGHT.tones, "#000000"),
        "page": "#ffffff",
        "band": "#f2f2f2",
        "card": "#ffffff",
        "chip": "#ffffff",
        "label": "#ffffff",
        "muted": "#333333",
        "faded": "#5c5c5c",
        "hairline": "#666666",
        "not-restated": "#5c5c5c",
        "not-stated": "#5c5c5c",
    },
    ("#000000",) * len(SHAPES),
    ("#ffffff",) * len(SHAPES),
    patterned=True,
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, PRINT)}
