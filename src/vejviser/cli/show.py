"""``show``: all there is on a thing."""

from __future__ import annotations

from collections.abc import Iterable
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
from vejviser.messages import say
from vejviser.nouns import Cell, Rows
from vejviser.words import parse_day, today, write_day

if TYPE_CHECKING:
    from vejviser.day import Day
    from vejviser.describe import Describer, Line


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
    from vejviser.index import ACCEPTS
    from vejviser.rules.table import table

    whole = opened(data, no_shipped)
    day = whole.on(parse_day(on) if on else today(), standing)  # type: ignore[arg-type]
    iri = whole.index.resolve(thing, "thing", whole.preference(lang))
    describer = _describer(day, lang)
    if whole.index.category(iri) in ACCEPTS["body"]:
        lines = describer.body(iri, table(day.ask("composition", lang=lang, body=iri)))
    else:
        lines = describer.thing(iri)
    if form != "table":
        write(_as_rows(lines), whole, form, lang)
        return
    title = whole.index.label(iri, whole.preference(lang))
    click.echo(f"{title}\n{'=' * len(title)}")
    click.echo(f"{write_day(day.on, lang)}{_origin(day, iri, lang)}")
    for aspect, group in groupby(lines, key=lambda line: line.aspect):
        click.echo(f"\n{describer.aspect(aspect)}")
        for (text, document, stands, leads), same in _gathered(group).items():
            click.echo(f"  · {text}{source(whole, document, same, stands, lang, leads)}")


def _describer(day: Day, lang: str) -> Describer:
    from vejviser.describe import Describer

    whole = day.whole
    languages = whole.preference(lang)

    def ask(name: str, **parameters: str | None) -> Rows:
        return day.ask(name, lang=lang, **parameters)

    return Describer(ask, lambda iri: whole.index.label(iri, languages), lang)


def _origin(day: Day, iri: str, lang: str) -> str:
    """A word of warning: a body no document names, or an area no longer known."""
    whole = day.whole
    how = whole.derived(iri)
    last = whole.last_known(iri)
    told = [say(f"{how}-body", lang)] if how else []
    if last and last < day.on:
        told.append(say("last-known", lang, day=write_day(last, lang)))
    return "".join(f"\n{sentence}" for sentence in told)


def _gathered(lines: Iterable[Line]) -> dict[tuple[str, str, str, str], list[str]]:
    """(text, document, standing, precedence) → the sections that say so."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for line in lines:
        said = (line.text, line.document, line.standing, line.precedence)
        found.setdefault(said, []).append(line.section)
    return found


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
