"""``path``: how something gets from one to another, in words and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from vejviser.cli.common import example
from vejviser.cli.drawing import Drawing, drawing

if TYPE_CHECKING:
    from vejviser.chart.model import Chart
    from vejviser.day import Day


@click.command(epilog=example("vejviser path KLU LSU --on 2024-05-01"))
@click.argument("start", metavar="FRA")
@click.argument("end", metavar="TIL")
@drawing
def path(start: str, end: str, how: Drawing) -> None:
    """Find vejen fra et organ, et hverv eller et behov til et andet.

    Noget går videre, som forholdene læses: til det, man har pladser i eller udpeger til, hen,
    hvor en sag går hen, til den, man rådgiver, og til det, man hører under. Forhandling går begge
    veje. De korteste veje vises, skridt for skridt, med det afsnit, hvert skridt står i.

    Find the way from a body, an office or a need to another. Something goes on as the relations
    read: to what one has seats in or appoints to, to where a case goes, to whom one advises, and
    to what one belongs to. Talks go both ways. The shortest ways are shown, step by step, with the
    section each step is stated in.
    """

    def make(day: Day) -> tuple[Sequence[Chart], str]:
        from vejviser import charting

        told, made = charting.path(day, start, end, how.lang)
        return [made], told

    how.write(("path", start, end), make)
