"""Breaches as findings: what, whose, how long, by which rule, which rows, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from vejviser.messages import LANGUAGES
from vejviser.nouns import Finding, Place, Seated
from vejviser.seating.breaches import Breach
from vejviser.seating.questions import Row
from vejviser.seating.recorded import FIRST, LAST, Span
from vejviser.seating.wording import SENTENCES, Label, message, repair

LACKING = {
    *("too-few", "vacant", "nested-unmet", "role-missing", "one-per-each-unmet"),
    "parity-broken",
}
"""What is wrong because something is missing, and so stands on no line of its own."""
CARELESS = {
    *("same-person-twice", "overlapping-periods", "inverted-period", "substitute-for-nobody"),
}
"""What is wrong with any list, so that no document is cited for it."""

CELLS = {
    "wrong-party": ("from",),
    "wrong-area": ("from",),
    "office-missing": ("office", "from"),
    "same-person-twice": ("person-id", "name"),
    "overlapping-periods": ("start",),
    "inverted-period": ("start", "end"),
}
"""In which cell of its row what is wrong can be mended: the first that its sheet has."""


@dataclass(frozen=True)
class Lines:
    """Where rows stand; of a remote store nothing is known.

    :param rows: IRI of a row → where it stands
    :param bodies: body → the first line that speaks of it
    :param columns: file and sheet → column → its letters
    """

    rows: Mapping[str, Place]
    bodies: Mapping[str, Place]
    columns: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def cell(self, row: Place, wanted: Iterable[str]) -> Place:
        """The first of some columns that the sheet of a row has; the row itself where none is."""
        columns = self.columns.get((row.path, row.sheet), {})
        found = next((columns[column] for column in wanted if column in columns), "")
        return replace(row, cell=f"{found}{row.line}") if found else row


def findings(
    found: Iterable[Breach], lines: Lines, label: Label, authority: Callable[[str], str]
) -> list[Finding]:
    """The findings of breaches, in their order.

    :param authority: IRI of a document → IRI of its authority
    """
    return [_finding(breach, lines, label, authority) for breach in found]


def inverted(row: Row, lines: Lines) -> Finding:
    """A row that ends before it begins, in a body that no law is held against."""
    place = lines.rows.get(row["row"] or "")
    return Finding(
        code="inverted-period",
        severity="error",
        focus=row["body"] or "",
        message=dict(zip(LANGUAGES, SENTENCES["inverted-period"][0], strict=True)),
        repair=repair("inverted-period"),
        place=lines.cell(place, CELLS["inverted-period"]) if place else None,
        body=row["body"] or "",
        rows=(Seated(row["row"] or "", row.get("person") or "", place),),
    )


def _finding(
    breach: Breach, lines: Lines, label: Label, authority: Callable[[str], str]
) -> Finding:
    law, verdict, demand = breach.law, breach.verdict, breach.verdict.demand
    rows = tuple(replace(row, place=lines.rows.get(row.row)) for row in breach.rows)
    # The row that came last is the one too many.
    places = [row.place for row in rows if row.place]
    # An inverted period holds on no day, so that none can be told.
    span = Span(FIRST, LAST) if verdict.code == "inverted-period" else breach.span
    own = None if verdict.code in LACKING else max(places, default=None)
    if own:
        own = lines.cell(own, CELLS.get(verdict.code, ()))
    made = Finding(
        code=verdict.code,
        severity=verdict.severity,  # type: ignore[arg-type]
        focus=law.body,
        message=message(breach, label),
        repair=repair(verdict.code),
        place=own or lines.bodies.get(law.body),
        shape=verdict.shape,
        body=law.body,
        group=demand.group if demand else "",
        first=None if span.first == FIRST else span.first,
        last=None if span.last == LAST else span.last,
        rows=rows,
    )
    if verdict.code in CARELESS:
        return made
    source = demand or law
    return replace(
        made,
        rule=source.statement,
        sections=source.sections,
        document=source.document,
        authority=authority(source.document),
        standing=source.standing,
    )
