"""Text measured and broken, held against the font itself."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from vejviser import thirdparty
from vejviser.chart.drawing import lettering
from vejviser.chart.drawing.lettering import Weight, wrapped

STYLES: dict[Weight, str] = {400: "Regular", 600: "SemiBold"}
TEXTS = st.one_of(
    st.text(st.sampled_from("aedgrsnvlå -/W "), max_size=60),
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            ["Samarbejdsudvalget", "kommunalt-lægeligt", "udvalg", "/", "for", "§", "Takstnævn"]
        )
    ).map(" ".join),
)


@pytest.mark.parametrize("weight", STYLES)
@pytest.mark.parametrize(
    "text", ["Samarbejdsudvalg", "Ærø Ångström", "»§ 43, stk. 2« – 1.000 kr.", "Łódź", ""]
)
def test_widths_are_the_fonts(text: str, weight: Weight) -> None:
    font = TTFont(thirdparty.path(f"IBMPlexSans-{STYLES[weight]}.ttf"))
    names, advances = font.getBestCmap(), font["hmtx"]
    units = sum(advances[names[ord(character)]][0] for character in text)
    assert lettering.width(text, font["head"].unitsPerEm, weight) == units


def test_what_the_font_lacks_is_as_wide_as_its_widest_letter() -> None:
    widest = lettering.width("漢", 10)
    assert widest == lettering.width("🦷", 10)
    assert all(lettering.width(letter, 10) <= widest for letter in "WMÆŒЩ")


def test_lines_hold_what_the_font_draws() -> None:
    font = TTFont(thirdparty.path("IBMPlexSans-Regular.ttf"))
    assert lettering.line_height(1) == (font["hhea"].ascent - font["hhea"].descent) / 1000
    top, bottom = (max(g.yMax for g in drawn(font)), min(g.yMin for g in drawn(font)))
    assert top <= lettering.baseline(1000)
    assert lettering.baseline(1000) - bottom <= lettering.line_height(1000)


def drawn(font: TTFont) -> list[object]:
    """The glyphs of Danish letters."""
    names = font.getBestCmap()
    return [font["glyf"][names[ord(letter)]] for letter in "abcdefghijklmnopqrstuvwxyzæøåÆØÅÉ(§"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Kommunalt-lægeligt udvalg", 90, ["Kommunalt-", "lægeligt udvalg"]),
        ("Praktiserende Lægers Organisation", 100, ["Praktiserende", "Lægers Organisation"]),
        ("Regionernes Lønnings- og Takstnævn", 100, ["Regionernes", "Lønnings- og", "Takstnævn"]),
        (
            "Hvem: kommunalt-lægeligt udvalg (KLU)",
            110,
            ["Hvem: kommunalt-", "lægeligt udvalg (KLU)"],
        ),
        ("Send det til PLO-Hovedstaden nu", 90, ["Send det til", "PLO-Hovedstaden", "nu"]),
        ("fra PLO-K til SU, der siger ja", 46, ["fra PLO-K", "til SU, der", "siger ja"]),
        ("PLO-Hovedstaden", 60, ["PLO-", "Hovedstaden"]),
        ("Samarbejdsudvalget", 200, ["Samarbejdsudvalget"]),
        ("Samarbejdsudvalget", 70, ["Samarbejds-", "udvalget"]),
        ("Sundhedssamarbejdsudvalg", 80, ["Sundheds-", "samarbejds-", "udvalg"]),
        ("Multipraksisudvalg", 50, ["Multi-", "praksis-", "udvalg"]),
        ("Erstatningsankenævnet", 70, ["Erstatnings-", "ankenævnet"]),
        ("stk. 2", 1000, ["stk. 2"]),
        ("læge/klinik", 40, ["læge/", "klinik"]),
        (" to   ord ", 100, ["to ord"]),
        ("", 100, []),
    ],
)
def test_text_breaks_where_people_would_break_it(text: str, width: float, lines: list[str]) -> None:
    assert wrapped(text, 10, width) == lines


def test_a_no_break_space_does_not_break() -> None:
    assert wrapped("§\u00a043", 10, 15) != ["§", "43"]


def test_marks_stay_on_their_letter() -> None:
    assert wrapped("e\u0301" * 3, 10, 1) == ["e\u0301-", "e\u0301-", "e\u0301"]


@given(TEXTS, st.floats(1, 300), st.sampled_from([400, 600]))
def test_no_character_is_lost_and_lines_fit(text: str, width: float, weight: Weight) -> None:
    lines = wrapped(text, 12, width, weight)
    left = "".join(text.translate(dict.fromkeys(map(ord, " \t\r\n"))))
    for line in lines:
        assert line.strip(" ") == line
        solid = line.replace(" ", "")
        if not left.startswith(solid):
            # The hyphen is ours.
            assert solid.endswith("-")
            solid = solid[:-1]
        assert solid
        assert left.startswith(solid)
        left = left[len(solid) :]
        fits = lettering.width(line, 12, weight) <= width * (1 + 1e-9)
        assert fits or len(lettering._graphemes(solid)) == 1
    assert left == ""


@given(TEXTS)
def test_breaking_what_is_broken_changes_nothing(text: str) -> None:
    lines = wrapped(text, 12, 120)
    assert [wrapped(line, 12, 1e6) for line in lines] == [[line] for line in lines]
