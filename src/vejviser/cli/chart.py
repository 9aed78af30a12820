"""``chart``: bodies and what is stated between them, as text that other tools draw."""

from __future__ import annotations

from pathlib import Path

import click

from vejviser.cli.common import (
    example,
    on_option,
    opened,
    options,
    save,
    standing_option,
)
from vejviser.errors import VejviserError
from vejviser.words import parse_day, today, write_day

# From the top of the page down; a workspace may name its own.
BANDS = ("country", "region", "planning-area", "cluster", "municipality", "district")


@click.command(epilog=example("vejviser chart SU --on 2024-05-01"))
@click.argument("body", required=False)
@on_option
@standing_option("all")
@click.option(
    "--format",
    "form",
    type=click.Choice(("mermaid", "dot")),
    default="mermaid",
    show_default=True,
    help="Tegnesprog. · Drawing language.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Skriv til en fil. · Write to a file."
)
@options
def chart(
    body: str | None,
    on: str | None,
    standing: str,
    form: str,
    output: Path | None,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Tegn ét organ og alt, der rører det – eller uden navn det hele.

    Kun det, dokumenterne siger, tegnes: »har pladser i« er ikke »udpeger til«. Det, der ikke er
    gentaget i den nyeste udgave, får stiplet streg.

    Draw one body and all that touches it, or everything where no name is given. Only what the
    documents state is drawn; what is not restated gets a broken line.
    """
    from vejviser.chart import text
    from vejviser.chart.network import network

    whole = opened(data, no_shipped)
    day = parse_day(on) if on else today()
    drawn = whole.on(day, standing).stated(body, lang)  # type: ignore[arg-type]
    if not drawn.lines:
        key = "no-way-to-draw" if body else "nothing-to-draw"
        raise VejviserError(key, value=body, day=write_day(day, lang))
    workspace = whole.dataset.workspace
    bands = workspace.bands if workspace and workspace.bands else BANDS
    languages = whole.preference(lang)

    def title(band: str) -> str:
        none = "uden område" if lang == "da" else "without area"
        return whole.index.label(band, languages) if band else none

    render = text.mermaid if form == "mermaid" else text.dot
    save(render(network(drawn), bands, title), output)
