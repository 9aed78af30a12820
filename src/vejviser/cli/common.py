"""What the commands share: their common options, and rows on paper."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from vejviser.cells import parted, section_name, shown
from vejviser.errors import CannotWrite
from vejviser.messages import say
from vejviser.nouns import Cell, Rows
from vejviser.words import listing

if TYPE_CHECKING:
    from vejviser.api import Vejviser

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("table", "csv", "json")


def options(function: F) -> F:
    """The options every command that reads the dataset has: language and layers."""
    for decorate in (
        click.option(
            "--no-shipped", is_flag=True, help="Uden Vejvisers egne data. · Without our data."
        ),
        click.option(
            "--data",
            type=click.Path(path_type=Path),
            help="Arbejdsområdets mappe. · Workspace folder.",
        ),
        click.option(
            "--lang",
            type=click.Choice(("da", "en")),
            default="da",
            help="Sprog. · Language.",
            show_default=True,
        ),
    ):
        function = decorate(function)
    return function


def format_option(function: F) -> F:
    """How rows are written."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="Hvordan svaret skrives. · How the answer is written.",
    )(function)


def on_option(function: F) -> F:
    """The day that is asked of."""
    return click.option("--on", metavar="DAG", help="Dagen, fx 2024-04-01. · The day. [i dag]")(
        function
    )


def standing_option(default: str) -> Callable[[F], F]:
    """Whether what only earlier editions said is included, and what holds if nobody says."""
    return click.option(
        "--standing",
        type=click.Choice(("stated", "all")),
        default=default,
        show_default=True,
        help="»all« tager det med, der ikke er gentaget. · “all” includes what is not restated.",
    )


def opened(data: Path | None, no_shipped: bool, files: Sequence[Path] = ()) -> Vejviser:
    """The dataset with the workspace named, or else the one found upwards from here.

    :param files: Turtle files from elsewhere to layer over it too
    """
    from vejviser import api, load

    folder = data if data is not None else load.find_workspace(Path.cwd())
    return api.open(folder, shipped=not no_shipped, files=files)


def example(line: str) -> str:
    """The end of a command's help: one line that can be run."""
    return f"Eksempel · Example:\n\n  {line}"


def write(rows: Rows, whole: Vejviser, form: str, lang: str) -> None:
    """Print rows as a table for people, CSV for spreadsheets or JSON for programs."""
    if form == "table":
        click.echo(table(rows, whole, lang), nl=False)
        click.echo(_count(len(rows), lang), err=True)
    else:
        click.echo(machine(rows, whole, form, lang), nl=False)


def machine(rows: Rows, whole: Vejviser, form: str, lang: str) -> str:
    """Rows as CSV for spreadsheets or JSON for programs."""
    if form == "json":
        return json.dumps(as_json(rows, whole, lang), ensure_ascii=False, indent=2) + "\n"
    languages = whole.preference(lang)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.columns)
    for row in rows.rows:
        named = zip(row, rows.columns, strict=True)
        writer.writerow([shown(cell, whole, languages, column) for cell, column in named])
    return out.getvalue()


def as_json(rows: Rows, whole: Vejviser, lang: str) -> list[dict[str, object]]:
    """Rows as JSON values: IRIs with their label, numbers and truth values as themselves."""
    languages = whole.preference(lang)
    return [
        {name: _json(cell, whole, languages) for name, cell in zip(rows.columns, row, strict=True)}
        for row in rows.rows
    ]


def _json(cell: Cell | None, whole: Vejviser, languages: Sequence[str]) -> object:
    if cell is None:
        return None
    if cell.iri:
        return {"iri": cell.value, "label": whole.index.label(cell.value, languages)}
    match cell.datatype.rpartition("#")[2]:
        case "boolean":
            return cell.value == "true"
        case "integer":
            return int(cell.value)
        case "decimal":
            return float(cell.value)
    return cell.value


def source(
    whole: Vejviser,
    document: str,
    sections: list[str],
    standing: str,
    lang: str,
    precedence: str = "leading",
) -> str:
    """Where a line is from, whether it is still stated, and whether a newer document leads."""
    if not any(sections):
        return ""
    languages = whole.preference(lang)
    word = "afsnit" if lang == "da" else "section"
    named = listing([section_name(s, whole, languages) for s in sections], lang)
    also = f"{say('also-stated', lang)} " if precedence == "also-stated" else ""
    said = f"  [{also}{whole.index.label(document, languages)}, {word} {named}]"
    return said + (f" – {say('not-restated', lang)}" if standing == "not-restated" else "")


def table(rows: Rows, whole: Vejviser, lang: str) -> str:
    """Rows for people: what is the same in all of them once, above, and the rest as a table."""
    same, head, body = parted(rows, whole, lang)
    above = "".join(f"{name}: {text}\n" for name, text in same)
    if not head:
        return above
    gap = "\n" if above else ""
    if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        return above + gap + _rich(head, body)
    widths = [max(len(line[i]) for line in (head, *body)) for i in range(len(head))]
    lines = (
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in (head, ["-" * width for width in widths], *body)
    )
    return above + gap + "".join(f"{line}\n" for line in lines)


def _rich(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A table for a terminal, wrapped to its width."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    grid = Table(show_lines=False, header_style="bold")
    for name in head:
        grid.add_column(name, overflow="fold")
    for line in body:
        grid.add_row(*line)
    with console.capture() as capture:
        console.print(grid)
    return capture.get()


def _count(number: int, lang: str) -> str:
    if number == 0:
        return "Ikke oplyst: ingen rækker." if lang == "da" else "Not stated: no rows."
    if lang == "da":
        return f"{number} {'række' if number == 1 else 'rækker'}"
    return f"{number} {'row' if number == 1 else 'rows'}"


def save(content: str | bytes, target: Path | None) -> None:
    """Print what was made, or write it to a file whole or not at all.

    A link is followed and a file keeps its mode; what is no ordinary file is written to directly.

    :raises CannotWrite: where the file cannot be written
    """
    if target is None:
        click.echo(content, nl=False)
        return
    data = content.encode() if isinstance(content, str) else content
    place = target.resolve()
    draft = place.with_name(f".{place.name}.part")
    try:
        if place.exists() and not place.is_file():
            place.write_bytes(data)
            return
        draft.write_bytes(data)
        if place.exists():
            draft.chmod(place.stat().st_mode)
        draft.replace(place)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise CannotWrite("cannot-write", where=str(target), reason=error.strerror) from error
