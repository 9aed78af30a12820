"""``check``: everything that is wrong with the data, at file and line."""

from __future__ import annotations

from pathlib import Path

import click

from vejviser.cli.common import example, format_option, opened, options, write
from vejviser.messages import say
from vejviser.words import parse_day


@click.command(epilog=example("vejviser check --on 2024-05-01"))
@click.option("--on", metavar="DAG", help="Kun én dags tilstand. · The state of one day only.")
@format_option
@options
def check(on: str | None, form: str, lang: str, data: Path | None, no_shipped: bool) -> int:
    """Efterse alle dokumenter, identiteter, regler og dage. Slutter med 1, hvis noget er galt.

    Validate all documents, identities, rules and days. Ends with 1 where something is wrong.
    """
    from vejviser import report

    whole = opened(data, no_shipped)
    checked = whole.checked(parse_day(on) if on else None)
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
