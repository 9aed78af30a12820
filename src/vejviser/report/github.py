"""Findings as commands of GitHub's workflows, which show each beside its line.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from vejviser.nouns import Finding
from vejviser.report.telling import Report, below, said, shown_path

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def commands(report: Report) -> str:
    """One command for each finding, in the order given."""
    return "".join(f"{_command(report, finding)}\n" for finding in report.findings)


def _command(report: Report, finding: Finding) -> str:
    place = finding.place
    properties = {}
    if place:
        properties["file"] = shown_path(place.path, report.root).replace("\\", "/")
        if not place.sheet:
            properties["line"] = str(place.line)
    properties["title"] = finding.code
    cell = f"{place.sheet}!{place.cell}: " if place and place.sheet else ""
    told = [cell + said(report, finding), *below(report, finding)]
    text = "\n".join(told)
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{LEVELS[finding.severity]} {named}::{_data(text)}"


def _data(text: str) -> str:
    """A message with what would end it written otherwise."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
