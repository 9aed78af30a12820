"""``path``: how something gets from one to another, in words and as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from vejviser.cli.chart import drawing
from vejviser.cli.common import example, opened, options, save


@click.command(epilog=example("vejviser path KLU LSU --on 2024-05-01"))
@click.argument("start", metavar="FRA")
@click.argument("end", metavar="TIL")
@drawing
@options
def path(
    start: str,
    end: str,
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
    """Find vejen fra et organ, et hverv eller et behov til et andet.

    Noget går videre, som forholdene læses: til det, man har pladser i eller udpeger til, hen,
    hvor en sag går hen, til den, man rådgiver, og til det, man hører under. Forhandling går begge
    veje. De korteste veje vises, skridt for skridt, med det afsnit, hvert skridt står i.

    Find the way from a body, an office or a need to another. Something goes on as the relations
    read: to what one has seats in or appoints to, to where a case goes, to whom one advises, and
    to what one belongs to. Talks go both ways. The shortest ways are shown, step by step, with the
    section each step is stated in.
    """
    from vejviser import charting
    from vejviser.chart import formats
    from vejviser.chart.layout import elk

    form = formats.form(output, asked)
    if form in formats.DRAWN:
        elk.ready()
    day = charting.day(opened(data, no_shipped), on, edition, standing)
    told, made = charting.path(day, start, end, lang)
    style = formats.Style(theme, paper or "", scale, template)
    cite = charting.facts(day, lang).cite
    save(told if form == "text" else formats.written([made], form, style, cite), output)
