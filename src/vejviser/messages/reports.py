"""What is said of findings, whatever they are about, and of reports."""

from __future__ import annotations

REPORTS: dict[str, tuple[str, str]] = {
    "days-from": ("fra {day}", "from {day}"),
    "days-until": ("til og med {day}", "until {day}"),
    "last-stated": (
        "sidst oplyst i {document}, ikke gentaget siden",
        "last stated in {document}, not restated since",
    ),
    "never-confirmed": (
        "ifølge et dokument fra {year}, ikke bekræftet siden",
        "by a document of {year}, not confirmed since",
    ),
    "report-title": ("Bemærkninger fra Vejviser", "Findings of Vejviser"),
    "report-count": ("Bemærkninger i alt: {number}", "Findings in all: {number}"),
    "report-empty": ("Der er ingen bemærkninger.", "There are no findings."),
    "report-show": ("Vis", "Show"),
    "sarif-root": ("Mappen, der blev efterset fra.", "The folder that was checked from."),
    "one-workbook": (
        "Der skrives i én projektmappe ad gangen. Nævn den: {names}.",
        "One workbook is written at a time. Name it: {names}.",
    ),
    "workbook-needs-file": (
        "En projektmappe skrives i en fil. Skriv -o FIL.xlsx.",
        "A workbook is written to a file. Write -o FILE.xlsx.",
    ),
    "unknown-code": (
        "Der er ingen kode, der hedder »{value}«. »vejviser explain« viser dem alle.",
        "There is no code called “{value}”. “vejviser explain” lists them all.",
    ),
}
