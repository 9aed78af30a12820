"""``chart``: a picture of who is who and where things go, true to the graph on a day."""

from __future__ import annotations

from pathlib import Path

import click

from vejviser.cli.common import F, example, on_option, opened, options, save, standing_option
from vejviser.errors import BadValue

FORMATS = ("svg", "png", "pdf", "pptx", "html", "text", "mermaid", "dot", "graphml")


def drawing(function: F) -> F:
    """The options of every command that draws: the day, how it looks, and where it is written."""
    for decorate in (
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path),
            help="Skriv til en fil. · Write to a file.",
        ),
        click.option(
            "--format",
            "asked",
            type=click.Choice(FORMATS),
            help="Ellers efter filens navn. · Else by the file's name.",
        ),
        click.option(
            "--template",
            type=click.Path(path_type=Path),
            help="Præsentation, hvis master bruges. · Presentation whose master is kept.",
        ),
        click.option(
            "--scale",
            default=2.0,
            show_default=True,
            help="Punkter pr. px i PNG. · Dots per px in PNG.",
        ),
        click.option(
            "--paper",
            type=click.Choice(("a4", "a3", "a0")),
            help="Ark, billedet skal fylde. · Sheet to fill.",
        ),
        click.option(
            "--theme",
            type=click.Choice(("light", "dark", "print")),
            default="light",
            show_default=True,
            help="Lyst, mørkt eller uden farver. · Light, dark or without colours.",
        ),
        standing_option("all"),
        click.option("--edition", metavar="UDGAVE", help="Som i udgaven. · As in the edition."),
        on_option,
    ):
        function = decorate(function)
    return function


@click.command(epilog=example("vejviser chart body SU --on 2024-05-01 -o su.svg"))
@click.argument("view", metavar="BILLEDE")
@click.argument("names", metavar="[NAVN]...", nargs=-1)
@drawing
@options
def chart(
    view: str,
    names: tuple[str, ...],
    on: str | None,
    edition: str | None,
    standing: str,
    theme: str,
    paper: str | None,
    scale: float,
    template: Path | None,
    asked: str | None,
    output: Path | None,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Tegn et billede af det, dokumenterne siger om en dag.

    overview · body ORGAN · seats ORGAN · municipality STED · route BEHOV · appeals ·
    family SLAGS [STED] · diff UDGAVE UDGAVE

    Flere billeder skilles med komma, og flere navne giver et billede hver; en præsentation,
    en side i HTML og tekst kan rumme dem alle. Kun det, dokumenterne siger, tegnes: »har pladser
    i« er ikke »udpeger til«. Det, der ikke er gentaget i den nyeste udgave, er blegt.

    Draw a picture of what the documents state of a day: one of those above. Several pictures are
    parted by commas, and several names make one each; a presentation, a page in HTML and text hold
    them all. Only what the documents state is drawn; what is not restated is pale.
    """
    from vejviser import charting
    from vejviser.chart import formats
    from vejviser.chart.layout import elk

    form = formats.form(output, asked)
    if form in formats.DRAWN:
        elk.ready()
    if (on or edition) and "moment" in charting.takes(view):
        raise BadValue("day-and-two", view=view)
    whole = opened(data, no_shipped)
    day = charting.day(whole, on, edition, standing)
    charts = charting.charts(day, view, names, lang)
    style = formats.Style(theme, paper or "", scale, template)
    cite = charting.facts(day, lang).cite
    save(formats.written(charts, form, style, cite), output)
