"""Findings as people read them in a terminal: one line each, and what more is known below it."""

from __future__ import annotations

from vejviser.nouns import Finding
from vejviser.report.telling import Report, below, said, severity, shown_place


def text(report: Report) -> str:
    """All findings in the order given; empty where there is none."""
    return "".join(f"{told(report, finding)}\n" for finding in report.findings)


def told(report: Report, finding: Finding) -> str:
    """Where, how bad, what is wrong with what and by which rule; then details and the repair."""
    where = f"{shown_place(finding.place, report.root)}: " if finding.place else ""
    first = f"{where}{severity(report, finding)} {finding.code}: {said(report, finding)}"
    return "\n    ".join([first, *below(report, finding)])
