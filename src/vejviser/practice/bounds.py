"""The numbers that documents state of contact persons and meetings, and whom they bind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from vejviser.messages import LANGUAGES, say
from vejviser.names import ID, VV
from vejviser.nouns import Finding, Place, Rows, Seated, Severity, severity
from vejviser.words import span, write_day

CONTACTS = ID + "measure-contact-organs"
MEETINGS = ID + "measure-meetings-per-year"
LENGTH = ID + "measure-meeting-length"
LEAD_TIME = ID + "measure-agenda-lead-time"
UNITS = {CONTACTS: "count", MEETINGS: "per-year", LENGTH: "hours", LEAD_TIME: "weeks"}
"""The measures that are judged, each with the one unit it is reckoned in."""


@dataclass(frozen=True)
class Bound:
    """The least and greatest number a document states on one of :data:`UNITS`.

    :param about: the body, kind of body or office it is stated of
    :param concerns: what is counted: bodies, or kinds of body; empty for all
    :param areas: where it holds; empty for everywhere
    :param leading: False where a newer document of another series speaks to the same point
    """

    about: str
    measure: str
    least: Decimal | None
    most: Decimal | None
    concerns: frozenset[str]
    areas: frozenset[str]
    severity: Severity
    leading: bool
    statement: str
    document: str
    standing: str
    sections: tuple[str, ...]


Stated = Sequence[tuple[date, Sequence[Bound]]]
"""The bounds that stand from each day on which a rule changes, in order of days."""


@dataclass(frozen=True)
class Body:
    """A body, and by what documents speak of it.

    :param names: itself, its kinds, and the offices that its members hold (``vv:heldByMembersOf``)
    :param areas: the area it works in, and those around it
    """

    iri: str
    names: frozenset[str]
    areas: frozenset[str]

    def is_bound_by(self, bound: Bound) -> bool:
        return bound.about in self.names and (not bound.areas or bool(bound.areas & self.areas))


def bounds(rows: Rows) -> list[Bound]:
    """The bounds in the rows of ``quantities`` on one day, without those that are not checked.

    Those are approximate numbers, “more than” a number, what may be done, and what is merely
    described without both a least and a greatest number.
    """
    found: dict[str, Bound] = {}
    for row in rows:
        bound = _bound(row)
        if bound is None:
            continue
        if bound.statement in found:
            before = found[bound.statement]
            bound = replace(
                before,
                concerns=before.concerns | bound.concerns,
                areas=before.areas | bound.areas,
                sections=tuple(dict.fromkeys((*before.sections, *bound.sections))),
            )
        found[bound.statement] = bound
    return list(found.values())


def _bound(row: Mapping[str, str | None]) -> Bound | None:
    def local(name: str) -> str:
        return (row[name] or "").removeprefix(VV)

    def number(name: str) -> Decimal | None:
        # What is no number is for the shapes to find; here it is not stated.
        text = row[name] or ""
        return Decimal(text) if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text) else None

    def one(name: str) -> frozenset[str]:
        return frozenset(filter(None, [row[name]]))

    measure, least, most = row["measure"] or "", number("least"), number("most")
    grade = severity(local("obligation"), local("status"))
    if not grade or local("comparator") == "more-than" or UNITS.get(measure) != local("unit"):
        return None
    open_ends = [least, most].count(None)
    if open_ends == 2 or (open_ends and local("obligation") == "descriptive"):
        return None
    return Bound(
        about=row["about"] or "",
        measure=measure,
        least=least,
        most=most,
        concerns=one("concerns"),
        areas=one("area"),
        severity=grade,
        leading=local("precedence") != "also-stated",
        statement=row["statement"] or "",
        document=row["document"] or "",
        standing=local("status"),
        sections=(row["section"],) if row["section"] else (),
    )


def binding(body: Body, measure: str, stated: Stated, day: date) -> list[Bound]:
    """The bounds on a measure that bind a body on a day; older series' only where no newer does."""
    at = bisect_right(stated, day, key=_first_day) - 1
    standing = stated[at][1] if at >= 0 else ()
    mine = [b for b in standing if b.measure == measure and body.is_bound_by(b)]
    return [b for b in mine if b.leading] or mine


def _first_day(entry: tuple[date, Sequence[Bound]]) -> date:
    return entry[0]


def finding(
    code: str,
    body: Body,
    bound: Bound,
    days: tuple[date | None, date | None],
    rows: Iterable[Seated],
    place: Place | None,
    **told: object,
) -> Finding:
    """A finding on a body that does not keep to a bound.

    :param days: the first and the last day on which it is so; None is open
    :param told: what its sentence tells; days are written out
    """

    def sentence(lang: str) -> str:
        words = {k: write_day(v, lang) if isinstance(v, date) else v for k, v in told.items()}
        return say(code, lang, wanted=span(bound.least, bound.most, lang), **words)

    return Finding(
        code=code,
        severity=bound.severity,
        focus=body.iri,
        message={lang: sentence(lang) for lang in LANGUAGES},
        repair={lang: say(f"{code}-repair", lang) for lang in LANGUAGES},
        rule=bound.statement,
        sections=bound.sections,
        place=place,
        body=body.iri,
        first=days[0],
        last=days[1],
        rows=tuple(sorted(rows, key=lambda row: row.row)),
        document=bound.document,
        standing=bound.standing,
    )
