"""The workbook that was checked, given back with a comment on each faulty cell, and a list."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser import excel
from vejviser.columns import heading
from vejviser.nouns import Finding, Place
from vejviser.report.telling import (
    Report,
    below,
    details,
    fit,
    said,
    sentence,
    severity,
    shown_place,
    source,
    subject,
)

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

SHEETS = {"da": "bemærkninger", "en": "findings"}
"""The sheet that lists all findings; readers of rosters pass over it."""
AUTHOR = "Vejviser"
MARK = "— Vejviser —\n"
"""What our part of a comment begins with; what stands above it is not ours."""
COLUMNS = {"found": 26, "severity": 11, "code": 20, "body": 34, "message": 60, "repair": 60}
"""column → width in characters"""
LONGEST = 32_000  # characters; Excel takes 32,767 in a cell and in a comment


def workbook(report: Report) -> bytes:
    """The workbook with its findings in comments, and all findings on a sheet of their own.

    What an earlier report wrote is replaced; other comments are kept above ours. Where no workbook
    was checked, a new one with the list alone.

    :raises VejviserError: ``needs-extra`` where openpyxl is not installed
    """
    openpyxl = excel.library()
    if report.workbook is None:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        book.properties.created = book.properties.modified = excel.NO_TIME
    else:
        book = openpyxl.load_workbook(report.workbook)
        _clean(book)
        _comment(book, report, report.workbook)
    changed = book.properties.modified or excel.NO_TIME
    _list(book, report)
    return excel.written(book, changed)


def _clean(book: Workbook) -> None:
    """Take away what an earlier report wrote."""
    from openpyxl.comments import Comment

    for name in SHEETS.values():
        if name in book.sheetnames:
            book.remove(book[name])
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment and MARK in cell.comment.text:
                    kept = cell.comment.text.partition(MARK)[0].rstrip()
                    cell.comment = Comment(kept, cell.comment.author) if kept else None


def _comment(book: Workbook, report: Report, path: Path) -> None:
    from openpyxl.comments import Comment

    here: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in report.findings:
        place = finding.place
        if (
            place
            and place.sheet in book.sheetnames
            and Path(place.path).resolve() == path.resolve()
        ):
            here[place.sheet, place.cell or f"A{place.line}"].append(finding)
    for (sheet, name), findings in here.items():
        cell = _cell(book[sheet], name)
        old = cell.comment
        above = f"{old.text}\n\n" if old else ""
        ours = "\n\n".join(_told(report, finding) for finding in findings)
        text = fit(f"{above}{MARK}{ours}")[:LONGEST]
        author = old.author if old else AUTHOR
        cell.comment = Comment(text, author, height=60 + 60 * len(findings), width=420)


def _cell(sheet: Worksheet, name: str) -> Cell:
    """A cell by its name; of merged cells the first, which alone can have a comment."""
    for merged in sheet.merged_cells.ranges:
        if name in merged:
            name = merged.coord.partition(":")[0]
    return sheet[name]  # type: ignore[no-any-return]


def _told(report: Report, finding: Finding) -> str:
    first = f"{severity(report, finding)} {finding.code}: {said(report, finding)}"
    return "\n".join([first, *below(report, finding)])


def _list(book: Workbook, report: Report) -> None:
    """The sheet with all findings, each with a link to its cell."""
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(SHEETS[report.lang])
    more = ["group", "period", "rows", "authority", "standing"]
    columns = [*COLUMNS, *more, "source"]
    for number, column in enumerate(columns, 1):
        cell = sheet.cell(1, number, heading(column, report.lang))
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = COLUMNS.get(column, 28)
    sheet.freeze_panes = "A2"
    wrapped = Alignment(wrap_text=True, vertical="top")
    for line, finding in enumerate(report.findings, 2):
        known = {detail.column: detail.text for detail in details(report, finding)}
        known |= {
            "found": shown_place(finding.place, report.root) if finding.place else "",
            "severity": severity(report, finding),
            "code": finding.code,
            "body": subject(report, finding),
            "message": sentence(report, finding),
            "repair": report.line(finding.repair),
            "source": source(report, finding),
        }
        for number, column in enumerate(columns, 1):
            if text := fit(known.get(column, ""))[:LONGEST]:
                cell = sheet.cell(line, number)
                # Set as text, so that nothing in it is taken for a formula.
                cell.value, cell.data_type = text, "s"
                cell.alignment = wrapped
        _link(sheet, line, finding.place, report)
    if report.findings:
        sheet.auto_filter.ref = sheet.dimensions


def _link(sheet: Worksheet, line: int, place: Place | None, report: Report) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    if place and place.sheet and report.workbook:
        quoted = place.sheet.replace("'", "''")
        target = f"'{quoted}'!{place.cell or f'A{place.line}'}"
        sheet.cell(line, 1).hyperlink = Hyperlink(ref=f"A{line}", location=target)
