"""``check``: everything that is wrong with the data, at file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vejviser.cli.common import example, machine, opened, options, save
from vejviser.errors import BadValue
from vejviser.messages import say
from vejviser.names import IDENTITY_GRAPH
from vejviser.words import danish_key, parse_day, parse_days, today

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.checking import Checked
    from vejviser.nouns import Severity
    from vejviser.report import Form
    from vejviser.report.telling import Dated, Report
    from vejviser.seating.check import Days
    from vejviser.validate.exchange import Engine

ROWS = ("json", "csv")
FORMS = ("text", *ROWS, "sarif", "junit", "github", "html", "turtle", "xlsx")
FAILING: dict[str, Severity] = {"violation": "error", "warning": "warning", "info": "info"}


@click.command(epilog=example("vejviser check --on 2024-05-01"))
@click.argument("paths", nargs=-1, metavar="[STI]…", type=click.Path(path_type=Path))
@click.option("--on", metavar="DAG", help="Kun én dags tilstand. · The state of one day only.")
@click.option(
    "--ahead",
    metavar="DAGE",
    help="Fra i dag og så mange dage frem, fx 180d. · From today and so many days on.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="Hvordan svaret skrives. · How the answer is written.",
)
@click.option(
    "-o", "target", type=click.Path(path_type=Path), help="Skriv i en fil. · Write to a file."
)
@click.option(
    "--fail-on",
    type=click.Choice(tuple(FAILING)),
    default="warning",
    show_default=True,
    help="Det mildeste, der giver 1. · The mildest that ends with 1.",
)
@click.option(
    "--engine",
    type=click.Choice(("aggregate", "pyshacl", "rust")),
    default="aggregate",
    show_default=True,
    help="En SHACL-motor, der skal finde det samme. · A SHACL engine that must find the same.",
)
@click.option(
    "--endpoint",
    metavar="URL",
    default="",
    help="Medlemslister i et SPARQL-endpoint. · Rosters in a SPARQL endpoint.",
)
@click.option("--names", is_flag=True, help="Nævn personer ved navn. · Tell persons by name.")
@options
def check(
    paths: tuple[Path, ...],
    on: str | None,
    ahead: str | None,
    form: Form,
    target: Path | None,
    fail_on: str,
    engine: str,
    endpoint: str,
    names: bool,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> int:
    """Efterse dokumenter, regler, dage og medlemslister. Slutter med 1, hvis noget er galt.

    Med filer eller mapper: læs medlemslisterne i dem, og sig kun, hvad der er galt dér. Med et
    endpoint: spørg kun om medlemslisterne i det.

    Validate documents, rules, days and rosters. Ends with 1 where something is wrong. With files or
    folders: read the rosters among them, and tell only what is wrong there. With an endpoint: ask
    only about the rosters in it.
    """
    from vejviser.checking import Wanted
    from vejviser.rostering import is_roster, within

    if form == "xlsx" and target is None:
        raise BadValue("workbook-needs-file")
    if endpoint and (paths or names or engine != "aggregate" or form == "xlsx"):
        raise BadValue("endpoint-alone")
    whole = opened(data, no_shipped, [p for p in within(paths) if not is_roster(p)])
    checked = whole.checked(Wanted(_days(on, ahead), paths, _engine(engine), endpoint))
    told = _report(whole, checked, lang, FAILING[fail_on], names)
    if form == "xlsx":
        told = replace(told, workbook=_workbook(checked.rosters, paths))
    _write(told, whole, form, target)
    click.echo(_summary(told, checked), err=form != "text" or target is not None)
    return 1 if any(told.fails(finding) for finding in checked.findings) else 0


def _summary(told: Report, checked: Checked) -> str:
    """How much was looked at, and of whom nothing can be said."""
    numbers = {
        "documents": len({unit.graph for unit in checked.units} - {IDENTITY_GRAPH}),
        "rosters": len(checked.rosters),
        "statements": checked.statements,
        "groups": checked.groups,
        "days": len(checked.days),
    }
    looked_at = [say(f"checked-{k}", told.lang, number=n) for k, n in numbers.items() if n]
    findings = len(checked.findings) or say("no-findings", told.lang)
    what = ", ".join(looked_at) or say("checked-endpoint", told.lang)
    lines = [say("checked", told.lang, what=what, findings=findings)]
    if checked.lawless:
        names = ", ".join(sorted(map(told.label, checked.lawless), key=danish_key))
        lines.append(say("checked-lawless", told.lang, names=names))
    return "\n".join(lines)


def _report(whole: Vejviser, checked: Checked, lang: str, fail_on: Severity, names: bool) -> Report:
    from importlib.metadata import version

    from vejviser import load
    from vejviser.report.telling import Report

    languages = whole.preference(lang)
    return Report(
        findings=checked.findings,
        label=lambda iri: whole.index.label(iri, languages),
        lang=lang,
        root=Path.cwd(),
        pages=load.home() / "docs" / "findings",
        version=version("vejviser"),
        names=checked.people if names else {},
        documents=_dated(whole),
        today=today(),
        fail_on=fail_on,
    )


def _dated(whole: Vejviser) -> dict[str, Dated]:
    """Every document: from when on it counts, and whether it is the newest of its series."""
    from vejviser.report.telling import Dated

    rows = list(whole.ask("documents", on=None))
    days = {row["document"] or "": date.fromisoformat(row["countsFrom"] or "") for row in rows}
    newest: dict[str, date] = {}
    for row in rows:
        series, day = row["series"] or "", days[row["document"] or ""]
        newest[series] = max(newest.get(series, day), day)
    return {
        row["document"] or "": Dated(day, day == newest[row["series"] or ""])
        for row in rows
        for day in [days[row["document"] or ""]]
    }


def _workbook(read: Sequence[Path], paths: Sequence[Path]) -> Path | None:
    """The one workbook that was checked; None where there is none.

    :raises BadValue: ``one-workbook`` where there are several
    """
    from vejviser.rostering import within

    named = {path.resolve() for path in within(paths)}
    books = sorted(
        path
        for path in read
        if path.suffix.lower() == ".xlsx" and (not paths or path.resolve() in named)
    )
    if len(books) > 1:
        raise BadValue("one-workbook", names=", ".join(map(str, books)))
    return books[0] if books else None


def _engine(name: str) -> Engine | None:
    """The engine that gives a second opinion; None where our own queries suffice."""
    return None if name == "aggregate" else name  # type: ignore[return-value]


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


def _write(told: Report, whole: Vejviser, form: Form, target: Path | None) -> None:
    if form in ROWS:
        from vejviser.report.rows import table

        save(machine(table(told), whole, form, told.lang), target)
    else:
        from vejviser import report

        save(report.write(told, form), target)
