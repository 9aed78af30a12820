"""``release``: one version of the data as a folder of files for others."""

from __future__ import annotations

from pathlib import Path

import click

from vejviser.cli.common import example, opened, options
from vejviser.errors import BadValue, CannotWrite
from vejviser.load import ADDRESS
from vejviser.messages import say
from vejviser.words import parse_day


@click.command(epilog=example("vejviser release udgivet"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--version",
    metavar="X.Y.Z",
    help="Versionen; uden den Vejvisers egen. · The version; without it Vejviser's own.",
)
@click.option(
    "--before",
    type=click.Path(path_type=Path),
    help="Den forrige udgivelses mappe, eller en fil derfra. · The release before.",
)
@click.option("--issued", metavar="DAG", help="Dagen, den udgives. · The day it is published.")
@click.option(
    "--url", metavar="URL", help="Hvor filerne kommer til at ligge. · Where the files will lie."
)
@click.option("--endpoint", metavar="URL", help="Hvor der svares på SPARQL. · The SPARQL endpoint.")
@options
def release(
    folder: Path,
    version: str | None,
    before: Path | None,
    issued: str | None,
    url: str | None,
    endpoint: str | None,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Udgiv data: en mappe med filer, beskrivelse, kontrolsummer og det, der er ændret.

    Efterse data først med »vejviser check«. Medlemslister er ikke med.

    Publish the data: a folder with files, description, checksums and what has changed. Look the
    data over first with “vejviser check”. Rosters are left out.
    """
    from vejviser import releases

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotWrite("folder-in-use", where=str(folder))
    for address in (url, endpoint):
        if address and not ADDRESS.fullmatch(address):
            raise BadValue("bad-address", value=address)
    made = releases.Release(
        opened(data, no_shipped),
        version,
        releases.former(before) if before else None,
        issued=parse_day(issued).isoformat() if issued else "",
        address=f"{url.rstrip('/')}/" if url else "",
        endpoint=endpoint or "",
    )
    files = made.files()
    releases.write(files, folder)
    told = say("release-made", lang, version=made.version, folder=folder, count=len(files))
    click.echo(told, err=True)
