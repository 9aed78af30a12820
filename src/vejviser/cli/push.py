"""``push``: the dataset into a store of somebody else's."""

from __future__ import annotations

from pathlib import Path

import click

from vejviser.cli.common import example, on_option, opened, options
from vejviser.messages import say
from vejviser.words import parse_day, today


@click.command(epilog=example("vejviser push --endpoint http://localhost:7878/store"))
@click.option(
    "--endpoint",
    required=True,
    metavar="URL",
    help="Graph Store, fx http://localhost:7878/store; navn:kodeord@ kan stå foran værten."
    " · The Graph Store; name:password@ may stand before the host.",
)
@click.option(
    "--query",
    default="",
    metavar="URL",
    help="Hvor det spørges, hvis det ikke ses. · Where it is queried, where that is not plain.",
)
@click.option(
    "--update",
    default="",
    metavar="URL",
    help="Hvor det opdateres, hvis det ikke ses. · Where it is updated, where that is not plain.",
)
@on_option
@options
def push(
    endpoint: str,
    query: str,
    update: str,
    on: str | None,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Læg data ind i et SPARQL-lager, helt eller slet ikke; andres grafer røres ikke.

    Med følger det, der er oplyst for dagen (--on, ellers i dag), og for hver senere dag, hvor noget
    ændres. Medlemslister er ikke med.

    Load the data into a SPARQL store, whole or not at all; graphs of others are not touched. With
    it goes what stands on the day (--on, else today) and on every later day on which something
    changes. Rosters are left out.
    """
    from vejviser import elsewhere
    from vejviser.store import places, pushing, remote

    at = places.places(endpoint, query, update)
    day = parse_day(on) if on else today()
    graphs = elsewhere.graphs(opened(data, no_shipped), day)
    queries, store = remote.Queries(at.query), remote.Remote(at.graphs, at.update)
    planned = pushing.plan(queries, store, graphs)
    for key, names in (
        ("push-adds", planned.added),
        ("push-replaces", planned.replaced),
        ("push-removes", planned.removed),
        ("push-keeps", planned.kept),
    ):
        if names:
            told = [f"  {name}" for name in names] if key != "push-keeps" else []
            click.echo("\n".join([say(key, lang, count=len(names)), *told]), err=True)
    if planned.new:
        pushing.push(queries, store, planned)
    size = sum(map(len, graphs.values()))
    click.echo(say("pushed", lang, url=store.url, count=len(graphs), size=size))
