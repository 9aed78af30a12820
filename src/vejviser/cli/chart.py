"""``chart``: a picture of who is who and where things go, true to the graph on a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from vejviser.cli.common import example
from vejviser.cli.drawing import Drawing, drawing
from vejviser.errors import BadValue

if TYPE_CHECKING:
    from vejviser.chart.model import Chart
    from vejviser.day import Day


@click.command(epilog=example("vejviser chart body SU --on 2024-05-01 -o su.svg"))
@click.argument("view", metavar="BILLEDE")
@click.argument("names", metavar="[NAVN]...", nargs=-1)
@drawing
def chart(view: str, names: tuple[str, ...], how: Drawing) -> None:
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

    def make(day: Day) -> tuple[Sequence[Chart], None]:
        from vejviser import charting

        if (how.on or how.edition) and "moment" in charting.takes(view):
            raise BadValue("day-and-two", view=view)
        return charting.charts(day, view, names, how.lang), None

    how.write(("chart", view, names), make)
