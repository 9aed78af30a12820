"""``export``, ``new`` and ``format``: files out, a workspace, and Turtle in its fixed form."""

from __future__ import annotations

import json
from pathlib import Path

import click

from vejviser.cli.common import example, on_option, opened, options, save, standing_option
from vejviser.errors import BadValue, CannotWrite
from vejviser.messages import say
from vejviser.words import parse_day


@click.command(epilog=example("vejviser export --on 2024-05-01 --flat --format turtle"))
@click.option(
    "--format",
    "form",
    type=click.Choice(("turtle", "trig", "nquads", "jsonld", "context", "void")),
    help="Filformat; »context« er JSON-LD's navne alene, »void« en beskrivelse af data for"
    " kataloger. · File format; “context” is the names of JSON-LD alone, “void” describes the data"
    " for catalogues. [trig; med/with --flat: turtle]",
)
@click.option(
    "--flat", is_flag=True, help="Én dag som én almindelig graf. · A day as one plain graph."
)
@on_option
@standing_option("stated")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Skriv til en fil. · Write to a file."
)
@options
def export(
    form: str | None,
    flat: bool,
    on: str | None,
    standing: str,
    output: Path | None,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Skriv alle grafer ud, eller med --on og --flat én dag som én almindelig ORG-graf.

    Write all graphs out, or with --on and --flat one day as one plain ORG graph.
    """
    from vejviser import catalogue, jsonld, releases, snapshot
    from vejviser import export as files

    if flat != (on is not None):
        raise BadValue("flat-with-on")
    if flat and form == "trig":
        raise BadValue("flat-is-no-trig")
    if flat and form in ("context", "void"):
        raise BadValue("not-of-a-day", value=form)
    form = form or ("turtle" if flat else "trig")
    whole = opened(data, no_shipped)
    store = whole.store
    day = None if on is None else snapshot.day(store, parse_day(on), standing)
    if form == "context":
        save(jsonld.written_context(store), output)
    elif form == "void":
        save(catalogue.described(store, releases.publication(whole)), output)
    elif form == "jsonld":
        save(jsonld.whole(store) if day is None else jsonld.flat(store, day), output)
    else:
        save(files.whole(store, form) if day is None else files.flat(day, form), output)


SETTINGS = """\
# Arbejdsområde for Vejviser · a Vejviser workspace
name = {name}
publisher = ""
contact = ""
# Hvad data hedder for andre, når de udgives · what the data are called for others once published
# iri = "https://example.org/vejviser"
# Hvad de da må bruges til · what they may then be used for
# licence = "https://creativecommons.org/licenses/by/4.0/"
languages = ["da", "en"]
# Områdeslags fra oven på tegninger · kinds of area from the top down in charts
bands = ["country", "region", "municipality"]
# Er ingen i medlemslisterne virkelige? · Is nobody in the rosters real?
fictional = false
"""

# Rosters are personal data and stay out of version control unless someone decides otherwise.
IGNORED = "rosters/\n"


@click.command(epilog=example("vejviser new mit-omraade"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(("da", "en")), default="da", help="Sprog. · Language.")
def new(folder: Path, lang: str) -> None:
    """Lav et arbejdsområde til egne dokumenter, organer, medlemslister og spørgsmål.

    Make a workspace for documents, bodies, rosters and queries of your own.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotWrite("folder-in-use", where=str(folder))
    try:
        for part in ("sources", "bodies", "rosters", "queries"):
            (folder / part).mkdir(parents=True)
        # A JSON string is a TOML string too.
        text = SETTINGS.format(name=json.dumps(folder.resolve().name, ensure_ascii=False))
        (folder / "vejviser.toml").write_text(text, encoding="utf-8", newline="\n")
        (folder / ".gitignore").write_text(IGNORED, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotWrite("cannot-write", where=str(folder), reason=reason) from error
    click.echo(say("workspace-made", lang, folder=folder), err=True)


@click.command(epilog=example("vejviser edition guide-2025 guide-2026 --date 2026-04"))
@click.argument("old")
@click.argument("new")
@click.option(
    "--date",
    "printed",
    required=True,
    metavar="DATO",
    help="Udgavens dato, fx 2026 eller 2026-04. · The edition's date.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Skriv til en fil. · Write to a file."
)
@options
def edition(
    old: str,
    new: str,
    printed: str,
    output: Path | None,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Skriv den næste udgave af et dokument: en kopi af den nyeste, klar til at blive rettet.

    Write a document's next edition: a copy of the newest, ready to be edited.
    """
    from vejviser import edition as editions
    from vejviser import turtle

    whole = opened(data, no_shipped)
    before = whole.index.resolve(old, "document", whole.languages)
    after = editions.named(new, before)
    if output is not None and output.exists():
        raise CannotWrite("file-in-use", where=str(output))
    made = editions.successor(whole.store, before, after, printed)
    save(turtle.written(made, {new.rpartition("/")[2]: f"{after}#"}), output)
    languages = whole.preference(lang)
    timed = (whole.index.label(i, languages) for i in editions.of_own_time(whole.store, before))
    told = {
        "new": after.rpartition("/")[2],
        "old": whole.index.label(before, languages),
        "timed": ", ".join(dict.fromkeys(timed)) or "–",
    }
    click.echo(say("edition-made", lang, **told), err=True)


@click.command("format", epilog=example("vejviser format --check sources/min-kilde.ttl"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Ret intet, sig kun til. · Change nothing, only tell.")
@click.option("--lang", type=click.Choice(("da", "en")), default="da", help="Sprog. · Language.")
def format(files: tuple[Path, ...], check: bool, lang: str) -> int:
    """Sæt Turtle-filer på fast form: en værdi på hver linje, altid i samme orden.

    Put Turtle files into their fixed form: a value a line, always in the same order.
    """
    from vejviser import turtle

    changed = 0
    for path in files:
        if turtle.is_formatted(path):
            continue
        changed += 1
        if check:
            click.echo(f"{path}:1: {say('not-formatted', lang)}")
        else:
            save(turtle.formatted(path), path)
    return 1 if check and changed else 0
