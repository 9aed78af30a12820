"""``shapes``: the law of a day as SHACL, or as SPARQL, for engines of others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vejviser.cli.common import example, on_option, opened, options, save
from vejviser.errors import BadValue
from vejviser.messages import say
from vejviser.words import listing, parse_day, today, write_day

if TYPE_CHECKING:
    from vejviser.api import Vejviser


@click.command(epilog=example("vejviser shapes --on 2024-05-01 --body SU"))
@on_option
@click.option(
    "--body",
    "names",
    multiple=True,
    metavar="ORGAN",
    help="Kun dette organ eller denne slags; kan gentages. · This body or kind only; repeatable.",
)
@click.option(
    "--sparql",
    is_flag=True,
    help="Som én SPARQL-forespørgsel, der tæller. · As one SPARQL query that counts.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Skriv til en fil. · Write to a file."
)
@options
def shapes(
    on: str | None,
    names: tuple[str, ...],
    sparql: bool,
    output: Path | None,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Skriv, hvem der skal sidde i hvert organ på en dag, som SHACL, enhver motor kan køre.

    Filen efterser medlemslister i Turtle, som »vejviser roster export« skriver dem. Hvem der
    deltager i en sundhedsklynge, læses i arbejdsområdets egne lister.

    Write who is to sit in each body on a day as SHACL that any engine runs on rosters in Turtle.
    Who takes part in a health cluster is read from the workspace's own rosters.
    """
    from vejviser.rules import aggregate
    from vejviser.rules import shapes as law_shapes
    from vejviser.rules.demands import everyone
    from vejviser.seating.laws import Laws

    whole = opened(data, no_shipped)
    day = parse_day(on) if on else today()
    laws = Laws(whole)
    named = [whole.index.resolve(name, "body", whole.preference(lang)) for name in names]
    bodies = {one for iri in named for one in laws.atlas.of_kind(iri) or [iri]}
    found = laws.on(day, bodies or None, _participants(whole, day))
    if not found:
        key = "no-law" if named else "no-law-at-all"
        raise BadValue(key, **_told(whole, named, day, lang))
    # Silence is not approval.
    if lawless := sorted(bodies - {law.body for law in found}):
        click.echo(say("no-law", lang, **_told(whole, lawless, day, lang)), err=True)
    if sparql:
        every = ((law, demand) for law in found for demand in (*law.demands, everyone(law)))
        text = aggregate.counts([(law, demand, day) for law, demand in every if demand])
    else:
        text = law_shapes.shapes(found, day)
    save(text, output)


def _participants(whole: Vejviser, day: date) -> dict[str, tuple[str, ...]]:
    """Body → who takes part in it on a day, by the workspace's rosters."""
    from vejviser import rostering
    from vejviser.seating.recorded import recorded
    from vejviser.store.embedded import Embedded

    workspace = whole.dataset.workspace
    if workspace is None:
        return {}
    read = rostering.read(whole, rostering.paths(workspace.folder))
    known = recorded(Embedded(read.store))
    return {body: of_body.takers(day) for body, of_body in known.items()}


def _told(whole: Vejviser, bodies: Iterable[str], day: date, lang: str) -> dict[str, str]:
    """What a sentence says of bodies and a day."""
    labels = [whole.index.label(body, whole.preference(lang)) for body in bodies]
    return {"names": listing(labels, lang), "day": write_day(day, lang)}
