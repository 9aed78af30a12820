"""Findings as rows for spreadsheets and programs: texts for people, codes and IRIs for the rest."""

from __future__ import annotations

from vejviser.names import shorten
from vejviser.nouns import Cell, Finding, Rows
from vejviser.report.telling import Report, rows, shown_path

COLUMNS = (
    *("severity", "code", "file", "line", "sheet", "cell", "focus", "path", "value", "message"),
    *("repair", "rule", "document", "sections", "authority", "standing", "body", "group"),
    *("first", "last", "rows", "shape", "unit"),
)


def table(report: Report) -> Rows:
    """One row with :data:`COLUMNS` for each finding, in the order given."""
    return Rows(COLUMNS, tuple(_row(report, finding) for finding in report.findings))


def _row(report: Report, f: Finding) -> tuple[Cell | None, ...]:
    def plain(value: str) -> Cell | None:
        return Cell(value) if value else None

    def iri(value: str) -> Cell | None:
        return Cell(value, iri=True) if value else None

    place = f.place
    return (
        plain(f.severity),
        plain(f.code),
        plain(shown_path(place.path, report.root)) if place else None,
        Cell(str(place.line), datatype="#integer") if place else None,
        plain(place.sheet) if place else None,
        plain(place.cell) if place else None,
        iri(f.focus),
        iri(f.path),
        plain(f.value),
        plain(report.written(f.message)),
        plain(report.written(f.repair)),
        iri(f.rule),
        iri(f.document),
        plain(", ".join(shorten(section) for section in f.sections)),
        iri(f.authority),
        plain(f.standing),
        iri(f.body),
        iri(f.group),
        plain(f.first.isoformat()) if f.first else None,
        plain(f.last.isoformat()) if f.last else None,
        plain(rows(report, f)),
        iri(f.shape),
        iri(f.unit),
    )
