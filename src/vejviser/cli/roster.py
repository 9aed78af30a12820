"""``roster``: lists of members made, taken in, given out, shortened and looked over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vejviser.cli.common import example, opened, options, save
from vejviser.cli.previews import change_told, seat_told, status_told, where
from vejviser.columns import SHEETS
from vejviser.errors import BadValue, CannotWrite, Unknown, VejviserError
from vejviser.messages import LANGUAGES, say
from vejviser.names import slug
from vejviser.words import near, parse_day, parse_days, today, write_day

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.nouns import Workspace
    from vejviser.roster.changes import RowChange
    from vejviser.roster.writing import Tables

names_option = click.option(
    "--names", is_flag=True, help="Med navne på personer. · With names of persons."
)
write_option = click.option(
    "--write", is_flag=True, help="Gør det; ellers vises det kun. · Do it; else only shown."
)


class Parts(click.Group):
    """A group whose unknown commands are told as those of the whole program are."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise Unknown("unknown-command", f"roster {args[0]}", near(args[0], self.commands))
        return super().resolve_command(ctx, args)


@click.group(cls=Parts, epilog=example("vejviser roster template SU -o su.xlsx"))
def roster() -> None:
    """Medlemslister: skabeloner, ind, ud, glem en person, og hvor langt de rækker.

    Rosters: templates, in, out, forget a person, and how far they reach.
    """


@roster.command(epilog=example("vejviser roster template SU -o su.xlsx"))
@click.argument("bodies", nargs=-1)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="En .xlsx-fil, eller en mappe til CSV. · An .xlsx file, or a folder for CSV.",
)
@options
def template(
    bodies: tuple[str, ...],
    output: Path,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Lav en liste at udfylde, med et eksempel for hvert organ.

    Uden organ: for alle med en regel; af dem, der er ét af i hver kommune, vises ét.

    Make a list to fill in, with an example for each body. Without a body: for all with a rule; of
    those that each municipality has one of, one is shown.
    """
    from vejviser import rostering, templates

    whole = opened(data, no_shipped)
    called = rostering.Called(whole)
    chosen = [called.resolve(body, "body") for body in bodies]
    _out(templates.template(whole, chosen, today(), lang), output)


@roster.command("import", epilog=example("vejviser roster import su.xlsx --write"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@write_option
@names_option
@options
def take_in(
    files: tuple[Path, ...],
    write: bool,
    names: bool,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Vis, hvad listerne ændrer i arbejdsområdet; med --write læg dem der som CSV, alle
    eller ingen. En række, som en liste mangler, fjernes kun fra filen af samme navn.

    Show what lists change in the workspace; with --write put them there as CSV, all or none.
    A row that a list lacks is removed only from the file of the same name.
    """
    from vejviser import rostering
    from vejviser.roster.removing import replace_all

    whole = opened(data, no_shipped)
    workspace = _workspace(whole)
    called = rostering.Called(whole, lang)
    made = rostering.imported(whole, workspace, files, called, lang)
    for change in made.changes:
        click.echo(change_told(change, called, lang, names=names))
    if write:
        replace_all(made.contents)
    key = "roster-imported" if write else "roster-would-import"
    counts = {"count": len(made.changes), "same": made.same, "files": len(made.contents)}
    click.echo(say(key, lang, **counts), err=True)


@roster.command(epilog=example("vejviser roster export --format xlsx -o lister.xlsx"))
@click.option(
    "--format",
    "form",
    type=click.Choice(("csv", "xlsx", "turtle", "trig", "nquads")),
    default="turtle",
    show_default=True,
    help="Filformat; trig og nquads har en graf for hver liste. · File format; trig and nquads"
    " have a graph for each roster.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="En fil; til CSV en mappe. · A file; for CSV a folder.",
)
@names_option
@options
def export(
    form: str,
    output: Path | None,
    names: bool,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Skriv arbejdsområdets lister ud. Uden --names er personer numre, og noter er udeladt.

    Write the workspace's lists out. Without --names persons are numbers, and notes are left out.
    """
    from vejviser import export as files
    from vejviser import rostering
    from vejviser.roster.changes import nameless
    from vejviser.roster.writing import tables

    whole = opened(data, no_shipped)
    called = rostering.Called(whole, lang)
    found = rostering.read(whole, rostering.paths(_workspace(whole).folder)).rosters
    if form in files.FORMATS:
        told = found if names else rostering.without_names(found)
        save(files.whole(rostering.stored(told), form), output)
        return
    if output is None:
        raise BadValue("missing-value", value="output")
    rows = [row for one in found for row in one.rows()]
    _out(tables(rows if names else nameless(rows), called.name, lang), output, form)


@roster.command(epilog=example("vejviser roster forget 4711"))
@click.argument("person")
@click.option(
    "--body",
    help="Den uden person-id i dette organ. · Who has no person-id in this body.",
)
@write_option
@options
def forget(
    person: str,
    body: str | None,
    write: bool,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Tag en person ud af alle lister, kendt på person-id eller navn. Har flere navnet,
    fjernes ingen.

    Take a person out of all lists, known by person-id or name. Where several have the name, none
    is removed.
    """
    from vejviser import rostering
    from vejviser.roster.changes import RowChange, about, in_notes
    from vejviser.roster.rows import person_of

    whole = opened(data, no_shipped)
    found = rostering.read(whole, rostering.paths(_workspace(whole).folder)).rosters
    entries = [entry for one in found for entry in one.entries]
    called = rostering.Called(whole)
    meant = about(entries, person, called.resolve(body, "body") if body else "")
    if not meant:
        raise VejviserError("roster-unknown-person")
    if len(meant) > 1:
        told = (ident or f'--body "{called.name(where, "body")}"' for ident, where in meant)
        raise BadValue("roster-several-persons", persons="; ".join(sorted(told)))
    [doomed] = meant.values()
    persons = [person_of(entry.row) for entry in doomed]
    _edit(whole, [RowChange(entry, None) for entry in doomed], write, lang)
    rest = [entry for entry in entries if entry not in doomed]
    for entry in in_notes(rest, [one.name for one in persons if one]):
        click.echo(f"{where(entry.place)}: {say('roster-named-in-note', lang)}", err=True)


@roster.command(epilog=example("vejviser roster prune --before 2020-01-01"))
@click.option("--before", required=True, metavar="DAG", help="Dagen. · The day.")
@write_option
@options
def prune(before: str, write: bool, lang: str, data: Path | None, no_shipped: bool) -> None:
    """Tag de rækker ud af alle lister, der sluttede før en dag.

    Listerne er derefter kun fuldstændige fra den dag. Møder fra hele år før tages ud.

    Take those rows out of all lists that ended before a day. The lists are then complete from that
    day only. Meetings of whole years before it are taken out.
    """
    from vejviser import rostering
    from vejviser.roster.changes import pruned

    whole = opened(data, no_shipped)
    found = rostering.read(whole, rostering.paths(_workspace(whole).folder)).rosters
    day = parse_day(before)
    changes = [change for one in found for change in pruned(one.entries, day)]
    _edit(whole, changes, write, lang)
    if any(change.after for change in changes):
        click.echo(say("roster-covered-later", lang, day=write_day(day, lang)), err=True)


@roster.command(epilog=example("vejviser roster status --area Hillerød --ahead 180d"))
@click.option("--area", help="Kun i dette område. · In this area only.")
@click.option("--on", metavar="DAG", help="Dagen. · The day. [i dag]")
@click.option("--ahead", default="180d", show_default=True, help="Så langt frem. · So far ahead.")
@options
def status(
    area: str | None,
    on: str | None,
    ahead: str,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Vis, hvilke organer listerne dækker, hvilke ikke, og hvilke pladser der snart er tomme.

    Show which bodies the lists cover, which they do not, and which seats soon fall empty.
    """
    from vejviser import rostering
    from vejviser.roster import status as reach
    from vejviser.seating.ahead import falling
    from vejviser.store.embedded import Embedded

    days = parse_days(ahead)
    whole = opened(data, no_shipped)
    day = parse_day(on) if on else today()
    here = whole.index.resolve(area, "area", whole.preference(lang)) if area else ""
    read = rostering.read(whole, rostering.paths(_workspace(whole).folder))
    entries = [entry for one in read.rosters for entry in one.entries]
    recorded = {entry.row.body for entry in entries}
    known = rostering.bodies_to_tell_of(whole, day, here, recorded)
    for line in status_told(reach.status(known, entries, day), whole, lang):
        click.echo(line)
    told = {one.body for one in known}
    for seat in falling(whole, Embedded(read.store), entries, day, days):
        if seat.body in told:
            click.echo(seat_told(seat, whole, lang))


def _workspace(whole: Vejviser) -> Workspace:
    if whole.dataset.workspace is None:
        raise VejviserError("no-workspace", value=str(Path.cwd()))
    return whole.dataset.workspace


def _out(found: Tables, output: Path, form: str = "") -> None:
    """Write tables as a workbook, or each as CSV in a folder; nothing is written over."""
    from vejviser.roster.removing import replace_all
    from vejviser.roster.writing import to_csv, to_xlsx

    contents: dict[Path, bytes | None] = {}
    if form == "xlsx" or (not form and output.suffix.lower() == ".xlsx"):
        contents[output] = to_xlsx(found)
    else:
        for table in found.rows:
            name = slug(SHEETS[table][LANGUAGES.index(found.lang)])
            contents[output / f"{name}.csv"] = to_csv(found, table)
    for path in contents:
        if path.exists():
            raise CannotWrite("file-in-use", where=str(path))
    replace_all(contents)


def _edit(whole: Vejviser, changes: list[RowChange], write: bool, lang: str) -> None:
    """Show what becomes of rows, and with ``write`` change their files, all or none."""
    from vejviser import rostering
    from vejviser.roster.removing import edited, replace_all

    called = rostering.Called(whole, lang)
    of_file: dict[Path, list[RowChange]] = {}
    for change in changes:
        click.echo(change_told(change, called, lang, names=False))
        if change.before:
            of_file.setdefault(Path(change.before.place.path), []).append(change)
    contents: dict[Path, bytes | None] = {f: edited(f, of_it) for f, of_it in of_file.items()}
    if write:
        replace_all(contents)
    count = sum(change.after is None for change in changes)
    key = "roster-removed" if write else "roster-would-remove"
    click.echo(say(key, lang, count=count, files=len(contents)), err=True)
