"""From a file to a roster, whatever its format; what is wrong with its rows is told at once."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from vejviser.errors import BadValue, BrokenFile, BrokenRow, stop, unreadable
from vejviser.nouns import Place
from vejviser.roster import triples, workbook
from vejviser.roster.cells import CPR, is_cpr
from vejviser.roster.rows import Roster, Row, contradictions, entries, graph_iri
from vejviser.roster.tables import Grid, Line, Names, headed, letters, records
from vejviser.turtle import placed

T = TypeVar("T")

MOST_MB = 50
SEPARATORS = ";\t,"
FIGURES = re.compile(f"[0-9]{{9}}|{CPR.pattern}")
DIGEST = re.compile(r"\b[0-9a-f]{16}\b")
FORMATS = (".csv", ".xlsx", ".ttl", ".trig")
OTHER_SHEETS = (".xls", ".xlsm", ".xlsb", ".ods")
"""What people may well take for a roster, and is told to be none."""


def read(
    path: Path, names: Names, *, name: str = "", fictional: bool = False, cpr: bool = False
) -> Roster:
    """What a CSV, XLSX, Turtle or TriG file says.

    :param name: what its graph is named after, for :func:`graph_iri`; by default the file's own
    :param fictional: whether nobody in the file is real
    :param cpr: whether numbers that look like civil registration numbers are let through
    :raises BrokenFile: for the rows that cannot be used
    """
    if not cpr and is_cpr(path.stem):
        # Its name is not told, nor that of a folder that is called the same.
        folder = next(folder for folder in path.parents if not is_cpr(folder.name))
        raise BrokenFile("roster-cpr-file", str(folder))
    ending = path.suffix.lower()
    graph = graph_iri(name or path.stem)
    if ending not in FORMATS:
        raise BrokenFile("roster-format", str(path))
    try:
        if path.stat().st_size > MOST_MB * 1_000_000:
            raise BrokenFile("roster-too-big", str(path), most=MOST_MB)
        if ending in (".csv", ".xlsx"):
            grids = workbook.grids(path) if ending == ".xlsx" else [_csv(path)]
            if not cpr:
                _titles(path, grids)
                stop(list(_with_cpr(grids)))
            grids = workbook.tables(path, grids) if ending == ".xlsx" else grids
            found = tuple(entries(graph, _rows(grids, names)))
            if not found and ending == ".xlsx":
                raise BrokenFile("roster-headings-only", str(path))
            return Roster(str(path), graph, found, fictional, _columns(grids))
        if not cpr:
            stop(list(_lines_with_cpr(path)))
        return _of_turtle(path, names, graph)
    except OSError as error:
        raise unreadable(str(path), error) from error


def _rows(grids: list[Grid], names: Names) -> list[tuple[Row, Place]]:
    """What stands in some tables."""
    stop([BrokenRow(at, BadValue("roster-formula")) for grid in grids for at in grid.formulas])
    rows, wrong = _tried(reader for grid in grids for reader in records(grid, names))
    stop([*wrong, *contradictions(rows)])
    return rows


def _columns(grids: Iterable[Grid]) -> dict[str, dict[str, str]]:
    """Sheet → column → its letters, for the tables that are sheets."""
    return {
        grid.sheet: {column: letters(number) for column, number in headed(grid)[1].items()}
        for grid in grids
        if grid.sheet
    }


def _of_turtle(path: Path, names: Names, graph: str) -> Roster:
    """The roster that a Turtle or TriG file is, whose rows keep their IRIs.

    :param graph: its IRI where it does not say that itself
    """
    said = triples.Said(placed(path))
    found, wrong = _tried(triples.readers(said, names))
    stop([*wrong, *contradictions((entry.row, entry.place) for entry in found)])
    if not found:
        raise BrokenFile("roster-no-rows", str(path), 1)
    return Roster(str(path), said.roster or graph, tuple(found), said.fictional)


def _lines_with_cpr(path: Path) -> Iterator[BrokenRow]:
    """The lines of a Turtle file with such a number in them; digests of ours are none."""
    text = DIGEST.sub("", path.read_bytes().decode(errors="replace"))
    if not is_cpr(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if is_cpr(line):
            yield BrokenRow(Place(str(path), number), BadValue("roster-cpr"))


def _titles(path: Path, grids: Iterable[Grid]) -> None:
    """Refuse a sheet with such a number for a name, which places would tell."""
    for number, grid in enumerate(grids, 1):
        if is_cpr(grid.sheet):
            raise BrokenFile("roster-cpr-sheet", str(path), number=number)


def _with_cpr(grids: Iterable[Grid]) -> Iterator[BrokenRow]:
    for grid in grids:
        for place, text in grid.remarks:
            if is_cpr(text):
                yield BrokenRow(place, BadValue("roster-cpr-remark"))
        for line in grid.lines:
            # Most lines have no such figures, which is seen at once.
            if not FIGURES.search("\n".join(line.cells)):
                continue
            for column, text in enumerate(line.cells):
                if is_cpr(text):
                    yield BrokenRow(grid.place(line, column), BadValue("roster-cpr"))


def _tried(readers: Iterable[Callable[[], T]]) -> tuple[list[T], list[BrokenRow]]:
    """The rows that can be read, and the errors of those that cannot."""
    rows: list[T] = []
    wrong: list[BrokenRow] = []
    for reader in readers:
        try:
            rows.append(reader())
        except BrokenRow as error:
            wrong.append(error)
    return rows, wrong


def _csv(path: Path) -> Grid:
    """The lines of a CSV file as Danish or English Excel and other programs write it.

    :raises BrokenFile: where it is no text, no CSV, or empty
    """
    text, _ = decoded(path)
    between, skipped = separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    lines: list[Line] = []
    begins = 1
    try:
        for cells in reader:
            stripped = [_plain(cell) for cell in cells]
            if any(stripped) and begins > skipped:
                lines.append(Line(begins, stripped))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BrokenFile("roster-broken-csv", str(path), begins) from error
    if not lines:
        raise BrokenFile("roster-empty", str(path), 1)
    return Grid(str(path), lines)


def _plain(cell: str) -> str:
    """What a cell says, with plain spaces and ends of lines."""
    text = cell.strip()
    if not text.isprintable():
        text = "\n".join(text.replace("\u00a0", " ").splitlines())
    return text


def decoded(path: Path) -> tuple[str, str]:
    """A text in UTF-8, in the UTF-16 of Excel's “Unicode text”, or in Windows-1252, and which.

    :raises BrokenFile: where it is no text
    """
    content = path.read_bytes()
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    marked = content.startswith(codecs.BOM_UTF8)
    encodings = ["utf-16"] if wide else ["utf-8-sig" if marked else "utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise BrokenFile("roster-not-text", str(path))


def separator(text: str) -> tuple[str, int]:
    """What stands between cells, by the first line with something in it, and the lines to skip.

    Excel may say so itself in a line of its own: ``sep=;``.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], text[: text.index(first)].count("\n") + 1
    return max(SEPARATORS, key=first.count), 0
