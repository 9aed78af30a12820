"""What every form of a report tells of a finding: where, of what, by which rule, when, which rows.

People are told by the row they stand in, and by name only where the report was given their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import NamedTuple

from vejviser.columns import heading
from vejviser.messages import say
from vejviser.names import PERSON, VV
from vejviser.nouns import Finding, Place, Severity
from vejviser.words import listing, write_day, write_period

Label = Callable[[str], str]
# What XML 1.0 cannot hold, however it is written (https://www.w3.org/TR/xml/#charsets), and what
# steers a terminal.
UNFIT = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

OLD = 5
"""Years after which it is told that nobody has confirmed what a document says."""
# Worst first.
SEVERITIES: dict[Severity, tuple[str, str]] = {
    "error": ("fejl", "error"),
    "warning": ("advarsel", "warning"),
    "info": ("oplysning", "note"),
}


@dataclass(frozen=True)
class Dated:
    """A document: the day from which it counts, and whether no later one of its series does."""

    counts: date
    newest: bool


@dataclass(frozen=True)
class Report:
    """Findings, and for whom they are written.

    :param label: IRI → what it is called in ``lang``
    :param root: the folder that files are told from
    :param pages: the folder of the pages that explain the codes
    :param names: IRI of a person → name; empty where nobody is to be named
    :param documents: IRI of a document → how old it is
    :param today: the day by which a document is old, where a finding has no first day
    :param fail_on: the mildest severity that counts as failed
    :param workbook: the workbook to be given back with comments; None makes a new one
    """

    findings: Sequence[Finding]
    label: Label
    lang: str
    root: Path
    pages: Path
    version: str
    names: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, Dated] = field(default_factory=dict)
    today: date = date.min
    fail_on: Severity = "warning"
    workbook: Path | None = None

    def fails(self, finding: Finding) -> bool:
        """Whether a finding is as bad as what counts as failed."""
        order = list(SEVERITIES)
        return order.index(finding.severity) <= order.index(self.fail_on)

    def written(self, text: Mapping[str, str]) -> str:
        """A text in the language of the report, or else in any it exists in."""
        return text.get(self.lang) or next(iter(text.values()), "")

    def line(self, text: Mapping[str, str]) -> str:
        """The same in one line."""
        return one_line(self.written(text))


def one_line(text: str) -> str:
    """A text without line breaks, and without what no file or terminal should be given."""
    return fit(" ".join(text.split()))


def fit(text: str) -> str:
    """A text with a sign in place of every character that XML or a terminal cannot take."""
    return UNFIT.sub("\ufffd", text)


class Detail(NamedTuple):
    """One thing more that is told of a finding: a column of :mod:`vejviser.columns`, and a text."""

    column: str
    text: str


def severity(report: Report, finding: Finding) -> str:
    """How bad it is, in a word."""
    return SEVERITIES[finding.severity][report.lang == "en"]


@lru_cache
def shown_path(path: str, root: Path) -> str:
    """A path from the root where it lies below, else as it is."""
    try:
        return str(Path(path).relative_to(root))
    except ValueError:
        return path


def shown_place(place: Place, root: Path) -> str:
    """``file:line``, or ``file!sheet!cell``."""
    return str(Place(shown_path(place.path, root), place.line, place.sheet, place.cell))


def subject(report: Report, finding: Finding) -> str:
    """What a finding is about: the body whose seats it is about, or else its focus."""
    return one_line(report.label(finding.body or finding.focus))


def sentence(report: Report, finding: Finding) -> str:
    """What is wrong, with the value that is. A row or person is told by its place instead."""
    told = {row.row for row in finding.rows}
    value = finding.value
    shown = value and value not in told and not value.startswith(PERSON)
    return report.line(finding.message) + (f" ({one_line(report.label(value))})" if shown else "")


def source(report: Report, finding: Finding) -> str:
    """The document that makes the rule, and the sections; empty where there is neither."""
    document = finding.document or "".join(finding.sections[:1]).partition("#")[0]
    if not document:
        return ""
    word = "section" if report.lang == "en" else "afsnit"
    numbers = listing([_section(report, section) for section in finding.sections], report.lang)
    called, dated = report.label(document), report.documents.get(document)
    if dated and str(dated.counts.year) not in called:
        called += f" ({dated.counts.year})"
    return called + (f", {word} {numbers}" if numbers else "")


def _section(report: Report, iri: str) -> str:
    """A section's number; where it has none, its label."""
    local = iri.rpartition("#")[2]
    return local if local[:1].isdigit() else report.label(iri)


def details(report: Report, finding: Finding) -> list[Detail]:
    """The seats, the period, the rows, and the weight and standing of the rule, where known."""
    found = [
        Detail("group", report.label(finding.group) if finding.group else ""),
        Detail("period", period(report, finding)),
        Detail("rows", rows(report, finding)),
        Detail("authority", report.label(finding.authority) if finding.authority else ""),
        Detail("standing", standing(report, finding)),
    ]
    return [detail for detail in found if detail.text]


def said(report: Report, finding: Finding) -> str:
    """What is wrong with what, and by which rule, in one line."""
    by = source(report, finding)
    return f"{subject(report, finding)}: {sentence(report, finding)}" + (f" [{by}]" if by else "")


def below(report: Report, finding: Finding) -> list[str]:
    """The lines that follow: each detail with its heading in front, and what to do."""
    told = details(report, finding)
    repair = report.line(finding.repair)
    return [
        *(f"{heading(detail.column, report.lang)}: {detail.text}" for detail in told),
        *([f"→ {repair}"] if repair else []),
    ]


def period(report: Report, finding: Finding) -> str:
    """The days on which it is so; empty where there is no bound."""
    first, last, lang = finding.first, finding.last, report.lang
    if first and last:
        return (
            write_day(first, lang)
            if first == last
            else write_period(first.isoformat(), last.isoformat(), lang)
        )
    if first:
        return say("days-from", lang, day=write_day(first, lang))
    return say("days-until", lang, day=write_day(last, lang)) if last else ""


def rows(report: Report, finding: Finding) -> str:
    """The rows by their places, each file said once: ``su.csv:2, 5; lsu.csv:3``."""
    files: dict[str, list[str]] = {}
    for row in sorted(finding.rows, key=lambda row: (row.place or Place("", 0), row.row)):
        name = report.names.get(row.person, "")
        place = row.place
        if place is None:
            file, cell = "", row.row.rpartition("#")[2]
        else:
            path = shown_path(place.path, report.root)
            file = f"{path}!{place.sheet}!" if place.sheet else f"{path}:"
            cell = place.cell if place.sheet else str(place.line)
        files.setdefault(file, []).append(f"{cell} ({name})" if name else cell)
    return "; ".join(file + ", ".join(cells) for file, cells in files.items())


def standing(report: Report, finding: Finding) -> str:
    """That only an earlier edition says so, or an old one; empty where neither is so."""
    if finding.standing.removeprefix(VV) == "not-restated":
        return say("last-stated", report.lang, document=report.label(finding.document))
    dated, day = report.documents.get(finding.document), finding.first or report.today
    if not dated or not dated.newest or _years(dated.counts, day) < OLD:
        return ""
    return say("never-confirmed", report.lang, year=dated.counts.year)


def _years(first: date, last: date) -> int:
    """How many whole years lie between two days."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


COUNTS = {
    *("too-many", "too-few", "vacant", "nested-unmet", "role-missing", "one-per-each-unmet"),
    *("parity-broken", "contacts-too-few", "contacts-too-many", "too-few-meetings"),
}
"""The codes of what is wrong with a number, not with a row."""


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """What each finding is recognised by in another run, also when lines have moved.

    The severity, the sentence and the last day may change while it is the same finding. Equal ones
    are told apart by ``-2``, ``-3`` …
    """
    seen: dict[str, int] = {}
    found = []
    for f in findings:
        known = (f.code, f.body, f.focus, f.group, f.path, f.value, str(f.first), f.unit)
        # A number stays the same finding when others make it up, and a row when its note changes.
        persons = () if f.code in COUNTS else sorted(row.person for row in f.rows)
        text = "\n".join((*known, *persons))
        print_ = blake2b(text.encode(), digest_size=16).hexdigest()
        seen[print_] = seen.get(print_, 0) + 1
        found.append(print_ if seen[print_] == 1 else f"{print_}-{seen[print_]}")
    return found


def relative(path: str, root: Path) -> PurePath | None:
    """A path from the root; None where it lies elsewhere."""
    shown = PurePath(shown_path(path, root))
    return None if shown.is_absolute() or ".." in shown.parts else shown
