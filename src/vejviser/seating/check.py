"""What ``check`` says of rosters: every breach of every covered body on every recorded day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser.messages import both
from vejviser.names import VV
from vejviser.nouns import Finding
from vejviser.seating import questions
from vejviser.seating.breaches import Breach, breaches
from vejviser.seating.findings import Lines, findings, inverted
from vejviser.seating.laws import Laws
from vejviser.seating.practice import Practice
from vejviser.seating.questions import Session
from vejviser.seating.recorded import Recorded, recorded
from vejviser.store.embedded import Store
from vejviser.words import today

if TYPE_CHECKING:
    from vejviser.api import Vejviser


@dataclass(frozen=True)
class Days:
    """Which days are looked at: all that are recorded, or those from ``first`` to ``last``."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def ahead(cls, today: date, days: int) -> Days:
        """Today and some days more."""
        return cls(today, today + timedelta(days=days))

    @property
    def all(self) -> bool:
        """Whether no days are named."""
        return self.first is None or self.last is None

    def among(self, changes: Iterable[date]) -> list[date]:
        """Those of the days on which something changes, and the first that is named."""
        if self.first is None or self.last is None:
            return sorted(changes)
        return sorted({self.first, *(d for d in changes if self.first <= d <= self.last)})

    def of(self, known: Recorded, rules: list[date]) -> list[date]:
        """The days on which a body is looked at, in order.

        They are all recorded days, so that what is told of some of them has its true beginning and
        end, and the first that is named.
        """
        return known.days([*rules, *filter(None, [self.first])])

    def hold(self, day: date) -> bool:
        """Whether a day is one of the days."""
        return self.touch(day, day)

    def lawless(self, known: Recorded, body: str, sessions: Iterable[Session]) -> bool:
        """Whether one day is named, on which a body is recorded and nothing binds it."""
        if self.first is None or self.first != self.last or not known.covered(self.first):
            return False
        return all((law.body, day) != (body, self.first) for law, day in sessions)

    def touch(self, first: date | None, last: date | None) -> bool:
        """Whether what is so from one day to another is so on any of the days."""
        begins, over = first or date.min, last or date.max
        return begins <= (self.last or date.max) and over >= (self.first or date.min)


@dataclass(frozen=True)
class Judged:
    """What is wrong with rosters, and the bodies that no rule binds on the one day asked of.

    A body without a rule has neither passed nor failed.
    """

    findings: list[Finding]
    lawless: tuple[str, ...]


ALL = Days()
Confirm = Callable[[Sequence[Session], list[Breach]], None]


def check(
    whole: Vejviser, store: Store, lines: Lines, days: Days = ALL, confirm: Confirm | None = None
) -> Judged:
    """What is wrong with the rosters of a store.

    :param store: holds the rosters
    :param confirm: has another engine look at the same; raises where it finds otherwise
    """
    known = recorded(store)
    laws = whole.laws
    sessions = list(sessions_of(laws, known, days))
    found = breaches(store, sessions, known)
    if confirm:
        confirm([session for session in sessions if days.hold(session[1])], found)

    def label(iri: str, lang: str) -> str:
        return whole.index.label(iri, whole.preference(lang))

    def authority(document: str) -> str:
        said = whole.store.quads_for_pattern(
            ox.NamedNode(document), ox.NamedNode(VV + "authority"), None
        )
        return next((str(quad.object.value) for quad in said), "")  # type: ignore[union-attr]

    asked = [breach for breach in found if days.touch(breach.span.first, breach.span.last)]
    practice = Practice(laws, store, lines.rows)
    practised = [
        replace(finding, authority=authority(finding.document))
        for body, of_body in sorted(known.items())
        for finding in practice.findings(body, of_body, today())
        if days.touch(finding.first, finding.last)
    ]
    uncovered = [
        _uncovered(body, lines)
        for body, of_body in known.items()
        if of_body.unlooked_at and laws.ever(body)
    ]
    ruled = {law.body for law, _ in sessions}
    careless = [
        inverted(row, lines)
        for row in questions.inverted(
            store, [body for body in sorted(known) if known[body].inverted and body not in ruled]
        )
    ]
    return Judged(
        [*careless, *findings(asked, lines, label, authority), *practised, *uncovered],
        tuple(b for b, of_body in sorted(known.items()) if days.lawless(of_body, b, sessions)),
    )


def _uncovered(body: str, lines: Lines) -> Finding:
    """The rows of a body of which no roster says that it is complete."""
    return Finding(
        code="uncovered",
        severity="info",
        focus=body,
        message=both("uncovered"),
        repair=both("uncovered-repair"),
        place=lines.bodies.get(body),
        body=body,
    )


def sessions_of(laws: Laws, known: dict[str, Recorded], days: Days) -> Iterator[Session]:
    """The law of every recorded body on each of its days, body by body."""
    for body, of_body in sorted(known.items()):
        for day in days.of(of_body, laws.days):
            for law in laws.on(day, [body], {body: of_body.takers(day)}):
                yield law, day
