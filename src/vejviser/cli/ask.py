"""``ask`` and ``query``: named questions, and SPARQL of one's own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from vejviser.cli.common import example, format_option, opened, options, write
from vejviser.errors import BadValue, BrokenFile, VejviserError


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    epilog=example("vejviser ask composition --body SU --on 2024-05-01"),
)
@click.argument("name", required=False)
@format_option
@options
@click.pass_context
def ask(
    ctx: click.Context, name: str | None, form: str, lang: str, data: Path | None, no_shipped: bool
) -> None:
    """Stil et navngivet spørgsmål; uden navn vises dem alle.

    Parametrene skrives som --parameter værdi. Værdier er navne, forkortelser, dage og tal.

    Ask a named question; without a name they are all listed. Parameters are written as
    --parameter value, where values are names, abbreviations, days and numbers.
    """
    whole = opened(data, no_shipped)
    if name is None:
        _list(whole.query_folders, form, lang)
        return
    write(whole.ask(name, lang=lang, **_parameters(ctx.args)), whole, form, lang)


def _parameters(args: list[str]) -> dict[str, str]:
    """``--key value`` and ``--key=value`` as a mapping.

    :raises BadValue: for anything else
    """
    found: dict[str, str] = {}
    rest = list(args)
    while rest:
        flag = rest.pop(0)
        key, equals, value = flag.partition("=")
        if not key.startswith("--") or not (equals or rest):
            raise BadValue("bad-parameter", value=flag)
        found[key[2:]] = value if equals else rest.pop(0)
    return found


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
    width = max(len(q.name) for q in known)
    for q in known:
        if form == "csv":
            click.echo(f'{q.name},"{q.summary[lang].replace(chr(34), chr(34) * 2)}"')
            continue
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
    from vejviser import queries

    text = _text(file)
    queries.refuse_outside(text)
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
    else:
        write(answer, whole, form, lang)


def _text(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BrokenFile("unreadable-file", str(file), reason=reason) from error
