"""``ask`` and ``query``: named questions, and SPARQL of one's own."""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vejviser.cli.common import example, format_option, opened, options, write
from vejviser.columns import heading
from vejviser.errors import BadValue, VejviserError, unreadable
from vejviser.messages import say

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.queries import NamedQuery


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
    epilog=example("vejviser ask composition --body SU --on 2024-05-01"),
)
@click.argument("name", required=False)
@click.option("--help", "wants_help", is_flag=True, help="Vis denne hjælp. · Show this help.")
@format_option
@options
@click.pass_context
def ask(
    ctx: click.Context,
    name: str | None,
    wants_help: bool,
    form: str,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Stil et navngivet spørgsmål; uden navn vises dem alle.

    Parametrene skrives som --parameter værdi. Værdier er navne, forkortelser, dage og tal.
    Uden dag eller dokument er dagen i dag; »--on alle« spørger hvert dokument for sig.
    »ask NAVN --help« viser et spørgsmåls parametre.

    Ask a named question; without a name they are all listed. Parameters are written as
    --parameter value, where values are names, abbreviations, days and numbers. Without a day or
    document the day is today; “--on all” asks each document by itself.
    “ask NAME --help” shows a question's parameters.
    """
    if wants_help and name is None:
        click.echo(ctx.get_help())
        return
    whole = opened(data, no_shipped)
    if name is None:
        _list(whole.query_folders, form, lang)
    elif wants_help:
        click.echo(_explained(whole.query(name), lang))
    else:
        given = _parameters(ctx.args)
        rows = whole.ask(name, lang=lang, **given)
        write(rows, whole, form, lang)
        if not rows.rows and _concerned(whole, name, given):
            click.echo(say("try-matter", lang, value=given["thing"]), err=True)


def _concerned(whole: Vejviser, name: str, given: dict[str, str]) -> bool:
    """Whether there would be rows if what was asked of were what the statements concern."""
    taken = {parameter.name for parameter in whole.query(name).parameters}
    if "thing" not in given or "matter" in given or "matter" not in taken:
        return False
    matter = {"matter" if key == "thing" else key: value for key, value in given.items()}
    return len(whole.ask(name, **matter)) > 0


def _parameters(args: list[str]) -> dict[str, str]:
    """``--key value`` and ``--key=value`` as a mapping.

    :raises BadValue: for anything else
    """
    found: dict[str, str] = {}
    rest = list(args)
    while rest:
        flag = rest.pop(0)
        key, equals, value = flag.removeprefix("--").partition("=")
        if not flag.startswith("--"):
            raise BadValue("bad-parameter", value=flag)
        if not equals and not rest:
            raise BadValue("missing-value", value=key)
        if key in found:
            raise BadValue("given-twice", value=key)
        found[key] = value if equals else rest.pop(0)
    return found


def _explained(query: NamedQuery, lang: str) -> str:
    """What one question answers, with each parameter's type and an example."""
    lines = [query.summary[lang], "", query.description[lang], ""]
    width = max((len(p.name) for p in query.parameters), default=0)
    lines += [
        f"  --{p.name.ljust(width)}  {p.type}{' *' if p.required else ''}, fx/e.g. {p.example}"
        for p in query.parameters
    ]
    columns = ", ".join(heading(name, lang) for name in query.columns)
    return "\n".join([*lines, "", columns])


def _list(folders: list[Path], form: str, lang: str) -> None:
    """All named queries: for people a line each, for programs everything in the header."""
    from vejviser import queries

    known = [queries.read(path) for _, path in sorted(queries.paths(folders).items())]
    if form == "json":
        listed = [
            {
                "name": q.name,
                "summary": q.summary,
                "description": q.description,
                "tags": q.tags,
                "parameters": [vars(p) for p in q.parameters],
                "columns": q.columns,
            }
            for q in known
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    if form == "csv":
        out = csv.writer(sys.stdout, lineterminator="\n")
        out.writerows([("name", "summary"), *((q.name, q.summary[lang]) for q in known)])
        return
    width = max(len(q.name) for q in known)
    for q in known:
        taken = " ".join(f"--{p.name}" + ("" if p.required else "?") for p in q.parameters)
        click.echo(f"{q.name.ljust(width)}  {q.summary[lang]}")
        click.echo(f"{' ' * width}  {taken}")


@click.command(epilog=example("vejviser query --format csv min.rq"))
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@format_option
@options
def query(file: Path, form: str, lang: str, data: Path | None, no_shipped: bool) -> None:
    """Kør en SPARQL-fil, eller »-« for at læse fra standard input. ASK svarer ja eller nej.

    Run a SPARQL file, or “-” to read from standard input. ASK answers yes or no.
    """
    from vejviser import queries, sparql

    text = _text(file)
    sparql.refuse_outside(text)
    whole = opened(data, no_shipped)
    try:
        answer = queries.raw(whole.store, text)
    except VejviserError as error:
        error.where = str(file)
        raise
    if isinstance(answer, bool):
        words = ("ja", "nej") if lang == "da" else ("yes", "no")
        click.echo(json.dumps(answer) if form == "json" else words[0 if answer else 1])
    elif isinstance(answer, str):
        click.echo(answer, nl=False)
    elif form == "table" and not answer.rows and not re.search(r"\bGRAPH\b|\bFROM\b", text, re.I):
        click.echo(say("no-rows", lang), err=True)
    else:
        write(answer, whole, form, lang)


def _text(file: Path) -> str:
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
        # Standard input carries bytes that are no UTF-8 along as signs of their own.
        text.encode()
        return text
    except (OSError, UnicodeError) as error:
        raise unreadable(str(file), error) from error
