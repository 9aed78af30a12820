"""``show``: all there is on a thing."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vejviser.cli.common import (
    example,
    format_option,
    on_option,
    opened,
    options,
    source,
    standing_option,
    write,
)
from vejviser.columns import ASPECTS
from vejviser.nouns import Cell, Rows
from vejviser.words import parse_day, today, write_day

if TYPE_CHECKING:
    from vejviser.describe import Line


@click.command(epilog=example("vejviser show SU --on 2024-05-01"))
@click.argument("thing")
@on_option
@standing_option("all")
@format_option
@options
def show(
    thing: str,
    on: str | None,
    standing: str,
    form: str,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Vis alt, der er oplyst om et organ, en aftale, en ydelse eller andet, med kilder.

    Show all that is stated of a body, an agreement, a service or another thing, with sources.
    """
    from vejviser.describe import gathered

    whole = opened(data, no_shipped)
    day = whole.on(parse_day(on) if on else today(), standing)  # type: ignore[arg-type]
    iri = whole.index.resolve(thing, "thing", whole.preference(lang))
    lines = day.lines(iri, lang)
    if form != "table":
        write(_as_rows(lines), whole, form, lang)
        return
    title = whole.index.label(iri, whole.preference(lang))
    click.echo(f"{title}\n{'=' * len(title)}")
    click.echo("\n".join([write_day(day.on, lang), *day.cautions(iri, lang)]))
    for aspect, group in groupby(lines, key=lambda line: line.aspect):
        click.echo(f"\n{ASPECTS[aspect][lang == 'en']}")
        for (text, document, stands, leads), same in gathered(group).items():
            click.echo(f"  · {text}{source(whole, document, same, stands, lang, leads)}")


def _as_rows(lines: list[Line]) -> Rows:
    columns = ("aspect", "text", "document", "section", "standing")
    return Rows(
        columns,
        tuple(
            (
                Cell(line.aspect),
                Cell(line.text),
                Cell(line.document, iri=True) if line.document else None,
                Cell(line.section, iri=True) if line.section else None,
                Cell(line.standing) if line.standing else None,
            )
            for line in lines
        ),
    )
