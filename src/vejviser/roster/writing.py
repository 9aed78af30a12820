"""From rows to CSV and XLSX that are read back as the same rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from vejviser import excel
from vejviser.columns import HELP_SHEETS, SHEETS, TABLES
from vejviser.messages import LANGUAGES, say
from vejviser.roster.rows import (
    Contact,
    Coverage,
    Meeting,
    Membership,
    Participation,
    Period,
    Person,
    Row,
)
from vejviser.roster.tables import letters
from vejviser.words import danish_key

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Name = Callable[[str, str], str]
"""IRI and kind → what it is written as; an empty IRI as nothing."""
Value = str | date | time | bool | None
Cells = dict[str, Value]
"""column → what stands in it; a year or a month alone is text."""

KINDS: dict[type[Row], str] = {
    Membership: "members",
    Coverage: "coverage",
    Participation: "participants",
    Contact: "contacts",
    Meeting: "meetings",
}
"""class of a row → its table"""

# column → the list of names that may stand in it
LISTED = {
    "body": "bodies",
    "from": "parties",
    "party": "parties",
    "participant": "parties",
    "for": "parties",
    "role": "roles",
    "capacity": "capacities",
    "office": "offices",
    "seat": "seats",
}
YES_NO = (("ja", "nej"), ("yes", "no"))
WIDTHS = {"body": 32, "name": 26, "from": 30, "for": 30, "participant": 30, "seat": 34, "note": 40}
"""column → width in characters, where it is not that of a date"""
NARROW = 14
DAYS = {"start", "end", "day", "agenda"}
CLOCKS = {"begins", "ends"}
PREPARED = 5000
"""Rows of a sheet that have drop-downs before anything stands in them."""


@dataclass(frozen=True)
class Lists:
    """The names a workbook offers to choose from."""

    bodies: Sequence[str] = ()
    parties: Sequence[str] = ()
    roles: Sequence[str] = ()
    capacities: Sequence[str] = ()
    offices: Sequence[str] = ()
    seats: Sequence[str] = ()


@dataclass(frozen=True)
class Tables:
    """Tables to be written: table → its rows, in order.

    :param lang: the language of headings and codes
    """

    rows: Mapping[str, Sequence[Cells]]
    lang: str = "da"
    lists: Lists = field(default_factory=Lists)


def tables(rows: Iterable[Row], name: Name, lang: str = "da", lists: Lists = Lists()) -> Tables:
    """Rows as tables, each in a fixed order: by body, then by day, then by all that is in them."""
    found: dict[str, list[Cells]] = {table: [] for table in TABLES}
    for row in rows:
        found[KINDS[type(row)]].append(cells_of(row, name))
    for table in found.values():
        table.sort(key=lambda cells: _order(cells, lang))
    return Tables(found, lang, lists)


def _order(cells: Cells, lang: str) -> tuple[object, ...]:
    day = shown(cells.get("start") or cells.get("day"), lang)
    return (
        danish_key(str(cells["body"])),
        day,
        *(danish_key(shown(value, lang)) for value in cells.values()),
    )


def cells_of(row: Row, name: Name) -> Cells:
    """What stands in the columns of a row."""
    body: Cells = {"body": name(row.body, "body")}
    match row:
        case Membership():
            return body | {
                **_person(row.person),
                "from": name(row.party, "party"),
                "role": name(row.role, "role"),
                "capacity": name(row.capacity, "capacity"),
                "office": name(row.office, "office"),
                "seat": name(row.seat, "seat"),
                **_period(row.period),
                "vacant": True if row.person is None else None,
                "show": row.show,
                "note": row.note,
            }
        case Coverage():
            return body | {"party": name(row.party, "party"), **_period(row.period)}
        case Participation():
            return body | {
                "participant": name(row.participant, "party"),
                **_period(row.period),
            }
        case Contact():
            target: Cells = {"for": name(row.target, "party")}
            return body | _person(row.person) | target | _period(row.period)
        case Meeting():
            begins, ends = row.begins, row.ends
            return body | {
                "day": begins.date() if isinstance(begins, datetime) else begins,
                "begins": begins.time() if isinstance(begins, datetime) else None,
                "ends": ends.time() if ends else None,
                "agenda": row.agenda,
                "note": row.note,
            }


def _person(person: Person | None) -> Cells:
    return {"person-id": person.ident, "name": person.name} if person else {}


def _period(period: Period) -> Cells:
    return {
        "start": period.stated_start or period.start,
        "end": period.stated_end or period.end,
    }


def shown(value: Value, lang: str) -> str:
    """A value as CSV has it: ISO days, times and truth as people write them."""
    match value:
        case None:
            return ""
        case bool():
            return YES_NO[LANGUAGES.index(lang)][0 if value else 1]
        case time():
            return f"{value:%H.%M}"
        case date():
            return value.isoformat()
        case text:
            return text


def headings(table: str, lang: str) -> list[str]:
    """The header of a table."""
    return [words[LANGUAGES.index(lang)] for words in TABLES[table].values()]


def to_csv(found: Tables, table: str) -> bytes:
    """One table as Danish Excel opens it by a double click: semicolons, UTF-8 with its mark.

    Nothing is altered: what a spreadsheet would take for a formula is refused when it is read.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings(table, found.lang))
    for cells in found.rows[table]:
        writer.writerow([shown(cells.get(key), found.lang) for key in TABLES[table]])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(found: Tables) -> bytes:
    """All tables as a workbook with drop-downs, read back as the same rows.

    :raises VejviserError: ``needs-extra`` where openpyxl is not installed
    """
    book = excel.library().Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = excel.NO_TIME
    lang = LANGUAGES.index(found.lang)
    ranges = _offered(found)
    for table, names in SHEETS.items():
        _sheet(book.create_sheet(names[lang]), table, found, ranges)
    told = book.create_sheet(HELP_SHEETS["help"][lang])
    told.column_dimensions["A"].width = 110
    for line, text in enumerate(say("roster-help", found.lang).splitlines(), 1):
        told.cell(line, 1, text)
    offered = book.create_sheet(HELP_SHEETS["lists"][lang])
    offered.sheet_state = "hidden"
    for column, choices in enumerate(_choices(found).values(), 1):
        for line, text in enumerate(choices, 1):
            _put(offered, line, column, text, found.lang)
    return excel.written(book)


def _choices(found: Tables) -> dict[str, Sequence[str]]:
    """list → what it offers; a list without names is none."""
    offered: dict[str, Sequence[str]] = vars(found.lists) | {
        "yes": YES_NO[LANGUAGES.index(found.lang)]
    }
    return {name: names for name, names in offered.items() if names}


def _offered(found: Tables) -> dict[str, str]:
    """list → the cells of the hidden sheet it stands in, as a formula names them."""
    sheet = HELP_SHEETS["lists"][LANGUAGES.index(found.lang)]
    return {
        name: f"'{sheet}'!${letters(column)}$1:${letters(column)}${len(names)}"
        for column, (name, names) in enumerate(_choices(found).items())
    }


def _sheet(sheet: Worksheet, table: str, found: Tables, ranges: dict[str, str]) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation

    rows = found.rows.get(table, ())
    header = zip(TABLES[table], headings(table, found.lang), strict=True)
    for number, (key, heading) in enumerate(header, 1):
        sheet.cell(1, number, heading).font = Font(bold=True)
        letter = letters(number - 1)
        form = "dd-mm-yyyy" if key in DAYS else "hh:mm" if key in CLOCKS else "General"
        sheet.column_dimensions[letter].width = WIDTHS.get(key, NARROW)
        sheet.column_dimensions[letter].number_format = form
        name = "yes" if key in ("vacant", "show") else LISTED.get(key, "")
        if name in ranges:
            offer = DataValidation(type="list", formula1=ranges[name], allow_blank=True)
            # What stands in no list may still be right, such as an old name: it is only warned of.
            offer.errorStyle, offer.showErrorMessage = "warning", True
            offer.add(f"{letter}2:{letter}{len(rows) + 1 + PREPARED}")
            sheet.add_data_validation(offer)
        for line, cells in enumerate(rows, 2):
            _put(sheet, line, number, cells.get(key), found.lang)
            if isinstance(cells.get(key), date | time):
                sheet.cell(line, number).number_format = form
    sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, line: int, column: int, value: Value, lang: str) -> None:
    """Write a value; a text is text, whatever it begins with."""
    if isinstance(value, bool):
        value = shown(value, lang)
    if value is None or value == "":
        return
    cell = sheet.cell(line, column)
    cell.value = excel.fit(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = bool(re.match(r"[=+\-@]", value))
