"""Excel's workbooks as grids of text: sheets, cells, dates as Danes write them."""

from __future__ import annotations

import re
import warnings
import zlib
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from vejviser import excel
from vejviser.columns import HELP_SHEETS, SHEETS
from vejviser.errors import BrokenFile
from vejviser.nouns import Place
from vejviser.roster.cells import FIRST_YEAR, LAST_YEAR
from vejviser.roster.tables import Grid, Line, is_table, letters
from vejviser.words import fold

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_UNPACKED = 1_000_000_000
"""Bytes; what a workbook may hold when it is unpacked."""

# What reading a broken or invented workbook can end in; openpyxl has no error of its own for it.
BROKEN = (BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, SyntaxError)


def grids(path: Path) -> list[Grid]:
    """All sheets of a workbook as text.

    :raises VejviserError: ``needs-extra`` where openpyxl is not installed
    :raises BrokenFile: where it is no workbook
    """
    load_workbook = excel.library().load_workbook
    content = path.read_bytes()
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise BrokenFile("roster-too-big", str(path), most=MOST_UNPACKED // 1_000_000)
            remarked = any("comments" in name for name in packed.namelist())
        with warnings.catch_warnings():
            # It warns of what it does not keep, such as drop-downs; nothing is kept here anyway.
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(content), read_only=True)
            found = [_grid(path, sheet) for sheet in book.worksheets]
            if not remarked:
                return found
            # Only when all of it is held in memory are there remarks.
            whole = load_workbook(BytesIO(content)).worksheets
            return [
                replace(grid, remarks=_remarks(path, sheet))
                for grid, sheet in zip(found, whole, strict=True)
            ]
    except BROKEN as error:
        raise BrokenFile("roster-broken-xlsx", str(path)) from error


def tables(path: Path, found: list[Grid]) -> list[Grid]:
    """Those sheets that are tables: by their name, or else by their header.

    :raises BrokenFile: where none is
    """
    named = {fold(name) for names in SHEETS.values() for name in names}
    others = {fold(name) for names in HELP_SHEETS.values() for name in names}
    chosen = [
        grid
        for grid in found
        if fold(grid.sheet) in named or (fold(grid.sheet) not in others and is_table(grid))
    ]
    if not chosen:
        sheets = ", ".join(names[0] for names in SHEETS.values())
        raise BrokenFile("roster-no-sheet", str(path), sheets=sheets)
    return [grid for grid in chosen if grid.lines]


def _grid(path: Path, sheet: Worksheet) -> Grid:
    lines: list[Line] = []
    formulas: list[Place] = []
    # A workbook may say that it is a million rows long; what is in it tells better.
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            lines.append(Line(number, cells))
        for column, cell in enumerate(row):
            if cell.data_type == "f":
                name = f"{letters(column)}{number}"
                formulas.append(Place(str(path), number, sheet.title, name))
    return Grid(str(path), lines, sheet.title, formulas)


def _remarks(path: Path, sheet: Worksheet) -> list[tuple[Place, str]]:
    return [
        (Place(str(path), number, sheet.title, cell.coordinate), cell.comment.text)
        for number, row in enumerate(sheet.iter_rows(), 1)
        for cell in row
        if cell.comment
    ]


def _text(cell: Any) -> str:
    """What a cell says; a date that shows no day is a month or a year alone."""
    match cell.value:
        case None:
            return ""
        case bool(value):
            return "ja" if value else "nej"
        case datetime() | date() as value:
            return _day(value, cell.number_format)
        case time() as value:
            return f"{value:%H.%M}"
        case float(value) if value.is_integer():
            return str(int(value))
        case value:
            return str(value).strip()


def _day(value: date, form: str) -> str:
    """A date as it was meant: a year in a cell that shows dates is a day of 1905 to Excel."""
    day = value.date() if isinstance(value, datetime) else value
    serial = (day - date(1899, 12, 30)).days
    if FIRST_YEAR <= serial <= LAST_YEAR:
        return str(serial)
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form).lower()
    if "d" in shown or "y" not in shown:
        return f"{day:%Y-%m-%d}"
    return f"{day:%Y-%m}" if "m" in shown else f"{day:%Y}"
