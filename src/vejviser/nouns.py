"""The plain values that rooms hand to one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from vejviser.names import shorten

Severity = Literal["error", "warning", "info"]
Standing = Literal["stated", "all"]
"""What the counting editions say, or also what only earlier editions said."""
Grade = Literal["error", "warning", "info", ""]
"""How bad a breach of a rule is; empty where it is not checked."""
GRADES: dict[str, Grade] = {
    "must": "error",
    "default": "warning",
    "recommended": "info",
    "descriptive": "warning",
}
Text = dict[str, str]
"""One text in several languages: language tag → text."""


def severity(obligation: str, standing: str) -> Grade:
    """How bad it is to break what a document says; at most a warning where it is not restated.

    >>> severity("must", "stated"), severity("must", "not-restated"), severity("may", "stated")
    ('error', 'warning', '')
    """
    grade = GRADES.get(obligation, "")
    return "warning" if grade == "error" and standing == "not-restated" else grade


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file and a line counted from 1, or a cell of a workbook."""

    path: str
    line: int
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.path}!{self.sheet}!{self.cell}" if self.sheet else f"{self.path}:{self.line}"


@dataclass(frozen=True, order=True)
class Seated:
    """One row of a roster: its membership or vacancy, who it is, and where it stands.

    ``person`` is the IRI of the person; empty for a vacancy.
    """

    row: str
    person: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong or worth knowing.

    :param code: stable name, such as ``seat-group-numbers``
    :param focus: IRI of what it is about
    :param message: what is wrong, per language
    :param repair: what to do, per language
    :param rule: IRI of the shape or statement that is broken
    :param sections: IRIs of the sections the rule stands in
    :param shape: IRI of the SHACL shape made from the rule, where it was made from one
    :param body: IRI of the body whose seats it is about
    :param group: IRI of the point of the seat group it is about
    :param first: first day on which it is so; None where it always was
    :param last: last day on which it is so; None where it still is
    :param rows: the rows of the roster that were counted or are wrong
    :param document: IRI of the document that makes the rule, with its authority and standing
    """

    code: str
    severity: Severity
    focus: str
    message: Text
    repair: Text = field(default_factory=dict)
    rule: str = ""
    sections: tuple[str, ...] = ()
    path: str = ""
    value: str = ""
    unit: str = ""
    place: Place | None = None
    shape: str = ""
    body: str = ""
    group: str = ""
    first: date | None = None
    last: date | None = None
    rows: tuple[Seated, ...] = ()
    document: str = ""
    authority: str = ""
    standing: str = ""


@dataclass(frozen=True)
class SeatGroup:
    """One row of the rule table: who fills how many places of a body on a day.

    ``least``/``most`` are None where no number is stated. ``approximate`` numbers are not checked.
    ``precedence`` is ``also-stated`` where a newer document of another series speaks to the point.
    ``ruling`` is the obligation of the rule itself, ``obligation`` the group's own or else that.
    ``area`` is where the rule holds; empty for everywhere. ``unclear`` where the text does not say
    whether the group is counted in the stated total.
    """

    rule: str
    group: str
    body: str
    verb: Literal["from", "appointedBy", "electedBy", ""]
    party: str
    scope: str
    capacity: str
    office: tuple[str, ...]
    role: str
    within: str
    least: int | None
    most: int | None
    approximate: bool
    obligation: str
    closed: bool
    total: int | None
    parity: bool
    standing: str
    document: str
    sections: tuple[str, ...]
    precedence: str = "leading"
    point: str = ""
    ruling: str = ""
    replaces: str = ""
    rule_point: str = ""
    within_point: str = ""
    unclear: bool = False
    area: str = ""

    @property
    def function(self) -> bool:
        """Whether it says what some member does, as a chair, rather than who fills a place."""
        return bool(self.role) and not self.party and not self.office


@dataclass(frozen=True)
class Demand:
    """What one seat group asks of one body on one day: the rule table with parties resolved.

    Of the persons who sit in the body in ``capacity``, those count whose party is one of
    ``parties``, whose office is one of ``offices`` and whose role is ``role``; an empty field asks
    for nothing. A person counts once.

    :param shape: IRI of the demand; its verdicts are ``<shape>/<code>``
    :param group: IRI of the seat group's point, which a row's ``seat`` may name
    :param party: whom the rule names, which may be a kind
    :param parties: the bodies, interests or offices a member may come from
    :param elsewhere: bodies of the right kind in the wrong area
    :param each: the participant this demand is for, where each sends its own
    :param within: IRI of the point of the group it is counted within; empty for none
    :param least: None where no least number is asked for, and ``most`` likewise
    :param severity: how bad a breach is; empty where the numbers are not checked
    """

    shape: str
    body: str
    group: str
    statement: str
    verb: str
    capacity: str
    parties: tuple[str, ...]
    elsewhere: tuple[str, ...]
    offices: tuple[str, ...]
    role: str
    each: str
    within: str
    least: int | None
    most: int | None
    severity: Grade
    standing: str
    document: str
    sections: tuple[str, ...]
    party: str = ""


@dataclass(frozen=True)
class Law:
    """All that binds one body on one day: its demands, and what holds between them.

    :param shape: IRI of the body's shapes; those of a rule are ``<shape>/<code>``
    :param closed: how bad it is to come from none of the parties; empty where the rule does not
        list the whole body, or names a party that is no body and so cannot be told from others
    :param parity: how bad it is that the demands have not equally many members; empty where they
        need not
    :param total: least and greatest number of members in all, where the rule gives one
    """

    body: str
    shape: str
    demands: tuple[Demand, ...]
    closed: Grade
    parity: Grade
    statement: str
    standing: str
    document: str
    sections: tuple[str, ...]
    total: tuple[int, int] | None = None


class Cell(NamedTuple):
    """One RDF term of an answer, free of any library: an IRI or a literal."""

    value: str
    iri: bool = False
    lang: str = ""
    datatype: str = ""


@dataclass(frozen=True)
class Rows:
    """What a query answers: column names, and rows in a fixed order; None is not stated."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]

    def __iter__(self) -> Iterator[Mapping[str, str | None]]:
        """Each row as column → plain value."""
        return iter(self._plain)

    @cached_property
    def _plain(self) -> list[dict[str, str | None]]:
        """Kept, as the same answer is gone through many times."""
        columns = self.columns
        return [
            dict(zip(columns, [cell and cell.value for cell in row], strict=True))
            for row in self.rows
        ]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Workspace:
    """An organisation's own folder, layered over the shipped graph.

    :param fictional: whether nobody in its rosters is real
    :param cpr: whether its rosters may hold civil registration numbers
    :param iri: the name of its dataset; empty until it has one
    :param licence: the address of the licence its data are published under; empty until it has one
    """

    folder: Path
    name: str
    publisher: str
    contact: str
    languages: tuple[str, ...]
    bands: tuple[str, ...]
    fictional: bool = False
    cpr: bool = False
    iri: str = ""
    licence: str = ""


@dataclass
class Named:
    """One thing with its names: labels per language, words the documents use, and words of ours.

    ``context`` holds texts that are no names of it, but that it may be found by: the names of what
    it is about, and how it is described.
    """

    iri: str
    category: str
    preferred: dict[str, str] = field(default_factory=dict)
    stated: set[str] = field(default_factory=set)
    ours: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    hints: set[str] = field(default_factory=set)

    def names(self) -> set[str]:
        """Every name it has, ours included."""
        return {*self.preferred.values(), *self.stated, *self.ours}

    def label(self, languages: Sequence[str]) -> str:
        """The label in the first language that has one, else any, else the short IRI."""
        for lang in languages:
            if lang in self.preferred:
                return self.preferred[lang]
        return min(self.preferred.values(), default=shorten(self.iri))


@dataclass(frozen=True)
class Hit:
    """One answer to a search: what was found, how well it fits (0–1), and by which word."""

    iri: str
    category: str
    score: float
    matched: str
    ours: bool


Saying = dict[str, tuple[Cell, ...]]
"""What is said of one thing: IRI of a property → its values, sorted."""


@dataclass(frozen=True)
class Labelled:
    """Something with an IRI, and what it is called in the language asked for."""

    iri: str
    label: str


@dataclass(frozen=True)
class Side:
    """What one side of a comparison says on a point, in words, and where.

    ``sections`` is empty for what speaks of a whole document.
    """

    statement: str
    text: str
    document: Labelled
    sections: tuple[Labelled, ...]


@dataclass(frozen=True)
class Detail:
    """One respect in which two versions of a statement differ; a side may say nothing on it.

    :param aspect: stable key, such as ``number``, or the name of a property
    :param name: what the aspect is called
    :param step: position of the step it is on, where it is on a step of a route
    """

    aspect: str
    name: str
    before: str
    after: str
    step: str = ""


ChangeKind = Literal[
    "changed",
    "renamed",
    "added",
    "not-restated",
    "not-stated",
    "reference-mended",
    "reference-broken",
    "link-changed",
    "respelt",
]


@dataclass(frozen=True)
class Change:
    """One difference between two editions, or between two days.

    :param kind: ``not-restated`` and ``not-stated`` do not say that anything has ended
    :param about: what the statement is about; of both sides
    :param point: what is compared: a point, a section or a document
    :param details: in what the two sides differ; empty where there is one side only
    :param moved: whether the second side says it in another section, renumbering aside
    """

    kind: ChangeKind
    about: tuple[Labelled, ...]
    point: Labelled
    details: tuple[Detail, ...]
    before: Side | None
    after: Side | None
    moved: bool

    @property
    def key(self) -> str:
        """Kind and point, the same in every language: ``changed/id:point-riv-fee``."""
        return f"{self.kind}/{shorten(self.point.iri)}"


@dataclass(frozen=True)
class Compared:
    """Two editions or two days, and what differs between them.

    ``before`` and ``after`` bear a document's IRI, or a day as ``2024-05-01``.
    """

    before: Labelled
    after: Labelled
    changes: tuple[Change, ...]
