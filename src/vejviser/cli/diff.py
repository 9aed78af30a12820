"""``diff``: what has changed from one edition to another, or from one day to another."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from vejviser.cli.common import example, opened, options
from vejviser.nouns import Compared


@click.command(epilog=example("vejviser diff guide-2023 guide-2024"))
@click.argument("a")
@click.argument("b")
@click.option(
    "--spelling", is_flag=True, help="Også stavemåder og sidetal. · Spelling and pages too."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "md", "json")),
    default="text",
    show_default=True,
    help="Hvordan svaret skrives. · How the answer is written.",
)
@options
def diff(
    a: str,
    b: str,
    spelling: bool,
    form: str,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Vis, hvad der er ændret fra A til B: to udgaver af samme række, eller to dage.

    Det, B ikke gentager, er ikke dermed ophørt.

    Show what has changed from A to B: two editions of one series, or two days. What B does not
    restate has not thereby ended.
    """
    from vejviser.diff import telling
    from vejviser.diff.wording import Wording

    whole = opened(data, no_shipped)
    compared = whole.compared(a, b, lang=lang, spelling=spelling)
    if form == "json":
        click.echo(json.dumps(_as_json(compared), ensure_ascii=False, indent=2))
        return
    wording = Wording(str, lang)
    lines = telling.markdown if form == "md" else telling.text
    click.echo("\n".join(lines(compared, wording)))


def _as_json(compared: Compared) -> dict[str, object]:
    found = [{"key": change.key, **asdict(change)} for change in compared.changes]
    return {**asdict(compared), "changes": found}
