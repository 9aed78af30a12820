"""``check``: everything that is wrong with the data, at file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vejviser.cli.common import example, format_option, opened, options, write
from vejviser.errors import BadValue
from vejviser.messages import say
from vejviser.words import parse_day, parse_days, today

if TYPE_CHECKING:
    from vejviser.seating.check import Days


@click.command(epilog=example("vejviser check --on 2024-05-01"))
@click.argument("paths", nargs=-1, metavar="[STI]…", type=click.Path(path_type=Path))
@click.option("--on", metavar="DAG", help="Kun én dags tilstand. · The state of one day only.")
@click.option(
    "--ahead",
    metavar="DAGE",
    help="Fra i dag og så mange dage frem, fx 180d. · From today and so many days on.",
)
@format_option
@options
def check(
    paths: tuple[Path, ...],
    on: str | None,
    ahead: str | None,
    form: str,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> int:
    """Efterse dokumenter, regler, dage og medlemslister. Slutter med 1, hvis noget er galt.

    Med filer eller mapper: læs medlemslisterne i dem, og sig kun, hvad der er galt dér.

    Validate documents, rules, days and rosters. Ends with 1 where something is wrong. With files or
    folders: read the rosters among them, and tell only what is wrong there.
    """
    from vejviser import report
    from vejviser.checking import Wanted

    whole = opened(data, no_shipped)
    checked = whole.checked(Wanted(_days(on, ahead), paths))
    languages = whole.preference(lang)
    if form != "table":
        write(report.rows(checked.findings, lang), whole, form, lang)
    else:
        for finding in checked.findings:
            click.echo(report.line(finding, lang, lambda iri: whole.index.label(iri, languages)))
        click.echo(
            say(
                "checked",
                lang,
                documents=len(whole.dataset.documents()),
                statements=checked.statements,
                groups=checked.groups,
                days=len(checked.days),
                findings=len(checked.findings) or say("no-findings", lang),
            )
        )
    return 1 if any(finding.severity != "info" for finding in checked.findings) else 0


def _days(on: str | None, ahead: str | None) -> Days:
    """The days that are asked for.

    :raises BadValue: for both at once, or a number of days that is none
    """
    from vejviser.seating.check import ALL, Days

    if on and ahead:
        raise BadValue("on-and-ahead")
    if on:
        return Days(parse_day(on), parse_day(on))
    return Days.ahead(today(), parse_days(ahead)) if ahead else ALL
