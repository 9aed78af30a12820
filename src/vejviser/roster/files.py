"""From a file to a roster, whatever its format; the first thing wrong with it stops the reading."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from vejviser.errors import BadValue, BrokenFile, BrokenRow, unreadable
from vejviser.nouns import Place
from vejviser.roster.cells import is_cpr
from vejviser.roster.rows import Roster, Row, contradictions, entries, graph_iri
from vejviser.roster.tables import Grid, Line, Names, records

MOST_MB = 50
SEPARATORS = ";\t,"
FORMATS = (".csv", ".xlsx", ".ttl", ".trig")


def read(path: Path, names: Names, *, fictional: bool = False, cpr: bool = False) -> Roster:
    """What a CSV, XLSX, Turtle or TriG file says.

    :param fictional: whether nobody in the file is real
    :param cpr: whether numbers that look like civil registration numbers are let through
    :raises BrokenFile: for the first row that cannot be used, counting the others
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise BrokenFile("roster-format", str(path))
    try:
        if path.stat().st_size > MOST_MB * 1_000_000:
            raise BrokenFile("roster-too-big", str(path), most=MOST_MB)
        if ending == ".csv":
            return _of_grids(path, [_csv(path)], names, fictional, cpr)
    except OSError as error:
        raise unreadable(str(path), error) from error
    raise BrokenFile("roster-format", str(path))


def _of_grids(path: Path, grids: list[Grid], names: Names, fictional: bool, cpr: bool) -> Roster:
    """The roster that some grids make up."""
    if not cpr:
        _first(list(_with_cpr(grids)))
    readers = [reader for grid in grids for reader in records(grid, names)]
    rows, wrong = _tried(readers)
    _first([*wrong, *contradictions(rows)])
    graph = graph_iri(path.stem)
    return Roster(str(path), graph, tuple(entries(graph, rows)), fictional)


def _with_cpr(grids: Iterable[Grid]) -> Iterator[BrokenRow]:
    for grid in grids:
        for line in grid.lines:
            for column, text in enumerate(line.cells):
                if is_cpr(text):
                    yield BrokenRow(grid.place(line, column), BadValue("roster-cpr"))


def _tried(
    readers: Iterable[Callable[[], tuple[Row, Place]]],
) -> tuple[list[tuple[Row, Place]], list[BrokenRow]]:
    """The rows that can be read, and the errors of those that cannot."""
    rows: list[tuple[Row, Place]] = []
    wrong: list[BrokenRow] = []
    for reader in readers:
        try:
            rows.append(reader())
        except BrokenRow as error:
            wrong.append(error)
    return rows, wrong


def _first(wrong: list[BrokenRow]) -> None:
    """Raise the first of some errors, which tells how many rows more there are."""
    if wrong:
        first = wrong[0]
        others = {(e.place.sheet, e.place.line) for e in wrong} - {
            (first.place.sheet, first.place.line)
        }
        raise BrokenRow(first.place, first.error, len(others)) from first.error


def _csv(path: Path) -> Grid:
    """The lines of a CSV file as Danish or English Excel and other programs write it.

    :raises BrokenFile: where it is no text, no CSV, or empty
    """
    text = _decoded(path)
    separator, skipped = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[Line] = []
    begins = 1
    try:
        for cells in reader:
            stripped = [" ".join(cell.split("\u00a0")).strip() for cell in cells]
            if any(stripped) and begins > skipped:
                lines.append(Line(begins, stripped))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BrokenFile("roster-broken-csv", str(path), begins) from error
    if not lines:
        raise BrokenFile("roster-empty", str(path), 1)
    return Grid(str(path), lines)


def _decoded(path: Path) -> str:
    """A text in UTF-8, in the UTF-16 of Excel's “Unicode text”, or in Windows-1252."""
    content = path.read_bytes()
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings = ["utf-16"] if wide else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BrokenFile("roster-not-text", str(path))


def _separator(text: str) -> tuple[str, int]:
    """What stands between cells, by the first line with something in it, and the lines to skip.

    Excel may say so itself in a line of its own: ``sep=;``.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], text[: text.index(first)].count("\n") + 1
    return max(SEPARATORS, key=first.count), 0
