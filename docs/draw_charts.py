"""Draws the gallery: ``docs/charts.md`` and every picture in ``docs/charts/``.

    python docs/draw_charts.py

The pictures carry no letters, as the font is not ours to commit; they are fitted to whatever font
the reader has. A test checks that all are fresh.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import vejviser
from vejviser import charting
from vejviser.chart.drawing.compose import composed
from vejviser.chart.drawing.themes import THEMES
from vejviser.chart.formats.svg import drawn
from vejviser.chart.outline import summary

ROOT = Path(__file__).parent.parent
DAY = "2025-03-01"


@dataclass(frozen=True)
class Picture:
    """One picture of the gallery.

    :param title: above it, Danish and English
    :param said: what it is good for, likewise
    :param data: workspace it is drawn with, from the top of the project
    """

    file: str
    view: str
    names: tuple[str, ...]
    title: tuple[str, str]
    said: tuple[str, str]
    lang: str = "da"
    theme: str = "light"
    data: str = ""

    @property
    def command(self) -> str:
        """What draws it."""
        words = ["vejviser", "chart", self.view, *self.names]
        if self.view != "diff":
            words += ["--on", DAY]
        if self.data:
            words += ["--data", self.data]
        if self.lang != "da":
            words += ["--lang", self.lang]
        if self.theme != "light":
            words += ["--theme", self.theme]
        return shlex.join([*words, "-o", f"{self.file}.svg"])


PICTURES = (
    Picture(
        "overview",
        "overview",
        (),
        ("Overblik", "Overview"),
        (
            "Hvem repræsenterer og bestemmer hvad, fra land til kommune.",
            "Who represents and decides what, from country to municipality.",
        ),
    ),
    Picture(
        "overview-dark",
        "overview",
        (),
        ("Overblik, mørkt og på engelsk", "Overview, dark and in English"),
        ("Til en skærm i et mørkt rum.", "For a screen in a dark room."),
        lang="en",
        theme="dark",
    ),
    Picture(
        "body-su",
        "body",
        ("SU",),
        ("Ét organ", "One body"),
        (
            "Hvem der sender hvem, hvad det gør, og hvor sagerne går hen.",
            "Who sends whom, what it does, and where cases go.",
        ),
    ),
    Picture(
        "municipality-hilleroed",
        "municipality",
        ("Hillerød",),
        ("Mit kort", "My map"),
        (
            "Alle, der repræsenterer og bestemmer i en kommune, fra PLO-K og KLU op til LSU.",
            "All who represent and decide in a municipality, from PLO-K and KLU up to LSU.",
        ),
    ),
    Picture(
        "family-klu",
        "family",
        ("KLU",),
        ("En stor familie", "A large family"),
        (
            "Alle organer af en slags; det, der er ens, står én gang.",
            "All bodies of a kind; what is the same stands once.",
        ),
    ),
    Picture(
        "route-agreement",
        "route",
        ("forpligtende aftaler",),
        ("En vej, skridt for skridt", "A route, step by step"),
        (
            "To veje fra et udkast i KLU til en aftale, der binder, og hvem der betaler.",
            "Two ways from a draft in KLU to an agreement that binds, and who pays.",
        ),
    ),
    Picture(
        "route-complaint",
        "route",
        ("need-service-complaint",),
        ("En serviceklage", "A service complaint"),
        (
            "Stiplet er det, vi selv føjer sammen fra to afsnit.",
            "Dashed is what we ourselves join from two sections.",
        ),
        lang="en",
    ),
    Picture(
        "appeals",
        "appeals",
        (),
        ("Hvor går sagen hen?", "Where does the case go?"),
        (
            "Beslutninger, og hvem de går videre til uden enighed.",
            "Decisions, and whom they go to without agreement.",
        ),
    ),
    Picture(
        "diff-2024-2025",
        "diff",
        ("guide-2024", "guide-2025"),
        ("Hvad er ændret?", "What has changed?"),
        (
            "To udgaver i ét billede; det, der ikke er gentaget, er ikke dermed ophørt.",
            "Two editions in one picture; what is not restated has not thereby ended.",
        ),
    ),
    Picture(
        "seats-su",
        "seats",
        ("SU",),
        ("Pladserne i et udvalg", "The seats of a committee"),
        (
            "Hvem der fylder hvor mange pladser; er det samlede tal udregnet, siges det.",
            "Who fills how many seats; a total is said to be computed where it is.",
        ),
    ),
    Picture(
        "seats-cluster",
        "seats",
        ("Eksempelklyngens politiske niveau",),
        ("Pladserne med en medlemsliste", "The seats with a list of members"),
        (
            "Én plads for hver, der deltager; listens navne på personer er aldrig med.",
            "One seat for each who takes part; names of persons are never shown.",
        ),
        data="examples/good",
    ),
    Picture(
        "seats-klu",
        "seats",
        ("KLU Ballerup",),
        ("Ubesatte pladser, og tal, der ikke er oplyst", "Vacant seats, and unstated numbers"),
        (
            "En ubesat plads er hul; hvor intet tal er oplyst, er ingen pladser tegnet.",
            "A vacant seat is hollow; where no number is stated, no seats are drawn.",
        ),
        data="examples/faulty",
    ),
)


def gallery() -> Iterator[tuple[str, str]]:
    """(file from the top of the project, text) of the page and of each picture."""
    lines = [
        "# Billeder · Charts\n",
        "Lavet af `python docs/draw_charts.py`. · Made by `python docs/draw_charts.py`.\n",
    ]
    for picture in PICTURES:
        whole = vejviser.open(ROOT / picture.data if picture.data else None)
        day = whole.on(DAY, "all")
        [chart] = charting.charts(day, picture.view, picture.names, picture.lang)
        svg = drawn(composed(chart), THEMES[picture.theme], letters="fitted")
        yield f"docs/charts/{picture.file}.svg", svg
        lines += [
            f"## {picture.title[0]} · {picture.title[1]}\n",
            f"{picture.said[0]} · {picture.said[1]}\n",
            f"    {picture.command}\n",
            f"![{summary(chart)}](charts/{picture.file}.svg)\n",
        ]
    yield "docs/charts.md", "\n".join(lines)


if __name__ == "__main__":
    for name, text in gallery():
        target = ROOT / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
