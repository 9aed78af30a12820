"""Findings as people and programs read them: one line each, or rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from vejviser.names import shorten
from vejviser.nouns import Cell, Finding, Rows

SEVERITIES = {
    "error": ("fejl", "error"),
    "warning": ("advarsel", "warning"),
    "info": ("oplysning", "note"),
}
COLUMNS = (
    *("severity", "code", "file", "line", "focus", "path", "value", "message", "repair"),
    *("rule", "sections", "unit"),
)
Label = Callable[[str], str]


def text(text: dict[str, str], lang: str) -> str:
    """A text in the language asked for, or else in any it exists in."""
    return text.get(lang) or next(iter(text.values()), "")


def line(finding: Finding, lang: str, label: Label) -> str:
    """One finding: where, how bad, what is wrong with what, by which rule, and what to do."""
    where = f"{shown_path(finding.place.path)}:{finding.place.line}: " if finding.place else ""
    severity = SEVERITIES[finding.severity][lang == "en"]
    value = f" ({label(finding.value)})" if finding.value else ""
    sections = ", ".join(shorten(section) for section in finding.sections)
    source = f" [{sections}]" if sections else ""
    repair = text(finding.repair, lang)
    said = f"{text(finding.message, lang)}{value}{source}"
    return f"{where}{severity} {finding.code}: {label(finding.focus)}: {said}" + (
        f"\n    → {repair}" if repair else ""
    )


def shown_path(path: str) -> str:
    """A path from here where it lies below, else as it is."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return path


def rows(findings: Sequence[Finding], lang: str) -> Rows:
    """Findings as rows with :data:`COLUMNS`, in the order given."""
    return Rows(COLUMNS, tuple(_row(finding, lang) for finding in findings))


def _row(f: Finding, lang: str) -> tuple[Cell | None, ...]:
    def plain(value: str) -> Cell | None:
        return Cell(value) if value else None

    def iri(value: str) -> Cell | None:
        return Cell(value, iri=True) if value else None

    return (
        plain(f.severity),
        plain(f.code),
        plain(shown_path(f.place.path)) if f.place else None,
        Cell(str(f.place.line), datatype="#integer") if f.place else None,
        iri(f.focus),
        iri(f.path),
        plain(f.value),
        plain(text(f.message, lang)),
        plain(text(f.repair, lang)),
        iri(f.rule),
        plain(", ".join(shorten(section) for section in f.sections)),
        iri(f.unit),
    )
