"""What commands that draw have in common: their options, and pictures kept from earlier ones."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vejviser.chart import LAID_OUT
from vejviser.cli.common import on_option, opened, options, save, standing_option
from vejviser.kept import Shelf
from vejviser.words import today

if TYPE_CHECKING:
    from vejviser.chart.model import Chart
    from vejviser.day import Day

FORMATS = ("svg", "png", "pdf", "pptx", "html", "text", "mermaid", "dot", "graphml")
OURS = ("svg", "html", "text", "mermaid", "dot")
"""Formats that only our own code writes; what libraries write changes with them."""
MOST = 100
"""How many pictures are kept."""


@dataclass(frozen=True)
class Drawing:
    """What is drawn from, of which day, how it looks, and where it is written.

    :param asked: the format, where one is named
    """

    on: str | None
    edition: str | None
    standing: str
    theme: str
    paper: str | None
    scale: float
    template: Path | None
    asked: str | None
    output: Path | None
    lang: str
    data: Path | None
    no_shipped: bool

    def write(
        self, command: tuple[object, ...], make: Callable[[Day], tuple[Sequence[Chart], str | None]]
    ) -> None:
        """Write what was drawn when the same was asked of the same, or else what is drawn now.

        :param command: its name and arguments
        :param make: gives the charts, and what they say in words where that is not their outline
        """
        from vejviser import load

        folder = self.data if self.data is not None else load.find_workspace(Path.cwd())
        shelf, contents = Shelf("pictures", MOST), load.contents(folder)
        form = self.asked or (self.output and self.output.suffix.lower())
        how = (self.on, self.edition, self.standing, self.theme, self.paper, form, self.lang)
        made_from = repr((contents, folder, self.no_shipped, today(), command, how))
        drawn: str | bytes | None = shelf.get(made_from)
        if drawn is None:
            form, drawn = self._drawn(make)
            # A file may have been changed meanwhile; then nobody knows what this was made from.
            if form in OURS and isinstance(drawn, str) and load.contents(folder) == contents:
                shelf.put(made_from, drawn)
        save(drawn, self.output)

    def _drawn(
        self, make: Callable[[Day], tuple[Sequence[Chart], str | None]]
    ) -> tuple[str, str | bytes]:
        """The format and what is drawn."""
        from vejviser.chart.layout import elk

        if (self.asked or (self.output and self.output.suffix[1:].lower())) in LAID_OUT:
            # Before all that takes time, as the engine takes some to start.
            elk.ready()
        from vejviser import charting
        from vejviser.chart import formats

        form = formats.form(self.output, self.asked)
        day = charting.day(opened(self.data, self.no_shipped), self.on, self.edition, self.standing)
        charts, told = make(day)
        if form == "text" and told is not None:
            return form, told
        style = formats.Style(self.theme, self.paper or "", self.scale, self.template)
        return form, formats.written(charts, form, style, charting.facts(day, self.lang).cite)


def drawing(function: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that draws, handed to it as one :class:`Drawing`."""

    @functools.wraps(function)
    def drawn(**values: object) -> None:
        how = {field.name: values.pop(field.name) for field in fields(Drawing)}
        function(how=Drawing(**how), **values)  # type: ignore[arg-type]

    wanted: Callable[..., None] = drawn
    for decorate in (
        options,
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
        wanted = decorate(wanted)
    return wanted
